"""Ingest: the index becomes exactly what lies in the corpus folder.

plan -> read -> split -> embed -> write a new generation -> report. The old generation answers until the new
one is whole; a file that fails is named and stops no other. The new generation begins as a copy of the old
one where that is sound, so that no file is read, split or embedded but those that are new or changed.
"""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.build import Draft
from ingest.catalogue import Catalogue, load_catalogue
from ingest.erasure import erasing_withdrawn
from ingest.errors import FileUnreadable, IndexDamaged, IndexMissing, IndexStale, ReviewsError
from ingest.generations import write_times
from ingest.index import Entry, Index, drafting, ingest_lock
from ingest.library_writer import shelves_for
from ingest.nouns import Review
from ingest.plan import Planned, plan
from ingest.read import read_document
from ingest.readers import Document
from ingest.readers.isolated import IsolatedReader
from ingest.report import INDEXED, FileReport, IngestReport, Progress, Watch
from ingest.scan import Found, scan
from ingest.settings import SHIPPED_CORPUS, Settings
from ingest.split import in_context, passages, prefix
from ingest.vector_cache import VectorCache
from ingest.wiring import open_embedder, settings_fingerprint
from ingest.withdrawn import Tombstones, load
from ingest.write_faults import said_in_one_line

if TYPE_CHECKING:
    from ingest.embedding import Embedder


@said_in_one_line()
def ingest(
    settings: Settings,
    *,
    rebuild: bool = False,
    verify: bool = False,
    watch: Watch | None = None,
    embedder: "Embedder | None" = None,
) -> IngestReport:
    """Bring the index of the corpus folder up to date.

    Args:
        settings: names the corpus folder and where its index is kept.
        rebuild: read and write everything anew, whatever the present index holds.
        verify: compare the bytes of every file and of the present index, however large they are.
        watch: is told what is to be done, and how far it is.
        embedder: in place of the one that settings name.

    Raises:
        ReviewsError: the folder is missing or holds nothing readable, the catalogue is broken, another
            ingest is running, or the disk is full or not to be written to. The old index is left as it was.
    """
    corpus = settings.corpus.expanduser()
    embedder = embedder or open_embedder(settings)
    fingerprint = settings_fingerprint(embedder.fingerprint)
    with (
        ingest_lock(settings.index_folder),
        IsolatedReader(settings.limits) as reader,
        erasing_withdrawn(settings),
    ):
        # Looked at under the lock: what another ingest or a withdrawal did meanwhile must not be undone.
        found = scan(corpus)
        catalogue = load_catalogue(corpus, SHIPPED_CORPUS)
        withdrawn = load(settings.data)
        run = _Run(
            settings, found, catalogue, withdrawn, embedder, fingerprint, reader, watch or Watch(), verify
        )
        previous, notes = _previous(settings.index_folder, fingerprint, rebuild, verify)
        try:
            return run.onto(previous, notes)
        except IndexDamaged as error:
            if previous is None:
                raise
            return run.onto(
                None,
                (
                    *notes,
                    f"{error.message.rstrip('.')}: all files are read anew.",
                ),
            )
        finally:
            if previous is not None:
                previous.close()


def _nothing_readable(corpus: Path, planned: Sequence[Planned]) -> str:
    failed = [step for step in planned if step.action == "failed"]
    reason = f" ({failed[0].found.file}: {failed[0].reason.rstrip('.')})" if failed else ""
    return f"{corpus}: no file there could be read{reason}"


def _previous(
    folder: Path, fingerprint: str, rebuild: bool, verify: bool
) -> tuple[Index | None, tuple[str, ...]]:
    if rebuild:
        return None, ()
    try:
        index = Index.open(folder, fingerprint)
        if verify:
            index.verify()
        return index, (index.warning,) if index.warning else ()
    except IndexMissing:
        return None, ()
    except IndexStale:
        return None, ("The index was made with other settings: all files are read anew.",)
    except IndexDamaged as error:
        return None, (f"{error.message.rstrip('.')}: all files are read anew.",)


