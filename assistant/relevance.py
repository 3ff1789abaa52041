"""How well a sentence answers a question: meaning (vectors) and the question's own concepts (words).

Pure functions of values: no index, no model.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.asked import Asked, asking_words
from assistant.expansion import Met, longest_first
from assistant.words import ABOUT_REVIEWS, WORD, content, fold, phrase_stems, stem, stems, tokens
from ingest.nouns import Passage, Sentence

_OR = re.compile(r"['s]*\s+or\s+", re.IGNORECASE)
Vector = NDArray[np.float32]
_MEANING = 0.8  # weight of the vectors; the rest is of the words
_POINT = 0.3  # weight of the best sentence of the same list item or paragraph in a sentence's meaning
_ROW = 0.25  # for being the row of a table whose label the question says
# Whose age is asked where it is not the child's, by their stems.
_RELATIVES = frozenset(
    {
        *(
            "mother",
            "father",
            "parent",
            "partner",
            "sibl",
            "brother",
            "sister",
            "twin",
            "cousin",
            "uncl",
            "aunt",
        ),
        *("grandmoth", "grandfath", "grandpar", "stepfath", "stepmoth", "carer"),
    }
)
_GOES_ON = re.compile(r"\W*(?:she|he|they|both)\b", re.IGNORECASE)
# "It drew their attention to ...": what "it" is stands in the sentence before.
_BACK = re.compile(
    r"(?:this|these|that|those|it|its|he|she|they|their|his|her|such|both|there|here|another|subsequent\w*|then|"
    r"in (?:the other|another|the remaining)|before that|after (?:this|that)|following)\b",
    re.IGNORECASE,
)
_CELLS = " | "
_LEAST_LABEL = 2  # words of such a label
_LABEL_SAID = 0.8  # share of them that the question has: "children in care and care leavers" is of either
_FITS = 0.04  # for holding the sort of thing asked for, and against lacking it
_STRESS = 2.5  # weight of a follow-up's own words against those carried over
_SYNONYM = 0.8  # a synonym counts for less than the word itself
_UNKNOWN = 0.4  # weight of a word that no passage has
_BLOCK, _HEADING = 0.45, 0.3  # and a concept found only around the sentence for less still


@dataclass(frozen=True, slots=True)
class Concept:
    """Something a question is about: the stems of its own words, those that mean the same, and how rare it is.

    ``known``: some passage holds the word or a synonym. ``told``: a form of telling what is asked for by the words, such as
    an age for "old", which is as good as the words.
    """

    words: frozenset[str]
    synonyms: frozenset[str]
    phrases: tuple[str, ...]
    weight: float
    known: bool = True
    told: re.Pattern[str] | None = None

    def met(self, found: frozenset[str], text: str) -> float:
        """1 if the text has the words themselves, less for a synonym, 0 for neither."""
        if (self.words and self.words <= found) or (self.told and self.told.search(text)):
            return 1.0
        if self.synonyms & found or any(phrase in text for phrase in self.phrases):
            return _SYNONYM
        return 0.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence with its score, and what it was made of.

    ``cosine`` is of its vector and the question's, ``coverage`` the share (0 to 1) of the question's concepts,
    ``unfit`` tells that it lacks the ``sort`` of thing asked for (an age, a number, a date); ``row`` that it is the row
    of a table which the question asks for by its label.
    """

    passage: Passage
    sentence: Sentence
    score: float
    cosine: float
    coverage: float
    unfit: bool = False
    sort: str | None = None
    row: bool = False


def concept_words(text: str, synonyms: Sequence[Met]) -> list[str]:
    """Every word and synonym whose rarity the concepts of a question depend on."""
    words = [word for word in content(tokens(text)) if word not in ABOUT_REVIEWS]
    terms = [fold(term).lower() for met in synonyms for term in (met.said, *met.others)]
    return list(dict.fromkeys([*words, *terms]))


def concepts(
    text: str,
    synonyms: Sequence[Met],
    frequency: Mapping[str, int],
    passage_count: int,
    stressed: frozenset[str] = frozenset(),
) -> tuple[Concept, ...]:
    """The concepts of a question.

    Args:
        text: the question without what names reviews, in the letters it was written in.
        synonyms: the groups of synonyms met in it.
        frequency: in how many passages each of its ``concept_words`` occurs.
        passage_count: how many passages there are.
        stressed: words that weigh double: a follow-up's own, against those carried over.
    """
    text = fold(text)
    placed: list[tuple[int, int, Concept]] = []
    covered: set[str] = set()
    for met in longest_first(synonyms):
        said = [word for start, end in met.spans for word in content(tokens(text[start:end]))]
        if said and set(said) <= covered:
            continue  # of "under one" no word carries content, and the phrase is told all the same
        covered.update(said)
        others = [fold(other).lower() for other in met.others]
        single = frozenset(stem(other) for other in others if " " not in other and "-" not in other)
        phrases = tuple(other for other in others if " " in other or "-" in other)
        common = max(frequency.get(term, 0) for term in (met.said.lower(), *others))
        weight = _rarity(common, passage_count) * (_STRESS if stressed & set(said) else 1.0)
        own = phrase_stems(met.said)
        if own != stems(met.said):
            phrases = (*phrases, fold(met.said).lower())
        placed.append((*met.spans[0], Concept(own, single, phrases, weight, common > 0)))
    for match in WORD.finditer(text):
        for word in content(tokens(match.group())):
            if word in covered or word in ABOUT_REVIEWS:
                continue
            covered.add(word)
            count = frequency.get(word, 0)
            weight = _rarity(count, passage_count) * (_STRESS if word in stressed else 1.0)
            own = stems(word) or frozenset({stem(word)})
            placed.append((*match.span(), Concept(own, frozenset(), (), weight, count > 0)))
    return _alternatives(text, sorted(placed, key=lambda one: one[:2]))


