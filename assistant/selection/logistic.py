"""Logistic regressions read from a file: a weight for each number that is looked at, and a constant."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from ingest.errors import ReviewsError


@dataclass(frozen=True, slots=True)
class Logistic:
    """``weight`` has the shape of what is looked at."""

    weight: npt.NDArray[np.float32]
    constant: float

    def probability(self, of: npt.NDArray[np.float32]) -> float:
        """From 0 to 1."""
        odds = float(of @ self.weight) + self.constant
        return float(1 / (1 + np.exp(-np.clip(odds, -30, 30))))

    def write(self, file: Path) -> None:
        """Write it for ``read_logistic``."""
        save_file(
            {"weight": self.weight.astype(np.float32), "constant": np.array([self.constant], np.float32)},
            str(file),
        )


def read_logistic(file: Path) -> Logistic:
    """The regression of a file.

    Raises:
        ReviewsError: it is missing or damaged.
    """
    try:
        held = load_file(str(file))
        return Logistic(held["weight"], float(held["constant"][0]))
    except (OSError, SafetensorError, KeyError, IndexError) as error:
        raise ReviewsError(
            f"What was learnt of questions ({file.name}) cannot be used: {type(error).__name__}",
            "Install the project again",
        ) from None
