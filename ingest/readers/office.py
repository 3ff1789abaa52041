"""Word and PowerPoint files. Both are zipped XML, and are looked over as such before anything is unpacked."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ingest.errors import FileUnreadable
from ingest.readers.document import Document, Writer

MOST_UNPACKED = 300_000_000  # bytes of all parts together
MOST_PART = 60_000_000  # bytes of one part of XML
MOST_RATIO = 300  # of a part's size to what it takes up, beyond which it is a bomb
LARGE = 2_000_000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_REPLACE = "Save it anew from Word or PowerPoint, or take it out"
_HEADING = re.compile(r"(?:heading|überschrift|titre) ?(\d)", re.IGNORECASE)


def read_docx(path: Path) -> Document:
    """The text of a Word file: headings by style, lists, tables, footnotes; what is hidden or deleted is left out.

    Raises:
        FileUnreadable: no Word file, a bomb, or broken.
    """
    _looked_over(path, "word/document.xml", "Word")
    import docx
    from docx.table import Table

    writer = Writer()
    with _reading(path, "Word"):
        held = docx.Document(str(path))
        for part in held.iter_inner_content():
            if isinstance(part, Table):
                _table(part._tbl, writer)
            else:
                _paragraph(part._p, part.style.name if part.style else "", writer)
        _footnotes(held, writer)
    return writer.document()


def read_pptx(path: Path) -> Document:
    """The text of a PowerPoint file, a page a slide; hidden slides and speakers' notes are left out.

    Raises:
        FileUnreadable: no PowerPoint file, a bomb, or broken.
    """
    _looked_over(path, "ppt/presentation.xml", "PowerPoint")
    import pptx

    writer = Writer()
    with _reading(path, "PowerPoint"):
        held = pptx.Presentation(str(path))
        for number, slide in enumerate(held.slides, 1):
            writer.page()
            if slide._element.get("show") == "0":
                writer.left_out("a hidden slide was left out", page=number)
                continue
            _slide(slide, writer)
            if slide.has_notes_slide and slide.notes_slide.notes_text_frame.text.strip():
                writer.left_out("speaker's notes were left out", page=number)
    return writer.document()


@contextmanager
def _reading(path: Path, kind: str) -> Iterator[None]:
    """What a library raises over a broken file, as one line."""
    try:
        yield
    except (KeyError, ValueError, OSError, SyntaxError, zipfile.BadZipFile, AttributeError) as error:
        raise FileUnreadable(
            f"{path.name}: this {kind} file is broken ({type(error).__name__})", _REPLACE
        ) from None


def _looked_over(path: Path, main: str, kind: str) -> None:
    """Refuse what is no such file, unpacks to too much, or declares entities of its own."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
            if main not in {part.filename for part in parts}:
                raise FileUnreadable(f"{path.name}: this is no {kind} file", _REPLACE)
            total = sum(part.file_size for part in parts)
            bombs = [
                p for p in parts if p.file_size > LARGE and p.file_size > MOST_RATIO * max(p.compress_size, 1)
            ]
            xml = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
            if total > MOST_UNPACKED or bombs or any(part.file_size > MOST_PART for part in xml):
                raise FileUnreadable(f"{path.name}: it would unpack to {total / 1e6:.0f} MB", _REPLACE)
            for part in xml:
                with packed.open(part) as opened:
                    head = opened.read(4096)
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    raise FileUnreadable(f"{path.name}: it declares entities of its own", _REPLACE)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        raise FileUnreadable(f"{path.name}: this {kind} file is broken or locked", _REPLACE) from None
    except Exception as error:  # zlib's own
        if type(error).__module__ == "zlib":
            raise FileUnreadable(f"{path.name}: this {kind} file is broken", _REPLACE) from None
        raise


def _paragraph(element: Any, style: str, writer: Writer) -> None:
    words, hidden = _text(element)
    if hidden.strip():
        writer.left_out("hidden text left out: set as hidden", hidden)
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
    for box in element.iter(f"{_WORD}txbxContent"):
        if any(above.tag == _FALLBACK for above in box.iterancestors()):
            continue
        for inner in box.iter(f"{_WORD}p"):
            writer.paragraph(_text(inner)[0])


def _text(element: Any) -> tuple[str, str]:
    """The text that is seen of a paragraph, and what is hidden; deletions and field codes are neither."""
    seen: list[str] = []
    hidden: list[str] = []
    for run in element.iter(f"{_WORD}r"):
        above = [one.tag for one in run.iterancestors() if one is not element]
        nested = above[: above.index(f"{_WORD}p")] if f"{_WORD}p" in above else above
        if f"{_WORD}txbxContent" in above and element.tag == f"{_WORD}p" and not _within_same(run, element):
            continue
        if f"{_WORD}del" in nested or _FALLBACK in nested:
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
    return next((one for one in run.iterancestors() if one.tag == f"{_WORD}p"), None) is paragraph


def _all_bold(element: Any) -> bool:
    runs = [
        run
        for run in element.iter(f"{_WORD}r")
        if "".join(t.text or "" for t in run.iter(f"{_WORD}t")).strip()
    ]
    return bool(runs) and all(run.find(f"{_WORD}rPr/{_WORD}b") is not None for run in runs)


def _table(table: Any, writer: Writer) -> None:
    for row in table.iterchildren(f"{_WORD}tr"):
        cells = [
            " ".join(_text(paragraph)[0] for paragraph in cell.iter(f"{_WORD}p"))
            for cell in row.iterchildren(f"{_WORD}tc")
        ]
        filled = [cell for cell in cells if cell.strip()]
        if len(filled) == 1:  # a table that only lays out the page
            cell = next(one for one in row.iterchildren(f"{_WORD}tc") if _cell_text(one).strip())
            for paragraph in cell.iterchildren(f"{_WORD}p"):
                writer.paragraph(_text(paragraph)[0])
        else:
            writer.row(cells)


def _cell_text(cell: Any) -> str:
    return " ".join(_text(paragraph)[0] for paragraph in cell.iter(f"{_WORD}p"))


def _footnotes(held: Any, writer: Writer) -> None:
    """The footnotes at the end, under a heading of their own."""
    from lxml import etree

    for part in held.part.package.iter_parts():
        if not str(part.partname).endswith("/footnotes.xml"):
            continue
        root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
        notes = [_text(note)[0] for note in root if note.get(f"{_WORD}type") is None]
        if any(note.strip() for note in notes):
            writer.heading("Footnotes", 2)
            for note in notes:
                writer.item(note)


def _slide(slide: Any, writer: Writer) -> None:
    title = slide.shapes.title
    if title is not None and title.has_text_frame:
        writer.heading(title.text_frame.text, 2)
    shapes = sorted(
        (shape for shape in _shapes(slide.shapes) if title is None or shape.shape_id != title.shape_id),
        key=lambda shape: (shape.top or 0, shape.left or 0),
    )
    for shape in shapes:
        if getattr(shape, "has_table", False) and shape.has_table:
            for row in shape.table.rows:
                writer.row([cell.text_frame.text for cell in row.cells])
        elif shape.has_text_frame:
            paragraphs = [p for p in shape.text_frame.paragraphs if p.text.strip()]
            for paragraph in paragraphs:
                if len(paragraphs) > 1:
                    writer.item(paragraph.text, paragraph.level)
                else:
                    writer.paragraph(paragraph.text)


def _shapes(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
        else:
            yield shape
