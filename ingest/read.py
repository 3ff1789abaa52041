"""From a file to its canonical text, the one in which every position counts."""

import codecs
import stat
from pathlib import Path

from ingest.errors import FileUnreadable

TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})
# Formats that hold documents and are not read yet: they are named to the user, never passed over in silence.
UNREAD_SUFFIXES = frozenset({".pdf", ".docx", ".doc", ".pptx", ".ppt", ".html", ".htm", ".rtf", ".odt"})
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MOST_CONTROL_CHARACTERS = 0.01  # share above which a file is taken for binary


def canonical(path: Path, max_bytes: int = 25_000_000) -> str:
    """The decoded text of a file: newlines as they are, no byte-order mark.

    Raises:
        FileUnreadable: missing, empty, too large, binary, of another format or in no known encoding.
    """
    return decode(read_bytes(path, max_bytes), path)


def read_bytes(path: Path, max_bytes: int = 25_000_000) -> bytes:
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


def decode(raw: bytes, path: Path) -> str:
    """Text from bytes: by byte-order mark, else UTF-8, else Windows-1252.

    Raises:
        FileUnreadable: empty, binary, of another format or in no known encoding.
    """
    if path.suffix.lower() not in TEXT_SUFFIXES:
        raise FileUnreadable(
            f"{path.name}: {path.suffix or 'this format'} is not read yet", "Save it as .txt or .md"
        )
    text = _decode(raw, path.name)
    if not text.strip():
        raise FileUnreadable(f"{path.name}: the file is empty", "Replace it or take it out of the folder")
    controls = sum(1 for c in text if c < " " and c not in "\t\n\r\f\v")
    if controls > len(text) * _MOST_CONTROL_CHARACTERS:
        raise FileUnreadable(f"{path.name}: this is not text", "Save it as a text file, or take it out")
    return text


def _decode(raw: bytes, name: str) -> str:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            try:
                return raw[len(mark) :].decode(encoding).lstrip("\ufeff")
            except UnicodeDecodeError:
                raise FileUnreadable(
                    f"{name}: it begins as {encoding.upper()} and goes on otherwise", "Save the file as UTF-8"
                ) from None
    for encoding in ("utf-8", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileUnreadable(f"{name}: the encoding is not known", "Save the file as UTF-8")
