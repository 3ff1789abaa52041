"""Reviews and conversations that try to be more than text, ingested and shown on every page there is: all stays text."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from conftest import Corpus, ingested

from tests.browser_kit import addresses, go, launched, served, settled
from tests.hostile import HOSTILE
from tests.test_browser import keep_hostile_conversations, show_all, shown
from ui.drawing.frame import GO_TO_NEWEST

pytestmark = pytest.mark.browser

FILES = 10
STATES = (
    "q=",
    "review=",
    "conversation=",
    "run=",
    "case=",
    "find=",
)  # what pages may be asked in their address
RUN = "window.ran = []; for (const name of ['alert', 'confirm', 'prompt']) window[name] = () => window.ran.push(name);"
MORE_THAN_TEXT = """ours => {
  const found = document.querySelectorAll(`
    .stApp :is(iframe, object, embed, video, audio, form[action], base, meta, link, marquee, .katex, math, template:not(:empty)),
    .stApp img:not([src^="data:"]), .stApp script:not(:empty), [style*="evil"],
    .stApp [onerror], .stApp [onload], .stApp [onfocus], .stApp [onclick], .stApp a[href^="javascript:" i]`);
  const led = [...document.querySelectorAll("[href*=evil], [src*=evil]")]  // a question in our own address leads nowhere
    .filter(one => new URL(one.href ?? one.src, location).origin !== location.origin);
  const icons = [...document.querySelectorAll("[data-testid=stIconMaterial]")]
    .filter(one => ["skull", "dangerous", "home", "link"].includes(one.textContent));
  return [...found, ...led, ...icons].filter(one => one.textContent !== ours).map(one => one.outerHTML.slice(0, 160));
}"""


def lay_out(folder: Path) -> None:
    """Files whose titles, publishers, headings and sentences are hostile, each text in one of them at least."""
    folder.mkdir()
    for number in range(FILES):
        texts = HOSTILE[number::FILES]
        record = "\n".join(
            f"{name}: {json.dumps(text)}"
            for name, text in zip(("title", "publisher", "area"), texts, strict=False)
        )
        body = "\n\n".join(f"## {text.splitlines()[0]}\n\nThe review found this: {text}" for text in texts)
        (folder / f"review-{number}.md").write_text(
            f"---\n{record}\n---\n\n# Review {number}\n\n{body}\n", encoding="utf-8", errors="replace"
        )


@pytest.fixture(scope="module")
def hostile(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("hostile") / "corpus"
    lay_out(folder)
    return ingested(folder, home)


@pytest.fixture(scope="module")
def url(hostile: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = tmp_path_factory.mktemp("hostile-data") / "data"
    keep_hostile_conversations(data)
    with served(hostile.settings.home, data, hostile.folder) as url:
        yield url


@pytest.fixture(scope="module")
def page(url: str) -> Iterator[Any]:
    """A page that notes whatever it loads, and whatever the policy has to hold back."""
    loaded: list[str] = []
    with launched() as browser, browser.new_page(viewport={"width": 1280, "height": 900}) as page:
        page.on("request", lambda request: loaded.append(request.url))
        page.on("console", lambda said: loaded.append(said.text) if "Security Policy" in said.text else None)
        page.add_init_script(RUN)
        yield page
        assert not [
            one for one in loaded if urlsplit(one).hostname != "127.0.0.1" and not one.startswith("data:")
        ]


def only_text(page: Any) -> None:
    """Nothing on the page as it stands is run or drawn as anything but text."""
    settled(page)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert page.evaluate(MORE_THAN_TEXT, GO_TO_NEWEST) == []
    assert page.evaluate("window.ran") == []
    assert page.evaluate("document.title").endswith("Ask the Reviews")


def shown_on(page: Any, texts: Sequence[str]) -> set[str]:
    """Which of the texts stand on the page, letter by letter."""
    drawn = shown(page.locator(".stApp").inner_text())
    return {text for text in texts if shown(text) in drawn}


def test_every_page_shows_hostile_reviews_as_text(page: Any, url: str, hostile: Corpus) -> None:
    titles = [review.title for review in hostile.assistant.index.reviews.values()]
    assert len(titles) == FILES and len(set(titles) & set(HOSTILE)) >= FILES // 2
    go(page, url)
    for title, path in addresses(page).items():
        go(page, url + path)
        only_text(page)
        if title == "About":
            assert shown_on(page, titles) == set(titles)


def test_hostile_words_in_an_address_are_text(page: Any, url: str) -> None:
    words = quote("".join((*HOSTILE[:9], *HOSTILE[14:26])))
    go(page, url)
    for path in addresses(page).values():
        go(page, url + path + "?" + "&".join(f"{state}{words}" for state in STATES))
        only_text(page)


def test_hostile_questions_are_asked_and_answered_as_text(page: Any, url: str) -> None:
    go(page, url)
    field = page.get_by_test_id("stChatInputTextArea")
    for number, text in enumerate(
        (" ".join(HOSTILE[:6]), f"What was found about {HOSTILE[10]} and {HOSTILE[20]}?")
    ):
        field.fill(text)
        field.press("Enter")
        page.locator("h2.asked").nth(number).wait_for(timeout=60_000)
        only_text(page)


def test_a_hostile_conversation_of_every_kind_is_text(page: Any, url: str) -> None:
    go(page, url)
    show_all(page)
    names = page.locator('[class*="st-key-open-"] button')
    names.nth(len(HOSTILE) - 1).wait_for(timeout=30_000)
    drawn = {shown(name).rstrip("…") for name in names.all_inner_texts()} - {""}
    lost = [text for text in HOSTILE if not any(shown(text).startswith(name) for name in drawn)]
    assert lost == []
    only_text(page)
    sidebar = page.get_by_test_id("stSidebar").locator('[class*="st-key-open-"]')
    assert sidebar.locator(":is(a, code, em, del, table, ul, ol, h1, h2, h3, [style*=color])").count() == 0
