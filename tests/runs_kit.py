"""Small kept runs of two invented reviews, for tests of what is made of runs."""

import json
from collections.abc import Sequence
from pathlib import Path
from shutil import copytree

import pytest

from assistant.nouns import Answer, Turn
from eval.run import Wanted, run, runs_folder
from eval.runs.folder import RunFolder, open_run
from ingest.settings import Settings
from tests.test_eval_solvers import CASES, SOURCES, Oracle


class Refuses(Oracle):
    """Finds everything and answers nothing but the urgent."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        answer = super().ask(question, history)
        return answer if answer.outcome in ("urgent", "declined") else Answer(question, question, "not_found")


def laid_out(folder: Path) -> Settings:
    """Settings with a corpus of two reviews and folders of their own."""
    corpus = folder / "reviews"
    corpus.mkdir()
    for file, text in SOURCES.items():
        (corpus / file).write_bytes(text.encode())
    return Settings(corpus=corpus, home=folder / "home", data=folder / "data", now="2026-01-02T03:04:05")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings whose folders nothing else uses."""
    return laid_out(tmp_path)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[RunFolder, RunFolder]:
    """Two finished runs, made once: one whose answers are right, and a later one that refuses."""
    folder = tmp_path_factory.mktemp("made")
    gold, own = folder / "gold.jsonl", laid_out(folder)
    gold.write_text("".join(f"{case.model_dump_json()}\n" for case in CASES), encoding="utf-8")
    right = run(own, Wanted(gold), Oracle(CASES)).folder
    later = own.model_copy(update={"now": "2026-01-03T03:04:05"})
    return right, run(later, Wanted(gold), Refuses(CASES)).folder


@pytest.fixture
def kept(settings: Settings, made: tuple[RunFolder, RunFolder]) -> tuple[RunFolder, RunFolder]:
    """A copy of the two runs, to be changed as a test likes."""
    place = runs_folder(settings)
    one, other = (open_run(Path(copytree(held.path, place / held.name))) for held in made)
    return one, other


def spoil(settings: Settings) -> None:
    """Put beside the runs one that was interrupted long ago, one of another version and a folder that is no run."""
    place = runs_folder(settings)
    source = next(path for path in sorted(place.iterdir()) if (path / "manifest.json").exists())
    for name in ("halted", "old", "nothing"):
        (place / name).mkdir()
    for file in ("manifest.json", "asked.jsonl", "passages.jsonl", "reviews.jsonl"):
        (place / "halted" / file).write_bytes((source / file).read_bytes())
    first = (source / "timings.jsonl").read_bytes().split(b"\n")[:2]
    (place / "halted" / "timings.jsonl").write_bytes(b"\n".join(first) + b"\n")
    manifest = json.loads((source / "manifest.json").read_bytes()) | {"schema": "reviews.run/0"}
    (place / "old" / "manifest.json").write_text(json.dumps(manifest))
