"""Which reviews say something: judged by what tells them apart, and where a kind of statement is asked for by that alone."""

import pytest
from conftest import Corpus

from assistant.gist import Spoken, gist
from assistant.themes import Named, alternatives, named_in

SPEAK_OF = {
    "one": "care leavers who become parents",
    "two": "parents and their babies",
    "three": "parents were told of the programme on crying",
}
SPOKEN = Spoken({review: (text,) for review, text in SPEAK_OF.items()})
CHILD_H, CHILD_S = "nyscp-child-h-scr", "wsscp-child-s-scr-2016"
BRIEFING_I, BRIEFING_II = "esscp-infant-injury-1-2020", "esscp-infant-injury-2-2021"


def words(things: object) -> set[str]:
    return {" ".join(sorted(one.words)) for one in things}  # type: ignore[attr-defined]


def test_a_review_says_what_one_of_its_points_has_all_words_for() -> None:
    things = named_in("care leavers and housing")
    apart = Spoken(
        {"one": ("Care leavers were met.", "Housing was offered."), "two": ("Housing for care leavers.",)}
    )
    assert [review for review in ("one", "two") if apart.says(review, things)] == ["two"]
    assert apart.says("one", things[:1]) and not apart.says("one", ())


def test_what_every_review_speaks_of_does_not_tell_them_apart() -> None:
    kept = gist(named_in("parents who were care leavers"), tuple(SPEAK_OF), SPOKEN.says)
    assert len(kept) == 1 and kept[0].is_in("support for care leavers", frozenset())


def test_a_word_that_only_says_that_it_is_a_thing_is_left_out() -> None:
    kept = gist(named_in("the covid period"), tuple(SPEAK_OF), SPOKEN.says)
    assert len(kept) == 1 and kept[0].is_in("in the pandemic", frozenset())


def test_what_somebody_did_is_no_subject_and_stays_whole() -> None:
    things = named_in("parents arguing loudly whenever nurses visited")
    assert sum(not one.patterns for one in things) > 1
    assert gist(things, tuple(SPEAK_OF), SPOKEN.says) == list(things)


def test_one_thing_and_things_on_no_list_stay_as_they_are() -> None:
    for things in (named_in("housing"), (Named(frozenset({"thematic"})), Named(frozenset({"learn"})))):
        assert gist(things, tuple(SPEAK_OF), SPOKEN.says) == things


def test_what_stands_in_brackets_is_another_name_for_it() -> None:
    either = alternatives("films of the whole skeleton (skeletal surveys)")
    assert len(either) == 2 and words(either[1]) == {"skelet survey"}


@pytest.mark.parametrize(
    ("theme", "who"),
    [
        ("paramedics and their service", {CHILD_H, BRIEFING_II}),
        ("the time of the coronavirus", {BRIEFING_I, BRIEFING_II}),
        ("the crying programme", {CHILD_H, BRIEFING_I, BRIEFING_II}),
        ("coercive control", {BRIEFING_II}),
        ("head injuries", {CHILD_H, BRIEFING_II}),
    ],
)
def test_a_theme_with_words_around_it_is_said_by_those_who_speak_of_it(
    shipped: Corpus, theme: str, who: set[str]
) -> None:
    one = shipped.ask(f"Which reviews mention {theme}?")
    assert {row["review_id"] for row in one["reviews"] if row["verdict"] == "says"} == who


@pytest.mark.parametrize("theme", ["alcohol", "bed sharing"])
def test_what_is_only_near_a_thing_is_not_the_thing(shipped: Corpus, theme: str) -> None:
    assert shipped.ask(f"Is there anything on {theme}?")["outcome"] == "not_found"
    assert shipped.ask(f"Which reviews mention {theme}?")["outcome"] == "not_found"


@pytest.mark.parametrize(
    "question",
    [
        "Which reviews describe good practice?",
        "What went well in all five reviews?",
        "Compare Child H and Child S on good practice.",
        "Strengths in Child H and Child S?",
    ],
)
def test_a_kind_of_statement_is_given_of_every_review_that_has_it(shipped: Corpus, question: str) -> None:
    one = shipped.ask(question)
    assert {row["review_id"] for row in one["reviews"] if row["verdict"] == "says"} == {CHILD_H, CHILD_S}
    assert all(cited["kind"] == "good_practice" for cited in one["citations"])


@pytest.mark.parametrize("theme", ["a father who was violent", "police dogs"])
def test_a_thing_that_no_review_speaks_of_is_not_said_by_one_that_has_the_rest(
    shipped: Corpus, theme: str
) -> None:
    one = shipped.ask(f"Which reviews mention {theme}?")
    assert one["outcome"] == "not_found" and not [r for r in one["reviews"] if r["verdict"] == "says"]
