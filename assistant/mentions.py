"""Which reviews a question means: by the child's label, by publisher, by year, by their place in a series.

A question may name several, each in its own way ("East Sussex 2021 and the Henry one"): every naming is
resolved alone, with the year and the ordinal that stand by it, and the answer is all that they name together.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.names import alias_words, label_names, names_in
from assistant.titles import title_names, title_runs, with_titles
from assistant.words import fold
from ingest.nouns import Review

Span = tuple[int, int]
Dates = Literal["briefing", "review", "event"]

_ORDINALS = (
    (frozenset({"first", "1st"}), re.compile(r"\b(?:first|1st|earlier|original)\b", re.IGNORECASE)),
    (frozenset({"second", "2nd", "ii"}), re.compile(r"\b(?:second|2nd|later|ii)\b", re.IGNORECASE)),
    (frozenset({"third", "3rd", "iii"}), re.compile(r"\b(?:third|3rd|iii)\b", re.IGNORECASE)),
)
# A year of a span of time ("2020-21", "up to 2023") dates no review.
_YEAR = re.compile(
    r"(?<![\d/-])(?<!up to )(?<!until )(?<!since )(?<!through to )(?<!by )\b((?:19|20)\d\d)\b(?![-/]\d)",
    re.IGNORECASE,
)
# What a year or an ordinal is of: the last of these nouns in the few words after it.
HEADS: tuple[tuple[Dates, re.Pattern[str]], ...] = (
    (
        "briefing",
        re.compile(r"(?:briefings?|reports?|papers?|documents?|ones?|publications?|learning|pdfs?)"),
    ),
    ("review", re.compile(r"(?:reviews?|scrs?|lcsprs?|pair)")),
    ("event", re.compile(r"(?:cases?|bab(?:y|ies)|infants?|incidents?|injur(?:y|ies)|deaths?|children)")),
)
_HEAD_WORDS = 6  # words after a year among which its noun is looked for
_PHRASE_END = re.compile(
    r"[?!.,:;()]|\b(?:of|in|on|about|from|for|by|with|to|did|does|do|was|were|is|are|has|have|had|say|says|said|"
    r"want|wants|and|or|that|which|who|what|how|each|every)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:(?P<briefing>briefings?|reports?|papers?|first|second|third)|(?P<review>reviews?|scrs?|lcsprs?)|"
    r"(?P<event>cases?|bab(?:y|ies)|infants?|incidents?|injur(?:y|ies))) (?:(?:of|from|in|for) |\()"
    r"(?:(?:19|20)\d\d (?:and|or|,) ?)?$",
    re.IGNORECASE,
)
_TITLE_REACH = 60  # characters after a name in which the rest of a title is looked for
_BESIDE = 4  # characters between a year and a publisher's name that it dates
_PREFERENCE: Mapping[Dates, tuple[Dates, ...]] = {
    "briefing": ("briefing", "review", "event"),
    "review": ("briefing", "review", "event"),  # people call a briefing on a review "the review"
    "event": ("event", "review", "briefing"),
}
_LISTED_YEARS = re.compile(
    r"(?:,? ?(?:and |or |& )?(?:(?:19|20)\d\d|child \w+))+ (?:reviews|briefings|ones)\b", re.IGNORECASE
)


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


@dataclass(frozen=True, slots=True)
class _Narrower:
    """A year or an ordinal in the text, and the reviews it leaves of a pool."""

    span: Span
    keep: tuple[str, ...]  # ids, of all reviews

    def of(self, pool: Sequence[str]) -> list[str]:
        return [review_id for review_id in pool if review_id in self.keep]


def mentioned(text: str, reviews: Mapping[str, Review]) -> Mention:
    """Find the reviews that a text names."""
    folded = fold(text)
    called, of_publishers = names_in(reviews)
    labels, publishers = _places(folded, called), _places(folded, of_publishers)
    own_labels = [(span, _of_named_publisher(ids, publishers)) for span, ids in labels]
    titled = _places(folded, dict(title_names(reviews)))
    labels, publishers = with_titles(folded, titled, own_labels, publishers, reviews)
    labelled = {review_id for _, ids in labels for review_id in ids}
    narrowers = _narrowers(folded, reviews, [span for span, _ in (*labels, *publishers)])
    named: dict[str, list[Span]] = {}
    single: list[bool] = []

    def add(ids: Iterable[str], spans: Sequence[Span]) -> None:
        found = list(ids)
        single.append(len(found) == 1)
        for review_id in found:
            named.setdefault(review_id, []).extend(spans)

    for span, ids in labels:
        add(ids, [span])
    left = list(narrowers)
    for span, pool in publishers:
        own = [n for n in left if n.of(pool) and _nearest(n.span, [s for s, _ in publishers]) == span]
        left = [n for n in left if n not in own]
        kept = _counted(folded, span, _together(own, pool), reviews)
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


def _places(text: str, patterns: Mapping[str, re.Pattern[str] | None]) -> list[tuple[Span, tuple[str, ...]]]:
    """Where the patterns match, in order, each place with the reviews it may be of; longer names win."""
    found: dict[Span, list[str]] = {}
    for review_id, pattern in patterns.items():
        for match in pattern.finditer(text) if pattern else ():
            found.setdefault(match.span(), []).append(review_id)
    whole = [
        (span, tuple(ids))
        for span, ids in found.items()
        if not any(a <= span[0] and span[1] <= b and (a, b) != span for a, b in found)
    ]
    return sorted(whole)


def _of_named_publisher(
    ids: tuple[str, ...], publishers: Sequence[tuple[Span, tuple[str, ...]]]
) -> tuple[str, ...]:
    """ "Child S of West Sussex": of reviews that share a label, those of a publisher that is named too."""
    both = tuple(i for i in ids if any(i in pool for _, pool in publishers))
    return both or ids


def _nearest(span: Span, places: Sequence[Span]) -> Span | None:
    return min(places, key=lambda place: max(place[0] - span[1], span[0] - place[1]), default=None)


def _together(narrowers: Sequence[_Narrower], pool: Sequence[str]) -> list[str]:
    """What years and ordinals leave of a pool: two that agree on a review narrow, two that do not both name."""
    kept = list(pool)
    for narrower in narrowers:
        kept = narrower.of(kept) or kept
    others = [i for n in narrowers for i in n.of(pool) if i not in kept and len(n.of(pool)) < len(pool)]
    if others and not all(n.of(kept) for n in narrowers):
        kept += [i for i in dict.fromkeys(others) if not any(n.of([i]) and n.of(kept) for n in narrowers)]
    return kept


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


def _narrowers(text: str, reviews: Mapping[str, Review], named: Sequence[Span]) -> list[_Narrower]:
    found = []
    for match in _YEAR.finditer(text):
        of = _dates_what(text, match.span(), named)
        ids = _of_year(reviews, match.group(1), of) if of else ()
        if ids:
            found.append(_Narrower(match.span(), ids))
    for words, pattern in _ORDINALS:
        for match in pattern.finditer(text):
            ids = tuple(r.id for r in reviews.values() if words & alias_words(r))
            if ids and len(ids) < len(reviews) and _is_of_a_document(text, match, found):
                found.append(_Narrower(match.span(), ids))
    return sorted(found, key=lambda narrower: narrower.span)


def _dates_what(text: str, span: Span, named: Sequence[Span]) -> Dates | None:
    """What a year dates: the noun after it, else the one before it, else the publisher it stands by."""
    after = text[span[1] :]
    if _LISTED_YEARS.match(after):
        return "briefing"
    phrase = _PHRASE_END.split(after, maxsplit=1)[0].split()[:_HEAD_WORDS]
    for word in reversed(phrase):
        for of, pattern in HEADS:
            if pattern.fullmatch(word.lower().removesuffix("'s")):
                return of
    before = _BEFORE.search(text[: span[0]])
    if before:
        return next(of for of, _ in HEADS if before.group(of))
    beside = any(0 <= span[0] - end <= _BESIDE or 0 <= start - span[1] <= _BESIDE for start, end in named)
    return "briefing" if beside else None


def _is_of_a_document(text: str, ordinal: re.Match[str], found: Sequence[_Narrower]) -> bool:
    """ "the first briefing", "the first (2020)"; and "its second" at the end of a phrase, after another."""
    phrase = re.split(r"[?!.,:;]", text[ordinal.end() :], maxsplit=1)[0].split()[:_HEAD_WORDS]
    if not phrase and found:
        return bool(re.search(r"\b(?:its|the|their|'s) $", text[: ordinal.start()], re.IGNORECASE))
    words = [word.lower().strip("()").removesuffix("'s") for word in phrase]
    listed = len(words) > 1 and re.fullmatch(r"(?:19|20)\d\d", words[0]) is not None
    return listed or any(pattern.fullmatch(word) for word in words for of, pattern in HEADS if of != "event")


def _of_year(reviews: Mapping[str, Review], year: str, of: Dates) -> tuple[str, ...]:
    """The reviews with a date of this year: of the sort that is named, or of the next where none has that."""
    for sort in _PREFERENCE[of]:
        found = tuple(
            r.id
            for r in reviews.values()
            if any(d.of == sort and (d.value or "").startswith(year) for d in r.dates)
        )
        if found:
            return found
    return ()
