"""A fact that two sentences tell together: "The board wrote to both trusts. It asked them to ...".

A sentence that opens with "it" or "they" is read with the one before it, and of a question about both each meets half.
Looked for only where no sentence answers alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from assistant.papers import Papers
from assistant.relevance import Concept, Scored, Vector, coverage, points_back
from assistant.words import fold, stems
from ingest.nouns import Passage

_MEANING = 0.8  # weight of the meaning in a score, as for one sentence
_MOST = 12  # best sentences whose neighbours are looked at


def told_over_two(
    scored: Sequence[Scored], wanted: Sequence[Concept], index: Papers, query: Vector
) -> list[Scored]:
    """The second of each two sentences that meet what neither meets alone, scored as one.

    Args:
        scored: the sentences found.
        wanted: what the question is about.
        index: that holds their vectors.
        query: the vector of the question, unit length.
    """
    held = {(one.passage.id, one.sentence.start): one for one in scored}
    near = sorted(scored, key=lambda one: (-one.score, one.passage.id, one.sentence.start))[:_MOST]
    passages = {one.passage.id: one.passage for one in near}
    vectors = index.sentence_vectors(list(passages)) if passages else {}
    return [
        _as_one(held[first], held[second], wanted, vectors[first[0]], query)
        for passage in passages.values()
        for first, second in _pairs(passage)
        if first in held and second in held and _both_needed(held[first], held[second], wanted)
    ]


_Key = tuple[str, int]


def _pairs(passage: Passage) -> Iterator[tuple[_Key, _Key]]:
    """Each two sentences of a point of which the second points back to the first."""
    for block in passage.blocks():
        for one, other in pairwise(block):
            if points_back(passage.quote(other.start, other.end)):
                yield (passage.id, one.start), (passage.id, other.start)


def _both_needed(first: Scored, second: Scored, wanted: Sequence[Concept]) -> bool:
    """Whether each has something asked about that the other lacks."""
    ones, others = _meets(first, wanted), _meets(second, wanted)
    return bool(ones - others) and bool(others - ones)


def _meets(scored: Scored, wanted: Sequence[Concept]) -> set[int]:
    text = scored.passage.quote(scored.sentence.start, scored.sentence.end)
    found, said = stems(fold(text)), fold(text).lower()
    return {number for number, concept in enumerate(wanted) if concept.met(found, said)}


def _as_one(
    first: Scored, second: Scored, wanted: Sequence[Concept], vectors: Vector, query: Vector
) -> Scored:
    passage = second.passage
    at, after = passage.sentences.index(first.sentence), passage.sentences.index(second.sentence)
    both = vectors[at] + vectors[after]
    cosine = max(float(both @ query / np.linalg.norm(both)), first.cosine, second.cosine)
    share = coverage(wanted, passage.quote(first.sentence.start, second.sentence.end))
    beside = max(one.score - _MEANING * one.cosine - (1 - _MEANING) * one.coverage for one in (first, second))
    score = _MEANING * cosine + (1 - _MEANING) * share + beside
    unfit = first.unfit and second.unfit
    return replace(second, score=score, cosine=cosine, coverage=share, unfit=unfit)
