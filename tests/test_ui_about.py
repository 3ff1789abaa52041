"""The About page says how far to trust this: files left out, the model, the latest figures, numbers and who checked them."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eval.latest import Figure, Measured, newest_run, shipped
from eval.viewing.runs import overview
from ingest.nouns import Dated
from ingest.rows import FileRecord
from tests.browser_kit import NO_CONNECTION
from tests.test_ui_markup import read
from tests.ui_app import ABOUT, html, start, words
from tests.ui_kit import DOUBTFUL, HARBOUR, NINES, FakeAssistant, FakeIndex
from ui.drawing import about, about_checks
from ui.drawing.evaluation import runs
from ui.drawing.glossary import TERMS, glossary
from ui.drawing.review_cards import source_line

pytest_plugins = ("tests.ui_app",)

SECTIONS = ("purpose", "model", "reviews", "measured", "numbers", "leaves", "words", "says", "accessibility")
RUN = Measured(
    "2026-11-20", "corpus", 12, "written", (Figure("outcome", 0.75, 12), Figure("recall_5", 1.0, 8))
)
MEASURED = {"n": 4, "not_applicable": 0, "failed": 0, "mean": 0.5, "median": 0.5, "low": 0.1, "high": 0.9}
NOTHING = {**MEASURED, "n": 0, "mean": None, "median": None, "low": None, "high": None}
SUMMARY = {
    "summaries": {"all": {"outcome": MEASURED, "recall_5": NOTHING}},
    "gates": [],
    "goals": [],
    "failed": [],
    "exit_code": 0,
}


def test_the_page_leads_to_each_of_its_sections(fake: FakeAssistant) -> None:
    drawn = html(start(ABOUT))
    for name in SECTIONS:
        assert f'href="#{name}"' in drawn and f' id="{name}"' in drawn
    assert drawn.count("<h1") == 1
    assert NO_CONNECTION in drawn


def test_a_date_of_what_happened_is_called_an_incident_on_every_page() -> None:
    held = replace(HARBOUR, dates=(Dated("2016", "event", "inferred"),))
    index = FakeIndex({HARBOUR.id: held})
    for drawn in (about.reviews(index, ()), source_line(held)):  # type: ignore[arg-type]
        assert "incident of 2016 (inferred)" in read(drawn).text


def test_it_says_that_no_model_is_used_or_which_one(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "No language model is used" in words(start(ABOUT))
    text = read(about_checks.answering("<b>small</b>", "writer.example:8443")).text
    assert "by the language model <b>small</b> at writer.example:8443" in text


def test_files_that_are_not_searched_are_named_with_the_reason() -> None:
    record = FileRecord("scan.pdf", "0" * 64, 9, 0, None, "failed", "no text: <scanned> pages")
    found = read(about_checks.not_read((record, replace(record, file="held.md", status="read"))))
    assert "scan.pdf" in found.text and "no text: <scanned> pages" in found.text
    assert "held.md" not in found.text and "caption" in found.tags and ("scope", "row") in found.attributes
    assert "Every file" in read(about_checks.not_read(())).text


def test_figures_come_with_their_number_of_questions_and_date() -> None:
    text = read(about_checks.measured(RUN, None)).text
    assert (
        "The latest run here of all the questions" in text
        and "20 November 2026: 12 questions, answered written by a model" in text
    )
    assert "75 %12" in text and "100 %8" in text
    assert "shipped with" not in text and "reviews eval" not in text
    assert "No run of all the questions is kept here yet" in read(about_checks.measured(None, RUN)).text


def test_it_says_which_questions_were_open_to_tuning_and_what_gates_and_goals_are() -> None:
    for told in (about_checks.measured(RUN, None), runs.title()):
        text = read(told).text
        assert "Most of" in text and "open to tuning" in text and "kept aside" in text
        assert "A gate is what must not get worse, and a goal is what is aimed at" in text


def test_the_shipped_figures_are_those_of_the_committed_table(tmp_path: Path) -> None:
    held = shipped()
    assert held and held.cases > 900 and len(held.figures) == 5
    assert all(0 <= one.mean <= 1 and one.n > 0 for one in held.figures) and held.made.startswith("20")
    assert shipped(tmp_path) is None
    (tmp_path / "corpus.md").write_text("| kind | cases |\n| all | none |\n", encoding="utf-8")
    assert shipped(tmp_path) is None


def test_the_newest_finished_run_is_told_and_a_broken_one_passed_over(tmp_path: Path) -> None:
    assert newest_run(overview(tmp_path)) is None
    for name, made, summary in (
        ("1", "2026-11-01T00:00:00+00:00", SUMMARY),
        ("2", "2026-11-02T00:00:00+00:00", {"summaries": []}),
        ("3", "2026-11-03T00:00:00+00:00", None),
    ):
        keep_run(tmp_path / name, made, summary)
    held = overview(tmp_path)
    assert {run.name: run.state for run in held.runs} == {
        "1": "finished",
        "2": "unreadable",
        "3": "being_written",
    }
    assert newest_run(held) == Measured("2026-11-01", "corpus", 4, "quotes", (Figure("outcome", 0.5, 4),))


def test_a_run_of_some_questions_or_of_a_fault_is_not_told_as_the_latest(tmp_path: Path) -> None:
    parts: tuple[dict[str, Any], ...] = (
        {"chosen": {"kinds": ["fact"]}},
        {"chosen": {"split": "open"}},
        {"own_gold": True},
        {"fault": "x"},
    )
    for number, part in enumerate(parts):
        keep_run(tmp_path / str(number), f"2026-11-0{number + 1}", SUMMARY, **part)
    assert newest_run(overview(tmp_path)) is None
    keep_run(tmp_path / "0-whole", "2026-10-01", SUMMARY, chosen={"plain": True})
    assert newest_run(overview(tmp_path)).made == "2026-10-01"  # type: ignore[union-attr]


def keep_run(folder: Path, made: str, summary: object, **more: object) -> None:
    """As much of a run as is looked at; without a summary it was interrupted."""
    from dataclasses import asdict

    from eval.runs.nouns import SCHEMA, Manifest

    folder.mkdir(parents=True)
    manifest = Manifest(made, "corpus", "f" * 64, "i", "gold.jsonl", "0" * 64, 4, "quotes", "c", **more)  # type: ignore[arg-type]
    (folder / "manifest.json").write_text(
        json.dumps({"schema": SCHEMA, **asdict(manifest)}), encoding="utf-8"
    )
    if summary is not None:
        (folder / "summary.json").write_text(json.dumps(summary), encoding="utf-8")


def test_it_says_how_many_numbers_a_person_has_checked_and_when() -> None:
    assert "No number has been checked by a person yet" in about_checks.checked((NINES,))
    assert "1 of 2 numbers checked by a person, 1 September 2026" in about_checks.checked((NINES, DOUBTFUL))
    later = replace(DOUBTFUL, checked="2026-10-02")
    assert "2 of 3 numbers checked by a person, 1 September 2026 to 2 October 2026" in about_checks.checked(
        (NINES, DOUBTFUL, later)
    )
    assert about_checks.checked(()) == ""


def test_the_glossary_is_in_order_and_names_each_term_once() -> None:
    terms = [term for term, _ in TERMS]
    assert terms == sorted(set(terms), key=str.lower)
    assert all(term in read(glossary()).text for term in terms)
