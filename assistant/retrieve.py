"""From a query to ranked passages: dense and lexical search fused, then a second stage over their sentences."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

import numpy as np

from assistant.ages import in_general
from assistant.asked import Asked, asked
from assistant.expansion import expand
from assistant.kinds_of_paper import without_inspectors
from assistant.mentions import mentioned, without
from assistant.nameless import namelessly
from assistant.nouns import Hit, Query
from assistant.papers import Papers
from assistant.plain_words import in_plain_words
from assistant.reasons import with_reasons
from assistant.relevance import Concept, Scored, Vector, as_told, concept_words, concepts, score_sentences
from assistant.themes import theme
from assistant.words import ABOUT_REVIEWS, content, fold, tokens
from ingest.nouns import Passage

if TYPE_CHECKING:
    from ingest.embedding import Embedder

RRF_K = 60  # Cormack, Clarke and Büttcher 2009: reciprocal rank fusion
DEPTH = 60  # passages taken from each search
EVERY_PASSAGE = 20_000  # passages ranked by each search where every review is to be heard
LEAST_OF_EACH = 3  # passages of each review whose sentences are then scored, or more where reviews are few
MOST_OF_ALL = 1_500  # the best of them where reviews are many: so many are scored in a second or two
SECOND_STAGE = 30  # passages whose sentences are scored
REMEMBERED = 20_000  # vectors of headings kept at most
READ = 12  # best of them, whose sentences may answer
_WEIGHTS = {"dense": 1.0, "lexical": 1.0, "synonyms": 0.5}


Ranked = tuple[Passage, float, list[Scored]]  # a passage, its score, its sentences with theirs


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a search found: the passages in order, and every sentence of the best of them with its score.

    ``parts``: the same for each part of a question that asks several things, in the order of the query's parts; ``each``: for each review
    that a comparison asks alone.
    """

    hits: tuple[Hit, ...]
    sentences: tuple[Scored, ...]
    concepts: tuple[Concept, ...]
    vector: Vector
    parts: "tuple[Evidence, ...]" = ()
    each: "tuple[Evidence, ...]" = ()


NOTHING = Evidence((), (), (), np.zeros(1, dtype=np.float32))


@dataclass(frozen=True, slots=True)
class Stages:
    """Which stages of the search are on: all, but where it is measured what each is worth.

    ``lexical``: passages by words. ``dense``: passages by meaning. ``second``: passages in the order of their sentences'
    scores; without it in that of the searches, and sentences are scored only to quote some. ``expansion``: synonyms and
    abbreviations in full, in either search and in those scores. ``per_review``: every review heard where every one
    is asked, and compared in turn.
    """

    lexical: bool = True
    dense: bool = True
    second: bool = True
    expansion: bool = True
    per_review: bool = True


