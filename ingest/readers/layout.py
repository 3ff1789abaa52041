"""From lines of print with their places to headings, paragraphs, list items and table rows. Pure: values in, values out.

What repeats at the head or foot of pages is left out; columns are read one after the other; words cut at the end
of a line are joined; what is set larger or bolder than the text and stands alone is a heading.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from ingest.readers.columns import in_reading_order
from ingest.readers.document import Document, Writer
from ingest.readers.lines import Line, Page, joined

EDGE = 0.1  # share of a page's height at its head and foot where what repeats is left out
REPEATS = 3  # pages with the same line at an edge, or a half of them where there are fewer
LARGER = 1.12  # share of the text's size from which a line is set larger
MOST_HEADING = 160  # characters
_BULLET = re.compile(
    r"^\s*(?:[•●▪■◼◾◆◦‣⁃➢○□▸►»✓✔\uf0a7\uf0b7\uf0d8·]|[-–—](?= )|o(?= )|(?:\(?\d{1,2}[.)]|\(?[a-z][.)])(?= ))\s*"
)
_NUMBERED = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|\(?[a-z][.)]|\d{1,2}(?:\.\d{1,2})+\.?)\s")
_ENDS = re.compile(r"[.?!:;)\]”’\"]\s*$")
_DIGITS = re.compile(r"\d+")
_FOOTNOTE = re.compile(r"^\s*(?:\[?\d{1,3}\]?|[*†‡])\s+\S")


def document(pages: Sequence[Page], writer: Writer) -> Document:
    """Write the text of some pages."""
    repeated = _repeated(pages)
    body = _body_size(pages, repeated)
    levels = _levels(pages, body, repeated)
    last: list[Line] | None = None
    writer.page()
    for number, page in enumerate(pages):
        kept = [line for line in page.lines if not _is_edge(line, page, repeated)]
        found = _blocks(in_reading_order(kept, page))
        if last is not None and found and _goes_on_overleaf(last, found[0]):
            last += found.pop(0)
        if last is not None:
            _write(last, body, levels, writer)
        if number:
            writer.page()  # what goes on from the page before counts as its own
        for block in found[:-1]:
            _write(block, body, levels, writer)
        last = found[-1] if found else None
    if last is not None:
        _write(last, body, levels, writer)
    return writer.document()


def _goes_on_overleaf(block: Sequence[Line], following: Sequence[Line]) -> bool:
    """Whether a sentence goes on over the end of a page."""
    one, other = block[-1], following[0]
    if one.row is not None or other.row is not None or abs(one.size - other.size) > 0.6:
        return False
    return not _ENDS.search(one.text) and other.text.lstrip()[:1].islower()


def _key(text: str) -> str:
    return _DIGITS.sub("#", " ".join(text.split())).casefold()


def _at_edge(line: Line, page: Page) -> bool:
    return line.bottom < EDGE * page.height or line.top > (1 - EDGE) * page.height


def _repeated(pages: Sequence[Page]) -> frozenset[str]:
    """What stands at the head or foot of several pages, but for its numbers."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_key(line.text) for line in page.lines if _at_edge(line, page)})
    least = min(REPEATS, max(2, len(pages) // 2))
    return frozenset(key for key, count in counts.items() if count >= least)


def _is_edge(line: Line, page: Page, repeated: frozenset[str]) -> bool:
    if not _at_edge(line, page):
        return False
    key = _key(line.text)
    return key in repeated or re.fullmatch(r"(?:page )?#(?: (?:of|/) #)?|[ivxl]{1,5}", key) is not None


def _body_size(pages: Iterable[Page], repeated: frozenset[str]) -> float:
    """The size in which most letters are set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            if not _is_edge(line, page, repeated):
                sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 11.0


def _levels(pages: Sequence[Page], body: float, repeated: frozenset[str]) -> dict[float, int]:
    """The level of a heading by its size: the largest is 1."""
    sizes = {
        round(line.size)
        for page in pages
        for line in page.lines
        if line.size >= LARGER * body and not _is_edge(line, page, repeated)
    }
    return {float(size): min(level, 4) for level, size in enumerate(sorted(sizes, reverse=True), 1)}


def _write(block: Sequence[Line], body: float, levels: dict[float, int], writer: Writer) -> None:
    if block[0].row is not None and len({line.cell for line in block}) > 1:
        cells: dict[int, list[str]] = {}
        for line in block:
            cells.setdefault(line.cell, []).append(line.text)
        writer.row([joined(cells[cell]) for cell in sorted(cells)])
        return
    words = joined([line.text for line in block])
    level = _heading_level(block, words, body, levels)
    if level:
        writer.heading(words, level)
    elif _NUMBERED.match(words):
        writer.numbered(words)
    elif bullet := _BULLET.match(words):
        writer.item(words[bullet.end() :])
    else:
        writer.paragraph(words)


def _heading_level(block: Sequence[Line], words: str, body: float, levels: dict[float, int]) -> int | None:
    """The level of a heading; None for what is text."""
    if len(words) > MOST_HEADING or not any(letter.isalpha() for letter in words):
        return None
    size = median(line.size for line in block)
    if size >= LARGER * body:
        nearest = min(levels, key=lambda known: abs(known - size), default=None)
        return levels[nearest] if nearest is not None else 2
    bold = all(line.bold for line in block)
    if (
        bold
        and len(words.split()) <= 14
        and not words.rstrip().endswith((".", ",", ";"))
        and not _BULLET.match(words)
    ):
        return max(levels.values(), default=1) + 1
    return None


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that belong together: a paragraph, a list item, a heading, a row of a table."""
    found: list[list[Line]] = []
    gap = _usual_gap(lines)
    for line in lines:
        if found and _goes_on(found[-1], line, gap):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _usual_gap(lines: Sequence[Line]) -> float:
    """The usual white between two lines of one paragraph, in points."""
    gaps = [
        other.top - one.bottom
        for one, other in pairwise(lines)
        if 0 <= other.top - one.bottom < one.height and abs(one.size - other.size) < 0.5
    ]
    return median(gaps) if gaps else 2.0


def _goes_on(block: Sequence[Line], line: Line, gap: float) -> bool:
    last = block[-1]
    if last.row is not None or line.row is not None:
        return last.row == line.row
    if abs(last.size - line.size) > 0.6 or last.bold != line.bold:
        # A bold label at the head of a paragraph is part of it; a line all bold under a plain one is not.
        return False
    if _BULLET.match(line.text) and not (_NUMBERED.match(line.text) and not _ENDS.search(last.text)):
        return False
    white = line.top - last.bottom
    if -last.height < white <= gap + 0.45 * max(last.height, 1.0):
        return True
    # Over a page's or a column's end a sentence goes on in lower case.
    over = white < -last.height or white > 3 * last.height
    return over and not _ENDS.search(last.text) and line.text.lstrip()[:1].islower()
