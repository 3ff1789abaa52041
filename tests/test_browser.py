"""The Ask page as people meet it: the real server, the shipped corpus, a real Chromium."""

from typing import Any

import pytest

from tests.browser_kit import QUESTION, TOO_WIDE, Chat, ask

pytestmark = pytest.mark.browser


def test_a_question_is_typed_and_its_citation_opens_on_the_exact_quote(page: Any, chat: Chat) -> None:
    ask(page, QUESTION)
    assert page.locator("h2.asked").inner_text().endswith(QUESTION)
    answer = chat.kept(page)[-1].answer
    assert answer is not None and answer.outcome == "answered" and answer.citations
    controls = page.locator("details.citation > summary")
    page.locator("details.how").wait_for()
    assert controls.count() == len(answer.citations)
    assert not page.locator("mark").first.is_visible()
    controls.first.focus()
    page.keyboard.press("Enter")
    mark = page.locator("mark").first
    mark.wait_for(state="visible")
    assert page.locator("mark").all_text_contents() == [cited.quote for cited in answer.citations]
    section = page.locator(".source").first.text_content()
    assert answer.citations[0].quote in section and len(section) > len(answer.citations[0].quote)
    opened = page.locator("details.citation[open]").inner_text()
    for known in ("Publisher", "Date", "Kind of statement", "Wording", answer.citations[0].publisher):
        assert known in opened


def test_an_urgent_question_in_a_long_conversation_shows_999_without_scrolling(page: Any) -> None:
    ask(page, QUESTION)
    ask(page, "There is a baby in front of me with bruises in Hastings. What do I do?")
    link = page.locator('[role="alert"] a[href="tel:999"]')
    link.wait_for(timeout=10_000)
    page.wait_for_function(
        "at => { const top = document.querySelector(at).getBoundingClientRect().top; return 0 <= top && top < 700; }",
        arg='[role="alert"] a[href="tel:999"]',
        timeout=5_000,
    )
    assert page.locator(
        '[class*="st-key-urgent-"] a[href="tel:+441323464222"], '
        '[class*="st-key-urgent-"] a[href="tel:+441273335905"]'
    ).first.is_visible()


def test_the_page_fits_a_phone(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    ask(page, QUESTION)
    page.locator("details.citation > summary").first.click()
    page.locator("mark").first.wait_for(state="visible")
    assert page.evaluate(TOO_WIDE) == []


def test_a_conversation_is_deleted_after_a_second_press(page: Any, chat: Chat) -> None:
    ask(page, QUESTION)
    here = page.locator('[class*="st-key-row-"]').first
    here.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Delete it").click()
    page.get_by_role("heading", name="Questions to start with").wait_for(timeout=10_000)
    assert page.locator("h2.asked").count() == 0


def test_the_about_page_lists_the_reviews(page: Any) -> None:
    page.get_by_role("link", name="About").click()
    page.get_by_role("heading", name="About Ask the Reviews").wait_for()
    page.get_by_role("heading", name="What leaves this computer").wait_for()
    assert page.locator(".about .review").count() == 5
