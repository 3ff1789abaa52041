"""Damage to a standing index: every file, in six ways. It is found before Chroma opens anything, and said."""

import shutil
from collections import Counter
from pathlib import Path

import pytest
from soak_kit import copied, copy, files_of_the_index, standing

from eval.soak.child import Job, run
from eval.soak.damage import KINDS, damage
from eval.soak.served import found_before_opening, trouble

__all__ = ["copied", "standing"]  # fixtures of the tests below


@pytest.mark.parametrize("kind", KINDS)
def test_damage_to_any_file_is_found_and_the_generation_before_answers(
    kind: str, standing: tuple[Job, str, str], tmp_path: Path
) -> None:
    job, older, newer = standing
    done = Counter[str]()
    for number, path in enumerate(files_of_the_index(job)):
        there = copy(job, tmp_path / str(number))
        harmed = list(files_of_the_index(there))[number]
        assert harmed.name == path.name
        if not damage(harmed, kind):
            continue
        # A pointer that cannot be read names nothing: the newest sound generation is the one it should name.
        sound = {newer} if path.name == "current" else {older}
        if kind == "deleted" and path.name == "current":
            continue  # that is how a folder looks that never had an index; the test below has it
        assert found_before_opening(there.settings, sound), path.name
        done[path.name] += 1
    assert {"library.sqlite", "chroma.sqlite3", "manifest.json", "data_level0.bin", "header.bin"} <= set(done)


@pytest.mark.parametrize("kind", KINDS)
def test_damage_to_the_only_generation_is_a_line_that_names_the_repair(
    kind: str, standing: tuple[Job, str, str], tmp_path: Path
) -> None:
    for number in range(len(list(files_of_the_index(standing[0])))):
        there = copy(standing[0], tmp_path / str(number))
        harmed = list(files_of_the_index(there))[number]
        if harmed.name == "current" or not damage(harmed, kind):
            continue
        for other in (there.settings.index_folder / "generations").iterdir():
            if other not in harmed.parents:
                shutil.rmtree(other)
        assert found_before_opening(there.settings, ()), harmed.name


@pytest.mark.parametrize("name", ["library.sqlite", "chroma.sqlite3", "data_level0.bin", "current"])
def test_the_next_ingest_mends_what_was_damaged(
    name: str, standing: tuple[Job, str, str], copied: Job
) -> None:
    (harmed,) = [path for path in files_of_the_index(copied) if path.name == name]
    assert damage(harmed, "zeroed in its middle" if name != "current" else "deleted")
    again = run(copied)
    assert again.fingerprint == standing[2], again
    assert trouble(copied.settings, {standing[2]}) is None
