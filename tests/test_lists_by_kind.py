"""Lists asked for by the name of a kind of statement, of somebody, of each letter, or of everything on a thing."""

import pytest
from conftest import Corpus

from assistant.multipart import parts_of
from assistant.shapes import asks_what_to_do
from assistant.told_to_do import told_to_do


def sections(one: dict) -> set[str]:  # type: ignore[type-arg]
    return {c["section"].rpartition(" > ")[2] for c in one["citations"]}


def said(one: dict) -> list[str]:  # type: ignore[type-arg]
    return [s["text"] for s in one["statements"] if s["role"] == "answer"]


@pytest.mark.parametrize(
    ("question", "heading", "count"),
    [
        ("what weaknesses in agency practice did nyscp find after baby henry", "Areas for development", 6),
        ("what obligations does the Child H review place on agencies?", "Recommendations, with updates on actions already completed", 10),
        ("set out the corrective steps put in hand by the West Sussex partnership after Child S", "Actions taken since the review", 5),
        ("what measures have been set in train since the 2020 East Sussex briefing", "Action taken since the review", 4),
        ("what are the strands of learning in the Child 2 review", "Child 2 learning", 4),
        ("action points for frontline staff in the East Sussex 2021 briefing", "What to do", 4),
        ("matters for reflection in the Child H briefing", "Questions for reflection", 5),
        ("there is a set of questions in the Child H briefing for teams to use. What are they?", "Questions for reflection", 5),
        ("which defects in practice does the North Yorkshire paper expose", "Areas for development", 6),
        ("which reforms did West Sussex bring in as a result of Child S", "Actions taken since the review", 5),
        ("what did the partnership do in answer to the Child S findings", "Actions taken since the review", 5),
        ("whats the take home from child 2", "Child 2 learning", 4),
        ("the jobs it gives practitioners at the end of Child H", "What to do now", 3),
        ("the prompts about escalation in East Sussex 2021", "Escalating concerns", 3),
        ("what happened in each of the incidents in the East Sussex 2021 briefing?", "Background", 3),
    ],
)  # fmt: skip
def test_a_kind_by_whatever_name_is_listed_whole(
    shipped: Corpus, question: str, heading: str, count: int
) -> None:
    one = shipped.ask(question)
    assert sections(one) == {heading}
    assert len(said(one)) == count


@pytest.mark.parametrize(
    "question",
    [
        "how did the GP respond to Henry's bruise",
        "which steps did the hospital take when Child S was admitted?",
        "what measures of head growth were taken for Henry?",
    ],
)
def test_what_was_done_in_a_case_is_no_list_of_a_kind(shipped: Corpus, question: str) -> None:
    assert shipped.ask(question)["outcome"] == "not_found"


def test_what_a_service_changed_is_what_was_done_that_names_it(shipped: Corpus) -> None:
    (text,) = said(shipped.ask("what did HV services change after Child H?"))
    assert text.startswith("Update: Health Visiting services")
    family = shipped.ask("what did the mother change after Henry was hurt?")
    assert not any(text.startswith("Update:") for text in said(family))


def test_what_somebody_is_told_to_do_are_the_recommendations_that_name_them(shipped: Corpus) -> None:
    one = shipped.ask("What must paediatricians do differently according to the Child H review?")
    assert any(text.startswith("Paediatrician's Role in Safeguarding") for text in said(one))
    assert any(text.startswith("Formal Child Protection Medical Reports") for text in said(one))
    assert not any(text.startswith("Second Reporting") for text in said(one))


@pytest.mark.parametrize(
    "rest",
    [
        "what are midwives told to do after ",
        "what should GPs do now",
        "health visitors: what does it expect them to do?",
        "what did the review ask social workers to do",
    ],
)
def test_somebody_is_told_to_do_something(rest: str) -> None:
    assert told_to_do(rest)


@pytest.mark.parametrize(
    "rest",
    [
        "what did the GP do when he was seen?",
        "what should a GP do if a baby has a bruise?",
        "what did the father do?",
        "what should we do now?",
        "what was the health visitor told?",
    ],
)
def test_what_somebody_did_or_does_in_some_case_is_none_of_it(rest: str) -> None:
    assert not told_to_do(rest)


def test_each_letter_is_told_where_it_is_spelt_out(shipped: Corpus) -> None:
    for question in ("What do the letters in ICON mean?", "spell out icon letter by letter"):
        (text,) = said(shipped.ask(question))
        assert "Never, ever shake a baby" in text
    assert shipped.ask("What does MARAC stand for?")["outcome"] == "not_found"


def test_everything_on_a_thing_is_from_wherever_it_stands(shipped: Corpus) -> None:
    one = shipped.ask("GPs in the East Sussex 2020 briefing, everything please")
    assert sections(one) == {"Key features and learning", "Recommendations", "Action taken since the review"}
    fathers = shipped.ask("every mention of fathers in the East Sussex 2021 briefing")
    assert {"Key learning", "Engaging fathers and other males"} <= sections(fathers)


def test_the_part_that_tells_readers_what_to_do_is_told_from_a_list_that_is_only_spoken_of() -> None:
    assert asks_what_to_do("I read the bit that tells you what to go and do. What is on it?", "")
    assert asks_what_to_do("things staff are asked to look at", "")
    assert not asks_what_to_do(
        "what did they do with the list of action points agreed at the meeting", "meeting list"
    )


def test_what_the_other_says_about_it_is_on_what_the_first_says() -> None:
    first, second = parts_of(
        "what does the Oak review say about housing, and what does Child Q say about it? Do they agree?"
    )
    assert first.endswith("about housing") and "housing: what does Child Q say" in second
