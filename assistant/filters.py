"""Filters bind: nothing outside them is searched, and what they leave out is never quoted."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.nouns import Query
from assistant.words import stem, stems, tokens
from ingest.errors import ReviewsError
from ingest.nouns import KINDS, Review

FIELDS = ("review", "publisher", "type", "year", "age", "injury", "theme", "agency", "kind")
# The age bands in which the national notifications are counted.
AGE_BANDS = ("under 1", "1 to 5", "6 to 10", "11 to 15", "16 to 17")
_BAND_ENDS = (1, 6, 11, 16, 18)  # years, end exclusive
_AGE = re.compile(r"(\d+(?:\.\d+)?|[a-z]+)[ -](day|week|month|year)s?\b", re.IGNORECASE)
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.4, "year": 365.25}


class BadFilter(ReviewsError):
    """A filter names a field or a value that does not exist."""


def parse(raw: object) -> dict[str, tuple[str, ...]]:
    """Check filters given from outside: an object whose fields hold a text or a list of texts.

    Raises:
        BadFilter: another field, another type, or a kind of statement that there is not.
    """
    if raw is None:
        return {}
    if not isinstance(raw, Mapping):
        raise BadFilter("filters is not an object", f"Give any of {', '.join(FIELDS)}")
    found: dict[str, tuple[str, ...]] = {}
    for name, value in raw.items():
        values = [value] if _is_value(value) else value
        if name not in FIELDS:
            raise BadFilter(f"There is no filter {name!r}", f"Give any of {', '.join(FIELDS)}")
        if not isinstance(values, Sequence) or not all(map(_is_value, values)):
            raise BadFilter(f"The filter {name!r} is not a text or a list of texts", "Give one or several")
        found[name] = tuple(str(one) for one in values)
    unknown = [kind for kind in found.get("kind", ()) if kind not in KINDS]
    if unknown:
        raise BadFilter(f"There is no kind of statement {unknown[0]!r}", f"Give any of {', '.join(KINDS)}")
    unknown = [age for age in found.get("age", ()) if age.casefold() not in AGE_BANDS]
    if unknown:
        raise BadFilter(f"There is no age band {unknown[0]!r}", f"Give any of: {'; '.join(AGE_BANDS)}")
    return {name: values for name, values in found.items() if values}


def _is_value(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def permit(query: Query, permitted: Sequence[str] | None) -> Query:
    """The query within the reviews that filters let through; None lets all through."""
    if permitted is None:
        return query
    meant = tuple(i for i in query.review_ids if i in permitted) if query.review_ids else tuple(permitted)
    return replace(query, review_ids=meant, none_permitted=not meant)


def allowed(filters: Mapping[str, Sequence[str]], reviews: Mapping[str, Review]) -> tuple[str, ...] | None:
    """The ids of the reviews that pass, in order; None where no filter is on reviews."""
    tests = {name: values for name, values in filters.items() if name != "kind"}
    if not tests:
        return None
    return tuple(
        sorted(
            review.id for review in reviews.values() if all(_passes(review, *one) for one in tests.items())
        )
    )


def matches_none(filters: Mapping[str, Sequence[str]], reviews: Mapping[str, Review]) -> tuple[str, ...]:
    """The filters that no review passes, each in words with what there is instead."""
    told = []
    for name, values in filters.items():
        if name == "kind" or any(_passes(review, name, values) for review in reviews.values()):
            continue
        held = sorted({value for review in reviews.values() for value in _values(review, name)})
        shown = "; ".join(held[:8]) + (" and others" if len(held) > 8 else "") if held else "none recorded"
        what = "the id" if name == "review" else name
        told.append(f"No review has {what} {', '.join(map(repr, values))}. Held: {shown}.")
    return tuple(told)


def _passes(review: Review, name: str, values: Sequence[str]) -> bool:
    wanted = {value.casefold() for value in values}
    if name in ("injury", "theme", "agency"):
        # "fracture" finds "femur fracture at 4 weeks": every word of the filter is in one entry.
        asked = [stems(value) or frozenset(tokens(value)) for value in values]
        return any(one <= stems(entry) for one in asked for entry in _values(review, name))
    return bool(wanted & {value.casefold() for value in _values(review, name)})


def _values(review: Review, name: str) -> tuple[str, ...]:
    """What a review holds under a filter's name."""
    if name == "review":
        return (review.id,)
    if name == "publisher":
        return (review.publisher, review.publisher_short)
    if name == "type":
        return (review.review_type,)
    if name == "year":
        return tuple(dict.fromkeys((dated.value or "")[:4] for dated in review.dates if dated.value))
    if name == "age":
        return tuple(dict.fromkeys(band for age in review.ages if (band := age_band(age))))
    return {"injury": review.injuries, "theme": review.themes, "agency": review.agencies}[name]


def age_band(age: str) -> str | None:
    """The band of an age in words ("19 weeks", "two months"); None where no age is read in it."""
    match = _AGE.search(age)
    if not match:
        return None
    said, unit = stem(match.group(1).lower()), match.group(2).lower()  # a number word's stem is its digits
    try:
        number = float(said)
    except ValueError:
        return None
    years = number * _DAYS[unit] / _DAYS["year"]
    return next((band for band, end in zip(AGE_BANDS, _BAND_ENDS, strict=True) if years < end), None)
