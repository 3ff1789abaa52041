"""A theme by its name: told as not found where no review has a word for it, and never met as a cry for help."""

import pytest
from conftest import Corpus

from assistant.subjects import is_named_alone, never_spoken_of
from assistant.urgent import is_urgent


@pytest.mark.parametrize(
    "theme",
    [
        "obesity",
        "immigration",
        "asylum seekers",
        "religion",
        "gambling",
        "debts",
        "anything on school exclusion",
    ],
)
def test_a_subject_of_reviews_is_not_found_and_never_off_the_subject(shipped: Corpus, theme: str) -> None:
    assert shipped.assistant.ask(theme).outcome == "not_found"


@pytest.mark.parametrize(
    "message", ["a recipe against obesity", "who won the football", "the best religion to join"]
)
def test_what_has_a_word_of_another_thing_is_no_bare_subject(message: str) -> None:
    assert not is_named_alone(message)


@pytest.mark.parametrize(
    "theme",
    [
        "knife crime",
        "gun crime",
        "gun and gang violence",
        "anything on knife crime?",
        "youth violence",
    ],
)
def test_the_name_of_a_kind_of_crime_tells_of_nobody(theme: str) -> None:
    assert not is_urgent(theme)


@pytest.mark.parametrize(
    "message",
    [
        "knife attack on my son",
        "knife attack now",
        "gun crime outside my house",
        "he has a knife",
        "my boy was in a knife attack",
        "they attack him with a knife",
    ],
)
def test_an_attack_that_is_told_of_stays_urgent(message: str) -> None:
    assert is_urgent(message)


@pytest.mark.parametrize("theme", ["social media", "domestic homicide", "bruising in nurseries"])
def test_what_is_only_near_a_theme_is_not_quoted_as_on_it(shipped: Corpus, theme: str) -> None:
    assert shipped.assistant.ask(theme).outcome == "not_found"


@pytest.mark.parametrize(
    "theme",
    [
        "domestic abuse",
        "housing",
        "fathers",
        "crying",
        "professional curiosity",
        "GP records",
        "substance misuse",
        "mental health",
    ],
)
def test_a_theme_that_reviews_speak_of_is_answered(shipped: Corpus, theme: str) -> None:
    assert shipped.assistant.ask(theme).outcome == "answered"


@pytest.mark.parametrize("message", ["just Child 2", "and only Henry please", "the Child S review"])
def test_the_name_of_a_review_alone_is_no_cry_for_help(shipped: Corpus, message: str) -> None:
    assert shipped.assistant.guard(message).outcome == "go_on"


@pytest.mark.parametrize("message", ["Henry not breathing", "Child 2 is bleeding now"])
def test_a_child_called_as_one_in_a_review_is_not_the_name_alone(shipped: Corpus, message: str) -> None:
    assert shipped.assistant.guard(message).outcome == "urgent"


@pytest.mark.parametrize(
    "question",
    [
        "Which priority was adopted by the partnership?",
        "Which group is charged with overseeing the actions?",
        "What is the one sentence to remember?",
        "How many cases were looked at?",
        "Which policy on bruising was adopted?",
    ],
)
def test_a_word_in_another_sense_names_no_subject(shipped: Corpus, question: str) -> None:
    assert not never_spoken_of(question, shipped.assistant.index, ["esscp-infant-injury-1-2020"])


@pytest.mark.parametrize(
    "question",
    [
        "Who was charged with murder?",
        "How long was the sentence?",
        "Were they sentenced?",
    ],
)
def test_and_in_its_own_sense_it_does(shipped: Corpus, question: str) -> None:
    assert never_spoken_of(question, shipped.assistant.index, ["esscp-infant-injury-1-2020"])
