"""The pages of reviews as people meet them: found, opened, searched and gone back from, in a real browser."""

from typing import Any

import pytest

from tests.browser_kit import Chat

pytestmark = pytest.mark.browser


def in_view(page: Any, selector: str) -> bool:
    found = page.locator(selector).first.bounding_box()
    return bool(found) and 0 <= found["y"] < page.viewport_size["height"]


def test_a_lead_finds_a_review_reads_a_passage_and_goes_back(tab: Any, chat: Chat) -> None:
    from playwright.sync_api import expect

    tab.goto(f"{chat.url}/reviews")
    field = tab.get_by_label("Search titles, publishers, keywords and the whole text")
    field.fill("toxicology")
    field.press("Enter")
    tab.get_by_text("1 of 5 reviews").wait_for()
    tab.get_by_role("link", name="in “Good practice”").first.click()
    tab.get_by_role("heading", name="The passage in its section").wait_for()
    assert "a toxicology test done swiftly" in tab.locator("mark.passage").first.inner_text()
    assert in_view(tab, "mark.passage")
    tab.get_by_role("link", name="All reviews").click()
    tab.get_by_text("1 of 5 reviews").wait_for()
    expect(field).to_have_value("toxicology")  # the browser fills the field a moment after it draws it


def test_contents_lead_to_their_sections_and_words_to_their_places(tab: Any, chat: Chat) -> None:
    tab.goto(f"{chat.url}/reviews?review=nyscp-child-h-scr")
    tab.get_by_role("link", name="Questions for reflection").click()
    tab.wait_for_function("document.querySelector('#section-7').getBoundingClientRect().top < 200")
    field = tab.get_by_label("Find in this review")
    field.fill("safety plan")
    field.press("Enter")
    tab.get_by_text("“safety plan” stands in").wait_for()
    tab.locator(".places a").first.click()
    tab.get_by_text("Place 1 of").wait_for()
    assert tab.locator("mark.passage").first.inner_text().lower() == "safety plan"
    tab.get_by_role("link", name="Next place").press("Enter")
    tab.get_by_text("Place 2 of").wait_for()


@pytest.mark.parametrize(
    "address", ["/reviews", "/reviews?view=timeline", "/reviews?review=nyscp-child-h-scr"]
)
def test_a_narrow_page_never_scrolls_sideways(tab: Any, chat: Chat, address: str) -> None:
    tab.set_viewport_size({"width": 320, "height": 700})
    tab.goto(f"{chat.url}{address}")
    tab.locator(".card, table.by-year, .matter").first.wait_for()
    main = tab.get_by_test_id("stMain")
    assert main.evaluate("it => it.scrollWidth - it.clientWidth") <= 0
