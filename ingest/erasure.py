"""Takes what is withdrawn out of what ingest does not write anew: older generations, and the cache of vectors."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ingest.errors import IndexDamaged
from ingest.generations import read_pointer
from ingest.library import Library
from ingest.library_writer import INDEX_FILE
from ingest.nouns import Passage, Review
from ingest.settings import Settings
from ingest.split import in_context, prefix
from ingest.vector_cache import VectorCache
from ingest.visible import withdrawn_in
from ingest.withdrawn import load


@contextmanager
def erasing_withdrawn(settings: Settings) -> Iterator[None]:
    """What is done inside and goes well is followed by ``erase``."""
    yield
    erase(settings)


def erase(settings: Settings) -> None:
    """Remove every generation beside the one in use that holds a withdrawn review, and such reviews' vectors.

    A generation kept to fall back on would bring the review back. The caller holds ``ingest_lock``.

    Raises:
        ReviewsError: the cache of vectors cannot be written.
    """
    tombstones = load(settings.data)
    if not tombstones.held:
        return
    folder, current = settings.index_folder, read_pointer(settings.index_folder)
    for generation in sorted((folder / "generations").glob("*")):
        texts = _embedded_texts(generation, settings)
        if texts:
            VectorCache(settings.home.expanduser() / "vectors", "").forget(texts)
        if generation.name != current and texts != []:
            shutil.rmtree(generation, ignore_errors=True)


def _embedded_texts(generation: Path, settings: Settings) -> list[str] | None:
    """Every text of withdrawn reviews that a generation was embedded from; None where it cannot be read."""
    with suppress(IndexDamaged, OSError, ValueError, KeyError, TypeError):
        return [
            text for review, held in withdrawn_passages(generation, settings) for text in _texts(review, held)
        ]
    return None


def withdrawn_passages(generation: Path, settings: Settings) -> list[tuple[Review, tuple[Passage, ...]]]:
    """The withdrawn reviews that a generation still holds, with their passages.

    Raises:
        IndexDamaged: it cannot be read.
    """
    path = generation / INDEX_FILE
    if not path.is_file():
        raise IndexDamaged(f"{path} is missing")
    library = Library(generation)
    try:
        found = withdrawn_in(library.reviews, settings.corpus, load(settings.data))
        return [(library.reviews[name], library.review_passages(name)) for name in found]
    finally:
        library.close()


def _texts(review: Review, passages: tuple[Passage, ...]) -> Iterator[str]:
    for passage in passages:
        yield f"{prefix(review, passage.section)}\n{passage.text}"
        yield from in_context(passage)
