"""The door to Chroma: the passages' vectors, embedded and on disk. Nothing else imports chromadb.

What was seen of Chroma 1.5.9, and why the code is as it is:

- Opening a folder writes to it. Each ``PersistentClient`` adds a row to the table ``acquire_write``, and so
  changes that table's page and some counters on the first page of chroma.sqlite3; nothing else, once the
  file has no free pages for the table to grow into. ``seal`` sees to that, and ``restless`` names the byte
  ranges that a checksum must leave out.
- Under ``sync_threshold`` records, the HNSW files hold nothing and are written anew by the first query after
  every opening; the vectors are replayed from SQLite (0.25 s for 1,000, 1.8 s for 4,900 of 384 dimensions).
  ``seal`` removes the files, so that there is nothing to tear. Above it they are never touched by reading.
- In cosine space Chroma gives back normalised vectors, which differ in the last bits from those it was given.
- With the default ``ef_search`` of 100 the 50 best of 4,900 were 82 % of the true ones, and not the same ones
  after every opening. 1,000 made it 100 % and the same, for 1 ms more.
- A query vector with NaN returns rows.
- Given as documents, the passages' texts made the folder three times as large and its writing three times as
  slow (Chroma keeps an index of all their letters). They stand in the library; here each vector has its
  passage's id and place.
- A vector that was deleted stays in the HNSW graph, out of sight, until the folder is written afresh.
"""

import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from ingest.errors import NotWritable
from ingest.nouns import Passage
from ingest.rows import Vectors

COLLECTION = "passages"
DATABASE = "chroma.sqlite3"
BATCH = 2_000  # Chroma takes at most 5,461
REPLAYED = 5_000  # up to so many passages the vectors stay in SQLite alone
EF_SEARCH = 1_000
COPIED = 1_000_000_000  # bytes up to which a folder that is read-only is copied to be read
_RIGHT = "Give the right to write in that folder, or set REVIEWS_HOME to another and run: reviews ingest"
MARGIN = 10  # asked for beyond top_k, so that a tie at its edge is decided by passage id


def metadata(passage: Passage) -> dict[str, str | int]:
    """What Chroma keeps beside a vector: what to filter by, and where the passage is to be found."""
    return {
        "review_id": passage.review_id,
        "kind": passage.kind,
        "file": passage.file,
        "section": " > ".join(passage.section),
        "start": passage.start,
        "end": passage.end,
    }


@contextmanager
def _client(folder: Path) -> Iterator[Any]:
    client = _connect(folder)
    try:
        yield client
    finally:
        client.close()


def _connect(folder: Path) -> Any:
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))


def write_vectors(folder: Path, entries: Iterable[tuple[Passage, Vectors]], count: int) -> None:
    """Write a new Chroma folder and seal it. The caller puts it on the disk."""
    space = {"space": "cosine", "ef_search": EF_SEARCH}
    if count < REPLAYED:
        space["sync_threshold"] = REPLAYED * 2
    with _client(folder) as client:
        collection = client.create_collection(
            COLLECTION, configuration={"hnsw": space}, embedding_function=None
        )
        _add(collection, entries)
    seal(folder)


def replace_vectors(folder: Path, removed: Sequence[str], entries: Iterable[tuple[Passage, Vectors]]) -> None:
    """Change a copy of a sealed Chroma folder, and seal it. The caller puts it on the disk.

    Args:
        removed: ids to take out; one that is written anew is among them too.
    """
    with _client(folder) as client:
        collection = client.get_collection(COLLECTION, embedding_function=None)
        for at in range(0, len(removed), BATCH):
            collection.delete(ids=list(removed[at : at + BATCH]))
        _add(collection, entries)
    seal(folder)


def _add(collection: Any, entries: Iterable[tuple[Passage, Vectors]]) -> None:
    waiting = iter(entries)
    while batch := list(islice(waiting, BATCH)):
        collection.add(
            ids=[passage.id for passage, _ in batch],
            metadatas=[metadata(passage) for passage, _ in batch],
            embeddings=np.stack([vector for _, vector in batch]),
        )


