"""The adapter: small matrices that teach all-MiniLM-L6-v2 how practitioners ask and how reviews answer.

Low-rank adaptation (Hu et al. 2021, LoRA): each matrix W of the encoder becomes W + B @ A, with A of shape
(rank, inputs) and B of shape (outputs, rank). The sums are made once, when the graph is written, so that an
adapted embedder costs nothing more to run. ``eval/training`` holds what it was trained on and the trainer.
"""

import hashlib
from pathlib import Path

import numpy as np

from ingest.embedding.graph import Weights
from ingest.errors import ReviewsError

FILE = Path(__file__).with_name("adapter.safetensors")
SHA256 = "454ac8f82b190de8b9a57b6fcdf4006e8c023b12f4fcd9921304cb3a403ea369"


def adapted(weights: Weights) -> Weights:
    """The weights with the adapter's products added; biases, norms and word vectors stay as they are.

    Raises:
        ReviewsError: the adapter is absent, or is not the one this version was measured with.
    """
    from safetensors.numpy import load

    try:
        contents = FILE.read_bytes()
    except OSError:
        raise ReviewsError(f"The embedder's {FILE.name} is missing", "Install the project again") from None
    if hashlib.sha256(contents).hexdigest() != SHA256:
        raise ReviewsError(
            f"The embedder's {FILE.name} is not the one this version was measured with (SHA-256 differs)",
            "Install the project again",
        )
    parts = load(contents)
    changed = dict(weights)
    for name in sorted({name.rpartition(".")[0] for name in parts}):
        low, high = (parts[f"{name}.{side}"].astype(np.float32) for side in "AB")
        changed[f"{name}.weight"] = weights[f"{name}.weight"] + high @ low
    return changed
