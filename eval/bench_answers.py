"""``python -m eval.bench_answers``: the answers measured whole, a part of ``make bench``; writes eval/results/.

The gold with its variants on the shipped digests and, with ORIGINALS naming their folder, on the publishers' originals; every
solver on both, and with made-up reviews beside; with PUBLISHED_SETS naming a folder, the question sets that others publish.
Each part is a process of its own, and its time is printed. Exits with 1 where a part could not be measured; a gate that a run
misses is told in its report, and is for CI to stop at.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "results"
DISTRACTORS = 30
GATE_MISSED = 1


@dataclass(frozen=True, slots=True)
class Part:
    """A command to run, with what it is called and the environment that it adds."""

    name: str
    words: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    gates: bool = False


def parts(originals: str, sets: str) -> tuple[Part, ...]:
    """What there is to measure with the folders that are at hand."""
    ingest, measure = ["ui.cli", "ingest"], ["ui.cli", "eval", "--out", str(RESULTS)]
    found = [Part("digests, ingested", ingest), Part("gold on the digests", measure, gates=True)]
    solvers = ["eval.solvers", "--distractors", str(DISTRACTORS)]
    if originals:
        there = {"REVIEWS_CORPUS": originals}
        found += [
            Part("originals, ingested", ingest, there),
            Part("gold on the originals", measure, there, gates=True),
        ]
        solvers += ["--originals", originals]
    found.append(Part("solvers", solvers))
    if sets:
        found.append(Part("published sets", ["eval.published", sets, "--out", str(RESULTS / "published.md")]))
    return tuple(found)


def main() -> int:
    """Run every part and print its time; 1 where one failed."""
    failed = False
    begun = time.monotonic()
    for part in parts(os.environ.get("ORIGINALS", ""), os.environ.get("PUBLISHED_SETS", "")):
        started = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", *part.words],
            env={**os.environ, **part.environment},
            stdout=subprocess.DEVNULL,
            check=False,
        )
        sound = done.returncode == 0 or (part.gates and done.returncode == GATE_MISSED)
        failed |= not sound
        told = "" if sound else f", FAILED with exit {done.returncode}"
        print(f"{part.name}: {time.monotonic() - started:.0f} s{told}", flush=True)
    print(f"all: {(time.monotonic() - begun) / 60:.1f} minutes", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
