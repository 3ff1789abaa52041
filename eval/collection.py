"""A made-up collection of any size for the benches, and vectors for it that need no model."""

import json
import random
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from ingest.rows import Vectors

TEXTS = Path(__file__).resolve().parent / "training" / "reviews.jsonl"
SENTENCES = 470
"""Of a file; about eighty passages."""
CENTRES = 2_000


def told_sentences() -> list[tuple[str, str]]:
    """The sentences of our made-up reviews, each after the heading it stands under."""
    lines = TEXTS.read_text("utf-8").splitlines()
    return [(heading, said) for line in lines for heading, said in json.loads(line)["sentences"]]


@dataclass
class SeededEmbedder:
    """A vector for each text, from its checksum alone: near one of some centres, as vectors of texts are."""

    fingerprint: str = "seeded-1"
    dimension: int = 384
    max_tokens: int = 256

    @cached_property
    def _pools(self) -> tuple[Vectors, Vectors]:
        dice = np.random.default_rng(7)
        centres = dice.normal(size=(CENTRES, self.dimension)).astype(np.float32)
        return centres, dice.normal(size=(10_007, self.dimension)).astype(np.float32)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of length 1, shape (texts, dimension)."""
        centres, noise = self._pools
        codes = np.array([zlib.crc32(text.encode("utf-8", "surrogatepass")) for text in texts], np.int64)
        rows = centres[codes % CENTRES] + 0.6 * noise[codes % 10_007] + 0.4 * noise[codes % 9_973]
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Four tokens for three words, as English has."""
        return [2 + len(text.split()) * 4 // 3 for text in texts]


def write_collection(folder: Path, files: int) -> None:
    """Write so many made-up reviews."""
    told = told_sentences()
    for number in range(files):
        (folder / f"review-{number:05}.md").write_text(review_text(told, number), encoding="utf-8")


def review_text(told: Sequence[tuple[str, str]], number: int, edition: int = 0) -> str:
    """A made-up review; another edition of it has other sentences."""
    dice = random.Random(f"{number}-{edition}")
    lines = [f"# Learning briefing {number + 1}: made-up child {number + 1}, edition {edition + 1}"]
    heading = ""
    for place, (under, sentence) in enumerate(dice.choices(told, k=SENTENCES)):
        if place % 12 == 0 and under != heading:
            heading = under
            lines += ["", f"## {heading}", ""]
        mark = dice.randrange(10**6)  # words that are rare, as names and places are
        lines.append(f"- {sentence} (see note {mark})" if place % 3 else f"- {sentence}")
    return "\n".join(lines) + "\n"
