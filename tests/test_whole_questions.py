"""A question that is whole in itself takes nothing from what was spoken of before it."""

import pytest
from conftest import Corpus

from assistant.follow_ups import stand_alone
from assistant.nouns import Turn
from assistant.replies import PUT_TO_ALL
from assistant.small_talk import asks_nothing
from assistant.whole_questions import asks_in_general, sets_its_own_task

OF_ONE_REVIEW = "What did the Child H review recommend?"


@pytest.mark.parametrize(
    "message",
    [
        "summarise the Child 2 review",
        "please summarise Child S",
        "give me a summary of the 2020 briefing",
        "can you outline the Child 2 review",
        "list the learning points of Child 2",
        "tell me about Child S",
    ],
)
def test_a_task_that_names_its_review_stands_alone(shipped: Corpus, message: str) -> None:
    text, mention, goes_on = stand_alone(message, [Turn(OF_ONE_REVIEW)], shipped.assistant.index.reviews)
    assert text == message and mention.review_ids and not goes_on


@pytest.mark.parametrize(
    "message", ["list those of Child 2", "and Child 2?", "the same for Child 2", "explain it for Child S"]
)
def test_a_task_that_points_back_does_not(message: str) -> None:
    assert not sets_its_own_task(message)


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("what was learnt about housing?", "what should happen when a baby has bruises?"),
        ("what is said about fathers?", "when should a health visitor make a referral?"),
        ("what do they say on scans?", "what is a strategy meeting?"),
        ("how are men involved?", "who can ask for a second skeletal survey?"),
    ],
)
def test_two_whole_questions_are_searched_for_one_by_one(shipped: Corpus, before: str, then: str) -> None:
    text, _, goes_on = stand_alone(then, [Turn(before)], shipped.assistant.index.reviews)
    assert text == then and not goes_on


@pytest.mark.parametrize(
    "question",
    [
        "What is said on housing?",
        "what should happen when a baby has bruises?",
        "how do professionals learn about domestic abuse?",
        "are there lessons on interpreters?",
        "what was learnt about fathers?",
    ],
)
def test_a_question_of_nobody_in_particular_is_in_general(question: str) -> None:
    assert asks_in_general(question)


@pytest.mark.parametrize(
    "question",
    [
        "what did mum say?",
        "how old was the father?",
        "who told the police?",
        "what happened to his sister?",
        "which fractures were found?",
        "was there a prosecution?",
        "what does it say on housing?",
        "what is the mother's age?",
        "what else is said on housing?",
        "is there one on fathers?",
        "why?",
    ],
)
def test_a_question_of_the_case_is_not(question: str) -> None:
    assert not asks_in_general(question)


def test_what_the_review_spoken_of_does_not_tell_is_looked_for_in_all(shipped: Corpus) -> None:
    answer = shipped.assistant.ask("What is said on housing?", [Turn(OF_ONE_REVIEW)])
    assert answer.outcome == "answered"
    assert any(note.text == PUT_TO_ALL for note in answer.notes)


def test_what_it_does_tell_is_looked_for_in_no_other(shipped: Corpus) -> None:
    answer = shipped.assistant.ask("What is said on bruising?", [Turn(OF_ONE_REVIEW)])
    assert answer.outcome == "answered"
    assert {citation.review_id for citation in answer.citations} == {"nyscp-child-h-scr"}


@pytest.mark.parametrize("message", ["a", "x", "of the", "is", "to a"])
def test_a_key_pressed_too_soon_asks_nothing(message: str) -> None:
    assert asks_nothing(message)


@pytest.mark.parametrize("message", ["why", "who", "DV", "bruise", "2", "and Child S", "is Child S in it"])
def test_a_short_question_asks_something(message: str) -> None:
    assert not asks_nothing(message)
