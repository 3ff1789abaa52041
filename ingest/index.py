"""The index of one corpus: the only door through which it is written and asked."""

import importlib.metadata
import threading
import time
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from ingest import generations
from ingest.build import Base, build_generation, drafting
from ingest.errors import IndexDamaged, IndexMissing, IndexStale, NotWritable, ReviewsError
from ingest.generations import FORMAT, Manifest, generation_folder, read_manifest
from ingest.library import Library
from ingest.lock import ingest_lock
from ingest.nouns import Passage, Review
from ingest.rows import Entry, FileRecord, Vectors
from ingest.vectors import VectorStore

__all__ = [
    "Entry",
    "FileRecord",
    "Index",
    "Manifest",
    "Serving",
    "build_generation",
    "drafting",
    "ingest_lock",
]

INGEST = "Run: reviews ingest"
AGAIN_AFTER = 10.0  # seconds


class Index:
    """One generation, open for asking. Every method may be called from any thread.

    Attributes:
        generation: its name.
        fingerprint: depends on the content alone.
        warning: what is wrong although it answers, as one line for stderr.
    """

    def __init__(self, generation: Path, manifest: Manifest, warning: str | None = None) -> None:
        self.generation, self.fingerprint, self.built_at = (
            generation.name,
            manifest.fingerprint,
            manifest.built_at,
        )
        self.manifest, self.warning = manifest, warning
        self._folder = generation
        self._library = Library(generation)
        self._vectors = VectorStore(generation / "chroma")
        self._dense_fails = False
        self.reviews: Mapping[str, Review] = self._library.reviews
        self.files = generations.with_times(generation.parent.parent, self._library.files)
        self.passage_count = self._library.passage_count
        # Closes what is open as soon as nobody holds this index any more, so that a call under way can end.
        self._finish = weakref.finalize(self, _close, self._library, self._vectors)

    @classmethod
    def open(cls, folder: Path, settings_fingerprint: str) -> "Index":
        """Open the generation in use, or if it is damaged the sound one before it, with a ``warning``.

        Raises:
            IndexMissing: there is none yet.
            IndexStale: it was made with other settings or by another version.
            IndexDamaged: it is damaged, and no other will do.
        """
        name = generations.read_pointer(folder)
        if name is None and not generations.finished(folder):
            raise IndexMissing(f"No index yet for {folder.name.rpartition('-')[0] or folder.name}", INGEST)
        try:
            if name is None:
                raise IndexDamaged("The file that names the index in use is gone", generations.REBUILD)
            return cls._open(folder, name, settings_fingerprint, None)
        except IndexDamaged as damage:
            for other in generations.finished(folder):
                with suppress(IndexDamaged, IndexStale):
                    warning = f"{_told(damage)}. The one before it answers. {damage.next_step}"
                    return cls._open(folder, other, settings_fingerprint, warning)
            raise IndexDamaged(_told(damage), damage.next_step) from damage

    @classmethod
    def _open(cls, folder: Path, name: str, settings_fingerprint: str, warning: str | None) -> "Index":
        generation = generation_folder(folder, name)
        manifest = read_manifest(generation)
        if (manifest.format, manifest.chromadb) != (FORMAT, importlib.metadata.version("chromadb")):
            raise IndexStale("The index was made by another version", INGEST)
        if manifest.settings_fingerprint != settings_fingerprint:
            raise IndexStale("The index was made with other settings", INGEST)
        generations.check_files(generation, manifest)
        return cls(generation, manifest, warning)

    def verify(self) -> None:
        """Compare every byte with the manifest, however large the index.

        Raises:
            IndexDamaged: a file is not as ingest wrote it.
        """
        generations.check_files(self._folder, self.manifest, hashed=True)

    def close(self) -> None:
        """Let go of the files; no call may be under way."""
        self._finish()

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """The passages with these ids, in the order asked."""
        return self._library.passages(ids)

    def review_passages(self, review_id: str) -> tuple[Passage, ...]:
        """All passages of a review, in their order."""
        return self._library.review_passages(review_id)

    def review_ids_of(self, ids: Sequence[str]) -> dict[str, str]:
        """The review of each of these passages."""
        return self._library.review_ids_of(ids)

    def passages_by_review(self) -> dict[str, int]:
        """How many passages each review has."""
        return self._library.passages_by_review()

    def all_passage_ids(self, review_ids: Sequence[str] = (), kinds: Sequence[str] = ()) -> list[str]:
        """The ids of the passages of these reviews and kinds, sorted; none named means all."""
        return self._library.ids(review_ids, kinds)

    def sentence_vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The sentence vectors of these passages, each of shape (sentences, dimension)."""
        return self._library.sentence_vectors(ids)

    @property
    def base(self) -> Base:
        """This generation, for the next one to begin as a copy of."""
        return Base(self._folder, self.manifest)

    def entries_of(self, file: str) -> list[Entry]:
        """What was made from a file, for a next generation that is written afresh."""
        return self._library.entries_of(file)

    def vectors(self, ids: Sequence[str]) -> Iterator[tuple[Passage, Vectors]]:
        """These passages with their vectors, in no order."""
        return self._library.vectors(ids)

    def document_frequency(self, terms: Sequence[str]) -> dict[str, int]:
        """In how many passages each term occurs."""
        return self._library.document_frequency(terms)

    def lexical(
        self, terms: Sequence[str], top_k: int, review_ids: Sequence[str] = (), kinds: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """Passages with any of the terms, by BM25, best first, ties by id; a spaced term is a phrase."""
        return self._library.lexical(terms, top_k, review_ids, kinds)

    def dense(
        self, vector: Vectors, top_k: int, review_ids: Sequence[str] = (), kinds: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """Passages by cosine similarity, best first, ties by id; none, and a ``warning``, once Chroma fails.

        Raises:
            ValueError: the vector has another dimension, or no direction.
        """
        vector = np.asarray(vector, np.float32)
        if vector.shape != (self.manifest.dimension,) or not np.isfinite(vector).all() or not vector.any():
            raise ValueError(f"A query vector needs {self.manifest.dimension} finite numbers, not all zero")
        if self._dense_fails or top_k < 1 or not self.passage_count:
            return []
        try:
            return self._vectors.nearest(vector, top_k, review_ids, kinds)
        except (KeyboardInterrupt, SystemExit):
            raise
        except NotWritable as error:
            self._dense_fails = True
            self.warning = f"{error.message}. Search by words goes on. {error.next_step}"
            return []
        except BaseException as error:  # a Rust panic is no Exception
            self._dense_fails = True
            self.warning = f"Chroma fails ({error}). Search by words goes on. {generations.REBUILD}"
            return []


def _told(damage: IndexDamaged) -> str:
    """What is damaged, in words that come before any file's name."""
    return f"The index is damaged ({damage.message})"


