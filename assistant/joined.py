"""One answer of the answers to the several things that a question asks."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.compose import Composer
from assistant.nouns import Query, ReviewVerdict
from assistant.papers import Papers
from assistant.parts import Draft


def joined(query: Query, drafts: Sequence[Draft], index: Papers) -> Draft:
    """One answer of the answers to the parts, with all that goes with them; what was not found is missing."""
    composer = Composer(dict(index.reviews))
    answered = [one for one in drafts if one.outcome in ("answered", "partly")]
    found = answered or drafts  # where no part is answered, what was searched for each is said
    rows: list[ReviewVerdict] = []
    for one in found:
        numbers = composer.take(one.composer)
        rows += [replace(row, citations=tuple(numbers[n] for n in row.citations)) for row in one.reviews]
    missing = tuple(
        part.standalone for part, one in zip(query.parts, drafts, strict=True) if one not in answered
    )
    return Draft(
        "not_found" if not answered else "partly" if missing else "answered",
        composer,
        reviews=_one_row_each(rows),
        missing=missing,
        contacts=tuple(dict.fromkeys(contact for one in found for contact in one.contacts)),
        notes=tuple(dict.fromkeys(note for one in found for note in one.notes)),
        rules=tuple(dict.fromkeys(rule for one in found for rule in one.rules)),
    )


def _one_row_each(rows: Sequence[ReviewVerdict]) -> tuple[ReviewVerdict, ...]:
    """The rows of several parts as one for each review, which says something if it does in any part."""
    of_review: dict[str, ReviewVerdict] = {}
    for row in rows:
        key = row.review_id or row.title
        other = of_review.get(key, row)
        verdict = "says" if "says" in (row.verdict, other.verdict) else row.verdict
        numbers = tuple(dict.fromkeys((*other.citations, *row.citations)))
        of_review[key] = replace(row, verdict=verdict, citations=numbers)
    return tuple(of_review.values())
