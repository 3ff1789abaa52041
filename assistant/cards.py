"""The card of a review, in the shape leads know: harm, age, background, learning, recommendations, keywords.

A card is made of the review's record and of exact quotes of its passages. Nothing on it is composed: what
neither the record nor the text tells is left empty, for the page to say so.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.nouns import Passage, Review, Sentence

SHOWN = 2  # points quoted of learning and of recommendations; the reader has them all
SENTENCES_BEFORE = (
    2  # of the same point, quoted with the sentence that tells of harm: they say of whom it tells
)
_HARM = re.compile(
    r"\b(?:injur\w*|bruis\w*|fractur\w*|haemorrhag\w*|die[ds]?|deaths?|killed|harm(?:ed)?|assault\w*|abuse[ds]?|"
    r"neglect\w*|admitted|unresponsive|stabb\w*|drown\w*|burn(?:s|ed)?|suicide|overdose)\b",
    re.IGNORECASE,
)
_CHILD = re.compile(r"\b(?:child|baby|babies|infants?|boy|girl|teenager|young person|aged)\b", re.IGNORECASE)
_OF_AN_AGE = re.compile(r"\b(?:days?|weeks?|months?|years?)\b", re.IGNORECASE)
_OF_THE_PAPER = re.compile(
    r"\b(?:briefings?|learning|reviews?|criteria|pandemic|nationally)\b", re.IGNORECASE
)
FOR_TEAMS = re.compile(r"\b(?:what to do|next steps?|sharing|what next|what you can do)\b", re.IGNORECASE)
_BACKGROUND = re.compile(r"\b(?:background|context|family|history)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Extract:
    """An exact quote: ``quote`` is ``text[start:end]`` of the canonical text of ``file``."""

    quote: str
    file: str
    start: int
    end: int
    section: tuple[str, ...]
    kind: str
    inferred: bool
    page: int | None


@dataclass(frozen=True, slots=True)
class Points:
    """The first sentences of the first points of a kind, and how many such points the review has."""

    quotes: tuple[Extract, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """A review as a card. Harm, ages and keywords are those of ``review``, its record; the rest is quoted."""

    review: Review
    passages: int
    happened: Points
    background: Extract | None
    learning: Points
    recommendations: Points


def card(review: Review, passages: Sequence[Passage]) -> Card:
    """The card of a review.

    Args:
        review: its record.
        passages: all of its passages, in any order.
    """
    ordered = sorted(passages, key=lambda passage: passage.start)
    happened = _happened(ordered)
    return Card(
        review,
        len(ordered),
        happened,
        _background(ordered, happened),
        _learning(ordered),
        _points(ordered, ("recommendation",)),
    )


def quoted(passage: Passage, sentence: Sentence) -> Extract:
    """A sentence of a passage as an exact quote."""
    return Extract(
        passage.quote(sentence.start, sentence.end),
        passage.file,
        sentence.start,
        sentence.end,
        passage.section,
        sentence.kind,
        sentence.inferred,
        passage.page,
    )


def nearest_sentence(
    passage: Passage, wanted: frozenset[str], words_of: Callable[[str], frozenset[str]]
) -> Extract | None:
    """The first of the sentences that hold most of the wanted stems; None where none holds any.

    Args:
        passage: where to look.
        wanted: stems.
        words_of: gives the stems of a text.
    """
    scored = [
        (len(wanted & words_of(passage.quote(one.start, one.end))), -one.start, one)
        for one in passage.sentences
    ]
    best = max(scored, key=lambda one: one[:2], default=None)
    return quoted(passage, best[2]) if best and best[0] else None


def _sentences(passages: Sequence[Passage], kind: str, opening: bool = False) -> Iterator[Extract]:
    """The sentences of a kind; ``opening``: only those that begin a paragraph or list item."""
    for passage in passages:
        for block in passage.blocks():
            for sentence in block[:1] if opening else block:
                if sentence.kind == kind and not _leads_in(passage, sentence):
                    yield quoted(passage, sentence)


def _leads_in(passage: Passage, sentence: Sentence) -> bool:
    """Whether a sentence only announces what follows it."""
    return passage.quote(sentence.start, sentence.end).rstrip("* _").endswith(":")


def _happened(passages: Sequence[Passage]) -> Points:
    """The points of the background that tell of harm; the first is quoted.

    Where some tell of a child of some age, only those count; else those that tell of a child; else all.
    """
    found = []
    for passage in passages:
        for block in passage.blocks():
            told = [n for n, one in enumerate(block) if tells_of_harm(passage, one)]
            if told:
                found.append(_run(passage, block[max(0, told[0] - SENTENCES_BEFORE) : told[0] + 1]))
    of_a_child = [one for one in found if _CHILD.search(one.quote)]
    of_an_age = [one for one in of_a_child if _OF_AN_AGE.search(one.quote)]
    points = of_an_age or of_a_child or found
    return Points(tuple(points[:1]), len(points))


def tells_of_harm(passage: Passage, sentence: Sentence) -> bool:
    """Whether a sentence of the background tells of harm to somebody, and not of the paper."""
    words = passage.quote(sentence.start, sentence.end)
    return sentence.kind == "context" and bool(_HARM.search(words)) and not _OF_THE_PAPER.search(words)


def _run(passage: Passage, sentences: Sequence[Sentence]) -> Extract:
    """Sentences that stand one after the other as one exact quote."""
    end = sentences[-1].end
    return replace(
        quoted(passage, sentences[-1]),
        quote=passage.quote(sentences[0].start, end),
        start=sentences[0].start,
        end=end,
    )


def _background(passages: Sequence[Passage], happened: Points) -> Extract | None:
    """The opening of the section whose heading says background, else of the first of that kind."""
    found = [
        one
        for one in _sentences(passages, "context", opening=True)
        if not any(told.start <= one.start < told.end for told in happened.quotes)
    ]
    headed = [one for one in found if any(_BACKGROUND.search(heading) for heading in one.section)]
    return next(iter((*headed, *found)), None)


def _learning(passages: Sequence[Passage]) -> Points:
    """The points of learning, else of what was found; what a team is asked to do next comes after both."""
    for_teams = [one for one in passages if any(FOR_TEAMS.search(heading) for heading in one.section)]
    others = [one for one in passages if one not in for_teams]
    learnt = ("learning", "national_finding")
    tries = ((others, learnt), (others, ("finding",)), (for_teams, learnt))
    return next((points for held, kinds in tries if (points := _points(held, kinds)).count), Points())


def _points(passages: Sequence[Passage], kinds: Sequence[str]) -> Points:
    """The points of some kinds; list items before prose."""
    found = [
        (passage, block[0])
        for passage in passages
        for block in passage.blocks()
        if block[0].kind in kinds and not _leads_in(passage, block[0])
    ]
    points = [one for one in found if one[1].item] or found
    return Points(tuple(quoted(*one) for one in points[:SHOWN]), len(points))
