"""In a real browser: an answer goes from the page into a file that opens, and onto paper."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdfium2
import pytest

from assistant.compose import readable
from assistant.nouns import Answer
from tests.browser_kit import QUESTION, Chat, ask

pytestmark = pytest.mark.browser


def latest(chat: Chat, page: Any) -> Answer:
    """The answer that the reader of a page was given last."""
    answer = chat.kept(page)[-1].answer
    assert answer is not None and answer.citations
    return answer


def test_an_answer_is_taken_away_as_files_that_open_with_its_exact_quotes(
    page: Any,
    chat: Chat,
) -> None:
    ask(page, QUESTION)
    page.get_by_role("button", name="Take it away").click()
    files: dict[str, bytes] = {}
    for name in ("Word (.docx)", "Excel (.xlsx)"):
        with page.expect_download() as begun:
            page.get_by_role("button", name=name).click()
        made = begun.value
        assert re.fullmatch(
            r"ask-the-reviews_[\d-]{10}_what-did-the-child-h-review-recommend\.\w+", made.suggested_filename
        )
        files[made.suggested_filename.rpartition(".")[2]] = Path(made.path()).read_bytes()
    quotes = [citation.quote for citation in latest(chat, page).citations]
    words = "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(files["docx"])).paragraphs)
    assert QUESTION in words and all(readable(quote) in words for quote in quotes)
    rows = openpyxl.load_workbook(BytesIO(files["xlsx"]))["Statements"].iter_rows(values_only=True)
    column = next(rows).index("Quote")
    assert [row[column] for row in rows if row[column]] == [readable(quote) for quote in quotes]


def test_a_printed_page_is_the_whole_answer_with_nothing_to_press(
    page: Any,
    chat: Chat,
) -> None:
    ask(page, QUESTION)
    page.locator("details.how").wait_for()
    page.emulate_media(media="print", color_scheme="dark")
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as printed:
        sheets = [sheet.get_textpage().get_text_range() for sheet in printed]
        corner = printed[0].render(scale=0.2).to_pil().getpixel((2, 2))
    told = " ".join(" ".join(sheets).split())
    for citation in latest(chat, page).citations:
        assert readable(citation.quote)[:40] in told and citation.file in told
    assert told.count("Publisher:") == len(latest(chat, page).citations), (
        "where each quote stands, though it is closed"
    )
    assert "as indexed on" in told and "Before you rely on this" in told
    assert all("Check each quote in its review before you rely on it." in sheet for sheet in sheets)
    for pressed in ("Show quote", "New conversation", "Take it away", "Ask what the reviews say", "About"):
        assert pressed not in told, pressed
    assert len(sheets) > 1 and corner == (255, 255, 255)
