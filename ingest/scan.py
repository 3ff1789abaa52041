"""What lies in a corpus folder: the files to be read, and those that are not, each with the reason."""

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.catalogue import NAME, sidecar_of
from ingest.errors import ReviewsError
from ingest.readers.formats import READ_SUFFIXES, UNREAD_SUFFIXES
from ingest.rows import FileRecord

_UNSAYABLE = re.compile(
    r"[\x00-\x1f\x7f\ud800-\udfff]"
)  # in a file name; the last are bytes that are no UTF-8
RECORDS = frozenset({NAME, "contacts.toml"})  # of reviews and of contacts
_OF_SYSTEMS = frozenset({"thumbs.db", "desktop.ini"})
OUTWARD = "a link that leads out of the folder is not followed"
WITHIN = "a link to a folder is not followed: what is in the collection is read where it lies"


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the corpus folder; ``file`` is relative to it, with ``/``.

    ``trouble`` bars its reading. ``unread`` says why it is not meant to be read: another format, a link that is not
    followed; such a file has no size and no time, as nothing of it is looked at. ``is_folder``: it is a folder that
    cannot be looked into, so that nothing is known of the files in it.
    """

    file: str
    size: int = 0
    mtime_ns: int = 0
    ctime_ns: int = 0
    inode: int = 0
    trouble: str = ""
    unread: str = ""
    is_folder: bool = False

    def is_as(self, record: FileRecord) -> bool:
        """Whether size, times and inode are those that were seen when the file was read."""
        then = (record.size, record.mtime_ns, record.ctime_ns, record.inode)
        return then == (self.size, self.mtime_ns, self.ctime_ns, self.inode)


def no_such_folder(corpus: Path) -> ReviewsError | None:
    """The error to raise where a corpus folder does not exist; None where it does."""
    if corpus.is_dir():
        return None
    return ReviewsError(
        f"{corpus}: there is no such folder", "Set REVIEWS_CORPUS to the folder with the reviews"
    )


def scan(corpus: Path) -> list[Found]:
    """The files of a corpus folder by name, with those that are not read and why.

    Hidden files, README files, catalogues, sidecars and ``.jsonl`` are none of them.

    Raises:
        ReviewsError: the folder does not exist or cannot be read.
    """
    if absent := no_such_folder(corpus):
        raise absent
    try:
        return sorted(_walk(corpus), key=lambda found: found.file)
    except OSError as error:
        folder = error.filename or corpus
        raise ReviewsError(f"{folder}: {error.strerror}", "Check that the folder can be read") from None


def out_of_sight(file: str, found: Collection[Found]) -> bool:
    """Whether a file lies in a folder that cannot be looked into: then it is neither known to be there nor to be gone."""
    return any(one.is_folder and file.startswith(f"{one.file}/") for one in found)


def _walk(corpus: Path) -> Iterator[Found]:
    root = corpus.resolve()
    barred: list[OSError] = []
    for folder, folders, files in os.walk(root, onerror=barred.append):
        inside = Path(folder)
        shown = [name for name in folders if not name.startswith(".")]
        links = [name for name in shown if (inside / name).is_symlink()]
        folders[:] = sorted(set(shown) - set(links))
        for name in links:
            yield _found(inside / name, root, _link(inside / name, root) or WITHIN)
        for name in sorted(files):
            path = inside / name
            try:
                if not _is_apart(path):
                    yield _found(path, root, _link(path, root) or _no_document(path))
            except OSError as error:  # a folder whose names may be read, and nothing else of it
                yield _found(path, root, "", _said(error, "the file"))
    for refused in barred:
        path = Path(refused.filename or root)
        if path == root:
            raise refused
        yield replace(_found(path, root, "", _said(refused, "the folder")), is_folder=True)


def _said(error: OSError, what: str) -> str:
    return f"{error.strerror}. Check that {what} is there and readable"


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


def _found(path: Path, root: Path, unread: str, trouble: str = "") -> Found:
    file = path.relative_to(root).as_posix()
    if _UNSAYABLE.search(file):
        shown = _UNSAYABLE.sub(lambda letter: ascii(letter.group())[1:-1], file)
        trouble = "its name holds what cannot be written. Rename it"
        return Found(shown, trouble="" if unread else trouble, unread=unread)
    if unread or trouble:
        return Found(file, unread=unread, trouble=trouble)
    try:
        status = path.stat()
    except OSError as error:  # a link to nothing, or a file that has just gone
        return Found(file, trouble=_said(error, "the file"))
    return Found(file, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
