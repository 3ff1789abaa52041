"""Which reviews a question names: each naming resolved alone, by label, publisher, year, place in a series or count."""

import pytest
from conftest import Corpus

from assistant.mentions import mentioned, names_review, without
from assistant.names_put_right import names_put_right

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
    ("typed", "meant"),
    [
        ("fathers in chld S", "fathers in Child S"),
        ("bruises, nrth yorkshre review", "bruises, North Yorkshire review"),
        ("west susex on housing", "west Sussex on housing"),
        ("scans in chld Q", "scans in child Q"),
        ("the chld 3 weeks old", "the chld 3 weeks old"),
        ("sorth yorkshire review", "sorth yorkshire review"),
        ("Child G and bruising", "Child G and bruising"),
        ("South Yorkshire review", "South Yorkshire review"),
    ],
)
def test_a_slip_in_a_name_is_put_right_and_another_name_never_changed(
    shipped: Corpus, typed: str, meant: str
) -> None:
    assert names_put_right(typed, shipped.assistant.index.reviews) == meant
