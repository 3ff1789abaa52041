"""The library of a generation: all that it knows, except for Chroma's copy of the passage vectors.

It is never changed once it is written (see ``ingest.library_writer``), so readers open its files as
immutable, each call on a connection of its own.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from ingest.errors import IndexDamaged
from ingest.library_writer import INDEX_FILE, shelf_file
from ingest.nouns import Passage, Review
from ingest.rows import (
    Entry,
    FileRecord,
    Vectors,
    combine,
    pack_file,
    pack_review,
    row_digest,
    unpack_passage,
    unpack_review,
)

MOST_TERMS = 128
LARGE = 20_000  # passages above which a term that one in COMMON of them has is left out beside rarer ones
COMMON = 20
COUNTED = 50_000  # terms whose counts are kept
REBUILD = "Run: reviews ingest --rebuild"


class _ReadOnly:
    """A SQLite file that nobody writes. Every method may be called from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: list[sqlite3.Connection] = []
        self._closed = False

    def close(self) -> None:
        """Close what is idle; a call still under way closes its own connection at its end."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._connect()
        try:
            yield connection
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(f"{self.path} cannot be read: {error}", REBUILD) from error
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

    def all(self, sql: str, *values: Any) -> list[Any]:
        with self.reading() as connection:
            return connection.execute(sql, values).fetchall()


class Library:
    """Reads a library. Every method may be called from any thread."""

    def __init__(self, folder: Path) -> None:
        self._index = _ReadOnly(folder / INDEX_FILE)
        self._counted: dict[str, int] = {}
        meta = dict(self._index.all("SELECT key, value FROM meta"))
        self.dimension = int(meta["dimension"])
        self._shelves = [_ReadOnly(folder / shelf_file(shelf)) for shelf in range(int(meta["shelves"]))]
        self.passage_count = int(self._all("SELECT count(*) FROM places")[0][0])
        packed = self._all("SELECT payload FROM reviews ORDER BY id")
        self.reviews: Mapping[str, Review] = MappingProxyType({r.id: r for r in map(unpack_review, packed)})
        self.files = tuple(FileRecord(*row) for row in self._all("SELECT * FROM files ORDER BY file"))

    def close(self) -> None:
        """Close what is idle; a call still under way closes its own connection at its end."""
        for file in (self._index, *self._shelves):
            file.close()

    def _all(self, sql: str, *values: Any) -> list[Any]:
        return self._index.all(sql, *values)

    def _rows(self, columns: str, ids: Sequence[str]) -> Iterator[Any]:
        """The columns of these passages, each after its id, in no order."""
        on_shelf: dict[int, list[str]] = {}
        for name, shelf in self._all(f"SELECT id, shelf FROM places WHERE id {_IN}", json.dumps(list(ids))):
            on_shelf.setdefault(shelf, []).append(name)
        for shelf, names in on_shelf.items():
            sql = f"SELECT id, {columns} FROM passages WHERE id {_IN}"
            yield from self._shelves[shelf].all(sql, json.dumps(names))

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """The passages with these ids, in the order asked."""
        asked = json.dumps(list(ids))
        crc = dict(self._all(f"SELECT id, crc FROM places WHERE id {_IN}", asked))
        found = {}
        for name, payload in self._rows("payload", ids):
            if (
                zlib.crc32(payload.encode()) != crc[name]
            ):  # a large index is not compared byte by byte at opening
                raise IndexDamaged(f"Passage {name} is not as it was written", REBUILD)
            found[name] = unpack_passage(payload)
        return [found[name] for name in ids]

    def review_passages(self, review_id: str) -> tuple[Passage, ...]:
        """All passages of a review, in their order."""
        sql = "SELECT id FROM places WHERE review_id = ? ORDER BY ordinal, id"
        return tuple(self.passages([name for (name,) in self._all(sql, review_id)]))

    def review_ids_of(self, ids: Sequence[str]) -> dict[str, str]:
        """The review of each of these passages."""
        return dict(self._all(f"SELECT id, review_id FROM places WHERE id {_IN}", json.dumps(list(ids))))

    def passages_by_review(self) -> dict[str, int]:
        """How many passages each review has."""
        return dict(self._all("SELECT review_id, count(*) FROM places GROUP BY review_id"))

    def ids(self, review_ids: Sequence[str] = (), kinds: Sequence[str] = ()) -> list[str]:
        """The ids of the passages of these reviews and kinds, sorted; none named means all."""
        where, values = _filter(review_ids, kinds)
        return [name for (name,) in self._all(f"SELECT id FROM places WHERE 1{where} ORDER BY id", *values)]

    def sentence_vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The sentence vectors of these passages."""
        return {name: self._halves(blob) for name, blob in self._rows("sentence_vectors", ids)}

    def entries(self, ids: Sequence[str]) -> list[Entry]:
        """The entries of these passages, in the order asked."""
        rows = {row[0]: row[1:] for row in self._rows("payload, indexed_text, vector, sentence_vectors", ids)}
        return [
            Entry(unpack_passage(payload), text, np.frombuffer(vector, "<f4"), self._halves(halves))
            for payload, text, vector, halves in (rows[name] for name in ids)
        ]

    def entries_of(self, file: str) -> list[Entry]:
        """All entries made from a file, in their order."""
        sql = "SELECT id FROM places WHERE file = ? ORDER BY ordinal, id"
        return self.entries([name for (name,) in self._all(sql, file)])

    def _halves(self, blob: bytes) -> Vectors:
        return np.frombuffer(blob, "<f2").reshape(-1, self.dimension).astype(np.float32)

    def lexical(
        self, terms: Sequence[str], top_k: int, review_ids: Sequence[str] = (), kinds: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """Passages with any of the terms, by BM25, best first. A term with a space in it is a phrase.

        In a large library terms that very many passages have are left out beside rarer ones: they tell few
        passages from others, and scoring all that have them took four fifths of the time of a search.
        """
        phrases = self._telling(_phrases(terms))
        where, values = _filter(review_ids, kinds)
        sql = (
            "SELECT places.id, rank AS score FROM lexical CROSS JOIN places ON place = lexical.rowid"
            f" WHERE lexical MATCH ?{where} ORDER BY score, places.id LIMIT ?"
        )
        rows = self._all(sql, " OR ".join(phrases), *values, max(top_k, 0)) if phrases else []
        return [(name, -score) for name, score in rows]

    def document_frequency(self, terms: Sequence[str]) -> dict[str, int]:
        """In how many passages each term occurs, in any of its inflections."""
        return {term: self._frequency(phrase) for term in terms for phrase in _phrases([term]) or [""]}

    def _frequency(self, phrase: str) -> int:
        if phrase not in self._counted:
            if len(self._counted) > COUNTED:
                self._counted.clear()
            sql = "SELECT count(*) FROM lexical WHERE lexical MATCH ?"
            self._counted[phrase] = int(self._all(sql, phrase)[0][0]) if phrase else 0
        return self._counted[phrase]

    def _telling(self, phrases: Sequence[str]) -> Sequence[str]:
        if self.passage_count <= LARGE:
            return phrases
        held = [phrase for phrase in phrases if self._frequency(phrase)]
        rare = [phrase for phrase in held if self._frequency(phrase) * COMMON <= self.passage_count]
        return rare or sorted(held, key=self._frequency)[:2]

    def vectors(self, ids: Sequence[str] | None = None) -> Iterator[tuple[Passage, Vectors]]:
        """Passages with their vectors: these, or all, shelf by shelf."""
        if ids is not None:
            for _, payload, vector in self._rows("payload, vector", ids):
                yield unpack_passage(payload), np.frombuffer(vector, "<f4")
            return
        for shelf in self._shelves:
            with shelf.reading() as connection:
                for payload, vector in connection.execute("SELECT payload, vector FROM passages ORDER BY id"):
                    yield unpack_passage(payload), np.frombuffer(vector, "<f4")

    def indexed_texts(self) -> Iterator[tuple[int, str]]:
        """The text of each passage that words are searched in, after its number in the index of words."""
        places = dict(self._all("SELECT id, place FROM places"))
        for shelf in self._shelves:
            with shelf.reading() as connection:
                for name, text in connection.execute("SELECT id, indexed_text FROM passages"):
                    yield places[name], text

    def check(self, ids: Sequence[str] | None = None) -> str:
        """Read passages back, these or all, and compare each with the digest it was written with.

        Returns:
            The fingerprint of the whole library, to compare with what was meant to be written.

        Raises:
            IndexDamaged: a passage is not as it was written, or stands nowhere.
        """
        digests = dict(self._all("SELECT id, digest FROM places ORDER BY id"))
        seen = 0
        for row in self._whole_rows(ids):
            seen += 1
            if row_digest(row) != digests.get(row[0]):
                raise IndexDamaged(f"Passage {row[0]} is not as it was written", REBUILD)
        if seen != (len(digests) if ids is None else len(set(ids))):
            raise IndexDamaged(f"{seen} passages stand on the shelves, not as many as are listed", REBUILD)
        return combine(digests.items(), map(pack_review, self.reviews.values()), map(pack_file, self.files))

    def _whole_rows(self, ids: Sequence[str] | None) -> Iterable[Any]:
        if ids is not None:
            for row in self._rows("*", ids):
                yield row[1:]
            return
        for shelf in self._shelves:
            with shelf.reading() as connection:
                yield from connection.execute("SELECT * FROM passages")


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
