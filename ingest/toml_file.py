"""A TOML file that somebody else wrote: read within bounds, or refused with one reason in one line."""

import os
import re
import stat
import tomllib
from pathlib import Path
from typing import Any

MOST_DOTS = 20  # in one key: the time the parser takes for a key grows with their square
_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+"""
_LONG_KEY = re.compile(rf"(?<![A-Za-z0-9_-]){_PART}(?:\.[ \t]*+{_PART}){{{MOST_DOTS + 1}}}")
_MOST_SAID = 200  # characters of a reason


class TomlBroken(Exception):
    """A file that cannot be taken; says why in one line."""


def read_toml(path: Path, most: int) -> dict[str, Any]:
    """What a TOML file holds.

    Args:
        path: the file.
        most: bytes; a longer file is refused.

    Raises:
        TomlBroken: it is no regular file, too long, no TOML, or made to take long.
    """
    try:
        text = _bytes(path, most).decode("utf-8-sig")
        if _LONG_KEY.search(text):
            raise TomlBroken(f"a key in it has over {MOST_DOTS} dots")
        return tomllib.loads(text.replace("\r\n", "\n").replace("\r", "\n"))
    except RecursionError:
        raise TomlBroken("it is nested too deep") from None
    except OSError as error:
        raise TomlBroken(one_line(error.strerror or error)) from None
    except ValueError as error:  # no TOML, no UTF-8, or a number with more digits than are read
        raise TomlBroken(one_line(error)) from None


def one_line(said: object) -> str:
    """A reason without newlines, and not longer than a line should be."""
    return " ".join(str(said).split())[:_MOST_SAID]


def _bytes(path: Path, most: int) -> bytes:
    # Opening a pipe without a writer waits for one unless it is told not to.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise TomlBroken("it is no regular file")
        raw = file.read(most + 1)
    if len(raw) > most:
        raise TomlBroken(f"it is over {most:,} bytes")
    return raw
