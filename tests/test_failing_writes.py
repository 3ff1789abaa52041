"""Writes that fail: no room, no right, a broken disk. One line is said, and the index in use goes on answering.

Python's own writes fail by the n-th of them. SQLite and Chroma write past Python: for them the system limits how
large a file may grow, and a small file system fills up where one may be mounted.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from soak_kit import changed, copy, files_of_the_index, standing

from eval.soak.child import Job, Outcome, ask, run
from eval.soak.faults import Fault
from eval.soak.served import trouble
from eval.soak.writes import filled_up, kinds_of, may_mount

__all__ = ["changed", "standing"]  # fixtures of the tests below

Changed = tuple[Job, str, str]


def held(job: Job, old: str, new: str, outcome: Outcome) -> None:
    """Assert what must hold after an ingest in which something failed, and after the next run."""
    assert outcome.trace == "" and "\n" not in outcome.error, outcome
    assert outcome.fingerprint == new if not outcome.error else "Traceback" not in outcome.error
    assert trouble(job.settings, {old, new}) is None
    assert run(replace(job, fault=None, largest_file=0, powerless=False, room=0)).fingerprint == new
    assert trouble(job.settings, {new}) is None


@pytest.fixture(scope="module")
def operations(changed: Changed, tmp_path_factory: pytest.TempPathFactory) -> list[Fault]:
    """One fault for each kind of operation on each kind of file, as a whole ingest does them."""
    job = copy(changed[0], tmp_path_factory.mktemp("whole"))
    return kinds_of(run(job).done)


def test_a_write_that_fails_is_one_line_and_the_index_answers(
    operations: list[Fault], changed: Changed, tmp_path: Path
) -> None:
    chosen = operations[:: max(1, len(operations) // 8)]
    assert {fault.kind for fault in operations} >= {"write", "fsync", "replace", "sql"}
    failed = 0
    for number, fault in enumerate(chosen):
        job = copy(changed[0], tmp_path / str(number))
        outcome = run(replace(job, fault=replace(fault, how=("ENOSPC", "EIO")[number % 2])))
        failed += bool(outcome.error)
        held(job, changed[1], changed[2], outcome)
    assert failed >= len(chosen) // 2


@pytest.mark.parametrize("of", ["library.sqlite", "chroma.sqlite3", "manifest.json"])
def test_a_file_that_cannot_grow_is_one_line_and_the_index_answers(
    of: str, changed: Changed, tmp_path: Path
) -> None:
    """The limit is the system's, so that SQLite's and Chroma's own writes fail too."""
    job = copy(changed[0], tmp_path)
    sizes = {path.name: path.stat().st_size for path in files_of_the_index(job)}
    outcome = run(replace(job, largest_file=sizes[of] * 3 // 4))
    assert outcome.error
    held(job, changed[1], changed[2], outcome)


def answers(asked: Outcome, fingerprint: str) -> None:
    """Assert that words find all. Chroma cannot open what it may not write to; then that is said."""
    assert asked.fingerprint == fingerprint and asked.trace == "", asked
    assert asked.error == "" or "Search by words goes on" in asked.error


def test_a_disk_that_fills_up_is_one_line_and_the_index_answers(changed: Changed, tmp_path: Path) -> None:
    if not may_mount():
        pytest.skip("no file system may be mounted here")
    job = copy(changed[0], tmp_path)
    for spare in (0, 300):
        outcome, asked = filled_up(job, tmp_path / "small", spare)
        assert outcome.error and "\n" not in outcome.error and outcome.trace == "", outcome
        answers(asked, changed[1])


def read_only(folder: Path, whole: bool) -> Iterator[Path]:
    """What to forbid writing to: a folder, or all that is below it."""
    yield folder
    yield from folder.rglob("*") if whole else ()


@pytest.mark.parametrize("part", ["all of the index", "generations", "vectors"])
def test_a_folder_turned_read_only_is_one_line_and_the_index_answers(
    part: str, changed: Changed, tmp_path: Path
) -> None:
    job = copy(changed[0], tmp_path)
    index = job.settings.index_folder
    folder = {
        "all of the index": index,
        "generations": index / "generations",
        "vectors": job.home / "vectors",
    }[part]
    modes = {path: path.stat().st_mode for path in read_only(folder, part != "generations")}
    for path in modes:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        outcome = run(replace(job, powerless=True))
        assert outcome.error and "\n" not in outcome.error and outcome.trace == "", outcome
        assert part == "vectors" or "REVIEWS_HOME" in outcome.error
        asked = ask(replace(job, powerless=True))
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
    answers(asked, changed[1])
    held(job, changed[1], changed[2], outcome)


def test_a_disk_without_room_is_said_before_anything_is_written(changed: Changed, tmp_path: Path) -> None:
    job = copy(changed[0], tmp_path)
    outcome = run(replace(job, room=1_000_000))
    assert "too full" in outcome.error and "Free some space" in outcome.error
    held(job, changed[1], changed[2], outcome)
