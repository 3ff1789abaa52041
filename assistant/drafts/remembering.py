"""An embedder that remembers what it embedded: the same sentences of the reviews are judged for claim after claim."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from ingest.embedding import Embedder

MOST = 20_000  # vectors kept, about 30 MB


class Remembering:
    """An embedder over another, which it asks for each text once; it lives as long as one check."""

    def __init__(self, embedder: "Embedder") -> None:
        self._embedder = embedder
        self._vectors: dict[str, npt.NDArray[np.float32]] = {}

    @property
    def fingerprint(self) -> str:
        """That of the embedder."""
        return self._embedder.fingerprint

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return self._embedder.dimension

    @property
    def max_tokens(self) -> int:
        """Longest text that is embedded whole."""
        return self._embedder.max_tokens

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text."""
        return self._embedder.count_tokens(texts)

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of the texts, in their order."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if len(self._vectors) + len(missing) > MOST:
            self._vectors.clear()
            missing = list(dict.fromkeys(texts))
        if missing:
            self._vectors.update(zip(missing, self._embedder.embed(missing), strict=True))
        return np.array([self._vectors[text] for text in texts], dtype=np.float32).reshape(-1, self.dimension)
