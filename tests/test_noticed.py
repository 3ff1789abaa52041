"""What changed is noticed, and told before anything is written; what did not change costs nothing."""

import os
from pathlib import Path

import pytest
from corpus_kit import Corpus, story
from incremental_kit import in_use, twenty, twenty_made

from ingest import pipeline, plan

__all__ = ["twenty", "twenty_made"]  # fixtures of the tests below


def test_a_file_put_in_place_of_another_with_its_size_and_time_is_noticed(twenty: Corpus) -> None:
    path = twenty.folder / "06.md"
    was = path.stat()
    other = path.with_name("other.md.tmp")
    other.write_text(path.read_text("utf-8").replace("room6", "attic"), "utf-8")
    os.utime(other, ns=(was.st_atime_ns, was.st_mtime_ns))
    other.replace(path)
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (was.st_size, was.st_mtime_ns)
    assert twenty.actions()["06.md"] == "changed"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no time of the last change of a file's record")
def test_a_file_changed_in_place_whose_time_was_set_back_is_noticed(twenty: Corpus) -> None:
    path = twenty.folder / "06.md"
    was = path.stat()
    with path.open("r+b") as file:
        file.write(path.read_bytes().replace(b"room6", b"attic"))
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert twenty.actions()["06.md"] == "changed"


def test_a_touched_file_is_hashed_and_not_read_by_a_reader(
    twenty: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real_read = pipeline.read_document
    monkeypatch.setattr(
        pipeline, "read_document", lambda path, reader: (read.append(path.name), real_read(path, reader))[1]
    )
    (twenty.folder / "06.md").touch()
    report = twenty.ingest()
    assert not report.written and read == []


def test_what_is_to_be_done_is_told_before_anything_is_written(twenty: Corpus) -> None:
    told: list[tuple[str, dict[str, str]]] = []
    twenty.write("06.md", story("Child6", "garden"))
    twenty.write("bad.md", b"\0\1\2")
    twenty.remove("08.md")
    before = in_use(twenty)
    stages: list[str] = []

    def planned(rows: object) -> None:
        told.append((in_use(twenty).name, {row.file: row.action for row in rows if row.action != "same"}))  # type: ignore[attr-defined]

    pipeline.ingest(
        twenty.settings,
        watch=pipeline.Watch(planned=planned, progress=lambda seen: stages.append(seen.stage)),
    )
    assert told == [(before.name, {"06.md": "changed", "08.md": "gone", "bad.md": "failed"})]
    assert list(dict.fromkeys(stages)) == ["looking", "embedding", "writing"]


def test_touched_files_are_hashed_once_and_not_at_every_look_after(
    twenty: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    real = plan._sha256
    monkeypatch.setattr(plan, "_sha256", lambda path: (hashed.append(path.name), real(path))[1])
    os.utime(twenty.folder / "06.md", ns=(5, 5))
    os.utime(twenty.folder / "07.md", ns=(5, 5))
    assert not twenty.ingest().written and hashed == ["06.md", "07.md"]
    hashed.clear()
    assert plan.changed_files(twenty.folder, twenty.index().files) == [] and hashed == []
    assert not twenty.ingest().written and hashed == []


def test_what_a_document_says_of_itself_takes_no_others_place(twenty: Corpus) -> None:
    twenty.write(
        "catalogue.toml", '[[review]]\nid = "real"\nfile = "05.md"\ntitle = "Real"\npublisher = "Board"\n'
    )
    twenty.ingest()
    claim = "---\nid: real\ntitle: Taken\npublisher: Board\n---\n\n" + story("Impostor", "lair")
    twenty.write("00-first.md", claim)
    rows = {row.file: row for row in twenty.ingest().rows}
    assert rows["00-first.md"].action == "failed" and "is that of 05.md" in rows["00-first.md"].reason
    assert rows["05.md"].action == "same" and twenty.index().reviews["real"].title == "Real"
    assert twenty.finds("lair.") == (set(), set(), set())


def test_what_another_did_while_an_ingest_waited_for_the_lock_is_not_undone(
    twenty: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pipeline.ingest_lock

    def after_another(folder: Path) -> object:
        twenty.write("late.md", story("Late", "hall"))
        return real(folder)

    monkeypatch.setattr(pipeline, "ingest_lock", after_another)
    assert {row.file: row.action for row in twenty.ingest().rows}["late.md"] == "new"
