"""Builds a generation: written, closed, put on the disk, read back by another process, then put to use."""

import importlib.metadata
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from ingest import generations
from ingest.errors import IndexDamaged, ReviewsError
from ingest.generations import FORMAT, Manifest
from ingest.library import Library, write_library
from ingest.nouns import Review
from ingest.probe import probe
from ingest.rows import Entry, FileRecord
from ingest.vectors import DATABASE, restless, write_vectors

SPARE = 50_000_000


def build_generation(
    folder: Path,
    *,
    reviews: Sequence[Review],
    files: Sequence[FileRecord],
    entries: Iterable[Entry],
    settings_fingerprint: str,
    dimension: int,
    embedder_fingerprint: str = "",
    progress: Callable[[int], None] | None = None,
) -> Manifest:
    """Write a new generation, have it read back, and put it to use. The caller holds ``ingest_lock``.

    Args:
        progress: called with the number of passages taken from ``entries`` so far.

    Raises:
        IndexDamaged: what was read back is not what was written; the index in use is left as it was.
        ReviewsError: the disk is full.
    """
    generations.sweep(folder)
    with _building(folder) as generation:
        path, chroma = generation / "library.sqlite", generation / "chroma"
        count, fingerprint = write_library(
            path, reviews=reviews, files=files, entries=entries, dimension=dimension, progress=progress
        )
        _require_space(folder, SPARE + 3 * path.stat().st_size)
        library = Library(path)
        write_vectors(chroma, library.entries(), count)
        library.close()
        sealed = generations.seal_files(generation, {f"chroma/{DATABASE}": restless(chroma / DATABASE)})
        if probe(generation, count) != fingerprint:
            raise IndexDamaged("The new index does not say what was written", generations.REBUILD)
        manifest = Manifest(
            format=FORMAT,
            generation=generation.name,
            built_at=datetime.now(UTC).isoformat(timespec="seconds"),
            fingerprint=fingerprint,
            settings_fingerprint=settings_fingerprint,
            embedder_fingerprint=embedder_fingerprint,
            chromadb=importlib.metadata.version("chromadb"),
            dimension=dimension,
            reviews=len(reviews),
            passages=count,
            files=sealed,
        )
        generations.check_files(
            generation, manifest
        )  # and so that the probe, a first reader, changed nothing
        generations.write_manifest(generation, manifest)
    generations.move_pointer(folder, generation.name)
    generations.sweep(folder)
    return manifest


@contextmanager
def _building(folder: Path) -> Iterator[Path]:
    """A folder for a new generation, gone again if it does not become one."""
    _require_space(folder, SPARE)
    generation = generations.new_generation(folder)
    try:
        yield generation
    except BaseException as error:
        full = shutil.disk_usage(folder).free < SPARE // 5
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
