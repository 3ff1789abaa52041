"""What the tests of incremental ingest share: twenty files on ten shelves."""

import shutil
from pathlib import Path

import pytest
from corpus_kit import Corpus, make_corpus, story

from ingest import generations, library_writer

COUNT = 20


@pytest.fixture(scope="module")
def twenty_made(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Twenty files on eight shelves; the tests work on copies."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library_writer, "FILES_A_SHELF", 2)
        corpus = make_corpus(tmp_path_factory.mktemp("twenty"), patch)
        for number in range(COUNT):
            corpus.write(f"{number:02}.md", story(f"Child{number}", f"room{number}"))
        corpus.ingest()
    return corpus


@pytest.fixture
def twenty(twenty_made: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    """A copy of the twenty files and of their index."""
    corpus = make_corpus(tmp_path, monkeypatch)
    monkeypatch.setattr(library_writer, "FILES_A_SHELF", 2)
    shutil.copytree(twenty_made.folder, corpus.folder, dirs_exist_ok=True)
    shutil.copytree(twenty_made.settings.index_folder, corpus.settings.index_folder)
    shutil.copytree(twenty_made.home / "vectors", corpus.home / "vectors")
    corpus.ingest()  # takes note of where the copies lie
    return corpus


def in_use(corpus: Corpus) -> Path:
    folder = corpus.settings.index_folder
    return generations.generation_folder(folder, generations.read_pointer(folder) or "")
