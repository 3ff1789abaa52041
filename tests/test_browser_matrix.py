"""The page "Which review said what" in a real Chromium: from a theme to the exact passage, by keyboard, and to a file."""

import csv
from pathlib import Path
from typing import Any

import pytest

from tests.test_browser import Chat, browser, chat

__all__ = ["browser", "chat"]  # fixtures of the tests below
pytestmark = pytest.mark.browser


def test_a_lead_sets_themes_side_by_side_opens_a_cell_by_keyboard_and_saves_the_table(
    chat: Chat, browser: Any, tmp_path: Path
) -> None:
    with browser.new_page() as page:
        complaints: list[str] = []
        page.on("console", lambda m: complaints.append(m.text) if "Security Policy" in m.text else None)
        page.goto(f"{chat.url}/matrix?q=housing")
        page.get_by_text("2 of 5 reviews say something on this.").wait_for(timeout=60_000)
        assert page.url.endswith("/matrix")
        page.get_by_role("button", name="escalation").click()
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
        with page.expect_download() as saved:
            page.get_by_role("button", name="CSV").click()
        saved.value.save_as(tmp_path / "saved.csv")
        rows = list(csv.reader((tmp_path / "saved.csv").read_text(encoding="utf-8-sig").splitlines()))
        passages_on_page = page.locator(".passages .passage").count()
        assert sum("Says something" in line for line in rows) == passages_on_page > 0
        assert complaints == []


def test_six_columns_fit_a_phone(chat: Chat, browser: Any) -> None:
    with browser.new_page() as page:
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(f"{chat.url}/matrix?q=housing")
        page.get_by_text("2 of 5 reviews say something on this.").wait_for(timeout=60_000)
        for theme in ("escalation", "imaging", "domestic abuse", "information sharing", "infant crying"):
            page.get_by_role("button", name=theme).first.click()
            page.locator("tr.counts").get_by_text(f"{theme}:").wait_for(timeout=30_000)
        wide = page.evaluate(
            "[...document.querySelectorAll('.stHtml *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1"
            " && !e.closest('.unseen') && e.offsetParent).map(e => e.outerHTML.slice(0, 80))"
        )
        assert wide == []
        assert page.locator("td.no_mention").first.inner_text().strip().endswith("No mention found")
