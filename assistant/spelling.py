"""Slips of the finger put right: a letter left out, doubled or two swapped, where only one known word fits.

Another letter in place of one is left alone: "prison" is not a slip for "person".
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.expansion import groups
from assistant.words import ABOUT_REVIEWS, STOP, WORD, tokens

SHORTEST = 5  # letters; shorter words have too many neighbours
_LETTERS = re.compile(r"[a-z]+")
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
        small = word.lower()
        near = known.get(small[0], ())
        if small in near:
            return word
        fits = [other for other in near if _slip(small, other)]
        return fits[0] if len(fits) == 1 else word

    return WORD.sub(fix, question)


def _slip(typed: str, meant: str) -> bool:
    """One letter missing, one too many, or two neighbours swapped."""
    if abs(len(typed) - len(meant)) > 1 or typed == meant:
        return False
    at = next(
        (i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), min(len(typed), len(meant))
    )
    if len(typed) < len(meant):
        return typed[at:] == meant[at + 1 :]
    if len(typed) > len(meant):
        return typed[at + 1 :] == meant[at:]
    swapped = typed[at + 1 : at + 2] == meant[at : at + 1] and typed[at : at + 1] == meant[at + 1 : at + 2]
    return swapped and typed[at + 2 :] == meant[at + 2 :]
