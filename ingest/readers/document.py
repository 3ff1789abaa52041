"""What a reader makes of a file: its canonical text, where its pages begin in it, and what was left out of it.

The canonical text of a format other than text is written as Markdown: headings, list items, table rows and
paragraphs, each with an empty line between. Every position counts code points of it.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

_CONTROLS = {code: None for code in range(32) if chr(code) not in "\t\n"} | {0x7F: None}
# Marks that are not seen: zero-width, bidirectional, tags, variation selectors, soft hyphens, fillers.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
# What typesetting leaves behind and tells nobody anything: a soft hyphen, the variant of a letter or an emoji.
_TYPESET = re.compile("[\u00ad\ufe00-\ufe0f]")
_PICTURES = "\u2190-\u2bff\U0001f000-\U0001faff"
_JOINS_PICTURES = re.compile(f"(?<=[{_PICTURES}])[\ufe0e\ufe0f]?\u200d(?=[{_PICTURES}])")
_JOINT = "\ue001"  # stands for the joiner within an emoji of several, while the others are taken out
_MARKS = re.compile(r"^(?:#{1,6}(?= )|[-*+>](?= )|\d{1,3}[.)](?= )|[=-]{3,}$)")
MOST_SHOWN = 120  # characters of a finding


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should know of a file: what was left out, or could not be read, and on which page."""

    what: str
    detail: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The canonical text of a file.

    ``page_starts``: where each page (or slide) begins in the text, from page 1; empty where the format has none.
    """

    text: str
    page_starts: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()

    def page_of(self, position: int) -> int | None:
        """The page on which a position of the text stands, from 1; None where the format has no pages."""
        return max(1, bisect_right(self.page_starts, position)) if self.page_starts else None


@dataclass
class Writer:
    """Writes a canonical text block by block."""

    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _pages: list[int] = field(default_factory=list)
    _unseen: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    def page(self) -> None:
        """What follows stands on the next page."""
        self._pages.append(self._length)

    def heading(self, text: str, level: int) -> None:
        """A heading of a level from 1 to 6."""
        self._block(f"{'#' * min(max(level, 1), 6)} ", self._plain(text))

    def paragraph(self, text: str) -> None:
        """A paragraph; what would read as a mark of Markdown at its start is escaped."""
        words = self._plain(text)
        self._block("\\" if _MARKS.match(words) else "", words)

    def item(self, text: str, depth: int = 0) -> None:
        """A list item; ``depth`` from 0."""
        self._block(f"{'  ' * min(depth, 6)}- ", self._plain(text))

    def numbered(self, text: str) -> None:
        """A list item that begins with its own number, such as "3." or "(b)"."""
        self._block("", self._plain(text))

    def row(self, cells: Sequence[str]) -> None:
        """A row of a table, which is read as an item: its cells with a bar between."""
        told = [self._plain(cell).replace("|", "/") for cell in cells]
        if any(told):
            self._block("- ", " | ".join(told))

    def left_out(self, what: str, detail: str = "", page: int | None = None) -> None:
        """Something that was not taken into the text, or is odd about it."""
        finding = Finding(what, plain(detail)[:MOST_SHOWN], page)
        if finding not in self.findings:
            self.findings.append(finding)

    def document(self) -> Document:
        """What was written."""
        told = taken_out(self._unseen)
        return Document("".join(self._parts), tuple(self._pages), (*self.findings, *told))

    def _plain(self, text: str) -> str:
        self._unseen.update(unseen(text))
        return plain(text)

    def _block(self, mark: str, words: str) -> None:
        if not any(letter.isalnum() for letter in words):
            return
        part = f"{mark}{words}\n\n"
        self._parts.append(part)
        self._length += len(part)


def plain(text: str) -> str:
    """One line of text as it is read: composed, without control marks and marks that are not seen."""
    text = unicodedata.normalize("NFC", text).translate(_CONTROLS)
    text = "".join(letter for letter in without_unseen(text) if not "\ud800" <= letter <= "\udfff")
    return " ".join(text.split())


def without_unseen(text: str) -> str:
    """A text without the marks in it that are not seen, so that no word is broken by one and none can hide anything.

    Only the joiner that makes one emoji of several stays: without it another picture is shown.
    """
    return _UNSEEN.sub("", _JOINS_PICTURES.sub(_JOINT, text)).replace(_JOINT, "\u200d")


def unseen(text: str) -> list[str]:
    """The marks that ``without_unseen`` takes out, but for those of typesetting."""
    return _UNSEEN.findall(_TYPESET.sub("", _JOINS_PICTURES.sub("", text)))


def taken_out(marks: Counter[str]) -> tuple[Finding, ...]:
    """That marks that are not seen were taken out: how many, and which."""
    if not marks:
        return ()
    codes = " ".join(f"U+{ord(mark):04X}" for mark in sorted(marks))
    return (Finding(f"marks that are not seen were taken out: {marks.total()}", codes[:MOST_SHOWN]),)
