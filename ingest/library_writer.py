"""Writes the library of a new generation: from nothing, or onto a copy of the library before it.

    library.sqlite         reviews, files, where each passage stands, and the lexical index
    shelves/<nn>.sqlite    the passages with their vectors; all passages of a file are on one shelf

One review changed means one shelf changed. The other shelves, by far the most bytes of a large index, are
taken over as they are.
"""

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from ingest.nouns import Review
from ingest.rows import Entry, FileRecord, Row, combine, pack_file, pack_passage, pack_review, row_digest

BATCH = 500
MOST_SHELVES = 64
FILES_A_SHELF = 16
INDEX_FILE = "library.sqlite"

_INDEX = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER);
CREATE TABLE reviews (id TEXT PRIMARY KEY, payload TEXT);
CREATE TABLE files (file TEXT PRIMARY KEY, sha256 TEXT, size INTEGER, mtime_ns INTEGER, review_id TEXT,
                    status TEXT, reason TEXT, ctime_ns INTEGER, inode INTEGER);
CREATE TABLE places (place INTEGER PRIMARY KEY, id TEXT UNIQUE, review_id TEXT, ordinal INTEGER, kind TEXT,
                     file TEXT, shelf INTEGER, digest BLOB, crc INTEGER);
CREATE INDEX places_of_review ON places (review_id, ordinal, id);
CREATE INDEX places_of_file ON places (file, ordinal, id);
CREATE VIRTUAL TABLE lexical USING fts5
    (indexed_text, content='', tokenize='porter unicode61 remove_diacritics 2');
"""
_SHELF = """
CREATE TABLE passages (id TEXT PRIMARY KEY, review_id TEXT, ordinal INTEGER, kind TEXT, file TEXT,
                       payload TEXT, indexed_text TEXT, vector BLOB, sentence_vectors BLOB);
