"""Texts become vectors: the default embedder, and any OpenAI-compatible endpoint in its place."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from ingest.embedding.endpoint import EndpointEmbedder
from ingest.embedding.minilm import MiniLM

__all__ = ["Embedder", "EndpointEmbedder", "MiniLM"]


class Embedder(Protocol):
    """What the index needs of an embedder."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the vectors would; vectors of different fingerprints must not be compared."""

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""

    @property
    def max_tokens(self) -> int:
        """Longest text that is embedded whole, in tokens as ``count_tokens`` counts them."""

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of shape (len(texts), dimension), float32, rows of length 1, in the order of the texts."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text as the embedder sees them, special ones included, before any cut."""