@dataclass(frozen=True, slots=True)
class _Run:
    """One ingest under way, the lock held."""

    settings: Settings
    found: Sequence[Found]
    catalogue: Catalogue
    withdrawn: Tombstones
    embedder: "Embedder"
    fingerprint: str
    reader: IsolatedReader
    watch: Watch
    verify: bool

    def onto(self, previous: Index | None, notes: tuple[str, ...]) -> IngestReport:
        """Plan, and write what is to be written, onto the index in use if there is one."""
        corpus = self.settings.corpus.expanduser()
        total = len(self.found)
        planned = plan(
            corpus,
            self.found,
            self.catalogue,
            previous,
            lambda path: read_document(path, self.reader),
            self.withdrawn,
            verify=self.verify,
            progress=lambda done: self.watch.progress(Progress("looking", done, total)),
        )
        told = [step for step in planned if step.action in INDEXED and step.reason]
        notes += tuple(f"{step.found.file}: {step.reason}" for step in told)
        sound = previous is not None and previous.warning is None
        if previous is not None and sound and not any(step.changes for step in planned):
            self._keep_times(planned)
            return _report(planned, previous, False, notes)
        if not any(step.action in (*INDEXED, "withdrawn") for step in planned):
            raise ReviewsError(
                _nothing_readable(corpus, planned),
                "Put .pdf, .docx, .pptx, .html, .txt or .md files there; the old index is unchanged",
            )
        self.watch.planned(_rows(planned))
        return self._write(planned, previous, notes)

    def _keep_times(self, planned: Sequence[Planned]) -> None:
        records = [step.record() for step in planned if step.sha256]
        if any(step.was and step.sha256 and not step.found.is_as(step.was) for step in planned):
            with suppress(OSError):
                write_times(self.settings.index_folder, records)

    def _write(
        self, planned: Sequence[Planned], previous: Index | None, notes: tuple[str, ...]
    ) -> IngestReport:
        steps = list(planned)
        files = sum(step.action in INDEXED for step in steps)
        base = previous.base if previous and not previous.warning and previous.base.fits(files) else None
        standing = [step.found.file for step in steps if step.was and step.was.status == "read"]
        if any(step.action == "withdrawn" and step.found.file in standing for step in steps):
            base = (
                None  # in a copy, traces of what was deleted stay: in Chroma's graph, in the index of words
            )
        leaving = {step.found.file for step in steps if step.action != "same"}.intersection(standing)
        arriving = {step.found.file for step in steps if step.action in ("new", "changed")}
        with drafting(
            self.settings.index_folder,
            dimension=self.embedder.dimension,
            shelves=shelves_for(files),
            base=base,
            changing=leaving | arriving,
        ) as draft:
            if base:
                for file in sorted(leaving):
                    draft.drop(file)
            self._fill(draft, steps, None if base else previous)
            reviews = [step.review for step in steps if step.action in INDEXED and step.review]
            if not reviews and not any(step.action == "withdrawn" for step in steps):
                raise ReviewsError(
                    _nothing_readable(self.settings.corpus, steps), "The old index is unchanged"
                )
            self.watch.progress(Progress("writing"))
            draft.publish(
                reviews=sorted(reviews, key=lambda review: review.id),
                files=[step.record() for step in steps if step.action != "gone"],
                settings_fingerprint=self.fingerprint,
                embedder_fingerprint=self.embedder.fingerprint,
            )
        with_new = Index.open(self.settings.index_folder, self.fingerprint)
        try:
            return _report(steps, with_new, True, notes)
        finally:
            with_new.close()

    def _fill(self, draft: Draft, steps: list[Planned], carried: Index | None) -> None:
        """Put in what is new or changed; what is the same too, where the draft did not begin with it.

        A file that turns out not to be readable becomes a failed step.
        """
        cache = VectorCache(self.settings.home.expanduser() / "vectors", self.embedder.fingerprint)
        total = sum(step.found.size for step in steps if step.action in ("new", "changed"))
        done = passages = 0
        for number, step in enumerate(steps):
            if step.action == "same" and carried is not None:
                draft.add(carried.entries_of(step.found.file))
            if step.action not in ("new", "changed"):
                continue
            self.watch.progress(Progress("embedding", done, total, passages, step.found.file))
            try:
                passages += draft.add(_entries(self.settings, step, self.embedder, cache, self.reader))
            except FileUnreadable as error:
                steps[number] = step.failing(str(error))
            done += step.found.size
            self.watch.progress(Progress("embedding", done, total, passages, step.found.file))
            steps[number] = replace(steps[number], document=None)


def _entries(
    settings: Settings, step: Planned, embedder: "Embedder", cache: VectorCache, reader: IsolatedReader
) -> list[Entry]:
    assert step.review is not None
    path = settings.corpus.expanduser() / step.found.file
    document = step.document or _read_again(path, step, reader)
    entries = entries_of(document, step.review, embedder, cache)
    if not entries:
        raise FileUnreadable(f"{path.name}: no text was found in it", "Replace the file or take it out")
    return entries


def entries_of(document: Document, review: Review, embedder: "Embedder", cache: VectorCache) -> list[Entry]:
    """What is indexed of a text: its passages, each with its vector and those of its sentences."""
    cut = passages(document, review, embedder.count_tokens, embedder.max_tokens)
    indexed = [f"{prefix(review, passage.section)}\n{passage.text}" for passage in cut]
    vectors = cache.embed(indexed, embedder)
    sentences = [text for passage in cut for text in in_context(passage)]
    sentence_vectors = cache.embed(sentences, embedder)
    entries, at = [], 0
    for passage, words, vector in zip(cut, indexed, vectors, strict=True):
        count = len(passage.sentences)
        entries.append(Entry(passage, words, vector, sentence_vectors[at : at + count]))
        at += count
    return entries


def _read_again(path: Path, step: Planned, reader: IsolatedReader) -> Document:
    raw, document = read_document(path, reader)
    if hashlib.sha256(raw).hexdigest() != step.sha256:
        raise FileUnreadable(f"{path.name}: it changed while it was read", "Run: reviews ingest")
    return document


def _rows(steps: Sequence[Planned], index: Index | None = None) -> tuple[FileReport, ...]:
    counts = index.passages_by_review() if index else {}
    return tuple(
        FileReport(
            step.found.file,
            step.action,
            counts.get(step.review.id, 0) if step.review and step.action in INDEXED else 0,
            step.review.id if step.review else None,
            step.reason,
        )
        for step in steps
    )


def _report(steps: Sequence[Planned], index: Index, written: bool, notes: tuple[str, ...]) -> IngestReport:
    return IngestReport(
        _rows(steps, index), index.generation, index.fingerprint, index.passage_count, written, notes
    )


__all__ = ["IngestReport", "Progress", "Watch", "entries_of", "ingest"]
