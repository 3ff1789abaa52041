"""Whether a question wants several things told, read off its vector.

"What stood in the way of seeing him?" wants a list as much as "list the barriers" does, and no word of it says so. A logistic
regression on the question's vector tells the two apart (``eval/training/selection.py``).
"""

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.selection.logistic import Logistic, read_logistic

FILE = Path(__file__).with_name("several.safetensors")
UNKNOWN = 0.5


@cache
def _learnt(file: Path = FILE) -> Logistic:
    return read_logistic(file)


def wants_several(vector: npt.NDArray[np.float32]) -> float:
    """How likely a question wants several things, from 0 to 1; one half of a vector that is not the default embedder's.

    Args:
        vector: of the question, shape (dimension,).

    Raises:
        ReviewsError: what was learnt is missing or damaged.
    """
    learnt = _learnt()
    return learnt.probability(vector) if vector.shape == learnt.weight.shape else UNKNOWN
