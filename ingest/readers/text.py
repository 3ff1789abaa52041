"""Text and Markdown: decoded, without marks that are not seen; nothing else is done to them.

A position counts in what is left, the canonical text, which is the file as it is wherever it has no such marks.
"""

import codecs
from collections import Counter

from ingest.errors import FileUnreadable
from ingest.readers.document import Document, taken_out, unseen, without_unseen

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MOST_CONTROL_CHARACTERS = 0.01  # share above which a file is taken for binary


def read_text(raw: bytes, name: str, max_characters: int) -> Document:
    """The text of a text file: newlines as they are, no byte-order mark.

    Raises:
        FileUnreadable: empty, binary, too long or in no known encoding.
    """
    text = decoded(raw, name)
    if not text.strip():
        raise FileUnreadable(f"{name}: the file is empty", "Replace it or take it out of the folder")
    controls = sum(1 for c in text if c < " " and c not in "\t\n\r\f\v")
    if controls > len(text) * _MOST_CONTROL_CHARACTERS:
        raise FileUnreadable(f"{name}: this is not text", "Save it as a text file, or take it out")
    if len(text) > max_characters:
        raise FileUnreadable(
            f"{name}: {len(text):,} characters are over the limit of {max_characters:,}",
            "Split the file, or raise REVIEWS_MAX_CHARACTERS",
        )
    told = without_unseen(text)
    if not told.strip():
        raise FileUnreadable(f"{name}: no text was found in it", "Replace the file or take it out")
    return Document(told, (), taken_out(Counter(unseen(text))))


def decoded(raw: bytes, name: str) -> str:
    """Text from bytes: by byte-order mark, else UTF-8, else Windows-1252.

    Raises:
        FileUnreadable: in no known encoding.
    """
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
