"""Several reviews compared: each is answered by its own side of the question, and by all that is asked for of it."""

import pytest
from conftest import Corpus

from assistant.interpret import interpret
from assistant.mentions import mentioned


@pytest.mark.parametrize(
    ("question", "least"),
    [
        ("What worked well in Child S compared with Henry?", {"nyscp-child-h-scr": 4, "wsscp-child-s-scr-2016": 1}),
        ("Compare the recommendations of the 2020 briefing and Child H", {"nyscp-child-h-scr": 5, "esscp-infant-injury-1-2020": 5}),
        ("the strengths of Henry's case next to those of Child S", {"nyscp-child-h-scr": 4, "wsscp-child-s-scr-2016": 1}),
    ],
)  # fmt: skip
def test_of_reviews_compared_on_a_kind_of_statement_each_list_is_whole(
    shipped: Corpus, question: str, least: dict[str, int]
) -> None:
    answer = shipped.assistant.ask(question)
    rows = {row.review_id: len(row.citations) for row in answer.reviews}
    assert rows.keys() == least.keys() and all(rows[key] >= count for key, count in least.items())


def test_a_comparison_on_a_subject_stays_short(shipped: Corpus) -> None:
    answer = shipped.assistant.ask("compare the recommendations on scans in the 2020 briefing and Child H")
    assert 2 <= len(answer.citations) <= 4


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        (
            "escalation - what did Child H find and what did Child S do about it",
            [("escalation: what did Child H find", "nyscp-child-h-scr"), ("escalation: what did Child S do about it", "wsscp-child-s-scr-2016")],
        ),
        (
            "Housing: what does Child 2 say and what does the 2021 briefing say?",
            [("Housing: what does Child 2 say", "esscp-child-2-rr-2023"), ("Housing: what does the 2021 briefing say?", "esscp-infant-injury-2-2021")],
        ),
    ],
)  # fmt: skip
def test_each_side_of_a_comparison_is_asked_of_its_own_review(
    shipped: Corpus, question: str, sides: list[tuple[str, str]]
) -> None:
    query = interpret(question, [], shipped.assistant.index.reviews)
    assert [(part.standalone, *part.review_ids) for part in query.parts] == sides


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("How does North Yorkshires line differ from the second East Sussex briefing?", {"nyscp-child-h-scr", "esscp-infant-injury-2-2021"}),
        ("In briefing II, what was said?", {"esscp-infant-injury-2-2021"}),
        ("Does Child 2 mention an earlier briefing?", {"esscp-child-2-rr-2023"}),
        ("What is phase ii of the plan?", set()),
    ],
)  # fmt: skip
def test_reviews_are_named_loosely(shipped: Corpus, text: str, named: set[str]) -> None:
    assert set(mentioned(text, shipped.assistant.index.reviews).review_ids) == named


def test_two_of_a_series_that_are_each_named_are_compared(shipped: Corpus) -> None:
    question = "What did the first (2020) and second (2021) East Sussex briefings say about GPs?"
    assert interpret(question, [], shipped.assistant.index.reviews).shape == "compare"


def test_of_one_thing_compared_each_review_is_quoted_with_its_points_on_it(shipped: Corpus) -> None:
    answer = shipped.assistant.ask("ICON: the 2020 East Sussex briefing against Henry's review")
    quotes = " ".join(citation.quote for citation in answer.citations)
    assert "promotion of the ICON" in quotes and "initiatives such as ICON" in quotes
    assert all(len(row.citations) <= 3 for row in answer.reviews)


def test_a_review_without_a_word_of_what_is_compared_has_no_mention(shipped: Corpus) -> None:
    answer = shipped.assistant.ask("Compare Child S and Child H on police interviews and search warrants")
    rows = {row.review_id: row.verdict for row in answer.reviews}
    assert rows == {"nyscp-child-h-scr": "says", "wsscp-child-s-scr-2016": "no_mention"}
