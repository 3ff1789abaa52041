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
    """Trees as nodes of (sign's place in ``NAMES``, threshold, left, right), where a negative child -n-1 is leaf n;
    ``leaves`` in log-odds. The file has the signs by their names: one that no tree asks for may come and go.

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

    def odds(self, signs: Vectors) -> float:
        """The log-odds that the evidence supports the claim, before the reader is asked.

        Args:
            signs: in the order of ``NAMES``.
        """
        values = signs.tolist()
        total = self.start
        for nodes, leaves in zip(self.trees, self.leaves, strict=True):
            at = 0 if nodes else -1
            while at >= 0:
                sign, threshold, left, right = nodes[at]
                at = left if values[sign] <= threshold else right
            total += leaves[-at - 1]
        return -math.inf if values[_COSINE] < self.floor else total

    def probability(self, odds: float, read: float = 0.0) -> float:
        """How likely the evidence supports the claim, from 0 to 1.

        Args:
            odds: as ``odds`` tells them.
            read: the reader's log-odds; 0 where it has not read.
        """
        if odds == -math.inf:
            return 0.0
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds + self.reader * read))))

    def is_open(self, odds: float, most: float) -> bool:
        """Whether a reader whose log-odds are within ``most``, for or against, can still change the support."""
        least, best = self.probability(odds, -most), self.probability(odds, most)
        return any(least < bar <= best for bar in (self.supported, self.partly))


@cache
def weights(file: Path = FILE) -> Weights:
    """The weights that this version was measured with.

    Raises:
        ReviewsError: the file is missing or of other signs.
    """
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        places = {name: place for place, name in enumerate(NAMES)}
        return Weights(
            tuple(tuple((places[a], b, int(c), int(d)) for a, b, c, d in tree) for tree in told["trees"]),
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