ALL_STAGES = Stages()


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

    def __init__(
        self,
        index: Papers,
        embedder: "Embedder",
        remembered: dict[str, Vector],
        stages: Stages = ALL_STAGES,
    ) -> None:
        self.index = index
        self.embedder = embedder
        self.stages = stages
        self._remembered = remembered

    def __call__(self, query: Query, top_k: int = 10) -> Evidence:
        """Find the passages for a query, best first; ``review_ids`` of the query bind."""
        if not query.parts:
            each = tuple(self._search(one, top_k) for one in query.each)
            return replace(self._search(query, top_k), each=each)
        parts = tuple(self._search(part, top_k) for part in query.parts)
        return Evidence(
            hits=_alternating([part.hits for part in parts])[:top_k],
            sentences=tuple(scored for part in parts for scored in part.sentences),
            concepts=tuple(concept for part in parts for concept in part.concepts),
            vector=parts[0].vector,
            parts=parts,
        )

    def _search(self, query: Query, top_k: int) -> Evidence:
        every = self.stages.per_review and query.shape in ("which", "compare", "list")
        vector = self.embedder.embed([self._dense_text(query)])[0]
        depth = max(DEPTH, top_k, EVERY_PASSAGE if every else 0)
        ids = self._rankings(query, vector, depth)
        fused = fuse(ids, _WEIGHTS)
        wanted = self._concepts(query)
        keys = best_first(fused)
        keys = self._of_each_review(keys) if every else keys[: max(SECOND_STAGE, top_k)]
        found = self._second_stage(query, fused, vector, wanted, keys)
        ranked = sorted(found, key=lambda one: (-one[1], one[0].id))
        if not self._wants(query).general:
            ranked = _led_by_what_is_said(ranked)
        shown = (_in_turn(ranked) if every and query.shape == "compare" else ranked)[:top_k]
        places = {name: {key: rank for rank, key in enumerate(keys, 1)} for name, keys in ids.items()}
        hits = tuple(
            Hit(
                passage,
                self.index.reviews[passage.review_id],
                round(score, 6),
                {name: ranks[passage.id] for name, ranks in places.items() if passage.id in ranks},
            )
            for passage, score, _ in shown
        )
        sentences = tuple(scored for _, _, many in (ranked if every else ranked[:READ]) for scored in many)
        return Evidence(hits, sentences, wanted, vector)

    def _rankings(self, query: Query, vector: Vector, depth: int) -> dict[str, list[str]]:
        """What each search finds, best first."""
        within = depth, query.searched, query.filters.get("kind", ())
        found = {}
        if self.stages.dense:
            found["dense"] = self.index.dense(vector, *within)
        if self.stages.lexical:
            found["lexical"] = self.index.lexical(self._words(query), *within)
            if self.stages.expansion:
                found["synonyms"] = self.index.lexical(query.expansion, *within)
        return {name: [key for key, _ in ranking] for name, ranking in found.items()}

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """Vectors of headings and other short texts of the reviews, remembered."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._remembered]
        if len(self._remembered) + len(missing) > REMEMBERED:
            self._remembered.clear()
            missing = list(dict.fromkeys(texts))
        if missing:
            self._remembered.update(zip(missing, self.embedder.embed(missing), strict=True))
        return [self._remembered[text] for text in texts]

    def _concepts(self, query: Query) -> tuple[Concept, ...]:
        rest = without_inspectors(self._subject(query), query.searched, self.index.reviews)
        met = expand(rest) if self.stages.expansion else ()
        frequency = self.index.document_frequency(concept_words(rest, met))
        stressed = (
            frozenset(content(tokens(in_plain_words(query.question)))) if carried(query) else frozenset()
        )
        found = concepts(rest, met, frequency, self.index.passage_count, stressed)
        return as_told(found, self._wants(query), query.standalone)

    def _subject(self, query: Query) -> str:
        """The question without what names reviews; of one that is put to every review, its theme."""
        rest = in_general(without(query.standalone, mentioned(query.standalone, self.index.reviews)))
        return theme(" ".join(rest.split())) if query.shape == "which" else rest

    def _words(self, query: Query) -> list[str]:
        """The content words of the question, without those that name reviews."""
        rest = self._subject(query)
        words = content(tokens(rest))
        about = [word for word in words if word not in ABOUT_REVIEWS]
        return about or words or content(tokens(query.standalone))

    def _dense_text(self, query: Query) -> str:
        """The question with abbreviations spelt out; where its reviews bind, without their names.

        Of one word alone the frame is needed too: "What did    say about bruising?" means little.
        """
        text = (query.spelt_out or query.searched_for) if self.stages.expansion else query.standalone
        if query.shape == "which":
            return theme(text)
        if not query.review_ids:
            return text
        named = mentioned(text, self.index.reviews)
        rest = without(text, named)
        if len(content(tokens(rest))) > 1:
            return rest
        return namelessly(text, named, self.index.reviews)

    def _of_each_review(self, keys: Sequence[str]) -> list[str]:
        """The best passages of every review, as many of each: none is starved by another that says more."""
        held = max(1, len(self.index.reviews))
        most = min(max(LEAST_OF_EACH, DEPTH // held), max(1, MOST_OF_ALL // held))
        taken: Counter[str] = Counter()
        kept = []
        of = self.index.review_ids_of(keys)
        for key in keys:
            if taken[of[key]] < most:
                taken[of[key]] += 1
                kept.append(key)
        return kept[:MOST_OF_ALL]

    def _wants(self, query: Query) -> Asked:
        return asked(query.asks, query.kinds if query.shape != "contact" else ("contact",))

    def _second_stage(
        self,
        query: Query,
        fused: Mapping[str, float],
        vector: Vector,
        wanted: Sequence[Concept],
        keys: Sequence[str],
    ) -> list[Ranked]:
        vectors = self.index.sentence_vectors(keys)
        top = max(fused.values(), default=1.0)
        wants = self._wants(query)
        found = []
        for passage in self.index.passages(keys):
            title = self.index.reviews[passage.review_id].title
            heading = " > ".join((title, *passage.section))
            scored = score_sentences(passage, vectors[passage.id], vector, wanted, heading, wants)
            if wants.sort == "reason":
                scored = with_reasons(scored)
            scores = sorted((one.score for one in scored), reverse=True) or [0.0]
            # The best sentence decides; the rest of the passage and the first stage break near-ties.
            score = 0.65 * scores[0] + 0.1 * sum(scores[:3]) / 3 + 0.25 * fused[passage.id] / top
            if not self.stages.second:
                score = fused[passage.id]
            found.append((passage, score, scored))
        return found


def carried(query: Query) -> bool:
    """Whether the question was completed from earlier ones."""
    return len(query.standalone) > len(fold(in_plain_words(query.question))) + len(": ")


def _led_by_what_is_said(ranked: Sequence[Ranked]) -> list[Ranked]:
    """General words on reviews are like every question and answer few: they never stand first of all."""
    first = next((n for n, (passage, _, _) in enumerate(ranked) if passage.kind != "boilerplate"), 0)
    return [ranked[first], *ranked[:first], *ranked[first + 1 :]] if ranked else []


def _alternating(lists: Sequence[Sequence[Hit]]) -> tuple[Hit, ...]:
    """The first of each list, then the second of each, every passage once."""
    found: dict[str, Hit] = {}
    for row in zip_longest(*lists):
        for hit in row:
            if hit is not None:
                found.setdefault(hit.passage.id, hit)
    return tuple(found.values())


def _in_turn(ranked: Sequence[Ranked]) -> list[Ranked]:
    """The best passage of each review first, then the second best of each, so that none is starved.

    A passage's score loses 1 for each better one of its review, so that the order is that of the scores.
    """
    seen: Counter[str] = Counter()
    placed: list[Ranked] = []
    for passage, score, sentences in ranked:
        placed.append((passage, score - seen[passage.review_id], sentences))
        seen[passage.review_id] += 1
    return sorted(placed, key=lambda one: (-one[1], one[0].id))
