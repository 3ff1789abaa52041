"""Of a large index: what stays is linked, damage is found, and nothing damaged is ever quoted."""

import time

import pytest
from corpus_kit import Corpus, story
from incremental_kit import in_use, twenty, twenty_made

from ingest import generations, pipeline
from ingest.errors import IndexDamaged
from ingest.index import Serving
from ingest.wiring import settings_fingerprint

__all__ = ["twenty", "twenty_made"]  # fixtures of the tests below


def test_in_a_large_index_what_stays_is_linked_and_each_generation_stays_sound(
    twenty: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generations, "HASHED_UP_TO", 1_000)
    for turn in range(3):
        twenty.write("05.md", story("Child5", f"room {turn}"))
        twenty.ingest()
        linked = [path.name for path in (in_use(twenty) / "shelves").iterdir() if path.stat().st_nlink > 1]
        assert len(linked) == 9
        assert in_use(twenty).joinpath("library.sqlite").stat().st_nlink == 1
        for name in generations.finished(twenty.settings.index_folder):
            folder = generations.generation_folder(twenty.settings.index_folder, name)
            generations.check_files(folder, generations.read_manifest(folder), hashed=True)
        twenty.index().dense(twenty.embedder.embed(["room"])[0], 3)


def test_a_base_that_was_damaged_is_found_out_and_everything_is_read_anew(
    twenty: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean = twenty.index().fingerprint
    monkeypatch.setattr(generations, "HASHED_UP_TO", 1_000)
    path = in_use(twenty) / "library.sqlite"
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\x55" * 64)
    twenty.write("21.md", story("Late", "hall"))
    report = twenty.ingest()
    assert "library.sqlite" in report.notes[0] and report.notes[0].endswith("all files are read anew.")
    twenty.remove("21.md")
    assert twenty.ingest().fingerprint == clean


def test_verify_compares_every_byte_of_a_large_index(twenty: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generations, "HASHED_UP_TO", 1_000)
    path = sorted((in_use(twenty) / "shelves").iterdir())[0]
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\x55" * 64)
    assert not twenty.ingest().written
    report = pipeline.ingest(twenty.settings, verify=True)
    assert report.written and "shelves/00.sqlite" in report.notes[0]
    with pytest.raises(IndexDamaged):
        generations.check_files(
            path.parent.parent, generations.read_manifest(path.parent.parent), hashed=True
        )
    twenty.index().verify()


def test_a_passage_of_a_large_index_that_was_damaged_is_never_quoted(
    twenty: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generations, "HASHED_UP_TO", 1_000)
    name = next(review.id for review in twenty.index().reviews.values() if review.file == "03.md")
    passage = next(p for p in twenty.index().review_passages(name) if "room3" in p.text)
    (path,) = [
        path for path in (in_use(twenty) / "shelves").iterdir() if b"in the room3." in path.read_bytes()
    ]
    path.write_bytes(path.read_bytes().replace(b"in the room3.", b"in the attic."))
    index = twenty.index()
    with pytest.raises(IndexDamaged, match="is not as it was written"):
        index.passages([passage.id])
    fingerprint = settings_fingerprint(twenty.embedder.fingerprint)
    serving = Serving(twenty.settings.index_folder, fingerprint)
    for _ in range(200):
        if warning := serving.current().warning:
            break
        time.sleep(0.02)
    assert warning and "shelves/" in warning and "Run: reviews ingest --rebuild" in warning


def test_an_index_whose_pointer_is_gone_answers_and_says_so(twenty: Corpus) -> None:
    (twenty.settings.index_folder / "current").unlink()
    index = twenty.index()
    assert index.passage_count == 60 and index.warning and "Run: reviews ingest --rebuild" in index.warning


def test_a_pointer_that_cannot_be_read_for_a_moment_stops_no_open_chat(twenty: Corpus) -> None:
    serving = Serving(twenty.settings.index_folder, settings_fingerprint(twenty.embedder.fingerprint))
    index = serving.current()
    pointer = twenty.settings.index_folder / "current"
    held = pointer.read_text("utf-8")
    pointer.unlink()
    pointer.mkdir()
    assert serving.current() is index and "not in use" in (index.warning or "")
    pointer.rmdir()
    pointer.write_text(held, "utf-8")
    assert serving.current() is index
