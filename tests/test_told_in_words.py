"""What the commands print: one line a cause, the kind of what was met, the field that was meant, how far an ingest is."""

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Console
from corpus_kit import Corpus
from doctor_kit import SHELF, corpus, generation, made

from ingest import check_index, probe
from ingest.report import FileReport, IngestReport, Progress
from ui.ingesting import _Bar, _table
from ui.upkeep import run_doctor

__all__ = ["corpus", "made"]  # fixtures of the tests below


def test_a_missing_file_is_told_once_by_the_doctor_without_the_name_of_a_class(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check_index, "probe", probe.probe)
    monkeypatch.setattr("ui.upkeep.load_settings", lambda: corpus.settings)
    (generation(corpus) / SHELF).unlink()
    assert run_doctor(type("Arguments", (), {"json": False})()) == 1
    told = capsys.readouterr().out
    wrong = [line for line in told.splitlines() if "WRONG" in line]
    assert sum("cannot be opened" in line for line in wrong) == 1 and "ingest.errors" not in told
    assert all(line.count("reviews ingest --rebuild") == 1 for line in wrong)
    (cause,) = [line for line in wrong if "cannot be opened" in line]
    assert "(the same stops: " in cause and "Chroma" in cause


def test_the_check_names_the_field_that_was_meant_and_says_no_word_twice(
    reviews: Console, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.md").write_text(
        "---\ntitle: Quay\npublisher: Quay Board\ntype: scr\n---\n# Quay\n\nNobody came.\n"
    )
    said = reviews("ingest", "--check", CORPUS=folder, DATA=tmp_path / "data").out
    assert "not used; write review_type" in said
    assert "  type not stated; " in said and "type: type" not in said


def test_without_a_terminal_it_is_said_every_few_seconds_how_far_an_ingest_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [100.0]
    monkeypatch.setattr("ui.ingesting.time.monotonic", lambda: now[0])
    bar, step = _Bar(), Progress("embedding", 0, 1000, 0, "a.md")
    for seconds, done, passages in ((0, 0, 0), (5, 100, 50), (20, 250, 200), (22, 300, 220), (40, 500, 400)):
        now[0] = 100.0 + seconds
        bar.show(replace(step, done=done, passages=passages))
    bar.close()
    told = [line for line in capsys.readouterr().err.splitlines() if " left" in line]
    assert told == [
        "25% of 1,000 bytes, 200 passages, 10 a second, about 60 s left",
        "50% of 1,000 bytes, 400 passages, 10 a second, about 40 s left",
    ]


def test_one_is_no_plural() -> None:
    rows = (FileReport("a.md", "new", 1), FileReport("b.md", "new", 2))
    lines = _table(IngestReport(rows, "g", "f", 3, True))
    assert lines[0].endswith("1 passage") and lines[1].endswith("2 passages")
