"""A review in short, in exact quotes: what happened, what was found, what is recommended, what has been done since."""

import re
from collections.abc import Sequence
from itertools import dropwhile, takewhile

from assistant import replies
from assistant.cards import FOR_TEAMS, tells_of_harm
from assistant.listing import Listed
from assistant.nouns import Note
from assistant.select import Pick, first_words
from assistant.shapes import subject, wanted_kinds
from assistant.words import fold
from ingest.nouns import Passage, Sentence

_IN_SHORT = re.compile(
    r"\b(?:summar(?:y|ies|i[sz]e[ds]?|i[sz]ing)|overview|the gist|in a nutshell|in brief|in short|in a few (?:words|lines)|tl;?dr|(?:an? |the )?outline (?:of|for)|outline(?= the)|precis|synopsis|"
    r"quick (?:run[- ]?down|read|guide))\b",
    re.IGNORECASE,
)
# Kinds of statement in the order of the summary, how many points of them are shown, and what they are called.
_PARTS = (
    (("context",), 1, ""),
    (("finding", "learning", "national_finding"), 4, "learning"),
    (("good_practice",), 2, "good practice"),
    (("recommendation",), 4, "recommendations"),
    (("action", "update"), 2, "actions since"),
)
# In what form, or for whom, it is wanted: "in five lines for a headteacher".
_TAIL = re.compile(
    r"\b(?:in|as|with|using) (?:plain english|plain words|simple terms|(?:an? |one |two |three |four |five |six |ten |\d+ |a few |short |bullet )+"
    r"(?:paragraphs?|lines?|sentences?|words?|bullets?|points?|minutes?|page))\b|\bfor (?:an? |my |our |the )[\w' -]+$|\bexecutive\b",
    re.IGNORECASE,
)
_FRAME = frozenset("tl dr tldr main quick short please review briefing report case one".split())  # noqa: SIM905


def speaks_of_summary(question: str) -> bool:
    """Whether a question has a word for something told in short, of whatever."""
    return bool(_IN_SHORT.search(fold(question)))


def asks_in_short(asks: str) -> bool:
    """Whether a whole review is asked for in short, and not some subject or kind of statement of it.

    Args:
        asks: the question without what names reviews.
    """
    text = fold(asks)
    if not speaks_of_summary(text) or wanted_kinds(text)[0]:
        return False
    rest = subject(_IN_SHORT.sub(" ", _TAIL.sub(" ", text.rstrip("?!. "))))
    return not [word for word in rest if word not in _FRAME]


def in_short(passages: Sequence[Passage]) -> Listed:
    """The first points of each kind of statement of a review, in the source's words.

    Args:
        passages: all of the review, in any order.
    """
    ordered = sorted(passages, key=lambda passage: passage.start)
    picks: list[Pick] = []
    shown: list[str] = []
    for kinds, most, name in _PARTS:
        points = _points(ordered, kinds)
        picks += points[:most]
        if name and len(points) > most:
            shown.append(f"{most} of {len(points)} points of {name}")
    note = (Note(replies.IN_SHORT.format(shown=", ".join(shown))),) if shown else ()
    return Listed(picks, remarks=note)


def _points(passages: Sequence[Passage], kinds: Sequence[str]) -> list[Pick]:
    """The points of some kinds; list items before prose, and what teams are asked to do next after all else.

    Of the background those that tell of harm, where any do. Of a point of two kinds, what is of these.
    """
    found = [
        (passage, run)
        for passage in passages
        for block in passage.blocks()
        if (run := _run(block, kinds)) and not passage.quote(run[0].start, run[-1].end).endswith(":")
    ]
    if "context" in kinds:
        found = [one for one in found if any(tells_of_harm(one[0], each) for each in one[1])] or found
    else:
        found = [one for one in found if one[1][0].item] or found
        found = [one for one in found if not any(map(FOR_TEAMS.search, one[0].section))] or found
    return [Pick(passage, first_words(passage, run), 1.0) for passage, run in found]


def _run(block: Sequence[Sentence], kinds: Sequence[str]) -> tuple[Sentence, ...]:
    """The first sentences of these kinds in a point that stand one after the other."""
    rest = dropwhile(lambda sentence: sentence.kind not in kinds, block)
    return tuple(takewhile(lambda sentence: sentence.kind in kinds, rest))
