"""What one check of ``reviews doctor`` comes to, and how it is run."""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ingest.errors import ReviewsError

INGEST = "reviews ingest"
REBUILD = "reviews ingest --rebuild"


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, whether it is in order, what was seen, and the command that mends what is not."""

    name: str
    ok: bool
    told: str
    repair: str = ""


Faults = Iterable[str]
Look = Callable[[], tuple[str, Faults]]
"""Says what was seen, and all that is wrong."""


def checked(name: str, look: Look, repair: str) -> Check:
    """Run one check; whatever stops it is what is wrong. Of several faults the first three are told."""
    try:
        told, faults = look()
        wrong = list(faults)
    except ReviewsError as error:
        return Check(name, False, _line(error.message), error.next_step.rpartition("Run: ")[2] or repair)
    except (OSError, sqlite3.Error, ValueError, KeyError, TypeError, IndexError) as error:
        reason = _line(str(error)) or type(error).__name__
        return Check(name, False, f"it could not be looked at: {reason}", repair)
    if not wrong:
        return Check(name, True, _line(told))
    more = f"; and {len(wrong) - 3} more" if len(wrong) > 3 else ""
    return Check(name, False, _line("; ".join(wrong[:3]) + more), repair)


def _line(text: str) -> str:
    return " ".join(text.split())
