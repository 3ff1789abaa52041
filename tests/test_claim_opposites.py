"""A claim that takes the other side of its passage, exchanges who did what, or is surer than it, is refused by rule alone."""

from collections.abc import Sequence
from typing import cast

import numpy as np
import pytest

from assistant.claims.bindings import is_bound_otherwise
from assistant.claims.certainty import is_surer
from assistant.claims.checker import ClaimChecker
from assistant.claims.clause_swaps import counts_the_other, is_of_another_office, is_of_the_other
from assistant.claims.denied_parts import moves_a_denial
from assistant.claims.hearsay import is_said_or_bidden
from assistant.claims.nouns import Claim
from assistant.claims.numbers import lacking, numbers_in
from assistant.claims.opposites import takes_the_other_side
from assistant.claims.recounts import is_nowhere
from ingest.embedding import MiniLM


@pytest.mark.parametrize(
    ("claim", "sentence", "other"),
    [
        ("The letter from the clinic was read by the doctor.", "The doctor left the letter from the clinic unread.", True),
        ("The letter from the clinic was read by the doctor.", "The doctor read the letter from the clinic.", False),
        ("The school accepted the advice of the nurse.", "The school turned down the advice of the nurse.", True),
        ("The school did not accept the advice of the nurse.", "The school turned down the advice of the nurse.", False),
        ("The aunt attended the meeting at the clinic.", "The aunt missed the meeting at the clinic.", True),
        ("The aunt failed to attend the meeting at the clinic.", "The aunt missed the meeting at the clinic.", False),
        ("The grandmother was asked about the dog at home.", "Nobody in any of the many visits asked the grandmother about the dog at home.", True),
        ("The grandmother was not asked about the dog at home.", "Nobody asked the grandmother about the dog at home.", False),
        ("The clinic sent word to the school about the burn.", "The clinic sent no word to the school about the burn.", True),
        ("The clinic did not send word to the school about the burn.", "The clinic sent no word to the school about the burn.", False),
        # What is asked for is not what was done.
        ("The bruise was recorded by the nursery staff.", "The nursery staff should not have recorded the bruise.", False),
        ("The injury was explored by the ward staff.", "The injury was not fully explored by the ward staff.", False),
        ("The clinics did not share information at all.", "Information was not shared by the clinics.", False),
        # A thing is not what is done to it.
        ("The family had a record at the hostel.", "The hostel did not record what the family had.", False),
        # What is told of some may be told otherwise of the rest.
        ("Two of the homes were not visited by the nurse.", "The homes were visited by the nurse, with two exceptions.", False),
        ("The door was locked only until noon by the staff.", "The door was left unlocked by the staff after noon.", False),
    ],
)  # fmt: skip
def test_a_matter_is_taken_to_its_other_side(claim: str, sentence: str, other: bool) -> None:
    assert takes_the_other_side(claim, [sentence]) is other


def test_a_sentence_on_the_claims_side_clears_it() -> None:
    held = [
        "The doctor left the first letter from the clinic unread.",
        "The second letter was read by the doctor.",
    ]
    assert takes_the_other_side("The letter from the clinic was read by the doctor.", held[:1])
    assert not takes_the_other_side("The letter from the clinic was read by the doctor.", held)


@pytest.mark.parametrize(
    ("claim", "sentence", "other"),
    [
        ("Police found Wren asleep in the car and Teal hurt on the floor.", "Police found Teal asleep in the car and Wren hurt on the floor.", True),
        ("Police found Wren hurt on the floor and Teal asleep in the car.", "Police found Teal asleep in the car and Wren hurt on the floor.", False),
        ("The father rang the night clinic and the mother watched the cot.", "The mother rang the night clinic while the father watched the cot.", True),
        ("The mother rang the night clinic.", "The mother rang the night clinic while the father watched the cot.", False),
        # The second clause takes its words from the first.
        ("Audits found full histories for the father in nine.", "Audits found full histories for the mother in 16 and for the father in nine.", False),
    ],
)  # fmt: skip
def test_who_did_what_is_told_by_the_clauses(claim: str, sentence: str, other: bool) -> None:
    assert is_of_the_other(claim, [sentence]) is other


