"""A draft checked in a real browser: from the file that is uploaded to the file with comments that comes back."""

from pathlib import Path
from typing import Any

import docx
import pytest

from tests.browser_kit import Chat

pytestmark = pytest.mark.browser

PAPER = (
    "The Child H review found that some agencies were working in isolation. "
    "It says “Some agencies were working in harmony”. We recommend that the board asks why."
)


def test_a_paper_is_checked_and_comes_back_as_itself_with_comments(
    chat: Chat, tab: Any, tmp_path: Path
) -> None:
    paper = docx.Document()
    paper.add_heading("Child H", 1)
    paper.add_paragraph(PAPER[:30]).add_run(PAPER[30:60]).bold = True
    paper.paragraphs[1].add_run(PAPER[60:])
    paper.save(str(tmp_path / "paper.docx"))
    tab.goto(f"{chat.url}/draft")
    tab.locator("input[type=file]").set_input_files(str(tmp_path / "paper.docx"), timeout=60_000)
    tab.get_by_text("paper.docx").wait_for()
    tab.get_by_role("button", name="Check the draft").click()
    tab.get_by_role("heading", name="1 of 2 checked sentences needs a look").wait_for(timeout=60_000)
    tab.get_by_text("“harmony” stands for “isolation”").first.wait_for()
    passage = tab.locator("summary", has_text="Show 1 passage").first
    passage.focus()
    tab.keyboard.press("Enter")
    link = tab.get_by_role("link", name="Read it in the review").locator("visible=true").first
    assert str(link.get_attribute("href")).startswith("/reviews?review=nyscp-child-h-scr&start=")
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Word, with comments").click()
    download.value.save_as(tmp_path / "back.docx")
    tab.get_by_role("button", name="Clear it and check another").click()
    tab.get_by_label("Paste your draft").wait_for()
    tab.get_by_text("harmony").first.wait_for(state="detached")
    back = docx.Document(str(tmp_path / "back.docx"))
    assert back.paragraphs[1].text == PAPER
    assert "".join(run.text for run in back.paragraphs[1].runs if run.bold) == PAPER[30:60]
    told = [comment.text for comment in back.comments]
    assert len(told) == 3 and told[1].startswith("Supported.") and "Misquoted" in told[2]


def test_a_long_check_shows_what_it_found_can_be_stopped_and_leaves_other_tabs_free(
    chat: Chat, tab: Any
) -> None:
    other = tab.context.new_page()
    tab.goto(f"{chat.url}/draft")
    tab.get_by_label("Paste your draft").fill("\n\n".join([PAPER] * 400), timeout=60_000)
    tab.get_by_role("button", name="Check the draft").click()
    tab.get_by_text("“harmony” stands for “isolation”").first.wait_for(timeout=60_000)
    other.goto(f"{chat.url}/draft")
    other.get_by_label("Paste your draft").wait_for(timeout=20_000)
    tab.get_by_test_id("stMain").get_by_role("button", name="Stop", exact=True).click()
    tab.get_by_text("The rest was not looked at.").wait_for(timeout=20_000)
    assert other.get_by_text("harmony").count() == 0
