"""Reads a new generation back, in a process of its own: ``python -m ingest.probe <generation folder>``.

A damaged index can end the process that opens it, so that process must not be the one that serves. The
child gets no key in its environment. It prints what it could read: fingerprint and number of passages. On
its standard input it is told which passages to compare one by one; all, unless the generation began as a
copy of one that was checked before.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from ingest.child import environment
from ingest.errors import IndexDamaged
from ingest.library import Library
from ingest.vectors import BATCH, VectorStore, metadata

SELF_QUERIES = 20


@dataclass(frozen=True, slots=True)
class Changed:
    """Ids of the passages taken out of a copy, and of those put in."""

    removed: Sequence[str]
    added: Sequence[str]


def probe(generation: Path, count: int, changed: Changed | None = None) -> str:
    """Read a generation back in a child process.

    Args:
        generation: its folder.
        count: how many passages it should have.
        changed: what is other than in the sealed generation that this one began as a copy of.

    Returns:
        The fingerprint of what the child could read.

    Raises:
        IndexDamaged: the child found a difference, died, or took too long.
    """
    try:
        child = subprocess.run(
            [sys.executable, "-m", "ingest.probe", str(generation)],
            input=json.dumps(asdict(changed) if changed else None),
            env=environment([str(Path(__file__).resolve().parent.parent)]),
            cwd=generation,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=120 + count / 100,
        )
    except subprocess.TimeoutExpired:
        raise IndexDamaged("The new index did not answer its check in time", _AGAIN) from None
    lines = child.stdout.strip().splitlines()
    if child.returncode or not lines:
        last = (child.stderr.strip().splitlines() or [f"exit code {child.returncode}"])[-1]
        raise IndexDamaged(f"The index did not pass its check: {last}", _AGAIN)
    seen = json.loads(lines[-1])
    if seen["passages"] != count:
        raise IndexDamaged(f"The new index has {seen['passages']} passages, not {count}", _AGAIN)
    return str(seen["fingerprint"])


_AGAIN = "The index in use was left as it is. Run: reviews ingest --rebuild"


def examine(generation: Path, changed: Changed | None = None) -> dict[str, str | int]:
    """Compare Chroma with the library, record by record, and let some passages find themselves.

    Args:
        generation: its folder.
        changed: leave out all passages but these.

    Raises:
        IndexDamaged: a difference was found.
    """
    library = Library(generation)
    vectors = VectorStore(generation / "chroma")
    entries = library.vectors(changed.added if changed else None)
    while batch := list(islice(entries, BATCH)):
        records = vectors.records([passage.id for passage, _ in batch])
        for passage, vector in batch:
            kept, found = records.get(passage.id, ({}, vector))
            unit = vector / np.linalg.norm(vector)  # Chroma gives back what it normalised
            if kept != metadata(passage) or not np.allclose(found, unit, rtol=0, atol=1e-5):
                raise IndexDamaged(f"Chroma has another record for passage {passage.id}")
    if vectors.count() != library.passage_count:
        raise IndexDamaged(f"Chroma has {vectors.count()} records for {library.passage_count} passages")
    if changed and (left := vectors.records(sorted(set(changed.removed) - set(changed.added)))):
        raise IndexDamaged(f"Chroma still has passage {min(left)}")
    fingerprint = library.check(changed.added if changed else None)
    _find_themselves(library, vectors, changed.added if changed else [])
    return {"passages": library.passage_count, "fingerprint": fingerprint}


def _find_themselves(library: Library, vectors: VectorStore, changed: Sequence[str]) -> None:
    asked = missed = 0
    for entry in library.entries([*_some(library.ids()), *_some(changed)]):
        name = entry.passage.id
        best = vectors.nearest(entry.vector, 1)
        asked += 1
        missed += not best or best[0][1] < 0.999
        words = " ".join(entry.indexed_text.split()[:6])
        found = library.lexical([words], library.passage_count, [entry.passage.review_id])
        if any(c.isalnum() for c in words) and name not in dict(found):
            raise IndexDamaged(f"The words of passage {name} do not find it")
    if missed > asked / 10:  # the search is approximate, so one miss in many is no damage
        raise IndexDamaged(f"{missed} of {asked} vectors did not find themselves")


def _some(ids: Sequence[str]) -> Sequence[str]:
    return ids[:: max(1, len(ids) // SELF_QUERIES)]


if __name__ == "__main__":
    told = json.load(sys.stdin)
    try:
        print(json.dumps(examine(Path(sys.argv[1]), Changed(**told) if told else None)))
    except IndexDamaged as damage:  # its last line is told to people, who need no name of a class
        sys.exit(damage.message)
