"""Filters bind: nothing outside them is searched, and what they leave out is never quoted."""

from collections.abc import Mapping, Sequence

from ingest.errors import ReviewsError
from ingest.nouns import KINDS, Review

FIELDS = ("review", "publisher", "type", "year", "kind")


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
    return {name: values for name, values in found.items() if values}


def _is_value(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


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


def _passes(review: Review, name: str, values: Sequence[str]) -> bool:
    wanted = {value.casefold() for value in values}
    if name == "review":
        return review.id.casefold() in wanted
    if name == "publisher":
        return bool(wanted & {review.publisher.casefold(), review.publisher_short.casefold()})
    if name == "type":
        return review.review_type.casefold() in wanted
    return any((dated.value or "")[:4] in wanted for dated in review.dates)
