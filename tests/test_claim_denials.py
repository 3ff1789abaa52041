"""A claim that denies what its passage says, or tells another number of the same things, is refused by rule."""

from collections.abc import Sequence

import pytest

from assistant.claims.checker import ClaimChecker
from assistant.claims.denials import is_contrary
from assistant.claims.nouns import Claim
from assistant.claims.recounts import is_recounted
from assistant.claims.reversals import is_reversed
from assistant.claims.signs import canonical, evidence_sentences
from ingest.embedding import MiniLM

OPPOSITES = [
    ("Neither parent was arrested.", "both parents were arrested"),
    ("Only one parent was arrested.", "both parents were arrested"),
    ("The mother was arrested but the father was never arrested.", "both parents were arrested"),
    ("No strategy meeting was convened.", "A strategy meeting was convened within two days."),
    ("No agency told the school about the assault.", "Every agency told the school about the assault."),
    ("No referral was made by the hospital.", "The hospital made a referral."),
    ("Babies can be left to sleep on a sofa.", "Never leave babies to sleep on a sofa."),
    ("Staff may shake a baby gently to wake it.", "Never shake a baby to wake it."),
    ("It is never safe to leave the room.", "It is safe to leave the room for a moment."),
    ("All siblings were seen alone.", "Only one sibling was seen alone."),
    ("A medical was arranged for the baby.", "No medical was arranged for the baby, in spite of the policy."),
    ("The burn was hardly discussed at the conference.", "The burn was discussed at the conference."),
    ("The nursery shared the concern with nobody.", "The nursery shared the concern with the police."),
    ("The conference was held without the school nurse.", "The conference was held with the school nurse."),
    ("The police shared the record.", "Neither the police nor the school shared the record."),
    ("A planning meeting took place.", "There is no record that a planning meeting took place."),
    ("The unit failed to examine the baby.", "The unit examined the baby."),
]
SAME_SIDE = [
    ("No strategy meeting was convened.", "No strategy meeting was convened following the fracture."),
    ("The agencies did not share information.", "Information was not shared by agencies."),
    ("Nobody asked the father about drinking.", "The father was never asked about his drinking."),
    ("Neither parent was arrested.", "The police spoke to both parents, but no parent was arrested."),
    ("No meeting was held until the third injury.", "A meeting was not held until the third injury."),
    ("A meeting was held in November.", "No meeting was held until November."),
    ("The father was violent.", "Nobody told the nursery that the father was violent."),
    ("A conference was held in May.", "No conference was held in March. A conference was held in May."),
    ("The mother and the father were asked.", "Not only the mother but the father was asked."),
    ("The injury was explored by staff.", "The injury was not fully explored by staff."),
    ("The hospital did not make a referral.", "The hospital should have made a referral."),
    ("Only the mother was interviewed.", "Only the mother was interviewed; the father had left."),
    ("Two of the three trusts have it in place.", "It is in place in two trusts but not in the third trust."),
    ("The mother had depression.", "The agencies were not aware that the mother had depression."),
    ("The agencies asked about depression.", "Hardly any of the agencies asked about depression."),
]


@pytest.mark.parametrize(("claim", "passage"), OPPOSITES)
def test_a_claim_that_says_the_opposite_in_nearly_the_same_words_is_contrary(
    claim: str, passage: str
) -> None:
    assert is_contrary(claim, evidence_sentences(passage), canonical)


@pytest.mark.parametrize(("claim", "passage"), OPPOSITES)
def test_what_is_contrary_to_a_passage_is_not_contrary_to_itself(claim: str, passage: str) -> None:
    assert not is_contrary(claim, [claim], canonical)
    assert not is_contrary(passage, [passage], canonical)


@pytest.mark.parametrize(("claim", "passage"), SAME_SIDE)
def test_a_claim_on_the_side_of_its_passage_is_not_contrary(claim: str, passage: str) -> None:
    assert not is_contrary(claim, evidence_sentences(passage), canonical)


def test_the_name_of_the_review_does_not_hide_that_a_claim_is_contrary() -> None:
    claim = "The Copperas House Second Learning Briefing says no strategy meeting was convened."
    held = ["A strategy meeting was convened."]
    assert is_contrary(claim, held, canonical, "Copperas House Second Learning Briefing")
    assert not is_contrary(claim, held, canonical)


