"""What an ingest tells: what is to be done, how far it is, and at the end what became of each file."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from ingest.plan import Action

INDEXED = ("new", "changed", "same")
"""Actions after which the passages of a file are in the index."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What happened to one file."""

    file: str
    action: Action
    passages: int = 0
    review_id: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What happened: a row a file, and the index that answers now. ``notes`` are said before the rows."""

    rows: tuple[FileReport, ...]
    generation: str
    fingerprint: str
    passage_count: int
    written: bool
    notes: tuple[str, ...] = field(default=())

    @property
    def failed(self) -> tuple[FileReport, ...]:
        """The files that could not be read."""
        return tuple(row for row in self.rows if row.action == "failed")

    @property
    def counts(self) -> dict[str, int]:
        """How many files of each action, those that do not occur left out."""
        return count_actions(self.rows)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is.

    ``done`` of ``total`` counts files while the folder is looked through, bytes of files that are new or
    changed while they are split and embedded; ``passages`` were made so far; ``file`` is at hand.
    """

    stage: Literal["looking", "embedding", "writing"]
    done: int = 0
    total: int = 0
    passages: int = 0
    file: str = ""


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told how an ingest goes: ``planned`` before anything is written, if anything is, ``progress`` often."""

    planned: Callable[[Sequence[FileReport]], None] = lambda _: None
    progress: Callable[[Progress], None] = lambda _: None


def count_actions(rows: Sequence[FileReport]) -> dict[str, int]:
    """How many files of each action, those that do not occur left out."""
    counted = Counter(row.action for row in rows)
    return {action: counted[action] for action in get_args(Action) if counted[action]}
