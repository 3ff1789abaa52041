"""Corpora in a temporary folder for the tests of ingest, and an embedder that needs no model."""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from ingest import build, pipeline
from ingest.index import Index
from ingest.nouns import Passage, Review
from ingest.pipeline import IngestReport
from ingest.probe import examine
from ingest.readers import Document
from ingest.settings import Settings
from ingest.split import passages
from ingest.wiring import settings_fingerprint

ROOT = Path(__file__).resolve().parent.parent
ORIGINALS = ROOT.parent / "shared" / "briefings"
NO_ORIGINALS = "the publishers' originals (../shared/briefings) are not at hand"

REVIEW = Review("demo", "Child Q", "Demo Partnership", "DP", "CSPR", "demo.md", "0" * 64, "unrecorded")


def count_words(texts: Sequence[str]) -> list[int]:
    """Tokens as words, with two special ones."""
    return [len(text.split()) + 2 for text in texts]


def count_thirds(texts: Sequence[str]) -> list[int]:
    """Tokens as a third of the characters."""
    return [len(text) // 3 for text in texts]


def cut(text: str, max_tokens: int = 200) -> list[Passage]:
    """The passages of a text, counted in words."""
    return passages(Document(text), REVIEW, count_words, max_tokens)


@dataclass
class HashEmbedder:
    """The sum of a vector for each word, so that texts with the same words are near each other.

    ``calls`` counts the calls of ``embed``; the call whose number is ``fails_at`` is not answered.
    """

    fingerprint: str = "hash-1"
    dimension: int = 16
    max_tokens: int = 64
    fails_at: int = 0
    calls: int = 0
    texts: int = 0

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of length 1."""
        self.calls += 1
        if self.calls == self.fails_at:
            raise RuntimeError("the embedder went away")
        self.texts += len(texts)
        rows = np.stack([self._row(text) for text in texts])
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)

    def _row(self, text: str) -> npt.NDArray[np.float64]:
        words = text.lower().split() or ["nothing"]
        return np.sum([self._word(word) for word in words], axis=0, dtype=np.float64)

    def _word(self, word: str) -> npt.NDArray[np.float64]:
        code = hashlib.sha512(word.encode()).digest()[: self.dimension]
        return np.frombuffer(code, np.uint8).astype(np.float64) - 127.5

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Words, and two special tokens."""
        return count_words(texts)


@dataclass
class Corpus:
    """A corpus folder with its index; ``embedder`` is the one that ``pipeline.open_embedder`` gives."""

    folder: Path
    home: Path
    embedder: HashEmbedder = field(default_factory=HashEmbedder)

    @property
    def settings(self) -> Settings:
        """Settings for this folder."""
        return Settings(corpus=self.folder, home=self.home)

    def write(self, name: str, contents: str | bytes) -> Path:
        """Put a file there, whatever was there before, and make sure that its time differs."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.stat().st_mtime_ns if path.exists() else 0
        path.write_bytes(contents.encode() if isinstance(contents, str) else contents)
        if path.stat().st_mtime_ns == before:
            os.utime(path, ns=(before + 10_000_000, before + 10_000_000))
        return path

    def remove(self, name: str) -> None:
        """Take a file away."""
        (self.folder / name).unlink()

    def ingest(self, rebuild: bool = False) -> IngestReport:
        """Bring the index up to date."""
        return pipeline.ingest(self.settings, rebuild=rebuild)

    def actions(self) -> dict[str, str]:
        """Ingest, and what was done with each file."""
        return {row.file: row.action for row in self.ingest().rows}

    def index(self) -> Index:
        """The index that answers now."""
        return Index.open(self.settings.index_folder, settings_fingerprint(self.embedder.fingerprint))

    def ids(self) -> dict[str, list[str]]:
        """The passage ids of each file in their order."""
        index = self.index()
        files = [record.file for record in index.files]
        ids = {file: [entry.passage.id for entry in index.entries_of(file)] for file in files}
        index.close()
        return ids

    def finds(self, word: str) -> tuple[set[str], set[str], set[str]]:
        """The files with passages that hold a word: of all passages, by lexical and by dense search."""
        index = self.index()
        held = index.passages(index.all_passage_ids())
        words = index.passages([name for name, _ in index.lexical([word], 100)])
        near = index.passages([name for name, _ in index.dense(self.embedder.embed([word])[0], 100)])
        index.close()
        return (
            {passage.file for passage in held if word in passage.text},
            {passage.file for passage in words},
            {passage.file for passage in near if word in passage.text},
        )


def story(child: str, word: str = "kitchen") -> str:
    """A short review of the tests' own."""
    return (
        f"# Review about {child}\n\n## What happened\n\n"
        f"{child} was hurt in the {word}. A neighbour called an ambulance.\n\n"
        f"## Findings\n\n- Nobody asked {child} about home.\n- Two teams kept separate notes.\n\n"
        f"## Recommendations\n\n1. The board should check the notes of {child} each month.\n"
    )


def make_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, checked_apart: bool = False) -> Corpus:
    """An empty corpus whose embedder is a ``HashEmbedder``.

    Args:
        checked_apart: a new index is read back by a process of its own, as in real life. Otherwise the same
            check runs in this process, which takes a tenth of the time.
    """
    corpus = Corpus(tmp_path / "corpus", tmp_path / "home")
    corpus.folder.mkdir()
    monkeypatch.setattr(pipeline, "open_embedder", lambda settings: corpus.embedder)
    if not checked_apart:
        monkeypatch.setattr(
            build, "probe", lambda made, count, changed: str(examine(made, changed)["fingerprint"])
        )
    return corpus
