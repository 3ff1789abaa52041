"""The foot of a printed page, which the screen does not show: as of when, and what to check before relying on it."""

from typing import TYPE_CHECKING

from assistant.exports.citing import CHECK
from ui.drawing import words
from ui.drawing.markup import Markup, tag
from ui.words import counted

if TYPE_CHECKING:
    from ingest.index import Index


def foot(index: "Index | None") -> Markup:
    """The date of the collection, where there is one, and the line to check."""
    as_of = ""
    if index:
        held = counted(len(index.reviews), "review")
        as_of = f"Printed from Ask the Reviews, {held} as indexed on {words.day(str(index.built_at))}. "
    return tag("div", tag("p", f"{as_of}{CHECK}"), class_="on-paper")
