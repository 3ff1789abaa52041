"""Subjects that a question names and that no review searched ever speaks of.

"Any learning on interpreters?" finds some sentence that is near, whatever the reviews hold. That none of them has a
word for interpreters, in any of the ways there are to speak of them, says more than a distance does.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.words import fold
from ingest.index import Index

FILE = Path(__file__).with_name("subjects.toml")
# Who asks, or for whom, is no subject: "I'm a school nurse: ...", "health visitor here, ...", "for our GPs".
_ASKER = re.compile(
    r"^[^?]{0,70}?\b(?:i'?m|i am|as|we are|we'?re|this is|speaking as|asking as|here|asking|lead|team|training|service|board|trust)\b[^?,.:;-]{0,60}[,.:;-]+\s"
    r"|\b(?:for|to) (?:my|our|the|a|an|all) (?:[\w-]+ ){0,3}(?:team|staff|colleagues|practice|surgery|board|school|setting|service|nurses|gps|midwives|health visitors|"
    r"social workers|teachers|students|trainees|doctors|officers)\b"
    r"|\bmy (?:[\w-]+ ){0,2}(?:team|staff|colleagues|practice|surgery|board|school|setting|service|manager)\b"
    r"|\bcan (?:an? |our |my )?(?:[\w-]+ ){0,4}(?:take|learn) from\b",
    re.IGNORECASE,
)
_OR = re.compile(r"\bor\b|/", re.IGNORECASE)
_SHORT = 3  # capitals of an abbreviation that are matched as they are written


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject: its name, what a question calls it, and every word by which a review may speak of it."""

    name: str
    pattern: re.Pattern[str]
    terms: tuple[str, ...]


@cache
def subjects() -> tuple[Subject, ...]:
    """The subjects of the data file."""
    held = tomllib.loads(FILE.read_text(encoding="utf-8"))["subject"]
    return tuple(
        Subject(one["name"], _any_of(one["asked"]), tuple(dict.fromkeys((*one["asked"], *one["said"]))))
        for one in held
    )


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    parts = [
        re.escape(word) if word.isupper() and len(word) <= _SHORT else f"(?i:{re.escape(word)})(?:'?s)?"
        for word in longest_first
    ]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])")


def never_spoken_of(question: str, index: Index, review_ids: Sequence[str]) -> tuple[str, ...]:
    """The names of the subjects in a question for which the reviews searched have no word.

    Args:
        question: without what names the reviews.
        index: that is searched.
        review_ids: the reviews meant; none means all.

    Returns:
        Nothing where the question names another subject as an alternative, of which they do speak.
    """
    text = _ASKER.sub(" ", fold(question))
    found = [(match.span(), subject) for subject in subjects() for match in subject.pattern.finditer(text)]
    named = dict.fromkeys(
        subject
        for (start, end), subject in found
        if not any(a <= start and end <= b and (a, b) != (start, end) for (a, b), _ in found)
    )
    absent = [subject for subject in named if not index.lexical(subject.terms, 1, review_ids)]
    # One thing may be two subjects ("nursery" is one of early years and of childcare): any that is spoken of will do.
    spoken = [subject for subject in named if subject not in absent]
    places = {subject: {span for span, one in found if one is subject} for subject in named}
    absent = [one for one in absent if not any(places[one] & places[other] for other in spoken)]
    if spoken and _OR.search(text):
        return ()
    return tuple(subject.name for subject in absent)
