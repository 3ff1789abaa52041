"""Whether a review answers a question at all, by its likeliest sentence: related is not answered."""

from functools import cache
from pathlib import Path

import numpy as np

from assistant.selection.logistic import Logistic, read_logistic
from assistant.selection.signs import NAMES
from assistant.selection.trees import Floats
from ingest.errors import ReviewsError

FILE = Path(__file__).with_name("answered.safetensors")
EDGE = 1e-4  # probabilities nearer to 0 or 1 count as this near


@cache
def _learnt(file: Path = FILE) -> Logistic:
    learnt = read_logistic(file)
    if len(learnt.weight) != len(NAMES) + 1:
        raise ReviewsError(
            f"What was learnt of questions ({file.name}) is of other signs", "Install the project again"
        )
    return learnt


def of_likeliest(rows: Floats, likely: Floats) -> Floats:
    """What is looked at: the log-odds of the sentence that is likeliest to answer, and its signs; shape (1 + signs,).

    Args:
        rows: signs of the sentences, shape (sentences, signs).
        likely: how likely each is to be part of the answer, shape (sentences,).
    """
    best = int(likely.argmax())
    sure = float(np.clip(likely[best], EDGE, 1 - EDGE))
    return np.concatenate([[np.log(sure / (1 - sure))], rows[best]]).astype(np.float32)


def is_answered_with(rows: Floats, likely: Floats) -> float:
    """How likely the review answers, from 0 to 1.

    Raises:
        ReviewsError: what was learnt is missing, damaged or of other signs.
    """
    return _learnt().probability(of_likeliest(rows, likely))
