"""A claim that widens, narrows, blames, firms up or turns round what its passage says is refused; what retells it is not."""

import pytest

from assistant.claims.actors import blames
from assistant.claims.contrasts import is_on_the_other_side
from assistant.claims.dated import is_of_another_part
from assistant.claims.denials import is_contrary
from assistant.claims.hedges import suspicion_is_lost
from assistant.claims.numbers import numbers_in
from assistant.claims.scope import says_more
from assistant.claims.signs import canonical
from assistant.claims.specifics import exchanged
from assistant.claims.wording import words_for


@pytest.mark.parametrize(
    ("claim", "sentence", "more"),
    [
        ("Protection plans were made only for Wren.", "Protection plans were made for Wren and for her cousins.", True),
        ("Protection plans were made for Wren and her cousins only.", "Protection plans were made for Wren and for her cousins.", False),
        ("Protection plans were made only for Wren.", "Protection plans were made for Wren but not for her cousins.", False),
        ("Most referrals concerned toddlers.", "Toddlers made up 22% of the referrals.", True),
        ("Most referrals concerned toddlers.", "Toddlers made up 72% of the referrals.", False),
        ("Most referrals concerned toddlers.", "Referrals on toddlers rose by 22% more.", False),
        ("Nurses never record bruises.", "Nurses do not always record bruises.", True),
        ("Nurses do not always record bruises.", "Nurses do not always record bruises.", False),
        ("Nurses never record bruises.", "Nurses never record bruises.", False),
        ("Last year 40 babies died.", "There were 40 incidents in which babies died or were badly hurt.", True),
        ("Last year 40 babies died or were hurt.", "There were 40 incidents in which babies died or were badly hurt.", False),
        ("The baby died.", "The baby died at home.", False),
    ],
)  # fmt: skip
def test_what_says_more_than_its_sentence_is_told(claim: str, sentence: str, more: bool) -> None:
    assert says_more(claim, [sentence]) is more


def test_the_child_of_a_claim_is_the_one_whom_the_review_names() -> None:
    held = ["Protection plans were made for Wren and for her cousins."]
    assert says_more("Protection plans were made only for the child.", held, "Child W review; Child W; Wren")
    assert not says_more("Protection plans were made for the child.", held, "Child W review; Child W; Wren")


@pytest.mark.parametrize(
    ("claim", "evidence", "who"),
    [
        ("The baby was poisoned by the parents with methadone.", "Traces of methadone were found.", "parents"),
        ("She was hurt on purpose by her uncle, who was arrested.", "She had injuries. Her uncle was arrested.", "uncle"),
        ("The mother shook the baby.", "The baby was shaken. The mother was interviewed.", "mother"),
        ("The mother shook the baby.", "The baby was shaken by his mother.", ""),
        ("The baby was injured by a carer.", "Two babies had injuries caused by a carer.", ""),
        ("The father assaulted him.", "The father was convicted of assault.", ""),
        ("He may have been injured by his father.", "He had injuries.", ""),
        ("He was seen by his mother.", "He had injuries.", ""),
    ],
)  # fmt: skip
def test_who_did_a_harm_must_be_said(claim: str, evidence: str, who: str) -> None:
    assert blames(claim, evidence) == who


@pytest.mark.parametrize(
    ("claim", "sentence", "other"),
    [
        ("Wren could walk.", "Wren, a non-mobile baby, was seen at the clinic.", True),
        ("Wren could not walk.", "Wren, a non-mobile baby, was seen at the clinic.", False),
        ("Staff thought that she was neglected.", "Staff thought her to be well cared for.", True),
        ("Staff thought that she was well looked after.", "Staff thought her to be well cared for.", False),
        ("Training on burns is still to be given.", "Training on burns was given to all wards.", True),
        ("Training on burns has not been given.", "No training on burns was given.", False),
        ("The panel found that a practice review was needed.", "The panel agreed that a practice review would add no further learning.", True),
        ("The panel found that a practice review was not needed.", "The panel agreed that a practice review would add no further learning.", False),
        ("It is enough to ask the nurse.", "It is not enough to ask the nurse.", True),
    ],
)  # fmt: skip
def test_the_other_side_of_a_matter_is_told_in_words_of_another_root(
    claim: str, sentence: str, other: bool
) -> None:
    assert is_on_the_other_side(claim, [sentence]) is other


def test_a_suspicion_told_as_a_fact_is_lost_and_one_that_another_sentence_confirms_is_not() -> None:
    suspected = "These were suspected non-accidental burns."
    assert suspicion_is_lost("The burns were inflicted on purpose.", [suspected])
    assert not suspicion_is_lost("The burns were thought to be inflicted.", [suspected])
    assert not suspicion_is_lost(
        "The burns were inflicted.", [suspected, "The court found the burns were inflicted."]
    )


def test_an_age_belongs_to_the_event_of_its_own_part_of_the_sentence() -> None:
    held = [
        "Wren was admitted at 5 weeks with a broken arm, and a nurse saw her at 15 weeks with a burn on her foot."
    ]
    assert is_of_another_part("Wren had been admitted with a broken arm at 15 weeks.", held, "Wren briefing")
    assert not is_of_another_part(
        "Wren had been admitted with a broken arm at 5 weeks.", held, "Wren briefing"
    )
    assert not is_of_another_part("A nurse saw Wren with a burn at 15 weeks.", held, "Wren briefing")


def test_nobody_did_what_both_did_is_contrary_though_the_clause_is_short() -> None:
    assert is_contrary(
        "Nobody was charged after the inquest.", ["After the inquest both uncles were charged."], canonical
    )
    assert not is_contrary(
        "Nobody was charged after the inquest.", ["After the inquest nobody was charged."], canonical
    )


def test_the_number_in_a_name_counts_nothing_and_the_name_itself_must_be_there() -> None:
    assert not numbers_in("Visits stopped because of COVID-19.")
    assert numbers_in("In 2020-21 there were 12.")
    assert exchanged("Visits stopped because of COVID-19.", "Visits stopped when they moved.") == (
        "covid-19",
    )
    assert not exchanged("Visits stopped because of COVID-19.", "Visits stopped in the pandemic.")


def test_people_are_told_by_the_words_of_the_claim() -> None:
    assert words_for("She was left with a childminder.", ["nursery"]) == {"childminder"}
