"""Slips of the finger in what a review or its publisher is called: "chld H", "nort yorks".

A name that is not read binds no review, and the answer would then tell of other children. So a name is put right where each
word of it is as typed or one slip away, and only one name held is so near. What is an English word is never changed, nor is
the letter or number of a label: "Child G" is another child than "Child H", not a slip for it.
"""

import re
from collections.abc import Iterable, Mapping
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
_Names = Mapping[tuple[int, str], set[tuple[str, ...]]]  # by their count of words and first letter
_LAST: list[tuple[Mapping[str, Review], _Names]] = []  # of the reviews asked of last


def names_put_right(text: str, reviews: Mapping[str, Review]) -> str:
    """A question with slips in the names of reviews put right; all else stays as it was typed.

    Args:
        text: as it was typed.
        reviews: those held, with the names that they and their publishers go by.
    """
    names = _names(reviews)
    words = list(_WORD.finditer(text))
    changes: dict[tuple[int, int], str] = {}
    for count in range(MOST_WORDS, 1, -1):
        for first in range(len(words) - count + 1):
            window = words[first : first + count]
            if any(word.span() in changes for word in window) or not _stand_together(text, window):
                continue
            near = names.get((count, window[0].group()[0].lower()), ())
            if meant := _meant([word.group() for word in window], near):
                changes |= {word.span(): said for word, said in zip(window, meant, strict=True)}
    for word in words:
        labelled = word.span() not in changes and _TAG_TYPED.match(text, word.end())
        if labelled and (meant := _meant([word.group()], _LABELLED)):  # one not held is told as such
            changes[word.span()] = meant[0]
    for (start, end), said in sorted(changes.items(), reverse=True):
        text = f"{text[:start]}{said}{text[end:]}"
    return text


def _names(reviews: Mapping[str, Review]) -> _Names:
    """Every name of more than one word; a word alone has too many neighbours, and is put right as any other."""
    for held, names in _LAST[-1:]:
        if held is reviews:
            return names
    found: dict[tuple[int, str], set[tuple[str, ...]]] = {}
    for review in reviews.values():
        for form in label_forms(review) | publisher_forms(review.publisher, review.publisher_short):
            words = tuple(_WORD.findall(fold(form)))
            if 2 <= len(words) <= MOST_WORDS:
                found.setdefault((len(words), words[0][0].lower()), set()).add(words)
    _LAST[:] = [(reviews, found)]
    return found


def _stand_together(text: str, window: list[re.Match[str]]) -> bool:
    return all(text[one.end() : after.start()].isspace() for one, after in pairwise(window))


def _meant(typed: list[str], names: Iterable[tuple[str, ...]]) -> tuple[str, ...] | None:
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
