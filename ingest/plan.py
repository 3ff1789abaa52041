"""What is to be done with each file of the corpus folder, decided before anything is written."""

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Literal

from ingest.catalogue import Catalogue
from ingest.errors import FileUnreadable, ReviewsError
from ingest.index import FileRecord, Index
from ingest.nouns import Review
from ingest.readers import Document
from ingest.scan import Found, out_of_sight, scan
from ingest.structure import structure
from ingest.withdrawn import NONE, Tombstones

Read = Callable[[Path], tuple[bytes, Document]]
Action = Literal["new", "changed", "same", "gone", "failed", "superseded", "duplicate", "withdrawn", "unread"]

MOST_HELD = 50_000_000
"""Characters of documents kept from plan to index; those beyond are read a second time."""
_OWN_WORDS = ("sidecar", "front matter")  # records that come with a file
_WORDS = ("catalogue", *_OWN_WORDS, "")
_STANDINGS = (
    "original",
    "digest",
    "unrecorded",
)  # of two files with one text or review the first of these stays


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be done with one file. ``kept``: nothing, as its folder cannot be looked into."""

    found: Found
    action: Action
    sha256: str = ""
    review: Review | None = None
    reason: str = ""
    was: FileRecord | None = None
    document: Document | None = None  # where it had to be read to tell what it is
    kept: bool = False

    @property
    def changes(self) -> bool:
        """Whether doing it changes the index; being touched does not, if the bytes are known."""
        if self.action in ("new", "changed", "gone") or self.was is None:
            return True
        now, then = self.record(), self.was
        if self.sha256:
            then = replace(then, mtime_ns=now.mtime_ns, ctime_ns=now.ctime_ns, inode=now.inode)
        return now != then

    def failing(self, reason: str) -> "Planned":
        """The same file, which turned out not to be readable; it is tried again next time."""
        name = PurePosixPath(self.found.file).name
        return replace(self, action="failed", sha256="", review=None, reason=reason.removeprefix(f"{name}: "))

    def record(self) -> FileRecord:
        """What the index keeps of the file."""
        if self.kept and self.was and self.action in ("same", self.was.status):
            return self.was
        status: Literal["read", "failed", "superseded", "duplicate", "withdrawn", "unread"] = "read"
        if self.action in ("failed", "superseded", "duplicate", "withdrawn", "unread"):
            status = self.action  # type: ignore[assignment]
        review_id = self.review.id if self.review else None
        found = self.found
        return FileRecord(
            found.file,
            self.sha256,
            found.size,
            found.mtime_ns,
            review_id,
            status,
            self.reason,
            found.ctime_ns,
            found.inode,
        )


def plan(
    corpus: Path,
    found: Sequence[Found],
    catalogue: Catalogue,
    previous: Index | None,
    read: Read,
    withdrawn: Tombstones = NONE,
    *,
    verify: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> list[Planned]:
    """A step for each file found and each that is gone; one file a review, an original before a digest.

    A file whose review is withdrawn is listed and takes no part, whatever its name and record are now.

    Args:
        corpus: the folder.
        found: its files, as ``scan`` gave them.
        catalogue: the records.
        previous: the index in use, if it can be built on.
        read: gives a file's bytes and document.
        withdrawn: the reviews that must not come back.
        verify: compare the bytes of every file, also where size, times and inode are as they were.
        progress: told how many files were looked at so far.
    """
    records = {record.file: record for record in previous.files} if previous else {}
    steps, held = [], 0
    for number, one in enumerate(found, 1):
        record = records.get(one.file)
        step = _known_withdrawn(corpus, one, catalogue, record, withdrawn) or _unless_withdrawn(
            corpus, _recognised(corpus, one, catalogue, record, previous, read, verify), withdrawn
        )
        held += len(step.document.text) if step.document else 0
        steps.append(step if held < MOST_HELD else replace(step, document=None))
        progress(number)
    steps += [
        _unless_withdrawn(corpus, _kept(record, previous), withdrawn)
        for record in records.values()
        if out_of_sight(record.file, found)
    ]
    barred = [step for step in steps if step.action == "withdrawn"]
    steps = _one_file_a_review([step for step in steps if step.action != "withdrawn"])
    steps = sorted([*steps, *barred], key=lambda step: step.found.file)
    here = {step.found.file for step in steps}
    gone = [
        Planned(
            Found(record.file, record.size, record.mtime_ns),
            "gone",
            record.sha256,
            reason="its files can be seen again" if _is_parent(record.file, here) else "no longer there",
            was=record,
        )
        for record in records.values()
        if record.file not in here
    ]
    return [*steps, *gone]


def _is_parent(file: str, here: Collection[str]) -> bool:
    """Whether a name is that of a folder, which could not be looked into before, and now can."""
    return any(name.startswith(f"{file}/") for name in here)


def _kept(record: FileRecord, previous: Index | None) -> Planned:
    """The step for a file that nothing is known of today: it stays as it was."""
    found = Found(record.file, record.size, record.mtime_ns, record.ctime_ns, record.inode)
    if record.status != "read":
        return Planned(found, record.status, record.sha256, None, record.reason, record, kept=True)
    review = previous.reviews.get(record.review_id) if previous and record.review_id else None
    return Planned(found, "same", record.sha256, review, record.reason, record, kept=True)


def _recognised(
    corpus: Path,
    found: Found,
    catalogue: Catalogue,
    record: FileRecord | None,
    previous: Index | None,
    read: Read,
    verify: bool,
) -> Planned:
    if found.unread:
        return Planned(found, "unread", reason=found.unread, was=record)
    if found.trouble:
        return Planned(found, "failed", reason=found.trouble, was=record)
    known = previous.reviews.get(record.review_id) if previous and record and record.review_id else None
    # What was inferred from this text, or stood at its head, may be taken over without reading it.
    held = known if known and known.file == found.file and known.record in ("", "front matter") else None
    try:
        path = corpus / found.file
        document, reason = None, ""
        sha256 = _known_bytes(path, found, record, verify)
        recorded = catalogue.record_of(found.file, sha256)[0] is not None
        as_it_was = record is not None and not record.reason and found.file not in catalogue.broken
        if sha256 and not recorded and held and as_it_was:
            review = held
        elif sha256 and recorded:
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


def _known_bytes(path: Path, found: Found, record: FileRecord | None, verify: bool) -> str:
    """The checksum of a file whose bytes are those that were read before; nothing if they are not."""
    if record is None or not record.sha256 or found.size != record.size:
        return ""
    if found.is_as(record) and not verify:
        return record.sha256
    return record.sha256 if _sha256(path) == record.sha256 else ""


def _sha256(path: Path) -> str:
    """The checksum of a file's bytes; nothing where it cannot be read, which the reader will tell."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _known_withdrawn(
    corpus: Path, found: Found, catalogue: Catalogue, record: FileRecord | None, withdrawn: Tombstones
) -> Planned | None:
    """The step for an untouched file of a withdrawn review, which need not be read."""
    if not withdrawn.held or record is None or found.trouble:
        return None
    if not _known_bytes(corpus / found.file, found, record, verify=False):
        return None
    review = catalogue.recognise(found.file, record.sha256, None)
    tombstone = withdrawn.over(review, corpus)
    if tombstone is None:
        return None
    return Planned(found, "withdrawn", record.sha256, review, tombstone.said, record)


