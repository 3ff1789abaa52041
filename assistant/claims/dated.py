"""Whether a claim gives one event the date of another: published in the year in which the review only ended.

A rule, with which nothing is weighed: the year stands in the evidence, and so do the other words.
"""

import re
from collections.abc import Sequence

from assistant.claims.matters import own_words
from assistant.claims.numbers import Number, numbers_in
from assistant.claims.signs import canonical
from assistant.words import fold

# Events of a review or a case, by the words that tell of each.
_EVENTS = (
    r"publish\w*|publication|issued|released|brought out",
    r"conclud\w+|complet\w+|finish\w*|ended|(?:came|come) to an end|closed",
    r"commission\w*|began|begun|start(?:s|ed)?|launch\w*|opened|set up",
    r"happened|occurred|took place|injur\w+|hurt|died|death|admitted|born",
)
_TOLD = tuple(re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for words in _EVENTS)
_PARTS = re.compile(r"[;:]\s|,\s|\band\b", re.IGNORECASE)
_UNITS = canonical("day days week weeks month months year years hour hours old age aged")
_MOST_OF = 0.6  # and the share of the claim's words that these are
_FEWEST = 2  # words that a claim shares with the part that has another time
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def is_of_another_event(claim: str, sentences: Sequence[str]) -> bool:
    """Whether a claim dates one event by a year that its evidence gives to others, and to that one nowhere.

    Args:
        claim: one sentence; one that tells of several events or years is let pass.
        sentences: those of its evidence.
    """
    years = set(_YEAR.findall(claim))
    events = _events(claim)
    if len(years) != 1 or len(events) != 1:
        return False
    of_year = [_events(sentence) for sentence in sentences if years & set(_YEAR.findall(sentence))]
    return bool(of_year) and all(found and not found & events for found in of_year)


def is_of_another_part(claim: str, sentences: Sequence[str], review: str = "") -> bool:
    """Whether a claim's age or length of time stands in a sentence with another event, and its own event with another time.

    "Admitted at 17 weeks" is not what "admitted at 4 weeks, and seen at 17 weeks with a bruise" says.

    Args:
        claim: one sentence; one that gives several times is let pass.
        sentences: those of its evidence.
        review: what the review is called: its names stand with any event.
    """
    times = _times(claim)
    if len(times) != 1:
        return False
    own = own_words(claim, review) - canonical(times[0].said) - _UNITS
    told = [found for sentence in sentences for found in _parts_with_times(sentence)]
    here = [words & own for time, words in told if time.length == times[0].length]
    elsewhere = [words & own for time, words in told if time.length != times[0].length]
    return (
        bool(here)
        and not any(here)
        and any(len(words) >= max(_FEWEST, _MOST_OF * len(own)) for words in elsewhere)
    )


def _times(text: str) -> list[Number]:
    return [one for one in numbers_in(text) if one.length]


def _parts_with_times(sentence: str) -> list[tuple[Number, frozenset[str]]]:
    """The lengths of time in a sentence, each with the words of its part: what has none goes with the part before."""
    found: list[tuple[Number, frozenset[str]]] = []
    for part in _PARTS.split(fold(sentence)):
        times = _times(part)
        counted = frozenset().union(*(canonical(one.said) for one in times))
        words = canonical(part) - counted - _UNITS
        if len(times) == 1:
            found.append((times[0], words))
        elif found and not times:
            found[-1] = (found[-1][0], found[-1][1] | words)
        else:
            found += [(one, words) for one in times]
    return found


def _events(text: str) -> frozenset[int]:
    said = fold(text)
    return frozenset(number for number, told in enumerate(_TOLD) if told.search(said))
