"""Reads two texts together and says whether they belong together, as a claim and a passage.

The embedder makes a vector of either text alone, so that thousands are compared in a moment; a cross-encoder lets every word
of one look at every word of the other, and takes a thousand times as long, so it reads only the few that matter (Nogueira
and Cho 2019). It is MiniLM, changed in all layers by training; no text is composed. Every token is marked by whether its
word stands in the other text.
"""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant import cross_encoder_graph
from assistant.words import NUMBER_WORDS, TEENS, stem
from ingest.embedding import adapter
from ingest.embedding.graph import VERSION as LAYERS_VERSION
from ingest.embedding.graph import Precision, Weights
from ingest.embedding.low_rank import changes
from ingest.embedding.minilm import SEPARATOR, WEIGHTS_SHA256, official_tokenizer, official_weights
from ingest.embedding.runtime import sealed, session, usable_threads

START = 101  # [CLS], which opens every sequence
ALONE, SHARED, MISSING, MISSING_FIGURE, HELD = range(5)
"""Marks: of the first text's tokens SHARED, MISSING or MISSING_FIGURE; HELD of those of the second that the first has;
ALONE of all else."""
_FIGURES = {word: str(number) for number, word in enumerate([*NUMBER_WORDS, *TEENS], 1)} | {"half": "0.5"}


@dataclass(frozen=True, slots=True)
class Trained:
    """What one cross-encoder was trained for: its file, and how many tokens it reads of either text.

    ``name`` stands in the graph's file name, ``whose`` in messages.
    """

    name: str
    whose: str
    file: Path
    sha256: str
    most_first: int
    most_second: int

    @property
    def most_tokens(self) -> int:
        """The longest sequence, with what opens it and separates its parts."""
        return self.most_first + self.most_second + 3

    def weights(self) -> Weights:
        """The adapted embedder's weights, changed as this one was trained, and its own besides.

        Raises:
            ReviewsError: a file is absent, or is not the one this version was measured with.
        """
        before = official_weights()
        return {**before, **changes(before, self.file, self.sha256, self.whose)}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts to be read together."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's WordPiece tokens without the special ones, and for each the stem of its word and its place."""

    ids: list[int]
    words: list[str]
    places: list[tuple[int, int]]

    def cut(self, most: int) -> "Tokens":
        """The first so many."""
        return Tokens(self.ids[:most], self.words[:most], self.places[:most])


@dataclass(frozen=True, slots=True)
class Sequenced:
    """A pair as the layers are given it: for each token its id, the part it belongs to (0 or 1) and its mark.

    ``claimed``: how many tokens the first text has; they stand after the opening one.
    """

    ids: list[int]
    types: list[int]
    marks: list[int]
    claimed: int


class CrossEncoder:
    """Scores pairs of texts. Nothing is read before the first call; safe to share between threads.

    Args:
        trained: which one.
        cache: folder for the graph (58 MB in int8); made if absent, may be deleted.
        precision: of its matrix products.
        threads: pairs at work at once; None takes as many as this process may use threads, at most 8.
    """

    def __init__(
        self, trained: Trained, cache: Path, precision: Precision = "int8", threads: int | None = None
    ) -> None:
        self.trained = trained
        self.cache = cache
        self.precision = precision
        self.threads = threads or usable_threads()
        self._loading = threading.RLock()

    def logits(self, pairs: Sequence[Pair]) -> npt.NDArray[np.float32]:
        """The log-odds of each pair, in order; texts are cut where ``Trained`` says.

        One pair a run, so that a score does not hang on the pairs beside it.

        Raises:
            ReviewsError: the weights are absent or others, or the cache cannot be written.
        """
        with self._loading:
            tokenizer, runs = self._tokenizer, self._session

        def one(pair: Pair) -> float:
            return float(runs.run(None, _fed(sequenced(tokenizer, self.trained, pair)))[0][0])

        if len(pairs) < 2 or self.threads == 1:
            return np.array([one(pair) for pair in pairs], np.float32)
        with ThreadPoolExecutor(min(self.threads, len(pairs))) as pool:
            return np.array(list(pool.map(one, pairs)), np.float32)

    @cached_property
    def _tokenizer(self) -> Any:
        return official_tokenizer()

    @cached_property
    def _session(self) -> Any:
        of = f"{WEIGHTS_SHA256[:12]}-{adapter.SHA256[:12]}-{self.trained.sha256[:12]}"
        name = f"{self.trained.name}-{of}-g{LAYERS_VERSION}.{cross_encoder_graph.VERSION}-{self.precision}"
        return session(sealed(self.cache, name, self._build))

    def _build(self) -> bytes:
        return cross_encoder_graph.build(self.trained.weights(), self.trained.most_tokens, self.precision)


def tokens(tokenizer: Any, text: str) -> Tokens:
    """The tokens of a text; number words have the figure for a stem."""
    # Half a surrogate pair, as a terminal can pass on, has no UTF-8 form and would stop the tokenizer.
    clean = text.encode("utf-8", "replace").decode("utf-8")
    encoding = tokenizer.encode(clean, add_special_tokens=False)
    spans: dict[int, tuple[int, int]] = {}
    for word, (start, end) in zip(encoding.word_ids, encoding.offsets, strict=True):
        spans[word] = (spans.get(word, (start, end))[0], end)
    lower = {word: clean[start:end].lower() for word, (start, end) in spans.items()}
    stems = {word: _FIGURES.get(one) or stem(one) for word, one in lower.items()}
    return Tokens(list(encoding.ids), [stems[word] for word in encoding.word_ids], list(encoding.offsets))


def sequenced(tokenizer: Any, trained: Trained, pair: Pair) -> Sequenced:
    """A pair with the special tokens between its parts, cut where the model was trained to have them cut."""
    first = tokens(tokenizer, pair.first).cut(trained.most_first)
    second = tokens(tokenizer, pair.second).cut(trained.most_second)
    said, held = set(first.words), set(second.words)
    marked = [
        SHARED if word in held else MISSING_FIGURE if word.isdigit() else MISSING for word in first.words
    ]
    there = [HELD if word in said else ALONE for word in second.words]
    ids = [START, *first.ids, SEPARATOR, *second.ids, SEPARATOR]
    marks = [ALONE, *marked, ALONE, *there, ALONE]
    opened = len(first.ids) + 2
    return Sequenced(ids, [0] * opened + [1] * (len(ids) - opened), marks, len(first.ids))


def _fed(pair: Sequenced) -> dict[str, Any]:
    """What the graph is given."""
    first = np.zeros((1, len(pair.ids)), np.float32)
    first[0, 1 : 1 + pair.claimed] = 1
    rest = 1 - first
    whole = {"input_ids": pair.ids, "types": pair.types, "marks": pair.marks}
    return {name: np.array([row], np.int32) for name, row in whole.items()} | {
        "attention_mask": np.ones((1, len(pair.ids)), np.int32),
        "first": first / max(1.0, float(first.sum())),
        "rest": rest / float(rest.sum()),
    }
