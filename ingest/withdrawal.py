"""``reviews withdraw`` and ``reviews restore``: a tombstone first, then the index, then the proof.

The tombstone is on the disk before anything else is touched, so a kill at any moment leaves the review
withdrawn: readers pass it by at once, and the next ingest takes it out. Withdrawing again then ends the work.
"""

import hashlib
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import pipeline, proof
from ingest.erasure import withdrawn_passages
from ingest.errors import FileUnreadable, IndexDamaged, IngestBusy, NotWritable, ReviewsError
from ingest.generations import generation_folder, read_pointer
from ingest.index import Index
from ingest.library import Library
from ingest.library_writer import INDEX_FILE
from ingest.nouns import Passage, Review
from ingest.pipeline import IngestReport
from ingest.proof import Proof, generations_in, said_by
from ingest.read import read_document
from ingest.readers.isolated import IsolatedReader
from ingest.settings import Settings
from ingest.visible import withdrawn_in
from ingest.wiring import open_embedder, settings_fingerprint
from ingest.withdrawn import Tombstone, Tombstones, add, load, now, take_away, text_digest

if TYPE_CHECKING:
    from ingest.embedding import Embedder

Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A review that was withdrawn, and the proof that it is gone."""

    tombstone: Tombstone
    proof: Proof
    report: IngestReport


def withdraw(
    settings: Settings, review_id: str, why: str, by: str = "", progress: Told = lambda _: None
) -> Withdrawal:
    """Take a review out of everything derived, for good, and prove it by searching for its text.

    Args:
        settings: name the corpus folder whose index is rewritten; the tombstone binds every other too.
        review_id: of the review.
        why: the reason, for whoever looks later.
        by: who decided it.
        progress: is told in words what is being done.

    Raises:
        ReviewsError: there is no such review, it is withdrawn already, no reason is given, or the index could
            not be rewritten; the review is withdrawn all the same, and the message says so.
    """
    if not why.strip():
        raise ReviewsError("A withdrawal needs a reason", f"Run: reviews withdraw {review_id} --why TEXT")
    embedder = open_embedder(settings)
    standing = load(settings.data).of(review_id)
    if standing and standing.erased:
        raise ReviewsError(
            f"{review_id} was withdrawn on {standing.date}",
            f"To take it back, run: reviews restore {review_id}",
        )
    index = None
    try:
        index = Index.open(settings.index_folder, settings_fingerprint(embedder.fingerprint))
        tombstone = standing or _tombstone(settings, index, review_id, why.strip(), by.strip())
    except ReviewsError:
        if standing is None:
            raise
        tombstone = standing  # withdrawn before, and not yet proved gone: a damaged index is rewritten below
    try:
        held = _texts(settings, tombstone)
        gone = {tombstone.review_id, *tombstone.twin_ids}
        wanted, shared = proof.spread(held, lambda one: index is None or not said_by(index, one) - gone)
    finally:
        if index is not None:
            index.close()
    if standing is None:
        add(settings.data, tombstone)
        progress(
            f"{review_id} is withdrawn; it is not quoted any more. Now it is taken out of what is derived"
        )
    again = f"reviews withdraw {review_id} --why TEXT"
    try:
        report = _rewritten(settings, f"{review_id} is withdrawn and is not quoted any more", again)
    except ReviewsError as error:
        if not isinstance(error.__cause__, NotWritable):
            raise
        # An index elsewhere would leave the text where it is for good.
        raise ReviewsError(
            f"{error.message}. {settings.index_folder} still holds its text",
            f"Make that folder and all in it writable, then run: {again}",
        ) from error.__cause__
    progress("Searching for its text")
    proved = _prove(settings, embedder, tombstone, wanted, shared)
    if not proved.found:
        tombstone = replace(tombstone, erased=now())
        add(settings.data, tombstone)
    return Withdrawal(tombstone, proved, report)


def restore(settings: Settings, review_id: str) -> tuple[Tombstone, IngestReport]:
    """Take a withdrawal back, and ingest again.

    Raises:
        ReviewsError: it is not withdrawn, or the index could not be rewritten.
    """
    tombstone = load(settings.data).of(review_id)
    if tombstone is None:
        raise ReviewsError(f"{review_id} is not withdrawn", "See what is: reviews status")
    take_away(settings.data, tombstone)
    return tombstone, _rewritten(settings, f"{review_id} is withdrawn no more", "reviews ingest")


def _rewritten(settings: Settings, so_far: str, again: str) -> IngestReport:
    try:
        return pipeline.ingest(settings)
    except ReviewsError as error:
        message = f"{so_far}, but the index could not be rewritten: {error.message}"
        step = f"{error.next_step}, then run: {again}" if isinstance(error, IngestBusy) else error.next_step
        raise ReviewsError(message, step or f"Run: {again}") from error


def _tombstone(settings: Settings, index: Index, review_id: str, why: str, by: str) -> Tombstone:
    review = index.reviews.get(review_id)
    if review is None:
        raise ReviewsError(f"There is no review {review_id!r} in the index", "Run: reviews list")
    passages = index.review_passages(review_id)
    sample = proof.stretches(passages)[:8]
    others = {name for one in sample for name in said_by(index, one)} - {review_id}
    twins = [index.reviews[name] for name in sorted(others) if _same(index.review_passages(name), passages)]
    elsewhere = [twin.sha256 for twin in _twins_elsewhere(settings, sample, passages)]
    return Tombstone(
        review_id=review_id,
        title=review.title,
        file=review.file,
        corpus=str(settings.corpus.expanduser().resolve()),
        standing=review.standing,
        sha256=review.sha256,
        text_sha256=_text_sha256(settings, review),
        why=why,
        by=by,
        when=now(),
        publisher=review.publisher,
        publisher_short=review.publisher_short,
        review_type=review.review_type,
        child_label=review.child_label,
        aliases=review.aliases,
        twin_ids=tuple(twin.id for twin in twins),
        twin_sha256=tuple(sorted({*(twin.sha256 for twin in twins), *elsewhere} - {review.sha256})),
    )


def _same(some: Sequence[Passage], others: Sequence[Passage]) -> bool:
    return text_digest("\n".join(p.text for p in some)) == text_digest("\n".join(p.text for p in others))


def _text_sha256(settings: Settings, review: Review) -> str:
    """The checksum of the review's canonical text; empty where its file is not there as it was read."""
    with suppress(FileUnreadable), IsolatedReader(settings.limits) as reader:
        raw, document = read_document(settings.corpus.expanduser() / review.file, reader)
        if hashlib.sha256(raw).hexdigest() == review.sha256:
            return text_digest(document.text)
    return ""


