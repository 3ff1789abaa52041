"""A review is meant by its title without the year in brackets, and by what its title is on: held are invented ones."""

from dataclasses import replace

import pytest
from conftest import Corpus

from assistant.drafts.aims import aims
from assistant.drafts.bare import bare
from assistant.drafts.reading import cut
from assistant.mentions import mentioned, names_review
from ingest.nouns import Dated, Review


def review(name: str, title: str, year: str, *aliases: str) -> Review:
    of_briefing = Dated(year, "briefing", "stated")
    held = Review(
        name,
        title,
        "Northmere Safeguarding Children Partnership",
        "NSCP",
        "",
        f"{name}.md",
        "0" * 64,
        "digest",
    )
    return replace(held, aliases=aliases, dates=(of_briefing,))


HELD = {
    one.id: one
    for one in (
        review("lane", "Marsh Lane Learning Review (2021)", "2021", "Marsh Lane"),
        review("sleep", "Safe Sleep Learning Briefing (2020)", "2020", "safe sleep 2020"),
        review("sleep-2", "Safe Sleep Learning Briefing II (2021)", "2021", "safe sleep 2021"),
        review("neglect", "Neglect in Northmere: a thematic review (2019)", "2019", "the Northmere neglect paper"),
        review("fire", "Learning briefing on house fires (March 2018)", "2018", "house fires paper"),
        review("plain", "Overview report (2021)", "2021", "the overview of 2021"),
        review("own", "Northmere review (2017)", "2017", "the 2017 review"),
    )
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The Marsh Lane Learning Review found that nobody asked.", {"lane"}),
        ("Marsh Lane Learning Review (2021) found that nobody asked.", {"lane"}),
        ("In the Marsh Lane Learning Review, published in 2021, nobody asked.", {"lane"}),
        ("the marsh lane briefing says that nobody asked", {"lane"}),
        ("The Safe Sleep Learning Briefing asks for cots.", {"sleep", "sleep-2"}),
        ("The Safe Sleep review asks for cots.", {"sleep", "sleep-2"}),
        ("The Safe Sleep Learning Briefing II asks for cots.", {"sleep-2"}),
        ("The Safe Sleep briefing 2 asks for cots.", {"sleep-2"}),
        ("The Safe Sleep Learning Briefing of 2021 asks for cots.", {"sleep-2"}),
        ("the 2020 NSCP safe sleep briefing asks for cots", {"sleep"}),
        ("The Safe Sleep briefings ask for cots.", {"sleep", "sleep-2"}),
        ("The thematic review Neglect in Northmere speaks of school.", {"neglect"}),
        ("The house fires review speaks of alarms.", {"fire"}),
        ("The Learning briefing on house fires speaks of alarms.", {"fire"}),
        ("The Safe Sleep Learning Briefing III asks for cots.", set()),
        ("What is a house fires review?", set()),
        ("What do house fires reviews say?", set()),
        ("The overview report was late.", set()),
        ("The Northmere review was late.", set(HELD)),
    ],
)
def test_a_review_is_meant_by_its_title_without_the_year_and_by_what_it_is_on(
    text: str, meant: set[str]
) -> None:
    assert set(mentioned(text, HELD).review_ids) == meant


def test_a_year_beside_a_title_is_of_that_review_and_names_no_other_of_the_year() -> None:
    named = mentioned("The Marsh Lane review (2021) says so.", HELD)
    assert named.review_ids == ("lane",) and named.exact


def test_such_a_name_is_of_a_review_and_no_live_concern() -> None:
    assert names_review("what did the marsh lane review say?", HELD)


def test_a_sentence_of_a_draft_is_put_to_the_review_it_names_so_and_as_a_claim_alone() -> None:
    said = "The Safe Sleep review (2020) found that cots were broken. It also spoke of smoke."
    found = aims(cut(said, "a", "text").sentences, HELD)
    assert [(one.because, one.review_ids) for one in found] == [
        ("names", ("sleep",)),
        ("goes_on", ("sleep",)),
    ]
    assert bare("The Safe Sleep review (2020) found that cots were broken.", HELD) == "Cots were broken."


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("infant injury 1 headlines", {"esscp-infant-injury-1-2020"}),
        ("what does Infant Injury II say about dads", {"esscp-infant-injury-2-2021"}),
        ("infant injury no 2: what had been done", {"esscp-infant-injury-2-2021"}),
        ("the 2021 brief, points for us", {"esscp-infant-injury-2-2021"}),
        ("infant injury 2 weeks after birth", set()),
        ("the infant injury i saw", set()),
        ("what does the Yorkshire learning say", {"nyscp-child-h-scr"}),
        ("what does the West Yorkshire review say", set()),
        ("did Yorkshire Ambulance Service change anything", set()),
        ("a brief account of 2021", set()),
    ],
)
def test_a_place_in_a_series_or_a_county_of_which_one_review_is_held_names_it(
    shipped: Corpus, said: str, named: set[str]
) -> None:
    assert set(mentioned(said, shipped.assistant.index.reviews).review_ids) == named
