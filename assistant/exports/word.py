"""A paper as a Word file: real headings, real tables whose head is repeated on each page, and no link."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from assistant.exports.paper import Bullets, Grid, Heading, Paper, Part, Quotation, Source, Text
from assistant.exports.sealed import sealed
from assistant.exports.word_styles import ALERT, ASIDE, CAPTION, LANGUAGE, QUOTATION, SOURCE, ruled, set_up
from assistant.unseen import visible

_LOOKS = {"plain": "Normal", "alert": ALERT, "aside": ASIDE}


def write(paper: Paper) -> bytes:
    """The paper as a Word file; the same paper gives the same bytes."""
    document = docx.Document()
    set_up(document, paper.wide)
    known = document.core_properties
    known.title, known.language = visible(paper.title)[:250], LANGUAGE
    known.author = known.last_modified_by = "Ask the Reviews"
    known.comments = visible(paper.foot)
    known.created = known.modified = paper.exported.replace(tzinfo=None)
    _foot(document, paper.foot)
    for part in paper.parts:
        _WRITERS[type(part)](document, part)
    file = BytesIO()
    document.save(file)
    return sealed(file.getvalue())


def _heading(document: Document, part: Heading) -> None:
    document.add_heading(_line(part.text), part.level)


def _text(document: Document, part: Text) -> None:
    paragraph = document.add_paragraph(style=_LOOKS[part.look])
    if part.lead:
        paragraph.add_run(f"{_line(part.lead)} ").bold = True
    paragraph.add_run(_line(part.text))


def _quotation(document: Document, part: Quotation) -> None:
    if part.flag:
        flag = document.add_paragraph()
        flag.add_run(_line(part.flag)).bold = True
        flag.paragraph_format.keep_with_next = True
    words = document.add_paragraph(f"“{_line(part.text)}”", style=QUOTATION)
    words.paragraph_format.keep_with_next = True
    document.add_paragraph(_line(part.beside), style=SOURCE).paragraph_format.space_after = Pt(12)


def _bullets(document: Document, part: Bullets) -> None:
    for text in part.texts:
        document.add_paragraph(_line(text), style="List Bullet")


def _source(document: Document, part: Source) -> None:
    head = document.add_paragraph()
    head.add_run(_line(part.head)).bold = True
    head.paragraph_format.keep_with_next = True
    head.paragraph_format.space_before, head.paragraph_format.space_after = Pt(10), Pt(3)
    if part.words:
        document.add_paragraph(f"“{_line(part.words)}”", style=QUOTATION)
    for line in part.lines:
        document.add_paragraph(_line(line), style=SOURCE)


def _grid(document: Document, part: Grid) -> None:
    document.add_paragraph(_line(part.caption), style=CAPTION)
    table: Any = document.add_table(rows=0, cols=len(part.columns))
    ruled(table)
    _described(table, part.caption)
    for at, texts in enumerate((part.columns, *part.rows)):
        row = table.add_row()
        _kept_whole(row, repeated=at == 0)
        for cell, text in zip(row.cells, texts, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.add_run(_line(text)).bold = at == 0
    document.add_paragraph(style=ASIDE)


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


_WRITERS: dict[type[Part], Callable[[Document, Any], None]] = {
    Heading: _heading,
    Text: _text,
    Quotation: _quotation,
    Bullets: _bullets,
    Grid: _grid,
    Source: _source,
}
