"""Reads a claim against a passage and says how likely the passage is to support it: a small model, no text is composed.

The adapted embedder reads either text alone; from its third layer on the claim's tokens look at the passage too, through
matrices of their own. Every token is marked by whether its word stands in the other text. ``eval/training/claims.py``
holds how it was trained, on made-up reviews only.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.claims import reader_graph
from assistant.claims.reader_graph import FIRST
from assistant.words import NUMBER_WORDS, TEENS, stem
from ingest.embedding import adapter, graph
from ingest.embedding.graph import Weights
from ingest.embedding.minilm import SEPARATOR, WEIGHTS_SHA256, official_tokenizer, official_weights
from ingest.embedding.runtime import sealed, session, usable_threads
from ingest.errors import ReviewsError

FILE = Path(__file__).with_name("reader.safetensors")
SHA256 = "ac135eee045b9e1227771fd284a28203f4b44884b0ca3e89809609dbddbd734a"
MOST_CLAIM_TOKENS, MOST_PASSAGE_TOKENS = 70, 200
START = 101  # [CLS], which opens every sequence
KEPT_TEXTS = 128  # whose states are kept: the passages of one answer, for the claims that cite them
ALONE, SHARED, MISSING, MISSING_FIGURE = (
    0,
    1,
    2,
    3,
)  # marks of a claim's tokens; a passage's are ALONE or SHARED
_FIGURES = {word: str(number) for number, word in enumerate([*NUMBER_WORDS, *TEENS], 1)} | {"half": "0.5"}

States = list[npt.NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's WordPiece tokens without the special ones, and for each the stem of its word and its place."""

    ids: list[int]
    words: list[str]
    places: list[tuple[int, int]]


def tokens(tokenizer: Any, text: str) -> Tokens:
    """The tokens of a text; number words have the figure for a stem."""
    clean = text.encode("utf-8", "replace").decode("utf-8")
    encoding = tokenizer.encode(clean, add_special_tokens=False)
    spans: dict[int, tuple[int, int]] = {}
    for word, (start, end) in zip(encoding.word_ids, encoding.offsets, strict=True):
        spans[word] = (spans.get(word, (start, end))[0], end)
    lower = {word: clean[start:end].lower() for word, (start, end) in spans.items()}
    stems = {word: _FIGURES.get(one) or stem(one) for word, one in lower.items()}
    return Tokens(list(encoding.ids), [stems[word] for word in encoding.word_ids], list(encoding.offsets))


def marks(claim: Tokens, passage: Tokens) -> tuple[list[int], list[int]]:
    """A mark for each token of either text, the special ones included."""
    said = claim.words[:MOST_CLAIM_TOKENS]
    held = passage.words[:MOST_PASSAGE_TOKENS]
    of_claim = [SHARED if word in held else MISSING_FIGURE if word.isdigit() else MISSING for word in said]
    of_passage = [SHARED if word in said else ALONE for word in held]
    return [ALONE, *of_claim, ALONE], [ALONE, *of_passage, ALONE]


