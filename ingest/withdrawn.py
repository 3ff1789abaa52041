"""Reviews that were withdrawn: a tombstone each, in REVIEWS_DATA, which no ingest and no reader passes by.

A tombstone holds no text of its review, only what tells the review again: its id, the checksums of its bytes
and of its text, and the names by which a question may mean it. ``load`` costs a look at the file's time.
"""

import hashlib
import json
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from ingest.durable import json_sha256, write_durably
from ingest.errors import ReviewsError
from ingest.nouns import Dated, Review

NAME = "withdrawn.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A review that was withdrawn: how to tell it, why, when and by whom.

    ``twin_ids`` and ``twin_sha256`` are of other files that held the same text when it was withdrawn;
    ``corpus`` is the folder it was withdrawn from, ``erased`` the time at which its text was searched for in
    all that is derived and not found, or empty.
    """

    review_id: str
    title: str
    file: str
    corpus: str
    standing: str
    sha256: str
    text_sha256: str
    why: str
    by: str
    when: str
    publisher: str = ""
    publisher_short: str = ""
    review_type: str = ""
    child_label: str = ""
    aliases: tuple[str, ...] = ()
    twin_ids: tuple[str, ...] = ()
    twin_sha256: tuple[str, ...] = ()
    erased: str = ""

    @property
    def date(self) -> str:
        """The day of the withdrawal."""
        return self.when[:10]

    @property
    def said(self) -> str:
        """When and why, for the command line."""
        return f"withdrawn on {self.date}: {self.why}"

    def bars(self, review_id: str, sha256: str, corpus: Path, text: str | None = None) -> bool:
        """Whether it stands for this review.

        An id that a catalogue gives binds everywhere; one made from a file's name binds in its folder only,
        as two folders may each have a report.pdf.
        """
        if sha256 and sha256 in (self.sha256, *self.twin_sha256):
            return True
        if text is not None and self.text_sha256 and text_digest(text) == self.text_sha256:
            return True
        here = self.corpus == str(corpus.expanduser().resolve())
        return (review_id == self.review_id and (here or self.standing != "unrecorded")) or (
            here and review_id in self.twin_ids
        )

    def review(self) -> Review:
        """The review as a question may name it."""
        return Review(
            id=self.review_id,
            title=self.title,
            publisher=self.publisher,
            publisher_short=self.publisher_short,
            review_type=self.review_type,
            file=self.file,
            sha256=self.sha256,
            standing="unrecorded" if self.standing == "unrecorded" else "original",
            dates=(Dated(None, "briefing", "not_stated"),),
            child_label=self.child_label,
            aliases=self.aliases,
        )


@dataclass(frozen=True, slots=True)
class Restored:
    """A withdrawal that was taken back."""

    restored: str
    tombstone: Tombstone


@dataclass(frozen=True, slots=True)
class Tombstones:
    """All that are withdrawn, and what was and is no more."""

    held: tuple[Tombstone, ...] = ()
    history: tuple[Restored, ...] = field(default=())

    def of(self, review_id: str) -> Tombstone | None:
        """The tombstone of a review by its id, or by that of a file with the same text."""
        exact = [one for one in self.held if one.review_id == review_id]
        twins = [one for one in self.held if review_id in one.twin_ids]
        return next(iter((*exact, *twins)), None)

    def of_answers(self, corpus: Path) -> Callable[[str], Tombstone | None]:
        """Looks up, by its id alone, the tombstone of a review that answers from this corpus folder quoted."""

        def found(review_id: str) -> Tombstone | None:
            return next((one for one in self.held if one.bars(review_id, "", corpus)), None)

        return found

    def over(self, review: Review, corpus: Path, text: str | None = None) -> Tombstone | None:
        """The tombstone that stands for a review of a corpus folder, or None."""
        found = (one for one in self.held if one.bars(review.id, review.sha256, corpus, text))
        return next(found, None)


NONE = Tombstones()


def text_digest(text: str) -> str:
    """A checksum of a canonical text in which white space between words and forms of letters play no part."""
    return hashlib.sha256(" ".join(unicodedata.normalize("NFC", text).split()).encode()).hexdigest()


def load(data: Path) -> Tombstones:
    """The tombstones of a data folder; none where nothing was ever withdrawn.

    Raises:
        ReviewsError: they cannot be read. Nothing is to be answered then, as it may be withdrawn.
    """
    path = data.expanduser() / NAME
    try:
        status = path.stat()
        return _parsed(path, status.st_mtime_ns, status.st_size, status.st_ino)
    except FileNotFoundError:
        return NONE
    except NotADirectoryError:
        raise ReviewsError(f"REVIEWS_DATA is no folder: {data}", "Set it to a folder of your own") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        reason = getattr(error, "strerror", None) or "it is not as it was written"
        raise ReviewsError(
            f"{path} says what is withdrawn and cannot be read: {reason}",
            "Put it back from a copy; delete it only if nothing was ever withdrawn",
        ) from None


@lru_cache(maxsize=8)
def _parsed(path: Path, mtime_ns: int, size: int, inode: int) -> Tombstones:
    whole = json.loads(path.read_bytes())
    body = whole["body"]
    if whole["sha256"] != json_sha256(body) or body["format"] != FORMAT:
        raise ValueError
    return Tombstones(
        tuple(_tombstone(one) for one in body["withdrawn"]),
        tuple(Restored(one["restored"], _tombstone(one["tombstone"])) for one in body["history"]),
    )


def _tombstone(fields: dict[str, Any]) -> Tombstone:
    made: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in fields.items()}
    return Tombstone(**made)


def add(data: Path, tombstone: Tombstone) -> None:
    """Put a tombstone, on the disk before this returns; it takes the place of an older one of its review."""

    def added(old: Tombstones) -> Tombstones:
        others = [one for one in old.held if one.review_id != tombstone.review_id]
        return replace(old, held=(*others, tombstone))

    _change(data, added)


def take_away(data: Path, tombstone: Tombstone) -> None:
    """Take a tombstone away; that it stood is kept."""

    def without(old: Tombstones) -> Tombstones:
        held = tuple(one for one in old.held if one.review_id != tombstone.review_id)
        return Tombstones(held, (*old.history, Restored(now(), tombstone)))

    _change(data, without)


def now() -> str:
    """The time by the real clock, whatever REVIEWS_NOW says: what is done is dated when it is done."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _change(data: Path, change: Callable[[Tombstones], Tombstones]) -> None:
    from filelock import FileLock, Timeout

    folder = data.expanduser()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(folder / f"{NAME}.lock", timeout=10):
            _write(folder / NAME, change(load(folder)))
    except Timeout:
        raise ReviewsError(f"Another process holds {folder / NAME}", "Wait until it ends") from None
    except OSError as error:
        raise ReviewsError(
            f"Cannot write to {folder}: {error.strerror or error}", "Set REVIEWS_DATA elsewhere"
        ) from None


def _write(path: Path, tombstones: Tombstones) -> None:
    fields = asdict(tombstones)
    body = {"format": FORMAT, "withdrawn": fields["held"], "history": fields["history"]}
    body = json.loads(json.dumps(body))  # tuples become lists, as they are read back
    write_durably(path, json.dumps({"body": body, "sha256": json_sha256(body)}, indent=1), mode=0o600)