def _close(library: Library, vectors: VectorStore) -> None:
    library.close()
    vectors.close()


def _verify_beside(index: Index) -> None:
    """Compare every byte of an index too large for that at opening, while it answers already.

    A quote is compared with its checksum whenever it is read, so damage found late never was quoted.
    """
    if index.manifest.size < generations.HASHED_UP_TO:
        return
    held = weakref.ref(index)

    def compare() -> None:
        opened = held()
        try:
            if opened is not None:
                opened.verify()
        except ReviewsError as damage:
            if opened is not None:
                opened.warning = str(damage)

    threading.Thread(target=compare, name="verify index", daemon=True).start()


class Serving:
    """Keeps the index in use open, and follows the pointer when an ingest moves it."""

    def __init__(self, folder: Path, settings_fingerprint: str) -> None:
        self._folder = folder
        self._settings_fingerprint = settings_fingerprint
        self._lock = threading.Lock()
        self._index: Index | None = None
        self._fails = False
        self._failed: str | None = None  # what the pointer named when the index it names could not be opened
        self._again_at = 0.0
        self._before: str | None = None  # what the index in use warned of until then
        self._stood: tuple[int, int] | None = None  # the pointer file that named the index in use

    def current(self) -> Index:
        """The index to ask; keep it for one question only, and it closes itself when it is out of use.

        What keeps the newest index from being opened may pass (a disk that was away): it is tried again after
        ``AGAIN_AFTER`` seconds, and the warning goes with the fault.

        Raises:
            IndexMissing, IndexStale, IndexDamaged: there is none, and none was open before.
        """
        with self._lock:
            stands = generations.pointer_stands(self._folder)
            if self._index is not None and not self._fails and stands and stands == self._stood:
                return self._index  # a page asks several times in every run
            seen, self._stood = None, None
            try:
                seen = generations.read_pointer(self._folder)
                if self._index is None or seen != self._index.generation:
                    waits = self._fails and seen == self._failed and time.monotonic() < self._again_at
                    if self._index is None or not waits:
                        self._index = self._opened(seen, self._index)
                elif self._fails:
                    self._index.warning, self._fails = self._before, False
                self._stood = stands if seen == self._index.generation else None
            except (ReviewsError, OSError) as error:
                if self._index is None:
                    raise
                if not self._fails:
                    self._before = self._index.warning
                self._index.warning = f"The newer index is not in use: {error}"
                self._fails, self._failed = True, seen
                self._again_at = time.monotonic() + AGAIN_AFTER
            return self._index

    def _opened(self, seen: str | None, held: Index | None) -> Index:
        """The index that the pointer names or, with a warning, the one before it, which may be held already."""
        opened = Index.open(self._folder, self._settings_fingerprint)
        self._fails, self._failed = opened.generation != seen, seen
        self._again_at = time.monotonic() + AGAIN_AFTER
        if held is not None and held.generation == opened.generation:
            self._before, held.warning = held.warning, opened.warning
            opened.close()
            return held
        self._before = None
        _verify_beside(opened)
        return opened
