"""Plain baselines: one ranking of the index's passages, and the best sentences of the first few by the same score.

Without guards, thresholds, history, synonyms or a second stage: the words of the question as they stand. They refuse
nothing; a question of which nothing at all is found gets no answer.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from assistant.compose import Composer
from assistant.nouns import Answer, Hit, Query, Turn
from assistant.select import Pick
from assistant.words import content, stem, tokens
from eval.solvers.asked import TOP_K
from ingest.index import Index
from ingest.nouns import Passage, Sentence

if TYPE_CHECKING:
    from ingest.embedding import Embedder

READ = 3  # passages whose sentences may be quoted
SAID = 3  # sentences quoted
K1, B = 1.2, 0.75  # of BM25, as SQLite has them


class Baseline(ABC):
    """One ranking, and answers from the top of it."""

    def __init__(self, index: Index) -> None:
        self.index = index

    @abstractmethod
    def ranked(self, question: str, top_k: int) -> Sequence[tuple[str, float]]:
        """Passage ids with their scores, best first."""

    @abstractmethod
    def scored(self, question: str, passages: Sequence[Passage]) -> Iterator[tuple[float, Passage, Sentence]]:
        """Every sentence of some passages with its score, in their order."""

    def search(
        self, question: str, history: Sequence[Turn] = (), top_k: int = TOP_K
    ) -> tuple[Query, tuple[Hit, ...]]:
        """The ranking."""
        found = dict(self.ranked(question, top_k))
        hits = (
            Hit(passage, self.index.reviews[passage.review_id], found[passage.id])
            for passage in self.index.passages(list(found))
        )
        return Query(question, question, question, "fact"), tuple(hits)

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The best sentences of the first passages, in exact quotes, best first."""
        _, hits = self.search(question, history)
        sentences = self.scored(question, [hit.passage for hit in hits[:READ]])
        best = sorted(sentences, key=lambda one: -one[0])[:SAID]
        return quoted(
            question, self.index, [Pick(passage, (one,), score) for score, passage, one in best], hits
        )


class WordsAlone(Baseline):
    """BM25 alone."""

    def ranked(self, question: str, top_k: int) -> Sequence[tuple[str, float]]:
        """By the lexical index."""
        return self.index.lexical(content(tokens(question)), top_k)

    def scored(self, question: str, passages: Sequence[Passage]) -> Iterator[tuple[float, Passage, Sentence]]:
        """By BM25, a sentence as a text of its own; how rare a word is, is told by the passages of the index."""
        terms = content(tokens(question))
        frequency = self.index.document_frequency(terms)
        held = self.index.passage_count
        rarity = {stem(t): math.log(1 + (held - n + 0.5) / (n + 0.5)) for t, n in frequency.items()}
        texts = [
            (passage, one, [stem(word) for word in tokens(passage.quote(one.start, one.end))])
            for passage in passages
            for one in passage.sentences
        ]
        usual = sum(len(words) for _, _, words in texts) / max(1, len(texts))
        for passage, one, words in texts:
            length = K1 * (1 - B + B * len(words) / max(1.0, usual))
            counts = {term: words.count(term) for term in rarity}
            score = sum(rarity[term] * n * (K1 + 1) / (n + length) for term, n in counts.items())
            yield score, passage, one


class MeaningAlone(Baseline):
    """Vectors alone."""

    def __init__(self, index: Index, embedder: "Embedder") -> None:
        super().__init__(index)
        self.embedder = embedder

    def ranked(self, question: str, top_k: int) -> Sequence[tuple[str, float]]:
        """By the cosine of the passages' vectors and the question's."""
        return self.index.dense(self.embedder.embed([question])[0], top_k)

    def scored(self, question: str, passages: Sequence[Passage]) -> Iterator[tuple[float, Passage, Sentence]]:
        """By the cosine of the sentences' vectors and the question's."""
        vector = self.embedder.embed([question])[0]
        vectors = self.index.sentence_vectors([passage.id for passage in passages])
        for passage in passages:
            cosines = np.asarray(vectors[passage.id]) @ vector
            for one, cosine in zip(passage.sentences, cosines, strict=True):
                yield float(cosine), passage, one


def quoted(question: str, index: Index, picks: Sequence[Pick], hits: Sequence[Hit]) -> Answer:
    """An answer of quotes alone; "not found" without any."""
    composer = Composer(dict(index.reviews))
    composer.quote_all(picks)
    return Answer(
        question,
        question,
        "answered" if picks else "not_found",
        statements=tuple(composer.statements),
        citations=tuple(composer.citations),
        hits=tuple(hits),
    )
