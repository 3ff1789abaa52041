"""A live concern beside a question on a review, and questions on reviews that tell of nobody."""

import pytest
from conftest import Corpus


@pytest.mark.parametrize(
    "message",
    [
        "What does the Child H review say? My neighbour is hitting her little boy right now and he is screaming",
        "there is a man with a knife outside and the kids are in here. What does the Child S review say?",
        "did the Henry review cover this? he is limp and wont wake up",
        "what does the Child S review say I should do, the baby next door is screaming and covered in bruises",
        "knife attack",
    ],
)
def test_danger_told_beside_a_question_is_met_with_999(shipped: Corpus, message: str) -> None:
    one = shipped.ask(message)
    assert one["outcome"] == "urgent" and one["contacts"][0]["number"] == "999"


@pytest.mark.parametrize(
    "message",
    [
        "I lead a nursery. What are the lessons of the Child 2 review? My deputy wants them on one page",
        "What did the Child H review recommend? I have a meeting with the designated doctor tomorrow",
        "Which reviews mention knife crime?",
    ],
)
def test_a_question_with_talk_around_it_is_answered(shipped: Corpus, message: str) -> None:
    assert shipped.ask(message)["outcome"] in ("answered", "partly", "not_found")


@pytest.mark.parametrize(
    ("message", "reviews"),
    [
        ("I work in housing. Which reviews mention it?", 2),
        ("We run a perinatal mental health team. Which reviews cover that?", 1),
    ],
)
def test_what_a_question_points_back_to_is_kept(shipped: Corpus, message: str, reviews: int) -> None:
    says = [row for row in shipped.ask(message)["reviews"] if row["verdict"] == "says"]
    assert len(says) >= reviews


def test_gaps_in_one_thing_are_answered_by_what_is_said_of_it(shipped: Corpus) -> None:
    one = shipped.ask("What are the gaps in housing in the Child 2 review?")
    assert one["outcome"] == "answered" and "housing" in one["statements"][0]["text"].lower()
