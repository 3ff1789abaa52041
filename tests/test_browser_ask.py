"""The Ask page in a real Chromium: numbers by keyboard, an answer long in coming, a server that ends and comes back."""

import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from conftest import Corpus
from model_server import ModelServer

from tests.browser_kit import NO_CONNECTION, QUESTION, Chat, ask, end, go, running, settled, watched

pytestmark = pytest.mark.browser

LETS_GO_ON = threading.Event()


def _slowly(messages: object) -> str:
    """A model that thinks until it is let go on, and at most as long as a server takes to stop."""
    LETS_GO_ON.wait(15)
    return "Strategy meetings should be held. [1]"


@dataclass
class Slow:
    """A server whose answers may be written by a slow model; it can be ended or killed, and started again where it was."""

    home: Path
    data: Path
    model: ModelServer
    held: ExitStack = field(default_factory=ExitStack)
    port: int = 0
    server: "subprocess.Popen[str]" = field(init=False)

    def start(self, writes: bool = False) -> Chat:
        """Start it; it ``writes`` where a test needs time during an answer: what that loads takes seconds by itself."""
        with pytest.MonkeyPatch.context() as environment:
            if writes:
                environment.setenv("OPENAI_BASE_URL", self.model.url)
                environment.setenv("REVIEWS_MODEL", "slow")
            url, self.server = self.held.enter_context(running(self.home, self.data, port=self.port))
        self.port = urlsplit(url).port or 0
        return Chat(url, self.data)

    def end(self) -> None:
        end(self.server)

    def kill(self) -> None:
        self.server.kill()
        self.server.wait()


@pytest.fixture
def slow(shipped: Corpus, tmp_path: Path) -> Iterator[Slow]:
    LETS_GO_ON.clear()
    with ModelServer(answer=_slowly) as model:
        server = Slow(shipped.settings.home, tmp_path / "data", model)
        with server.held:
            yield server
            LETS_GO_ON.set()
            server.end()


def wait_until(comes: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something comes that no page shows."""
    until = time.monotonic() + seconds
    while not comes():
        assert time.monotonic() < until
        time.sleep(0.1)


def test_an_answer_is_stopped_pressed_twice_reloaded_and_is_the_same_after_a_restart(
    slow: Slow, tab: Any
) -> None:
    from playwright.sync_api import expect

    chat = slow.start(writes=True)
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


def test_streamlits_own_stop_is_not_there_to_leave_a_question_without_an_answer(slow: Slow, tab: Any) -> None:
    chat = slow.start(writes=True)
    go(tab, chat.url)
    box = tab.get_by_test_id("stChatInputTextArea")
    box.fill(QUESTION)
    box.press("Enter")
    status = tab.get_by_test_id("stStatusWidget")
    status.wait_for()
    stop = tab.get_by_role("button", name="Stop")
    assert (
        stop.count() == 1 and tab.get_by_test_id("stBottom").get_by_role("button", name="Stop").count() == 1
    )
    assert status.locator("button").count() == 1 and not status.locator("button").is_visible()
    LETS_GO_ON.set()
    tab.locator(".st-key-progress").wait_for(state="detached", timeout=60_000)
    tab.get_by_test_id("stMainMenu").click()
    tab.get_by_test_id("stMainMenuItem-print").wait_for()
    assert not tab.get_by_text("Record screen").locator("visible=true").count()


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


def test_a_question_whose_server_is_killed_is_said_to_be_interrupted_and_is_asked_again_once(
    slow: Slow, tab: Any
) -> None:
    from playwright.sync_api import expect

    chat = slow.start(writes=True)
    go(tab, chat.url)
    box = tab.get_by_test_id("stChatInputTextArea")
    box.fill(QUESTION)
    box.press("Enter")
    tab.locator("h2.asked").wait_for(timeout=60_000)
    wait_until(lambda: bool(slow.model.requests))  # it is being written
    expect(box).to_be_disabled()
    slow.kill()
    expect(tab.get_by_role("dialog")).to_contain_text(NO_CONNECTION, timeout=30_000)
    LETS_GO_ON.set()
    slow.start()

    interrupted = tab.get_by_text("This question was interrupted before it was answered.")
    interrupted.wait_for(timeout=60_000)  # the page comes back by itself
    settled(tab)
    expect(tab.get_by_role("dialog")).to_have_count(0)
    expect(tab.locator(".st-key-progress")).to_have_count(0)
    assert tab.locator("h2.asked").count() == interrupted.count() == 1
    assert [(one.status, one.question) for one in chat.kept(tab)] == [("interrupted", QUESTION)]

    tab.get_by_role("button", name="Ask it again").click()
    tab.locator("h2.asked").nth(1).wait_for(timeout=60_000)
    tab.locator("details.how").wait_for(timeout=60_000)
    settled(tab)
    assert [(one.status, one.question) for one in chat.kept(tab)] == [
        ("interrupted", QUESTION),
        ("complete", QUESTION),
    ]
    assert tab.locator("h2.asked").count() == 2 and interrupted.count() == 1
    assert tab.locator('[class*="st-key-open-"] button').count() == 1


def test_a_page_whose_server_was_gone_for_a_while_goes_on_in_its_conversation(slow: Slow, tab: Any) -> None:
    from playwright.sync_api import expect

    chat = slow.start()
    go(tab, chat.url)
    ask(tab, QUESTION)
    settled(tab)
    box = tab.get_by_test_id("stChatInputTextArea")
    box.fill("Which reviews mention bruising?")  # and is not sent yet
    slow.kill()
    expect(tab.get_by_role("dialog")).to_contain_text(NO_CONNECTION, timeout=30_000)
    slow.start()
    expect(tab.get_by_role("dialog")).to_have_count(0, timeout=60_000)
    tab.wait_for_timeout(500)  # a reader sees that it is back, and then presses something
    settled(tab)
    tab.get_by_role("button", name="Edit and ask again").click()
    tab.get_by_label("Change the question, then ask it").wait_for(timeout=30_000)
    expect(box).to_have_value("Which reviews mention bruising?")
    expect(box).to_be_enabled(timeout=30_000)
    box.press("Enter")
    tab.locator("details.how").nth(1).wait_for(timeout=60_000)
    settled(tab)
    kept = [(one.status, one.question) for one in chat.kept(tab)]
    assert kept == [("complete", QUESTION), ("complete", "Which reviews mention bruising?")]
    assert tab.locator("h2.asked").count() == 2


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
