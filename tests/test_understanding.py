"""What a question is understood to ask: which reviews, how many things, what theme, which words are slips."""

import pytest
from conftest import Corpus

from assistant.ages import child_of_age, span_asked
from assistant.filters import AGE_BANDS, BadFilter, age_band, matches_none, parse
from assistant.item import item_asked
from assistant.mentions import mentioned, names_review, without
from assistant.multipart import parts_of
from assistant.nouns import Turn
from assistant.pronouns import points_to_nobody, without_own_people
from assistant.small_talk import asks_nothing
from assistant.spelling import corrected, is_english, lexicon
from assistant.themes import theme

FIRST, SECOND = "esscp-infant-injury-1-2020", "esscp-infant-injury-2-2021"
CHILD_2, HENRY, CHILD_S = "esscp-child-2-rr-2023", "nyscp-child-h-scr", "wsscp-child-s-scr-2016"


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("what did the Henry one say?", {HENRY}),
        ("North Yorks on scans", {HENRY}),
        ("how badly hurt was Child Two?", {CHILD_2}),
        ("every recommendation of East Sussex's 2020 infant injury paper", {FIRST}),
        ("East Sussex's second briefing on dads", {SECOND}),
        ("the 2021 one", {SECOND}),
        ("after the 2020 East Sussex infant SCRs, who kept watch?", {FIRST}),
        ("the first (2020) and second (2021) East Sussex infant injury briefings", {FIRST, SECOND}),
        ("how many cases stand behind East Sussex's first briefing, and what is behind its second?", {FIRST, SECOND}),
        ("East Sussex 2021 and North Yorks on bruising", {SECOND, HENRY}),
        ("legal steps in the Henry and Child Two cases", {HENRY, CHILD_2}),
        ("the 2020 briefing against North Yorkshire's", {FIRST, HENRY}),
        ("East Sussex on housing", {FIRST, SECOND, CHILD_2}),
        ("what rose in the first half of 2020-21?", set()),
        ("what was the priority up to 2023?", set()),
        ("second reporting of scans", set()),
    ],
)  # fmt: skip
def test_every_naming_of_a_review_is_resolved_alone(shipped: Corpus, question: str, meant: set[str]) -> None:
    assert set(mentioned(question, shipped.assistant.index.reviews).review_ids) == meant


def test_the_words_of_a_title_are_no_part_of_the_subject(shipped: Corpus) -> None:
    question = "and housing in the first East Sussex infant injury briefing, the 2020 one?"
    rest = without(question, mentioned(question, shipped.assistant.index.reviews)).split()
    assert "housing" in rest and not {"East", "Sussex", "infant", "injury", "briefing", "2020"} & set(rest)


def test_a_place_names_no_review_and_a_briefing_of_it_does(shipped: Corpus) -> None:
    reviews = shipped.assistant.index.reviews
    assert not names_review("baby not breathing in North Yorkshire", reviews)
    assert names_review("the North Yorkshire review", reviews) and names_review("Child H", reviews)


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
                "the two-month-old: what was found: was anybody jailed?",
            ],
        ),
        ("Across the reviews, what was said about alcohol?", []),
        ("The Henry review, what does it say on scans?", []),
        ("Where a baby dies without a cause, what imaging should hospitals do?", []),
        ("What are staff told to go away and do by the briefing?", []),
        ("What was learnt about information sharing and about fathers?", []),
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
    ("question", "meant"),
    [
        ("the two East Sussex briefings", {FIRST, SECOND}),
        ("both of the ESSCP learning briefings", {FIRST, SECOND}),
        ("the three East Sussex reviews", {FIRST, SECOND, CHILD_2}),
    ],
)
def test_a_count_and_a_type_narrow_where_exactly_so_many_fit(
    shipped: Corpus, question: str, meant: set[str]
) -> None:
    assert set(mentioned(question, shipped.assistant.index.reviews).review_ids) == meant


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
