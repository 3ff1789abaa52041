"""The limits that a reader may set on a question, from what the index holds, and how to ask again without one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.filters import AGE_BANDS, BadFilter, age_band
from assistant.nouns import Answer
from assistant.typed_filters import typed_filters
from ingest.nouns import KINDS, Review

OFFERED = ("publisher", "type", "year", "age", "theme", "kind")


@dataclass(frozen=True, slots=True)
class Offer:
    """One filter with every value of it that some review holds, in the order in which people look for them."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Again:
    """A question to ask again without one of the limits that its answer was bound to."""

    without: str
    values: tuple[str, ...]
    question: str
    filters: Mapping[str, tuple[str, ...]]


def offered(reviews: Iterable[Review], kinds: Iterable[str]) -> tuple[Offer, ...]:
    """The filters that leave something out and let something through; a filter of one value is none.

    Args:
        reviews: those held.
        kinds: the kinds of statement that their passages are of.
    """
    held = tuple(reviews)
    ages = {band for review in held for age in review.ages if (band := age_band(age))}
    said = frozenset(kinds)
    values = {
        "publisher": sorted({review.publisher for review in held if review.publisher}),
        "type": sorted({review.review_type for review in held if review.review_type}),
        "year": sorted({year for review in held for year in _years(review)}, reverse=True),
        "age": [band for band in AGE_BANDS if band in ages],
        "theme": sorted({theme for review in held for theme in review.themes}, key=str.casefold),
        "kind": [kind for kind in KINDS if kind in said],
    }
    found = (Offer(name, tuple(values[name])) for name in OFFERED)
    # One age band may still leave out the reviews that state no age.
    return tuple(offer for offer in found if len(offer.values) > (0 if offer.name in ("age", "theme") else 1))


def _years(review: Review) -> tuple[str, ...]:
    return tuple((dated.value or "")[:4] for dated in review.dates if dated.value)


def ways_to_ask_again(answer: Answer, reviews: Mapping[str, Review]) -> tuple[Again, ...]:
    """The question once more for each of its limits, without that one; reviews named in its words stay named.

    Args:
        answer: as it was given.
        reviews: those held, by id.
    """
    asked = answer.understood or answer.question
    if not asked or not answer.filters:
        return ()
    try:
        words, typed = typed_filters(asked, reviews)
    except BadFilter:
        return ()
    limits = {
        name: tuple(values)
        for name, values in answer.filters.items()
        if values and (name != "review" or name in typed)
    }
    return tuple(
        Again(name, values, words, {other: held for other, held in limits.items() if other != name})
        for name, values in limits.items()
    )
