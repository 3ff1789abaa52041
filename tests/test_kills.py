"""Ingests killed with SIGKILL, at moments that their files give away: what is served is whole, and the next run mends."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from soak_kit import changed, copy, standing

from eval.soak.child import Job, run, start
from eval.soak.faults import Fault
from eval.soak.served import trouble
from eval.soak.watch import Moment, kill_at, snapshot

__all__ = ["changed", "standing"]  # fixtures of the tests below

# While the generation is written, Chroma's vector files above all; the last ones where it is put to use.
MOMENTS = [
    Moment("", 1 + random.Random(4).randrange(30)),
    Moment("library.sqlite", 2),
    Moment("chroma.sqlite3"),
    Moment("data_level0.bin"),
    Moment("data_level0.bin", 2),
    Moment("index_metadata.pickle"),
    Moment("link_lists.bin", 2),
]
STEPS = [
    Fault("kill", 1, "write", "manifest.json"),
    Fault("kill", 1, "replace", "current"),
    Fault("kill", 1, "unlink", "lock.info"),
]


def after_a_kill(changed: tuple[Job, str, str], tmp_path: Path, when: Moment | Fault) -> None:
    """Kill an ingest of a changed corpus; assert what must hold then, and after the next run."""
    _, old, new = changed
    for attempt in range(5):  # whoever watches may be late on a busy machine; an ingest that ended is no kill
        job = copy(changed[0], tmp_path / str(attempt))
        folder = job.settings.index_folder
        if isinstance(when, Moment):
            before = snapshot(folder)
            killed = kill_at(start(job), folder, when, before)
        else:
            killed = start(replace(job, fault=when)).outcome() is None
        if killed:
            break
    else:
        pytest.fail(f"{when} never came")
    assert trouble(job.settings, {old, new}) is None
    again = run(job)
    assert again.fingerprint == new, again
    assert trouble(job.settings, {new}) is None
    assert len(list((folder / "generations").iterdir())) == 2


@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_an_ingest_killed_when_a_file_has_just_changed_breaks_nothing(
    moment, changed, tmp_path: Path
) -> None:
    after_a_kill(changed, tmp_path, moment)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.kind} of {step.file}")
def test_an_ingest_killed_around_the_swap_breaks_nothing(step: Fault, changed, tmp_path: Path) -> None:
    after_a_kill(changed, tmp_path, step)
