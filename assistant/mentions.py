"""Which reviews a question means: by the child's label, by publisher, by year, by their place in a series.

A question may name several, each in its own way ("East Sussex 2021 and the Henry one"): every naming is
resolved alone, with the year and the ordinal that stand by it, and the answer is all that they name together.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from assistant.described import described_places
from assistant.names import alias_words, label_names, names_in
from assistant.narrowing import HEADS, Place, Span, narrowers_in, nearest, stands_by, together
from assistant.short_titles import short_places
from assistant.titles import title_places, title_runs, with_titles
from assistant.words import fold
from ingest.nouns import Review

_TITLE_REACH = 60  # characters after a name in which the rest of a title is looked for


_COUNT_BEFORE = re.compile(r"\b(both|two|three|four|five) (?:of )?(?:the |our )?$", re.IGNORECASE)
_TYPE_AFTER = re.compile(
    r"(?:'s)? (?:\w+ ){0,3}?(?:(?P<rapid>rapid reviews)|(?P<serious>scrs|serious case reviews)|"
    r"(?P<practice>lcsprs|lscprs|(?:\w+ )?practice reviews)|(?P<briefing>briefings))\b",
    re.IGNORECASE,
)
_TYPES = {"rapid": "rapid review", "serious": "serious case review", "practice": "practice review"}


@dataclass(frozen=True, slots=True)
class Mention:
    """The reviews a text means, in order of id, and the stretches of text that say so.

    ``exact``: each was named alone, not as one of a publisher's several.
    """

    review_ids: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    exact: bool = False


def mentioned(text: str, reviews: Mapping[str, Review]) -> Mention:
    """Find the reviews that a text names."""
    folded = fold(text)
    called, of_publishers = names_in(reviews)
    labels = _places(folded, called, short_places(folded, reviews))
    publishers = _places(folded, of_publishers)
    own_labels = [(span, _of_named_publisher(ids, publishers)) for span, ids in labels]
    titled = _places(folded, {}, chain(title_places(folded, reviews), described_places(folded, reviews)))
    labels, publishers = with_titles(folded, titled, own_labels, publishers, reviews)
    narrowers = narrowers_in(folded, reviews, [span for span, _ in (*labels, *publishers)])
    named: dict[str, list[Span]] = {}
    single: list[bool] = []

    def add(ids: Iterable[str], spans: Sequence[Span]) -> None:
        found = list(ids)
        single.append(
            1 <= len(found) < max(2, len(spans))
        )  # "the first (2020) and second (2021) briefings" are two named
        for review_id in found:
            named.setdefault(review_id, []).extend(spans)

    left = list(narrowers)
    for span, ids in labels:
        own = [n for n in narrowers if n.of(ids) and stands_by(folded, n.span, span, publishers)]
        left = [n for n in left if n not in own]
        add(together(own, ids) if len(ids) > 1 else ids, [span, *(n.span for n in own)])
    labelled = set(named)
    for span, pool in publishers:
        own = [n for n in left if n.of(pool) and nearest(n.span, [s for s, _ in publishers]) == span]
        left = [n for n in left if n not in own]
        kept = _counted(folded, span, together(own, pool), reviews)
        known = labelled & set(pool)
        if known and (not own or set(kept) <= known):
            for review_id in known & set(kept or pool):
                named.setdefault(review_id, []).extend([span, *(n.span for n in own)])
        else:
            add(kept, [span, *(n.span for n in own)])
    elsewhere = [i for i in reviews if i not in named] if named else list(reviews)
    for narrower in left:
        found = narrower.of(elsewhere)
        if found and len(found) < len(reviews):
            add(found, [narrower.span])
        elif narrower.of(list(named)):
            named[narrower.of(list(named))[0]].append(narrower.span)
    for review_id, places in named.items():
        places += title_runs(folded, reviews[review_id])
    spans = dict.fromkeys(
        _with_title_words(folded, span, reviews[review_id])
        for review_id, found_spans in named.items()
        for span in found_spans
    )
    return Mention(tuple(sorted(named)), _merged(spans), bool(single) and all(single))


_BESIDE_A_NAME = re.compile(
    r"(?:\W|\b(?:just|only|and|the|a|in|for|of|on|from|same|one|review|briefing|case|what about|how about|please|thanks)\b)*",
    re.IGNORECASE,
)


def is_only_named(text: str, reviews: Mapping[str, Review]) -> bool:
    """Whether a text names a review and says nothing else: "just Child Q"."""
    mention = mentioned(text, reviews)
    return bool(mention.review_ids) and bool(_BESIDE_A_NAME.fullmatch(without(fold(text), mention)))


def names_review(text: str, reviews: Mapping[str, Review]) -> bool:
    """Whether a text names a review as such: by its label or title, or a publisher's "briefing" or "review".

    The name of a place alone does not: that is where a child may be.
    """
    folded = fold(text)
    if any(pattern.search(folded) for review in reviews.values() if (pattern := label_names(review))):
        return True
    nouns = [pattern for of, pattern in HEADS if of != "event"]
    for start, end in mentioned(text, reviews).spans:
        words = re.findall(r"[a-z]+", folded[start:end].lower())
        if any(pattern.fullmatch(word) for word in words for pattern in nouns):
            return True
    return False


def without(text: str, mention: Mention) -> str:
    """The folded text with what names the reviews taken out."""
    folded = fold(text)
    kept = [True] * len(folded)
    for start, end in mention.spans:
        kept[start:end] = [False] * (end - start)
    return "".join(letter if keep else " " for letter, keep in zip(folded, kept, strict=True))


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that meet made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _with_title_words(text: str, span: Span, review: Review) -> Span:
    """The span with the title words after it: all of "East Sussex infant injury briefing" names a review."""
    end, last = span[1], span[1]
    for match in re.finditer(r"\s+([A-Za-z]+)(?:'s)?", text[span[1] : span[1] + _TITLE_REACH]):
        if match.start() + span[1] != end:
            break
        word, end = match.group(1).lower(), match.end() + span[1]
        if any(pattern.fullmatch(word) for of, pattern in HEADS if of != "event"):
            last = end
        elif word not in alias_words(review):
            break
    return span[0], last


def _places(
    text: str, patterns: Mapping[str, re.Pattern[str] | None], also: Iterable[tuple[str, Span]] = ()
) -> list[Place]:
    """Where the patterns match, in order, each place with the reviews it may be of; longer names win.

    ``also``: reviews with places found otherwise.
    """
    found: dict[Span, list[str]] = {}
    matched = (
        (review_id, match.span())
        for review_id, pattern in patterns.items()
        if pattern
        for match in pattern.finditer(text)
    )
    for review_id, span in (*matched, *also):
        ids = found.setdefault(span, [])
        if review_id not in ids:
            ids.append(review_id)
    whole = [
        (span, tuple(ids))
        for span, ids in found.items()
        if not any(a <= span[0] and span[1] <= b and (a, b) != span for a, b in found)
    ]
    return sorted(whole)


def _of_named_publisher(ids: tuple[str, ...], publishers: Sequence[Place]) -> tuple[str, ...]:
    """ "Child S of West Sussex": of reviews that share a label, those of a publisher that is named too."""
    both = tuple(i for i in ids if any(i in pool for _, pool in publishers))
    return both or ids


def _counted(text: str, span: Span, pool: Sequence[str], reviews: Mapping[str, Review]) -> list[str]:
    """ "The two East Sussex briefings": of several reviews those of the type that is named, where exactly so many fit."""
    said = _COUNT_BEFORE.search(text[: span[0]])
    of = _TYPE_AFTER.match(text[span[1] :])
    if not said or not of or len(pool) < 2:
        return list(pool)
    count = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}.get(said.group(1).lower(), 0)
    name = next(name for name, held in of.groupdict().items() if held)
    type_words = _TYPES.get(name, name)
    fit = [i for i in pool if type_words in reviews[i].review_type.lower()]
    return fit if len(fit) == count and count < len(pool) else list(pool)
