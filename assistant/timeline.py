"""The reviews by year: of the incident, of the review, or of the briefing, each with how its date is known."""

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.nouns import Dated, DateOf, Review


@dataclass(frozen=True, slots=True)
class Entry:
    """A review in a year. ``dated`` is the date it stands there by."""

    review: Review
    dated: Dated


@dataclass(frozen=True, slots=True)
class Year:
    """A year with its reviews, by date and then title; ``year`` is None for those without such a date."""

    year: int | None
    entries: tuple[Entry, ...]


def timeline(reviews: Iterable[Review], of: DateOf | None = None) -> tuple[Year, ...]:
    """Reviews by year, the newest year first, those without a date last; years without a review are left out.

    Args:
        reviews: to be placed; each stands in one year only.
        of: which date places them; None takes the one shown with a citation (briefing, review or incident,
            the first that is known).
    """
    placed: dict[int | None, list[Entry]] = {}
    for review in reviews:
        dated = review.date if of is None else _date(review, of)
        year = int(dated.value[:4]) if dated.value else None
        placed.setdefault(year, []).append(Entry(review, dated))
    years = sorted((year for year in placed if year is not None), reverse=True)
    return tuple(
        Year(year, tuple(sorted(placed[year], key=_place)))
        for year in (*years, *((None,) if None in placed else ()))
    )


def _date(review: Review, of: DateOf) -> Dated:
    none = Dated(None, of, "not_stated")
    return next((dated for dated in review.dates if dated.of == of), none)


def _place(entry: Entry) -> tuple[str, str, str]:
    return entry.dated.value or "", entry.review.title.casefold(), entry.review.id
