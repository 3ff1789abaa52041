"""Reviews and conversations that try to be more than text, ingested and shown on every page there is: all stays text."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from conftest import Corpus, ingested

from assistant.records import open_records
from tests.browser_kit import (
    addresses,
    ask,
    go,
    keep_hostile_conversations,
    served,
    settled,
    show_all,
    shown,
    watched,
)
from tests.hostile import HOSTILE
from ui.drawing.frame import GO_TO_NEWEST

pytestmark = pytest.mark.browser

FILES = 10
OPENED = HOSTILE[10:13] + HOSTILE[18:21]
# What pages may be asked in their addresses, each with hostile words in the place of every {0}; {1} is a review held.
ADDRESSES = (
    ("Ask", "q={0}&c={0}"),
    ("Which review said what", "q={0}&order={0}&title={0}&page={0}&publisher={0}&kind={0}"),
    ("Reviews", "words={0}&order={0}&view={0}&dates={0}&page={0}&publisher={0}&theme={0}"),
    ("Reviews", "review={0}&back={0}&find={0}"),
    ("Reviews", "review={1}&back={0}&find={0}&section={0}&see={0}"),
    ("Reviews", "review={1}&back={0}&find={0}&start={0}&end={0}&at={0}"),
    ("Reviews", "review={1}&back={0}&see=record"),
    ("Feedback", "number={0}"),
    ("Evaluation", "run={0}&case={0}&against={0}&part={0}"),
    ("Evaluation", "measures={0}&came={0}&kind={0}&got={0}&failed={0}&find={0}&page={0}"),
    ("Check a draft", "q={0}"),
    ("About", "q={0}"),
)
TYPED = re.compile("^(Search titles|Find in this review)")  # fields that addresses fill
SHOWN = ("words={0}", "review={1}&back={0}&find={0}")  # which of the addresses show one
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
    with closing(open_records(data)) as everybodys:
        keep_hostile_conversations(everybodys)
    with served(hostile.settings.home, data, hostile.folder) as url:
        yield url


@pytest.fixture
def page(browser: Any, url: str) -> Iterator[Any]:
    """A page that notes what is run in it."""
    with watched(browser) as page:
        page.add_init_script(RUN)
        go(page, url)
        yield page


def only_text(page: Any) -> None:
    """Nothing on the page as it stands is run or drawn as anything but text."""
    settled(page)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert page.evaluate(MORE_THAN_TEXT, GO_TO_NEWEST) == []
    assert page.evaluate("window.ran") == []
    assert page.get_by_test_id("stException").count() == 0
    assert page.evaluate("document.title").endswith("Ask the Reviews")


def shown_on(page: Any, texts: Sequence[str]) -> set[str]:
    """Which of the texts stand on the page, letter by letter."""
    drawn = shown(page.locator(".stApp").inner_text())
    return {text for text in texts if shown(text) in drawn}


def test_every_page_shows_hostile_reviews_as_text(page: Any, url: str, hostile: Corpus) -> None:
    titles = [review.title for review in hostile.assistant.index.reviews.values()]
    assert len(titles) == FILES and len(set(titles) & set(HOSTILE)) >= FILES // 2
    for title, path in addresses(page).items():
        go(page, url + path)
        only_text(page)
        if title == "About":
            assert shown_on(page, titles) == set(titles)


def test_hostile_words_in_an_address_are_text(page: Any, url: str, hostile: Corpus) -> None:
    words = "".join((*HOSTILE[:9], *HOSTILE[14:26]))
    held = next(iter(hostile.assistant.index.reviews))
    pages = addresses(page)
    assert {title for title, _ in ADDRESSES} == set(pages)
    for title, query in ADDRESSES:
        go(page, f"{url}{pages[title]}?{query.format(quote(words), quote(held))}")
        only_text(page)
        for field in page.get_by_label(TYPED).all():
            typed = field.input_value()
            assert len(typed) >= 100 and words.startswith(typed), query
        assert page.get_by_label(TYPED).count() == any(query.startswith(one) for one in SHOWN), query


def test_hostile_questions_are_asked_and_answered_as_text(page: Any) -> None:
    for text in (" ".join(HOSTILE[:6]), f"What was found about {HOSTILE[10]} and {HOSTILE[20]}?"):
        ask(page, text)
        only_text(page)


def test_a_hostile_conversation_of_every_kind_is_text(page: Any) -> None:
    names = show_all(page, len(HOSTILE))
    drawn = {shown(name).rstrip("…") for name in names.all_inner_texts()} - {""}
    lost = [text for text in HOSTILE if not any(shown(text).startswith(name) for name in drawn)]
    assert lost == []
    only_text(page)
    sidebar = page.get_by_test_id("stSidebar").locator('[class*="st-key-open-"]')
    unwanted = (
        ":is(a, img, code, em, del, table, ul, ol, h1, h2, h3, [style*=color], [data-testid=stIconMaterial])"
    )
    assert sidebar.locator(unwanted).count() == 0
    main = page.get_by_test_id("stMain")
    ours = 'a:not([href^="tel:"], [href^="#m"], [href^="/reviews?review="])'
    for text in OPENED:
        found = [n for n, name in enumerate(names.all_inner_texts()) if shown(name) == shown(text)[:70]]
        names.nth(found[0]).click()
        page.locator("h2.asked").filter(has_text=shown(text)).wait_for()
        assert shown(page.locator("h2.asked").inner_text()).removeprefix("You asked: ") == shown(text)
        assert shown(page.locator("q").inner_text()).strip("“”") == shown(text)
        assert main.locator(f".stHtml :is(img, iframe, script, .katex, {ours})").count() == 0, text
