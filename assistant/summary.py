"""A review in short, in exact quotes: what happened, what was found, what is recommended, what has been done since."""

import re
from collections.abc import Sequence
from itertools import dropwhile, takewhile

from assistant import replies
from assistant.cards import FOR_TEAMS, tells_of_harm
from assistant.compose import Composer
from assistant.listing import Listed
from assistant.mentions import Mention
from assistant.nouns import Note, ReviewVerdict
from assistant.papers import Papers
from assistant.parts import Draft
from assistant.select import Pick, first_words
from assistant.shapes import subject, wanted_kinds
from assistant.words import NUMBER_WORDS, fold
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
# Of every review at once: "a summary of each review", "summarise all the briefings".
_OF_EACH = re.compile(
    r"\b(?:for |of )?(?:each|every|all)(?: one)?(?: of)?(?: the| these| those)?(?: \w+)?(?: (?:reviews?|briefings?|cases?|scrs?|documents?))\b"
    r"|\b(?:for |of )?(?:the|these|those) (?:\w+ ){0,3}(?:reviews|briefings|cases|scrs|documents)\b|\b(?:each|all) of them\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    rf"\b({'|'.join(NUMBER_WORDS[1:])}|[2-9]|1[0-9]) (?:(?:key|main|short|bullet) ){{0,2}}(?:points?|bullets?|things|messages)\b",
    re.IGNORECASE,
)
_LEAST_OF_EACH, _OF_ALL = 2, 8  # points of each of several reviews, and about how many together
FEW_REVIEWS = 20  # that are told in short at once
_FRAME = frozenset(
    """
    tl dr tldr main quick short please review briefing report case one line liner sentence bullet paragraph
    """.split()  # noqa: SIM905
)


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
    rest = subject(
        _OF_EACH.sub(" ", _IN_SHORT.sub(" ", _POINTS.sub(" ", _TAIL.sub(" ", text.rstrip("?!. ")))))
    )
    return not [word for word in rest if word not in _FRAME]


def asks_of_each(asks: str, mention: Mention) -> bool:
    """Whether what is asked for in short is several reviews: all of them, or each of those named."""
    several = mention.exact and len(mention.review_ids) > 1
    return several or bool(_OF_EACH.search(fold(asks)))


def points_asked(asks: str) -> int | None:
    """In how many points it is wanted: "in three bullet points"; None where that is not said."""
    found = _POINTS.search(fold(asks))
    if found is None:
        return None
    said = found[1].lower()
    return int(said) if said.isdigit() else NUMBER_WORDS.index(said) + 1


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
