"""The runs in a folder with the state each is in: also those that cannot be read, which are named and not passed over."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from eval.runs.folder import MANIFEST, RunFolder, open_run
from eval.runs.nouns import Manifest, Timing
from eval.scoring.measures import Summary
from ingest.errors import ReviewsError

State = Literal["finished", "being_written", "interrupted", "unreadable"]
Verdict = Literal["passed", "failed", "invalid", ""]
_VERDICTS: Mapping[int, Verdict] = {0: "passed", 1: "failed", 2: "invalid"}
_STILL_WRITTEN = 90  # seconds since its last case within which a run without figures is taken to be under way


@dataclass(frozen=True, slots=True)
class Gate:
    """A figure that the run was to reach, as it was judged when the run was made; ``reached`` is None where nothing was."""

    measure: str
    statistic: str
    scope: str
    op: str
    value: float
    why: str
    reached: float | None
    n: int
    failed: int
    passed: bool

    @property
    def measured(self) -> bool:
        """Whether any case that it is about was asked."""
        return bool(self.n or self.failed)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a finished run came to: by group (``all``, ``kind:fact``, ``split:open``) each measure's summary."""

    verdict: Verdict
    groups: Mapping[str, Mapping[str, Summary]]
    gates: tuple[Gate, ...]
    goals: tuple[Gate, ...]
    errors: int

    @property
    def missed(self) -> int:
        """How many gates were measured and not reached."""
        return sum(gate.measured and not gate.passed for gate in self.gates)

    @property
    def measured(self) -> int:
        """How many gates had anything to go by."""
        return sum(gate.measured for gate in self.gates)

    def of(self, measure: str, group: str = "all") -> Summary | None:
        """The summary of a measure, where any case of the group has a score."""
        summary = self.groups.get(group, {}).get(measure)
        return summary if summary is not None and summary.mean is not None else None


@dataclass(frozen=True, slots=True)
class ListedRun:
    """A run as the list has it: ``done`` cases of those it is of; ``fault`` says why it cannot be read."""

    name: str
    state: State
    manifest: Manifest | None = None
    done: int = 0
    figures: Figures | None = None
    fault: str = ""

    @property
    def series(self) -> tuple[str, ...]:
        """What two runs must share for their figures to be joined by a line: corpus, gold, cases chosen, mode and model."""
        held = self.manifest
        if held is None:
            return (self.name,)
        chosen = tuple(f"{name}={held.chosen[name]}" for name in sorted(held.chosen) if name != "plain")
        return (held.fingerprint, held.gold_sha256, held.mode, held.model, held.fault, *chosen)


@dataclass(frozen=True, slots=True)
class Overview:
    """Every run, the latest first; ``fault`` says why the folder itself cannot be read."""

    runs: tuple[ListedRun, ...] = ()
    fault: str = ""

    def named(self, name: str) -> ListedRun | None:
        """The run of this very name, or the latest that is finished where ``last`` is asked for; never a path."""
        if name == "last":
            return next((run for run in self.runs if run.state == "finished"), None)
        return next((run for run in self.runs if run.name == name), None)

    def finished_beside(self, name: str) -> tuple[ListedRun, ...]:
        """The other runs that are finished, the latest first."""
        return tuple(run for run in self.runs if run.state == "finished" and run.name != name)


@dataclass
class Seen:
    """Figures read before, by run and the state of its file, so that a long list is read once."""

    held: dict[tuple[str, int, int], Figures] = field(default_factory=dict)


def overview(folder: Path, seen: Seen | None = None, now: float | None = None) -> Overview:
    """The runs kept in a folder; none where there is no such folder.

    Args:
        seen: what was read before, added to.
        now: seconds since the epoch, to tell a run being written from one that was interrupted.
    """
    try:
        names = sorted(path.name for path in folder.iterdir() if path.is_dir())
    except FileNotFoundError:
        return Overview()
    except OSError as error:
        return Overview(fault=f"The folder of runs cannot be read: {error.strerror}")
    runs = [_listed(folder / name, seen or Seen(), now or time.time()) for name in names]
    return Overview(tuple(sorted(runs, key=_age, reverse=True)))


def _age(run: ListedRun) -> tuple[str, str]:
    return (run.manifest.made if run.manifest else run.name, run.name)


def _listed(path: Path, seen: Seen, now: float) -> ListedRun:
    if not (path / MANIFEST).exists():
        return ListedRun(
            path.name, "unreadable", fault="It has no manifest: it is not a run, or was cut short."
        )
    try:
        run = open_run(path)
        if not run.complete:
            done = len(run.read(Timing))
            state: State = "being_written" if now - _last_written(path) < _STILL_WRITTEN else "interrupted"
            return ListedRun(path.name, state, run.manifest, done)
        return ListedRun(path.name, "finished", run.manifest, run.manifest.cases, _figures(run, seen))
    except ReviewsError as error:
        told = f"It is damaged, or another version made it. {error.next_step}".strip()
        return ListedRun(path.name, "unreadable", fault=told)
    except OSError as error:
        return ListedRun(path.name, "unreadable", fault=f"It cannot be read: {error.strerror}.")


def _last_written(path: Path) -> float:
    return max((file.stat().st_mtime for file in path.iterdir()), default=0.0)


def _figures(run: RunFolder, seen: Seen) -> Figures:
    state = (run.path / "summary.json").stat()
    key = (run.name, state.st_mtime_ns, state.st_size)
    if key not in seen.held:
        try:
            seen.held[key] = figures_of(run.record("summary.json"))
        except (KeyError, TypeError, AttributeError):
            raise ReviewsError(
                "Its figures are not of this version", f"Run: reviews eval score {run.name}"
            ) from None
    return seen.held[key]


def figures_of(record: Mapping[str, Any]) -> Figures:
    """The figures of a run's summary.

    Raises:
        KeyError, TypeError, AttributeError: it is not of this version.
    """
    groups = {
        group: {name: Summary(**summary) for name, summary in measures.items()}
        for group, measures in record["summaries"].items()
    }
    gates, goals = (tuple(map(_gate, record[name])) for name in ("gates", "goals"))
    return Figures(_VERDICTS[record["exit_code"]], groups, gates, goals, len(record["failed"]))


def _gate(record: Mapping[str, Any]) -> Gate:
    kinds = [record["kind"]] if record["kind"] else record["kinds"]
    return Gate(
        measure=record["measure"],
        statistic=record["statistic"],
        scope=" and ".join(kinds),
        op=record["op"],
        value=record["value"],
        why=record["why"],
        reached=record["reached"],
        n=record["n"],
        failed=record["failed"],
        passed=record["passed"],
    )
