"""Word files: the text that is seen, wherever in the file it stands."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.readers.document import Document, Writer
from ingest.readers.packed import COMPATIBILITY, graphics_not_read, looked_over, reading

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _TABLE, _BOX = f"{_WORD}p", f"{_WORD}tbl", f"{_WORD}txbxContent"
_FALLBACK, _CHOICE = f"{COMPATIBILITY}Fallback", f"{COMPATIBILITY}Choice"
_GONE = frozenset({f"{_WORD}del", f"{_WORD}moveFrom", _FALLBACK})  # deleted, moved away, or there twice
# Put round paragraphs, rows and cells, and no part of the text: content controls and their like.
_ROUND = frozenset(
    {
        *(f"{_WORD}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")),
        f"{COMPATIBILITY}AlternateContent",
        _CHOICE,
    }
)
_NOTES = (("footnotes", "Footnotes"), ("endnotes", "Endnotes"))
_HEADING = re.compile(r"(?:heading|überschrift|titre) ?(\d)", re.IGNORECASE)


def read_docx(path: Path) -> Document:
    """The text of a Word file: headings by style, lists, tables, notes; what is hidden or deleted is left out.

    Raises:
        FileUnreadable: no Word file, a bomb, or broken.
    """
    looked_over(path, "word/document.xml", "Word")
    import docx
    from docx.text.paragraph import Paragraph

    writer = Writer()
    with reading(path, "Word"):
        held = docx.Document(str(path))
        body = held.element.body
        for part in _within(body, _PARAGRAPH, _TABLE):
            if part.tag == _TABLE:
                _table(part, writer)
            else:
                style = Paragraph(part, held._body).style
                _paragraph(part, style.name or "" if style else "", writer)
        _notes(held, writer)
        for graphic in graphics_not_read(body):
            writer.left_out(graphic)
        if body.find(f".//{_WORD}altChunk") is not None:
            writer.left_out("another file put into this one was left out: its text is not read")
    return writer.document()


def _within(parent: Any, *wanted: str) -> Iterator[Any]:
    """The children of these kinds in their order, those too that something was put round."""
    for child in parent:
        if child.tag in wanted:
            yield child
        elif child.tag in _ROUND:
            yield from _within(child, *wanted)


def _paragraph(element: Any, style: str, writer: Writer) -> None:
    words = _words(element, writer)
    level = _HEADING.match(style)
    if style.lower() == "title":
        writer.heading(words, 1)
    elif level:
        writer.heading(words, int(level[1]) + 1)
    elif element.find(f"{_WORD}pPr/{_WORD}numPr") is not None or style.lower().startswith("list "):
        depth = element.find(f"{_WORD}pPr/{_WORD}numPr/{_WORD}ilvl")
        writer.item(words, int(depth.get(f"{_WORD}val", "0")) if depth is not None else 0)
    elif (
        words
        and len(words.split()) <= 14
        and not words.rstrip().endswith((".", ",", ";"))
        and _all_bold(element)
    ):
        writer.heading(words, 3)
    else:
        writer.paragraph(words)
    _boxes(element, writer)


def _boxes(paragraph: Any, writer: Writer) -> None:
    """The text boxes that are drawn in a paragraph."""
    for box in paragraph.iter(_BOX):
        if any(above.tag == _FALLBACK for above in box.iterancestors()):
            continue
        for inner in box.iter(_PARAGRAPH):
            writer.paragraph(_words(inner, writer))


def _words(paragraph: Any, writer: Writer) -> str:
    """The text that is seen of a paragraph; that some is hidden is told."""
    seen, hidden = _text(paragraph)
    if hidden.strip():
        writer.left_out("hidden text left out: set as hidden", hidden)
    return seen


def _text(element: Any) -> tuple[str, str]:
    """The text that is seen of a paragraph, and what is hidden; deletions and field codes are neither."""
    seen: list[str] = []
    hidden: list[str] = []
    for run in element.iter(f"{_WORD}r"):
        above = [one.tag for one in run.iterancestors() if one is not element]
        nested = above[: above.index(_PARAGRAPH)] if _PARAGRAPH in above else above
        if _BOX in above and not _within_same(run, element):
            continue
        if not _GONE.isdisjoint(nested):
            continue
        vanish = run.find(f"{_WORD}rPr/{_WORD}vanish")
        target = (
            hidden if vanish is not None and vanish.get(f"{_WORD}val", "1") not in ("0", "false") else seen
        )
        for child in run:
            if child.tag == f"{_WORD}t":
                target.append(child.text or "")
            elif child.tag in (f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"):
                target.append(" ")
            elif child.tag == f"{_WORD}noBreakHyphen":
                target.append("-")
    return "".join(seen), "".join(hidden)


def _within_same(run: Any, paragraph: Any) -> bool:
    """Whether a run belongs to this paragraph itself, and not to a text box drawn in it."""
    return next((one for one in run.iterancestors() if one.tag == _PARAGRAPH), None) is paragraph


def _all_bold(element: Any) -> bool:
    runs = [
        run
        for run in element.iter(f"{_WORD}r")
        if "".join(t.text or "" for t in run.iter(f"{_WORD}t")).strip()
    ]
    return bool(runs) and all(run.find(f"{_WORD}rPr/{_WORD}b") is not None for run in runs)


def _table(table: Any, writer: Writer) -> None:
    for row in _within(table, f"{_WORD}tr"):
        cells = list(_within(row, f"{_WORD}tc"))
        told = [" ".join(_words(inner, writer) for inner in cell.iter(_PARAGRAPH)) for cell in cells]
        filled = [cell for cell, words in zip(cells, told, strict=True) if words.strip()]
        if len(filled) != 1:
            writer.row(told)
            continue
        for part in _within(filled[0], _PARAGRAPH, _TABLE):  # a table that only lays out the page
            if part.tag == _TABLE:
                _table(part, writer)
            else:
                writer.paragraph(_words(part, writer))
                _boxes(part, writer)


def _notes(held: Any, writer: Writer) -> None:
    """The footnotes and the endnotes at the end, each under a heading of their own."""
    from lxml import etree

    parts = {str(part.partname).rpartition("/")[2]: part for part in held.part.package.iter_parts()}
    for name, heading in _NOTES:
        if f"{name}.xml" not in parts:
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(parts[f"{name}.xml"].blob, parser)
        notes = [
            " ".join(_words(inner, writer) for inner in note.iter(_PARAGRAPH))
            for note in root
            if note.get(f"{_WORD}type", "normal") == "normal"  # others are the rules above notes
        ]
        if any(note.strip() for note in notes):
            writer.heading(heading, 2)
            for note in notes:
                writer.item(note)
