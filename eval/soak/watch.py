"""Kills an ingest at a chosen moment, by watching its files: which are there, and when they change."""

import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from eval.soak.child import Running

Stamp = tuple[int, int, int]
_A_LOOK = 0.0005  # seconds between two looks


@dataclass(frozen=True, slots=True)
class Moment:
    """When a file whose name begins so is new, changed or gone for the ``times``-th time; "" is any file."""

    file: str
    times: int = 1

    def __str__(self) -> str:
        return f"{self.file or 'any file'}, change {self.times}"


def kill_at(running: Running, folder: Path, moment: Moment, before: dict[str, Stamp]) -> bool:
    """Kill it at the moment; False where it had ended by itself. ``before`` is what was there at its start."""
    seen, changes = before, Counter[str]()
    while running.alive and changes[moment.file] < moment.times:
        time.sleep(_A_LOOK)
        now = snapshot(folder)
        changed = {path for path, _ in set(now.items()) ^ set(seen.items())}
        if any(Path(path).name.startswith(moment.file) for path in changed):
            changes[moment.file] += 1
        seen = now
    in_time = running.alive
    running.kill()
    return in_time and running.outcome() is None


def kill_after(running: Running, seconds: float) -> bool:
    """Kill it after some seconds; False where it had ended by itself."""
    until = time.monotonic() + seconds
    while running.alive and (left := until - time.monotonic()) > 0:
        time.sleep(min(0.005, left))
    running.kill()
    return running.outcome() is None


def snapshot(folder: Path) -> dict[str, Stamp]:
    """Inode, size and time of all files; those that vanish during the look do not count."""
    return dict(_looked(str(folder)))


def _looked(folder: str) -> Iterator[tuple[str, Stamp]]:
    with suppress(FileNotFoundError), os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                yield from _looked(entry.path)
                continue
            with suppress(FileNotFoundError):
                stat = entry.stat(follow_symlinks=False)
                yield entry.path, (stat.st_ino, stat.st_size, stat.st_mtime_ns)
