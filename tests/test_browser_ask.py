"""The Ask page in a real Chromium: numbers by keyboard, an answer long in coming, a server that ends and comes back."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from conftest import Corpus
from model_server import ModelServer

from tests.browser_kit import QUESTION, Chat, go, served, settled, watched

pytestmark = pytest.mark.browser

LETS_GO_ON = threading.Event()


def _slowly(messages: object) -> str:
    """A model that thinks until it is let go on, and at most as long as a server takes to stop."""
    LETS_GO_ON.wait(15)
    return "Strategy meetings should be held. [1]"


@dataclass
class Slow:
    """A server whose answers are written by a slow model; it can be ended, and started again over the same records."""

    home: Path
    data: Path
    running: ExitStack = field(default_factory=ExitStack)

    def start(self) -> Chat:
        return Chat(self.running.enter_context(served(self.home, self.data)), self.data)

    def end(self) -> None:
        self.running.close()


@pytest.fixture
def slow(shipped: Corpus, tmp_path: Path) -> Iterator[Slow]:
    LETS_GO_ON.clear()
    with pytest.MonkeyPatch.context() as environment, ModelServer(answer=_slowly) as model:
        environment.setenv("OPENAI_BASE_URL", model.url)
        environment.setenv("REVIEWS_MODEL", "slow")
        server = Slow(shipped.settings.home, tmp_path / "data")
        yield server
        LETS_GO_ON.set()
        server.end()


def test_an_answer_is_stopped_pressed_twice_reloaded_and_is_the_same_after_a_restart(
    slow: Slow, tab: Any
) -> None:
    from playwright.sync_api import expect

    chat = slow.start()
    go(tab, f"{chat.url}/?q={QUESTION.replace(' ', '+')}")
    box = tab.get_by_test_id("stChatInputTextArea")
    expect(box).to_have_value(QUESTION, timeout=30_000)
    assert tab.locator("h2.asked").count() == 0
    box.press("Enter")
    tab.locator("h2.asked").wait_for()
    tab.get_by_test_id("stBottom").get_by_role("button", name="Stop").click()
    tab.get_by_text("You stopped this question").wait_for(timeout=5_000)
    assert [(one.status, one.question) for one in chat.kept(tab)] == [("interrupted", QUESTION)]

    tab.get_by_role("button", name="Ask it again").dblclick()
    tab.locator("h2.asked").nth(1).wait_for()
    tab.reload()  # the connection is lost in the middle; the answer goes on, and the address leads back to it
    tab.get_by_test_id("stBottom").get_by_role("button", name="Stop").wait_for()
    LETS_GO_ON.set()
    number = tab.locator("a.number").first
    number.wait_for(timeout=90_000)
    tab.locator(".st-key-progress").wait_for(state="detached")
    settled(tab)
    assert [one.status for one in chat.kept(tab)] == ["interrupted", "complete"]
    follow_a_number_and_come_back(tab, number)

    answer = tab.locator("blockquote, .statement")
    before = answer.all_text_contents()
    assert "Strategy meetings should be held." in " ".join(before)
    slow.end()
    chat = slow.start()
    go(tab, chat.url)
    tab.locator('[class*="st-key-open-"] button').first.click()
    tab.locator("h2.asked").nth(1).wait_for()
    settled(tab)
    assert [one.status for one in chat.kept(tab)] == ["interrupted", "complete"]
    assert answer.all_text_contents() == before


def follow_a_number_and_come_back(tab: Any, number: Any) -> None:
    """By keyboard from a number in an answer to its quote, and back."""
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


def test_two_readers_who_ask_at_once_never_see_each_others_conversation(browser: Any, chat: Chat) -> None:
    asked = (QUESTION, "Which reviews mention bruising?")
    with watched(browser) as ann, watched(browser) as ben:
        both = list(zip((ann, ben), asked, strict=True))
        for page, question in both:
            go(page, chat.url)
            page.get_by_test_id("stChatInputTextArea").fill(question)
        for page, _ in both:
            page.get_by_test_id("stChatInputTextArea").press("Enter", no_wait_after=True)
        for page, question in both:
            page.locator("details.how").wait_for(timeout=60_000)
            settled(page)
            assert [one.question for one in chat.kept(page)] == [question]
        for again in (False, True):
            for page, question in both:
                if again:
                    page.reload()
                    settled(page)
                names = page.locator('[class*="st-key-open-"] button')
                names.first.wait_for()
                assert names.all_inner_texts() == [question]
                (other,) = set(asked) - {question}
                page.get_by_label("Search in questions and answers").fill(other.split()[-1].strip("?"))
                assert other not in page.get_by_test_id("stSidebar").inner_text()
                if not again:
                    assert page.locator("h2.asked").count() == 1
