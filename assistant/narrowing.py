"""What narrows a naming to some of a publisher's reviews: years, and places in a series, with what each of them is of."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.names import alias_words
from ingest.nouns import Review

Span = tuple[int, int]
Place = tuple[Span, tuple[str, ...]]  # where a name stands, and the reviews it may be of
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
        re.compile(r"(?:briefings?|briefs?|reports?|papers?|documents?|ones?|publications?|learning|pdfs?)"),
    ),
    ("review", re.compile(r"(?:reviews?|scrs?|lcsprs?|pair)")),
    ("event", re.compile(r"(?:cases?|bab(?:y|ies)|infants?|incidents?|injur(?:y|ies)|deaths?|children)")),
)
_ANY_ONE = re.compile(r"\b(?:an?|any|some|no) $", re.IGNORECASE)
_NUMERAL = re.compile(r"i{2,3}", re.IGNORECASE)
_NOUN_BEFORE = re.compile(r"\b(?:briefing|review|report|paper|part) $", re.IGNORECASE)
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
_BESIDE = 4  # characters between a year and a publisher's name that it dates
_LEADS_TO_A_YEAR = re.compile(r"[\s(\[,]*(?:(?:of|from|in|dated|published)\s+){0,2}", re.IGNORECASE)
_PREFERENCE: Mapping[Dates, tuple[Dates, ...]] = {
    "briefing": ("briefing", "review", "event"),
    "review": ("briefing", "review", "event"),  # people call a briefing on a review "the review"
    "event": ("event", "review", "briefing"),
}
_LISTED_YEARS = re.compile(
    r"(?:,? ?(?:and |or |& )?(?:(?:19|20)\d\d|child \w+))+ (?:reviews|briefings|ones)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Narrower:
    """A year or an ordinal in the text, and the reviews it leaves of a pool."""

    span: Span
    keep: tuple[str, ...]  # ids, of all reviews

    def of(self, pool: Sequence[str]) -> list[str]:
        """Those of a pool that it leaves."""
        return [review_id for review_id in pool if review_id in self.keep]


def narrowers_in(text: str, reviews: Mapping[str, Review], named: Sequence[Span]) -> list[Narrower]:
    """The years and ordinals of a folded text that are of reviews, in order; ``named``: where it names some."""
    found = []
    for match in _YEAR.finditer(text):
        of = _dates_what(text, match.span(), named)
        ids = _of_year(reviews, match.group(1), of) if of else ()
        if ids:
            found.append(Narrower(match.span(), ids))
    for words, pattern in _ORDINALS:
        for match in pattern.finditer(text):
            ids = tuple(r.id for r in reviews.values() if words & alias_words(r))
            if ids and len(ids) < len(reviews) and _is_of_a_document(text, match, found):
                found.append(Narrower(match.span(), ids))
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
    beside = any(
        0 <= start - span[1] <= _BESIDE
        or 0 <= span[0] - end <= _BESIDE
        or _LEADS_TO_A_YEAR.fullmatch(text, end, span[0])
        for start, end in named
    )
    return "briefing" if beside else None


def _is_of_a_document(text: str, ordinal: re.Match[str], found: Sequence[Narrower]) -> bool:
    """ "the first briefing", "the first (2020)", "briefing II"; and "its second" at the end of a phrase, after another.

    "An earlier briefing" names none.
    """
    if _ANY_ONE.search(text[: ordinal.start()]):
        return False
    if _NUMERAL.fullmatch(ordinal.group()) and _NOUN_BEFORE.search(text[: ordinal.start()]):
        return True
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


def stands_by(text: str, span: Span, label: Span, publishers: Sequence[Place]) -> bool:
    """Whether a year or an ordinal stands in or by a name, with a publisher between at most: "the second ESSCP briefing"."""
    if label[0] <= span[0] and span[1] <= label[1]:
        return True
    if span[0] >= label[1]:
        return _LEADS_TO_A_YEAR.fullmatch(text, label[1], span[0]) is not None
    between = text[span[1] : label[0]]
    for (start, end), _ in publishers:
        if span[1] <= start and end <= label[0]:
            between = between.replace(text[start:end], "")
    return span[1] <= label[0] and not re.search(r"\w", between)


def nearest(span: Span, places: Sequence[Span]) -> Span | None:
    """The place that a year or an ordinal is nearest to."""
    return min(places, key=lambda place: max(place[0] - span[1], span[0] - place[1]), default=None)


def together(narrowers: Sequence[Narrower], pool: Sequence[str]) -> list[str]:
    """What years and ordinals leave of a pool: two that agree on a review narrow, two that do not both name."""
    kept = list(pool)
    for narrower in narrowers:
        kept = narrower.of(kept) or kept
    others = [i for n in narrowers for i in n.of(pool) if i not in kept and len(n.of(pool)) < len(pool)]
    if others and not all(n.of(kept) for n in narrowers):
        kept += [i for i in dict.fromkeys(others) if not any(n.of([i]) and n.of(kept) for n in narrowers)]
    return kept
