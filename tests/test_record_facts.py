"""Facts of the record: publisher, type, dates, and which reviews are held, answered from the catalogue."""

import pytest
from conftest import Corpus

from assistant.mentions import mentioned
from assistant.record_facts import record_fact

SECOND = "esscp-infant-injury-2-2021"


def said(shipped: Corpus, question: str, history: tuple[str, ...] = ()) -> list[str]:
    """What is said from the record, without its quotes."""
    one = shipped.ask(question, history)
    assert one["outcome"] == "answered"
    notes = [statement for statement in one["statements"] if statement["role"] == "note"]
    assert notes and not any(statement["citations"] for statement in notes)
    assert "By the corpus's record" in notes[0]["text"]
    return [statement["text"] for statement in notes]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which board brought out the Child S review?", "West Sussex Safeguarding Children Partnership"),
        ("whose briefing is Henry?", "North Yorkshire Safeguarding Children Partnership"),
        ("Was Child Two an SCR?", "type rapid review"),
        ("what sort of paper is the first East Sussex briefing?", "type learning briefing"),
        ("In what year was the second East Sussex briefing issued?", "briefing date 2021 (stated: "),
        ("is the Henry paper dated", "briefing date not stated"),
        ("who wrote Child 2?", "the record names no author"),
    ],
)
def test_a_fact_of_the_record_is_answered_from_it(shipped: Corpus, question: str, told: str) -> None:
    (only,) = said(shipped, question)
    assert told in only


def test_a_follow_up_for_the_publisher_is_of_the_review_before(shipped: Corpus) -> None:
    (only,) = said(shipped, "and who published it?", ("What are the learning points of Child 2?",))
    assert "East Sussex Safeguarding Children Partnership" in only


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("Which briefings do you have?", 5),
        ("how many serious case reviews do you hold", 2),
        ("List the West Sussex reviews", 1),
        ("which reviews are from 2021?", 1),
    ],
)
def test_the_reviews_held_are_listed(shipped: Corpus, question: str, count: int) -> None:
    head, *rows = said(shipped, question)
    assert head.startswith(f"By the corpus's record, {count} of the 5") and len(rows) == count


def test_what_the_text_states_too_stands_beside_the_record(shipped: Corpus) -> None:
    one = shipped.ask("Was Henry a rapid review or a serious case review?")
    assert [s for s in one["statements"] if s["citations"] and "Rapid Review" in s["text"]]


@pytest.mark.parametrize(
    "question",
    [
        "who published guidance on bruising?",
        "when was the strategy meeting in the Henry case?",
        "how many serious case reviews are behind the 2020 briefing?",
        "when will the 2020 East Sussex SCRs be published?",
        "which reviews are there on housing?",
        "When did the Child S review conclude?",
        "what type of injury did Child 2 have?",
        "list the recommendations in Henry",
    ],
)
def test_what_is_asked_of_something_inside_a_review_is_no_fact_of_the_record(
    shipped: Corpus, question: str
) -> None:
    assert record_fact(question, mentioned(question, shipped.assistant.index.reviews)) is None


def test_of_several_reviews_it_is_asked_back_which(shipped: Corpus) -> None:
    assert shipped.ask("Who published the briefing?")["outcome"] == "clarify"
