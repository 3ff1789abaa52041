"""Lines of a published file, read with care: what is wrong is told with the file, the line and the field."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ingest.errors import ReviewsError

NEXT = "Mend the file, or fetch it again from where it is published"
Fields = Mapping[str, Any]


def broken(path: Path, line: int, what: str) -> ReviewsError:
    """The error of one line."""
    return ReviewsError(f"{path.name}, line {line}: {what}", NEXT)


def text_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, each with its number.

    Raises:
        ReviewsError: the file is missing, cannot be read, or is not UTF-8; the line is named.
    """
    number = 0
    try:
        with path.open("rb") as held:
            for number, raw in enumerate(held, 1):
                line = raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
                if line.strip():
                    yield number, line
    except UnicodeDecodeError:
        raise broken(path, number, "it is not UTF-8") from None
    except OSError as error:
        raise ReviewsError(f"{path} cannot be read ({error.strerror})", "Check the path") from None


def objects(path: Path) -> Iterator[tuple[int, Fields]]:
    """The JSON objects of a file of JSON Lines, each with its line number.

    Raises:
        ReviewsError: as ``text_lines``, or a line is no JSON object.
    """
    for number, line in text_lines(path):
        try:
            held = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise broken(path, number, f"it is no JSON ({getattr(error, 'msg', 'too deep')})") from None
        if not isinstance(held, dict):
            raise broken(path, number, "it is no JSON object")
        yield number, held


def text_of(fields: Fields, name: str, *, empty: bool = False) -> str:
    """A field that must be text.

    Raises:
        ValueError: it is missing, is no text, or is blank where it must not be.
    """
    value = fields.get(name)
    if not isinstance(value, str):
        raise ValueError(f'"{name}" is {"missing" if value is None else "no text"}')
    if not empty and not value.strip():
        raise ValueError(f'"{name}" is empty')
    return value


def id_of(fields: Fields, name: str) -> str:
    """An id: text, or a whole number.

    Raises:
        ValueError: it is neither.
    """
    value = fields.get(name)
    return str(value) if type(value) is int else text_of(fields, name)


def list_of(fields: Fields, name: str) -> list[Any]:
    """A field that must be a list.

    Raises:
        ValueError: it is missing or no list.
    """
    value = fields.get(name)
    if not isinstance(value, list):
        raise ValueError(f'"{name}" is {"missing" if value is None else "no list"}')
    return value
