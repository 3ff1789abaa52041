"""Slips of the finger in what a review or its publisher is called: "chld H", "nort yorks".

A name that is not read binds no review, and the answer would then tell of other children. So a name is put right where each
word of it is as typed or one slip away, and only one name held is so near. What is an English word is never changed, nor is
the letter or number of a label: "Child G" is another child than "Child H", not a slip for it.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from assistant.names import label_forms, publisher_forms
from assistant.spelling import is_word
from assistant.words import fold
from ingest.nouns import Review

SHORTEST = 4  # letters of a word of a name in which a slip is put right
MOST_WORDS = 5  # of a name that is looked for
_WORD = re.compile(r"[A-Za-z0-9]+(?:[.'-][A-Za-z0-9]+)*")
_TAG = re.compile(r"[A-Za-z]|\d{1,2}")
# What makes a label of "child": "a" and "I" are words, and "3 weeks" is a time.
_TAG_TYPED = re.compile(
    r"\s+(?:[B-Z]|[b-hj-z]|\d{1,2}(?!\s*(?:days?|weeks?|months?|years?|wks?|mths?|yrs?)\b))(?![\w'.-])"
)
_LABELLED = (("child",),)
_Names = Mapping[int, tuple[tuple[str, ...], ...]]  # by their count of words


def names_put_right(text: str, reviews: Mapping[str, Review]) -> str:
    """A question with slips in the names of reviews put right; all else stays as it was typed.

    Args:
        text: as it was typed.
        reviews: those held, with the names that they and their publishers go by.
    """
    names = _names(
        tuple(
            (tuple(sorted(label_forms(r))), tuple(sorted(publisher_forms(r.publisher, r.publisher_short))))
            for r in reviews.values()
        )
    )
    words = list(_WORD.finditer(text))
    changes: dict[tuple[int, int], str] = {}
    for count in sorted(names, reverse=True):
        for first in range(len(words) - count + 1):
            window = words[first : first + count]
            if any(word.span() in changes for word in window) or not _stand_together(text, window):
                continue
            if meant := _meant([word.group() for word in window], names[count]):
                changes |= {word.span(): said for word, said in zip(window, meant, strict=True)}
    for word in words:
        labelled = word.span() not in changes and _TAG_TYPED.match(text, word.end())
        if labelled and (meant := _meant([word.group()], _LABELLED)):  # one not held is told as such
            changes[word.span()] = meant[0]
    for (start, end), said in sorted(changes.items(), reverse=True):
        text = f"{text[:start]}{said}{text[end:]}"
    return text


@lru_cache(maxsize=16)
def _names(told: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]) -> _Names:
    """Every name of more than one word; a word alone has too many neighbours, and is put right as any other."""
    found: dict[int, set[tuple[str, ...]]] = {}
    for forms in told:
        for form in (*forms[0], *forms[1]):
            words = tuple(_WORD.findall(fold(form)))
            if 2 <= len(words) <= MOST_WORDS:
                found.setdefault(len(words), set()).add(words)
    return {count: tuple(sorted(names)) for count, names in found.items()}


def _stand_together(text: str, window: list[re.Match[str]]) -> bool:
    return all(text[one.end() : after.start()].isspace() for one, after in pairwise(window))


def _meant(typed: list[str], names: tuple[tuple[str, ...], ...]) -> tuple[str, ...] | None:
    """The name that was meant, its words that were typed rightly left as they were; None where none is, or several are."""
    small = [word.lower() for word in typed]
    near: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name in names:
        lower = tuple(word.lower() for word in name)
        if lower == tuple(small):
            return None
        if all(_is_near(one, other) for one, other in zip(small, lower, strict=True)):
            right = tuple(a if a.lower() == b.lower() else b for a, b in zip(typed, name, strict=True))
            near.setdefault(lower, right)
    if len(near) != 1:
        return None
    lower, right = next(iter(near.items()))
    slips = [(one, other) for one, other in zip(small, lower, strict=True) if one != other]
    if any(one[0] != other[0] or is_word(one) for one, other in slips):
        return None
    return right


def _is_near(typed: str, word: str) -> bool:
    """Whether a word is as typed, or long enough for a slip and one slip away."""
    if typed == word:
        return True
    if len(word) < SHORTEST or _TAG.fullmatch(word) or not word.isalpha() or not typed.isalpha():
        return False
    from rapidfuzz.distance import OSA  # a letter more, less or other, or two neighbours swapped, is one slip

    return bool(OSA.distance(typed, word, score_cutoff=1) == 1)
