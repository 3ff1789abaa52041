"""The chat page as people meet it: the real server, the shipped corpus, a real Chromium."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from conftest import Corpus

from assistant.records import new_conversation, open_records
from tests.browser_kit import ARGUMENTS, chromium, served, settled
from tests.hostile import HOSTILE
from tests.ui_kit import PASSAGES, answered, citation
from ui.drawing.markup import visible

pytestmark = pytest.mark.browser

QUESTION = "What did the Child H review recommend?"


@dataclass(frozen=True, slots=True)
class Chat:
    """The server under test."""

    url: str
    data: Path


@pytest.fixture(scope="module")
def chat(shipped: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    data = tmp_path_factory.mktemp("chat") / "data"
    keep_hostile_conversations(data)
    with served(shipped.settings.home, data) as url:
        yield Chat(url, data)


def keep_hostile_conversations(data: Path) -> None:
    """Conversations whose titles, questions and quotes try to be more than text."""
    records = open_records(data)
    for text in HOSTILE:
        bad = replace(citation(1, PASSAGES[0]), title=text, publisher=text, section=(text,), quote=text)
        message = records.begin_message(new_conversation())
        records.finish(message, answered(text, searched_for=text, citations=(bad,), missing=(text,)))
    records.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    executable = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield browser.new_context(viewport={"width": 1280, "height": 900})
        browser.close()


@pytest.fixture
def page(chat: Chat, browser: Any) -> Iterator[Any]:
    """A page that may talk to the server and to nothing else."""
    asked_for: list[str] = []
    complaints: list[str] = []
    with browser.new_page() as page:
        page.on("request", lambda request: asked_for.append(request.url))
        page.on("websocket", lambda socket: asked_for.append(socket.url))
        page.on(
            "console", lambda said: complaints.append(said.text) if "Security Policy" in said.text else None
        )
        page.goto(chat.url)
        page.get_by_role("heading", name="Ask the Reviews").wait_for(timeout=60_000)
        page.get_by_role("heading", name="Questions to start with").wait_for(timeout=60_000)
        yield page
    elsewhere = {url for url in asked_for if not url.startswith(("data:", "blob:"))}
    assert {urlsplit(url).hostname for url in elsewhere} == {"127.0.0.1"}
    assert complaints == []


def ask(page: Any, question: str) -> None:
    before = page.locator("h2.asked").count()
    field = page.get_by_test_id("stChatInputTextArea")
    field.fill(question)
    field.press("Enter")
    page.locator("h2.asked").nth(before).wait_for(timeout=60_000)
    page.locator(".st-key-progress").wait_for(state="detached", timeout=60_000)  # and is answered


def show_all(page: Any) -> None:
    """List every conversation, and wait until that is done."""
    more = page.locator(".st-key-all button")
    more.wait_for()
    while more.count():
        offered = more.inner_text()
        more.click()
        page.get_by_role("button", name=offered, exact=True).wait_for(state="detached")
        settled(page)


def shown(text: str) -> str:
    """A text as the browser gives it back: without joiners of no width, with white space collapsed."""
    return " ".join(visible(text.replace("\u2060", "")).split())


def test_a_question_is_typed_and_its_citation_opens_on_the_exact_quote(page: Any, chat: Chat) -> None:
    ask(page, QUESTION)
    assert page.locator("h2.asked").inner_text().endswith(QUESTION)
    records = open_records(chat.data)
    answer = records.messages(records.conversations()[0].id)[-1].answer
    records.close()
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
    page.wait_for_timeout(500)
    box = link.bounding_box()
    assert box and 0 <= box["y"] < 700
    assert page.locator(
        '[class*="st-key-urgent-"] a[href="tel:+441323464222"], '
        '[class*="st-key-urgent-"] a[href="tel:+441273335905"]'
    ).first.is_visible()


def test_the_page_fits_a_phone(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    ask(page, QUESTION)
    page.locator("details.citation > summary").first.click()
    page.locator("mark").first.wait_for(state="visible")
    wide = page.evaluate(
        "[...document.querySelectorAll('.stHtml *')]"
        ".filter(e => e.getBoundingClientRect().right > innerWidth + 1"
        " && !e.closest('.unseen') && e.offsetParent).map(e => e.outerHTML.slice(0, 80))"
    )
    assert wide == []


def test_hostile_text_is_only_text_in_a_real_browser(page: Any, chat: Chat) -> None:
    show_all(page)
    titles = page.locator('[class*="st-key-open-"] button')
    titles.nth(len(HOSTILE) - 1).wait_for(timeout=30_000)
    sidebar = page.get_by_test_id("stSidebar")
    for unwanted in (
        "img",
        "a",
        "code",
        "em",
        "del",
        ".katex",
        "[data-testid=stIconMaterial]",
        "iframe",
        "table",
    ):
        assert sidebar.locator(f'[class*="st-key-open-"] {unwanted}').count() == 0, unwanted
    found = {shown(text) for text in titles.all_inner_texts()}
    for text in HOSTILE:
        assert any(title.rstrip("…") and shown(text).startswith(title.rstrip("…")) for title in found), text


@pytest.mark.parametrize("text", HOSTILE[10:13] + HOSTILE[18:21])
def test_a_hostile_conversation_is_drawn_as_text(page: Any, chat: Chat, text: str) -> None:
    show_all(page)
    records = open_records(chat.data)
    conversation = next(c.id for c in records.conversations() if c.title == text)
    records.close()
    page.locator(f".st-key-open-{conversation} button").click()
    heading = page.locator("h2.asked")
    heading.wait_for()
    assert shown(heading.inner_text()).removeprefix("You asked: ") == shown(text)
    assert shown(page.locator("q").inner_text()).strip("“”") == shown(text)
    main = page.get_by_test_id("stMain")
    ours = 'a:not([href^="tel:"], [href^="#m"], [href^="/reviews?review="])'
    for unwanted in ("img", "iframe", "script", ".katex", ours):
        assert main.locator(f".stHtml {unwanted}").count() == 0, unwanted


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