@pytest.mark.parametrize(
    ("claim", "sentence", "other"),
    [
        ("Nurses made 12 home visits.", "Nurses made 15 home visits and 12 telephone calls.", True),
        ("Nurses made 15 home visits.", "Nurses made 15 home visits and 12 telephone calls.", False),
        # What follows from two numbers there is no other number, and an age is none of a count.
        ("Clinics saw three fewer small babies.", "Clinics saw 15 small babies in May, and 12 small babies in June.", False),
        ("Clinics saw 27 small babies.", "Clinics saw 15 small babies in May, and 12 small babies in June.", False),
        ("At four weeks Wren was in the hospital ward.", "At 19 weeks Wren was seen in the hospital ward; she had been there at four weeks.", False),
    ],
)  # fmt: skip
def test_a_number_stands_in_the_clause_of_another(claim: str, sentence: str, other: bool) -> None:
    assert counts_the_other(claim, [sentence], "Wren briefing") is other


def test_an_office_is_told_of_what_another_did() -> None:
    held = ["The receptionist wrote down the exact words of the girl and rang the duty desk."]
    assert is_of_another_office("The radiologist wrote down the exact words of the girl.", held)
    assert not is_of_another_office("The receptionist wrote down the exact words of the girl.", held)
    assert not is_of_another_office("A clerk sat in the room beside.", held)


@pytest.mark.parametrize(
    ("claim", "sentence", "surer"),
    [
        ("Tests proved that the burn came from the iron.", "The burn was suspected of coming from the iron.", True),
        ("Tests proved that the burn came from the iron.", "Tests established that the burn came from the iron.", False),
        ("It was not proved that the burn came from the iron.", "The burn was suspected of coming from the iron.", False),
        ("The tablets caused the low weight of the baby.", "The tablets were prescribed in May; the baby had a low weight.", True),
        ("The tablets caused the low weight of the baby.", "Because of the tablets the baby had a low weight.", False),
        ("The baby was in the ward because of a low weight.", "The baby was in the ward with a low weight.", False),
        ("The older girl is less at home in the hostel.", "The older girl may be less at home in the hostel.", True),
        ("The older girl seems less at home in the hostel.", "The older girl may be less at home in the hostel.", False),
        ("The older girl moved to the hostel.", "On 11 May 2021 the older girl moved to the hostel.", False),
    ],
)  # fmt: skip
def test_what_is_left_open_is_told_as_sure(claim: str, sentence: str, surer: bool) -> None:
    assert is_surer(claim, [sentence]) is surer


@pytest.mark.parametrize(
    ("claim", "sentence", "lost"),
    [
        ("The cot was a fire risk in the small room.", "The owner said that the cot was a fire risk in the small room.", True),
        ("The owner said that the cot was a fire risk.", "The owner said that the cot was a fire risk in the small room.", False),
        ("The cot was a fire risk.", "The cot was a fire risk, though the owner said that the room was small.", False),
        ("Doctors now send a copy of any note to the nurse.", "Doctors should send a copy of any note to the nurse.", True),
        ("Doctors need to send copies of any note to the nurse.", "Doctors should send a copy of any note to the nurse.", False),
        ("Doctors are to send a copy of any note to the nurse.", "Doctors should send a copy of any note to the nurse.", False),
        ("Doctors now send a copy of any note to the nurse.", "Doctors should send copies, and have now sent any note to the nurse.", False),
    ],
)  # fmt: skip
def test_what_is_said_or_bidden_is_told_as_so(claim: str, sentence: str, lost: bool) -> None:
    assert is_said_or_bidden(claim, [sentence]) is lost


