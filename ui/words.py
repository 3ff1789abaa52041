"""The words in which people are told what a thing is: those of every floor, and two that only people need."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.in_words import (
    FILTERS,
    KIND,
    NOT_RECORDED,
    OUTCOME,
    STANDING,
    counted,
    date_words,
    kind_words,
    limits,
    limits_of,
    title_words,
    type_words,
    written_by,
)

if TYPE_CHECKING:
    from assistant.feedback import Feedback

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
    "deleted_words",
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


def deleted_words(was: "Feedback") -> str:
    """That an item of feedback was deleted, by its number and what it was on; none of the words in it."""
    where = f"quote {was.citation}" if was.citation else "the whole answer"
    told = f"Feedback {was.id} ({FEEDBACK[was.reason]}, on {where} of answer {was.message.id}) is deleted."
    stays = f" The test question {was.gold} that was made of it stays in its file." if was.gold else ""
    return f"{told} The answer stays in its conversation, if that is still kept.{stays}"


def some(files: Sequence[str]) -> str:
    """Some files by name, and how many more there are."""
    more = len(files) - MOST_NAMED
    named = ", ".join(files[:MOST_NAMED])
    return f"{named} and {more} more (all: reviews status)" if more > 0 else named
