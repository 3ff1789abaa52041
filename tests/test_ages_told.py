"""How old somebody is may be told in many forms; how long something took, or a year at school, is no age."""

from pathlib import Path

import pytest
from conftest import Corpus, ingested

from assistant.asked import asked

WANTS_AGE = asked("How old was Child Q?", ())


@pytest.mark.parametrize(
    "told",
    [
        "Child Q drowned at ten months.",
        "The ten-month-old had been left in a car seat.",
        "Child Q, aged 6 weeks, was taken to hospital.",
        "A baby of three months was seen by a GP.",
        "At just seven months old Child Q was admitted.",
        "The mother was 19 when Child Q was born.",
        "A fifteen-year-old had missed school.",
        "Child Q (9 months) lived with both parents.",
        "Child Q died at the age of 4.",
        "Age: 7 months",
        "Child's age | 19 weeks",
        "A 3 month baby was seen with a bruise.",
        "She turned two in the spring, and he was six.",
        "Children aged under one year are at most risk.",
        "The twins were two weeks and three days old.",
        "Child Q died on the second day of life.",
        "The baby, 7/52, had a mark on the cheek.",
        "He was nearly three months old.",
        "Child Q was 14 at the time.",
        "The services are for children from 0 to 5.",
    ],
)
def test_an_age_is_known_in_every_form(told: str) -> None:
    assert WANTS_AGE.fits(told), told


@pytest.mark.parametrize(
    "told",
    [
        "The sibling was a Year 9 pupil.",
        "The mother had a six-week course of support.",
        "A strategy meeting was held two weeks later.",
        "The family was seen six times over five months.",
        "Plans are to be reviewed within three months.",
        "The plan was looked at again at six months after the birth.",
        "She booked at 28 weeks' gestation, and at ten weeks of pregnancy told nobody.",
        "A two-year programme followed.",
        "Checks take under 10 working days.",
        "The visit at the time was one of three.",
        "Nobody came for eleven weeks.",
    ],
)
def test_what_is_no_age_is_not_taken_for_one(told: str) -> None:
    assert not WANTS_AGE.fits(told), told


@pytest.fixture(scope="module")
def made_up(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Reviews of two children: an age told without the word, and a year at school beside a length of time."""
    folder = tmp_path_factory.mktemp("ages") / "corpus"
    folder.mkdir()
    (folder / "quay.md").write_text(
        "# Serious case review: Child Q\n\n## Introduction\n\n"
        "This review is about Child Q, who drowned at ten months in the bath at home. The mother was 19 when Child Q was "
        "born.\n\n## What happened\n\nThe health visitor saw the family six times over five months. The sibling had a "
        "six-week course of support.\n",
        encoding="utf-8",
    )
    (folder / "lane.md").write_text(
        "# Serious case review: Child L\n\n## Introduction\n\n"
        "Child L was a Year 9 pupil who went missing for three weeks. The police found Child L in another town.\n",
        encoding="utf-8",
    )
    return ingested(folder, home)


@pytest.mark.parametrize(
    "question", ["How old was Child Q?", "What age was Child Q?", "How old was Child Q when they died?"]
)
def test_an_age_told_without_the_word_answers_how_old(made_up: Corpus, question: str) -> None:
    found = made_up.ask(question)
    assert found["outcome"] == "answered" and "ten months" in found["statements"][0]["text"]


def test_a_year_at_school_and_a_length_of_time_do_not_answer_how_old(made_up: Corpus) -> None:
    assert made_up.ask("How old was Child L?")["outcome"] == "not_found"


def test_the_age_of_the_child_is_not_given_for_a_relatives(made_up: Corpus) -> None:
    mother = made_up.ask("How old was Child Q's mother?")
    assert mother["outcome"] == "answered" and "The mother was 19" in mother["statements"][0]["text"]
    assert made_up.ask("How old was the sibling of Child Q?")["outcome"] == "not_found"