@pytest.mark.parametrize(
    ("claim", "sentence", "moved"),
    [
        ("The plan was shared with the school but not with the clinic.", "The plan was shared with the clinic but not with the school.", True),
        ("The plan was shared with the clinic but never with the school.", "The plan was shared with the clinic but not with the school.", False),
        ("Weekend cover for the ward has been agreed.", "Weekend cover for the ward has not been agreed.", True),
        ("Weekend cover for the ward was agreed.", "No weekend cover for the ward was agreed until May.", False),
        ("Weekend cover for the ward is missing.", "Weekend cover for the ward has not been agreed.", False),
        ("The notice to the hostel came quickly.", "The notice to the hostel took nine days to come.", True),
        ("The notice to the hostel took a while.", "The notice to the hostel took nine days to come.", False),
        ("The aunt's money for the twins came late.", "The aunt's money for the twins was sent the same day.", True),
        ("The aunt's money for the twins came at once.", "The aunt's money for the twins was sent the same day.", False),
        ("Stickers are still used at the ward.", "One form has replaced the stickers used at the ward.", True),
        ("Stickers are still used at the ward.", "One form replaced some of the stickers, and others remain in use.", False),
    ],
)  # fmt: skip
def test_a_denial_or_a_time_is_moved(claim: str, sentence: str, moved: bool) -> None:
    assert moves_a_denial(claim, [sentence]) is moved


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Help came half an hour later.", "Help came 30 minutes later."),
        ("The wait was a year and a half.", "The wait was 18 months."),
        ("She waited two and a half hours.", "She waited 150 minutes."),
        ("It took three quarters of an hour.", "It took 45 minutes."),
    ],
)
def test_parts_of_a_time_are_the_time_in_a_smaller_unit(claim: str, sentence: str) -> None:
    assert not lacking(claim, sentence)
    assert not lacking(sentence, claim)


def test_half_of_what_is_no_time_is_a_share() -> None:
    assert [one.share for one in numbers_in("half of the babies")] == [True]
    assert numbers_in("four and a half years")[0].value == 4.5


def test_what_lies_between_two_dates_follows_from_them() -> None:
    held = ["From 25 March to 10 June no nurse saw the twins."]
    assert not is_nowhere("For eleven weeks no nurse saw the twins.", held)
    assert is_nowhere("For 30 weeks no nurse saw the twins.", held)
    assert is_nowhere(
        "For six days no nurse saw the twins.", ["From 5 June to 11 June no nurse saw the twins."]
    )


def test_what_is_left_of_a_whole_is_not_bound_to_other_words() -> None:
    held = ["Of 16 big schools in the county 14 have now signed the new pledge.", "Two small schools closed."]
    assert not is_bound_otherwise("Two big schools in the county have not signed the new pledge.", held)
    assert is_bound_otherwise("Two big schools in the county have signed the new pledge.", held)


class Alike:
    """An embedder to which all texts are alike."""

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        return np.ones((len(texts), 1), np.float32)


@pytest.mark.parametrize(
    ("claim", "evidence", "fault"),
    [
        ("The school accepted the advice of the nurse.", "The school turned down the advice of the nurse.", "negation"),
        ("Weekend cover for the ward has been agreed.", "Weekend cover for the ward has not been agreed.", "negation"),
        ("Police found Wren asleep in the car and Teal hurt on the floor.", "Police found Teal asleep in the car and Wren hurt on the floor.", "names"),
        ("The radiologist wrote down the exact words of the girl.", "The receptionist wrote down the exact words of the girl.", "names"),
        ("Members voted by 15 to one for the new rule.", "Members voted by 16 to one for the new rule, and the 15 guests left.", "number"),
        ("Tests proved that the burn came from the iron.", "The burn was suspected of coming from the iron.", "hedge"),
        ("Doctors now send a copy of any note to the nurse.", "Doctors should send a copy of any note to the nurse.", "hedge"),
    ],
)  # fmt: skip
def test_the_checker_withholds_such_a_claim_and_tells_its_fault(
    claim: str, evidence: str, fault: str
) -> None:
    (judged,) = ClaimChecker(cast("MiniLM", Alike())).judge([Claim(claim, evidence)])
    assert judged.support == "not_shown"
    assert judged.faults[0] == fault
