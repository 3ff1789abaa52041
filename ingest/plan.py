"""What is to be done with each file of the corpus folder, decided before anything is written."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from ingest.catalogue import Catalogue
from ingest.errors import FileUnreadable, ReviewsError
from ingest.index import FileRecord, Index
from ingest.nouns import Review
from ingest.read import TEXT_SUFFIXES, UNREAD_SUFFIXES, decode, read_bytes
from ingest.structure import structure

Action = Literal["new", "changed", "same", "gone", "failed", "superseded", "duplicate"]


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the corpus folder; ``file`` is relative to it, with ``/``."""

    file: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be done with one file."""

    found: Found
    action: Action
    sha256: str = ""
    review: Review | None = None
    reason: str = ""
    was: str | None = None

    @property
    def changes(self) -> bool:
        """Whether doing it changes the index."""
        settled = {"failed": "failed", "superseded": "superseded", "duplicate": "duplicate"}
        return self.action in ("new", "changed", "gone") or settled.get(self.action, self.was) != self.was

    def failing(self, reason: str) -> "Planned":
        """The same file, which turned out not to be readable."""
        return replace(self, action="failed", review=None, reason=reason)

    def record(self) -> FileRecord:
        """What the index keeps of the file."""
        status: Literal["read", "failed", "superseded", "duplicate"] = "read"
        if self.action in ("failed", "superseded", "duplicate"):
            status = self.action  # type: ignore[assignment]
        review_id = self.review.id if self.review else None
        found = self.found
        return FileRecord(found.file, self.sha256, found.size, found.mtime_ns, review_id, status, self.reason)


def scan(corpus: Path) -> list[Found]:
    """The documents of a corpus folder by name. Hidden files, README files and data files are none.

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
        raise ReviewsError(f"{corpus}: {error.strerror}", "Check that the folder can be read") from None


def _walk(corpus: Path) -> Iterator[Found]:
    root = corpus.resolve()
    for folder, names, files in os.walk(root):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            path = Path(folder) / name
            suffix = path.suffix.lower()
            if name.startswith(".") or path.stem.lower() == "readme":
                continue
            if suffix not in TEXT_SUFFIXES | UNREAD_SUFFIXES:
                continue
            if not path.resolve().is_relative_to(root):
                continue  # a link that leads out of the folder
            status = path.stat()
            yield Found(path.relative_to(root).as_posix(), status.st_size, status.st_mtime_ns)


def plan(
    corpus: Path, found: Sequence[Found], catalogue: Catalogue, previous: Index | None, max_bytes: int
) -> list[Planned]:
    """A step for each file found and for each that is gone; one file a review, an original before a digest."""
    records = {record.file: record for record in previous.files} if previous else {}
    steps = [_recognised(corpus, one, catalogue, records.get(one.file), previous, max_bytes) for one in found]
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
    max_bytes: int,
) -> Planned:
    was = record.status if record else None
    untouched = record and (record.size, record.mtime_ns) == (found.size, found.mtime_ns) and record.sha256
    try:
        path = corpus / found.file
        raw = b"" if untouched else read_bytes(path, max_bytes)
        sha256 = record.sha256 if record and untouched else hashlib.sha256(raw).hexdigest()
        known = previous.reviews.get(record.review_id) if previous and record and record.review_id else None
        title = known.title if known and record and sha256 == record.sha256 and was == "read" else None
        if title is None and sha256 not in catalogue.by_original and found.file not in catalogue.by_file:
            title = structure(decode(raw or read_bytes(path, max_bytes), path)).title
        elif not untouched:
            decode(raw, path)
        if untouched and was == "failed" and record:
            return Planned(found, "failed", sha256, None, record.reason, was)
    except FileUnreadable as error:
        return Planned(found, "failed", reason=str(error), was=was)
    review = catalogue.recognise(found.file, sha256, title)
    if was != "read" or record is None:
        return Planned(found, "new", sha256, review, was=was)
    same = sha256 == record.sha256 and review == known
    return Planned(found, "same" if same else "changed", sha256, review, was=was)


def _one_file_a_review(steps: Sequence[Planned]) -> list[Planned]:
    """Of two files with one review the original stays; of two with the same bytes the first by name."""
    kept: dict[str, Planned] = {}
    decided = []
    ranked = sorted(
        steps, key=lambda step: (step.review is None or step.review.standing != "original", step.found.file)
    )
    for step in ranked:
        if step.review is None:
            decided.append(step)
            continue
        same_bytes = next((other for other in kept.values() if other.sha256 == step.sha256), None)
        other = same_bytes or kept.get(step.review.id)
        if other is None:
            kept[step.review.id] = step
            decided.append(step)
        elif same_bytes:
            reason = f"the same text as {other.found.file}"
            decided.append(replace(step, action="duplicate", reason=reason))
        else:
            reason = f"{other.found.file} holds the publisher's original of this review"
            decided.append(replace(step, action="superseded", reason=reason))
    return sorted(decided, key=lambda step: step.found.file)


def changed_files(corpus: Path, records: Sequence[FileRecord]) -> list[str]:
    """Files that are new, gone or of another size or time than the index knows, by name; cheap enough for each answer."""
    try:
        here = {found.file: (found.size, found.mtime_ns) for found in scan(corpus)}
    except ReviewsError:
        return [corpus.name]
    known = {record.file: (record.size, record.mtime_ns) for record in records}
    return sorted(file for file in here.keys() | known.keys() if here.get(file) != known.get(file))
