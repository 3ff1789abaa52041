"""From a query to ranked passages: dense and lexical search fused, then a second stage over their sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.mentions import mentioned, without
from assistant.nouns import Hit, Query
from assistant.relevance import Concept, Scored, Vector, concepts, score_sentences
from assistant.words import ABOUT_REVIEWS, content, tokens
from ingest.index import Index
from ingest.nouns import Passage

if TYPE_CHECKING:
    from ingest.embedding import Embedder

RRF_K = 60  # Cormack, Clarke and Büttcher 2009: reciprocal rank fusion
DEPTH = 60  # passages taken from each search
SECOND_STAGE = 30  # passages whose sentences are read
_WEIGHTS = {"dense": 1.0, "lexical": 1.0, "synonyms": 0.5}
_KIND_BONUS, _BOILERPLATE = 0.12, -0.25


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a search found: the passages in order, and every sentence of the best of them with its score."""

    hits: tuple[Hit, ...]
    sentences: tuple[Scored, ...]
    concepts: tuple[Concept, ...]
    best_cosine: float


def fuse(rankings: Mapping[str, Sequence[str]], weights: Mapping[str, float]) -> dict[str, float]:
    """Reciprocal rank fusion: a score for each id, the sum of weight / (60 + rank) over the rankings."""
    scores: dict[str, float] = {}
    for name, ranking in rankings.items():
        for rank, key in enumerate(ranking, start=1):
            scores[key] = scores.get(key, 0.0) + weights.get(name, 1.0) / (RRF_K + rank)
    return scores


def best_first(scores: Mapping[str, float]) -> list[str]:
    """Ids by score, ties by id."""
    return sorted(scores, key=lambda key: (-scores[key], key))


class Retriever:
    """Searches one index. Holds nothing of any question."""

    def __init__(self, index: Index, embedder: "Embedder") -> None:
        self.index = index
        self.embedder = embedder

    def __call__(self, query: Query, top_k: int = 10) -> Evidence:
        """Find the passages for a query, best first; ``review_ids`` of the query bind."""
        words = self._words(query)
        vector = self.embedder.embed([query.searched_for])[0]
        rankings = {
            "dense": self.index.dense(vector, DEPTH, query.review_ids),
            "lexical": self.index.lexical(words, DEPTH, query.review_ids),
            "synonyms": self.index.lexical(query.expansion, DEPTH, query.review_ids),
        }
        ids = {name: [key for key, _ in found] for name, found in rankings.items()}
        fused = fuse(ids, _WEIGHTS)
        wanted = concepts(words, self.index.document_frequency(words), self.index.passage_count)
        found = self._second_stage(query, fused, vector, wanted)
        ranked = sorted(found, key=lambda one: (-one[1], one[0].id))[:top_k]
        places = {name: {key: rank for rank, key in enumerate(keys, 1)} for name, keys in ids.items()}
        hits = tuple(
            Hit(
                passage,
                self.index.reviews[passage.review_id],
                round(score, 6),
                {name: ranks[passage.id] for name, ranks in places.items() if passage.id in ranks},
            )
            for passage, score, _ in ranked
        )
        sentences = tuple(scored for _, _, many in ranked for scored in many)
        best = max((score for _, score in rankings["dense"]), default=0.0)
        return Evidence(hits, sentences, wanted, best)

    def _words(self, query: Query) -> list[str]:
        """The content words of the question, without those that name reviews."""
        rest = without(query.searched_for, mentioned(query.searched_for, self.index.reviews))
        words = content(tokens(rest))
        about = [word for word in words if word not in ABOUT_REVIEWS]
        return about or words or content(tokens(query.searched_for))

    def _second_stage(
        self, query: Query, fused: Mapping[str, float], vector: Vector, wanted: Sequence[Concept]
    ) -> list[tuple[Passage, float, list[Scored]]]:
        keys = best_first(fused)[:SECOND_STAGE]
        vectors = self.index.sentence_vectors(keys)
        top = max(fused.values(), default=1.0)
        found = []
        for passage in self.index.passages(keys):
            title = self.index.reviews[passage.review_id].title
            heading = " > ".join((title, *passage.section))
            scored = [
                _with_kind(one, query.kinds)
                for one in score_sentences(passage, vectors[passage.id], vector, wanted, heading)
            ]
            scores = sorted((one.score for one in scored), reverse=True) or [0.0]
            # The best sentence decides; the rest of the passage and the first stage break near-ties.
            score = 0.65 * scores[0] + 0.1 * sum(scores[:3]) / 3 + 0.25 * fused[passage.id] / top
            found.append((passage, score, scored))
        return found


def _with_kind(scored: Scored, kinds: Sequence[str]) -> Scored:
    bonus = _KIND_BONUS if scored.sentence.kind in kinds else 0.0
    if scored.sentence.kind == "boilerplate":
        bonus += _BOILERPLATE
    return Scored(scored.passage, scored.sentence, scored.score + bonus, scored.cosine, scored.coverage)
