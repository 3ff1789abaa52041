"""Ingest: the index becomes exactly what lies in the corpus folder.

plan -> read -> split -> embed -> write a new generation -> report. The old generation answers until the new
one is whole; a file that fails is named and stops no other.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ingest.catalogue import load_catalogue
from ingest.errors import FileUnreadable, IndexDamaged, IndexMissing, IndexStale, ReviewsError
from ingest.index import Entry, FileRecord, Index, build_generation, ingest_lock
from ingest.nouns import Passage, Review
from ingest.plan import Found, Planned, plan, scan
from ingest.read import read_document
from ingest.readers.isolated import IsolatedReader
from ingest.settings import SHIPPED_CORPUS, Settings
from ingest.split import in_context, passages, prefix
from ingest.vector_cache import VectorCache
from ingest.wiring import open_embedder, settings_fingerprint
from ingest.write_faults import said_in_one_line

if TYPE_CHECKING:
    from ingest.embedding import Embedder

Action = Literal["new", "changed", "same", "gone", "failed", "superseded", "duplicate"]


@dataclass(frozen=True, slots=True)
class FileReport:
    """What happened to one file."""

    file: str
    action: Action
    passages: int = 0
    review_id: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What happened: a row a file, and the index that answers now. ``notes`` are said before the rows."""

    rows: tuple[FileReport, ...]
    generation: str
    fingerprint: str
    passage_count: int
    written: bool
    notes: tuple[str, ...] = field(default=())

    @property
    def failed(self) -> tuple[FileReport, ...]:
        """The files that could not be read."""
        return tuple(row for row in self.rows if row.action == "failed")


@said_in_one_line()
def ingest(
    settings: Settings, *, rebuild: bool = False, progress: Callable[[str], None] = lambda _: None
) -> IngestReport:
    """Bring the index of the corpus folder up to date.

    Args:
        settings: names the corpus folder and where its index is kept.
        rebuild: read and write everything anew, whatever the present index holds.
        progress: is told in words what is being done.

    Raises:
        ReviewsError: the folder is missing or holds nothing readable, the catalogue is broken, another
            ingest is running, or the disk is full or not to be written to. The old index is left as it was.
    """
    corpus = settings.corpus.expanduser()
    found = scan(corpus)
    catalogue = load_catalogue(corpus, SHIPPED_CORPUS)
    embedder = open_embedder(settings)
    fingerprint = settings_fingerprint(embedder.fingerprint)
    folder = settings.index_folder
    with ingest_lock(folder), IsolatedReader(settings.limits) as reader:
        previous, notes = _previous(folder, fingerprint, rebuild)
        try:
            planned = plan(corpus, found, catalogue, previous, lambda path: read_document(path, reader))
            sound = previous is not None and previous.warning is None
            if previous is not None and sound and not any(step.changes for step in planned):
                return _report(planned, previous, False, notes, {})
            if not any(step.action in ("new", "changed", "same") for step in planned):
                raise ReviewsError(
                    _nothing_readable(corpus, planned),
                    "Put .pdf, .docx, .pptx, .html, .txt or .md files there; the old index is unchanged",
                )
            return _write(settings, planned, previous, embedder, fingerprint, notes, progress, reader)
        finally:
            if previous is not None:
                previous.close()


def _nothing_readable(corpus: Path, planned: Sequence[Planned]) -> str:
    failed = [step for step in planned if step.action == "failed"]
    reason = f" ({failed[0].reason.rstrip('.')})" if failed else ""
    return f"{corpus}: no file there could be read{reason}"


def _previous(folder: Path, fingerprint: str, rebuild: bool) -> tuple[Index | None, tuple[str, ...]]:
    if rebuild:
        return None, ()
    try:
        index = Index.open(folder, fingerprint)
        return index, (index.warning,) if index.warning else ()
    except IndexMissing:
        return None, ()
    except IndexStale:
        return None, ("The index was made with other settings: all files are read anew.",)
    except IndexDamaged as error:
        return None, (f"{error.message.rstrip('.')}: all files are read anew.",)


def _write(
    settings: Settings,
    planned: Sequence[Planned],
    previous: Index | None,
    embedder: "Embedder",
    fingerprint: str,
    notes: tuple[str, ...],
    progress: Callable[[str], None],
    reader: IsolatedReader,
) -> IngestReport:
    cache = VectorCache(settings.home.expanduser() / "vectors", embedder.fingerprint)
    steps = list(planned)
    entries: list[Entry] = []
    counts: dict[str, int] = {}
    reviews: list[Review] = []
    for number, step in enumerate(steps):
        if step.action not in ("new", "changed", "same"):
            continue
        try:
            new = list(_entries(settings, step, previous, embedder, cache, reader))
        except FileUnreadable as error:
            steps[number] = step.failing(str(error))
            continue
        assert step.review is not None
        if step.action != "same":
            progress(f"{step.found.file}: {len(new)} passages")
        reviews.append(step.review)
        entries.extend(new)
        counts[step.found.file] = len(new)
    if not entries:
        raise ReviewsError(_nothing_readable(settings.corpus, steps), "The old index is unchanged")
    progress("Writing the index")
    build_generation(
        settings.index_folder,
        reviews=sorted(reviews, key=lambda review: review.id),
        files=[step.record() for step in steps if step.action != "gone"],
        entries=entries,
        settings_fingerprint=fingerprint,
        embedder_fingerprint=embedder.fingerprint,
        dimension=embedder.dimension,
    )
    with_new = Index.open(settings.index_folder, fingerprint)
    try:
        return _report(steps, with_new, True, notes, counts)
    finally:
        with_new.close()


def _entries(
    settings: Settings,
    step: Planned,
    previous: Index | None,
    embedder: "Embedder",
    cache: VectorCache,
    reader: IsolatedReader,
) -> Iterator[Entry]:
    if step.action == "same" and previous is not None:
        yield from previous.entries_of(step.found.file)
        return
    assert step.review is not None
    path = settings.corpus.expanduser() / step.found.file
    document = step.document or read_document(path, reader)[1]
    cut = passages(document, step.review, embedder.count_tokens, embedder.max_tokens)
    if not cut:
        raise FileUnreadable(f"{path.name}: no text was found in it", "Replace the file or take it out")
    indexed = [f"{prefix(step.review, passage.section)}\n{passage.text}" for passage in cut]
    vectors = cache.embed(indexed, embedder)
    sentences = [text for passage in cut for text in in_context(passage)]
    sentence_vectors = cache.embed(sentences, embedder)
    at = 0
    for passage, words, vector in zip(cut, indexed, vectors, strict=True):
        count = len(passage.sentences)
        yield Entry(passage, words, vector, sentence_vectors[at : at + count])
        at += count


def _report(
    steps: Sequence[Planned], index: Index, written: bool, notes: tuple[str, ...], counts: dict[str, int]
) -> IngestReport:
    rows = tuple(
        FileReport(
            step.found.file,
            step.action,
            counts.get(step.found.file) or _count(index, step),
            step.review.id if step.review else None,
            step.reason,
        )
        for step in steps
    )
    return IngestReport(rows, index.generation, index.fingerprint, index.passage_count, written, notes)


def _count(index: Index, step: Planned) -> int:
    if step.review is None or step.action not in ("same", "new", "changed"):
        return 0
    return len(index.review_passages(step.review.id))


__all__ = ["Action", "FileRecord", "FileReport", "Found", "IngestReport", "Passage", "ingest"]
