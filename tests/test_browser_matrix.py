"""The page "Which review said what" in a real Chromium: from a theme to the exact passage, by keyboard, and to a file."""

import csv
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import docx
import openpyxl
import pypdfium2
import pytest

from tests.browser_kit import TOO_WIDE, Chat, go, settled

pytestmark = pytest.mark.browser


def saved(tab: Any, name: str, folder: Path) -> Path:
    """The file that comes of a press."""
    with tab.expect_download() as begun:
        tab.get_by_role("button", name=name).click()
    path = folder / begun.value.suggested_filename
    begun.value.save_as(path)
    return path


def test_a_lead_sets_themes_side_by_side_opens_a_cell_by_keyboard_and_saves_the_table(
    chat: Chat, page: Any, tmp_path: Path
) -> None:
    page.get_by_role("link", name="Which review said what").click()
    page.get_by_role("heading", name="Which review said what").wait_for()
    page.goto(f"{chat.url}/matrix?q=housing")
    page.get_by_text("2 of 5 reviews say something on this.").wait_for(timeout=60_000)
    assert page.url.endswith("/matrix?q=housing")
    page.get_by_role("button", name="Change what is asked").click()
    page.get_by_role("button", name="escalation").click()
    page.locator("tr.counts").get_by_text("escalation:").wait_for(state="attached", timeout=30_000)
    page.keyboard.press("Escape")
    opener = page.locator("td.says > button[popovertarget]").first
    opener.wait_for(timeout=30_000)
    opener.focus()
    page.keyboard.press("Enter")
    passages = page.locator(".passages:popover-open")
    passages.wait_for()
    page.keyboard.press("Tab")  # goes on into what was opened
    assert page.evaluate("document.activeElement.closest('.passages:popover-open') !== null")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("/reviews?review=")
    page.keyboard.press("Escape")
    passages.wait_for(state="detached")
    assert page.evaluate("document.activeElement.hasAttribute('popovertarget')")
    quotes = [letters(one) for one in page.locator(".passages .passage blockquote").all_text_contents()]
    assert quotes
    page.get_by_role("button", name="Take this table away").click()
    rows = list(csv.reader(saved(page, "CSV", tmp_path).read_text(encoding="utf-8-sig").splitlines()))
    assert sum("Says something" in line for line in rows) == len(quotes)
    told = [
        [
            str(value)
            for sheet in openpyxl.load_workbook(saved(page, "Excel", tmp_path))
            for row in sheet
            for value in (cell.value for cell in row)
            if value
        ],
        whole(docx.Document(str(saved(page, "Word", tmp_path)))),
    ]
    for texts in told:
        text = letters("".join(texts))
        assert [quote for quote in quotes if quote not in text] == []
        assert "escalation" in text and "beforeyourelyonthis" in text


def test_recommendations_beside_actions_are_taken_away_as_a_word_file(
    chat: Chat, page: Any, tmp_path: Path
) -> None:
    page.goto(f"{chat.url}/matrix")
    page.get_by_role("tab", name="Recommendations and actions taken").click()
    shown = page.locator("section.actions-told .passage blockquote")
    shown.first.wait_for(timeout=30_000)
    page.get_by_role("button", name="Take these recommendations away").click()
    paper = docx.Document(str(saved(page, "Word", tmp_path)))
    text = letters("".join(whole(paper)))
    assert [quote for quote in shown.all_text_contents() if letters(quote) not in text] == []
    assert {table.rows[0].cells[1].text for table in paper.tables} == {"Recommendation"}


def letters(text: str) -> str:
    """The letters and figures of a text: signs and spaces stand otherwise in a file than on the page."""
    return "".join(filter(str.isalnum, text)).casefold()


def whole(paper: Any) -> list[str]:
    """Every paragraph of a Word file, those in tables too."""
    return [node.text or "" for node in paper.element.body.iter() if node.tag.endswith("}t")]


def test_six_columns_fit_a_phone(chat: Chat, tab: Any) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(f"{chat.url}/matrix?q=housing")
    tab.get_by_text("2 of 5 reviews say something on this.").wait_for(timeout=60_000)
    tab.get_by_role("button", name="Change what is asked").click()
    for theme in ("escalation", "imaging", "domestic abuse", "information sharing", "infant crying"):
        tab.get_by_role("button", name=theme).first.click()
        tab.locator("tr.counts").get_by_text(f"{theme}:").wait_for(timeout=30_000)
    tab.keyboard.press("Escape")
    assert tab.evaluate(TOO_WIDE) == []
    assert tab.locator("td.no_mention").first.inner_text().strip().endswith("No mention found")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
@pytest.mark.parametrize("themes", ["q=bruising", "q=bruising&q=escalation&q=imaging"])
def test_the_table_is_on_the_first_screen(chat: Chat, tab: Any, width: int, height: int, themes: str) -> None:
    tab.set_viewport_size({"width": width, "height": height})
    go(tab, f"{chat.url}/matrix?{themes}")
    first = tab.locator("table.matrix tbody tr").first
    first.wait_for(timeout=60_000)
    settled(tab)
    assert first.bounding_box()["y"] < height * 0.85
    heights = {
        round(one.bounding_box()["height"]) for one in tab.locator(".st-key-matrix-tools button").all()
    }
    assert len(heights) == 1, "its neighbours are as high"


def on_paper(tab: Any) -> list[str]:
    """What each printed sheet says."""
    tab.emulate_media(media="print")
    with pypdfium2.PdfDocument(tab.pdf(prefer_css_page_size=True)) as printed:
        return [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in printed]


@pytest.mark.parametrize(
    "themes", [("bruising",), ("bruising", "escalation"), ("bruising", "escalation", "housing", "imaging")]
)
def test_a_printed_matrix_has_every_passage_and_begins_on_the_first_sheet(
    chat: Chat, tab: Any, themes: tuple[str, ...]
) -> None:
    go(tab, f"{chat.url}/matrix?{urlencode({'q': themes}, doseq=True)}")
    tab.locator("table.matrix").wait_for(timeout=60_000)
    settled(tab)
    quotes = tab.locator("table.matrix blockquote").all_text_contents()
    says = tab.locator("table.matrix td.says").count()
    sheets = on_paper(tab)
    told = letters("".join(sheets))
    assert quotes and [one for one in quotes if letters(one)[:40] not in told] == []
    assert letters(quotes[0])[:40] in letters(sheets[0]), "the table begins on the first sheet"
    assert "No mention found" in " ".join(sheets)
    if len(themes) > 1:
        assert sum(sheet.count("✓") for sheet in sheets) == says
    for pressed in (
        "Change what is asked",
        "Filter and sort",
        "Clear the table",
        "Read it in the review",
        "Close",
    ):
        assert pressed not in " ".join(sheets), pressed


def test_printed_recommendations_begin_on_the_first_sheet(chat: Chat, tab: Any) -> None:
    go(tab, f"{chat.url}/matrix")
    tab.get_by_role("tab", name="Recommendations and actions taken").click()
    shown = tab.locator("table.beside-actions blockquote")
    shown.first.wait_for(timeout=30_000)
    settled(tab)
    first = letters(shown.first.inner_text())[:40]
    assert first in letters(on_paper(tab)[0])
