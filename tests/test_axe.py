"""axe-core finds nothing serious on any page, in any state, in either theme, but what Streamlit itself draws."""

import shutil
import tomllib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from conftest import Corpus

from assistant.records import open_records
from tests.browser_kit import (
    QUESTION,
    SCREEN,
    Chat,
    addresses,
    ask,
    go,
    keep_every_outcome,
    mark_of,
    served,
    settled,
)

pytestmark = pytest.mark.browser

LISTED = tomllib.loads((Path(__file__).parent / "axe_streamlit.toml").read_text("utf-8")).get("violation", [])
STATES = (  # what may be asked of a page in its address; pages that are not there are left out
    ("Ask", "q=Which reviews mention bruising?"),
    ("Which review said what", "q=bruising"),
    ("Reviews", "review=nyscp-child-h-scr&start=0&end=60"),
    ("Reviews", "review=not-there&start=9999999&end=1"),
)
FIND = """async (listed) => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  const known = (rule, element) =>
    listed.findIndex(one => one.rule === rule && element && element.closest(one.selector));
  return found.violations.filter(one => ["serious", "critical"].includes(one.impact)).flatMap(one =>
    one.nodes.map(node => ({
      rule: one.id, html: node.html.slice(0, 200), told: node.failureSummary,
      known: known(one.id, document.querySelector(node.target[0])),
    })));
}"""

STILL = """async () => {  // colours pass into each other for a moment
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  await Promise.allSettled(document.getAnimations().map(one => one.finished));
  await frame();
}"""


@dataclass
class Seen:
    """What axe-core found, and where it looked."""

    looked_at: list[str] = field(default_factory=list)
    ours: list[str] = field(default_factory=list)
    known: set[int] = field(default_factory=set)

    def look(self, page: Any, name: str) -> None:
        """Look at the page as it stands now, in both themes."""
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            page.wait_for_function(
                "theme => getComputedStyle(document.querySelector('.stApp')).colorScheme === theme", arg=theme
            )
            page.evaluate(STILL)
            self.looked_at.append(f"{name}, {theme}")
            for one in page.evaluate(FIND, LISTED):
                if one["known"] >= 0:
                    self.known.add(one["known"])
                else:
                    self.ours.append(f"{name}, {theme}: {one['rule']} in {one['html']}\n{one['told']}")


def open_all(page: Any) -> None:
    """Open whatever is closed."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")


@pytest.fixture(scope="module")
def looker(browser: Any) -> Iterator[Any]:
    """A tab in which axe-core may be run."""
    context = browser.new_context(viewport=SCREEN, bypass_csp=True, reduced_motion="reduce")
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    context.add_init_script(axe)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def seen(shipped: Corpus, chat: Chat, looker: Any, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """Every page of the navigation in every state."""
    seen = Seen()
    go(looker, chat.url)
    with closing(open_records(chat.data)) as records:
        conversation = keep_every_outcome(records.of(mark_of(looker)))
    pages = addresses(looker)
    for title, path in pages.items():
        go(looker, chat.url + path)
        seen.look(looker, title)
    for title, query in STATES:
        if title in pages:
            go(looker, f"{chat.url}{pages[title]}?{query}")
            seen.look(looker, f"{title} ?{query}")
    look_at_answers(looker, chat.url, conversation, seen)
    nothing = tmp_path_factory.mktemp("nothing")
    shutil.copytree(shipped.settings.home / "models", nothing / "home" / "models")
    with served(nothing / "home", nothing / "data") as url:
        for title, path in pages.items():
            go(looker, url + path)
            seen.look(looker, f"{title} without an index")
    return seen


def look_at_answers(page: Any, url: str, conversation: str, seen: Seen) -> None:
    """The Ask page with answers of every kind, with a new one, and with a dialog."""
    go(page, url)
    page.locator(f".st-key-open-{conversation} button").click()
    page.locator("h2.asked").nth(13).wait_for()
    settled(page)
    open_all(page)
    seen.look(page, "Ask with answers of every kind")
    page.get_by_role("button", name="New conversation").click()
    ask(page, QUESTION)
    page.locator("details.citation mark").first.wait_for(state="attached", timeout=60_000)
    settled(page)
    open_all(page)
    seen.look(page, "Ask with an answer just given")
    page.get_by_role("button", name="Delete").first.click()
    page.get_by_role("dialog").wait_for()
    settled(page)
    seen.look(page, "Ask with a dialog")


def test_nothing_of_ours_is_serious_or_critical(seen: Seen) -> None:
    assert not seen.ours, "\n\n".join(seen.ours)


def test_every_page_was_looked_at_in_each_state_and_both_themes(seen: Seen) -> None:
    assert len(seen.looked_at) == len(set(seen.looked_at)) >= 2 * (2 + 1 + 3 + 2)


def test_what_is_listed_of_streamlit_still_occurs(seen: Seen) -> None:
    gone = [one for number, one in enumerate(LISTED) if number not in seen.known]
    assert not gone, "no longer found: take it off tests/axe_streamlit.toml"
    assert all(one["rule"] and one["selector"] and one["why"] for one in LISTED)


def test_a_violation_would_be_found(looker: Any) -> None:
    with looker.context.new_page() as bare:
        bare.goto("data:text/html,<html lang=en-GB><title>t</title><main><h1>h</h1><img src=x></main></html>")
        assert [one["rule"] for one in bare.evaluate(FIND, [])] == ["image-alt"]
        listed = [{"rule": "image-alt", "selector": "main"}]
        assert [one["known"] for one in bare.evaluate(FIND, listed)] == [0]
