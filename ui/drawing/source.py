"""Where a quote stands in its section, as far as that can still be shown to be true."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.nouns import Citation
from ingest.nouns import Passage
from ui.drawing.markup import Markup, join, tag

LONGEST_SIDE = 20_000  # characters shown before and after a quote; sections of reviews are far shorter
_AROUND = 1_500  # characters shown when the section is not known
_LEAD = re.compile(r"(?m)^[ \t]*(?:(#{1,6}[ \t]+)|([-*+][ \t]+))(?=\S)")
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]+?)\*\*")


@dataclass(frozen=True, slots=True)
class Place:
    """A quote found where its citation says: ``text[start:end]`` is the quote, ``text`` its section.

    ``whole`` is False where only the surroundings are shown; ``moved``: how far from where its citation says.
    """

    text: str
    start: int
    end: int
    whole: bool
    moved: int = 0


def place(citation: Citation, text: str, passages: Sequence[Passage]) -> Place | None:
    """The quote in its section, or None when its words are not there.

    Where the text before it has grown or shrunk, its own words tell its place, as long as they stand there once.
    """
    if citation.start >= citation.end:
        return None
    moved = 0
    if text[citation.start : citation.end] != citation.quote:
        if text.count(citation.quote) != 1:
            return None
        start = text.index(citation.quote)
        moved = start - citation.start
        citation = replace(citation, start=start, end=start + len(citation.quote))
    found = _section(citation, passages)
    start, end = found or (citation.start - _AROUND, citation.end + _AROUND)
    first = max(start, citation.start - LONGEST_SIDE, 0)
    last = min(end, citation.end + LONGEST_SIDE, len(text))
    whole = found is not None and (first, last) == (start, end)
    return Place(text[first:last], citation.start - first, citation.end - first, whole, moved)


def _section(citation: Citation, passages: Sequence[Passage]) -> tuple[int, int] | None:
    """The span of the unbroken run of passages under the citation's heading that holds it."""
    same_file = [passage for passage in passages if passage.file == citation.file]
    for section, run in groupby(same_file, key=lambda passage: passage.section):
        held = list(run)
        start, end = min(p.start for p in held), max(p.end for p in held)
        if section == citation.section and start <= citation.start and citation.end <= end:
            return start, end
    return None


def highlighted(placed: Place, name: str = "") -> Markup:
    """The section's text with the quote marked, its characters as they are; a ``name`` makes it a place to go to."""
    place = {"id": name, "tabindex": "-1"} if name else {}
    return join(
        _prose(placed.text, 0, placed.start),
        tag("mark", _prose(placed.text, placed.start, placed.end), **place),
        _prose(placed.text, placed.end, len(placed.text)),
    )


def prose(text: str) -> Markup:
    """A text as it stands, but for the marks of bold, which are faint."""
    return _prose(text, 0, len(text))


def _prose(text: str, first: int, last: int) -> Markup:
    """A slice of the text, every character kept: bold set bold, points with a dot, and the marks themselves not seen."""
    pieces: list[str] = []
    at = first
    for start, end, name in layers(text):
        start, end = max(start, first, at), min(end, last)
        if start < end:
            pieces += [text[at:start], tag("span", text[start:end], class_=name)]
            at = end
    return join(*pieces, text[at:last])


def layers(text: str) -> list[tuple[int, int, str]]:
    """What is drawn otherwise than it is written: bold, and the marks of bold, of headings and of points."""
    found = []
    for bold in _BOLD.finditer(text):
        found += [(bold.start(), bold.start(1), "marks"), (*bold.span(1), "bold")]
        found.append((bold.end(1), bold.end(), "marks"))
    for lead in _LEAD.finditer(text):
        found.append((*lead.span(1), "marks") if lead.group(1) else (*lead.span(2), "point"))
    return sorted(found)
