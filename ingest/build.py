"""Builds a generation: written, closed, put on the disk, read back by another process, then put to use.

It is written afresh, or onto a copy of the generation before: then what is done grows with what changed,
and with the corpus only the copying of the lexical index and of Chroma's files.
"""

import importlib.metadata
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest import generations
from ingest import vectors as chroma
from ingest.errors import IndexDamaged, ReviewsError
from ingest.generations import FORMAT, Manifest, SealedFile
from ingest.library import Library
from ingest.library_writer import INDEX_FILE, LibraryWriter, shelf_file, shelf_of, shelves_for
from ingest.nouns import Review
from ingest.probe import Changed, probe
from ingest.rows import Entry, FileRecord

SPARE = 50_000_000
MOST_DEAD = 5
"""Chroma's folder is written afresh once more than one in so many of its vectors are deleted ones."""


@dataclass(frozen=True, slots=True)
class Base:
    """The generation that a new one may begin as a copy of: its folder, and what was sealed there."""

    generation: Path
    manifest: Manifest

    def fits(self, files: int) -> bool:
        """Whether its shelves still do for so many files."""
        return shelves_for(files) < 4 * self.manifest.shelves


class Draft:
    """A generation being written, by one thread. See ``drafting``."""

    def __init__(
        self,
        folder: Path,
        generation: Path,
        writer: LibraryWriter,
        base: Base | None,
        kept: tuple[SealedFile, ...],
    ) -> None:
        self._folder, self._generation, self._writer, self._base = folder, generation, writer, base
        self._kept = kept  # sealed already: files of the base that nothing here writes to

    def drop(self, file: str) -> None:
        """Take out what was made from a file."""
        self._writer.drop(file)

    def add(self, entries: Iterable[Entry], progress: Callable[[int], None] | None = None) -> int:
        """Put in what was made from files that are new or were dropped; how many passages it is."""
        return self._writer.add(entries, progress)

    def publish(
        self,
        *,
        reviews: Sequence[Review],
        files: Sequence[FileRecord],
        settings_fingerprint: str,
        embedder_fingerprint: str = "",
    ) -> Manifest:
        """Finish the generation, have it read back, and put it to use.

        Raises:
            IndexDamaged: what was read back is not what was written; the index in use is left as it was.
        """
        count, fingerprint = self._writer.finish(reviews, files)
        dead = self._write_vectors(count)
        database = f"chroma/{chroma.DATABASE}"
        sealed = generations.seal_files(
            self._generation, {database: chroma.restless(self._generation / database)}, self._kept
        )
        changed = Changed(self._writer.removed, self._writer.added) if self._base else None
        if probe(self._generation, count, changed) != fingerprint:
            raise IndexDamaged("The new index does not say what was written", generations.REBUILD)
        manifest = Manifest(
            format=FORMAT,
            generation=self._generation.name,
            built_at=datetime.now(UTC).isoformat(timespec="seconds"),
            fingerprint=fingerprint,
            settings_fingerprint=settings_fingerprint,
            embedder_fingerprint=embedder_fingerprint,
            chromadb=importlib.metadata.version("chromadb"),
            dimension=self._writer.dimension,
            reviews=len(reviews),
            passages=count,
            shelves=self._writer.shelves,
            dead_vectors=dead,
            files=sealed,
        )
        generations.check_files(self._generation, manifest)  # the probe, a first reader, changed nothing
        generations.write_manifest(self._generation, manifest)
        generations.move_pointer(self._folder, self._generation.name)
        return manifest

    def _write_vectors(self, count: int) -> int:
        """Bring Chroma's folder up to the library; returns how many deleted vectors it drags along."""
        folder, library = self._generation / "chroma", Library(self._generation)
        try:
            dead = len(self._writer.removed) + (self._base.manifest.dead_vectors if self._base else 0)
            outgrown = not self._base or (self._base.manifest.passages < chroma.REPLAYED <= count)
            if outgrown or dead * MOST_DEAD > count:
                _require_space(self._folder, SPARE + count * (8 * self._writer.dimension + 2_000))
                shutil.rmtree(folder, ignore_errors=True)
                chroma.write_vectors(folder, library.vectors(), count)
                return 0
            chroma.replace_vectors(folder, self._writer.removed, library.vectors(self._writer.added))
            return dead
        finally:
            library.close()


@contextmanager
def drafting(
    folder: Path,
    *,
    dimension: int,
    shelves: int = 1,
    base: Base | None = None,
    changing: Collection[str] = (),
) -> Iterator[Draft]:
    """A new generation to be written and published; gone again if it is not. The caller holds the lock.

    Args:
        folder: the index folder.
        dimension: of the vectors.
        shelves: on how many the passages stand; with a ``base``, as many as there.
        base: the generation to begin as a copy of.
        changing: the files that will be dropped or added, where there is a ``base``.

    Raises:
        ReviewsError: the disk is full.
        IndexDamaged: the files of ``base`` are not as they were sealed.
    """
    generations.sweep(folder)
    with _building(folder, _bytes_needed(base)) as generation:
        kept: tuple[SealedFile, ...] = ()
        if base:
            shelves = base.manifest.shelves
            written = {INDEX_FILE, *(shelf_file(shelf_of(file, shelves)) for file in changing)}
            kept = generations.inherit(
                base.generation,
                base.manifest,
                generation,
                lambda path: path in written or path.startswith("chroma/"),
            )
        writer = LibraryWriter(generation, dimension=dimension, shelves=shelves)
        try:
            yield Draft(folder, generation, writer, base, kept)
        finally:
            writer.close()
    generations.sweep(folder)


def build_generation(
    folder: Path,
    *,
    reviews: Sequence[Review],
    files: Sequence[FileRecord],
    entries: Iterable[Entry],
    settings_fingerprint: str,
    dimension: int,
    embedder_fingerprint: str = "",
    shelves: int = 1,
    progress: Callable[[int], None] | None = None,
) -> Manifest:
    """Write a generation afresh and put it to use. The caller holds ``ingest_lock``.

    Args:
        progress: called with the number of passages taken from ``entries`` so far.

    Raises:
        IndexDamaged, ReviewsError: as ``drafting`` and ``Draft.publish`` do.
    """
    with drafting(folder, dimension=dimension, shelves=shelves) as draft:
        draft.add(entries, progress)
        return draft.publish(
            reviews=reviews,
            files=files,
            settings_fingerprint=settings_fingerprint,
            embedder_fingerprint=embedder_fingerprint,
        )


def _bytes_needed(base: Base | None) -> int:
    if base is None:
        return SPARE
    copied = [file.size for file in base.manifest.files if not file.path.startswith("shelves/")]
    return SPARE + 2 * sum(copied) + base.manifest.size // base.manifest.shelves


@contextmanager
def _building(folder: Path, need: int) -> Iterator[Path]:
    """A folder for a new generation, gone again if it does not become one."""
    _require_space(folder, need)
    generation = generations.new_generation(folder)
    try:
        yield generation
    except BaseException as error:
        full = shutil.disk_usage(folder).free < SPARE // 5
        if generations.read_pointer(folder) != generation.name:
            shutil.rmtree(generation, ignore_errors=True)
        if full and isinstance(error, Exception):
            _require_space(folder, SPARE)
        raise


def _require_space(folder: Path, need: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < need:
        message = (
            f"The disk is too full for a new index: {need >> 20} MB needed, {free >> 20} MB free at {folder}"
        )
        raise ReviewsError(
            message, "The index in use was left as it is. Free some space, then run: reviews ingest"
        )
