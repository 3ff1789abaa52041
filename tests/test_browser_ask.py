"""The Ask page in a real Chromium: numbers by keyboard, and an answer that is long in coming."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Corpus
from model_server import ModelServer

from assistant.records import Message, open_records
from tests.browser_kit import go, launched, served, settled

pytestmark = pytest.mark.browser

QUESTION = "What did the Child H review recommend?"
LETS_GO_ON = threading.Event()


def _slowly(messages: object) -> str:
    """A model that thinks until it is let go on, and at most as long as a server takes to stop."""
    LETS_GO_ON.wait(15)
    return "Strategy meetings should be held. [1]"


@pytest.fixture(scope="module")
def page(shipped: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, str, Path]]:
    """A page of a server whose answers are written by a slow model; its address and its records."""
    data = tmp_path_factory.mktemp("ask") / "data"
    with pytest.MonkeyPatch.context() as environment, ModelServer(answer=_slowly) as model:
        environment.setenv("OPENAI_BASE_URL", model.url)
        environment.setenv("REVIEWS_MODEL", "slow")
        with served(shipped.settings.home, data) as url, launched() as browser:
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            yield context.new_page(), url, data
            LETS_GO_ON.set()


def kept(data: Path) -> tuple[Message, ...]:
    """The messages of the latest conversation."""
    records = open_records(data)
    found = records.messages(records.conversations()[0].id)
    records.close()
    return found


def test_an_answer_is_stopped_pressed_twice_reloaded_and_followed_by_keyboard(
    page: tuple[Any, str, Path],
) -> None:
    from playwright.sync_api import expect

    tab, url, data = page
    LETS_GO_ON.clear()
    go(tab, f"{url}/?q={QUESTION.replace(' ', '+')}")
    box = tab.get_by_test_id("stChatInputTextArea")
    expect(box).to_have_value(QUESTION, timeout=30_000)
    assert tab.locator("h2.asked").count() == 0
    box.press("Enter")
    tab.locator("h2.asked").wait_for()
    tab.get_by_role("button", name="Stop").click()
    tab.get_by_text("You stopped this question").wait_for(timeout=5_000)
    assert [(one.status, one.question) for one in kept(data)] == [("interrupted", QUESTION)]

    tab.get_by_role("button", name="Ask it again").dblclick()
    tab.locator("h2.asked").nth(1).wait_for()
    tab.reload()  # the connection is lost in the middle; the answer goes on
    settled(tab)
    LETS_GO_ON.set()
    tab.locator('[class*="st-key-open-"] button').first.click()
    number = tab.locator("a.number").first
    number.wait_for(timeout=90_000)
    assert [one.status for one in kept(data)] == ["interrupted", "complete"]

    number.focus()
    tab.keyboard.press("Enter")
    mark = tab.locator("mark:focus")
    mark.wait_for(state="visible")
    box_of_mark = mark.bounding_box()
    assert box_of_mark and 0 < box_of_mark["y"] < 700
    opened = tab.locator("details.citation[open]")
    assert (
        opened.get_by_role("link", name="Open the whole document")
        .get_attribute("href")
        .startswith("/reviews?")
    )
    opened.get_by_role("link", name="Back to number").press("Enter")
    assert tab.evaluate("document.activeElement.className") == "number"
