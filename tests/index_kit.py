"""The made-up corpora of the index's own tests, which build generations without files to ingest."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ingest import build as building
from ingest.index import Entry, FileRecord, build_generation, ingest_lock
from ingest.nouns import Dated, Passage, Review, Sentence
from ingest.probe import examine

DIMENSION = 16
SETTINGS = "settings-1"
WORDS = "child parents injury midwife health visitor police strategy meeting bruise home visit domestic abuse"


def unit(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Random vectors of length 1."""
    vectors = rng.normal(size=shape).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def corpus(
    count: int, seed: int = 1, dimension: int = DIMENSION, shuffled: bool = False
) -> tuple[list[Review], list[FileRecord], list[Entry]]:
    """Reviews of eight passages each, the same for the same seed, perhaps in another order."""
    rng = np.random.default_rng(seed)
    entries, numbers = [], range(-(-count // 8))
    for n in range(count):
        words = " ".join(rng.choice(WORDS.split(), 12)) + f" mark{n}."
        halves = (Sentence(0, 20, 0, "finding"), Sentence(21, len(words), 0, "learning", True))
        kind = ("finding", "learning", "recommendation")[n % 3]
        name = f"r{n // 8:04d}"
        passage = Passage(
            f"{name}-{n % 8}",
            name,
            f"{name}.md",
            ("Findings", "É"),
            kind,
            words,
            0,
            len(words),
            n % 8,
            halves,
        )
        entries.append(
            Entry(passage, f"Publisher {name}\n{words}", unit(rng, dimension), unit(rng, 2, dimension))
        )
    reviews = [
        Review(
            f"r{n:04d}", f"Child {n}", "A Partnership", "AP", "CSPR", f"r{n:04d}.md", f"{n:064d}", "original",
            dates=(Dated("2021-03", "review", "stated"),), themes=("neglect", "infants"),
        )
        for n in numbers
    ]  # fmt: skip
    files = [FileRecord(f"r{n:04d}.md", f"{n:064d}", 100 + n, 5, f"r{n:04d}", "read") for n in numbers]
    if shuffled:
        for rows in (reviews, files, entries):
            np.random.default_rng(9).shuffle(rows)
    return reviews, files, entries


@pytest.fixture(scope="module", autouse=True)
def checked_here() -> Iterator[None]:
    """A new index is read back by this process, which takes a tenth of the time of another one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            building, "probe", lambda made, count, changed: str(examine(made, changed)["fingerprint"])
        )
        yield


def build(folder: Path, count: int, seed: int = 1, dimension: int = DIMENSION, shuffled: bool = False) -> str:
    """Build and put to use; the fingerprint."""
    reviews, files, entries = corpus(count, seed, dimension, shuffled)
    with ingest_lock(folder):
        manifest = build_generation(
            folder,
            reviews=reviews,
            files=files,
            entries=entries,
            settings_fingerprint=SETTINGS,
            dimension=dimension,
        )
    return manifest.fingerprint
