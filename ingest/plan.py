"""What is to be done with each file of the corpus folder, decided before anything is written."""

import hashlib
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Literal, NoReturn

from ingest.catalogue import NAME, Catalogue, sidecar_of
from ingest.errors import FileUnreadable, ReviewsError
from ingest.index import FileRecord, Index
from ingest.nouns import Review
from ingest.readers import Document
from ingest.readers.formats import READ_SUFFIXES, UNREAD_SUFFIXES
from ingest.structure import structure

Read = Callable[[Path], tuple[bytes, Document]]
Action = Literal["new", "changed", "same", "gone", "failed", "superseded", "duplicate", "unread"]

_UNSAYABLE = re.compile(
    r"[\x00-\x1f\x7f\ud800-\udfff]"
)  # in a file name; the last are bytes that are no UTF-8
RECORDS = frozenset({NAME, "contacts.toml"})  # of reviews and of contacts
_OF_SYSTEMS = frozenset({"thumbs.db", "desktop.ini"})
OUTWARD = "a link that leads out of the folder is not followed"
WITHIN = "a link to a folder is not followed: what is in the collection is read where it lies"
_STANDINGS = (
    "original",
    "digest",
    "unrecorded",
)  # of two files with one text or review the first of these stays


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the corpus folder; ``file`` is relative to it, with ``/``.

    ``trouble`` bars its reading. ``unread`` says why it is not meant to be read: another format, a link that is not
    followed; such a file has no size and no time, as nothing of it is looked at.
    """

    file: str
    size: int
    mtime_ns: int
    trouble: str = ""
    unread: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be done with one file."""

    found: Found
    action: Action
    sha256: str = ""
    review: Review | None = None
    reason: str = ""
    was: FileRecord | None = None
    document: Document | None = None  # where it had to be read to tell what it is

    @property
    def changes(self) -> bool:
        """Whether doing it changes the index; being touched does not, if the bytes are known."""
        if self.action in ("new", "changed", "gone") or self.was is None:
            return True
        then = replace(self.was, mtime_ns=self.found.mtime_ns) if self.sha256 else self.was
        return self.record() != then

    def failing(self, reason: str) -> "Planned":
        """The same file, which turned out not to be readable; it is tried again next time."""
        name = PurePosixPath(self.found.file).name
        return replace(self, action="failed", sha256="", review=None, reason=reason.removeprefix(f"{name}: "))

    def record(self) -> FileRecord:
        """What the index keeps of the file."""
        status: Literal["read", "failed", "superseded", "duplicate", "unread"] = "read"
        if self.action in ("failed", "superseded", "duplicate", "unread"):
            status = self.action  # type: ignore[assignment]
        review_id = self.review.id if self.review else None
        found = self.found
        return FileRecord(found.file, self.sha256, found.size, found.mtime_ns, review_id, status, self.reason)


def scan(corpus: Path) -> list[Found]:
    """The files of a corpus folder by name, with those that are not read and why.

    Hidden files, README files, catalogues, sidecars and ``.jsonl`` are none of them.

    Raises:
        ReviewsError: the folder does not exist or cannot be read.
    """
    if not corpus.is_dir():
        raise ReviewsError(
            f"{corpus}: there is no such folder", "Set REVIEWS_CORPUS to the folder with the reviews"
        )
    try:
        return sorted(_walk(corpus), key=lambda found: found.file)
    except OSError as error:
        folder = error.filename or corpus
        raise ReviewsError(f"{folder}: {error.strerror}", "Check that the folder can be read") from None


def _walk(corpus: Path) -> Iterator[Found]:
    root = corpus.resolve()
    for folder, folders, files in os.walk(root, onerror=_raise):
        inside = Path(folder)
        shown = [name for name in folders if not name.startswith(".")]
        links = [name for name in shown if (inside / name).is_symlink()]
        folders[:] = sorted(set(shown) - set(links))
        for name in links:
            yield _found(inside / name, root, _link(inside / name, root) or WITHIN)
        for name in sorted(files):
            path = inside / name
            if not _is_apart(path):
                yield _found(path, root, _link(path, root) or _no_document(path))


def _is_apart(path: Path) -> bool:
    """Whether a file is none of the collection: hidden, README, a system's own, rows of data, or a record."""
    name = path.name
    if name.startswith((".", "~$")) or path.stem.lower() == "readme" or name.lower() in _OF_SYSTEMS:
        return True
    beside = sidecar_of(name)
    return (
        path.suffix.lower() == ".jsonl" or name in RECORDS or bool(beside and path.with_name(beside).exists())
    )


def _link(path: Path, root: Path) -> str:
    leads_out = path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(root)
    return OUTWARD if leads_out else ""


def _no_document(path: Path) -> str:
    """Why a file is of no format that is read; empty for one that is."""
    suffix = path.suffix.lower()
    if suffix in READ_SUFFIXES:
        return ""
    if sidecar_of(path.name):
        return f"a record without its file: there is no {sidecar_of(path.name)} beside it"
    if suffix in UNREAD_SUFFIXES:
        return f"{suffix} is not read: save it as .pdf, .docx or .txt"
    return f"{suffix} is not a format that is read" if suffix else "a file without a suffix is not read"


