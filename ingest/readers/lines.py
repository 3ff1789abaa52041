"""Lines of print with their places, and lines made one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

CUT = "\ue000"  # stands for the hyphen of a word that was cut at the end of a line
_CUT = re.compile(r"(?<=[a-z])[-\u00ad\u2010]$")
_CUT_WORD = re.compile(rf"(\w+){CUT}\s*(?=([a-z]?))")
# These make words with a hyphen of their own.
_HYPHENED = frozenset(
    """
    non multi long short full part self well co pre post half high low cross follow decision child one two three four five six seven
    face face-to peer light lead hard ill in out on off up down day week year one-to old end early late ex anti semi vice
    """.split()  # noqa: SIM905 - a list of words reads better as words
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print on a page: its text, its box in points from the top left, and how it is set."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool = False
    row: int | None = None  # of a ruled table, with ``cell``
    cell: int = 0

    @property
    def height(self) -> float:
        """From top to bottom, in points."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in the order in which the file has them."""

    width: float
    height: float
    lines: tuple[Line, ...]


def joined(lines: Sequence[str]) -> str:
    """Lines made one: a word that was cut at the end of a line is whole again."""
    text = ""
    for line in (line.strip() for line in lines):
        if not line:
            continue
        if text and _CUT.search(text) and line[:1].islower():
            text = _CUT.sub(CUT, text) + line
        else:
            text = f"{text} {line}" if text else line
    return _CUT_WORD.sub(_whole, text).replace(CUT, "-")


def _whole(cut: re.Match[str]) -> str:
    """A word that was cut: with its hyphen where its first part makes such words, or no small letter follows."""
    return f"{cut[1]}-" if cut[1].lower() in _HYPHENED or not cut[2] else cut[1]
