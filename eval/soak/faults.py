"""Makes the n-th write of a process fail, or end it: every way by which Python changes a file is counted.

SQLite and Chroma write in C and Rust, past all this. For SQLite the statements that write are counted in the
place of its writes; for both there is ``limit_file_size``, which the operating system holds everybody to.
"""

import builtins
import ctypes
import errno
import io
import os
import resource
import signal
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

How = Literal["ENOSPC", "EIO", "kill"]
_SQL = {"ENOSPC": "database or disk is full", "EIO": "disk I/O error"}
_READS = ("SELECT", "PRAGMA", "BEGIN", "ROLLBACK")


@dataclass(frozen=True, slots=True)
class Fault:
    """The ``at``-th operation of this kind on a file whose name begins so goes wrong; unset means any.

    Kinds: write, fsync, replace, link, mkdir, unlink, truncate, sql.
    """

    how: How
    at: int
    kind: str = ""
    file: str = ""


@dataclass
class Faults:
    """Counts what is done below ``home``, and lets one of the operations fail."""

    home: Path
    fault: Fault | None
    done: list[str] = field(default_factory=list)
    _left: int = 0

    def __post_init__(self) -> None:
        self._left = self.fault.at if self.fault else 0

    def due(self, kind: str, path: object) -> bool:
        """Count an operation, and say whether it is the one to fail."""
        place = os.fspath(path) if isinstance(path, str | os.PathLike) else _name_of(path)
        if not str(place).startswith(str(self.home)):
            return False
        name = Path(str(place)).name
        self.done.append(f"{kind} {name}")
        if self.fault is None or (self.fault.kind and self.fault.kind != kind):
            return False
        if not name.startswith(self.fault.file):
            return False
        self._left -= 1
        return self._left == 0

    def fail(self, path: object) -> None:
        """End the process, or raise what the operating system would."""
        assert self.fault is not None
        if self.fault.how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        code = getattr(errno, self.fault.how)
        raise OSError(code, os.strerror(code), str(path))

    def install(self) -> None:
        """Put the counting in the place of the real functions, for good: this process ends soon."""
        for kind, names in _FUNCTIONS.items():
            for name in names:
                setattr(os, name, self._counted(kind, getattr(os, name), 1 if kind in _BY_TARGET else 0))
        opened = self._opening(io.open)
        io.open = builtins.open = opened  # type: ignore[assignment]
        sqlite3.connect = self._connecting(sqlite3.connect)  # type: ignore[assignment]

    def _counted(self, kind: str, real: Callable[..., Any], which: int) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            if self.due(kind, arguments[which]):
                self.fail(arguments[which])
            return real(*arguments, **named)

        return counted

    def _opening(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def opening(file: Any, mode: str = "r", *arguments: Any, **named: Any) -> Any:
            opened = real(file, mode, *arguments, **named)
            return _Written(opened, self, file) if set(mode) & set("wax+") else opened

        return opening

    def _connecting(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def connecting(database: Any, *arguments: Any, **named: Any) -> Any:
            connection = real(database, *arguments, **{**named, "factory": _Connection})
            connection.faults, connection.path = self, str(database).removeprefix("file://")
            return connection

        return connecting


_FUNCTIONS = {
    "fsync": ("fsync", "fdatasync"),
    "replace": ("replace", "rename"),
    "link": ("link", "symlink"),
    "mkdir": ("mkdir",),
    "unlink": ("unlink", "remove", "rmdir"),
    "truncate": ("truncate", "ftruncate"),
    "write": ("write", "sendfile", "pwrite"),
}
_BY_TARGET = ("replace", "link")  # known by where it goes, the second argument


def _name_of(handle: object) -> str:
    try:
        return str(Path(f"/proc/self/fd/{int(handle)}").readlink())  # type: ignore[call-overload]
    except (OSError, TypeError, ValueError):
        return ""


class _Written:
    """An open file whose writes are counted; the one that fails has written its first half."""

    def __init__(self, file: Any, faults: Faults, path: object) -> None:
        self._file, self._faults, self._path = file, faults, path

    def write(self, content: Any) -> int:
        if self._faults.due("write", self._path):
            self._file.write(content[: len(content) // 2])
            self._file.flush()
            self._faults.fail(self._path)
        return int(self._file.write(content))

    def __enter__(self) -> "_Written":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __iter__(self) -> Any:
        return iter(self._file)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class _Connection(sqlite3.Connection):
    """A connection whose writing statements are counted."""

    faults: Faults
    path: str

    def _step(self, sql: str) -> None:
        if not sql.lstrip().upper().startswith(_READS) and self.faults.due("sql", self.path):
            assert self.faults.fault is not None
            if self.faults.fault.how == "kill":
                self.faults.fail(self.path)
            raise sqlite3.OperationalError(_SQL[self.faults.fault.how])

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        self._step(sql)
        return super().execute(sql, *values)

    def executemany(self, sql: str, *values: Any) -> sqlite3.Cursor:
        self._step(sql)
        return super().executemany(sql, *values)

    def executescript(self, sql: str) -> sqlite3.Cursor:
        self._step(f"script {sql}")
        return super().executescript(sql)

    def __exit__(self, *caught: Any) -> Literal[False]:
        if self.in_transaction and caught[0] is None:
            self._step("COMMIT")
        return super().__exit__(*caught)


def limit_file_size(size: int) -> None:
    """Let every write beyond so many bytes of a file fail, whoever writes, and in children too."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


def lay_down_powers() -> None:
    """Give up what lets the administrator write where nobody may, so that a read-only folder is one."""
    version_3 = 0x20080522
    if os.geteuid() == 0 and ctypes.CDLL(None).capset(
        (ctypes.c_uint32 * 2)(version_3, 0), (ctypes.c_uint32 * 6)()
    ):
        raise OSError("the powers of the administrator could not be laid down")