def seal(folder: Path) -> None:
    """Leave only files, and in SQLite only pages, that opening and asking will not change."""
    with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as connection:
        connection.execute("VACUUM")
    for segment in folder.iterdir():
        if segment.is_dir() and not (segment / "index_metadata.pickle").exists():
            shutil.rmtree(segment)


def restless(database: Path) -> tuple[tuple[int, int], ...]:
    """The byte ranges of a sealed chroma.sqlite3 that opening it or copying it rewrites."""
    with closing(sqlite3.connect(database)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        sql = "SELECT rootpage FROM sqlite_master WHERE name = 'acquire_write'"
        pages = [page for (page,) in connection.execute(sql)]
    return ((24, 44), (92, 100), *(((page - 1) * size, page * size) for page in pages))


def writable(folder: Path) -> bool:
    """Whether Chroma may do in a folder what it does whenever it opens one: write to it."""
    return os.access(folder, os.W_OK) and os.access(folder / DATABASE, os.W_OK)


def _copied(folder: Path) -> tempfile.TemporaryDirectory[str]:
    """A copy of a Chroma folder that gives no right to write, with no more rights than the reader's own.

    Raises:
        NotWritable: it is too large for that, or there is no room.
    """
    files = [path for path in folder.rglob("*") if path.is_file()]
    if sum(path.stat().st_size for path in files) > COPIED:
        raise NotWritable(
            f"{folder} is read-only, which Chroma cannot open, and too large to be copied", _RIGHT
        )
    made = tempfile.TemporaryDirectory(prefix="reviews-chroma-", ignore_cleanup_errors=True)
    try:
        for path in files:
            place = Path(made.name) / path.relative_to(folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
    except OSError as error:
        made.cleanup()
        said = f"{folder} is read-only, which Chroma cannot open, and it could not be copied to {made.name}"
        raise NotWritable(f"{said}: {error.strerror or error}", _RIGHT) from error
    return made


class VectorStore:
    """Reads a sealed Chroma folder, which is opened by the first call that needs it.

    One that may not be written to is read from a copy in the system's temporary folder, which goes when this is
    closed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._client: Any = None
        self._collection: Any = None
        self._copy: tempfile.TemporaryDirectory[str] | None = None

    def _opened(self) -> Any:
        with self._lock:
            if self._collection is None:
                if not (self.folder / DATABASE).is_file():  # Chroma would make a new one, and an empty
                    raise FileNotFoundError(self.folder / DATABASE)
                if self._copy is None and not writable(self.folder):
                    self._copy = _copied(self.folder)
                self._client = self._client or _connect(Path(self._copy.name) if self._copy else self.folder)
                self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
            return self._collection

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            if self._client is not None:
                self._client.close()
            self._client = self._collection = None
            if self._copy is not None:
                self._copy.cleanup()
            self._copy = None

    def count(self) -> int:
        """How many vectors there are."""
        return int(self._opened().count())

    def nearest(
        self, vector: Vectors, top_k: int, review_ids: Sequence[str] = (), kinds: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """Ids and cosine similarities, best first, ties by id."""
        found = self._opened().query(
            query_embeddings=[vector],
            n_results=top_k + MARGIN,
            where=_where(review_ids, kinds),
            include=["distances"],
        )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        hits = [(name, min(1.0, 1.0 - float(distance))) for name, distance in pairs]
        return sorted(hits, key=lambda hit: (-hit[1], hit[0]))[:top_k]

    def records(self, ids: Sequence[str]) -> dict[str, tuple[Mapping[str, Any], Vectors]]:
        """Metadata and vector of each of these ids that Chroma has."""
        if not ids:  # Chroma takes none for an error, and no argument for all
            return {}
        found = self._opened().get(ids=list(ids), include=["metadatas", "embeddings"])
        columns = zip(found["ids"], found["metadatas"], found["embeddings"], strict=True)
        return {name: (kept, np.asarray(vector)) for name, kept, vector in columns}


def _where(review_ids: Sequence[str], kinds: Sequence[str]) -> dict[str, Any] | None:
    chosen = [("review_id", review_ids), ("kind", kinds)]
    terms: list[dict[str, Any]] = [{name: {"$in": list(values)}} for name, values in chosen if values]
    return {"$and": terms} if len(terms) > 1 else terms[0] if terms else None
