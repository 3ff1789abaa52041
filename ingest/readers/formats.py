"""Which formats are read, and within what limits."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import FileUnreadable
from ingest.readers.document import Document

VERSION = "3"  # part of the index's settings: change it when the same file would give another text

TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})
PARSED_SUFFIXES = frozenset({".pdf", ".docx", ".pptx", ".html", ".htm"})
# Formats that hold documents and are not read: they are named to the user, never passed over in silence.
UNREAD_SUFFIXES = frozenset(
    {".doc", ".ppt", ".rtf", ".odt", ".odp", ".docm", ".pptm", ".xps", ".epub", ".mht", ".mhtml"}
)
READ_SUFFIXES = TEXT_SUFFIXES | PARSED_SUFFIXES
DOCUMENT_SUFFIXES = READ_SUFFIXES | UNREAD_SUFFIXES


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: bytes, pages, characters of text, seconds and megabytes of memory of its reading."""

    max_bytes: int = 25_000_000
    max_pages: int = 1_500
    max_characters: int = 2_000_000
    seconds: int = 120
    memory_mb: int = 1_500


def parse(path: Path, limits: Limits) -> Document:
    """Read a file of a parsed format, here and now. Call it in a process of its own.

    Raises:
        FileUnreadable: what is wrong with it.
    """
    found = _READERS[path.suffix.lower()](path, limits)
    if not found.text.strip():
        raise FileUnreadable(f"{path.name}: no text was found in it", "Replace the file or take it out")
    return found


def _pdf(path: Path, limits: Limits) -> Document:
    from ingest.readers.pdf import read_pdf

    return read_pdf(path, limits.max_pages)


def _docx(path: Path, limits: Limits) -> Document:
    from ingest.readers.word import read_docx

    return read_docx(path)


def _pptx(path: Path, limits: Limits) -> Document:
    from ingest.readers.slides import read_pptx

    return read_pptx(path)


def _html(path: Path, limits: Limits) -> Document:
    from ingest.readers.text import decoded
    from ingest.readers.web import read_html

    return read_html(decoded(path.read_bytes(), path.name), path)


_READERS: dict[str, Callable[[Path, Limits], Document]] = {
    ".pdf": _pdf, ".docx": _docx, ".pptx": _pptx, ".html": _html, ".htm": _html,
}  # fmt: skip
