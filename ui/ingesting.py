"""The verb ingest: the plan, a bar with the rate and the time left, and one table at the end."""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from ingest.report import FileReport, IngestReport, Progress, Watch, count_actions
from ingest.settings import load_settings
from ui.terminal import plain
from ui.words import counted

LISTED = 40
"""So many files are all listed at the end; of more, only those of which there is something to tell."""

SAID_EVERY = 10.0
"""Seconds after which it is said again how far it is, where standard error is no terminal."""


def run_ingest(arguments: argparse.Namespace) -> int:
    """Bring the index up to date; exit 1 where a file failed."""
    from ingest.pipeline import ingest

    settings = load_settings()
    begun = time.monotonic()
    bar = _Bar()
    try:
        report = ingest(
            settings,
            rebuild=arguments.rebuild,
            verify=arguments.verify,
            watch=Watch(planned=_say_plan, progress=bar.show),
        )
    finally:
        bar.close()
    seconds = time.monotonic() - begun
    for note in report.notes:
        print(plain(note), file=sys.stderr)
    if arguments.json:
        print(
            json.dumps(
                {**asdict(report), "counts": report.counts, "seconds": round(seconds, 2)}, ensure_ascii=False
            )
        )
    else:
        print(plain("\n".join(_table(report))))
        print(_done(report, seconds, arguments.verify))
    if report.failed:
        print(plain(_failed(report, named=arguments.json)), file=sys.stderr)
    return 1 if report.failed else 0


def _say_plan(rows: Sequence[FileReport]) -> None:
    counts = ", ".join(f"{count} {action}" for action, count in count_actions(rows).items())
    print(f"Plan: {counts or 'no files'}", file=sys.stderr)


def _table(report: IngestReport) -> list[str]:
    listed = report.rows
    if len(listed) > LISTED:
        listed = tuple(row for row in listed if row.action != "same")
    width = max((len(row.file) for row in listed), default=0)
    lines = []
    for row in listed:
        detail = counted(row.passages, "passage") if row.passages else row.reason
        lines.append(f"{row.file:<{width}}  {row.action:<10}  {detail}")
    if len(listed) < len(report.rows):
        lines.append(f"{len(report.rows) - len(listed)} more are the same as before")
    return lines


def _failed(report: IngestReport, named: bool) -> str:
    """One line for what failed; with its reasons where the table does not show them."""
    failed = report.failed
    files = "1 file" if len(failed) == 1 else f"{len(failed)} files"
    why = ": " + "; ".join(f"{row.file} ({row.reason})" for row in failed) if named else ""
    return f"reviews: {files} could not be read{why}; the others are in the index"


def _done(report: IngestReport, seconds: float, verified: bool) -> str:
    counts = ", ".join(f"{count} {action}" for action, count in report.counts.items())
    done = "A new index was written" if report.written else "Nothing had changed"
    hashed = ", every byte compared" if verified else ""
    return f"{done}{hashed}: {counts}; {counted(report.passage_count, 'passage')}, {report.fingerprint[:12]}, {seconds:.1f} s"


class _Bar:
    """Draws progress: a bar on a terminal, else a line a file and now and then how far it is."""

    def __init__(self) -> None:
        self._stage, self._bar, self._begun, self._file = "", None, 0.0, ""  # type: str, Any, float, str
        self._said = 0.0

    def show(self, progress: Progress) -> None:
        """Draw what is known now."""
        if progress.stage != self._stage:
            self.close()
            self._stage, self._begun = progress.stage, time.monotonic()
            self._said = self._begun
            if progress.stage == "writing":
                print("Writing the index, and having it read back", file=sys.stderr)
            else:
                self._bar = _bar(progress)
        if self._bar is None:
            return
        self._bar.n = progress.done
        if progress.stage == "embedding":
            rate = progress.passages / max(time.monotonic() - self._begun, 0.001)
            self._bar.set_postfix_str(
                f"{counted(progress.passages, 'passage')}, {rate:.0f} a second", refresh=False
            )
            if self._bar.disable and progress.file == self._file:  # told before a file and after it
                print(
                    plain(f"{progress.file}: read, {counted(progress.passages, 'passage')} so far"),
                    file=sys.stderr,
                )
            self._file = progress.file
            if self._bar.disable:
                self._say(progress, rate)
        self._bar.refresh()

    def _say(self, progress: Progress, rate: float) -> None:
        """Where there is no bar, say every few seconds how far it is and how long it will take."""
        now = time.monotonic()
        if now - self._said < SAID_EVERY or not 0 < progress.done < progress.total:
            return
        self._said = now
        left = (now - self._begun) * (progress.total - progress.done) / progress.done
        print(
            f"{progress.done / progress.total:.0%} of {progress.total:,} bytes, "
            f"{counted(progress.passages, 'passage')}, {rate:.0f} a second, about {_spoken(left)} left",
            file=sys.stderr,
        )

    def close(self) -> None:
        """Leave the line."""
        if self._bar is not None:
            self._bar.close()
        self._bar = None


def _spoken(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def _bar(progress: Progress) -> Any:
    from tqdm import tqdm

    embedding = progress.stage == "embedding"
    return tqdm(
        total=progress.total,
        desc="Reading and embedding" if embedding else "Looking at files",
        unit="B" if embedding else " files",
        unit_scale=embedding,
        bar_format="{desc} {percentage:3.0f}% |{bar}| {elapsed} passed, {remaining} left{postfix}",
        leave=embedding,
        disable=None,  # off where standard error is no terminal
    )
