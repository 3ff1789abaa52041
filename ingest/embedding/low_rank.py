"""Files of small matrices that change a model's weights, checked before they are used.

Low-rank adaptation (Hu et al. 2021, LoRA): each matrix W becomes W + B @ A, with A of shape (rank, inputs) and B of shape
(outputs, rank). The sums are made once, when a graph is written, so that a changed model costs nothing more to run.
"""

import hashlib
from pathlib import Path

import numpy as np

from ingest.embedding.graph import Weights
from ingest.errors import ReviewsError


def changes(weights: Weights, file: Path, sha256: str, whose: str) -> Weights:
    """The matrices that a file changes, with its products added, and what else it holds as it is.

    Args:
        weights: before the change, by name.
        file: safetensors; ``NAME.A`` and ``NAME.B`` change ``NAME.weight``.
        sha256: of the file that this version was measured with.
        whose: what the file belongs to, for the message.

    Raises:
        ReviewsError: the file is absent, or is another.
    """
    from safetensors.numpy import load

    try:
        contents = file.read_bytes()
    except OSError:
        raise ReviewsError(f"The {whose}'s {file.name} is missing", "Install the project again") from None
    if hashlib.sha256(contents).hexdigest() != sha256:
        raise ReviewsError(
            f"The {whose}'s {file.name} is not the one this version was measured with (SHA-256 differs)",
            "Install the project again",
        )
    parts = {name: part.astype(np.float32) for name, part in load(contents).items()}
    changed = {name: part for name, part in parts.items() if not name.endswith((".A", ".B"))}
    for name in [name.removesuffix(".A") for name in parts if name.endswith(".A")]:
        changed[f"{name}.weight"] = weights[f"{name}.weight"] + parts[f"{name}.B"] @ parts[f"{name}.A"]
    return changed
