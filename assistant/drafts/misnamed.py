"""Files that are not what their names say, told by how they begin: each with what it is and what to do."""

import re
from pathlib import Path

from ingest.errors import FileUnreadable

_LOOKED_AT = 512  # bytes at the beginning
_SAVE = "Open it in the program it is of, and save it as .docx or .pdf"
# How a file begins, the endings that such a file may have, what it is, and what to do.
_BEGINNINGS: tuple[tuple[re.Pattern[bytes], tuple[str, ...], str, str], ...] = (
    (re.compile(rb"PK\x03\x04"), (".docx",), "a Word file, or another that is packed like one",
     "If it is a Word file, let its name end in .docx"),
    (re.compile(rb"%PDF-"), (".pdf",), "a PDF", "Let its name end in .pdf"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), (), "an older Word file, or one locked with a password",
     "Save it as .docx, without a password"),
    (re.compile(rb"\s*\{\\rtf"), (), "rich text (RTF)", "Save it as .docx"),
    (re.compile(rb"\s*(?:<!doctype html|<html)\b", re.IGNORECASE), (), "a web page", _SAVE),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8"), (), "a picture, and no text", "Give the text itself"),
)  # fmt: skip


def refuse_misnamed(path: Path) -> None:
    """Refuse a file that begins as one of another kind, before a reader says of it that it is broken.

    Raises:
        FileUnreadable: it is of another kind than its name says.
    """
    try:
        with path.open("rb") as opened:
            begins = opened.read(_LOOKED_AT).removeprefix(b"\xef\xbb\xbf")
    except OSError:
        return  # the reader tells what is wrong with it
    for pattern, endings, what, step in _BEGINNINGS:
        if pattern.match(begins) and path.suffix.lower() not in endings:
            raise FileUnreadable(f"{path.name}: this is {what}", step)
