"""What is told of each of several children, what was done to one thing, what is asked of somebody: gathered and in order."""

from pathlib import Path

import pytest
from conftest import Corpus, ingested

FAMILY = """# Quayside Safeguarding Partnership: learning from the Tanner family review

## The children

- Child A (aged 9) stopped attending school and had lost a fifth of her body weight.
- Child B (aged 6) had untreated dental decay and was in pain for months.
- Child C (aged 4) was not speaking and had not been seen by a health visitor for three years.
- Child D (aged 11 months) had a burn to the hand that nobody could explain.

One child went to live with an aunt. Another was placed with foster carers. A third moved to a new home in another county. \
The fourth is still at home under a supervision order.

## What worked well

- The attendance officer visited weekly and recorded what she saw.
- The dentist made a referral on the first visit.
- Police shared their information within a day.

## What we found

1. Neglect was seen incident by incident.
2. Nobody spoke with the children alone.
3. The father's drinking was known and never assessed.

## What we recommend

1. Housing officers should be trained to recognise neglect.
2. Schools should tell the health visitor when a young sibling is at home.
3. Dentists should have a named contact in children's social care.

## What has been done

The neglect toolkit was relaunched. Training on neglect was given to 120 housing officers.

Schools have had guidance on siblings. Training on the voice of the child is planned for school nurses.

A policy on missed appointments has been agreed by all health trusts.
"""


@pytest.fixture(scope="module")
def family(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """One review of four children, laid out as no shipped digest is."""
    folder = tmp_path_factory.mktemp("family") / "corpus"
    folder.mkdir()
    (folder / "tanner.md").write_text(FAMILY, "utf-8")
    return ingested(folder, home)


def said(corpus: Corpus, question: str) -> list[str]:
    return [s["text"] for s in corpus.ask(question)["statements"] if s["role"] == "answer"]


@pytest.mark.parametrize(
    "question",
    [
        "what were the four children in the Tanner review suffering from?",
        "what condition was each of the four Tanner children in?",
        "ages of the four children in the Tanner review",
    ],
)
def test_each_of_so_many_children_is_told_by_itself(family: Corpus, question: str) -> None:
    told = said(family, question)
    assert [text[:7] for text in told] == ["Child A", "Child B", "Child C", "Child D"]


def test_sentences_that_count_the_children_off_are_told_together(family: Corpus) -> None:
    (told,) = said(family, "where does each of the four children live now?")
    assert told.startswith("One child") and told.endswith("supervision order.")


@pytest.mark.parametrize(
    "question",
    [
        "What was the ethnicity of each of the four children in the Tanner review?",
        "What schools did the four children go to?",
        "What were the names of the four Tanner children?",
        "Which one of the four children had a burn?",
    ],
)
def test_what_is_not_told_of_each_is_not_answered_with_all_of_them(family: Corpus, question: str) -> None:
    assert len([text for text in said(family, question) if text.startswith("Child ")]) < 4


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("which staff have been trained since the Tanner review", 2),
        ("what training has been given or planned after the Tanner review?", 2),
        ("who has had training?", 2),
    ],
)
def test_every_action_on_one_thing_is_told(family: Corpus, question: str, count: int) -> None:
    told = said(family, question)
    assert len(told) == count and all("Training" in text for text in told)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("what does the Tanner review ask of dentists?", "Dentists"),
        ("What does the Tanner review expect from schools?", "Schools"),
        ("I'm a housing officer - what does the Tanner review want from my profession?", "Housing"),
    ],
)
def test_what_is_asked_of_somebody_is_what_is_recommended_to_them(
    family: Corpus, question: str, word: str
) -> None:
    told = said(family, question)
    assert len(told) == 1 and told[0].startswith(word)


@pytest.mark.parametrize(
    ("question", "heading", "count"),
    [
        ("What did the Tanner review commend?", "What worked well", 3),
        ("which aspects of practice impressed the Tanner reviewers", "What worked well", 3),
        ("what were the deficiencies the Tanner review identified", "What we found", 3),
        ("Need the three findings of the Tanner review for a board paper please", "What we found", 3),
        (
            "Just been sent the Tanner review by my head, what is it asking us to do?",
            "What we recommend",
            3,
        ),
    ],
)
def test_a_kind_of_statement_is_known_by_many_words(
    family: Corpus, question: str, heading: str, count: int
) -> None:
    one = family.ask(question)
    assert {c["section"] for c in one["citations"]} == {heading}
    assert len([s for s in one["statements"] if s["role"] == "answer"]) == count


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("what is Child 2's briefing telling us to do", 4),
        ("What tasks does the Child 2 briefing set its readers?", 4),
        ("what does the second East Sussex briefing want us to do?", 4),
        ("what are practitioners encouraged to do after Child H", 3),
    ],
)
def test_what_readers_are_told_to_do_is_told_with_what_stands_before_the_list(
    shipped: Corpus, question: str, count: int
) -> None:
    one = shipped.ask(question)
    assert {c["section"] for c in one["citations"]} <= {"What to do", "What to do now"}
    assert len([s for s in one["statements"] if s["role"] == "answer"]) == count


def test_findings_of_an_examination_are_no_findings_of_a_review(shipped: Corpus) -> None:
    one = shipped.ask("What were the medical findings for Henry when he came to hospital?")
    assert not any("points under" in note["text"] for note in one["notes"])


def test_a_section_is_not_told_whole_where_another_answers_better(shipped: Corpus) -> None:
    one = shipped.ask("what does the 2021 briefing say about emotional wellbeing?")
    assert any("anger management" in s["text"] for s in one["statements"])


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("Compare the strengths picked out in the Henry and Child S reviews.", 5),
        ("What reflection questions do the 2021 briefing and Henry's briefing ask? compare", 14),
        ("compare what went wrong in Henry's case with Child S", 7),
    ],
)
def test_a_kind_of_statement_compared_is_told_whole_of_each_review(
    shipped: Corpus, question: str, count: int
) -> None:
    assert len(said(shipped, question)) == count


def test_a_kind_compared_on_a_subject_is_not_told_whole(shipped: Corpus) -> None:
    assert len(said(shipped, "compare the good practice on escalation in Henry and Child S")) == 2
