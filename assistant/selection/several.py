"""Whether a question wants several things told, read off its vector.

"What stood in the way of seeing him?" wants a list as much as "list the barriers" does, and no word of it says so. A logistic
regression on the question's vector tells the two apart (``eval/training/selection.py``).
"""

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load_file

from ingest.errors import ReviewsError

FILE = Path(__file__).with_name("several.safetensors")


def wants_several(vector: npt.NDArray[np.float32]) -> float:
    """How likely a question wants several things, from 0 to 1; one half of a vector that is not the default embedder's.

    Args:
        vector: of the question, shape (dimension,).

    Raises:
        ReviewsError: what was learnt is missing or damaged.
    """
    weight, bias = _learnt()
    if vector.shape != weight.shape:
        return 0.5
    return float(1 / (1 + np.exp(-(vector @ weight + bias))))


@cache
def _learnt(file: Path = FILE) -> tuple[npt.NDArray[np.float32], float]:
    try:
        held = load_file(str(file))
        return held["weight"], float(held["bias"][0])
    except (OSError, SafetensorError, KeyError, IndexError) as error:
        raise ReviewsError(
            f"What was learnt of questions ({file.name}) cannot be used: {type(error).__name__}",
            "Install the project again",
        ) from None