def as_told(wanted: Sequence[Concept], asked: Asked, question: str) -> tuple[Concept, ...]:
    """The concepts, where an age is asked for with the word for it met by any age that is told: "at ten months"."""
    if asked.sort != "age":
        return tuple(wanted)
    asking = asking_words(question)
    return tuple(
        replace(one, known=True, told=asked.pattern) if one.words and one.words <= asking else one
        for one in wanted
    )


def _alternatives(text: str, placed: Sequence[tuple[int, int, Concept]]) -> tuple[Concept, ...]:
    """Two concepts joined by "or" are one: either will do."""
    found: list[Concept] = []
    last_end = -1
    for start, end, concept in placed:
        if found and _OR.fullmatch(text[last_end:start]):
            other = found.pop()
            both = (
                concept.synonyms
                | other.synonyms
                | (concept.words if len(concept.words) == 1 else frozenset())
            )
            concept = Concept(
                other.words,
                both,
                other.phrases + concept.phrases,
                min(other.weight, concept.weight),
                other.known or concept.known,
            )
        found.append(concept)
        last_end = end
    return tuple(found)


def _rarity(count: int, passage_count: int) -> float:
    """Inverse document frequency, between 0 and 1 (Robertson and Spärck Jones).

    A word that no passage has may be another way to say a thing; it counts for less than a rare one that is there.
    """
    if passage_count == 0:
        return 1.0
    if count == 0:
        return _UNKNOWN
    most = math.log(1 + passage_count + 0.5)
    return max(0.15, math.log(1 + (passage_count - count + 0.5) / (count + 0.5)) / most)


def coverage(wanted: Sequence[Concept], text: str, around: str = "", heading: str = "") -> float:
    """The share (0 to 1) of the concepts, by weight, that a sentence holds, or its item and headings hold."""
    return _covered(
        wanted, [_met(wanted, text), _met(wanted, around, _BLOCK), _met(wanted, heading, _HEADING)]
    )


def _met(wanted: Sequence[Concept], text: str, share: float = 1.0) -> list[float]:
    """How far each concept is met in a text, which counts for this share."""
    words = fold(text).lower()
    if not words:
        return [0.0] * len(wanted)
    own = stems(words)
    return [share * concept.met(own, words) for concept in wanted]


def _covered(wanted: Sequence[Concept], met: Sequence[Sequence[float]]) -> float:
    """The share of the concepts, by weight, that the best of several texts has."""
    total = sum(concept.weight for concept in wanted)
    if not total:
        return 0.0
    best: list[float] = [max(found) for found in zip(*met, strict=True)]
    return sum(concept.weight * most for concept, most in zip(wanted, best, strict=True)) / total


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
    place = {sentence: number for number, sentence in enumerate(passage.sentences)}
    asked_for = frozenset(word for concept in wanted for word in concept.words)
    found = []
    relatives = [one for one in wanted if one.words & _RELATIVES] if asked.sort == "age" else []
    under = _met(wanted, heading, _HEADING)
    for block in passage.blocks():
        around = _met(wanted, passage.quote(block[0].start, block[-1].end), _BLOCK)
        whole = max(float(cosines[place[sentence]]) for sentence in block)
        before = ""
        for sentence in block:
            cosine = (1 - _POINT) * float(cosines[place[sentence]]) + _POINT * whole
            words = passage.quote(sentence.start, sentence.end)
            share = _covered(wanted, [_met(wanted, words), around, under])
            fits = asked.fits(words, before) and _is_of_them(relatives, words)
            before = words
            row = _is_row_of(words, asked_for)
            score = (
                _MEANING * cosine
                + (1 - _MEANING) * share
                + (_FITS if fits else -_FITS if asked.strict and fits is False else 0.0)
                + (_ROW if row else 0.0)
            )
            found.append(
                Scored(
                    passage,
                    sentence,
                    score + asked.kind_bonus(sentence.kind),
                    cosine,
                    share,
                    asked.strict and fits is False,
                    asked.sort,
                    row,
                )
            )
    return found


def _is_of_them(relatives: Sequence[Concept], words: str) -> bool:
    """Whether a sentence may tell of the relatives whose age is asked, and not of the child: by name, or by "she"."""
    return all(_met(relatives, words)) or bool(_GOES_ON.match(words))


def points_back(sentence: str) -> bool:
    """Whether a sentence opens with a word that takes its meaning from the sentence before."""
    return bool(_BACK.match(sentence))


def _is_row_of(words: str, asked_for: frozenset[str]) -> bool:
    """Whether a sentence is a row of a table, and a question has all words of its label."""
    label, _, value = words.partition(_CELLS)
    own = stems(label) if value.strip() else frozenset()
    return len(own) >= _LEAST_LABEL and len(own & asked_for) >= _LABEL_SAID * len(own)
