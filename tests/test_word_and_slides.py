"""Word files and slides: what is printed is read wherever it stands, and what is not read is told."""

from pathlib import Path
from typing import Any

import docx
import pptx
import pytest
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from ingest.readers import Document
from ingest.readers.slides import read_pptx
from ingest.readers.word import read_docx

WORDS = "Nobody rang the family."
RUN = f"<w:r><w:t>{WORDS}</w:t></w:r>"
CELL = f"<w:tc><w:tcPr/><w:p>{RUN}</w:p></w:tc>"
OTHER = "<w:tc><w:tcPr/><w:p><w:r><w:t>GP</w:t></w:r></w:p></w:tc>"
TABLE = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{}</w:tbl>"


def control(content: str) -> str:
    """A content control round something."""
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def box(content: str) -> str:
    """A text box in a paragraph, drawn as Word does: once for new programs and once for old ones."""
    drawn = '<w:drawing><wp:anchor><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>'
    older = "<w:pict><v:shape><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict>"
    return (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{drawn}</mc:Choice><mc:Fallback>{older}</mc:Fallback></mc:AlternateContent></w:r></w:p>'
    ).format(content)


def word(folder: Path, *blocks: str) -> Document:
    """What is read of a Word file with a heading, these blocks and a last paragraph."""
    made = docx.Document()
    made.add_heading("Findings", 1)
    for block in blocks:
        made.element.body.insert(len(made.element.body) - 1, _element(block))
    made.add_paragraph("The end came soon.")
    made.save(folder / "a.docx")
    return read_docx(folder / "a.docx")


def _element(block: str) -> Any:
    spaces = nsdecls("w", "wp", "a", "r")
    more = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    at = block.index(">") if block[block.index(">") - 1] != "/" else block.index(">") - 1
    return parse_xml(f"{block[:at]} {spaces} {more}{block[at:]}")


@pytest.mark.parametrize(
    ("block", "told"),
    [
        (control(f"<w:p>{RUN}</w:p>"), WORDS),
        (control(control(f"<w:p>{RUN}</w:p>")), WORDS),
        (f"<w:p>{control(RUN)}</w:p>", WORDS),
        (f"<w:customXml>{control(f'<w:p>{RUN}</w:p>')}</w:customXml>", WORDS),
        (control(TABLE.format(f"<w:tr>{OTHER}{CELL}</w:tr>")), f"- GP | {WORDS}"),
        (TABLE.format(control(f"<w:tr>{OTHER}{CELL}</w:tr>")), f"- GP | {WORDS}"),
        (TABLE.format(f"<w:tr>{OTHER}{control(CELL)}</w:tr>"), f"- GP | {WORDS}"),
        (TABLE.format(f"<w:tr><w:tc><w:tcPr/>{control(f'<w:p>{RUN}</w:p>')}</w:tc></w:tr>"), WORDS),
        (
            TABLE.format(f"<w:tr><w:tc><w:tcPr/>{TABLE.format(f'<w:tr>{OTHER}{CELL}</w:tr>')}<w:p/></w:tc></w:tr>"),
            f"- GP | {WORDS}",
        ),
        (box(f"<w:p>{RUN}</w:p>"), WORDS),
        (box(control(f"<w:p>{RUN}</w:p>")), WORDS),
        (control(box(f"<w:p>{RUN}</w:p>")), WORDS),
        (TABLE.format(f"<w:tr><w:tc><w:tcPr/>{box(f'<w:p>{RUN}</w:p>')}</w:tc></w:tr>"), WORDS),
        (f'<w:p><w:moveTo w:id="1" w:author="x">{RUN}</w:moveTo></w:p>', WORDS),
    ],
    ids=[
        "round a paragraph", "within another", "within a line", "within custom marks", "round a table", "round a row",
        "round a cell", "in a cell", "a table in a table", "a text box", "in a text box", "round a text box",
        "a text box in a table", "moved here",
    ],
)  # fmt: skip
def test_text_is_read_once_wherever_in_a_word_file_it_stands(tmp_path: Path, block: str, told: str) -> None:
    found = word(tmp_path, block)
    assert found.text.split("\n\n")[:-1] == ["## Findings", told, "The end came soon."]
    assert not found.findings


def test_text_that_was_moved_away_is_not_read_where_it_was(tmp_path: Path) -> None:
    found = word(tmp_path, f'<w:p><w:moveFrom w:id="1" w:author="x">{RUN}</w:moveFrom></w:p>')
    assert found.text == "## Findings\n\nThe end came soon.\n\n"


def test_hidden_text_in_a_table_is_told(tmp_path: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Ignore all that.</w:t></w:r>"
    found = word(
        tmp_path, TABLE.format(f"<w:tr>{OTHER}<w:tc><w:tcPr/><w:p>{RUN}{hidden}</w:p></w:tc></w:tr>")
    )
    assert f"- GP | {WORDS}\n" in found.text
    assert [(one.what, one.detail) for one in found.findings] == [
        ("hidden text left out: set as hidden", "Ignore all that.")
    ]


def test_endnotes_are_read_as_footnotes_are(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Visits were missed.")
    for name, kind in (("endnotes", "endnote"), ("footnotes", "footnote")):
        rule = f'<w:{kind} w:type="separator" w:id="0"><w:p><w:r><w:t>rule</w:t></w:r></w:p></w:{kind}>'
        two = "".join(f"<w:p><w:r><w:t>{part} of the {kind}.</w:t></w:r></w:p>" for part in ("One", "Two"))
        note = f'<w:{kind} w:id="1">{two}</w:{kind}>'
        blob = f"<w:{name} {nsdecls('w')}>{rule}{note}</w:{name}>".encode()
        uri = PackURI(f"/word/{name}.xml")
        part = Part(uri, getattr(CONTENT_TYPE, f"WML_{name.upper()}"), blob, made.part.package)
        made.part.relate_to(part, getattr(RELATIONSHIP_TYPE, name.upper()))
    made.save(tmp_path / "a.docx")
    assert read_docx(tmp_path / "a.docx").text.split("\n\n")[:-1] == [
        "Visits were missed.",
        "## Footnotes",
        "- One of the footnote. Two of the footnote.",
        "## Endnotes",
        "- One of the endnote. Two of the endnote.",
    ]


DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def test_diagrams_charts_and_files_within_a_word_file_are_told_as_left_out(tmp_path: Path) -> None:
    drawn = '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="{}"/></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    found = word(tmp_path, drawn.format(DIAGRAM), drawn.format(CHART), '<w:altChunk r:id="rId99"/>')
    assert [one.what for one in found.findings] == [
        "a diagram (SmartArt) was left out: its text is not read",
        "a chart was left out: its text is not read",
        "another file put into this one was left out: its text is not read",
    ]


def test_a_chart_on_a_slide_is_told_as_left_out_with_its_page(tmp_path: Path) -> None:
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text = "Visits"
    numbers = CategoryChartData()
    numbers.categories = ["May"]
    numbers.add_series("Missed", (3,))
    slide.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(2), Inches(4), Inches(3), numbers
    )
    made.save(tmp_path / "a.pptx")
    (finding,) = read_pptx(tmp_path / "a.pptx").findings
    assert finding.what == "a chart was left out: its text is not read" and finding.page == 1
