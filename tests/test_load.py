"""The measurements of the page find what they are there to find: mixed-up readers, memory that grows, bounds missed."""

from urllib.parse import urlsplit

import pytest

from tests.browser_kit import Chat
from ui.load.__main__ import bounds, table
from ui.load.browser import Waits
from ui.load.measures import Crowd, Stretch, at_once, one_by_one, other_answers, plan
from ui.load.measures import _not_own as not_own
from ui.load.reader import Given

QUESTIONS = (
    "What did the Child H review recommend?",
    "How old was Henry when he came in fitting?",
    "Which reviews mention bruising?",
    "What are the key learning points from Child 2?",
)


def given(
    question: str, *headings: str, whole: float = 1.0, quotes: tuple[str, ...] = ("q",), listed: int = 1
) -> Given:
    return Given(question, 0.1, whole, headings, quotes, listed)


def test_every_reader_asks_questions_that_no_other_asks() -> None:
    asked = plan([*QUESTIONS, QUESTIONS[0]], 2, 2)
    assert asked == ((QUESTIONS[0], QUESTIONS[2]), (QUESTIONS[1], QUESTIONS[3]))
    with pytest.raises(ValueError, match="6 questions, and there are 4"):
        plan([*QUESTIONS, QUESTIONS[0]], 3, 2)


def test_a_question_of_another_reader_in_a_conversation_is_told() -> None:
    assert not_own([given("a", "a"), given("b", "a", "b")]) == []
    assert not_own([given("a", "Question not kept: it may hold personal details")]) == []
    assert len(not_own([given("a", "a"), given("b", "a", "x", "b")])) == 1
    assert len(not_own([given("a", "x")])) == 1
    assert len(not_own([given("a")])) == 1
    assert len(not_own([given("a", "a", listed=2)])) == 1


def test_an_answer_that_differs_from_the_one_given_alone_is_counted() -> None:
    alone = [given("a", quotes=("one",)), given("b", quotes=("two",))]
    assert other_answers([given("a", quotes=("one",)), given("b", quotes=("one",)), given("c")], alone) == 1


def test_growth_is_the_slope_after_the_first_four_hundred_questions() -> None:
    flat = Stretch((), ((25, 90), (400, 100), (500, 100), (1000, 100)), 1)
    grown = Stretch((), ((25, 0), (400, 100), (500, 200), (600, 300)), 1)
    assert flat.growth == 0 and grown.growth == pytest.approx(1000)
    assert Stretch((), ((25, 1), (400, 2), (500, 3)), 1).growth is None


def test_each_bound_that_is_missed_is_told() -> None:
    answers = tuple(given(str(number), whole=1.0) for number in range(100))
    alone = Stretch(answers, ((400, 100), (700, 100), (1000, 100)), 60)
    good = Crowd(answers, (), (), 20)
    seen = Waits((1.0, 1.1), (0.1, 0.2))
    figures = bounds(seen, good, alone)
    assert all(one.reached for one in figures) and len(figures) == 9
    text = table(figures, good, alone, "The machine was calm.")
    assert "**NO**" not in text and "The machine was calm." in text
    slow = tuple(given(str(number), whole=9.0) for number in range(90))
    bad = Crowd(slow, ("PageFault: x",), ("question 1",), 20)
    grown = Stretch(answers, ((400, 0), (500, 10**8), (600, 2 * 10**8)), 60)
    missed = [one for one in bounds(Waits((3.0,), (0.9,)), bad, grown) if not one.reached]
    assert len(missed) == 7
    unseen = [one for one in bounds(seen, good, Stretch(answers, (), 60)) if not one.reached]
    assert [one.n for one in unseen] == [0], "memory that nobody looked at is not flat"
    assert "- Error: PageFault: x" in table(missed, bad, grown, "")


def test_readers_at_once_on_the_real_page_see_their_own_answers_only(chat: Chat) -> None:
    port = urlsplit(chat.url).port
    assert port
    asked = plan(QUESTIONS, 2, 2)
    crowd = at_once(port, asked)
    assert crowd.faults == () and crowd.mixed == () and len(crowd.given) == 4
    assert all(0 < one.first < one.whole and one.quotes for one in crowd.given)
    alone = one_by_one(port, asked, 4, pid=0, seconds=120)
    assert alone.memory == () and other_answers(crowd.given, alone.given) == 0
    assert [one.headings[-1] for one in alone.given] == [one.question for one in alone.given]


def test_a_page_that_is_not_there_is_a_fault_and_no_crash() -> None:
    crowd = at_once(9, (("a",), ("b",)))
    assert len(crowd.faults) == 2 and crowd.given == ()
