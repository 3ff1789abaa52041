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
    found = []
    for name in FACETS:
        counts = Counter(value for review in held for value in values_of(review, name))
        values = sorted(counts, key=lambda value: (_place(name, value), value.casefold()))
        if name == "year":
            values.reverse()
        if values and (len(values) > 1 or counts[values[0]] < len(held)):
            found.append(Facet(name, tuple((value, counts[value]) for value in values)))
    return tuple(found)


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
    counts = Counter(theme for review in reviews for theme in values_of(review, "theme"))
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0].casefold())))
