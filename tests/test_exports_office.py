"""Word files and Excel workbooks opened again: headings, tables, language, and what stands on every page."""

from io import BytesIO
from itertools import pairwise
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from assistant.actions_in_words import OTHERS
from assistant.compose import readable
from assistant.exports.forms import export
from tests.exports_kit import CALL, NOW, actions, matrix, of
from tests.ui_kit import FINDING, RECOMMENDATION


def word(taken: Any) -> Any:
    """The Word file, opened."""
    return docx.Document(BytesIO(export(taken, "docx", NOW)))


def excel(taken: Any) -> Any:
    """The Excel workbook, opened."""
    return openpyxl.load_workbook(BytesIO(export(taken, "xlsx", NOW)))


@pytest.mark.parametrize("taken", [of("which"), (of("which"), of("not_found")), matrix(), actions()])
def test_headings_of_a_word_file_are_real_and_skip_no_level(taken: Any) -> None:
    styles = [p.style.name for p in word(taken).paragraphs if p.style.name.startswith("Heading")]
    levels = [int(style[-1]) for style in styles]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_word_file_says_what_it_is_in_british_english() -> None:
    document = word(of("which"))
    known = document.core_properties
    assert known.title == "which" and known.language == "en-GB" and known.author == "Ask the Reviews"
    assert known.created.replace(tzinfo=None) == NOW.replace(tzinfo=None)
    languages = {found.get(qn("w:val")) for found in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_tables_of_a_word_file_repeat_their_heads_and_break_no_row() -> None:
    table = word(matrix()).tables[1]
    assert [cell.text for cell in table.rows[0].cells] == [
        *("Review", "Publisher, type and date", "bruises", "housing")
    ]
    properties = [{found.tag for found in row._tr.trPr} for row in table.rows]
    assert qn("w:tblHeader") in properties[0] and qn("w:tblHeader") not in properties[1]
    assert all(qn("w:cantSplit") in found for found in properties)
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "What each review says"


def test_the_line_to_check_and_the_page_number_stand_on_every_page() -> None:
    foot = word(of("answered")).sections[0].footer.paragraphs[0]
    assert foot.text.startswith(
        "Check each quote in its review before you rely on it. Reviews as of 21 November 2026."
    )
    assert foot._p.find(qn("w:fldSimple")).get(qn("w:instr")) == "PAGE"


def test_the_first_thing_in_the_word_file_of_an_urgent_answer_is_999() -> None:
    document = word(of("urgent"))
    assert document.paragraphs[0].text == CALL and document.paragraphs[0].style.name == "Alert"
    assert document.sections[0].footer.paragraphs[0].text.startswith(CALL)


def test_a_matrix_lies_on_its_side_on_a4_paper() -> None:
    page = word(matrix()).sections[0]
    assert round(page.page_width.mm) == 297 and round(page.page_height.mm) == 210
    assert round(word(of("answered")).sections[0].page_width.mm) == 210


def test_an_excel_workbook_of_an_answer_has_a_row_for_each_statement_and_citation() -> None:
    page = excel(of("which"))["Statements"]
    heads = [cell.value for cell in page[1]]
    rows = [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in page.iter_rows(min_row=2)]
    said = [row for row in rows if row["Row"] == "statement"]
    assert [row["Quote"] for row in said] == [readable(RECOMMENDATION), FINDING]
    assert said[0] == said[0] | {
        **{"Citation": 1, "Review": "Harbour baby review", "Date": "2021-06", "Date known": "inferred"},
        **{"Wording": "our summary, not the publisher's words", "Section": "Recommendations", "Start": 115},
        **{"Asked": "28 November 2026, 21:05 UTC", "Exported": "29 November 2026, 09:30 UTC"},
    }
    verdicts = [(row["Review"], row["Text"]) for row in rows if row["Row"] == "review by review"]
    assert verdicts[1:] == [("Inland toddler review", "No mention found"), ("scan.pdf", "Could not be read")]
    assert rows[-1]["Row"] == "check first"


def test_an_excel_workbook_of_a_matrix_has_the_passages_the_table_and_what_is_true_of_all() -> None:
    book = excel(matrix())
    assert book.sheetnames == ["Passages", "Review by review", "About"]
    table = [[cell.value for cell in row] for row in book["Review by review"].iter_rows()]
    assert table[0][-2:] == ["bruises", "housing"]
    assert table[1][-2:] == ["Says something [1]", "Says something [2]"]
    assert table[3][0] == "scan.pdf" and table[3][-1] == "Could not be read"
    told = dict(row for row in book["About"].iter_rows(min_row=2, values_only=True))
    assert told["Count: bruises"] == "1 of 2 reviews says something; 1 file could not be read"
    assert told["Check first"].startswith("Before you rely on this")
    assert book["Passages"].freeze_panes == "A2" and book["Passages"].print_title_rows == "$1:$1"


def test_recommendations_stand_in_a_word_table_of_their_review_beside_what_is_told_of_them() -> None:
    document = word(actions())
    (table,) = document.tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0] == [
        "Number",
        "Recommendation",
        "What the review tells of it",
        "How it is known to belong to it",
    ]
    assert cells[1][:3] == ["1", f"“{readable(RECOMMENDATION)}” [1]", f"“{FINDING}” [2]"]
    assert cells[2][:2] == ["1", "as above"] and "Nearest in meaning" in cells[2][3]
    assert cells[3] == ["2", "“Ask the second question.” [4]", "No action told", ""]
    page = document.sections[0]
    room = page.page_width - page.left_margin - page.right_margin
    widths = [cell.width for cell in table.rows[1].cells]
    assert room * 0.99 < sum(widths) <= room and widths[0] * 4 < widths[1] == widths[2]
    told = [p.text for p in document.paragraphs]
    under = told[told.index("Harbour baby review") + 1]
    assert under.endswith("our summary, not the publisher's words"), "of every quote in the table below"
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings[:3] == ["Recommendations beside the actions taken", "Harbour baby review", OTHERS]
    sources = [p.text for p in document.paragraphs if "characters" in p.text]
    assert len(sources) == 5 and "page 4" in sources[3]


def test_an_excel_workbook_of_recommendations_has_a_row_for_each_action_told() -> None:
    book = excel(actions())
    assert book.sheetnames == ["Recommendations", "Review by review", "About"]
    heads, *rows = book["Recommendations"].iter_rows(values_only=True)
    told = [dict(zip(heads, row, strict=True)) for row in rows]
    kept = [(one["Row"], one["Number"], one["Action: quote"]) for one in told][:5]
    assert kept == [
        *(("recommendation", 1, FINDING), ("recommendation", 1, FINDING), ("recommendation", 2, None)),
        *(("action", None, FINDING), ("review", None, None)),
    ]
    assert told[2]["Told"] == "No action told" and told[2]["Recommendation: page"] == 4
    assert {one["Exported"] for one in told} == {"29 November 2026, 09:30 UTC"}
    counts = [row[8:11] for row in book["Review by review"].iter_rows(min_row=2, values_only=True)]
    assert counts == [(2, 1, 1), (0, 0, 0)]


def test_an_office_file_has_no_time_of_day_but_that_of_the_export() -> None:
    for ending in ("docx", "xlsx"):
        with ZipFile(BytesIO(export(of("which"), ending, NOW))) as parts:
            assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert parts.read("docProps/core.xml").count(b"2026-11-29T09:30:00Z") == 2
