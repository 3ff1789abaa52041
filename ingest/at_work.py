"""Whether an index is being made now, by whatever process."""

import json
from datetime import datetime
from pathlib import Path


def at_work_since(folder: Path) -> datetime | None:
    """When the ingest that is at work on an index folder began; None where none is at work.

    The lock itself is tried only where a note of its holder lies there, lest looking bars an ingest that begins.
    """
    from filelock import FileLock, Timeout

    try:
        began = datetime.fromisoformat(
            json.loads((folder / "lock.info").read_text(encoding="utf-8"))["started"]
        )
        with FileLock(folder / "lock", blocking=False):
            return None  # the note was left behind by one that was killed
    except Timeout:
        return began
    except (OSError, ValueError, KeyError, TypeError):
        return None
