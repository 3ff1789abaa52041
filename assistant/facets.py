"""By what reviews can be told apart, and how many have each value; and the themes that their records name."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.filters import AGE_BANDS, age_band
from ingest.nouns import Review

FACETS = ("publisher", "type", "year", "age", "theme", "standing")


@dataclass(frozen=True, slots=True)
class Facet:
    """A field of the record, with each value that some review has and the number of reviews that have it."""

    name: str
    values: tuple[tuple[str, int], ...]


def facets(reviews: Iterable[Review]) -> tuple[Facet, ...]:
    """The facets by which some can be told from others, in the order in which they are offered; years from the latest."""
    held = tuple(reviews)
    found = (Facet(name, counted(held, name)) for name in FACETS)
    return tuple(one for one in found if one.values and (len(one.values) > 1 or one.values[0][1] < len(held)))


def counted(reviews: Iterable[Review], name: str, most_first: bool = False) -> tuple[tuple[str, int], ...]:
    """The values that some of these reviews have under a facet, each with the number of reviews that have it.

    Years come from the latest and ages from the youngest; others by name or, with ``most_first``, by the number.
    """
    counts = Counter(value for review in reviews for value in values_of(review, name))
    values = sorted(counts, key=lambda value: (_place(name, value), value.casefold()))
    if name == "year":
        values.reverse()
    elif most_first and name != "age":
        values.sort(key=lambda value: -counts[value])
    return tuple((value, counts[value]) for value in values)


def _place(name: str, value: str) -> int:
    return AGE_BANDS.index(value) if name == "age" else 0


def values_of(review: Review, name: str) -> Sequence[str]:
    """What a review has under a facet, each value once."""
    found: Sequence[str | None] = {
        "publisher": (review.publisher,),
        "type": (review.review_type,),
        "year": [(dated.value or "")[:4] for dated in review.dates],
        "age": [age_band(age) for age in review.ages],
        "theme": review.themes,
        "standing": (review.standing,),
    }[name]
    return tuple(dict.fromkeys(value for value in found if value))


def themes(reviews: Iterable[Review]) -> tuple[tuple[str, int], ...]:
    """The themes that records name, those of most reviews first, each with the number of reviews."""
    return counted(reviews, "theme", most_first=True)
