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
from eval.runs.folder import RunFolder
from tests.browser_kit import (
    QUESTION,
    SCREEN,
    addresses,
    ask,
    go,
    keep_every_outcome,
    served,
    settled,
)
from tests.runs_kit import made

__all__ = ["made"]  # a fixture of the tests below

pytestmark = pytest.mark.browser

LISTED = tomllib.loads((Path(__file__).parent / "axe_streamlit.toml").read_text("utf-8")).get("violation", [])
STATES = (  # what may be asked of a page in its address; pages that are not there are left out
    ("Ask", "q=Which reviews mention bruising?"),
    ("Which review said what", "q=bruising"),
    ("Reviews", "review=nyscp-child-h-scr&start=0&end=60"),
    ("Reviews", "review=not-there&start=9999999&end=1"),
    ("Reviews", "view=timeline"),
    ("Reviews", "view=files"),
)
DRAFT = (
    "The Child H review found that some agencies were working in isolation. "
    "It says “Some agencies were working in harmony”. We recommend that the board asks why."
)
FIND = """async ([listed, rules]) => {
  const found = await axe.run(document, { resultTypes: ["violations"], preload: false, ...rules });
  const known = (rule, element) =>
    listed.findIndex(one => one.rule === rule && element && element.closest(one.selector));
  return found.violations.filter(one => ["serious", "critical"].includes(one.impact)).flatMap(one =>
    one.nodes.map(node => ({
      rule: one.id, html: node.html.slice(0, 200), told: node.failureSummary,
      known: known(one.id, document.querySelector(node.target[0])),
    })));
}"""

STANDS = """theme => {  // the theme's own colours stand, and nothing passes from one to another any more
  const app = document.querySelector(".stApp"), probe = app.appendChild(document.createElement("i"));
  probe.style.cssText = "color: var(--ink); background: var(--paper)";
  const drawn = one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor].join();
  const same = [document.body, app].every(one => drawn(one) === drawn(probe));
  probe.remove();
  return same && getComputedStyle(app).colorScheme === theme && !document.querySelector("[data-stale=true]")
    && document.getAnimations().every(one => one.playState !== "running");
}"""
# A theme changes colours alone: what has no colour in it is looked at once.
THEMES: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"runOnly": ["color-contrast", "link-in-text-block"]},
}


@dataclass
class Seen:
    """What axe-core found, and where it looked."""

    looked_at: list[str] = field(default_factory=list)
    ours: list[str] = field(default_factory=list)
    known: set[int] = field(default_factory=set)

    def look(self, page: Any, name: str) -> None:
        """Look at the page as it stands now, in both themes."""
        for theme, rules in THEMES.items():
            page.emulate_media(color_scheme=theme)
            page.wait_for_function(STANDS, arg=theme)
            self.looked_at.append(f"{name}, {theme}")
            for one in page.evaluate(FIND, [LISTED, rules]):
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
def seen(
    shipped: Corpus, looker: Any, made: tuple[RunFolder, RunFolder], tmp_path_factory: pytest.TempPathFactory
) -> Seen:
    """Every page of the navigation in every state."""
    seen = Seen()
    folder = tmp_path_factory.mktemp("axe")
    with closing(open_records(folder / "data")) as records:
        conversation = keep_every_outcome(records)
    for run in made:
        shutil.copytree(run.path, folder / "data" / "runs" / run.name)
    with served(shipped.settings.home, folder / "data") as url:
        go(looker, url)
        pages = addresses(looker)
        for title, path in pages.items():
            go(looker, url + path)
            seen.look(looker, title)
        for title, query in STATES:
            if title in pages:
                go(looker, f"{url}{pages[title]}?{query}")
                seen.look(looker, f"{title} ?{query}")
        look_at_answers(looker, url, conversation, seen)
        look_at_work(looker, url, pages, seen)
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
    page.locator("h2.asked").first.wait_for(state="detached")
    ask(page, QUESTION)
    page.locator("details.citation mark").first.wait_for(state="attached", timeout=60_000)
    settled(page)
    open_all(page)
    seen.look(page, "Ask with an answer just given")
    page.get_by_role("button", name="Delete").first.click()
    page.get_by_role("dialog").wait_for()
    settled(page)
    seen.look(page, "Ask with a dialog")


def look_at_work(page: Any, url: str, pages: dict[str, str], seen: Seen) -> None:
    """What opens on a press, a table of three themes, a draft that was checked, and a run down to one of its cases."""
    go(page, url)
    page.get_by_role("button", name="Limit the search").click()
    page.get_by_test_id("stPopoverBody").wait_for()
    seen.look(page, "Ask with its limits open")
    go(page, f"{url}{pages['Which review said what']}?q=bruising")
    for theme in ("escalation", "imaging"):
        page.get_by_role("button", name=theme).first.click()
        page.locator("tr.counts").get_by_text(f"{theme}:").wait_for(state="attached")
    settled(page)
    seen.look(page, "Which review said what of three themes")
    page.get_by_role("button", name="Filters").click()
    page.get_by_test_id("stPopoverBody").wait_for()
    seen.look(page, "Which review said what with its filters open")
    go(page, url + pages["Check a draft"])
    page.get_by_label("Paste your draft").fill(DRAFT)
    page.get_by_role("button", name="Check the draft").click()
    page.get_by_text("“harmony” stands for “isolation”").first.wait_for()
    settled(page)
    open_all(page)
    seen.look(page, "Check a draft when it was checked")
    go(page, url + pages["Evaluation"])
    for step in ("runs", "a run", "a case"):
        seen.look(page, f"Evaluation, {step}")
        if step != "a case":
            page.locator("[data-testid=stMain] table tbody a").first.click()
            settled(page)


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
        assert [one["rule"] for one in bare.evaluate(FIND, [[], {}])] == ["image-alt"]
        listed = [{"rule": "image-alt", "selector": "main"}]
        assert [one["known"] for one in bare.evaluate(FIND, [listed, {}])] == [0]
