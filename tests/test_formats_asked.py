"""Files of several formats beside the shipped digests: asked for by the names in their titles, cited with their page."""

from pathlib import Path

import docx
import pytest
from conftest import SHIPPED, Corpus, ingested
from files_kit import Print, Rule, lines, pdf

from assistant.mentions import mentioned
from ingest.structure import structure

PLACES = {
    "Northmere": "Outstanding",
    "East Sussex": "Good",
    "Isles of Fallow": "Inadequate",
    "Borough of Exwell": "Good",
}


def report(place: str, grade: str) -> bytes:
    rules = [Rule(70, top, 400, 1) for top in (140, 170, 200)] + [Rule(x, 140, 1, 60) for x in (70, 350, 470)]
    first = [
        Print(f"Visit to {place} services for families", 72, 60, 20),
        *lines("Visit in the spring.", top=110),
        *rules,
        Print("Help for young carers", 75, 150), Print(grade, 355, 150),
        Print("Support at night", 75, 180), Print("Poor", 355, 180),
    ]  # fmt: skip
    second = [
        Print("Foster homes", 72, 90, 14),
        *lines(
            f"Foster carers in this area were paid late for {len(place)} months, and nobody\nrang them about it.",
            top=130,
        ),
    ]
    return pdf([first, second])


@pytest.fixture(scope="module")
def several(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("several") / "corpus"
    folder.mkdir()
    for path in SHIPPED.iterdir():
        if path.suffix in (".md", ".toml"):
            (folder / path.name).write_bytes(path.read_bytes())
    for number, (place, grade) in enumerate(PLACES.items()):
        (folder / f"{1000 + number}_{place.lower().replace(' ', '_')}.pdf").write_bytes(report(place, grade))
    (folder / "exwell.md").write_text(
        "# Exwell Council\n\n## Inspection of services\n\nFoster carers were praised by all.\n"
    )
    made = docx.Document()
    made.add_heading("Briefing on Child Zed", 0)
    made.add_paragraph("Child Zed was four years old when a neighbour found her alone in the stairwell.")
    made.save(folder / "zed.docx")
    return ingested(folder, home)


@pytest.mark.parametrize("place", list(PLACES))
def test_a_row_of_the_named_file_s_table_answers(several: Corpus, place: str) -> None:
    said = place.removeprefix("Borough of ")
    one = several.ask(
        f"In the visit to {said} services for families, what grade was given for help for young carers?"
    )
    (first, *_) = [s for s in one["statements"] if s["role"] == "answer"]
    assert first["text"] == f"Help for young carers | {PLACES[place]}"
    cited = next(c for c in one["citations"] if c["n"] == first["citations"][0])
    assert place.lower().replace(" ", "_") in cited["file"] and cited["page"] == 1


def test_a_quote_of_a_later_page_says_its_page(several: Corpus) -> None:
    one = several.ask("In the Northmere visit, for how long were foster carers paid late?")
    assert one["outcome"] == "answered" and "9 months" in one["citations"][0]["quote"]
    assert one["citations"][0]["page"] == 2
    text = several.text(one["citations"][0]["file"])
    assert text[one["citations"][0]["start"] : one["citations"][0]["end"]] == one["citations"][0]["quote"]


def test_a_place_of_a_recorded_review_stays_that_review_s(several: Corpus) -> None:
    reviews = several.assistant.index.reviews
    meant = mentioned("What did East Sussex's second briefing say about fathers?", reviews).review_ids
    assert meant == ("esscp-infant-injury-2-2021",)
    assert all("pdf" not in reviews[i].file for i in mentioned("East Sussex on housing", reviews).review_ids)


def test_a_child_of_a_file_without_a_record_is_found_by_its_label(several: Corpus) -> None:
    one = several.ask("How old was Child Zed?")
    assert one["outcome"] == "answered" and {c["file"] for c in one["citations"]} == {"zed.docx"}
    assert one["citations"][0]["standing"] == "unrecorded"


def test_rows_of_a_table_are_asked_for_by_their_whole_label(several: Corpus) -> None:
    one = several.ask("Northmere visit: what grade for support at night?")
    assert next(s["text"] for s in one["statements"] if s["role"] == "answer") == "Support at night | Poor"


def test_an_inspection_report_is_no_review(several: Corpus) -> None:
    reviews = several.assistant.index.reviews
    papers = {review.id for review in reviews.values() if review.review_type == "inspection report"}
    assert len(papers) == 1
    rows = {row["review_id"] for row in several.ask("Which reviews mention foster carers?")["reviews"]}
    assert not rows & papers and len(rows) == len(reviews) - 1
    every = {row["review_id"] for row in several.ask("Which reports mention foster carers?")["reviews"]}
    assert papers <= every


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "# Exwell Council\n\n## Inspection of services\n\nText.\n",
            "Exwell Council: Inspection of services",
        ),
        ("# Child Q\n\n## Findings\n\nText.\n", "Child Q"),
        ("# Review of Child Q\n\n## Report of the team\n\nText.\n", "Review of Child Q"),
    ],
)
def test_a_title_without_its_paper_takes_the_line_below(text: str, title: str) -> None:
    assert structure(text).title == title
