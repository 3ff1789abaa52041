"""A review in short, in exact quotes: what happened, what was found, what is recommended, what has been done since."""

from collections.abc import Sequence
from itertools import dropwhile, takewhile

from assistant import replies
from assistant.cards import FOR_TEAMS, tells_of_harm
from assistant.compose import Composer
from assistant.listing import Listed
from assistant.nouns import Note, ReviewVerdict
from assistant.papers import Papers
from assistant.parts import Draft
from assistant.select import Pick, first_words
from ingest.nouns import Passage, Sentence

# Kinds of statement in the order of the summary, how many points of them are shown, and what they are called.
_PARTS = (
    (("context",), 1, ""),
    (("finding", "learning", "national_finding"), 4, "learning"),
    (("good_practice",), 2, "good practice"),
    (("recommendation",), 4, "recommendations"),
    (("action", "update"), 2, "actions since"),
)
_LEAST_OF_EACH, _OF_ALL = 2, 8  # points of each of several reviews, and about how many together
FEW_REVIEWS = 20  # that are told in short at once


def in_short(passages: Sequence[Passage], most: int | None = None) -> Listed:
    """The first points of each kind of statement of a review, in the source's words.

    Args:
        passages: all of the review, in any order.
        most: how many points at most; a first one of every kind comes before a second one of any.
    """
    ordered = sorted(passages, key=lambda passage: passage.start)
    points = [_points(ordered, kinds) for kinds, _, _ in _PARTS]
    counts = [min(len(found), at_most) for found, (_, at_most, _) in zip(points, _PARTS, strict=True)]
    if most is not None:
        turns = sorted((turn, part) for part, count in enumerate(counts) for turn in range(count))[:most]
        counts = [sum(of == part for _, of in turns) for part in range(len(counts))]
    shown = [
        f"{count} of {len(found)} points of {name}"
        for count, found, (_, _, name) in zip(counts, points, _PARTS, strict=True)
        if name and len(found) > count
    ]
    note = (Note(replies.IN_SHORT.format(shown=", ".join(shown))),) if shown else ()
    return Listed([one for found, n in zip(points, counts, strict=True) for one in found[:n]], remarks=note)


def each_in_short(review_ids: Sequence[str], index: Papers, composer: Composer, most: int | None) -> Draft:
    """What happened and the first of the learning of each review, with a row for each.

    Args:
        review_ids: the reviews meant.
        index: that holds them.
        composer: that takes the quotes.
        most: points of each review; the fewer, the more reviews there are, unless said.
    """
    rows = []
    for review_id in sorted(review_ids):
        picks = in_short(
            index.review_passages(review_id), most or max(_LEAST_OF_EACH, _OF_ALL // len(review_ids))
        ).picks
        numbers = tuple(dict.fromkeys(composer.quote_all(picks)))
        rows.append(ReviewVerdict.of(index.reviews[review_id], "says" if picks else "no_mention", numbers))
    note = Note(replies.EACH_IN_SHORT)
    return Draft("answered", composer, reviews=tuple(rows), notes=(note,), rules=("each review in short",))


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
