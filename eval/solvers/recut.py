"""Evidence found again in passages that are cut another way, so that every solver is measured alike."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from eval.cases import Located, Span
from ingest.nouns import Passage

HELD = 0.5  # of a stretch of evidence, for a passage to hold it


@runtime_checkable
class CutsAnew(Protocol):
    """A solver with passages of its own."""

    @property
    def passages(self) -> Sequence[Passage]:
        """All of them, with their places in the files."""


def recut(located: Located, passages: Sequence[Passage]) -> Located:
    """The same case in other passages: one holds an item that has at least half of a stretch of sentences that say it.

    Of the passages of the index that is what ``eval.cases.locate`` says of them.
    """
    items = []
    for item in located.items:
        spans = dict.fromkeys(span for found in item.values() for span in found)
        held = {p.id: tuple(span for span in spans if share(p, span) >= HELD) for p in passages}
        items.append({name: found for name, found in held.items() if found})
    return Located(located.case, tuple(items))


def share(passage: Passage, span: Span) -> float:
    """The share of a stretch that lies in a passage."""
    if passage.file != span.file:
        return 0.0
    common = min(passage.end, span.end) - max(passage.start, span.start)
    return max(0, common) / (span.end - span.start)
