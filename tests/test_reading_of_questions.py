"""Filters typed in a question, and other languages: units without an index."""

import pytest

from assistant.language import is_other_language
from assistant.typed_filters import typed_filters


@pytest.mark.parametrize(
    ("question", "rest", "filters"),
    [
        ("year:2021 what about fathers?", "what about fathers?", {"year": ("2021",)}),
        ('what about dads theme:"domestic abuse"', "what about dads", {"theme": ("domestic abuse",)}),
        ("kind:recommendation scans", "scans", {"kind": ("recommendation",)}),
        ("age:'under 1' bruising", "bruising", {"age": ("under 1",)}),
    ],
)
def test_a_named_filter_is_taken_out_of_the_question(
    question: str, rest: str, filters: dict[str, tuple[str, ...]]
) -> None:
    assert typed_filters(question, {}) == (rest, filters)


@pytest.mark.parametrize(
    "question",
    [
        "what time is the meeting: 10:30?",
        "note: dads",
        "type a letter",
    ],
)
def test_what_is_no_filter_stays_in_the_question(question: str) -> None:
    assert typed_filters(question, {}) == (question, {})


@pytest.mark.parametrize(
    "message",
    [
        "Jakie są zalecenia dla położnych w sprawie siniaków?",
        "Quels sont les enseignements pour les sages-femmes dans ces rapports?",
        "Beth yw'r argymhellion ar gyfer bydwragedd?",
        "что говорят обзоры о синяках",
        "مراجعات حول الكدمات عند الرضع",
        "mera bacha bimar hai mujhe madad chahiye",
        "Welche Berichte gibt es zu Säuglingen?",
        "Ce spun rapoartele despre copil?",
        "Quelles recommandations?  Quels rapports?",
        "नवजात की चोट",
    ],
)
def test_other_languages_are_told(message: str) -> None:
    assert is_other_language(message)


@pytest.mark.parametrize(
    "message",
    [
        "bruise non mobile baby",
        "hes hitin me agen an i dunno wot 2 do",
        "NAI femur # 8/52 strat mtg",
        "ICON",
        "wot did ss do wen they saw the bruise in that henry 1",
        "résumé of the review on Child S please",
        "",
    ],
)
def test_slang_abbreviations_and_slips_are_english(message: str) -> None:
    assert not is_other_language(message)


@pytest.mark.parametrize(
    "message", ["mi hijo no respira", "mon bébé ne respire plus", "Wie alt war Child H?"]
)
def test_a_few_words_of_another_language_are_enough(message: str) -> None:
    assert is_other_language(message)


@pytest.mark.parametrize("message", ["what about dads", "no one checks", "the 2021 one"])
def test_a_few_words_of_english_are_english(message: str) -> None:
    assert not is_other_language(message)
