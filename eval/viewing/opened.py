"""One finished run read back as it was scored when it was made: nothing is asked and nothing scored again."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.report import Section
from eval.runs.folder import RunFolder, open_run
from eval.runs.lines import Shelf, attempt_of, located_of
from eval.runs.nouns import Line, Timing
from eval.runs.reporting import BESIDE, scores_of
from eval.scoring.measures import Result
from ingest.errors import ReviewsError

DISTRIBUTED = ("vital_facts", "all_facts", "recall_5", "recall_10", "relevance", "citation_recall")


@dataclass(frozen=True, slots=True)
class Spread:
    """How the scores of one measure spread: cases with none of it, under half, half or more, and all of it."""

    measure: str
    none: int
    under_half: int
    half_or_more: int
    whole: int

    @property
    def n(self) -> int:
        """The cases that have a score."""
        return self.none + self.under_half + self.half_or_more + self.whole


@dataclass(frozen=True, slots=True)
class Took:
    """How long something took, in milliseconds: the middle case, 95 of 100, and the slowest, of ``n``."""

    what: str
    n: int
    half: float
    most: float
    longest: float


@dataclass(frozen=True, slots=True)
class OpenedRun:
    """A finished run: its folder, a result for each case in the order asked, and what was measured beside them."""

    folder: RunFolder
    results: tuple[Result, ...]
    beside: tuple[Section, ...]
    spreads: tuple[Spread, ...]
    took: tuple[Took, ...]
    shelf: Shelf
    inexact: Mapping[str, Mapping[str, str]]

    def result(self, case: str) -> Result | None:
        """The result of the case with this id."""
        return next((one for one in self.results if one.located.case.id == case), None)


def opened(path: Path) -> OpenedRun:
    """Read a finished run.

    Raises:
        ReviewsError: it is damaged, not finished, or of another version.
    """
    folder = open_run(path)
    scores = scores_of(folder)
    try:
        shelf, lines = folder.shelf(), folder.read(Line)
        timings = {timing.id: timing for timing in folder.read(Timing)}
        results = tuple(
            Result(
                located_of(line, shelf),
                attempt_of(line, timings[line.case.id], shelf),
                scores[line.case.id],
                line.error,
            )
            for line in lines
            if line.case.id in timings
        )
        beside = folder.record(BESIDE) or {"sections": []}
        sections = tuple(
            Section(one["title"], tuple(one["remarks"]), tuple(map(tuple, one["rows"])))
            for one in beside["sections"]
        )
    except (KeyError, TypeError, OSError):
        raise ReviewsError(
            f"The run {folder.name} is damaged: its files do not fit together",
            "Run the evaluation again: reviews eval",
        ) from None
    inexact = {line.case.id: dict(line.inexact) for line in lines if line.inexact}
    return OpenedRun(folder, results, sections, spreads(results), times(results), shelf, inexact)


def spreads(results: Sequence[Result]) -> tuple[Spread, ...]:
    """How the shares spread over the cases, of the measures that are shares and that any case has."""
    found = []
    for measure in DISTRIBUTED:
        values = [value for r in results if r.attempt and (value := r.scores.get(measure)) is not None]
        if values:
            none, whole = sum(v <= 0 for v in values), sum(v >= 1 for v in values)
            low = sum(0 < v < 0.5 for v in values)
            found.append(Spread(measure, none, low, len(values) - none - whole - low, whole))
    return tuple(found)


def times(results: Sequence[Result]) -> tuple[Took, ...]:
    """How long the answers took, whole and stage by stage as the answers tell them."""
    tried = [r.attempt for r in results if r.attempt is not None]
    stages: dict[str, list[float]] = {"from question to answer": [1000 * one.seconds for one in tried]}
    for one in tried:
        for stage, spent in one.answer.timings_ms.items():
            if stage != "total":
                stages.setdefault(stage.replace("_", " "), []).append(spent)
    return tuple(_took(stage, sorted(spent)) for stage, spent in stages.items() if spent)


def _took(what: str, spent: Sequence[float]) -> Took:
    n = len(spent)
    half, most = (spent[math.ceil(share * n) - 1] for share in (0.5, 0.95))
    return Took(what, n, half, most, spent[-1])
