"""The limits that a reader may set on a question, from what the index holds, and how to ask again without one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.facets import facets
from assistant.filters import BadFilter
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
    """The filters that leave something out and let something through.

    Args:
        reviews: those held.
        kinds: the kinds of statement that their passages are of.
    """
    said = frozenset(kinds)
    values = {facet.name: tuple(value for value, _ in facet.values) for facet in facets(reviews)}
    if len(said) > 1:
        values["kind"] = tuple(kind for kind in KINDS if kind in said)
    return tuple(Offer(name, values[name]) for name in OFFERED if name in values)


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