def _texts(settings: Settings, tombstone: Tombstone) -> list[str]:
    """Stretches of the review's text, from whichever generation has it, else from its file."""
    one = Tombstones((tombstone,))
    for generation in reversed([*generations_in(settings.index_folder)]):
        with suppress(IndexDamaged, OSError, ValueError, KeyError, TypeError):
            if held := _held(generation, settings.corpus, one):
                return proof.stretches(passage for passages in held.values() for passage in passages)
    with suppress(FileUnreadable), IsolatedReader(settings.limits) as reader:
        document = read_document(settings.corpus.expanduser() / tombstone.file, reader)[1]
        return proof.lines(document.text.splitlines(), 1)
    return []


def _held(generation: Path, corpus: Path, tombstones: Tombstones) -> Mapping[str, tuple[Passage, ...]]:
    library = Library(generation)
    try:
        return {
            name: library.review_passages(name) for name in withdrawn_in(library.reviews, corpus, tombstones)
        }
    finally:
        library.close()


def _prove(
    settings: Settings, embedder: "Embedder", tombstone: Tombstone, wanted: Sequence[str], shared: int
) -> Proof:
    index = Index.open(settings.index_folder, settings_fingerprint(embedder.fingerprint))
    try:
        gone = set(withdrawn_in(index.reviews, settings.corpus, Tombstones((tombstone,))))
        found = proof.search_index(index, embedder, wanted, gone | {tombstone.review_id})
    finally:
        index.close()
    _drop_unsealed(settings)
    generations = list(generations_in(settings.index_folder))
    for generation in generations:
        with suppress(IndexDamaged):
            found += [f"{generation} still has {r.id}" for r, _ in withdrawn_passages(generation, settings)]
    home = settings.home.expanduser()
    folders = [settings.index_folder, home / "vectors"]
    held, files, size = proof.search_files(folders, wanted)
    others = [path for path in (home / "indexes").glob("*") if path != settings.index_folder]
    elsewhere = [path for path in sorted(others) if proof.search_files([path], wanted)[0]]
    return Proof(
        len(wanted), shared, len(generations), files, size, (*found, *held), tuple(map(str, elsewhere))
    )


def _drop_unsealed(settings: Settings) -> None:
    """Remove the vector files that asking wrote: Chroma may fill them up with what lay in this process's memory."""
    name = read_pointer(settings.index_folder) or ""
    for segment in (generation_folder(settings.index_folder, name) / "chroma").glob("*/"):
        if not (segment / "index_metadata.pickle").exists():
            shutil.rmtree(segment, ignore_errors=True)


def _twins_elsewhere(settings: Settings, sample: Sequence[str], passages: Sequence[Passage]) -> list[Review]:
    """Reviews with the same text in the indexes of other corpus folders."""
    found = []
    for folder in sorted((settings.home.expanduser() / "indexes").glob("*")):
        if folder == settings.index_folder or not (name := read_pointer(folder)):
            continue
        with suppress(IndexDamaged, OSError, ValueError, KeyError, TypeError):
            found += _twins_in(generation_folder(folder, name), sample, passages)
    return found


def _twins_in(generation: Path, sample: Sequence[str], passages: Sequence[Passage]) -> list[Review]:
    if not (generation / INDEX_FILE).is_file():
        return []
    library = Library(generation)
    try:
        ids = {name for one in sample for name, _ in library.lexical([one], 200)}
        names = {passage.review_id for passage in library.passages(sorted(ids))}
        same = [name for name in sorted(names) if _same(library.review_passages(name), passages)]
        return [library.reviews[name] for name in same]
    finally:
        library.close()
