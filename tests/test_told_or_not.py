"""Whether a review tells what is asked: where, by whom, when; and what stands near is no answer."""

import pytest
from conftest import Corpus

from assistant.asked import asked

HENRY = "nyscp-child-h-scr"


@pytest.mark.parametrize(
    ("question", "held", "lacking"),
    [
        ("Where did the fall take place?", "It was in the kitchen at home.", "The fall was reported late."),
        (
            "Was anybody convicted of it?",
            "The father was found guilty.",
            "Criminal proceedings were delayed.",
        ),
        ("Who is the MASH manager?", "The manager of the MASH is told first.", "The MASH is told first."),
        (
            "When does a rapid review have to be finished?",
            "It takes 15 working days.",
            "It began in May 2020.",
        ),
    ],
)
def test_a_sentence_that_lacks_the_sort_of_thing_asked_for_does_not_answer(
    question: str, held: str, lacking: str
) -> None:
    wants = asked(question, ())
    assert wants.strict and wants.fits(held) and not wants.fits(lacking)


@pytest.mark.parametrize(
    "question",
    [
        "Were Henry's parents sentenced?",
        "Where did the bruise on the temple happen?",
        "who is the SPoA manager?",
    ],
)
def test_what_no_review_tells_is_not_answered_with_what_stands_near(shipped: Corpus, question: str) -> None:
    one = shipped.ask(question)
    assert one["outcome"] == "not_found" and not [s for s in one["statements"] if s["role"] == "answer"]


def test_a_sentence_that_points_back_is_read_with_the_one_before_it(shipped: Corpus) -> None:
    one = shipped.ask("When did the criminal proceedings in the Child S case end?")
    assert one["outcome"] == "answered" and "spring 2023" in one["text"]


def test_a_figure_told_the_other_way_round_is_put_right(shipped: Corpus) -> None:
    one = shipped.ask("Why did notifications of serious incidents fall by 27%?")
    (correction,) = [s for s in one["statements"] if s["role"] == "correction"]
    assert one["outcome"] == "not_found" and "27% more" in correction["text"]


@pytest.mark.parametrize(
    "question", ["what age was the baby with a bruise on the temple?", "tell me about the baby with seizures"]
)
def test_a_child_whom_one_review_alone_tells_of_is_not_asked_back(shipped: Corpus, question: str) -> None:
    one = shipped.ask(question)
    assert one["outcome"] == "answered" and {c["review_id"] for c in one["citations"]} == {HENRY}


def test_by_when_a_review_must_be_finished_needs_no_review_named(shipped: Corpus) -> None:
    one = shipped.ask("When must a rapid review be completed?")
    assert one["outcome"] == "answered" and "15 working days" in one["text"]


def test_when_the_review_was_is_told_by_its_record(shipped: Corpus) -> None:
    one = shipped.ask("Which month was the Child 2 rapid review?")
    assert one["outcome"] == "answered" and "2023" in one["text"]
