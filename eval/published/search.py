"""A retrieval set searched by our pipeline, by BM25 alone and by vectors alone; texts ranked by their best passage."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.interpret import interpret
from assistant.nouns import Query
from assistant.retrieve import Retriever
from assistant.words import content, tokens
from ingest.index import Index
from ingest.rows import Vectors
from ingest.split import prefix
from ingest.vector_cache import VectorCache

if TYPE_CHECKING:
    from ingest.embedding import Embedder

DEEP = 100  # texts ranked
AT_ONCE = 1_000  # passages embedded
PASSAGES = 120  # passages ranked, so that texts of several passages leave enough others
OURS, BM25, PLAIN, ADAPTED = "ours", "BM25 alone", "MiniLM alone", "our embedder alone"
BASELINES = (BM25, PLAIN)
Ranking = Sequence[str]  # ids of texts, best first
Searches = Mapping[str, Callable[[str], Ranking]]


def understood(question: str, index: Index) -> Query:
    """The query of a question to texts that are no reviews: one thing asked, and no paper named.

    What is read off a question to know whether every review is meant, or which, has no meaning here.
    """
    query = interpret(question, (), index.reviews)
    return replace(query, shape="fact", parts=(), review_ids=(), kinds=(), item=None)


def searches(index: Index, embedder: "Embedder", plain: "Embedder | None", vectors: Path) -> Searches:
    """The systems that are compared; the published weights are left out where the embedder is none of theirs."""
    retriever = Retriever(index, embedder, {})
    texts = index.review_ids_of(index.all_passage_ids())

    def ours(question: str) -> Ranking:
        hits = retriever(understood(question, index), PASSAGES).hits
        return best_of_each((hit.passage.id for hit in hits), texts)

    def bm25(question: str) -> Ranking:
        found = index.lexical(content(tokens(question)) or tokens(question), PASSAGES)
        return best_of_each((key for key, _ in found), texts)

    def adapted(question: str) -> Ranking:
        found = index.dense(embedder.embed([question])[0], PASSAGES)
        return best_of_each((key for key, _ in found), texts)

    found: dict[str, Callable[[str], Ranking]] = {OURS: ours, BM25: bm25}
    if plain is None or plain.fingerprint != embedder.fingerprint:
        found[ADAPTED] = adapted
    if plain is not None:
        found[PLAIN] = _nearest(index, plain, vectors, texts)
    return found


def _nearest(
    index: Index, embedder: "Embedder", vectors: Path, texts: Mapping[str, str]
) -> Callable[[str], Ranking]:
    """Search by the vectors of another embedder, every passage compared."""
    keys = index.all_passage_ids()
    cache = VectorCache(vectors, embedder.fingerprint)
    held: list[Vectors] = []
    for at in range(0, len(keys), AT_ONCE):
        cut = index.passages(keys[at : at + AT_ONCE])
        named = [prefix(index.reviews[one.review_id], one.section) for one in cut]
        words = [f"{name}\n{one.text}" for name, one in zip(named, cut, strict=True)]
        held.append(cache.embed(words, embedder))
    matrix = np.concatenate(held)

    def nearest(question: str) -> Ranking:
        scores = matrix @ embedder.embed([question])[0]
        return best_of_each((keys[place] for place in np.argsort(-scores, kind="stable")), texts)

    return nearest


def best_of_each(passages: Iterable[str], texts: Mapping[str, str], most: int = DEEP) -> list[str]:
    """The texts of ranked passages, each at its best."""
    return list(dict.fromkeys(texts[key] for key in passages))[:most]
