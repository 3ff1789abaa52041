"""The names by which files without a record are told."""

import pytest

from assistant.mentions import mentioned
from assistant.spelling import is_everyday
from assistant.titles import title_names, title_runs
from ingest.nouns import Review

PLACES = ("Northmere", "Exwell", "Isles of Fallow", "London Borough of Marsh & Holt", "Upper Quay")


def bare(*titles: str) -> dict[str, Review]:
    """Files without a record, by their place in the order of their titles."""
    return {
        f"r{n}": Review(
            f"r{n}",
            title,
            "Publisher not recorded",
            "not recorded",
            "",
            f"{n}_file.pdf",
            "0" * 64,
            "unrecorded",
        )
        for n, title in enumerate(titles)
    }


def reviews() -> dict[str, Review]:
    titles = [f"Inspection of {place} services for families" for place in PLACES]
    return bare(*titles, "Dunmere Council: Inspection of night services", "Briefing on Child Zed")


def test_a_place_in_a_title_names_its_file_and_a_word_that_many_titles_have_does_not() -> None:
    held = reviews()
    for number, said in enumerate(
        ("Northmere", "exwell", "Isles of Fallow", "Marsh and Holt", "Upper Quay", "Dunmere", "Child Zed")
    ):
        assert mentioned(f"What was found in {said}?", held).review_ids == (f"r{number}",)
    assert not mentioned("What did the last inspection find?", held).review_ids
    assert dict(title_names(held)).keys() == held.keys()


def test_a_run_of_the_title_is_part_of_the_name() -> None:
    held = reviews()
    text = "In the inspection of Northmere services for families, what was found on services for families?"
    (first, *_) = title_runs(text, held["r0"])
    assert text[first[0] : first[1]] == "inspection of Northmere services for families"


WORDS = bare(
    "Practice review: Summary of Learning for Practitioners",
    "Executive summary: Siblings in Neglect",
    "Thematic briefing: Leaving Care, Young People Moving into Adulthood - Learning from Three Reviews",
    "Inspection of Reading services for families",
    "Inspection of Barnet services for families",
)


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("What are practitioners asked to do?", set()),
        ("Why was it not called neglect, and what of the siblings?", set()),
        ("Neglect of what sort was found?", set()),
        ("What should be done in leaving care?", set()),
        ("What do the three reviews have in common?", set()),
        ("Write me a summary for practitioners", set()),
        ("WHAT HARM DID NEGLECT DO?", set()),
        ("How was her reading?", set()),
        ("What is said on Neglect of brothers?", {"r1"}),
        ("what did the neglect review find?", {"r1"}),
        ("how do young people moving into adulthood fare?", {"r2"}),
        ("What should change in Leaving Care?", {"r2"}),
        ("What was found in Reading?", {"r3"}),
        ("what was found in barnet?", {"r4"}),
        ("Barnet was told what?", {"r4"}),
    ],
)
def test_everyday_words_of_a_title_name_it_only_where_they_are_written_as_a_name(
    question: str, meant: set[str]
) -> None:
    assert set(mentioned(question, WORDS).review_ids) == meant


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("How old was Isla?", {"r0", "r1"}),
        ("what did the isla review find?", {"r0", "r1"}),
        ("How old was Child Isla?", {"r0"}),
        ("What was learnt of perplexing presentations from Isla?", {"r1"}),
        ("What learning came from Isla?", {"r0", "r1"}),
        ("What became of Renn?", {"r2"}),
        ("What became of Alfie?", set()),
    ],
)
def test_a_first_name_is_of_each_file_whose_title_has_it(question: str, meant: set[str]) -> None:
    held = bare(
        "Rapid Review - Child Isla",
        'Learning from the "Isla" review: perplexing presentations',
        'Serious Case Review: Young Person "Renn"',
        "Learning Briefing: Baby Alfie",  # Alfie alone might be anybody in the text of another file
    )
    assert set(mentioned(question, held).review_ids) == meant


def test_a_word_with_other_forms_is_everyday_and_a_name_is_not() -> None:
    assert all(map(is_everyday, ("practitioners", "neglect", "siblings", "reading", "bath", "rugby")))
    assert not any(map(is_everyday, ("barnet", "isla", "kent", "esther", "northmere")))
