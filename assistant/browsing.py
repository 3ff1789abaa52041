"""Looking through the reviews that are held: facets, narrowing, order, and search in records and full texts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from assistant.facets import Facet, counted
from assistant.filters import allowed
from assistant.nouns import Hit
from assistant.papers import Papers
from assistant.words import content, stems, tokens
from ingest.nouns import KINDS, Review

if TYPE_CHECKING:
    from ingest.index import Index

Order = Literal["newest", "oldest", "title", "publisher", "passages"]
ORDERS: tuple[Order, ...] = get_args(Order)
How = Literal["record", "text", "meaning"]
FACETS = ("publisher", "type", "year", "age", "theme", "standing", "kind")
NEAREST = 20  # passages looked at for what is nearest in meaning


@dataclass(frozen=True, slots=True)
class Match:
    """A review that a search found: in its record, in its text, or only near in meaning.

    ``passage_id``: the passage of it that fits best; None where only the record fits.
    """

    review_id: str
    how: How
    passage_id: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first. ``stems`` are those of the words that were searched for."""

    matches: tuple[Match, ...]
    stems: frozenset[str]


def reviews_of_kind(index: "Index") -> dict[str, frozenset[str]]:
    """For each kind of statement the ids of the reviews that have a passage of it."""
    found = {}
    for kind in KINDS:
        of = index.review_ids_of(index.all_passage_ids((), (kind,)))
        if of:
            found[kind] = frozenset(of.values())
    return found


def facets(reviews: Mapping[str, Review], of_kind: Mapping[str, frozenset[str]]) -> tuple[Facet, ...]:
    """The facets of some reviews. Every count is a number of reviews."""
    return tuple(Facet(name, _counted(name, reviews, of_kind)) for name in FACETS)


def narrowed(
    reviews: Mapping[str, Review],
    chosen: Mapping[str, Sequence[str]],
    of_kind: Mapping[str, frozenset[str]],
) -> tuple[Review, ...]:
    """The reviews that have, for every facet with a choice, one of the values chosen."""
    recorded = {
        name: values
        for name, values in chosen.items()
        if values and name not in ("standing", "kind", "theme")
    }
    permitted = allowed(recorded, reviews)
    left = [reviews[name] for name in (permitted if permitted is not None else sorted(reviews))]
    if standings := chosen.get("standing"):
        left = [review for review in left if review.standing in standings]
    if themes := chosen.get("theme"):
        wanted = {theme.casefold() for theme in themes}
        left = [review for review in left if wanted & {theme.casefold() for theme in review.themes}]
    if kinds := chosen.get("kind"):
        having = frozenset().union(*(of_kind.get(kind, frozenset()) for kind in kinds))
        left = [review for review in left if review.id in having]
    return tuple(left)


def ordered(reviews: Sequence[Review], by: Order, passages: Mapping[str, int]) -> tuple[Review, ...]:
    """Reviews in an order; those without a date stand last in either order of dates, ties by title."""
    titled = sorted(reviews, key=lambda review: (review.title.casefold(), review.id))
    if by == "publisher":
        return tuple(sorted(titled, key=lambda review: review.publisher.casefold()))
    if by == "passages":
        return tuple(sorted(titled, key=lambda review: -passages.get(review.id, 0)))
    if by == "title":
        return tuple(titled)
    dated = sorted(
        (review for review in titled if review.date.value),
        key=lambda review: review.date.value or "",
        reverse=by == "newest",
    )
    return (*dated, *(review for review in titled if not review.date.value))


def find(text: str, papers: Papers, nearest: Callable[[str, int], Sequence[Hit]]) -> Found:
    """The reviews whose record or text has every word of a search; failing these, those nearest in meaning.

    Args:
        text: what is searched for; words that carry nothing, such as "the", play no part.
        papers: what is searched.
        nearest: passages for a question, best first, at most so many.
    """
    words = content(tokens(text))
    wanted = stems(" ".join(words))
    if not words:
        return Found((), frozenset())
    by_record = [review.id for review in papers.reviews.values() if wanted <= stems(_recorded(review))]
    best = _in_texts(words, papers)
    matches = [Match(name, "record", best.get(name)) for name in sorted(by_record)]
    matches += [Match(name, "text", passage) for name, passage in best.items() if name not in by_record]
    if not matches:
        near: dict[str, str] = {}
        for hit in nearest(text, NEAREST):
            near.setdefault(hit.review.id, hit.passage.id)
        matches = [Match(name, "meaning", passage) for name, passage in near.items()]
    return Found(tuple(matches), wanted)


def _in_texts(words: Sequence[str], papers: Papers) -> dict[str, str]:
    """The reviews whose text has every word, best first, each with its best passage."""
    every = papers.passage_count
    holding: set[str] | None = None
    for word in words:
        ids = [name for name, _ in papers.lexical((word,), every)]
        having = set(papers.review_ids_of(ids).values())
        holding = having if holding is None else holding & having
    if not holding:
        return {}
    ranked = [name for name, _ in papers.lexical(words, every, sorted(holding))]
    of = papers.review_ids_of(ranked)
    best: dict[str, str] = {}
    for name in ranked:
        best.setdefault(of[name], name)
    return best


def _recorded(review: Review) -> str:
    held = (review.title, review.publisher, review.publisher_short, review.review_type, review.child_label)
    return " . ".join((*held, *review.aliases, *review.themes, *review.injuries, *review.ages))


def _counted(
    name: str, reviews: Mapping[str, Review], of_kind: Mapping[str, frozenset[str]]
) -> tuple[tuple[str, int], ...]:
    if name == "kind":
        numbers = {kind: len(ids & reviews.keys()) for kind, ids in of_kind.items()}
        return tuple((kind, number) for kind, number in numbers.items() if number)
    return counted(reviews.values(), name, most_first=True)