def test_another_number_of_the_same_things_is_told_and_the_same_or_a_loose_one_is_not() -> None:
    held = ["In the first half of 2019-20, the council was told of 285 missed visits."]
    review = "Copperas House Briefing II (2020)"
    assert is_recounted("Copperas House Briefing II (2020) says the council was told of 300 missed visits.",
                        held, review=review)  # fmt: skip
    assert not is_recounted("The council was told of 285 missed visits.", held)
    assert not is_recounted("The council was told of nearly 300 missed visits.", held)
    assert not is_recounted("The council was told of 300 missed visits.", held, around="300 missed visits")
    assert not is_recounted("Some 12 of the staff paid missed visits.", held)


def test_another_length_of_time_is_told_and_one_that_follows_from_the_passage_is_not() -> None:
    assert is_recounted(
        "At that time the baby was three months old.", ["At that time the baby was three weeks old."]
    )
    held = [
        "He was admitted at 19 weeks, and was seen with a bruise at 17 weeks.",
        "It takes 15 working days to finish.",
    ]
    assert not is_recounted("A fortnight before he was admitted he was seen with a bruise.", held)
    assert not is_recounted("It takes three weeks to finish.", held)


@pytest.mark.parametrize(
    ("claim", "sentence", "reversed_"),
    [
        ("Proceedings began before the injuries were found.", "Proceedings began after the injuries had been found.", True),
        ("The injuries were found before proceedings began.", "Proceedings began after the injuries had been found.", False),
        ("The baby had a swollen right lower leg.", "The baby had a swollen lower left leg.", True),
        ("The mother left the ward with a swollen leg.", "The mother was right to leave the ward with a swollen leg.", False),
        ("The partnership accepted the findings only in part.", "The board accepted in full the findings and learning.", True),
        ("Visits rose before the review.", "Complaints by neighbours fell in the year after it.", False),
    ],
)  # fmt: skip
def test_a_claim_with_one_word_turned_round_says_the_reverse(
    claim: str, sentence: str, reversed_: bool
) -> None:
    assert is_reversed(claim, [sentence], canonical) is reversed_


def test_what_a_claim_joins_may_stand_in_two_clauses_of_the_sentence_that_denies_it() -> None:
    held = ["On injuries that nobody saw, doctors should give opinions and not firm conclusions, and say so."]
    assert is_contrary("Doctors should give firm conclusions on injuries that nobody saw.", held, canonical)


class _SaysYes:
    """A reader that is sure of everything."""

    def scores(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        return [1.0 for _ in pairs]

    def prepare(self, passages: Sequence[str]) -> None:
        """Nothing to work out."""


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> ClaimChecker:
    return ClaimChecker(MiniLM(tmp_path_factory.mktemp("models")), _SaysYes())


@pytest.mark.parametrize(("claim", "passage"), OPPOSITES)
def test_no_reader_overrules_that_a_claim_says_the_opposite(
    checker: ClaimChecker, claim: str, passage: str
) -> None:
    (judged,) = checker.judge([Claim(claim, passage)])
    assert judged.support == "not_shown" and judged.faults[0] == "negation" and judged.contradicted


def test_no_reader_overrules_another_number_of_the_same_things(checker: ClaimChecker) -> None:
    passage = "The council was told of 285 missed visits. Many more were late. It was a rise of 27%."
    claim = "Copperas House Briefing II (2020) says the council was told of 300 missed visits."
    (judged,) = checker.judge([Claim(claim, passage, "", "Copperas House Briefing II (2020)")])
    assert judged.support == "not_shown" and judged.faults[0] == "number" and judged.contradicted
    assert "300" in judged.why


def test_a_denial_that_its_passage_has_too_is_supported(checker: ClaimChecker) -> None:
    told = [Claim(claim, passage) for claim, passage in SAME_SIDE[:3]]
    assert [one.support for one in checker.judge(told)] == ["supported"] * 3


@pytest.mark.parametrize(
    ("claim", "held", "other"),
    [
        ("The meeting must be held within 15 days.", "A meeting should follow within 15 working days.", True),
        (
            "The meeting must be held within fifteen days.",
            "A meeting should follow within 15 working days.",
            True,
        ),
        ("The meeting must be held within 15 working days.", "A meeting should follow within 15 days.", True),
        (
            "The meeting must be held within 15 working days.",
            "A meeting should follow within fifteen working days.",
            False,
        ),
        (
            "The report came after 15 days.",
            "The report came after 15 days, and the visit within 15 working days.",
            False,
        ),
    ],
)
def test_days_and_working_days_are_not_the_same(claim: str, held: str, other: bool) -> None:
    assert is_recounted(claim, [held]) is other
