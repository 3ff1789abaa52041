"""The adapter: small matrices that teach all-MiniLM-L6-v2 how practitioners ask and how reviews answer.

``eval/training`` holds what it was trained on and the trainer.
"""

from pathlib import Path

from ingest.embedding.graph import Weights
from ingest.embedding.low_rank import changes

FILE = Path(__file__).with_name("adapter.safetensors")
SHA256 = "454ac8f82b190de8b9a57b6fcdf4006e8c023b12f4fcd9921304cb3a403ea369"


def adapted(weights: Weights) -> Weights:
    """The weights with the adapter's products added; biases, norms and word vectors stay as they are.

    Raises:
        ReviewsError: the adapter is absent, or is not the one this version was measured with.
    """
    return {**weights, **changes(weights, FILE, SHA256, "embedder")}
