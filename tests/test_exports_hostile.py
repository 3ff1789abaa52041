"""Whatever a review, a question or a file name holds, a file that is taken away shows it as text and runs nothing."""

import csv
import re
from io import BytesIO, StringIO
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from lxml import etree
from markdown_it import MarkdownIt

from assistant.compose import readable
from assistant.exports.forms import Taken, export
from assistant.exports.rows import Sheet
from assistant.exports.table import write_csv, write_excel
from assistant.unseen import visible
from tests.exports_kit import NOW, hostile, hostile_actions, hostile_matrix
from tests.test_ui_markup import HOSTILE, read

OWN_TAGS = {"h1", "h2", "h3", "h4", "p", "strong", "blockquote", "ul", "li"} | {
    *("table", "thead", "tbody", "tr", "th", "td")
}
FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\uff1d1",
    '=HYPERLINK("https://evil.example")',
)
LINKS = re.compile(r"(?i)https?://|www\.\w|(?<!\\)@\w|mailto:|javascript:")
RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def line(text: str) -> str:
    """The text as a line that can be read."""
    return " ".join(visible(text).split())


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("taken", [hostile, hostile_matrix, hostile_actions])
def test_markdown_shows_just_the_text(text: str, taken: object) -> None:
    written = export(taken(text), "md", NOW).decode()  # type: ignore[operator]
    shown = read(RENDERER.render(written))
    assert set(shown.tags) <= OWN_TAGS and shown.attributes == []
    assert " ".join(shown.text.split()).count(line(text)) >= 5
    assert not LINKS.search(written)


@pytest.mark.parametrize(
    "taken", [tuple(map(hostile, HOSTILE)), hostile_matrix(*HOSTILE), hostile_actions(*HOSTILE)]
)
def test_a_word_file_holds_just_the_text_and_no_link(taken: Taken) -> None:
    file = export(taken, "docx", NOW)
    words = [paragraph.text for paragraph in docx.Document(BytesIO(file)).paragraphs]
    for text in HOSTILE:
        assert sum(line(text) in paragraph for paragraph in words) >= 3, text
    with ZipFile(BytesIO(file)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(parts.read(name))
        assert b"hyperlink" not in parts.read("word/document.xml")
        assert b"External" not in parts.read("word/_rels/document.xml.rels")


@pytest.mark.parametrize(
    "taken",
    [
        tuple(map(hostile, (*HOSTILE, *FORMULAS))),
        hostile_matrix(*HOSTILE, *FORMULAS),
        hostile_actions(*HOSTILE, *FORMULAS),
    ],
)
def test_an_excel_workbook_holds_texts_and_no_formula(taken: Taken) -> None:
    book = openpyxl.load_workbook(BytesIO(export(taken, "xlsx", NOW)))
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(cell.hyperlink is None for cell in cells)
    values = [cell.value for cell in cells]
    for text in (*HOSTILE, *FORMULAS):
        assert values.count(re.sub(r"\r\n?", "\n", visible(text))) >= 3, text


@pytest.mark.parametrize("text", FORMULAS)
def test_a_csv_cell_that_would_be_a_formula_is_made_text(text: str) -> None:
    written = export(hostile(text), "csv", NOW)
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(written.decode("utf-8-sig"), newline="")))
    cells = [cell for row in rows for cell in row if text in cell]
    assert cells and not [cell for cell in cells if re.match(r"\s*[=+\-@\uff1d]|[\t\r\n]", cell)]
    assert f"'{text}" in cells


@pytest.mark.parametrize("text", HOSTILE)
def test_a_csv_reads_back_every_word_of_a_quote(text: str) -> None:
    rows = list(csv.DictReader(StringIO(export(hostile(text), "csv", NOW).decode("utf-8-sig"), newline="")))
    quote = next(row["Quote"] for row in rows if row["Row"] == "statement")
    words = visible(readable(text))
    assert quote == ("'" if words[0] in "=+-@" else "") + words


def test_a_cell_longer_than_excel_can_hold_is_cut_and_says_so() -> None:
    sheet = Sheet("Long", ("Quote",), (("é" * 40_000,), ("\U0001f600" * 20_000,), ("short",)))
    page = openpyxl.load_workbook(BytesIO(write_excel([sheet], "Long", NOW)))["Long"]
    cells = [page.cell(at, 1).value for at in (2, 3, 4)]
    assert all(len(cell.encode("utf-16-le")) // 2 <= 32_767 for cell in cells)
    assert "cut here" in cells[0] and "cut here" in cells[1] and cells[2] == "short"
    assert "cut here" in write_csv(sheet).decode()


@pytest.mark.parametrize("text", ["שלום עולם", "مرحبا بالعالم", "Child A (ילד א) said “لا”"])
def test_scripts_from_right_to_left_stay_as_they_are(text: str) -> None:
    document = docx.Document(BytesIO(export(hostile(text), "docx", NOW)))
    assert any(paragraph.text == f"“{text}”" for paragraph in document.paragraphs)
    assert f"“{text}”" in export(hostile(text), "md", NOW).decode()
    assert text in export(hostile(text), "csv", NOW).decode()
