"""Slips of the finger put right, where the word typed is no English word and one known word fits.

A real word is never changed, however near a word of the reviews is: "quiet" stays when only "quite" is known.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from assistant.expansion import groups
from assistant.words import ABOUT_REVIEWS, STOP, WORD, stem, tokens

SHORTEST = 5  # letters; shorter words have too many neighbours
TWO_SLIPS = 8  # letters from which two slips are put right
# What stands in a name is no slip: "st marys", "marys primary", "fernley road".
_BEFORE_A_NAME = re.compile(r"\b(?:st|saint)\.?\s$", re.IGNORECASE)
_AFTER_A_NAME = re.compile(
    r"(?:'s)?\s(?:primary|secondary|school|academy|nursery|college|hospital|surgery|road|street|avenue|close|lane)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[a-z]+")
# The dictionary counts how often it met a word; those that it was only told of have 50.
COMMON = 2_000  # from which a word is of everyday English whatever its other forms
MET = 60  # from which a form of a word shows that it is more than a name
_ENDINGS = " s es ed ing ings y ies ly e er ers ful ic ion ation ance ent ence hood ity".split(" ")  # noqa: SIM905
_SHORTEST_ROOT = 3
_ALWAYS = frozenset(
    [
        "review",
        "reviews",
        "briefing",
        "briefings",
        "recommendation",
        "recommendations",
        "recommended",
        "safeguarding",
        "learning",
    ]
)

# The list of English words spells as in America.
_AMERICAN = (
    (re.compile(r"is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational|able)$)"), "iz"),
    (re.compile(r"our"), "or"),
    (re.compile(r"(?<=[ef]en)ce(?=s?$)"), "se"),
    (re.compile(r"ll(?=(?:ed|ing|er|ers|or|ors)$)"), "l"),
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"tre(?=s?$)"), "ter"),
    (re.compile(r"ys(?=(?:e|ed|es|ing)$)"), "yz"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"mme(?=s?$)"), "m"),
)


def lexicon(texts: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Known words by first letter: those of the texts, of the synonyms and of talk about reviews."""
    words = set(_ALWAYS | ABOUT_REVIEWS | STOP)
    for group in groups():
        words.update(tokens(" ".join((group.long, *group.terms))))
    for text in texts:
        words.update(tokens(text))
    known: dict[str, list[str]] = {}
    for word in sorted(words):
        if len(word) >= SHORTEST - 1 and _LETTERS.fullmatch(word):
            known.setdefault(word[0], []).append(word)
    return known


def corrected(question: str, known: Mapping[str, Sequence[str]]) -> str:
    """The question with slips put right; names and abbreviations in capitals are left alone."""

    def fix(match: re.Match[str]) -> str:
        word = match.group()
        if len(word) < SHORTEST or not _LETTERS.fullmatch(word[1:]) or not word[0].isalpha():
            return word
        if _BEFORE_A_NAME.search(question[: match.start()]) or _AFTER_A_NAME.match(question[match.end() :]):
            return word
        small = word.lower()
        near = known.get(small[0], ())
        if small in near or is_english(small):
            return word
        return _meant(small, near) or word

    return WORD.sub(fix, question)


def is_english(word: str) -> bool:
    """Whether a small-lettered word is in the dictionary of pyspellchecker (160,000 words)."""
    return bool(_dictionary().known([word]))


def is_word(word: str) -> bool:
    """Whether a small-lettered word is an English one, in British or American spelling."""
    return is_english(word) or any(
        is_english(form.sub(to, word)) for form, to in _AMERICAN if form.search(word)
    )


@lru_cache(maxsize=10_000)
def is_everyday(word: str) -> bool:
    """Whether a small-lettered word is of everyday English, and no name: a common one, or one with other forms.

    The dictionary has names too. Of "practitioners" there is a "practitioner", and of "Kent" nothing.
    """
    spelt = {word, *(form.sub(to, word) for form, to in _AMERICAN if form.search(word))}
    return any(is_english(one) and (_dictionary()[one] >= COMMON or _has_forms(one)) for one in spelt)


def _has_forms(word: str) -> bool:
    roots = [word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)]
    forms = {root + ending for root in roots if len(root) >= _SHORTEST_ROOT for ending in _ENDINGS}
    return any(len(form) > _SHORTEST_ROOT and _dictionary()[form] > MET for form in forms - {word})


def _meant(typed: str, near: Sequence[str]) -> str | None:
    """The nearest known word; of several as near, one only if they are forms of the same word."""
    from rapidfuzz.distance import OSA  # a letter more, less or other, or two neighbours swapped, is one slip

    most = 2 if len(typed) >= TWO_SLIPS else 1
    found = [(OSA.distance(typed, other, score_cutoff=most), other) for other in near]
    fits = sorted((distance, other) for distance, other in found if 0 < distance <= most)
    best = [other for distance, other in fits if distance == fits[0][0]]
    return best[0] if best and len({stem(other) for other in best}) == 1 else None


@cache
def _dictionary() -> Any:
    from spellchecker import SpellChecker  # loads its words in 0.2 s, which a question without slips need not

    return SpellChecker(language="en", distance=1)
