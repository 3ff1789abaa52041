"""library.sqlite: all that a generation knows, except for Chroma's copy of the passage vectors.

It is written once and never changed, so readers open it as immutable, each call on a connection of its own.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from ingest.errors import IndexDamaged
from ingest.nouns import Passage, Review
from ingest.rows import (
    Entry,
    FileRecord,
    Vectors,
    combine,
    pack_file,
    pack_passage,
    pack_review,
    row_digest,
    unpack_passage,
    unpack_review,
)

__all__ = ["Entry", "FileRecord", "Library", "write_library"]

BATCH = 500
MOST_TERMS = 128
REBUILD = "Run: reviews ingest --rebuild"

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE reviews (id TEXT PRIMARY KEY, payload TEXT);
CREATE TABLE files (file TEXT PRIMARY KEY, sha256 TEXT, size INTEGER, mtime_ns INTEGER, review_id TEXT,
                    status TEXT, reason TEXT);
CREATE TABLE passages (id TEXT PRIMARY KEY, review_id TEXT, ordinal INTEGER, kind TEXT, file TEXT,
                       payload TEXT, indexed_text TEXT, vector BLOB, sentence_vectors BLOB);
CREATE INDEX passages_of_review ON passages (review_id, ordinal, id);
CREATE INDEX passages_of_file ON passages (file, ordinal, id);
-- Places number the passages by id: the order in which they came must not decide a tie.
CREATE TABLE places (place INTEGER PRIMARY KEY, id TEXT, review_id TEXT, kind TEXT);
CREATE VIRTUAL TABLE lexical USING fts5
    (indexed_text, content='', tokenize='porter unicode61 remove_diacritics 2');
"""
_PLACE = """
INSERT INTO places (id, review_id, kind) SELECT id, review_id, kind FROM passages ORDER BY id;
INSERT INTO lexical (rowid, indexed_text)
    SELECT place, indexed_text FROM places CROSS JOIN passages USING (id) ORDER BY place;
INSERT INTO lexical (lexical) VALUES ('optimize');
"""


def write_library(
    path: Path,
    *,
    reviews: Sequence[Review],
    files: Sequence[FileRecord],
    entries: Iterable[Entry],
    dimension: int,
    progress: Callable[[int], None] | None = None,
) -> tuple[int, str]:
    """Write a new library and put it on the disk.

    Returns:
        How many passages it holds, and the fingerprint of what was meant to be written.
    """
    digests: dict[str, bytes] = {}
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;")
        connection.executescript(_SCHEMA)
        connection.execute("BEGIN")
        connection.execute("INSERT INTO meta VALUES ('dimension', ?)", (str(dimension),))
        connection.executemany("INSERT INTO reviews VALUES (?, ?)", sorted(map(pack_review, reviews)))
        connection.executemany("INSERT INTO files VALUES (?,?,?,?,?,?,?)", sorted(map(pack_file, files)))
        waiting = iter(entries)
        while rows := [pack_passage(entry, dimension) for entry in islice(waiting, BATCH)]:
            connection.executemany("INSERT INTO passages VALUES (?,?,?,?,?,?,?,?,?)", rows)
            digests.update((row[0], row_digest(row)) for row in rows)
            if progress:
                progress(len(digests))
        connection.execute("COMMIT")
        connection.executescript(f"BEGIN; {_PLACE} COMMIT;")
    with path.open("rb+") as written:
        os.fsync(written.fileno())
    return len(digests), combine(sorted(digests.items()), map(pack_review, reviews), map(pack_file, files))


