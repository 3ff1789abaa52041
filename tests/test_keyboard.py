"""The main job by keyboard alone, with what a screen reader is told on the way; and the page where it is made large."""

from typing import Any

import pytest

from tests.browser_kit import QUESTION, Chat, addresses, ask, go, settled

pytestmark = pytest.mark.browser

_STOPS = 40  # presses of Tab after which something is out of reach
FOCUS = "selector => document.activeElement.matches(selector)"
TOO_WIDE = """() => [...document.querySelectorAll("[data-testid=stMain] *")]
  .filter(one => one.checkVisibility() && !one.closest(".unseen") && one.getBoundingClientRect().width > 1
    && one.getBoundingClientRect().right > innerWidth + 1 && !one.closest("[tabindex='0'][role=region]"))
  .map(one => one.outerHTML.slice(0, 120))"""
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
)


@pytest.fixture
def url(chat: Chat) -> str:
    return chat.url


def tab_to(page: Any, selector: str) -> None:
    """Press Tab until what is meant has the focus; it is seen that it has."""
    for _ in range(_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUS, selector):
            return
    pytest.fail(f"{selector} is not reached by {_STOPS} presses of Tab")


def shows_focus(page: Any) -> bool:
    """Whether what has the focus is drawn with an outline or a ring."""
    drawn: str = page.evaluate(
        "(() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle + s.boxShadow; })()"
    )
    return drawn != "nonenone"


def test_the_main_job_is_done_by_keyboard_alone(browser: Any, url: str) -> None:
    with browser.new_page(viewport={"width": 1280, "height": 900}) as page:
        go(page, url)
        assert page.evaluate("document.documentElement.lang") == "en-GB"
        tab_to(page, "[data-testid=stSkipToContent]")
        page.keyboard.press("Enter")
        tab_to(page, "[data-testid=stChatInputTextArea]")
        page.keyboard.type(QUESTION)
        page.keyboard.press("Enter")
        page.wait_for_function(FOCUS, arg="h2.asked", timeout=60_000)
        page.get_by_role("status").filter(has_text="Answered.").wait_for(timeout=5_000)
        assert "quotes below your question" in page.locator("#said").aria_snapshot()
        tab_to(page, "details.citation > summary")
        assert shows_focus(page)
        page.keyboard.press("Enter")
        page.locator("mark").first.wait_for(state="visible")
        if "Reviews" in addresses(page):
            follow_the_document_and_come_back(page)


def follow_the_document_and_come_back(page: Any) -> None:
    """From an opened quote to the whole document, where reading goes on at the passage, and back to the Ask page."""
    tab_to(page, "details.citation[open] a[href^='/reviews?']")
    assert shows_focus(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/reviews?**")
    page.locator("mark").locator("visible=true").first.wait_for()  # one that holds only a sign has no width
    page.wait_for_function(FOCUS, arg=".opened-passage h2", timeout=10_000)
    page.get_by_role("status").filter(has_text="The passage is open: Recommendations").wait_for(timeout=5_000)
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS, ".opened-passage .actions a"), "the way on from the passage comes next"
    page.go_back()  # the browser's own key: one without a window does not know it
    assert "reviews?" not in page.url
    settled(page)
    page.get_by_role("button", name=QUESTION).first.wait_for()


def test_a_question_to_start_with_is_pressed_with_space_and_reading_goes_on_at_its_answer(
    browser: Any, url: str
) -> None:
    with browser.new_page() as page:
        go(page, url)
        tab_to(page, "[class*=st-key-first-] button")
        assert shows_focus(page)
        page.keyboard.press("Space")
        page.wait_for_function(FOCUS, arg="h2.asked", timeout=60_000)


def test_an_asked_question_is_changed_and_asked_again_by_keyboard_alone(page: Any) -> None:
    ask(page, QUESTION)
    settled(page)
    page.wait_for_timeout(1_000)  # what would take the focus away has done so by then
    assert page.evaluate(FOCUS, "h2.asked"), "reading goes on at the question, and stays there"
    tab_to(page, "[class*=st-key-edit-] button")
    page.keyboard.press("Enter")
    page.get_by_label("Change the question, then ask it").wait_for()
    settled(page)
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS, "[data-testid=stForm] textarea"), "the text to be changed comes next"
    page.keyboard.press("Control+a")
    page.keyboard.type("Which reviews mention bruising?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    newest = page.locator("h2.asked", has_text="Which reviews mention bruising?")
    newest.wait_for(timeout=60_000)
    page.wait_for_function("document.activeElement.textContent.includes('bruising')", timeout=60_000)
    assert page.get_by_label("Change the question, then ask it").count() == 0


def test_at_400_percent_reading_goes_on_at_the_first_question(browser: Any, url: str) -> None:
    with browser.new_page(viewport={"width": 320, "height": 256}) as page:
        go(page, url)
        ask(page, "Which reviews mention bruising?")
        settled(page)
        page.wait_for_timeout(1_000)  # what would scroll it away has done so by then
        top = page.evaluate("document.activeElement.getBoundingClientRect().top")
        assert page.evaluate(FOCUS, "h2.asked") and 0 <= top < 200


def test_reading_goes_on_at_what_was_found_in_a_draft(browser: Any, url: str) -> None:
    with browser.new_page(viewport={"width": 1280, "height": 900}) as page:
        go(page, f"{url}/draft")
        page.get_by_label("Paste your draft").fill("The Child H review recommended strategy meetings.")
        settled(page)
        page.get_by_role("button", name="Check the draft").focus()
        page.keyboard.press("Enter")
        page.wait_for_function(FOCUS, arg=".draft-found h2", timeout=60_000)


def test_each_page_tells_its_own_title(browser: Any, url: str) -> None:
    with browser.new_page() as page:
        go(page, url)
        for title, path in addresses(page).items():
            go(page, url + path)
            page.wait_for_function("title => document.title === title", arg=f"{title} – Ask the Reviews")
            assert page.locator("h1").count() == 1


def test_at_400_percent_and_with_wide_spacing_no_page_scrolls_sideways(browser: Any, url: str) -> None:
    with browser.new_page(viewport={"width": 1280, "height": 900}) as page:
        go(page, url)
        pages = addresses(page)
        page.set_viewport_size({"width": 320, "height": 256})  # 1280 by 1024 at 400 %
        found = {}
        for title, path in pages.items():
            go(page, url + path)
            page.add_style_tag(content=SPACED)
            found[title] = page.evaluate(TOO_WIDE)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert found == {title: [] for title in pages}
