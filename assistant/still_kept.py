"""What is still kept of a review beside the index: answers, feedback, gold cases, runs, and files besides.

None of it is shown while the review is withdrawn. It is counted, so that whoever withdrew it knows what to delete.
"""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assistant.records import FILE_NAME
from ingest.withdrawn import NAME as WITHDRAWN

GOLD = "gold.jsonl"
RUNS = "runs"
_COUNTS = {
    "conversations": "SELECT count(DISTINCT conversation) FROM messages WHERE {where}",
    "feedback": "SELECT count(*) FROM feedback WHERE {where}",
}


@dataclass(frozen=True, slots=True)
class StillKept:
    """How many conversations and items of feedback quote a review, the lines of gold cases that do, and the runs.

    ``files`` are others that name it, such as records that were set aside; ``unread`` could not be looked into.
    """

    conversations: int = 0
    feedback: int = 0
    gold_lines: tuple[int, ...] = ()
    runs: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether all was looked into and nothing of it is kept."""
        return self == StillKept()


def still_kept(data: Path, ids: Sequence[str]) -> StillKept:
    """Look through the folder of the records for all that quotes a review.

    Args:
        data: the folder.
        ids: of the review and of those with the same text; whatever was made of a review names one of them.
    """
    named = [json.dumps(one, ensure_ascii=False) for one in dict.fromkeys(ids)]
    unread: list[str] = []
    counts = _in_records(data / FILE_NAME, named, unread)
    lines = _text(data / GOLD, unread).splitlines()
    gold = tuple(n for n, line in enumerate(lines, 1) if any(one in line for one in named))
    folders = sorted(path for path in (data / RUNS).glob("*") if path.is_dir())
    runs = tuple(path.name for path in folders if _names(path, named, unread))
    files = [path for path in sorted(data.glob("*")) if path.is_file() and not _looked_at_apart(path.name)]
    others = tuple(path.name for path in files if any(one in _text(path, unread) for one in named))
    return StillKept(counts["conversations"], counts["feedback"], gold, runs, others, tuple(unread))


def _looked_at_apart(name: str) -> bool:
    """Whether a file is the list of what is withdrawn, or is looked at another way."""
    return name in (WITHDRAWN, GOLD) or name in (FILE_NAME, *(f"{FILE_NAME}-{end}" for end in ("wal", "shm")))


def _in_records(file: Path, named: Sequence[str], unread: list[str]) -> dict[str, int]:
    counts = dict.fromkeys(_COUNTS, 0)
    if not file.is_file():  # looking must not begin one
        return counts
    where = " OR ".join("instr(answer, ?) > 0" for _ in named)
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=10)) as held:
            for name, sql in _COUNTS.items():
                counts[name] = int(held.execute(sql.format(where=where), tuple(named)).fetchone()[0])
    except sqlite3.Error:
        unread.append(str(file))
    return counts


def _names(folder: Path, named: Sequence[str], unread: list[str]) -> bool:
    texts = (_text(path, unread) for path in sorted(folder.rglob("*.json*")))
    return any(one in text for text in texts for one in named)


def _text(path: Path, unread: list[str]) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""
    except OSError:
        unread.append(str(path))
        return ""
