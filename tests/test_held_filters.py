"""The limits offered are those the reviews hold; an answer can be asked for again without one of them."""

from dataclasses import replace

from assistant.held_filters import Again, Offer, offered, ways_to_ask_again
from ingest.nouns import Dated
from tests.ui_kit import HARBOUR, answered

INLAND = replace(
    HARBOUR,
    id="inland",
    title="Inland toddler review",
    publisher="Inland Safeguarding Children Partnership",
    review_type="serious case review",
    dates=(Dated("2019", "review", "stated"), Dated(None, "event", "not_stated")),
    ages=("two years", "19 weeks", "not known"),
    themes=("housing", "Domestic abuse"),
)
HELD = {HARBOUR.id: HARBOUR, INLAND.id: INLAND}


def test_what_is_offered_is_what_some_review_holds_in_the_order_people_look_for_it() -> None:
    assert offered(HELD.values(), ("recommendation", "finding")) == (
        Offer("publisher", (HARBOUR.publisher, INLAND.publisher)),
        Offer("type", ("rapid review", "serious case review")),
        Offer("year", ("2021", "2019")),
        Offer("age", ("under 1", "1 to 5")),
        Offer("theme", ("Domestic abuse", "housing")),
        Offer("kind", ("finding", "recommendation")),
    )


def test_a_limit_that_would_leave_nothing_out_is_not_offered() -> None:
    assert offered([HARBOUR], ("finding",)) == ()


def test_one_value_is_a_limit_where_some_review_has_none() -> None:
    unnamed = replace(HARBOUR, publisher="")
    assert offered([HARBOUR, unnamed], ("finding",)) == (Offer("publisher", (HARBOUR.publisher,)),)


def test_a_limit_chosen_beside_the_question_can_be_left_out() -> None:
    given = answered("who was told?", filters={"type": ("rapid review",), "year": ("2021", "2020")})
    assert ways_to_ask_again(given, HELD) == (
        Again("type", ("rapid review",), "who was told?", {"year": ("2021", "2020")}),
        Again("year", ("2021", "2020"), "who was told?", {"type": ("rapid review",)}),
    )


def test_a_limit_read_from_the_question_is_taken_out_of_its_words() -> None:
    bound = {"type": ("rapid review",), "review": (HARBOUR.id,)}
    (again,) = ways_to_ask_again(answered("In rapid reviews, who was told?", filters=bound), HELD)
    assert again == Again("type", ("rapid review",), "who was told?", {})


def test_a_review_that_the_question_names_stays_named() -> None:
    assert ways_to_ask_again(answered("Harbour: who?", filters={"review": (HARBOUR.id,)}), HELD) == ()


def test_a_follow_up_is_asked_again_as_it_was_understood() -> None:
    given = answered("and him?", understood="Was the father told?", filters={"type": ("rapid review",)})
    assert [again.question for again in ways_to_ask_again(given, HELD)] == ["Was the father told?"]


def test_what_is_not_kept_or_cannot_be_read_is_not_asked_again() -> None:
    bound = {"type": ("rapid review",)}
    assert ways_to_ask_again(replace(answered("q", filters=bound), question=None), HELD) == ()
    assert ways_to_ask_again(answered("kind:nonsense who?", filters=bound), HELD) == ()