def _raise(error: OSError) -> NoReturn:
    raise error


def _found(path: Path, root: Path, unread: str) -> Found:
    file = path.relative_to(root).as_posix()
    if _UNSAYABLE.search(file):
        shown = _UNSAYABLE.sub(lambda letter: ascii(letter.group())[1:-1], file)
        trouble = "its name holds what cannot be written. Rename it"
        return Found(shown, 0, 0, "" if unread else trouble, unread)
    if unread:
        return Found(file, 0, 0, unread=unread)
    try:
        status = path.stat()
    except OSError as error:  # a link to nothing, or a file that has just gone
        return Found(file, 0, 0, f"{error.strerror}. Check that the file is there and readable")
    return Found(file, status.st_size, status.st_mtime_ns)


def plan(
    corpus: Path, found: Sequence[Found], catalogue: Catalogue, previous: Index | None, read: Read
) -> list[Planned]:
    """A step for each file found and each that is gone; one file a review, an original before a digest."""
    records = {record.file: record for record in previous.files} if previous else {}
    steps = [_recognised(corpus, one, catalogue, records.get(one.file), previous, read) for one in found]
    steps = _one_file_a_review(steps)
    here = {one.file for one in found}
    gone = [
        Planned(
            Found(record.file, record.size, record.mtime_ns), "gone", record.sha256, reason="no longer there"
        )
        for record in records.values()
        if record.file not in here
    ]
    return [*steps, *gone]


def _recognised(
    corpus: Path,
    found: Found,
    catalogue: Catalogue,
    record: FileRecord | None,
    previous: Index | None,
    read: Read,
) -> Planned:
    if found.unread:
        return Planned(found, "unread", reason=found.unread, was=record)
    if found.trouble:
        return Planned(found, "failed", reason=found.trouble, was=record)
    untouched = record and (record.size, record.mtime_ns) == (found.size, found.mtime_ns) and record.sha256
    known = previous.reviews.get(record.review_id) if previous and record and record.review_id else None
    # What was inferred from this text, or stood at its head, may be taken over without reading it.
    held = known if known and known.file == found.file and known.record in ("", "front matter") else None
    try:
        path = corpus / found.file
        document, reason = None, ""
        sha256 = record.sha256 if record and untouched else ""
        recorded = catalogue.record_of(found.file, sha256)[0] is not None
        as_it_was = record is not None and not record.reason and found.file not in catalogue.broken
        if untouched and not recorded and held and as_it_was:
            review = held
        elif untouched and recorded:
            review = catalogue.recognise(found.file, sha256, None)
        else:
            raw, document = read(path)
            sha256 = hashlib.sha256(raw).hexdigest()
            made_of = structure(document.text)
            if not made_of.parts:
                raise FileUnreadable(
                    "no text was found in it", "Replace the file or take it out of the folder"
                )
            named = catalogue.named(found.file, sha256, made_of.title, document.text)
            review, reason = named.review, "; ".join(named.troubles)
    except FileUnreadable as error:
        return Planned(found, "failed", reason=error.of(path.name), was=record)
    if record is None or record.status != "read":
        return Planned(found, "new", sha256, review, reason, record, document)
    same = sha256 == record.sha256 and review == known
    return Planned(found, "same" if same else "changed", sha256, review, reason, record, document)


def _one_file_a_review(steps: Sequence[Planned]) -> list[Planned]:
    """Of files with one review or the same bytes one stays: an original, a digest, or the first by name."""
    kept: dict[str, Planned] = {}
    decided = [step for step in steps if step.review is None]
    ranked = sorted(
        (
            (_STANDINGS.index(step.review.standing), step.found.file, step.review, step)
            for step in steps
            if step.review
        ),
        key=lambda one: one[:2],
    )
    for _, _, review, step in ranked:
        same_bytes = next((other for other in kept.values() if other.sha256 == step.sha256), None)
        other = same_bytes or kept.get(review.id)
        if other is None:
            kept[review.id] = step
            decided.append(step)
        elif same_bytes:
            reason = f"the same text as {other.found.file}"
            decided.append(replace(step, action="duplicate", reason=reason))
        else:
            reason = f"{other.found.file} holds the publisher's original of this review"
            decided.append(replace(step, action="superseded", reason=reason))
    return sorted(decided, key=lambda step: step.found.file)


def changed_files(corpus: Path, records: Sequence[FileRecord]) -> list[str]:
    """Files that are new, gone or other than the index knows, by name; cheap enough for each answer."""
    try:
        here = {found.file: found for found in scan(corpus)}
    except ReviewsError:
        return [corpus.name]
    known = {record.file: record for record in records}
    names = sorted(here.keys() | known.keys())
    return [name for name in names if not _as_known(corpus, here.get(name), known.get(name))]


def _as_known(corpus: Path, found: Found | None, record: FileRecord | None) -> bool:
    if found is None or record is None or found.size != record.size:
        return False
    if found.mtime_ns == record.mtime_ns:
        return True
    try:  # it was touched: only its bytes tell
        return hashlib.sha256((corpus / found.file).read_bytes()).hexdigest() == record.sha256
    except OSError:
        return False
