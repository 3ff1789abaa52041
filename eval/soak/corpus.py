"""A made-up corpus that changes from round to round, and vectors drawn from a text's own hash: no model, no chance."""

import hashlib
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ingest.rows import Vectors

WORDS = [
    "child",
    "parents",
    "injury",
    "midwife",
    "health",
    "visitor",
    "police",
    "strategy",
    "meeting",
    "bruise",
    "home",
    "visit",
    "school",
]
_WORDS_AN_ITEM = 30


class TextVectors:
    """An embedder without a model: equal texts have equal vectors, others point anywhere else."""

    fingerprint = "text-vectors-1"
    dimension = 32
    max_tokens = 64

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of length 1."""
        codes = [hashlib.shake_256(text.encode()).digest(self.dimension) for text in texts]
        rows = np.stack([np.frombuffer(code, np.uint8) for code in codes]).astype(np.float32) - 127.5
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Words, and two special tokens."""
        return [len(text.split()) + 2 for text in texts]


def write_corpus(folder: Path, files: int, items: int) -> None:
    """Make a folder of so many reviews, each of so many points; two points do not fit one passage."""
    folder.mkdir(parents=True)
    for number in range(files):
        _write(folder, f"review-{number:04d}.md", number, items)


def change_corpus(folder: Path, seed: int) -> None:
    """Write one review anew, add one and take one away."""
    chosen = random.Random(seed).sample(sorted(folder.glob("*.md")), 2)
    items = chosen[0].read_text("utf-8").count("\n- ")
    _write(folder, chosen[0].name, 1_000_000 + seed, items)
    chosen[1].unlink()
    _write(folder, f"added-{seed:04d}.md", 2_000_000 + seed, items)


def _write(folder: Path, name: str, seed: int, items: int) -> None:
    chance = random.Random(seed)
    lines = [f"# Review of child {name.partition('.')[0]}", "", "## Findings", ""]
    for number in range(items):
        said = " ".join(chance.choices(WORDS, k=_WORDS_AN_ITEM))
        lines.append(f"- Mark{seed}x{number} {said}.")
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
