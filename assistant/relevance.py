"""How well a sentence answers a question: meaning (vectors) and the question's own concepts (words).

Pure functions of values: no index, no model.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.asked import Asked
from assistant.expansion import expand
from assistant.words import ABOUT_REVIEWS, content, fold, stem, stems, tokens
from ingest.nouns import Passage, Sentence

Vector = NDArray[np.float32]
_FITS = 0.08
_SYNONYM = 0.8  # a synonym counts for less than the word itself
_UNKNOWN, _KNOWN = 0.4, 0.5  # weights of a word that no passage has, and at least of one with synonyms
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
    """A sentence with its score, and what it was made of.

    ``cosine`` is of its vector and the question's, ``coverage`` the share (0 to 1) of the question's concepts,
    ``fits`` whether it holds the sort of thing asked for (an age, a number, a date), None where none is.
    """

    passage: Passage
    sentence: Sentence
    score: float
    cosine: float
    coverage: float
    fits: bool | None = None


def concepts(text: str, frequency: Mapping[str, int], passage_count: int) -> tuple[Concept, ...]:
    """The concepts of a question.

    Args:
        text: the question without what names reviews, in the letters it was written in.
        frequency: in how many passages each of its content words occurs.
        passage_count: how many passages there are.
    """
    found: list[Concept] = []
    covered: set[str] = set()
    for met in expand(text):
        said = [word for word in content(tokens(met.said)) if word not in covered]
        if not said:
            continue
        covered.update(said)
        others = [fold(other).lower() for other in met.others]
        single = frozenset(stem(other) for other in others if " " not in other and "-" not in other)
        phrases = tuple(other for other in others if " " in other or "-" in other)
        found.append(Concept(stems(met.said), single, phrases, max(_KNOWN, _rarity(said, frequency, passage_count))))
    for word in content(tokens(text)):
        if word not in covered and word not in ABOUT_REVIEWS:
            found.append(Concept(stems(word) or frozenset({stem(word)}), frozenset(), (), _rarity([word], frequency, passage_count)))
    return tuple(found)


def _rarity(words: Sequence[str], frequency: Mapping[str, int], passage_count: int) -> float:
    """Inverse document frequency, between 0 and 1 (Robertson and Spärck Jones), of the rarest word.

    A word that no passage has may be another way to say a thing; it counts for less than a rare one that is there.
    """
    if passage_count == 0:
        return 1.0
    rarest = min(frequency.get(word, 0) for word in words)
    if rarest == 0:
        return _UNKNOWN
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
    passage: Passage, vectors: Vector, query: Vector, wanted: Sequence[Concept], heading: str, asked: Asked
) -> list[Scored]:
    """Score every sentence of a passage.

    Args:
        passage: whose sentences.
        vectors: (sentences, dimension), float32, unit length.
        query: (dimension,), float32, unit length.
        wanted: the concepts of the question.
        heading: title and headings the passage stands under.
        asked: what the question wants to be told.
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
            words = passage.quote(sentence.start, sentence.end)
            fits = asked.fits(words)
            score = 0.5 * cosine + 0.5 * share + (0.0 if fits is None else _FITS if fits else -_FITS)
            found.append(Scored(passage, sentence, score + asked.kind_bonus(sentence.kind), cosine, share, fits))
    return found