CREATE INDEX passages_of_file ON passages (file);
"""
# What a kill tears is never put to use, so nothing need be undone. What is deleted is overwritten.
_PRAGMAS = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA secure_delete=ON;"
_INDEX_CACHE, _SHELF_CACHE = 64, 2  # megabytes; all shelves of a large index are open at once


def shelf_file(shelf: int) -> str:
    """The path of a shelf inside its generation."""
    return f"shelves/{shelf:02}.sqlite"


def shelf_of(file: str, shelves: int) -> int:
    """The shelf on which the passages of a file stand."""
    return hashlib.sha256(file.encode("utf-8", "surrogatepass")).digest()[0] % shelves


def shelves_for(files: int) -> int:
    """How many shelves an index of so many files is given when it is written afresh."""
    return min(MOST_SHELVES, max(1, files // FILES_A_SHELF))


class LibraryWriter:
    """A library being written; one thread, and nobody reads it before ``finish``.

    Attributes:
        removed: ids of passages taken out of the copy it began with.
        added: ids of passages put in.
    """

    def __init__(self, folder: Path, *, dimension: int, shelves: int) -> None:
        self.folder, self.dimension, self.shelves = folder, dimension, shelves
        self.removed: list[str] = []
        self.added: list[str] = []
        self._open: dict[int, sqlite3.Connection] = {}
        (folder / "shelves").mkdir(parents=True, exist_ok=True)
        self._index, self._begun_anew = _opened(folder / INDEX_FILE, _INDEX, _INDEX_CACHE)
        if self._begun_anew:
            meta = [("dimension", dimension), ("shelves", shelves)]
            self._index.executemany("INSERT INTO meta VALUES (?, ?)", meta)
        (self._next,) = self._index.execute("SELECT coalesce(max(place), 0) + 1 FROM places").fetchone()

    def _shelf(self, shelf: int) -> sqlite3.Connection:
        if shelf not in self._open:
            self._open[shelf], _ = _opened(self.folder / shelf_file(shelf), _SHELF, _SHELF_CACHE)
        return self._open[shelf]

    def drop(self, file: str) -> None:
        """Take out all passages of a file; none is no error."""
        standing = self._index.execute(
            "SELECT id, place, shelf FROM places WHERE file = ?", (file,)
        ).fetchall()
        if not standing:
            return
        places = {name: place for name, place, _ in standing}
        shelf = self._shelf(standing[0][2])
        texts = shelf.execute("SELECT id, indexed_text FROM passages WHERE file = ?", (file,)).fetchall()
        self._index.executemany(
            "INSERT INTO lexical (lexical, rowid, indexed_text) VALUES ('delete', ?, ?)",
            [(places[name], text) for name, text in texts],
        )
        self._index.execute("DELETE FROM places WHERE file = ?", (file,))
        shelf.execute("DELETE FROM passages WHERE file = ?", (file,))
        self.removed += places

    def add(self, entries: Iterable[Entry], progress: Callable[[int], None] | None = None) -> int:
        """Put passages in; those of their files that stood before must have been dropped.

        Returns:
            How many they were.
        """
        before, waiting = len(self.added), iter(entries)
        while rows := [pack_passage(entry, self.dimension) for entry in islice(waiting, BATCH)]:
            self._add(rows)
            if progress:
                progress(len(self.added))
        return len(self.added) - before

    def _add(self, rows: Sequence[Row]) -> None:
        placed = [(self._next + n, shelf_of(row[4], self.shelves), row) for n, row in enumerate(rows)]
        self._next += len(rows)
        self._index.executemany(
            "INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?)",
            [
                (place, *row[:5], shelf, row_digest(row), zlib.crc32(row[5].encode()))
                for place, shelf, row in placed
            ],
        )
        self._index.executemany(
            "INSERT INTO lexical (rowid, indexed_text) VALUES (?, ?)", [(at, row[6]) for at, _, row in placed]
        )
        for shelf in {shelf for _, shelf, _ in placed}:
            self._shelf(shelf).executemany(
                "INSERT INTO passages VALUES (?,?,?,?,?,?,?,?,?)",
                [row for _, on, row in placed if on == shelf],
            )
        self.added += [row[0] for row in rows]

    def finish(self, reviews: Sequence[Review], files: Sequence[FileRecord]) -> tuple[int, str]:
        """Write the records and close.

        Returns:
            How many passages there are, and the fingerprint of what was meant to be written.
        """
        for shelf in range(self.shelves):
            if self._begun_anew:
                self._shelf(shelf)  # an empty shelf is a file too
        packed, listed = sorted(map(pack_review, reviews)), sorted(map(pack_file, files))
        self._index.execute("DELETE FROM reviews")
        self._index.execute("DELETE FROM files")
        self._index.executemany("INSERT INTO reviews VALUES (?, ?)", packed)
        self._index.executemany("INSERT INTO files VALUES (?,?,?,?,?,?,?,?,?)", listed)
        digests = self._index.execute("SELECT id, digest FROM places ORDER BY id").fetchall()
        if self._begun_anew:
            self._index.execute("INSERT INTO lexical (lexical) VALUES ('optimize')")
        for connection in (*self._open.values(), self._index):
            connection.execute("COMMIT")
        self.close()
        return len(digests), combine(digests, packed, listed)

    def close(self) -> None:
        """Let go of the files, finished or not."""
        for connection in (*self._open.values(), self._index):
            connection.close()


def _opened(path: Path, schema: str, megabytes: int) -> tuple[sqlite3.Connection, bool]:
    """A connection with a transaction begun, and whether the file is new."""
    anew = not path.exists()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(_PRAGMAS + f"PRAGMA cache_size=-{1024 * megabytes};" + (schema if anew else ""))
    connection.execute("BEGIN")
    return connection, anew


def write_library(
    folder: Path,
    *,
    reviews: Sequence[Review],
    files: Sequence[FileRecord],
    entries: Iterable[Entry],
    dimension: int,
    shelves: int = 1,
    progress: Callable[[int], None] | None = None,
) -> tuple[int, str]:
    """Write a new library whole; see ``LibraryWriter.finish`` for what is returned."""
    with closing(LibraryWriter(folder, dimension=dimension, shelves=shelves)) as writer:
        writer.add(entries, progress)
        return writer.finish(reviews, files)
