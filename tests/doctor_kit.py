"""Damage of every kind for the tests of the doctor, each by a name, with the checks that must find it."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from corpus_kit import Corpus, make_corpus, story

from assistant import doctor as of_assistant
from assistant.records import FILE_NAME, open_records
from ingest import check_index, doctor, generations, probe, withdrawal
from ingest.checks import Check
from ingest.embedding.runtime import sealed
from ingest.errors import ReviewsError
from ingest.index import ingest_lock
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


def change(path: Path, *statements: tuple[str, tuple[object, ...]]) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for sql, values in statements:
            assert connection.execute(sql, values).rowcount != 0


def library_change(sql: str, *values: object) -> Callable[[Corpus], None]:
    def damage(corpus: Corpus) -> None:
        change(generation(corpus) / SHELF, (sql, values))
        resealed(corpus)

    return damage


def moved_spans(corpus: Corpus) -> None:
    path = generation(corpus) / SHELF
    with closing(sqlite3.connect(path)) as connection:
        name, payload = connection.execute("SELECT id, payload FROM passages LIMIT 1").fetchone()
    fields = json.loads(payload)
    fields["start"], fields["end"] = fields["start"] + 1, fields["end"] + 1
    fields["sentences"] = [[s[0] + 1, s[1] + 1, *s[2:]] for s in fields["sentences"]]
    change(path, ("UPDATE passages SET payload = ? WHERE id = ?", (json.dumps(fields, sort_keys=True), name)))
    resealed(corpus)


def moved_sentence(corpus: Corpus) -> None:
    path = generation(corpus) / SHELF
    with closing(sqlite3.connect(path)) as connection:
        name, payload = connection.execute("SELECT id, payload FROM passages LIMIT 1").fetchone()
    fields = json.loads(payload)
    fields["sentences"][-1][1] += 5
    change(path, ("UPDATE passages SET payload = ? WHERE id = ?", (json.dumps(fields, sort_keys=True), name)))
    resealed(corpus)


def turned_vector(corpus: Corpus) -> None:
    """Another direction, of length 1, wherever it is kept."""
    vector = np.eye(16, dtype="<f4")[3].tobytes()
    library_change("UPDATE passages SET vector = ? WHERE id = (SELECT min(id) FROM passages)", vector)(corpus)


def forgotten_words(corpus: Corpus) -> None:
    library = Library(generation(corpus))
    place, text = next(found for found in library.indexed_texts() if "boathouse" in found[1])
    library.close()
    with closing(sqlite3.connect(generation(corpus) / INDEX_FILE)) as connection, connection:
        sql = "INSERT INTO lexical (lexical, rowid, indexed_text) VALUES ('delete', ?, ?)"
        connection.execute(sql, (place, text))
        connection.execute(
            "INSERT INTO lexical (rowid, indexed_text) VALUES (?, ?)", (place, text.replace("boathouse", "x"))
        )
    resealed(corpus)


def other_record(corpus: Corpus) -> None:
    sql = "UPDATE embedding_metadata SET string_value = 'x' WHERE key = 'kind' AND id = 1"
    change(generation(corpus) / "chroma" / DATABASE, (sql, ()))
    resealed(corpus)


def broken(path: Callable[[Corpus], Path], to: Callable[[bytes], bytes | None]) -> Callable[[Corpus], None]:
    def damage(corpus: Corpus) -> None:
        (file,) = [path(corpus)]
        contents = to(file.read_bytes() if file.exists() else b"")
        file.parent.mkdir(exist_ok=True)
        file.unlink(missing_ok=True)
        if contents is not None:
            file.write_bytes(contents)

    return damage


def half(raw: bytes) -> bytes:
    return raw[: len(raw) // 2]


def flipped(raw: bytes) -> bytes:
    """One byte of the text of the reviews."""
    at = raw.index(b"boathouse")
    return raw[:at] + b"B" + raw[at + 1 :]


def nothing(raw: bytes) -> None:
    return None


def cache_file(corpus: Corpus) -> Path:
    (path,) = (corpus.home / "vectors").glob("*.sqlite")
    return path


def other_vector(corpus: Corpus) -> None:
    sql = "UPDATE vectors SET vector = zeroblob(64) WHERE key = (SELECT min(key) FROM vectors)"
    change(cache_file(corpus), (sql, ()))


def damaged_records(corpus: Corpus) -> None:
    path = corpus.settings.data / FILE_NAME
    raw = path.read_bytes()
    path.write_bytes(raw[:4096] + b"\xff" * (len(raw) - 4096))


def kept(corpus: Corpus) -> Path:
    folder = corpus.settings.index_folder / "generations"
    (other,) = [path for path in folder.iterdir() if path != generation(corpus)]
    return other


def withdrawn_not_rewritten(corpus: Corpus) -> None:
    index = corpus.index()
    (name,) = [review.id for review in index.reviews.values() if review.file == "b.md"]
    index.close()
    with ingest_lock(corpus.settings.index_folder), pytest.raises(ReviewsError):
        withdraw(corpus.settings, name, "asked for")


def withdrawn_not_proved(corpus: Corpus) -> None:
    withdrawn_not_rewritten(corpus)
    corpus.ingest()


def index_file(name: str) -> Callable[[Corpus], Path]:
    return lambda corpus: generation(corpus) / name


def in_folder(name: str) -> Callable[[Corpus], Path]:
    return lambda corpus: corpus.settings.index_folder / name


DAMAGE: dict[str, tuple[Callable[[Corpus], object], set[str]]] = {
    "no pointer": (broken(in_folder("current"), nothing), {"pointer"}),
    "a pointer to nothing": (broken(in_folder("current"), lambda raw: b"elsewhere\n"), {"pointer"}),
    "an empty pointer": (broken(in_folder("current"), lambda raw: b""), {"pointer"}),
    "a manifest cut in two": (broken(index_file("manifest.json"), half), {"manifest"}),
    "no library": (broken(index_file("library.sqlite"), nothing), {"files of the index", "library"}),
    "no shelf": (
        broken(index_file(SHELF), nothing),
        {"files of the index", "content", "vectors", "Chroma", "words"},
    ),
    "a shelf cut in two": (broken(index_file(SHELF), half), {"files of the index"}),
    "a library cut in two": (broken(index_file("library.sqlite"), half), {"files of the index"}),
    "an empty library": (broken(index_file("library.sqlite"), lambda raw: b""), {"library"}),
    "one byte of a shelf": (broken(index_file(SHELF), flipped), {"files of the index"}),
    "no Chroma": (broken(index_file(f"chroma/{DATABASE}"), nothing), {"files of the index", "Chroma"}),
    "Chroma cut in two": (broken(index_file(f"chroma/{DATABASE}"), half), {"files of the index", "Chroma"}),
    "spans that moved": (moved_spans, {"spans", "Chroma"}),
    "a sentence out of its passage": (moved_sentence, {"spans"}),
    "another vector": (turned_vector, {"vectors", "Chroma"}),
    "a vector too short": (
        library_change("UPDATE passages SET vector = substr(vector, 1, 32) WHERE file = 'a.md'"),
        {"vectors"},
    ),
    "a sentence without a vector": (
        library_change("UPDATE passages SET sentence_vectors = substr(sentence_vectors, 33)"),
        {"vectors"},
    ),
    "a word that is not indexed": (forgotten_words, {"words"}),
    "another record in Chroma": (other_record, {"Chroma"}),
    "a passage too few": (lambda corpus: resealed(corpus, passages=99), {"counts"}),
    "another content": (lambda corpus: resealed(corpus, fingerprint="0" * 64), {"content", "Chroma"}),
    "other settings": (lambda corpus: resealed(corpus, settings_fingerprint="0" * 16), {"manifest"}),
    "a file that changed": (
        lambda corpus: corpus.write("a.md", story("Nora", "stairs")),
        {"corpus folder"},
    ),
    "a new file": (lambda corpus: corpus.write("d.md", story("Quin", "attic")), {"corpus folder"}),
    "a file that is gone": (lambda corpus: corpus.remove("a.md"), {"corpus folder"}),
    "an unfinished generation": (
        lambda corpus: (kept(corpus).parent / "20200101T000000000000-aaaa").mkdir(),
        {"generations"},
    ),
    "a damaged older generation": (
        broken(lambda corpus: kept(corpus) / "library.sqlite", half),
        {"generations"},
    ),
    "a lock that nobody holds": (broken(in_folder("lock.info"), lambda raw: b'{"pid": 1}'), {"lock"}),
    "a kept vector that changed": (other_vector, {"cache"}),
    "kept vectors cut in two": (broken(cache_file, half), {"cache"}),
    "kept vectors set aside": (
        lambda corpus: cache_file(corpus).rename(cache_file(corpus).with_suffix(".broken")),
        {"cache"},
    ),
    "damaged conversations": (damaged_records, {"conversations"}),
    "a withdrawal that an index does not know": (withdrawn_not_rewritten, {"withdrawn"}),
    "a withdrawal that is not proved": (withdrawn_not_proved, {"withdrawn"}),
    "a damaged graph": (
        lambda corpus: (corpus.home / "models" / "m.onnx").write_text("grave"),
        {"model"},
    ),
}
CHILD = {"no Chroma", "Chroma cut in two", "no library", "a library cut in two", "an empty library"}


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
