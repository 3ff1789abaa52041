"""A run's folder: lines are written as they come, so that a run that was interrupted goes on where it stopped."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from eval.runs.lines import Shelf
from eval.runs.nouns import SCHEMA, Called, Line, Manifest, Mark, Timing
from ingest.errors import ReviewsError
from ingest.nouns import Passage, Review

MANIFEST = "manifest.json"
_LINES = {
    Line: "asked",
    Passage: "passages",
    Review: "reviews",
    Called: "called",
    Timing: "timings",
    Mark: "marks",
}
One = TypeVar("One", Line, Passage, Review, Called, Timing, Mark)


@dataclass(frozen=True, slots=True)
class RunFolder:
    """The folder of one run. ``name`` is what a person calls it by."""

    path: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        """The folder's own name."""
        return self.path.name

    @property
    def complete(self) -> bool:
        """Whether every case has been asked and the figures were written."""
        return (self.path / "summary.json").exists()

    def add(self, *things: One) -> None:
        """Append lines; they are on disk when this returns."""
        for kind in dict.fromkeys(type(thing) for thing in things):
            own = [thing for thing in things if type(thing) is kind]
            with self._file(kind).open("ab") as file:
                file.write(b"".join(_adapter(kind).dump_json(thing) + b"\n" for thing in own))
                file.flush()
                os.fsync(file.fileno())

    def read(self, kind: type[One]) -> tuple[One, ...]:
        """The lines of a sort, in order; none where the file is not there. A last line cut short is left out.

        Raises:
            ReviewsError: another line cannot be read.
        """
        return tuple(self._read(kind))

    def _read(self, kind: type[One]) -> Iterator[One]:
        file = self._file(kind)
        if not file.exists():
            return
        lines = file.read_bytes().split(b"\n")
        for number, line in enumerate(lines, 1):
            if not line:
                continue
            try:
                yield _adapter(kind).validate_json(line)
            except ValueError:
                if number == len(lines):  # without its end: the run was stopped while it was written
                    return
                raise ReviewsError(
                    f"{file}: line {number} is not one of a run of this version", "Run the evaluation again"
                ) from None

    def mend(self) -> None:
        """Take off what an interruption left half written: the last line, and cases without their timing."""
        for kind in _LINES:
            file = self._file(kind)
            if file.exists() and not (held := file.read_bytes()).endswith(b"\n"):
                file.write_bytes(held[: held.rfind(b"\n") + 1])
        timed = {timing.id for timing in self.read(Timing)}
        lines = self.read(Line)
        whole = [line for line in lines if line.case.id in timed]
        if len(whole) < len(lines):
            self._file(Line).write_bytes(b"".join(_adapter(Line).dump_json(line) + b"\n" for line in whole))

    def shelf(self) -> Shelf:
        """Every passage and review the lines name."""
        shelf = Shelf()
        shelf.hold(self.read(Passage), self.read(Review))
        return shelf

    def write(self, name: str, text: str) -> Path:
        """Write one of the reports, whole or not at all."""
        target = self.path / name
        beside = target.with_name(f".{name}.{os.getpid()}")
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(target)
        return target

    def record(self, name: str) -> Any:
        """One of the reports that are JSON; None where it was not written."""
        try:
            return json.loads((self.path / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except ValueError:
            raise ReviewsError(f"{self.path / name} is not JSON", "Score the run again") from None

    def _file(self, kind: type) -> Path:
        return self.path / f"{_LINES[kind]}.jsonl"


_adapters: dict[type, Any] = {}


def _adapter(kind: type) -> Any:
    from pydantic import TypeAdapter

    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def begin(folder: Path, manifest: Manifest) -> RunFolder:
    """A new run in a folder, which gets a number where its name is taken.

    Raises:
        ReviewsError: it cannot be written there.
    """
    path, number = folder, 1
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        while True:
            try:
                path.mkdir()
                break
            except FileExistsError:
                number += 1
                path = folder.with_name(f"{folder.name}-{number}")
        (path / MANIFEST).write_bytes(_adapter(Manifest).dump_json(manifest, indent=1) + b"\n")
    except OSError as error:
        raise ReviewsError(
            f"{error.filename or path}: {error.strerror}", "Give --out a folder that can be written"
        ) from None
    return RunFolder(path, manifest)


def open_run(path: Path) -> RunFolder:
    """A run that was begun before.

    Raises:
        ReviewsError: there is none in that folder, or another version wrote it.
    """
    try:
        held = (path / MANIFEST).read_bytes()
    except OSError:
        raise ReviewsError(f"No run of the evaluation in {path}", "See the runs: reviews eval runs") from None
    try:
        if json.loads(held).get("schema") == SCHEMA:
            return RunFolder(path, _adapter(Manifest).validate_json(held))
    except (ValueError, AttributeError):
        pass
    raise ReviewsError(f"{path / MANIFEST} is not of this version", "Run the evaluation again")


def runs_in(folder: Path) -> tuple[RunFolder, ...]:
    """The runs in a folder, the oldest first; what is no run is passed over."""
    found = []
    for path in sorted(folder.glob(f"*/{MANIFEST}")):
        try:
            found.append(open_run(path.parent))
        except ReviewsError:
            continue
    return tuple(sorted(found, key=lambda run: (run.manifest.made, run.name)))


def run_named(name: str, folder: Path) -> RunFolder:
    """A run by its path, its name, the start of its name, or ``last``.

    Raises:
        ReviewsError: none or several are called that.
    """
    if (Path(name).expanduser() / MANIFEST).exists():
        return open_run(Path(name).expanduser())
    held = runs_in(folder)
    fits: Sequence[RunFolder] = [run for run in held if run.name == name]
    fits = fits or ([run for run in held if run.complete][-1:] if name == "last" else [])
    fits = fits or [run for run in held if run.name.startswith(name)]
    if len(fits) == 1:
        return fits[0]
    told = f"{len(fits)} runs are" if fits else "No run is"
    raise ReviewsError(f"{told} called {name!r} in {folder}", "See the runs: reviews eval runs")
