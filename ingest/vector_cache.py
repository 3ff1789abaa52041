"""Vectors that were computed before, so that an ingest that was stopped does not start over."""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Protocol

import numpy as np

from ingest.errors import ReviewsError
from ingest.rows import Vectors

BATCH = 256


class Embeds(Protocol):
    """What the cache needs of an embedder."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text."""


class VectorCache:
    """One SQLite file for each embedder, below ``path``. It may be deleted at any time.

    Every batch is stored as soon as it is computed. A file that cannot be read is set aside for a new one.
    """

    def __init__(self, path: Path, fingerprint: str) -> None:
        self.file = path / f"{hashlib.sha256(fingerprint.encode()).hexdigest()[:16]}.sqlite"

    def embed(self, texts: Sequence[str], embedder: Embeds) -> Vectors:
        """The vectors of these texts: those known are read, the others computed and kept.

        Raises:
            ReviewsError: the disk is full, or another process keeps the file locked.
            ValueError: the embedder gave something else than a finite vector for each text.
        """
        try:
            try:
                return self._embed(texts, embedder)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                self.file.replace(self.file.with_suffix(".broken"))
                return self._embed(texts, embedder)
        except sqlite3.OperationalError as error:
            raise ReviewsError(
                f"Cannot keep vectors in {self.file}: {error}", "Free some space or wait"
            ) from error

    def forget(self, texts: Sequence[str]) -> int:
        """Remove the vectors of these texts from the files of every embedder, and overwrite where they were.

        Returns:
            How many there were. A file that cannot be read is removed whole.

        Raises:
            ReviewsError: the disk is full, or another process keeps a file locked.
        """
        keys = [(_key(text),) for text in texts]
        for broken in self.file.parent.glob("*.broken"):
            broken.unlink()
        return sum(_forget(path, keys) for path in sorted(self.file.parent.glob("*.sqlite")))

    def _embed(self, texts: Sequence[str], embedder: Embeds) -> Vectors:
        keys = [_key(text) for text in texts]
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.file, timeout=60)) as connection:
            # A kill loses no batch this way; a power cut may lose the file, which is made again.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(_TABLE)
            known = dict(_known(connection, keys, embedder.dimension))
            missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            waiting = iter(missing.items())
            while batch := dict(islice(waiting, BATCH)):
                vectors = np.asarray(embedder.embed(list(batch.values())), np.float32)
                if vectors.shape != (len(batch), embedder.dimension) or not np.isfinite(vectors).all():
                    raise ValueError(
                        f"The embedder gave {vectors.shape} for {len(batch)} texts, or no numbers"
                    )
                known.update(zip(batch, vectors, strict=True))
                with connection:
                    rows = [(key, *_packed(known[key])) for key in batch]
                    connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
        return (
            np.stack([known[key] for key in keys]) if keys else np.empty((0, embedder.dimension), np.float32)
        )


_TABLE = "CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, vector BLOB, crc INTEGER) WITHOUT ROWID"


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _forget(path: Path, keys: Sequence[tuple[str]]) -> int:
    try:
        with closing(sqlite3.connect(path, timeout=60, isolation_level=None)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("BEGIN IMMEDIATE")
            gone = connection.executemany("DELETE FROM vectors WHERE key = ?", keys).rowcount
            connection.execute("COMMIT")
            if gone:  # what was written before may lie in the unused parts of other pages
                connection.execute("VACUUM")
            return gone
    except sqlite3.OperationalError as error:
        raise ReviewsError(
            f"Cannot remove vectors from {path}: {error}", "Free some space or wait, then run: reviews ingest"
        ) from error
    except sqlite3.DatabaseError:
        path.unlink()
        return 0


def _packed(vector: Vectors) -> tuple[bytes, int]:
    packed = vector.astype("<f4").tobytes()
    return packed, zlib.crc32(packed)


def _known(
    connection: sqlite3.Connection, keys: Sequence[str], dimension: int
) -> Iterator[tuple[str, Vectors]]:
    sql = "SELECT key, vector, crc FROM vectors WHERE key IN (SELECT value FROM json_each(?))"
    for key, packed, crc in connection.execute(sql, (json.dumps(list(keys)),)):
        if len(packed) == 4 * dimension and zlib.crc32(packed) == crc:
            yield key, np.frombuffer(packed, "<f4")
