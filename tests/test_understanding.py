"""What a question is understood to ask: which reviews, how many things, what theme, which words are slips."""

import pytest
from conftest import Corpus

from assistant.ages import child_of_age, span_asked
from assistant.filters import AGE_BANDS, BadFilter, age_band, matches_none, parse
from assistant.multipart import parts_of
from assistant.spelling import corrected, is_english, lexicon
from assistant.themes import theme

FIRST, SECOND = "esscp-infant-injury-1-2020", "esscp-infant-injury-2-2021"
CHILD_2, HENRY, CHILD_S = "esscp-child-2-rr-2023", "nyscp-child-h-scr", "wsscp-child-s-scr-2016"


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "How old was Henry, and who saw the bruise on his face?",
            ["How old was Henry", "who saw the bruise on his face?"],
        ),
        (
            "Two things for my audit: what stopped the SCRs coming out, and why was no local review held?",
            [
                "Two things for my audit: what stopped the SCRs coming out",
                "Two things for my audit: why was no local review held?",
            ],
        ),
        (
            "What drugs were found in Child S, and was anybody charged?",
            ["What drugs were found in Child S", "What drugs were found in Child S: was anybody charged?"],
        ),
        (
            "the two-month-old: what was found, and was anybody jailed?",
            [
                "the two-month-old: what was found",
                "the two-month-old: was anybody jailed?",
            ],
        ),
        ("Across the reviews, what was said about alcohol?", []),
        ("The Henry review, what does it say on scans?", []),
        ("Where a baby dies without a cause, what imaging should hospitals do?", []),
        ("What are staff told to go away and do by the briefing?", []),
        ("What was learnt about information sharing and about fathers?", []),
        (
            "housing - what did the panel find and what did the board do about it",
            [
                "housing: what did the panel find",
                "housing: what did the panel find: what did the board do about it",
            ],
        ),
        (
            "Which board led it, and to what address do letters go?",
            ["Which board led it", "to what address do letters go?"],
        ),
        (
            "What was agreed on training; I should also like to know who chairs the board.",
            ["What was agreed on training;", "who chairs the board."],
        ),
        (
            "who commissioned the review, when, and what did the court decide",
            ["who commissioned the review, when", "what did the court decide"],
        ),
        ("can you also tell me what was learnt about crying", []),
    ],
)
def test_several_things_asked_are_told_apart(question: str, parts: list[str]) -> None:
    assert list(parts_of(question)) == parts


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("which ones were affected by or refer to the pandemic", "pandemic"),
        ("how many of the reviews bring up housing, and which?", "housing"),
        ("Which of the five say anything at all about fathers?", "fathers"),
        ("Do any of these mention strategy meetings?", "strategy meetings"),
        ("what about bruises?", "bruises"),
    ],
)
def test_a_question_to_every_review_is_searched_by_its_theme(question: str, about: str) -> None:
    found = theme(question)
    assert about in found
    assert not {"which", "many", "five", "any", "mention", "bring", "refer"} & set(found.lower().split()) or (
        found == question
    )


def test_real_words_are_never_respelt_and_slips_are() -> None:
    known = lexicon(["quite talking seeking side bruising paediatrician safeguarding recommendation"])
    asked = "why keep quiet, taking a slide and seeing"
    assert corrected(asked, known) == asked and is_english("quiet")
    assert corrected("bruisng by the paediatrican, recomendation", known) == (
        "bruising by the paediatrician, recommendation"
    )
    assert corrected("Zzyzx bruisng", known) == "Zzyzx bruising"


@pytest.mark.parametrize(
    ("age", "band"),
    [
        ("19 weeks", AGE_BANDS[0]), ("two months", AGE_BANDS[0]), ("11 months", AGE_BANDS[0]),
        ("three years", AGE_BANDS[1]), ("7 years old", AGE_BANDS[2]), ("16 years", AGE_BANDS[4]),
        ("40 years", None), ("unborn", None),
    ],
)  # fmt: skip
def test_ages_fall_into_bands(age: str, band: str | None) -> None:
    assert age_band(age) == band


def test_filters_by_record_bind_and_an_unknown_value_is_named(shipped: Corpus) -> None:
    reviews = shipped.assistant.index.reviews
    assert matches_none({"publisher": ("Kent",)}, reviews)[0].startswith(
        "No review has publisher 'Kent'. Held: "
    )
    assert matches_none({"publisher": ("NYSCP",), "age": ("under 1",)}, reviews) == ()
    with pytest.raises(BadFilter, match="There is no age band 'baby'"):
        parse({"age": "baby"})
    answer = shipped.ask("what should happen about bruising?", injury=("femur fracture",))
    assert {c["review_id"] for c in answer["citations"]} == {HENRY}
    nothing = shipped.ask("what should happen about bruising?", publisher=("Kent",))
    assert nothing["outcome"] == "not_found" and any("'Kent'" in s["text"] for s in nothing["statements"])


@pytest.mark.parametrize(
    ("question", "shape"),
    [
        ("another topic: what is a core group?", "fact"),
        ("Is a rapid review different from an SCR?", "fact"),
        ("How do the briefings differ on strategy meetings?", "compare"),
        ("what is different between Henry and Child S on scans?", "compare"),
    ],
)
def test_a_difference_compares_only_reviews(shipped: Corpus, question: str, shape: str) -> None:
    query, _ = shipped.assistant.search(question)
    assert query.shape == shape
    assert "topic" not in query.standalone


@pytest.mark.parametrize(
    ("question", "shown", "hidden"),
    [
        ("what about GPs", "GPs (also: surgery", "GPs (GP)"),
        ("reporting of CT scans", "CT scans", "CT (CT scan)"),
        ("who is in the MASH", "MASH (multi-agency safeguarding hub)", "Single Point"),
        ("were grandparents asked", "(also: nan, gran", "MGM"),
        ("bruise at 8/52", "8/52 (8 weeks)", "months"),
    ],
)
def test_what_is_searched_beside_the_words_is_shown(
    shipped: Corpus, question: str, shown: str, hidden: str
) -> None:
    query, _ = shipped.assistant.search(question)
    assert shown in query.searched_for and hidden not in query.searched_for
    assert "also:" not in query.spelt_out and "/52" not in query.spelt_out


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("the seven-week-old: what was found?", {("7", "week")}),
        ("what happened to a baby of 6 weeks", {("6", "week")}),
        ("bruising in a six week old", set()),
        ("which reviews are about babies under 8 weeks?", set()),
    ],
)
def test_a_child_is_meant_by_its_age_where_it_is_one_in_particular(
    question: str, meant: set[tuple[str, str]]
) -> None:
    assert child_of_age(question) == meant


def test_a_span_of_ages_is_read(shipped: Corpus) -> None:
    under = span_asked("babies under eight weeks")
    assert under is not None and under.holds([("7", "week")]) and not under.holds([("8", "week")])
    over = span_asked("any children over 5 years?")
    assert over is not None and over.holds([("6", "year")]) and not over.holds([("11", "month")])
    assert span_asked("more than 15 working days") is None
