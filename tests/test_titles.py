"""The names by which files without a record are told."""

from assistant.mentions import mentioned
from assistant.titles import title_names, title_runs
from ingest.nouns import Review

PLACES = ("Northmere", "Exwell", "Isles of Fallow", "London Borough of Marsh & Holt", "Upper Quay")


def reviews() -> dict[str, Review]:
    titles = [f"Inspection of {place} services for families" for place in PLACES]
    titles += ["Dunmere Council: Inspection of night services", "Briefing on Child Zed"]
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
