"""The one lock of an index folder: held by the operating system, so that a kill lets it go."""

import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from ingest.errors import IngestBusy, NotWritable, ReviewsError


@contextmanager
def ingest_lock(folder: Path) -> Iterator[None]:
    """Hold the one lock of an index folder.

    Raises:
        IngestBusy: another ingest holds it.
        NotWritable: the folder may not be written to.
    """
    from filelock import FileLock, Timeout

    info = folder / "lock.info"
    lock = FileLock(folder / "lock", blocking=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise IngestBusy(
            f"Another ingest is at work on this index ({_holder(info)})", "Wait until it ends"
        ) from None
    except OSError as error:
        kind = NotWritable if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS) else ReviewsError
        raise kind(f"Cannot write to {folder}: {error.strerror}", "Set REVIEWS_HOME elsewhere") from None
    try:
        started = datetime.now(UTC).isoformat(timespec="seconds")
        info.write_text(json.dumps({"pid": os.getpid(), "started": started}), encoding="utf-8")
        yield
    finally:
        with suppress(OSError):
            info.unlink()
        lock.release()


def _holder(info: Path) -> str:
    try:
        held = json.loads(info.read_text(encoding="utf-8"))
        return f"process {held['pid']}, since {held['started']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "it has only just begun"
