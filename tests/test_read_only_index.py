"""An index that may not be written to: it answers by words and by meaning, and a withdrawal says what is left in it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from corpus_kit import Corpus
from filelock import FileLock
from soak_kit import changed, copy, standing
from withdraw_kit import corpus, gone

from eval.soak.child import Job, ask
from ingest import vectors
from ingest.errors import ReviewsError

__all__ = ["changed", "corpus", "standing"]  # fixtures of the tests below


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    modes = {path: path.stat().st_mode for path in (folder, *folder.rglob("*"))}
    for path in modes:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


def test_a_read_only_index_answers_by_meaning_too_and_leaves_no_copy_behind(
    changed: tuple[Job, str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = copy(changed[0], tmp_path / "job")
    spare = tmp_path / "spare"
    spare.mkdir()
    monkeypatch.setenv("TMPDIR", str(spare))
    monkeypatch.setattr(tempfile, "tempdir", None)
    with read_only(job.settings.index_folder):
        outcome = ask(replace(job, powerless=True))
    assert (outcome.fingerprint, outcome.error, outcome.trace) == (changed[1], "", "")
    assert not list(spare.glob("reviews-chroma-*"))


def test_one_too_large_to_be_copied_says_that_it_is_read_only_and_goes_on_by_words(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "COPIED", 10)
    monkeypatch.setattr(vectors, "writable", lambda folder: False)
    index = corpus.index()
    assert index.dense(corpus.embedder.embed(["boathouse"])[0], 3) == []
    said = index.warning or ""
    assert "is read-only" in said and "Search by words goes on" in said and "--rebuild" not in said
    assert "REVIEWS_HOME to another and run: reviews ingest" in said
    assert index.lexical(["boathouse"], 3)
    index.close()


def test_a_withdrawal_from_a_read_only_index_names_the_folder_that_still_holds_the_text(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = corpus.settings.index_folder

    acquire = FileLock.acquire

    def acquired(held: FileLock, *arguments: object, **named: object) -> object:
        if Path(held.lock_file).is_relative_to(folder):
            raise PermissionError(13, "Permission denied", held.lock_file)
        return acquire(held, *arguments, **named)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(FileLock, "acquire", acquired)
        with pytest.raises(ReviewsError) as told:
            gone(corpus)
    said = str(told.value)
    assert f"{folder} still holds its text" in said and "REVIEWS_HOME" not in said
    assert "writable, then run: reviews withdraw " in said and "\n" not in said
    assert gone(corpus).proof.found == ()
