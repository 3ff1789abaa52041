"""An SQLite file that outlives crashes: how it is opened, written and, when damaged, set aside."""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ingest.errors import ReviewsError

_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_BUSY_SECONDS = 5

Step = str | Callable[[sqlite3.Connection], None]
"""What takes a file from one version to the next: statements parted by ";" and a new line, or code."""


class SqliteFile:
    """One open file, for any thread, one statement or transaction at a time.

    ``warning`` is not empty when a damaged file had to be set aside; it is never deleted.
    """

    def __init__(self, path: Path, steps: Sequence[Step]) -> None:
        """Open the file and bring it forward: a new one by every step, an older one by those it lacks.

        The version of a file is the number of steps it has had. All that are lacking are taken in one
        transaction, so that a file is never left half way.

        Raises:
            ReviewsError: the folder cannot be written, the file is locked, or a newer version wrote it.
        """
        self.path = path
        self._lock = threading.RLock()
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.warning = _set_aside_if_damaged(path)
        except OSError as error:
            reason = error.strerror or str(error)
            raise ReviewsError(
                f"{error.filename or path}: {reason}", "Set REVIEWS_DATA to a folder you may write to"
            ) from None
        with _plainly(path):
            self._connection = _connect(path)
        with self.transaction() as connection:
            found = connection.execute("PRAGMA user_version").fetchone()[0]
            if found > len(steps):
                raise ReviewsError(f"{path} was written by a newer version", "Update Ask the Reviews")
            for step in steps[found:]:
                _take(step, connection)
            if found < len(steps):
                connection.execute(f"PRAGMA user_version = {len(steps)}")
        if os.name == "posix":
            path.chmod(0o600)

    def read(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with self._lock, _plainly(self.path):
            return self._connection.execute(sql, values).fetchall()

    def write(self, sql: str, values: Sequence[object] = ()) -> int:
        """One statement in a transaction of its own; the number of rows it changed."""
        with self.transaction() as connection:
            return connection.execute(sql, values).rowcount

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Statements that are kept together or not at all."""
        with self._lock, _plainly(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()


def _take(step: Step, connection: sqlite3.Connection) -> None:
    if callable(step):
        step(connection)
        return
    for statement in step.split(";\n"):
        connection.execute(statement)


@contextmanager
def _plainly(path: Path) -> Iterator[None]:
    """Turn SQLite's own words into one line with a next step."""
    try:
        yield
    except sqlite3.Error as error:
        raise ReviewsError(
            f"The record of conversations cannot be used ({path}: {error})",
            "Check that the disk has room and that no other program holds the file, then start again",
        ) from None


def folded(text: str | None) -> str:
    """A text as it is searched: without regard to case, white space as one space. Statements have it too."""
    return " ".join((text or "").casefold().split())


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.create_function("folded", 1, folded, deterministic=True)
    return connection


def _set_aside_if_damaged(path: Path) -> str:
    if not path.exists() or _is_sound(path):
        return ""
    aside = path.with_name(f"{path.name}.corrupt-{datetime.now(UTC):%Y%m%dT%H%M%S%f}Z")
    path.replace(aside)
    journal = path.with_name(path.name + "-journal")
    if journal.exists():  # left in place, it would be played back into the new file
        journal.replace(aside.with_name(aside.name + "-journal"))
    return (
        f"The record of earlier conversations was damaged, with the feedback in it. It was set aside as {aside.name} "
        f"in {aside.parent}, and a new one was begun."
    )


def _is_sound(path: Path) -> bool:
    with _plainly(path), closing(sqlite3.connect(path, timeout=_BUSY_SECONDS)) as connection:
        try:
            return bool(connection.execute("PRAGMA quick_check").fetchone()[0] == "ok")
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED:
                return False
            raise
