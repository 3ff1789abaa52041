"""Says in one line why an index could not be written, whichever of the three that write it failed."""

import errno
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from ingest.errors import NotWritable, ReviewsError

_LEFT = "The index in use was left as it was. "
_NO_ROOM = f"{_LEFT}Free some space, then run: reviews ingest"
_NO_RIGHT = f"{_LEFT}Make the folder writable, or set REVIEWS_HOME to another"
_NO_DISK = f"{_LEFT}Check the disk and its room, then run: reviews ingest"
_BY_CODE = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EFBIG: _NO_ROOM,
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: _NO_RIGHT,
    errno.EIO: _NO_DISK,
}
# What SQLite says, and Chroma, which uses it.
_BY_WORDS = {
    re.compile("disk is full|no space left|file too large", re.IGNORECASE): _NO_ROOM,
    re.compile("readonly|read-only|unable to open|permission denied", re.IGNORECASE): _NO_RIGHT,
    re.compile("i/o error|input/output", re.IGNORECASE): _NO_DISK,
}


@contextmanager
def said_in_one_line() -> Iterator[None]:
    """Turn a write that failed into one line; every other error stays what it is.

    Raises:
        NotWritable: it may not be written to.
        ReviewsError: the disk is full or fails.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in _BY_CODE:
            raise
        where = f" ({error.filename})" if error.filename else ""
        step = _BY_CODE[error.errno]
        kind = NotWritable if step is _NO_RIGHT else ReviewsError
        raise kind(f"The index could not be written: {error.strerror}{where}", step) from error
    except BaseException as error:  # a Rust panic is no Exception
        if not isinstance(error, sqlite3.Error) and not _is_of_chroma(error):
            raise
        said = " ".join(str(error).split())
        steps = [step for words, step in _BY_WORDS.items() if words.search(said)]
        if not steps and not _is_of_chroma(error):
            raise
        # Chroma hides what the disk said: "Failed to apply logs to the metadata segment".
        step = (steps or [_NO_DISK])[0]
        kind = NotWritable if step is _NO_RIGHT else ReviewsError
        raise kind(f"The index could not be written: {said}", step) from error


def _is_of_chroma(error: BaseException) -> bool:
    return type(error).__module__.partition(".")[0] in ("chromadb", "chromadb_rust_bindings", "pyo3_runtime")
