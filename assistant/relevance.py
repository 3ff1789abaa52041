"""How well a sentence answers a question: meaning (vectors) and the question's own concepts (words).

Pure functions of values: no index, no model.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.expansion import expand
from assistant.words import content, fold, stem, stems, tokens
from ingest.nouns import Passage, Sentence

Vector = NDArray[np.float32]
_SYNONYM = 0.8  # a synonym counts for less than the word itself
_BLOCK, _HEADING = 0.45, 0.3  # and a concept found only around the sentence for less still


@dataclass(frozen=True, slots=True)
class Concept:
    """Something a question is about: the stems of its own words, those that mean the same, and how rare it is."""

    words: frozenset[str]
    synonyms: frozenset[str]
    phrases: tuple[str, ...]
    weight: float

    def met(self, found: frozenset[str], text: str) -> float:
        """1 if the text has the words themselves, less for a synonym, 0 for neither."""
        if self.words and self.words <= found:
            return 1.0
        if self.synonyms & found or any(phrase in text for phrase in self.phrases):
            return _SYNONYM
        return 0.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence with its score; ``cosine`` and ``coverage`` (0 to 1) are the parts it was made of."""

    passage: Passage
    sentence: Sentence
    score: float
    cosine: float
    coverage: float


def concepts(words: Sequence[str], frequency: Mapping[str, int], passage_count: int) -> tuple[Concept, ...]:
    """The concepts of a question.

    Args:
        words: its content words, in order.
        frequency: in how many passages each occurs.
        passage_count: how many passages there are.
    """
    text = " ".join(words)
    found: list[Concept] = []
    covered: set[str] = set()
    for met in expand(text):
        said = content(tokens(met.said))
        if not said or set(said) <= covered:
            continue
        covered.update(said)
        others = [fold(other).lower() for other in met.others]
        single = frozenset(stem(other) for other in others if " " not in other and "-" not in other)
        phrases = tuple(other for other in others if " " in other or "-" in other)
        found.append(Concept(stems(met.said), single, phrases, _rarity(said, frequency, passage_count)))
    for word in words:
        if word not in covered:
            found.append(Concept(stems(word) or frozenset({stem(word)}), frozenset(), (), _rarity([word], frequency, passage_count)))
    return tuple(found)


def _rarity(words: Sequence[str], frequency: Mapping[str, int], passage_count: int) -> float:
    """Inverse document frequency, between 0 and 1 (Robertson and Spärck Jones), of the rarest word."""
    if passage_count == 0:
        return 1.0
    rarest = min(frequency.get(word, 0) for word in words)
    most = math.log(1 + passage_count + 0.5)
    return max(0.15, math.log(1 + (passage_count - rarest + 0.5) / (rarest + 0.5)) / most)


def coverage(wanted: Sequence[Concept], text: str, around: str = "", heading: str = "") -> float:
    """The share (0 to 1) of the concepts, by weight, that a sentence holds, or its item and headings hold."""
    total = sum(concept.weight for concept in wanted)
    if not total:
        return 0.0
    layers = [(1.0, fold(text).lower()), (_BLOCK, fold(around).lower()), (_HEADING, fold(heading).lower())]
    found = [(share, words, stems(words)) for share, words in layers if words]
    return sum(
        concept.weight * max(share * concept.met(its, words) for share, words, its in found) for concept in wanted
    ) / total


def score_sentences(
    passage: Passage, vectors: Vector, query: Vector, wanted: Sequence[Concept], heading: str
) -> list[Scored]:
    """Score every sentence of a passage.

    Args:
        passage: whose sentences.
        vectors: (sentences, dimension), float32, unit length.
        query: (dimension,), float32, unit length.
        wanted: the concepts of the question.
        heading: title and headings the passage stands under.
    """
    if not len(passage.sentences):
        return []
    cosines = vectors @ query
    found = []
    for block in passage.blocks():
        around = passage.quote(block[0].start, block[-1].end)
        for sentence in block:
            cosine = float(cosines[passage.sentences.index(sentence)])
            share = coverage(wanted, passage.quote(sentence.start, sentence.end), around, heading)
            found.append(Scored(passage, sentence, 0.5 * cosine + 0.5 * share, cosine, share))
    return found
