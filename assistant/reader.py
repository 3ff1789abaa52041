"""Reads a question together with the sentences found for it: which of them answer, and does any?

A vector of a question and one of a sentence meet only in their cosine. The reader lets them look at each other: its
lower layers are the adapted embedder's and read each text alone, its upper ones read the question and up to eight
sentences at once, and a number for "none of these" stands beside theirs. Trained on made-up reviews
(``eval/training/reader.py``), never on the gold questions.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant import reader_graph
from assistant.reader_graph import BETWEEN_SENTENCES, FROM_QUESTION, FROM_SENTENCE, LOWER, SAME
from ingest.embedding import adapter
from ingest.embedding.graph import LAYERS, Weights
from ingest.embedding.minilm import SEPARATOR, official_tokenizer, official_weights, token_ids
from ingest.embedding.runtime import sealed, session, usable_threads
from ingest.errors import ReviewsError

FILE = Path(__file__).with_name("reader.safetensors")
SHA256 = "unset"
AT_ONCE = 8  # sentences read together; it was trained on six
QUESTION_TOKENS, SENTENCE_TOKENS = 40, 56  # the rest is not read
REMEMBERED = 600  # texts whose lower states are kept: some 35 MB

Floats = npt.NDArray[np.float32]


class Reader:
    """Holds the graphs, and what the lower layers made of the texts read last. Safe to share between threads.

    Nothing is loaded before the first call.

    Args:
        cache: folder for the two graphs (65 MB together); made if absent, may be deleted.
        threads: processor threads per pass; None takes those this process may use, at most 8.
    """

    def __init__(self, cache: Path, threads: int | None = None) -> None:
        self._cache = cache
        self._threads = threads or usable_threads()
        self._states: OrderedDict[tuple[str, int], Floats] = OrderedDict()
        self._loading = threading.RLock()
        self._remembering = threading.Lock()

    def read(self, question: str, sentences: Sequence[str]) -> Floats:
        """How much likelier each sentence is to answer than that none of those beside it does.

        Args:
            question: as it was asked, without what names the review.
            sentences: each under its heading, best first; read eight at a time.

        Returns:
            Shape (len(sentences),), log-odds: above 0 the sentence answers.

        Raises:
            ReviewsError: weights are absent or not the ones measured, or the cache cannot be written.
        """
        found = [
            self._pass(question, sentences[at : at + AT_ONCE]) for at in range(0, len(sentences), AT_ONCE)
        ]
        return np.concatenate(found) if found else np.zeros(0, np.float32)

    def _pass(self, question: str, sentences: Sequence[str]) -> Floats:
        texts = [self._lower(question, QUESTION_TOKENS)]
        texts += [self._lower(sentence, SENTENCE_TOKENS) for sentence in sentences]
        owner = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
        states = np.concatenate(texts) + self._heads["segment"][(owner > 0).astype(np.int64)]
        inputs = {"states": states[None], "looks": _looks(owner)}
        hidden = self._upper_session.run(None, inputs)[0][0]
        pooled = np.stack([hidden[owner == number].mean(axis=0) for number in range(len(texts))])
        return _judged(pooled[0], pooled[1:], self._heads)

    def _lower(self, text: str, most: int) -> Floats:
        key = (text, most)
        with self._remembering:
            if key in self._states:
                self._states.move_to_end(key)
                return self._states[key]
        ids = token_ids(self._tokenizer, [text])[0]
        ids = ids if len(ids) <= most else [*ids[: most - 1], SEPARATOR]
        row = np.array([ids], np.int32)
        states: Floats = self._lower_session.run(
            None, {"input_ids": row, "attention_mask": np.ones_like(row)}
        )[0][0]
        with self._remembering:
            self._states[key] = states
            while len(self._states) > REMEMBERED:
                self._states.popitem(last=False)
        return states

    @property
    def _tokenizer(self) -> Any:
        with self._loading:
            return self._loaded_tokenizer

    @property
    def _lower_session(self) -> Any:
        with self._loading:
            return self._loaded_lower

    @property
    def _upper_session(self) -> Any:
        with self._loading:
            return self._loaded_upper

    @property
    def _heads(self) -> Mapping[str, Floats]:
        with self._loading:
            return self._trained

    @cached_property
    def _loaded_tokenizer(self) -> Any:
        return official_tokenizer()

    @cached_property
    def _loaded_lower(self) -> Any:
        name = f"reader-lower-{adapter.SHA256[:12]}-g{reader_graph.VERSION}"
        return session(
            sealed(self._cache, name, lambda: reader_graph.lower_graph(official_weights(), SENTENCE_TOKENS)),
            self._threads,
        )

    @cached_property
    def _loaded_upper(self) -> Any:
        name = f"reader-upper-{SHA256[:12]}-g{reader_graph.VERSION}"
        return session(sealed(self._cache, name, self._build_upper), self._threads)

    def _build_upper(self) -> bytes:
        return reader_graph.upper_graph(_upper_weights(self._trained), self._trained["attention"])

    @cached_property
    def _trained(self) -> Mapping[str, Floats]:
        from safetensors.numpy import load

        try:
            contents = FILE.read_bytes()
        except OSError:
            raise ReviewsError(f"{FILE.name} is missing", "Install the project again") from None
        if hashlib.sha256(contents).hexdigest() != SHA256:
            raise ReviewsError(
                f"{FILE.name} is not the one this version was measured with (SHA-256 differs)",
                "Install the project again",
            )
        return {name: values.astype(np.float32) for name, values in load(contents).items()}


def _upper_weights(trained: Mapping[str, Floats]) -> Weights:
    """The upper layers: the adapted embedder's, with what training changed added as products of low rank."""
    weights = dict(official_weights())
    for layer in range(LOWER, LAYERS):
        prefix = f"encoder.layer.{layer}."
        for name in [name for name in weights if name.startswith(prefix)]:
            if f"{name}.A" in trained:
                weights[name] = weights[name] + trained[f"{name}.B"] @ trained[f"{name}.A"]
            elif name in trained:
                weights[name] = trained[name]
    return weights


