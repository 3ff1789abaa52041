"""The words in which people are told what a thing is: those of every floor, and two that only people need."""

from collections.abc import Sequence

from assistant.in_words import (
    FILTERS,
    KIND,
    NOT_RECORDED,
    OUTCOME,
    STANDING,
    date_words,
    kind_words,
    limits,
    limits_of,
    title_words,
    type_words,
    written_by,
)

__all__ = [
    "FEEDBACK",
    "FILTERS",
    "KIND",
    "MOST_NAMED",
    "NOT_RECORDED",
    "OUTCOME",
    "STANDING",
    "counted",
    "date_words",
    "kind_words",
    "limits",
    "limits_of",
    "some",
    "title_words",
    "type_words",
    "written_by",
]

FEEDBACK = {
    "unsafe": "Unsafe",
    "not_supported": "Does not support what is said",
    "wrong_source": "Wrong source",
    "review_missing": "Review missing",
    "out_of_date": "Out of date",
}
MOST_NAMED = 6  # files that are named before only their number is told


def counted(count: int, what: str) -> str:
    """How many there are, such as "1 passage" and "2 passages"."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def some(files: Sequence[str]) -> str:
    """Some files by name, and how many more there are."""
    more = len(files) - MOST_NAMED
    named = ", ".join(files[:MOST_NAMED])
    return f"{named} and {more} more (all: reviews status)" if more > 0 else named
