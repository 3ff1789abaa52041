"""Reviews in short: one, each of several, in as many points as are asked for."""

import pytest
from conftest import Corpus

HENRY = "nyscp-child-h-scr"


@pytest.mark.parametrize(
    "asks", ["Summarise the Child H review", "the Henry one in a nutshell", "overview of Child H please"]
)
def test_a_review_in_short_tells_what_happened_what_was_found_and_what_is_recommended(
    shipped: Corpus, asks: str
) -> None:
    one = shipped.ask(asks)
    kinds = [c["kind"] for c in one["citations"]]
    assert one["outcome"] == "answered" and {c["review_id"] for c in one["citations"]} == {HENRY}
    assert kinds[0] == "context" and {"finding", "recommendation", "good_practice"} <= set(kinds)
    assert len(kinds) <= 13 and "4 of 10 points of recommendations" in one["notes"][0]["text"]


@pytest.mark.parametrize(
    ("asks", "count"),
    [
        ("Summarise the recommendations of the Child H review", 10),
        ("outline of the good practice in Child H", 4),
        ("Outline the recommendations made in the 2020 East Sussex briefing", 7),
    ],
)
def test_a_kind_of_statement_in_short_is_the_whole_list_of_it(shipped: Corpus, asks: str, count: int) -> None:
    assert len([s for s in shipped.ask(asks)["statements"] if s["role"] == "answer"]) == count


@pytest.mark.parametrize(
    "tail", ["in plain English", "in five lines for a headteacher", "in one paragraph please"]
)
def test_in_what_form_a_summary_is_wanted_is_no_subject(shipped: Corpus, tail: str) -> None:
    one = shipped.ask(f"Summarise the Child H review {tail}")
    assert one["outcome"] == "answered" and len(one["statements"]) > 8


def test_without_a_word_of_which_review_it_is_asked_which_is_wanted_in_short(shipped: Corpus) -> None:
    one = shipped.ask("Summarise the review")
    assert one["outcome"] == "clarify" and len(one["choices"]) == 5
    assert shipped.ask(one["choices"][0]["question"])["outcome"] == "answered"


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("Summarise Child H and Child S", 2),
        ("Give me a one line summary of each review", 5),
        ("Summarise all the briefings", 5),
        ("Summarise the East Sussex reviews", 3),
    ],
)
def test_of_several_reviews_each_is_told_in_short_in_a_row_of_its_own(
    shipped: Corpus, question: str, count: int
) -> None:
    one = shipped.ask(question)
    assert one["outcome"] == "answered" and len(one["reviews"]) == count
    cited = {c["n"]: c["review_id"] for c in one["citations"]}
    for row in one["reviews"]:
        assert row["verdict"] == "says" and len(row["citations"]) >= 2
        assert {cited[number] for number in row["citations"]} == {row["review_id"]}


@pytest.mark.parametrize(("points", "count"), [("three points", 3), ("5 bullet points", 5)])
def test_a_summary_has_as_many_points_as_are_asked_for(shipped: Corpus, points: str, count: int) -> None:
    one = shipped.ask(f"Summarise the Child H review in {points}")
    assert len([s for s in one["statements"] if s["role"] == "answer"]) == count
    assert one["citations"][0]["kind"] == "context"


def test_a_subject_of_a_review_in_short_is_that_subject(shipped: Corpus) -> None:
    one = shipped.ask("Summarise what Child H said about GPs")
    assert one["outcome"] == "answered" and len(one["statements"]) <= 3
    assert all("GP" in s["text"] for s in one["statements"])
