"""What the catalogue and the register tell: names of publishers, the newest review, when somebody is there."""

import pytest
from conftest import Corpus


@pytest.mark.parametrize("question", ["what does NYSCP stand for", "What is the NYSCP?", "who are NYSCP"])
def test_what_a_publisher_s_short_name_stands_for_is_told_by_the_record(
    shipped: Corpus, question: str
) -> None:
    said = [s["text"] for s in shipped.ask(question)["statements"]]
    assert (
        len(said) == 1
        and "North Yorkshire Safeguarding Children Partnership" in said[0]
        and "1 of the 5" in said[0]
    )


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("which is the newest review?", "Child 2 Rapid Review", "Child H"),
        ("oldest review", "Child S", "Child H"),
    ],
)
def test_the_newest_or_oldest_review_comes_first_and_one_without_a_date_last(
    shipped: Corpus, question: str, first: str, last: str
) -> None:
    said = [s["text"] for s in shipped.ask(question)["statements"]]
    assert first in said[0] and last in said[-1] and len(said) == 5


@pytest.mark.parametrize("question", ["when is SPoA open", "Is the SPoA number still right?"])
def test_when_somebody_is_there_and_whether_a_number_holds_is_told_by_the_register(
    shipped: Corpus, question: str
) -> None:
    assert "8.30am" in shipped.ask(question)["statements"][0]["text"]
