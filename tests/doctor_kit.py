"""What the tests of the doctor share: a sound index, what is wrong with it, and what its repairs do."""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from corpus_kit import Corpus, make_corpus, story

from assistant import doctor as of_assistant
from assistant.records import open_records
from ingest import check_index, doctor, generations, probe, withdrawal
from ingest.checks import Check
from ingest.embedding.runtime import sealed
from ingest.library import Library
from ingest.library_writer import INDEX_FILE, shelf_file
from ingest.rows import row_digest
from ingest.settings import Settings
from ingest.vectors import DATABASE, restless
from ingest.withdrawal import withdraw

SHELF = shelf_file(0)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three reviews, two generations, one conversation; the tests damage copies of it."""
    folder = tmp_path_factory.mktemp("sound")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVIEWS_DATA", str(folder / "data"))
        corpus = make_corpus(folder, patch)
        corpus.write("a.md", story("Nora"))
        corpus.write("b.md", story("Omar", "boathouse"))
        corpus.ingest()
        corpus.write("c.md", story("Pia", "garden"))
        corpus.ingest()
        records = open_records(folder / "data")
        records.begin_message("here")
        records.close()
    return folder


@pytest.fixture
def corpus(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    """A copy. Chroma is read in this process, except where its files are damaged."""
    monkeypatch.setenv("REVIEWS_DATA", str(tmp_path / "data"))
    corpus = make_corpus(tmp_path, monkeypatch)
    for module in (doctor, withdrawal):
        monkeypatch.setattr(module, "open_embedder", lambda settings: corpus.embedder)
    monkeypatch.setattr(check_index, "probe", in_this_process)
    for name in ("corpus", "data"):
        shutil.copytree(made / name, tmp_path / name, dirs_exist_ok=True)
    theirs = Settings(corpus=made / "corpus", home=made / "home").index_folder
    shutil.copytree(theirs, corpus.settings.index_folder)
    shutil.copytree(made / "home" / "vectors", corpus.home / "vectors")
    for path in (corpus.home / "models" / "m.onnx", corpus.home / "models" / "m.onnx.sha256"):
        path.parent.mkdir(exist_ok=True)
        path.write_text("graph" if path.suffix == ".onnx" else hashlib.sha256(b"graph").hexdigest())
    return corpus


def in_this_process(generation: Path, count: int) -> str:
    return str(probe.examine(generation)["fingerprint"])


def looked_at(corpus: Corpus) -> dict[str, Check]:
    """Every check by its name; a cache of vectors is called so whatever its file is."""
    checks = [*doctor.examine(corpus.settings), *of_assistant.examine(corpus.settings)]
    return {("cache" if check.name.startswith("vectors kept") else check.name): check for check in checks}


def wrong(corpus: Corpus) -> dict[str, Check]:
    return {name: check for name, check in looked_at(corpus).items() if not check.ok}


def generation(corpus: Corpus) -> Path:
    folder = corpus.settings.index_folder
    return folder / "generations" / (generations.read_pointer(folder) or "")


def resealed(corpus: Corpus, **other: object) -> None:
    """Seal a damaged generation anew, so that it is as if it had been written so."""
    folder = generation(corpus)
    held = generations.read_manifest(folder)
    (folder / "manifest.json").unlink()
    spared = {f"chroma/{DATABASE}": restless(folder / "chroma" / DATABASE)}
    shelf, index = sqlite3.connect(folder / SHELF), sqlite3.connect(folder / INDEX_FILE)
    with closing(shelf), closing(index), index:
        for row in shelf.execute("SELECT * FROM passages").fetchall():
            index.execute("UPDATE places SET digest = ? WHERE id = ?", (row_digest(row), row[0]))
    library = Library(folder)
    values: dict[str, object] = {"fingerprint": library.check(), **other}
    library.close()
    files = generations.seal_files(folder, spared)
    generations.write_manifest(folder, replace(held, files=files, **values))  # type: ignore[arg-type]


def cache_file(corpus: Corpus) -> Path:
    (path,) = (corpus.home / "vectors").glob("*.sqlite")
    return path


def kept(corpus: Corpus) -> Path:
    folder = corpus.settings.index_folder / "generations"
    (other,) = [path for path in folder.iterdir() if path != generation(corpus)]
    return other


def mend(corpus: Corpus, command: str) -> None:
    """Do what a repair says."""
    for part in command.split(" && "):
        verb, _, what = part.partition(" (")[0].rpartition(" ")
        if part == "reviews ingest":
            corpus.ingest()
        elif part == "reviews ingest --rebuild":
            corpus.ingest(rebuild=True)
        elif verb in ("rm", "rm -r"):
            path = Path(what)
            assert path.is_relative_to(corpus.home)
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        elif part.startswith("reviews withdraw "):
            assert withdraw(corpus.settings, part.split()[2], "again").proof.found == ()
        elif part.startswith("reviews chat"):
            open_records(corpus.settings.data).close()
        else:  # the embedder of these tests has no graph: what a search does with one that is damaged
            assert part == "reviews search bruising"
            (graph,) = (corpus.home / "models").glob("m.onnx")
            graph.unlink()
            sealed(graph.parent, "n", lambda: b"graph")
