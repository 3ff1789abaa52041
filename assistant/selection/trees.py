"""Boosted trees read from a file and put to many rows at once.

``eval/training/selection.py`` fits them (LightGBM, Ke et al. 2017). They are kept as arrays, a row a tree: for each inner
node the sign it asks for, the threshold (a value up to it goes left) and its children, where a negative child -n-1 is leaf n.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from ingest.errors import ReviewsError

Floats = npt.NDArray[np.float32]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees over named signs. ``sign``, ``threshold``, ``left`` and ``right`` have shape (trees, nodes), ``leaf`` (trees, leaves)."""

    sign: Whole
    threshold: Floats
    left: Whole
    right: Whole
    leaf: Floats

    def odds(self, rows: Floats) -> Floats:
        """The log-odds of each row: shape (rows,) of rows of signs, shape (rows, signs)."""
        trees = np.arange(len(self.sign))[:, None]
        columns = np.arange(len(rows))[None, :]
        at = np.zeros((len(self.sign), len(rows)), np.int64)
        while (inner := at >= 0).any():
            node = np.where(inner, at, 0)
            goes_left = rows[columns, self.sign[trees, node]] <= self.threshold[trees, node]
            at = np.where(inner, np.where(goes_left, self.left[trees, node], self.right[trees, node]), at)
        return np.asarray(self.leaf[trees, -at - 1].sum(0), np.float32)

    def probabilities(self, rows: Floats) -> Floats:
        """From 0 to 1, shape (rows,)."""
        return np.asarray(1 / (1 + np.exp(-np.clip(self.odds(rows), -30, 30))), np.float32)


def read_trees(file: Path, names: Sequence[str]) -> Trees:
    """The trees of a file, for signs in the order of ``names``.

    Raises:
        ReviewsError: the file is missing, damaged, or asks for a sign that there is not.
    """
    try:
        held = load_file(str(file))
        own = bytes(held["names"]).decode("utf-8").split()
        places = np.array([names.index(name) for name in own], np.int64)
        return Trees(
            places[held["sign"].astype(np.int64)],
            held["threshold"].astype(np.float32),
            held["left"].astype(np.int64),
            held["right"].astype(np.int64),
            held["leaf"].astype(np.float32),
        )
    except (OSError, SafetensorError, ValueError, KeyError, IndexError) as error:
        raise ReviewsError(
            f"What was learnt of choosing sentences ({file.name}) cannot be used: {type(error).__name__}",
            "Install the project again",
        ) from None


def write_trees(file: Path, names: Sequence[str], trees: Sequence[Mapping[str, Sequence[float]]]) -> None:
    """Write trees, each with its ``sign``, ``threshold``, ``left``, ``right`` and ``leaf``.

    Raises:
        ValueError: a tree has no inner node.
    """
    if not all(len(tree["sign"]) for tree in trees):
        raise ValueError("a tree has no inner node")

    def table(part: str, kind: type) -> npt.NDArray[np.generic]:
        longest = max(len(tree[part]) for tree in trees)
        rows: npt.NDArray[np.generic] = np.zeros((len(trees), longest), kind)
        for row, tree in zip(rows, trees, strict=True):
            row[: len(tree[part])] = tree[part]
        return rows

    parts = {part: table(part, np.int16) for part in ("sign", "left", "right")}
    parts |= {part: table(part, np.float32) for part in ("threshold", "leaf")}
    told = np.frombuffer(" ".join(names).encode("utf-8"), np.uint8)
    save_file({**parts, "names": told}, str(file))
