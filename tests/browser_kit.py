"""The page on a real server in a real Chromium: one of each for all tests, each test in a browser context of its own."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import pytest

from assistant.records import Message, Records, new_conversation, open_records
from tests.hostile import HOSTILE
from tests.ui_kit import ANSWERS, PASSAGES, answered, citation
from ui.drawing.markup import visible
from ui.reader import READER

if TYPE_CHECKING:
    from conftest import Corpus

QUESTION = "What did the Child H review recommend?"
NO_CONNECTION = "Are you connected to the internet?"  # Streamlit's words, which About explains
SCREEN = {"width": 1280, "height": 900}
TOO_WIDE = (
    "[...document.querySelectorAll('.stHtml *')]"
    ".filter(e => e.getBoundingClientRect().right > innerWidth + 1"
    " && !e.closest('.unseen') && e.offsetParent).map(e => e.outerHTML.slice(0, 80))"
)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
_MOVED = (
    """address => { history.pushState({}, "", address); dispatchEvent(new PopStateEvent("popstate")); }"""
)
_OTHER = "Check a draft"  # a page that is drawn in no time
_LOOPS: list[asyncio.AbstractEventLoop] = []  # of the Playwright that is open


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let the loop of an open Playwright count as running in tests of the browser alone: others run loops of their own."""
    if _LOOPS and item.get_closest_marker("browser"):
        asyncio._set_running_loop(_LOOPS[0])
    try:
        return (yield)
    finally:
        asyncio._set_running_loop(None)


@dataclass(frozen=True, slots=True)
class Chat:
    """The server under test."""

    url: str
    data: Path

    def kept(self, page: Any) -> tuple[Message, ...]:
        """The messages of the conversation that the reader of a page used last."""
        with closing(open_records(self.data)) as everybodys:
            own = everybodys.of(mark_of(page))
            return own.messages(own.conversations()[0].id)


def mark_of(page: Any) -> str:
    """The mark by which the server knows the browser of a page."""
    return next(one["value"] for one in page.context.cookies() if one["name"] == READER)


