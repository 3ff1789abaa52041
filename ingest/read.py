"""From a file to its canonical text, the one in which every position counts."""

import stat
from pathlib import Path

from ingest.errors import FileUnreadable
from ingest.readers import Document, Limits
from ingest.readers.formats import PARSED_SUFFIXES, TEXT_SUFFIXES
from ingest.readers.isolated import IsolatedReader
from ingest.readers.text import read_text


def canonical(path: Path, limits: Limits | None = None) -> str:
    """The canonical text of a file.

    Raises:
        FileUnreadable: missing, empty, too large, binary, of another format or in no known encoding.
    """
    with IsolatedReader(limits) as reader:
        return read_document(path, reader)[1].text


def read_document(path: Path, reader: IsolatedReader) -> tuple[bytes, Document]:
    """The bytes of a file, and the document in them.

    Args:
        path: of the file.
        reader: reads what is parsed, in its own process and within its limits.

    Raises:
        FileUnreadable: missing, too large, broken, without text, or of a format that is not read.
    """
    raw = read_bytes(path, reader.limits.max_bytes)
    suffix = path.suffix.lower()
    if suffix in TEXT_SUFFIXES:
        return raw, read_text(raw, path.name, reader.limits.max_characters)
    if suffix not in PARSED_SUFFIXES:
        raise FileUnreadable(
            f"{path.name}: {path.suffix or 'this format'} is not read", "Save it as .pdf, .docx or .txt"
        )
    if not raw.strip():
        raise FileUnreadable(f"{path.name}: the file is empty", "Replace it or take it out of the folder")
    document = reader.read(path)
    if read_bytes(path, reader.limits.max_bytes) != raw:
        raise FileUnreadable(f"{path.name}: it changed while it was read", "Run: reviews ingest")
    return raw, document


def read_bytes(path: Path, max_bytes: int = Limits().max_bytes) -> bytes:
    """The bytes of a file, refused when it is missing or larger than ``max_bytes``.

    Raises:
        FileUnreadable: it cannot be opened or is too large.
    """
    try:
        status = path.stat()
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            raise FileUnreadable(f"{path.name}: this is no file with text", "Take it out of the folder")
        size = status.st_size
        if size > max_bytes:
            raise FileUnreadable(
                f"{path.name}: {size / 1e6:.1f} MB is over the limit of {max_bytes / 1e6:.0f} MB",
                "Split the file, or raise REVIEWS_MAX_FILE_MB",
            )
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileUnreadable(f"{path.name}: {reason}", "Check that the file is there and readable") from None
