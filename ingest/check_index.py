"""The checks of one generation: its files, and that library, words, vectors and Chroma say the same."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import numpy as np

from ingest import generations
from ingest.checks import REBUILD, Check, Faults, checked
from ingest.errors import IndexDamaged, IndexStale
from ingest.generations import FORMAT, Manifest
from ingest.library import Library
from ingest.library_writer import INDEX_FILE
from ingest.probe import probe
from ingest.rows import Entry

if TYPE_CHECKING:
    from ingest.embedding import Embedder

EVERY_PLACE = 20_000  # passages up to which the place of each word is compared, and beyond it their counts
EMBEDDED_AGAIN = 12  # passages
_SAME = 0.999  # cosine of a vector with what the embedder gives now


def check_generation(
    generation: Path, settings_fingerprint: str, embedder: "Embedder", vectors: Path
) -> list[Check]:
    """Every check of a generation; those that need its manifest or its library are left out without one.

    ``vectors`` is the folder of those kept, from which a rebuild would take them again.
    """
    found = [checked("manifest", lambda: _manifest(generation, settings_fingerprint), REBUILD)]
    try:
        manifest = generations.read_manifest(generation)
    except IndexDamaged:
        return found
    found.append(checked("files of the index", lambda: _files(generation, manifest), REBUILD))
    try:
        library = Library(generation)
    except (IndexDamaged, sqlite3.Error, ValueError, KeyError, TypeError) as error:
        return [*found, Check("library", False, f"it cannot be read: {error}", REBUILD)]
    try:
        found += [
            checked("counts", lambda: _counts(library, manifest), REBUILD),
            checked("content", lambda: _content(library, manifest), REBUILD),
            checked(
                "vectors",
                lambda: _vectors(library, manifest, embedder),
                f"rm -r {quote(str(vectors))} && {REBUILD}",
            ),
            checked("words", lambda: _words(generation / INDEX_FILE, library), REBUILD),
            checked("Chroma", lambda: _chroma(generation, manifest), REBUILD),
        ]
    finally:
        library.close()
    return found


def _manifest(generation: Path, settings_fingerprint: str) -> tuple[str, Faults]:
    import importlib.metadata

    manifest = generations.read_manifest(generation)
    if (manifest.format, manifest.chromadb) != (FORMAT, importlib.metadata.version("chromadb")):
        raise IndexStale("The index was made by another version", "Run: reviews ingest")
    if manifest.settings_fingerprint != settings_fingerprint:
        raise IndexStale("The index was made with other settings or another model", "Run: reviews ingest")
    return f"made {manifest.built_at}, {manifest.fingerprint[:12]}", ()


def _files(generation: Path, manifest: Manifest) -> tuple[str, Faults]:
    generations.check_files(generation, manifest, hashed=True)
    size = sum(file.size for file in manifest.files)
    return f"{len(manifest.files)} files, {size / 1e6:.1f} MB, every checksum as sealed", ()


def _counts(library: Library, manifest: Manifest) -> tuple[str, Faults]:
    pairs = [
        ("reviews", len(library.reviews), manifest.reviews),
        ("passages", library.passage_count, manifest.passages),
        ("numbers in a vector", library.dimension, manifest.dimension),
    ]
    wrong = [f"{held} {name}, {meant} by the manifest" for name, held, meant in pairs if held != meant]
    read = {record.review_id for record in library.files if record.status == "read"}
    wrong += [f"review {name} has no file" for name in sorted(set(library.reviews) - read)]
    return f"{len(library.reviews)} reviews, {library.passage_count} passages", wrong


def _content(library: Library, manifest: Manifest) -> tuple[str, Faults]:
    now = library.check()
    if now != manifest.fingerprint:
        return "", [f"the content is {now[:12]}, by the manifest {manifest.fingerprint[:12]}"]
    return f"hashed anew, it is {now[:12]}", ()


def _entries(library: Library) -> Iterator[Entry]:
    for record in library.files:
        if record.status == "read":
            yield from library.entries_of(record.file)


def _vectors(library: Library, manifest: Manifest, embedder: "Embedder") -> tuple[str, Faults]:
    if manifest.embedder_fingerprint != embedder.fingerprint:
        raise IndexStale("The vectors were made by another model", "Run: reviews ingest")
    wrong, count, sentences = [], 0, 0
    silent = set(library.reviews)
    step = max(1, library.passage_count // EMBEDDED_AGAIN)
    again: list[Entry] = []
    for number, entry in enumerate(_entries(library)):
        name, held = entry.passage.id, entry.sentence_vectors
        wrong += [f"passage {name}: {fault}" for fault in _vector_faults(entry.vector, manifest.dimension)]
        if len(held) != len(entry.passage.sentences):
            wrong.append(f"passage {name}: {len(held)} vectors for {len(entry.passage.sentences)} sentences")
        lengths = np.linalg.norm(held, axis=1)
        if not (np.abs(lengths - 1) < 0.01).all():
            wrong.append(f"passage {name}: the vector of a sentence is not of length 1")
        silent.discard(entry.passage.review_id)
        count, sentences = count + 1, sentences + len(held)
        if number % step == 0:
            again.append(entry)
    wrong += [f"review {name} has no passages" for name in sorted(silent)]
    if again and not wrong:
        now = embedder.embed([entry.indexed_text for entry in again])
        for entry, vector in zip(again, now, strict=True):
            if float(vector @ entry.vector) < _SAME:
                wrong.append(f"passage {entry.passage.id}: the model gives another vector")
    told = f"{count} of passages and {sentences} of sentences, {manifest.dimension} numbers each"
    return f"{told}; {len(again)} embedded again are the same", wrong


def _vector_faults(vector: "np.ndarray[tuple[int, ...], np.dtype[np.float32]]", dimension: int) -> list[str]:
    if vector.shape != (dimension,):
        return [f"its vector has {vector.size} numbers, not {dimension}"]
    if not np.isfinite(vector).all() or abs(float(np.linalg.norm(vector)) - 1) > 0.001:
        return ["its vector is not of length 1"]
    return []


def _words(path: Path, library: Library) -> tuple[str, Faults]:
    """Compare the index of words with one made anew from the texts."""
    kind = "instance" if library.passage_count <= EVERY_PLACE else "row"
    columns = "term, doc, offset" if kind == "instance" else "term, doc, cnt"
    uri = path.resolve().as_uri() + "?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as held, closing(sqlite3.connect(":memory:")) as anew:
        (sql,) = held.execute("SELECT sql FROM sqlite_master WHERE name = 'lexical'").fetchone()
        anew.execute(sql)
        anew.executemany("INSERT INTO lexical (rowid, indexed_text) VALUES (?, ?)", library.indexed_texts())
        rows = []
        for connection in (held, anew):
            connection.execute(f"CREATE VIRTUAL TABLE temp.seen USING fts5vocab('main', 'lexical', '{kind}')")
            rows.append(connection.execute(f"SELECT {columns} FROM temp.seen ORDER BY {columns}"))
        count, wrong = 0, []
        for one, other in zip_longest(*rows):
            count += 1
            if one != other:
                term = (one or other or ("",))[0]
                wrong.append(f"the word {term!r} is not indexed as the texts have it")
                break
    return f"{count} {'places of words' if kind == 'instance' else 'words'}, as the texts have them", wrong


def _chroma(generation: Path, manifest: Manifest) -> tuple[str, Faults]:
    """In a process of its own: a damaged folder can end the one that opens it."""
    if probe(generation, manifest.passages) != manifest.fingerprint:
        return "", ["what a process of its own reads is not what the manifest says"]
    return f"{manifest.passages} records, each equal to the library's", ()
