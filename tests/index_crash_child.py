"""A process that builds a generation and may be killed; also the made-up corpora of the index's tests.

``python tests/index_crash_child.py <index folder> <seed> <passages>`` builds under the lock;
``... lock <index folder>`` takes the lock, says so, and waits to be killed.
"""

import sys
import time
from pathlib import Path

import numpy as np

from ingest import library, vectors
from ingest.index import Entry, FileRecord, build_generation, ingest_lock
from ingest.nouns import Dated, Passage, Review, Sentence

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


if __name__ == "__main__":
    if sys.argv[1] == "lock":
        with ingest_lock(Path(sys.argv[2])):
            print("held", flush=True)
            time.sleep(60)
    else:
        # Small batches and HNSW files written often: more moments at which a kill can tear something.
        vectors.REPLAYED, vectors.BATCH, library.BATCH = 0, 250, 250
        build(Path(sys.argv[1]), int(sys.argv[3]), int(sys.argv[2]))
