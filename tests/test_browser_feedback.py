"""Feedback as people give and work through it: the real server, the shipped corpus, a real Chromium."""

from typing import Any

import pytest

from eval.cases import load_cases
from tests.browser_kit import QUESTION, Chat, ask, settled

pytestmark = pytest.mark.browser


def press(page: Any, summary: str) -> None:
    """Open what is closed by the keyboard alone."""
    control = page.locator("summary", has_text=summary)
    control.focus()
    control.press("Enter")


def test_feedback_is_sent_by_keyboard_made_a_gold_case_and_outlives_its_conversation(
    page: Any, chat: Chat
) -> None:
    ask(page, QUESTION)
    press(page, "Tell us about this answer")
    first = page.get_by_role("radio", name="Unsafe")
    first.focus()
    first.press("Space")
    first.press("ArrowDown")
    page.get_by_role("textbox", name="In your own words").fill("It is about <b>another</b> child.")
    keep = page.get_by_role("checkbox", name="Keep this when the conversation is deleted")
    keep.focus()
    keep.press("Space")
    send = page.get_by_role("button", name="Send feedback")
    send.focus()
    send.press("Enter")
    page.get_by_text("Thank you.").wait_for(timeout=20_000)
    assert page.get_by_role("status").filter(has_text="Does not support what is said").count() == 1

    page.get_by_role("link", name="Feedback 1").click()
    page.get_by_role("heading", name=QUESTION).wait_for(timeout=20_000)
    assert page.get_by_text("It is about <b>another</b> child.", exact=True).count() == 1
    one_press = page.get_by_role("button", name="Make a test question of it")
    one_press.focus()
    one_press.press("Enter")
    page.get_by_text("No run asks it until it is complete").wait_for(timeout=20_000)
    assert [case.to_complete for case in load_cases(chat.data / "gold.jsonl")] == [True]
    press(page, "Say what is right")
    page.get_by_text("An answer with quotes", exact=True).first.click()
    quotes = page.get_by_role("combobox", name="Quotes that belong in a right answer")
    quotes.wait_for()
    settled(page)
    for _ in range(10):  # a key that is pressed while the page is being drawn goes lost
        quotes.press("ArrowDown")
        page.wait_for_timeout(300)
        if page.get_by_role("option").count():
            break
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    page.get_by_role("textbox", name="Why is that right?").fill("These are its recommendations.")
    page.get_by_role("button", name="Write it").click()
    page.get_by_text("To have it asked and scored").wait_for(timeout=20_000)
    (case,) = load_cases(chat.data / "gold.jsonl")
    assert (case.question, case.expect) == (QUESTION, "answered") and case.evidence and not case.to_complete

    page.get_by_role("link", name="Ask", exact=True).first.click()
    page.get_by_role("button", name="Delete all conversations").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete it").click()
    page.get_by_text("1 conversation deleted.").wait_for(timeout=20_000)
    page.locator('[class*="st-key-row-"]').first.wait_for(state="detached", timeout=20_000)
    page.get_by_role("link", name="Feedback", exact=True).first.click()
    page.get_by_text("It is about <b>another</b> child.", exact=True).wait_for(timeout=20_000)