class ClaimReader:
    """Scores claims against passages. Nothing is read before the first call; safe to share between threads.

    Args:
        cache: folder for the graphs (110 MB); made if absent, may be deleted.
        threads: pairs at work at once; None takes as many as this process may use threads, at most 8.
    """

    def __init__(self, cache: Path, threads: int | None = None) -> None:
        self.cache = cache
        self.threads = threads or usable_threads()
        self._loading = threading.RLock()
        self._kept: OrderedDict[str, States] = OrderedDict()

    def scores(self, pairs: Sequence[tuple[str, str]]) -> npt.NDArray[np.float32]:
        """How likely each passage is to support its claim, from 0 to 1, in order.

        Args:
            pairs: claim and passage; a claim is cut after 70 tokens, a passage after 200.

        Raises:
            ReviewsError: the weights or the reader are absent or others, or the cache cannot be written.
        """
        with self._loading:
            tools = self._tokenizer, self._lower, self._upper
        if len(pairs) < 2 or self.threads == 1:
            found = [self._score(*tools, claim, passage) for claim, passage in pairs]
        else:
            with ThreadPoolExecutor(min(self.threads, len(pairs))) as pool:
                found = list(pool.map(lambda pair: self._score(*tools, *pair), pairs))
        self._forget({claim for claim, _ in pairs})
        return np.array(found, np.float32)

    def _forget(self, claims: AbstractSet[str]) -> None:
        """Keep nothing of claims: they may be sentences of somebody's draft."""
        with self._loading:
            for key in [key for key in self._kept if key.partition(" ")[2] in claims]:
                del self._kept[key]

    def prepare(self, passages: Sequence[str]) -> None:
        """Work out what does not hang on a claim, so that claims on these passages are scored sooner."""
        with self._loading:
            tokenizer, lower, _ = self._tokenizer, self._lower, self._upper
        for passage in passages[:KEPT_TEXTS]:
            self._states(lower, passage, tokens(tokenizer, passage).ids[:MOST_PASSAGE_TOKENS])

    def _score(self, tokenizer: Any, lower: Any, upper: Any, claim: str, passage: str) -> float:
        said, held = tokens(tokenizer, claim), tokens(tokenizer, passage)
        of_claim, of_passage = marks(said, held)
        fed = {
            "claim": self._states(lower, claim, said.ids[:MOST_CLAIM_TOKENS])[0],
            "claim_marks": np.array([of_claim], np.int32),
            "passage_marks": np.array([of_passage], np.int32),
        }
        states = self._states(lower, passage, held.ids[:MOST_PASSAGE_TOKENS])
        fed |= {f"passage{FIRST + number}": state for number, state in enumerate(states)}
        return float(1 / (1 + np.exp(upper.run(None, fed)[0][0])))

    def _states(self, lower: Any, text: str, ids: list[int]) -> States:
        """What the embedder makes of a text's tokens after the third layer and each later one."""
        key = f"{len(ids)} {text}"
        with self._loading:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        fed = np.array([[START, *ids, SEPARATOR]], np.int32)
        states: States = lower.run(None, {"input_ids": fed, "attention_mask": np.ones_like(fed)})
        with self._loading:
            self._kept[key] = states
            while len(self._kept) > KEPT_TEXTS:
                self._kept.popitem(last=False)
        return states

    @cached_property
    def _tokenizer(self) -> Any:
        return official_tokenizer()

    @cached_property
    def _lower(self) -> Any:
        name = f"states-{WEIGHTS_SHA256[:12]}-{adapter.SHA256[:12]}-g{graph.VERSION}"
        most = MOST_PASSAGE_TOKENS + 2
        return session(sealed(self.cache, name, lambda: graph.build_states(official_weights(), most, FIRST)))

    @cached_property
    def _upper(self) -> Any:
        name = f"claims-{WEIGHTS_SHA256[:12]}-{adapter.SHA256[:12]}-{SHA256[:12]}-g{reader_graph.VERSION}"
        return session(sealed(self.cache, name, lambda: reader_graph.build(reading(official_weights()))))


def reading(weights: Weights) -> Weights:
    """The reader's own weights: those of the adapted embedder's upper layers, changed as it was trained.

    Raises:
        ReviewsError: the file is absent, or is not the one this version was measured with.
    """
    from safetensors.numpy import load

    try:
        contents = FILE.read_bytes()
    except OSError:
        raise ReviewsError(
            f"The claim reader's {FILE.name} is missing", "Install the project again"
        ) from None
    if hashlib.sha256(contents).hexdigest() != SHA256:
        raise ReviewsError(
            f"The claim reader's {FILE.name} is not the one this version was measured with (SHA-256 differs)",
            "Install the project again",
        )
    parts = {name: part.astype(np.float32) for name, part in load(contents).items()}
    changed = {name: part for name, part in parts.items() if not name.endswith((".A", ".B"))}
    for name in [name.removesuffix(".A") for name in parts if name.endswith(".A")]:
        changed[f"{name}.weight"] = weights[f"{name}.weight"] + parts[f"{name}.B"] @ parts[f"{name}.A"]
    return changed
