"""Weighs the signs of a claim: boosted trees over the signs, joined with what the reader of pairs says.

The trees were fitted with each sign held to its direction (more words of the claim found in the evidence never count against
it, a number that is not there never for it), because the pairs they were fitted on have true claims in freer words than
false ones: left alone, trees learn that near-quotes are false. ``eval/training/claim_weights.py`` fits them (LightGBM, Ke et al.
2017).
"""

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.claims.signs import NAMES, Vectors
from ingest.errors import ReviewsError

FILE = Path(__file__).with_name("weights.json")
_COSINE = NAMES.index("cosine")
Tree = tuple[tuple[int, float, int, int], ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """Trees as nodes of (sign, threshold, left, right), where a negative child -n-1 is leaf n; ``leaves`` in log-odds.

    ``reader`` is the weight of the reader's log-odds, ``supported`` and ``partly`` the probabilities from which a
    claim is, ``near`` the cosine of the nearest sentence from which evidence is on the matter, and ``floor`` that below
    which it bears nothing out, whatever else speaks for it.
    """

    trees: tuple[Tree, ...]
    leaves: tuple[tuple[float, ...], ...]
    start: float
    reader: float
    supported: float
    partly: float
    near: float
    floor: float

    def probability(self, signs: Vectors, read: float) -> float:
        """How likely the evidence supports the claim, from 0 to 1.

        Args:
            signs: in the order of ``NAMES``.
            read: the reader's log-odds; 0 where there is no reader.
        """
        values = signs.tolist()
        total = self.start + self.reader * read
        for nodes, leaves in zip(self.trees, self.leaves, strict=True):
            at = 0 if nodes else -1
            while at >= 0:
                sign, threshold, left, right = nodes[at]
                at = left if values[sign] <= threshold else right
            total += leaves[-at - 1]
        if values[_COSINE] < self.floor:
            return 0.0
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def weights(file: Path = FILE) -> Weights:
    """The weights that this version was measured with.

    Raises:
        ReviewsError: the file is missing or of other signs.
    """
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        if told["signs"] != list(NAMES):
            raise ValueError("other signs")
        return Weights(
            tuple(tuple((int(a), b, int(c), int(d)) for a, b, c, d in tree) for tree in told["trees"]),
            tuple(tuple(leaves) for leaves in told["leaves"]),
            told["start"],
            told["reader"],
            told["supported"],
            told["partly"],
            told["near"],
            told["floor"],
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReviewsError(
            f"The weights of the claim check ({file.name}) cannot be used: {type(error).__name__}",
            "Install the project again",
        ) from None
