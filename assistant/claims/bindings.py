"""Whether a number of a claim stands in its evidence, and there beside other words, while the claim's words stand beside another.

A rule, with which nothing is weighed: "38 contained a reply and 22 did not" has every word of "22 contained a reply and 38 did not".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.claims.nouns import REMEMBERED
from assistant.claims.numbers import Number, is_number, placed_numbers
from assistant.words import STOP, stem

_BESIDE = 5  # content words before a number, and after it, that tell what it counts
_FEWEST = 2  # of a claim's number, from which that can be told
_MORE = 2  # by how many of them another number of the evidence must be nearer
_HALF = 0.5  # and what share of them it must have
_YEARS = (1900, 2100)
_MOST = 1_200  # characters of a sentence that are looked at: longer ones are rows of a table
_WINDOW = 160  # characters on either side of a number in which its words are looked for
_LEAST = 1  # "one" is mostly no number
_WORD = re.compile(r"[^\W\d_][\w'-]+")
_JOINT = re.compile(r"[,;:()]\s|\s[–-]\s|\b(?:and|but|while|whereas|although|against|compared with)\b")
_OF_THE_REST = re.compile(
    r"\b(?:not|no|none|never|yet|more|fewer|grown|grew|short|shortfall|without|exceptions?|rest|others?)\b|n't\b",
    re.IGNORECASE,
)
_SPAN_OF_YEARS = re.compile(r"(?:19|20)\d\d[-–/]$")
_NO_COUNT = re.compile(
    r"(?:first|second|third|fourth|fifth|sixth|once|twice|thrice|double|both|pair|couple|twins?)"
)
# "22 of the 60", "all but two", "the other three": such a number stands beside the words of another.
_OF_A_WHOLE = re.compile(
    r"\b(?:of|out of|all but|but|other|further|among)(?: (?:the|their|its|those|these))?(?: other)?\W*$"
)


@dataclass(frozen=True, slots=True)
class _Bound:
    """A number, and the stems of the words beside it."""

    number: Number
    words: frozenset[str]
    of_a_whole: bool


def is_bound_otherwise(claim: str, sentences: Sequence[str]) -> bool:
    """Whether a number is told of what the evidence tells another number of.

    Args:
        claim: one sentence.
        sentences: those of its evidence.
    """
    own = [one for one in _bound(claim) if _is_told(one)]
    if not own:
        return False
    bound = [_bound(sentence[:_MOST]) for sentence in sentences]
    held = [one for found in bound for one in found]
    return any(
        _is_of_another(one, held) and not (_OF_THE_REST.search(claim) and _follows(one.number, bound))
        for one in own
    )


def _follows(number: Number, bound: Sequence[Sequence[_Bound]]) -> bool:
    """Whether it is the difference of two counts of one sentence: "seven of the ten did so" leaves three that did not."""
    if number.days:
        return False
    return any(
        abs(one.number.value - other.number.value) == number.value
        for found in bound
        for n, one in enumerate(found)
        for other in found[n + 1 :]
        if not (one.number.days or other.number.days)
        and all(number.value != third.number.value for third in found)
    )


def _is_told(one: _Bound) -> bool:
    """Whether a number counts something, and by enough words to tell what."""
    number = one.number
    if number.weak or number.share or number.value <= _LEAST or _NO_COUNT.fullmatch(number.said):
        return False
    return not one.of_a_whole and len(one.words) >= _FEWEST and not _YEARS[0] <= number.value <= _YEARS[1]


def _is_of_another(one: _Bound, held: Sequence[_Bound]) -> bool:
    number = one.number
    alike = [
        other
        for other in held
        if bool(other.number.days) == bool(number.days) and other.number.share == number.share
    ]
    mine = [len(one.words & other.words) for other in alike if number.is_same(other.number)]
    others = [len(one.words & other.words) for other in alike if not number.is_same(other.number)]
    if not mine or not others:
        return False
    return max(others) >= max(max(mine) + _MORE, _HALF * len(one.words))


@lru_cache(maxsize=REMEMBERED)
def _bound(text: str) -> tuple[_Bound, ...]:
    folded, numbers = placed_numbers(text)
    return tuple(
        _Bound(
            number,
            frozenset(
                (
                    *_content(_JOINT.split(folded[max(0, start - _WINDOW) : start])[-1])[-_BESIDE:],
                    *_content(_JOINT.split(folded[end : end + _WINDOW])[0])[:_BESIDE],
                )
            ),
            bool(_OF_A_WHOLE.search(folded[max(0, start - _WINDOW) : start])),
        )
        for number, start, end in numbers
        if not _SPAN_OF_YEARS.search(folded[max(0, start - 5) : start])  # 21 of "2020-21"
    )


def _content(text: str) -> list[str]:
    return [stem(word) for word in _WORD.findall(text) if word not in STOP and not is_number(word)]
