"""The cache of vectors: nothing is computed twice, and damage costs time, never a wrong vector."""

from pathlib import Path

import numpy as np
import pytest

from ingest.vector_cache import VectorCache


class Counting:
    """An embedder that counts the texts it was given, and can fail after some."""

    def __init__(self, fails_after: int = 10**9) -> None:
        self.dimension = 4
        self.seen = 0
        self.fails_after = fails_after

    def embed(self, texts: list[str]) -> np.ndarray:
        if self.seen + len(texts) > self.fails_after:
            raise RuntimeError("no answer")
        self.seen += len(texts)
        return np.array([[len(text), 1, 2, 3] for text in texts], np.float32)


def test_a_text_is_embedded_once_even_if_the_first_run_was_stopped(tmp_path: Path) -> None:
    texts = [f"text {'x' * n}" for n in range(600)]
    with pytest.raises(RuntimeError):
        VectorCache(tmp_path, "model-1").embed(texts, Counting(fails_after=300))
    embedder = Counting()
    vectors = VectorCache(tmp_path, "model-1").embed(texts + texts[:5], embedder)
    assert embedder.seen == 600 - 256 and vectors.shape == (605, 4)
    assert vectors[:, 0].tolist() == [len(text) for text in texts + texts[:5]]
    VectorCache(tmp_path, "model-2").embed(texts[:3], embedder)
    assert embedder.seen == 600 - 256 + 3


@pytest.mark.parametrize("damage", ["header", "cut", "vector"])
def test_a_damaged_cache_of_vectors_is_made_anew(tmp_path: Path, damage: str) -> None:
    cache, texts = VectorCache(tmp_path, "m"), [f"text {'x' * n}" for n in range(300)]
    right = cache.embed(texts, Counting())
    content = cache.file.read_bytes()
    at = content.rindex(right[200].tobytes())
    broken = {
        "header": b"x" * 100 + content[100:],
        "cut": content[: len(content) // 2],
        "vector": content[:at] + b"\x07" + content[at + 1 :],
    }
    cache.file.write_bytes(broken[damage])
    assert (cache.embed(texts, Counting()) == right).all()
