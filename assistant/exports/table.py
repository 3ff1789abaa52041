"""Tables as CSV and as Excel workbooks that run nothing: a cell is text, whatever it begins with."""

import csv
import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

from assistant.exports.paper import in_utc
from assistant.exports.rows import Sheet, Value
from assistant.exports.sealed import sealed
from assistant.unseen import visible

_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_LONGEST = 32_767  # units of UTF-16 that a cell of Excel holds
_CUT = " … (cut here: longer than a cell can hold; the Word and Markdown files have all of it)"
_WIDEST, _NARROWEST = 60, 10  # characters of a column
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def write_csv(sheet: Sheet) -> bytes:
    """The sheet as CSV in UTF-8 with the mark at its head by which Excel knows that it is.

    A cell that a spreadsheet would take for a formula begins with an apostrophe, which makes it text.
    """
    written = StringIO(newline="")
    lines = csv.writer(written)
    lines.writerow(sheet.columns)
    lines.writerows([_harmless(value) for value in row] for row in sheet.rows)
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def write_excel(sheets: Sequence[Sheet], title: str, exported: datetime) -> bytes:
    """The sheets as an Excel workbook; the same sheets give the same bytes."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    book.properties.title, book.properties.creator = visible(title)[:250], "Ask the Reviews"
    book.properties.language = "en-GB"
    book.properties.created = in_utc(exported)
    for sheet in sheets:
        _lay_out(book.create_sheet(sheet.name), sheet)
    file = BytesIO()
    book.save(file)
    with ZipFile(file) as parts:
        core = parts.read("docProps/core.xml")
    when = f"{in_utc(exported):%Y-%m-%dT%H:%M:%SZ}".encode()
    return sealed(file.getvalue(), {"docProps/core.xml": _MODIFIED.sub(rb"\g<1>" + when, core)})


def _lay_out(page: Any, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    wrapped, bold = Alignment(vertical="top", wrap_text=True), Font(bold=True)
    for at, row in enumerate((sheet.columns, *sheet.rows), 1):
        for place, value in enumerate(row, 1):
            if value is None:
                continue
            cell = page.cell(at, place)
            fitting = _fitting(value)
            # XML knows no carriage return; a cell of a workbook ends its lines with a newline alone.
            cell.value = (
                "\n".join(fitting.splitlines()) if isinstance(fitting, str) and "\r" in fitting else fitting
            )
            if isinstance(value, str):
                # Said to be text, and to stay text when somebody edits the cell.
                cell.data_type = "s"
                if _FORMULA.match(value):
                    cell.quotePrefix = True
            cell.alignment = wrapped
            if at == 1:
                cell.font = bold
    for place, name in enumerate(sheet.columns, 1):
        longest = max([len(name), *(len(str(row[place - 1] or "")) for row in sheet.rows)])
        page.column_dimensions[get_column_letter(place)].width = min(_WIDEST, max(_NARROWEST, longest + 2))
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions
    page.print_title_rows = "1:1"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9  # A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _harmless(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    text = _fitting(value)
    return f"'{text}" if _FORMULA.match(value) else text


def _fitting(value: Value) -> Value:
    """A value that a cell can hold: without what XML forbids or nobody sees, and cut where it is too long."""
    if not isinstance(value, str):
        return value
    text = visible(value)
    if len(text.encode("utf-16-le")) // 2 < _LONGEST:
        return text
    room = (_LONGEST - len(_CUT) - 1) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + _CUT
