"""A paper as a Word file: real headings, real tables whose head is repeated on each page, and no link."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from assistant.exports.paper import Bullets, Grid, Heading, Paper, Part, Quotation, Source, Text, in_utc
from assistant.exports.sealed import sealed
from assistant.exports.word_styles import (
    ALERT,
    ASIDE,
    CAPTION,
    CELL,
    LANGUAGE,
    QUOTATION,
    SOURCE,
    ruled,
    set_up,
)
from assistant.unseen import visible

_LOOKS = {"plain": "Normal", "alert": ALERT, "aside": ASIDE}


@dataclass(frozen=True, slots=True)
class _Writing:
    """The document on its way. ``styles``: the id of each style by its name, as looking one up takes long."""

    document: Document
    styles: Mapping[str, str]

    def paragraph(self, style: str, text: str = "") -> Paragraph:
        """One more paragraph of that style."""
        paragraph = self.document.add_paragraph()
        paragraph._p.style = self.styles[style]
        if text:
            paragraph.add_run(_line(text))
        return paragraph


def write(paper: Paper) -> bytes:
    """The paper as a Word file; the same paper gives the same bytes."""
    document = docx.Document()
    set_up(document, paper.wide)
    known = document.core_properties
    known.title, known.language = visible(paper.title)[:250], LANGUAGE
    known.author = known.last_modified_by = "Ask the Reviews"
    known.comments = visible(paper.foot)
    known.created = known.modified = in_utc(paper.exported)
    _foot(document, paper.foot)
    writing = _Writing(document, {style.name: style.style_id for style in document.styles if style.name})
    for part in paper.parts:
        _WRITERS[type(part)](writing, part)
    file = BytesIO()
    document.save(file)
    return sealed(file.getvalue())


def _heading(to: _Writing, part: Heading) -> None:
    to.paragraph(f"Heading {part.level}", part.text)


def _text(to: _Writing, part: Text) -> None:
    paragraph = to.paragraph(_LOOKS[part.look])
    if part.lead:
        paragraph.add_run(f"{_line(part.lead)} ").bold = True
    paragraph.add_run(_line(part.text))


def _quotation(to: _Writing, part: Quotation) -> None:
    if part.flag:
        flag = to.paragraph("Normal")
        flag.add_run(_line(part.flag)).bold = True
        flag.paragraph_format.keep_with_next = True
    to.paragraph(QUOTATION, f"“{part.text}”").paragraph_format.keep_with_next = True
    to.paragraph(SOURCE, part.beside).paragraph_format.space_after = Pt(12)


def _bullets(to: _Writing, part: Bullets) -> None:
    for text in part.texts:
        to.paragraph("List Bullet", text)


def _source(to: _Writing, part: Source) -> None:
    head = to.paragraph("Normal")
    head.add_run(_line(part.head)).bold = True
    head.paragraph_format.keep_with_next = True
    head.paragraph_format.space_before, head.paragraph_format.space_after = Pt(10), Pt(3)
    if part.words:
        to.paragraph(QUOTATION, f"“{part.words}”")
    for line in part.lines:
        to.paragraph(SOURCE, line)


def _grid(to: _Writing, part: Grid) -> None:
    to.paragraph(CAPTION, part.caption)
    table: Any = to.document.add_table(rows=0, cols=len(part.columns))
    ruled(table)
    _described(table, part.caption)
    for at, texts in enumerate((part.columns, *part.rows)):
        row = table.add_row()
        _kept_whole(row, repeated=at == 0)
        for cell, text in zip(row.cells, texts, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph._p.style = to.styles[CELL]
            paragraph.add_run(_line(text)).bold = True if at == 0 else None
    if part.widths:
        _widened(table, part.widths, to.document.sections[0])
    to.paragraph(ASIDE)


def _widened(table: Any, shares: tuple[int, ...], page: Any) -> None:
    """Give each column its share of the page. Word reads the width of a column from each of its cells."""
    room = page.page_width - page.left_margin - page.right_margin
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = room * share // sum(shares)
    for row in table.rows:
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = room * share // sum(shares)


def _described(table: Any, caption: str) -> None:
    """What a screen reader says of a table: its caption, and that its first row and column are heads."""
    properties = table._tbl.tblPr
    for found in properties.findall(qn("w:tblLook")):
        for name, value in (("firstRow", "1"), ("firstColumn", "1"), ("val", "04A0")):
            found.set(qn(f"w:{name}"), value)
    element = OxmlElement("w:tblCaption")
    element.set(qn("w:val"), _line(caption))
    properties.append(element)


def _kept_whole(row: Any, repeated: bool) -> None:
    """A row that no page breaks; the head stands again on each page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if repeated:
        properties.append(OxmlElement("w:tblHeader"))


def _foot(document: Document, text: str) -> None:
    """The line to check and the number of the page, on every page."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{_line(text)} Page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _line(text: str) -> str:
    """Text in one line, without what XML forbids or nobody sees."""
    return " ".join(visible(text).split())


_WRITERS: dict[type[Part], Callable[[_Writing, Any], None]] = {
    Heading: _heading,
    Text: _text,
    Quotation: _quotation,
    Bullets: _bullets,
    Grid: _grid,
    Source: _source,
}
