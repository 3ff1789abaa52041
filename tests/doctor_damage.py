"""Damage of every kind for the tests of the doctor, each by a name, with the checks that must find it."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from corpus_kit import Corpus, story
from doctor_kit import SHELF, cache_file, generation, kept, resealed

from assistant.records import FILE_NAME
from ingest.errors import ReviewsError
from ingest.index import ingest_lock
from ingest.library import Library
from ingest.library_writer import INDEX_FILE
from ingest.vectors import DATABASE
from ingest.withdrawal import withdraw


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


def other_vector(corpus: Corpus) -> None:
    sql = "UPDATE vectors SET vector = zeroblob(64) WHERE key = (SELECT min(key) FROM vectors)"
    change(cache_file(corpus), (sql, ()))


def damaged_records(corpus: Corpus) -> None:
    path = corpus.settings.data / FILE_NAME
    raw = path.read_bytes()
    path.write_bytes(raw[:4096] + b"\xff" * (len(raw) - 4096))


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
