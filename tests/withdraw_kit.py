"""What the tests of withdrawing share: a corpus of two reviews, one of them to be withdrawn."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from corpus_kit import Corpus, make_corpus, story

from ingest import proof, withdrawal
from ingest.errors import IngestBusy, ReviewsError
from ingest.index import ingest_lock
from ingest.withdrawal import Withdrawal, withdraw

QUOTE = "Omar was hurt in the boathouse"
SECRET = story("Omar", "boathouse").replace("Two teams", "Two teams in Larkhaven")


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    """Three reviews, ingested twice so that an older generation is kept; one is to be withdrawn."""
    monkeypatch.setenv("REVIEWS_DATA", str(tmp_path / "data"))
    corpus = make_corpus(tmp_path, monkeypatch)
    monkeypatch.setattr(withdrawal, "open_embedder", lambda settings: corpus.embedder)
    corpus.write("a.md", story("Nora"))
    corpus.write("b.md", SECRET)
    corpus.ingest()
    corpus.write("c.md", story("Pia", "garden"))
    corpus.ingest()
    return corpus


def id_of(corpus: Corpus, file: str) -> str:
    """The id of the review in a file, as the index has it."""
    index = corpus.index()
    (found,) = [review.id for review in index.reviews.values() if review.file == file]
    index.close()
    return found


def gone(corpus: Corpus, file: str = "b.md", why: str = "asked for by the family") -> Withdrawal:
    return withdraw(corpus.settings, id_of(corpus, file), why, "A. Lead")


def derived(corpus: Corpus, words: str = QUOTE) -> list[str]:
    """The derived files that have these words in their bytes."""
    return proof.search_files([corpus.home], [words])[0]


def actions(corpus: Corpus) -> dict[str, str]:
    return corpus.actions()


@pytest.fixture
def failing(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> Iterator[Corpus]:
    """The review is withdrawn, and the ingest after it could not run."""
    with ingest_lock(corpus.settings.index_folder), pytest.raises(ReviewsError) as told:
        gone(corpus)
    assert "is withdrawn and is not quoted any more, but the index could not be rewritten" in str(told.value)
    assert isinstance(told.value.__cause__, IngestBusy)
    yield corpus