class Library:
    """Reads a library. Every method may be called from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: list[sqlite3.Connection] = []
        self._closed = False
        with self._reading() as connection:
            self.dimension = int(connection.execute("SELECT value FROM meta").fetchone()[0])
            self.passage_count = int(connection.execute("SELECT count(*) FROM places").fetchone()[0])
            packed = connection.execute("SELECT payload FROM reviews ORDER BY id").fetchall()
            listed = connection.execute("SELECT * FROM files ORDER BY file").fetchall()
        self.reviews: Mapping[str, Review] = MappingProxyType({r.id: r for r in map(unpack_review, packed)})
        self.files = tuple(FileRecord(*row) for row in listed)

    def close(self) -> None:
        """Close what is idle; a call still under way closes its own connection at its end."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._connect()
        try:
            yield connection
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(
                f"{self.path} cannot be read: {error}", "Run: reviews ingest --rebuild"
            ) from error
        finally:
            self._idle.append(connection)
            if self._closed:
                self.close()

    def _connect(self) -> sqlite3.Connection:
        try:
            uri = self.path.resolve().as_uri() + "?mode=ro&immutable=1"
            return sqlite3.connect(uri, uri=True, check_same_thread=False)
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(f"{self.path} cannot be opened", REBUILD) from error

    def _all(self, sql: str, *values: Any) -> list[Any]:
        with self._reading() as connection:
            return connection.execute(sql, values).fetchall()

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """The passages with these ids, in the order asked."""
        rows = self._all(f"SELECT id, payload FROM passages WHERE id {_IN}", json.dumps(list(ids)))
        found = {name: unpack_passage(payload) for name, payload in rows}
        return [found[name] for name in ids]

    def review_passages(self, review_id: str) -> tuple[Passage, ...]:
        """All passages of a review, in their order."""
        sql = "SELECT payload FROM passages WHERE review_id = ? ORDER BY ordinal, id"
        return tuple(unpack_passage(payload) for (payload,) in self._all(sql, review_id))

    def ids(self, review_ids: Sequence[str] = (), kinds: Sequence[str] = ()) -> list[str]:
        """The ids of the passages of these reviews and kinds, sorted; none named means all."""
        where, values = _filter(review_ids, kinds)
        return [
            name for (name,) in self._all(f"SELECT id FROM places WHERE 1{where} ORDER BY place", *values)
        ]

    def sentence_vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The sentence vectors of these passages."""
        rows = self._all(f"SELECT id, sentence_vectors FROM passages WHERE id {_IN}", json.dumps(list(ids)))
        return {name: self._halves(blob) for name, blob in rows}

    def entry(self, passage_id: str) -> Entry:
        """The entry of one passage."""
        return self._entries("id = ?", passage_id)[0]

    def entries_of(self, file: str) -> list[Entry]:
        """All entries made from a file, in their order."""
        return self._entries("file = ? ORDER BY ordinal, id", file)

    def _entries(self, where: str, value: str) -> list[Entry]:
        columns = "payload, indexed_text, vector, sentence_vectors"
        rows = self._all(f"SELECT {columns} FROM passages WHERE {where}", value)
        return [
            Entry(unpack_passage(row[0]), row[1], np.frombuffer(row[2], "<f4"), self._halves(row[3]))
            for row in rows
        ]

    def _halves(self, blob: bytes) -> Vectors:
        return np.frombuffer(blob, "<f2").reshape(-1, self.dimension).astype(np.float32)

    def lexical(
        self, terms: Sequence[str], top_k: int, review_ids: Sequence[str] = (), kinds: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """Passages with any of the terms, by BM25, best first. A term with a space in it is a phrase."""
        phrases = _phrases(terms)
        where, values = _filter(review_ids, kinds)
        sql = (
            "SELECT places.id, rank AS score FROM lexical CROSS JOIN places ON place = lexical.rowid"
            f" WHERE lexical MATCH ?{where} ORDER BY score, place LIMIT ?"
        )
        rows = self._all(sql, " OR ".join(phrases), *values, max(top_k, 0)) if phrases else []
        return [(name, -score) for name, score in rows]

    def document_frequency(self, terms: Sequence[str]) -> dict[str, int]:
        """In how many passages each term occurs, in any of its inflections."""
        return {term: self._frequency(phrase) for term in terms for phrase in _phrases([term]) or [""]}

    def _frequency(self, phrase: str) -> int:
        sql = "SELECT count(*) FROM lexical WHERE lexical MATCH ?"
        return int(self._all(sql, phrase)[0][0]) if phrase else 0

    def entries(self) -> Iterator[tuple[Passage, Vectors]]:
        """All passages with their vectors, by id."""
        with self._reading() as connection:
            for payload, vector in connection.execute("SELECT payload, vector FROM passages ORDER BY id"):
                yield unpack_passage(payload), np.frombuffer(vector, "<f4")

    def fingerprint(self) -> str:
        """The fingerprint of what can be read back; compare it with what ``write_library`` returned."""
        with self._reading() as connection:
            rows = connection.execute("SELECT * FROM passages ORDER BY id")
            digests = ((row[0], row_digest(row)) for row in rows)
            return combine(digests, map(pack_review, self.reviews.values()), map(pack_file, self.files))


_IN = "IN (SELECT value FROM json_each(?))"  # one value, however many there are to compare with


def _filter(review_ids: Sequence[str], kinds: Sequence[str]) -> tuple[str, list[str]]:
    chosen = [("review_id", review_ids), ("kind", kinds)]
    where = "".join(f" AND {column} {_IN}" for column, values in chosen if values)
    return where, [json.dumps(list(values)) for _, values in chosen if values]


def _phrases(terms: Sequence[str]) -> list[str]:
    """Each term as one quoted FTS5 string; what cannot match anything is left out."""
    cleaned = (term.replace("\0", " ").encode("utf-8", "ignore").decode() for term in terms)
    wanted = {term.casefold(): term for term in cleaned if any(c.isalnum() for c in term)}
    return ['"' + term.replace('"', '""') + '"' for term in islice(wanted.values(), MOST_TERMS)]
