"""Whether a claim gives one event the date of another: published in the year in which the review only ended.

A rule, with which nothing is weighed: the year stands in the evidence, and so do the other words.
"""

import re
from collections.abc import Sequence

from assistant.words import fold

# Events of a review or a case, by the words that tell of each.
_EVENTS = (
    r"publish\w*|publication|issued|released|brought out",
    r"conclud\w+|complet\w+|finish\w*|ended|(?:came|come) to an end|closed",
    r"commission\w*|began|begun|start(?:s|ed)?|launch\w*|opened|set up",
    r"happened|occurred|took place|injur\w+|hurt|died|death|admitted|born",
)
_TOLD = tuple(re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for words in _EVENTS)
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


def _events(text: str) -> frozenset[int]:
    said = fold(text)
    return frozenset(number for number, told in enumerate(_TOLD) if told.search(said))
