"""A published set's texts in an index of their own, cut and embedded by ingest's own functions."""

import hashlib
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from eval.published.nouns import Text
from ingest.index import Entry, FileRecord, Index, drafting, ingest_lock
from ingest.library_writer import shelves_for
from ingest.nouns import Review
from ingest.pipeline import entries_of
from ingest.readers import Document
from ingest.vector_cache import VectorCache
from ingest.wiring import settings_fingerprint

if TYPE_CHECKING:
    from ingest.embedding import Embedder

SAID_EVERY = 10.0  # seconds between two lines on how far it is


def canonical(text: Text) -> tuple[str, int]:
    """The text as it is indexed, and where the set's own text begins in it.

    Its title stands as a heading and not as a title of the paper: no question of the set can then be taken to *name* one
    of its papers, as questions name reviews, and be bound to it.
    """
    head = f"# -\n\n## {' '.join(text.title.split())}\n\n" if text.title.strip() else ""
    return head + text.text, len(head)


@contextmanager
def indexed(texts: Sequence[Text], embedder: "Embedder", vectors: Path) -> Iterator[Index]:
    """An index of texts in a temporary folder, gone again afterwards; vectors are kept by content in ``vectors``."""
    with TemporaryDirectory(prefix="reviews-published-") as home:
        folder = Path(home) / "index"
        fingerprint = settings_fingerprint(embedder.fingerprint)
        cache = VectorCache(vectors, embedder.fingerprint)
        reviews = [_review(text) for text in texts]
        with (
            ingest_lock(folder),
            drafting(folder, dimension=embedder.dimension, shelves=shelves_for(len(texts))) as draft,
        ):
            for entries in _entries(texts, reviews, embedder, cache):
                draft.add(entries)
            draft.publish(
                reviews=reviews,
                files=[FileRecord(one.file, one.sha256, 0, 0, one.id, "read") for one in reviews],
                settings_fingerprint=fingerprint,
                embedder_fingerprint=embedder.fingerprint,
            )
        index = Index.open(folder, fingerprint)
        try:
            yield index
        finally:
            index.close()


def _review(text: Text) -> Review:
    written = canonical(text)[0].encode("utf-8", "replace")
    return Review(text.id, "", "", "", "", f"{text.id}.txt", hashlib.sha256(written).hexdigest(), "original")


def _entries(
    texts: Sequence[Text], reviews: Sequence[Review], embedder: "Embedder", cache: VectorCache
) -> Iterator[list[Entry]]:
    said = time.monotonic()
    for number, (text, review) in enumerate(zip(texts, reviews, strict=True), 1):
        yield entries_of(Document(canonical(text)[0]), review, embedder, cache)
        if time.monotonic() - said > SAID_EVERY:
            said = time.monotonic()
            print(f"embedding: {number} of {len(texts)} texts", file=sys.stderr, flush=True)
