"""Reads a claim against a passage and says how likely the passage is to support it: a cross-encoder, no text is composed.

``eval/training/claims.py`` holds how it was trained, on made-up reviews only. It says which of a claim's tokens is at fault
besides; one is enough.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.cross_encoder import CrossEncoder, Pair, Trained

TRAINED = Trained(
    name="claims",
    whose="claim reader",
    file=Path(__file__).with_name("reader.safetensors"),
    sha256="73f13c2c0cd3ae5bbb126b43a400e1a6682d359a84b631038e198d7fb08f4c01",
    most_first=60,
    most_second=160,
)


class ClaimReader:
    """Scores claims against passages. Nothing is read before the first call; safe to share between threads.

    Args:
        cache: folder for the graph (58 MB); made if absent, may be deleted.
        threads: pairs at work at once; None takes as many as this process may use threads, at most 8.
    """

    def __init__(self, cache: Path, threads: int | None = None) -> None:
        self._encoder = CrossEncoder(TRAINED, cache, threads=threads)

    def scores(self, pairs: Sequence[tuple[str, str]]) -> npt.NDArray[np.float32]:
        """How likely each passage is to support its claim, from 0 to 1, in order.

        Args:
            pairs: claim and passage; a claim is cut after 60 tokens, a passage after 160.

        Raises:
            ReviewsError: the weights are absent or others, or the cache cannot be written.
        """
        faults = self._encoder.logits([Pair(claim, passage) for claim, passage in pairs])
        return np.asarray(1 / (1 + np.exp(faults)), np.float32)