def _unless_withdrawn(corpus: Path, step: Planned, withdrawn: Tombstones) -> Planned:
    if not withdrawn.held or step.review is None:
        return step
    text = step.document.text if step.document else None
    tombstone = withdrawn.over(step.review, corpus, text)
    return replace(step, action="withdrawn", reason=tombstone.said, document=None) if tombstone else step


def _one_file_a_review(steps: Sequence[Planned]) -> list[Planned]:
    """Of files with one review or the same bytes one stays: an original, a digest, or the first by name.

    A catalogue's word goes before that of a file: what a document says of itself takes no other's place.
    """
    kept: dict[str, Planned] = {}
    decided = [step for step in steps if step.review is None]
    ranked = sorted(
        (
            (_WORDS.index(step.review.record), _STANDINGS.index(step.review.standing), step.found.file, step)
            for step in steps
            if step.review
        ),
        key=lambda one: one[:3],
    )
    for _, _, _, step in ranked:
        review = step.review
        assert review is not None
        same_bytes = next((other for other in kept.values() if other.sha256 == step.sha256), None)
        other = same_bytes or kept.get(review.id)
        if other is None:
            kept[review.id] = step
            decided.append(step)
        elif same_bytes:
            reason = f"the same text as {other.found.file}"
            decided.append(replace(step, action="duplicate", reason=reason))
        elif review.record in _OWN_WORDS:
            reason = f"its {review.record} gives it the id {review.id}, which is that of {other.found.file}"
            decided.append(step.failing(f"{reason}. Give it an id of its own"))
        else:
            reason = f"{other.found.file} holds the publisher's original of this review"
            decided.append(replace(step, action="superseded", reason=reason))
    return sorted(decided, key=lambda step: step.found.file)


def changed_files(corpus: Path, records: Sequence[FileRecord]) -> list[str]:
    """Files that are new, gone or other than the index knows, by name; cheap enough for each answer."""
    try:
        found = scan(corpus)
    except ReviewsError:
        return [corpus.name]
    here = {one.file: one for one in found}
    known = {record.file: record for record in records if not out_of_sight(record.file, found)}
    names = sorted(here.keys() | known.keys())
    return [name for name in names if not _as_known(corpus, here.get(name), known.get(name))]


def _as_known(corpus: Path, found: Found | None, record: FileRecord | None) -> bool:
    if found is None or record is None or found.size != record.size:
        return False
    if found.mtime_ns == record.mtime_ns:
        return True
    return bool(record.sha256) and _sha256(corpus / found.file) == record.sha256  # it was touched
