"""What the tests of kills, damage and failing writes share: a small corpus whose index has all that a large one has."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.soak.child import Job, fresh, run
from eval.soak.corpus import change_corpus, write_corpus

pytest.importorskip("resource", reason="limits and kills are those of Linux and macOS")

FILES, ITEMS, PERSIST_EVERY = 6, 20, 40  # Chroma has written its HNSW files three times


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> tuple[Job, str, str]:
    """A corpus with two generations, and their fingerprints, older first. Tests work on copies."""
    base = tmp_path_factory.mktemp("standing")
    write_corpus(base / "corpus", FILES, ITEMS)
    job = Job(base / "corpus", base / "home", persist_every=PERSIST_EVERY)
    older = run(job).fingerprint
    change_corpus(job.corpus, 1)
    newer = run(job).fingerprint
    assert older and newer and older != newer
    return job, older, newer


@pytest.fixture(scope="module")
def changed(standing: tuple[Job, str, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Job, str, str]:
    """The same after another change of the corpus: the fingerprint that answers, and that of a fresh index."""
    base = tmp_path_factory.mktemp("changed")
    job = copy(standing[0], base)
    change_corpus(job.corpus, 7)
    return job, standing[2], fresh(job, base / "fresh")


@pytest.fixture
def copied(standing: tuple[Job, str, str], tmp_path: Path) -> Job:
    """A copy of it: the corpus, the index and what was embedded."""
    return copy(standing[0], tmp_path)


def copy(job: Job, base: Path) -> Job:
    """The same in another place. Hard links stay what they are."""
    there = Job(base / "corpus", base / "home", persist_every=job.persist_every)
    shutil.copytree(job.corpus, there.corpus)
    linked: dict[int, str] = {}

    def once(source: str, target: str) -> str:
        inode = Path(source).stat().st_ino
        if inode in linked:
            Path(target).hardlink_to(linked[inode])
        else:
            linked[inode] = shutil.copy2(source, target)
        return target

    shutil.copytree(job.home, there.home, copy_function=once)
    there.settings.index_folder.parent.joinpath(job.settings.index_folder.name).rename(
        there.settings.index_folder
    )
    return there


def files_of_the_index(job: Job) -> Iterator[Path]:
    """The pointer, and every file of the generation in use."""
    folder = job.settings.index_folder
    yield folder / "current"
    used = folder / "generations" / (folder / "current").read_text().strip()
    yield from sorted(path for path in used.rglob("*") if path.is_file())
