"""A message in its conversation: what it goes on from, whom it means, which item of a list, and small talk."""

import pytest
from conftest import Corpus

from assistant.item import item_asked
from assistant.nouns import Turn
from assistant.pronouns import points_to_nobody, without_own_people
from assistant.small_talk import asks_nothing

FIRST, SECOND = "esscp-infant-injury-1-2020", "esscp-infant-injury-2-2021"
CHILD_2, HENRY, CHILD_S = "esscp-child-2-rr-2023", "nyscp-child-h-scr", "wsscp-child-s-scr-2016"


def test_a_follow_up_of_a_follow_up_keeps_its_review_and_says_what_it_wants(shipped: Corpus) -> None:
    history = ["What did the Child S review find?", "and about midwives?"]
    searched = shipped.ask("since when?", history)["searched_for"]
    assert "midwives" in searched and "Child S" in searched and searched.endswith("since when?")
    fresh = shipped.ask("separately, what does BRUE stand for?", history)["searched_for"]
    assert "midwives" not in fresh


def test_the_same_question_is_put_to_another_review(shipped: Corpus) -> None:
    one = shipped.ask("same for the West Sussex one", ["What was done well in the North Yorkshire case?"])
    assert {c["review_id"] for c in one["citations"]} == {CHILD_S}
    assert {c["kind"] for c in one["citations"]} == {"good_practice"}


@pytest.mark.parametrize(
    "question",
    [
        "Which reviews say nothing about housing?",
        "what do the reviews say on interpreters?",
        "do any reviews talk about dads",
    ],
)
def test_what_is_put_to_all_reviews_goes_on_from_none(shipped: Corpus, question: str) -> None:
    earlier = [Turn("What did the Child H review recommend?")]
    query, _ = shipped.assistant.search(question, earlier)
    assert query.standalone == question and not query.review_ids


def test_a_follow_up_put_to_all_reviews_lets_go_of_the_one_before(shipped: Corpus) -> None:
    earlier = [Turn("What does the Child H review say about safety plans?")]
    query, _ = shipped.assistant.search("and which reviews mention that?", earlier)
    assert "safety plans" in query.standalone and not query.review_ids


@pytest.mark.parametrize(
    "message",
    ["good afternoon", "...", "many thanks!", "how do you work?", "ok cheers", "what is this for?"],
)
def test_what_asks_nothing_is_met_with_help_and_questions_to_press(shipped: Corpus, message: str) -> None:
    one = shipped.ask(message, ["What went well in the Child S review?"])
    assert one["outcome"] == "clarify" and "exact quotes" in one["text"] and not one["citations"]
    assert 2 <= len(one["choices"]) <= 3


@pytest.mark.parametrize(
    "question", ["ok, and what about housing?", "thanks. what is ICON?", "hi, who are SPoA?"]
)
def test_a_question_after_a_greeting_is_a_question(question: str) -> None:
    assert not asks_nothing(question)


def test_thanks_are_not_gone_on_from(shipped: Corpus) -> None:
    one = shipped.ask("and for Child S?", ["What went well in the Child H review?", "thank you"])
    assert "went well" in one["searched_for"] and {c["review_id"] for c in one["citations"]} == {CHILD_S}


def test_a_pronoun_with_nobody_before_it_is_asked_back(shipped: Corpus) -> None:
    for history in ([], ["whose fault was it that Child S was hurt?"]):
        one = shipped.ask("and her older brother?", history)
        assert one["outcome"] == "clarify" and len(one["choices"]) == 5
    assert not points_to_nobody("Was the midwife told what she should do?")
    assert points_to_nobody("what did she say?")


def test_the_asker_s_own_people_are_of_no_review() -> None:
    assert "she" not in without_own_people("my line manager asks so that she can brief the board").split()
    text = "was the mother told that she could bring him?"
    assert without_own_people(text) == text


@pytest.mark.parametrize(
    ("rest", "place"),
    [("number 3?", 3), ("and the last one", -1), ("what is the second recommendation?", 2), ("point seven please", 7),
     ("number of children", None), ("how old was he at 3 months", None), ("and when?", None)],
)  # fmt: skip
def test_the_place_of_an_item_is_read(rest: str, place: int | None) -> None:
    assert item_asked(rest) == place


def test_a_number_after_a_list_is_the_item_at_that_place(shipped: Corpus) -> None:
    history = ["What are the recommendations of the first East Sussex briefing?"]
    whole = [s["text"] for s in shipped.ask(history[0])["statements"] if s["citations"]]
    one = shipped.ask("number 3?", history)
    assert [s["text"] for s in one["statements"] if s["citations"]] == [whole[2]]
    assert any(note["text"].startswith(f"This is point 3 of {len(whole)}") for note in one["notes"])
    again = shipped.ask("and 5?", [*history, "number 3?"])
    assert [s["text"] for s in again["statements"] if s["citations"]] == [whole[4]]
    assert shipped.ask("number 3?", ["How old was Henry?"])["outcome"] == "clarify"
