"""Fails every n-th write of an ingest, and fills a small disk under it."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from eval.soak.child import Job, Outcome, ask, run
from eval.soak.faults import Fault

_GENERATION = re.compile(r"\d{8}T\d{12}-[0-9a-f]{4}|[0-9a-f]{8}-[0-9a-f-]{27}")


def kinds_of(done: Sequence[str]) -> list[Fault]:
    """One fault for each kind of operation on each kind of file; folders with names of their own are one kind."""
    kinds = dict.fromkeys(tuple(_GENERATION.sub("", step).split(" ", 1)) for step in done)
    return [Fault("ENOSPC", 1, kind, file) for kind, file in kinds]


def may_mount() -> bool:
    """Whether a file system of one's own may be mounted here, which needs Linux and some right."""
    if not shutil.which("unshare"):
        return False
    tried = subprocess.run([*_APART, "mount -t tmpfs -o size=1m tmpfs /mnt"], capture_output=True, timeout=60)
    return tried.returncode == 0


_APART = ("unshare", "--mount", "--map-root-user", "sh", "-c")


def filled_up(job: Job, place: Path, spare: int) -> tuple[Outcome, Outcome]:
    """Ingest on a disk of its own that has so many kilobytes to spare, and believes to have more.

    Returns:
        How the ingest ended, and what the index in use says then, while the disk is full.
    """
    place.mkdir(exist_ok=True)
    order = json.dumps([str(job.corpus), str(job.home), str(place), spare, job.persist_every])
    mounted = 'mount -t tmpfs -o size=64m tmpfs "$1" && exec "$2" -m eval.soak.writes "$3"'
    command = [*_APART, mounted, "sh", str(place), sys.executable, order]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment)
    if ran.returncode:
        raise RuntimeError(ran.stderr.strip()[-500:])
    ended, asked = json.loads(ran.stdout.splitlines()[-1])
    return Outcome(**ended), Outcome(**asked)


def _on_a_small_disk(corpus: str, home: str, place: str, spare: int, persist_every: int) -> None:
    """Runs where ``place`` is a disk of its own: puts the index there, fills the disk, ingests and asks."""
    there = Path(place)
    shutil.copytree(home, there / "home")
    job = Job(Path(corpus), there / "home", persist_every=persist_every, room=1 << 40)
    (there / "ballast").write_bytes(bytes(max(0, shutil.disk_usage(there).free - spare * 1024)))
    print(json.dumps([asdict(run(job)), asdict(ask(job))]))


if __name__ == "__main__":
    _on_a_small_disk(*json.loads(sys.argv[1]))