@pytest.fixture(scope="session")
def chat(shipped: "Corpus", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    """The server over the shipped corpus, one for all tests of a worker."""
    data = tmp_path_factory.mktemp("chat") / "data"
    with served(shipped.settings.home, data) as url:
        yield Chat(url, data)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium without a window, one for all tests of a worker."""
    executable = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        _LOOPS.append(asyncio.get_running_loop())
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield browser
        asyncio._set_running_loop(_LOOPS.pop())
        browser.close()


@contextmanager
def watched(browser: Any, **options: Any) -> Iterator[Any]:
    """A tab in a context of its own, thus of a reader of its own, that may talk to the server and to nothing else."""
    asked_for: list[str] = []
    complaints: list[str] = []
    context = browser.new_context(viewport=SCREEN, **options)
    try:
        page = context.new_page()
        page.on("request", lambda request: asked_for.append(request.url))
        page.on("websocket", lambda socket: asked_for.append(socket.url))
        page.on(
            "console", lambda said: complaints.append(said.text) if "Security Policy" in said.text else None
        )
        yield page
    finally:
        context.close()
    elsewhere = {url for url in asked_for if not url.startswith(("data:", "blob:"))}
    assert {urlsplit(url).hostname for url in elsewhere} == {"127.0.0.1"}
    assert complaints == []


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    """An empty tab of a new reader."""
    with watched(browser) as page:
        yield page


@pytest.fixture
def page(tab: Any, chat: Chat) -> Any:
    """The Ask page as a new reader finds it."""
    tab.goto(chat.url)
    tab.get_by_role("heading", name="Questions to start with").wait_for(timeout=60_000)
    return tab


def ask(page: Any, question: str) -> None:
    """Type a question on the Ask page, and wait until it is answered."""
    before = page.locator("h2.asked").count()
    field = page.get_by_test_id("stChatInputTextArea")
    field.fill(question)
    field.press("Enter")
    page.locator("h2.asked").nth(before).wait_for(timeout=60_000)
    page.locator(".st-key-progress").wait_for(state="detached", timeout=60_000)  # and is answered


def show_all(page: Any, count: int) -> Any:
    """List every conversation, of which there are so many; gives their names in the list."""
    names = page.locator('[class*="st-key-open-"] button')
    listed = 20
    while listed < count:
        page.locator(".st-key-all button").click()
        listed = min(count, listed + 100)
        names.nth(listed - 1).wait_for(timeout=30_000)
    return names


def shown(text: str) -> str:
    """A text as the browser gives it back: without joiners of no width, with white space collapsed."""
    return " ".join(visible(text.replace("\u2060", "")).split())


@cache
def chromium() -> str:
    """The system's Chromium, or Playwright's own; without one a skip, and a failure where CI expects one."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if Path(own).exists():
        return own
    reason = f"no Chromium found (looked for {', '.join(NAMES)} and for Playwright's own)"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def served(home: Path, data: Path, corpus: Path | None = None) -> Iterator[str]:
    """The chat page on a free port, with these folders; gives its address, and ends it afterwards."""
    with running(home, data, corpus) as (url, server):
        yield url
        end(server)


def end(server: "subprocess.Popen[str]") -> None:
    """End a server as a person does, who presses Ctrl+C or shuts the computer down."""
    server.send_signal(signal.SIGTERM)
    assert server.wait(timeout=60) == 0


@contextmanager
def running(
    home: Path, data: Path, corpus: Path | None = None, port: int = 0
) -> "Iterator[tuple[str, subprocess.Popen[str]]]":
    """The chat page on a port, a free one unless given, with its process; killed afterwards where it still runs."""
    environment = {**os.environ, "REVIEWS_HOME": str(home), "REVIEWS_DATA": str(data)}
    if corpus:
        environment["REVIEWS_CORPUS"] = str(corpus)
    if not port:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
    command = [sys.executable, "-m", "ui.cli", "chat", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        url = f"http://127.0.0.1:{port}"
        assert server.stdout and server.stdout.readline() == f"Ask the Reviews is open at {url}\n"
        yield url, server
    finally:
        if server.poll() is None:
            server.kill()
            server.wait()


def go(page: Any, url: str) -> None:
    """Load an address and wait until the page stands."""
    page.goto(url)
    settled(page)


def move(page: Any, url: str, title: str) -> None:
    """Go to an address of the server as the browser's Back does, which costs a part of loading it.

    What the tab remembers stays. That the page has been drawn for the address shows in its title alone, so it is come
    to from another page.

    Args:
        page: a tab with a page of the server open.
        url: the address.
        title: what the page there is called in the menu.
    """
    if page.title().startswith(f"{title} – "):
        move(page, urljoin(url, "/draft"), _OTHER)
    page.evaluate(_MOVED, url)
    page.wait_for_function("title => document.title.startsWith(`${title} – `)", arg=title, timeout=60_000)
    settled(page)


def settled(page: Any) -> None:
    """Wait until the page has its heading and nothing is run for it any more."""
    page.locator("h1").first.wait_for(timeout=60_000)
    page.locator(READY).wait_for(timeout=60_000)


def addresses(page: Any) -> dict[str, str]:
    """Every page of the navigation: the path of its address by its title."""
    links = page.get_by_test_id("stTopNavLink")
    links.first.wait_for()
    found = {link.inner_text().strip(): urlsplit(link.get_attribute("href")).path for link in links.all()}
    assert {"Ask", "About"} <= set(found)
    return found


def keep_every_outcome(records: Records) -> str:
    """One conversation with an answer of every kind, one failed and one interrupted; gives its id."""
    conversation = new_conversation()
    for answer in ANSWERS.values():
        records.finish(records.begin_message(conversation), answer)
    records.fail(records.begin_message(conversation), "The index is damaged. Run: reviews doctor")
    records.keep_question(records.begin_message(conversation), "A question that was interrupted")
    return conversation


def keep_hostile_conversations(records: Records) -> None:
    """Conversations whose titles, questions and quotes try to be more than text."""
    for text in HOSTILE:
        bad = replace(citation(1, PASSAGES[0]), title=text, publisher=text, section=(text,), quote=text)
        message = records.begin_message(new_conversation())
        records.finish(message, answered(text, searched_for=text, citations=(bad,), missing=(text,)))
