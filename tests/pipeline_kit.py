"""What the tests of ingesting share: an empty corpus, three files that were ingested, and what to look at."""

import shutil
from pathlib import Path

import pytest
from corpus_kit import Corpus, make_corpus, story

from ingest.plan import changed_files


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    """An empty corpus."""
    return make_corpus(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Three files, ingested; the tests work on copies of it."""
    with pytest.MonkeyPatch.context() as patch:
        corpus = make_corpus(tmp_path_factory.mktemp("three"), patch)
        for name, child in zip("abc", ("Nora", "Omar", "Pia"), strict=True):
            corpus.write(f"{name}.md", story(child, f"room-{name}"))
        corpus.ingest()
    return corpus


@pytest.fixture
def three(made: Corpus, corpus: Corpus) -> Corpus:
    """A copy of the three files and of their index, and of what was embedded."""
    shutil.copytree(made.folder, corpus.folder, dirs_exist_ok=True)
    shutil.copytree(made.settings.index_folder, corpus.settings.index_folder)
    shutil.copytree(made.home / "vectors", corpus.home / "vectors")
    return corpus


def changed(corpus: Corpus) -> list[str]:
    """What an answer would warn of."""
    return changed_files(corpus.folder, corpus.index().files)


def generation_names(corpus: Corpus) -> list[str]:
    return sorted(path.name for path in (corpus.settings.index_folder / "generations").iterdir())
