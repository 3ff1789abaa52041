"""A gold case made of feedback: what a person says should have come of the question, held against the index."""

from dataclasses import replace

import pytest

from assistant.nouns import Answer, Contact, ReviewVerdict
from eval.cases import Case
from eval.check import check_cases
from eval.judged import Judgement, asked_with, judged
from ingest.errors import ReviewsError
from tests.test_gold_new import INDEX, MARK, answered, message

WHY = "The temple is named in review A."


def make(judgement: Judgement, answer: Answer | None = None) -> Case:
    return judged([message(7, answer or answered())], judgement, INDEX)


def test_only_the_quotes_chosen_are_what_a_right_answer_holds() -> None:
    case = make(Judgement("answered", WHY, quotes=(1,), difficulty="hard"))
    assert (case.id, case.expect, case.note, case.difficulty, case.split) == (
        "own-7",
        "answered",
        WHY,
        "hard",
        "open",
    )
    assert [fact.text for fact in case.facts] == [MARK.replace("–", "-")]
    assert [item.review for item in case.evidence] == ["a"] == list(case.reviews)
    checked = check_cases([case], INDEX)
    assert checked.problems == () == checked.remarks


def test_a_review_that_was_missing_is_added_with_its_words() -> None:
    case = make(Judgement("answered", WHY, review="b", words="Housing can help  to find them."))
    assert [item.review for item in case.evidence] == ["b"]
    assert case.facts[0].text == "Housing can help to find them."


@pytest.mark.parametrize(
    ("judgement", "told"),
    [
        (Judgement("answered", " ", quotes=(1,)), "does not say why"),
        (Judgement("answered", WHY), "needs something to quote"),
        (Judgement("answered", WHY, quotes=(9,)), "needs something to quote"),
        (Judgement("declined", WHY), "Choose the reason"),
        (Judgement("answered", WHY, review="b"), "both its name and its words"),
        (Judgement("answered", WHY, words="Housing"), "both its name and its words"),
        (Judgement("answered", WHY, review="b", words="He had a bruise"), "does not hold these words"),
    ],
)
def test_a_judgement_that_lacks_something_says_what(judgement: Judgement, told: str) -> None:
    with pytest.raises(ReviewsError, match=told):
        make(judgement)


@pytest.mark.parametrize(
    ("expect", "kind"),
    [
        ("not_found", "unanswerable"),
        ("declined", "out_of_scope"),
        ("urgent", "live_concern"),
        ("clarify", "ambiguous"),
    ],
)
def test_what_is_not_to_be_answered_has_no_facts(expect: str, kind: str) -> None:
    case = make(Judgement(expect, WHY, reason="case_advice", quotes=(1,)))  # type: ignore[arg-type]
    assert (case.kind, case.facts, case.evidence, case.reviews) == (kind, (), (), ())
    assert case.reason == ("case_advice" if expect == "declined" else None)


def test_what_was_not_found_and_should_have_been_is_a_question_of_fact() -> None:
    case = make(Judgement("answered", WHY, quotes=(1,)), answered(outcome="not_found"))
    assert case.kind == "fact" and len(case.facts) == 1


def test_a_question_of_which_reviews_stays_one() -> None:
    rows = (ReviewVerdict("a", "A", "says", (1,)), ReviewVerdict("b", "B", "no_mention"))
    case = make(Judgement("answered", WHY, quotes=(1, 2)), answered(reviews=rows))
    assert case.kind == "which_review" and case.reviews == ("a", "b")


def test_a_number_of_the_register_is_what_a_right_answer_holds() -> None:
    contact = Contact("", "Desk", "always", "01234 567890", "01234567890", None, False)
    case = make(Judgement("answered", WHY), answered(contacts=(contact,), statements=(), citations=()))
    assert case.kind == "contact" and case.facts[0].text == "01234 567890"


def test_a_quote_of_a_withdrawn_review_is_never_taken() -> None:
    gone = answered()
    gone = replace(gone, citations=tuple(replace(c, withdrawn=True) for c in gone.citations))
    with pytest.raises(ReviewsError, match="needs something to quote"):
        make(Judgement("answered", WHY, quotes=(1, 2)), gone)


def test_a_review_that_is_not_in_the_index_any_more_is_told() -> None:
    gone = answered()
    gone = replace(gone, citations=tuple(replace(c, review_id="z") for c in gone.citations))
    with pytest.raises(ReviewsError, match="no review z in the index"):
        make(Judgement("answered", WHY, quotes=(1,)), gone)


def test_a_follow_up_whose_conversation_is_gone_is_put_as_it_was_understood() -> None:
    asked = message(4, answered("And the mark?", understood="Where was the mark of Child A?"))
    before = message(3, answered("What of Child A?"))
    alone = judged(asked_with(asked, ()), Judgement("answered", WHY, quotes=(1,)), INDEX)
    assert (alone.question, alone.history) == ("Where was the mark of Child A?", ())
    whole = judged(asked_with(asked, (before, asked)), Judgement("answered", WHY, quotes=(1,)), INDEX)
    assert (whole.question, whole.history, whole.kind) == (
        "And the mark?",
        ("What of Child A?",),
        "follow_up",
    )