def _looks(owner: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
    """What each token looks at in each other, by the texts that they belong to; text 0 is the question."""
    looks = np.full((len(owner), len(owner)), BETWEEN_SENTENCES, np.int32)
    looks[owner == 0, :] = FROM_QUESTION
    looks[:, owner == 0] = FROM_SENTENCE
    looks[owner[:, None] == owner[None, :]] = SAME
    return looks


def _judged(question: Floats, sentences: Floats, heads: Mapping[str, Floats]) -> Floats:
    """Log-odds of each sentence against none, from the mean states of the texts.

    Args:
        question: shape (384,).
        sentences: shape (sentences, 384).
        heads: the trained numbers of the last step.
    """
    beside = np.broadcast_to(question, sentences.shape)
    length = np.linalg.norm(sentences, axis=1) * np.linalg.norm(question)
    pairs = np.concatenate([sentences, beside, sentences * question], axis=1)
    learnt = _gelu(pairs @ heads["pair.weight"].T + heads["pair.bias"]) @ heads["score.weight"][0]
    scores = heads["scale"] * (sentences @ question) / length + learnt + heads["score.bias"]
    shares = np.exp(scores - scores.max())
    seen = np.concatenate([question, (shares / shares.sum()) @ sentences])
    none = _gelu(seen @ heads["all.weight"].T + heads["all.bias"]) @ heads["none.weight"][0]
    return np.asarray(scores - heads["null"] - none - heads["none.bias"], np.float32).reshape(-1)


def _gelu(x: Floats) -> Floats:
    """The exact form, with the error function of Abramowitz and Stegun 7.1.26 (error below 1.5e-7)."""
    z = np.abs(x) / np.sqrt(2)
    t = 1 / (1 + 0.3275911 * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1 - poly * np.exp(-z * z))
    return np.asarray(0.5 * x * (1 + erf), np.float32)
