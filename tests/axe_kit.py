"""What the axe-core tests share: a tab that axe-core may be run in, and a look at a page in both themes."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests.browser_kit import SCREEN

LISTED = tomllib.loads((Path(__file__).parent / "axe_streamlit.toml").read_text("utf-8")).get("violation", [])
FIND = """async ([listed, only]) => {
  // A rule that axe-core itself rates below serious gives nothing that counts here, so it is not run.
  const lesser = axe._audit.rules.filter(one => ["minor", "moderate"].includes(one.impact)).map(one => one.id);
  const off = Object.fromEntries(lesser.map(one => [one, { enabled: false }]));
  const found = await axe.run(
    document, { resultTypes: ["violations"], preload: false, ...(only ? { runOnly: only } : { rules: off }) });
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
THEMES = ("light", "dark")
COLOURS = [
    "color-contrast",
    "link-in-text-block",
]  # all that a theme changes: what has no colour is looked at once


@dataclass
class Seen:
    """What axe-core found, and where it looked; ``theme``: the one that pages stand in now."""

    looked_at: list[str] = field(default_factory=list)
    ours: list[str] = field(default_factory=list)
    known: set[int] = field(default_factory=set)
    theme: str = "light"

    def look(self, page: Any, name: str) -> None:
        """Look at the page as it stands now: at all of it in the theme it stands in, at its colours in the other."""
        self._look(page, name, None)
        self.theme = "dark" if self.theme == "light" else "light"
        page.emulate_media(color_scheme=self.theme)
        self._look(page, name, COLOURS)

    def _look(self, page: Any, name: str, only: list[str] | None) -> None:
        page.wait_for_function(STANDS, arg=self.theme)
        self.looked_at.append(f"{name}, {self.theme}")
        for one in page.evaluate(FIND, [LISTED, only]):
            if one["known"] >= 0:
                self.known.add(one["known"])
            else:
                self.ours.append(f"{name}, {self.theme}: {one['rule']} in {one['html']}\n{one['told']}")


def open_all(page: Any) -> None:
    """Open whatever is closed."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")


@pytest.fixture(scope="module")
def looker(browser: Any) -> Iterator[Any]:
    """A tab in which axe-core may be run."""
    context = browser.new_context(
        viewport=SCREEN, bypass_csp=True, reduced_motion="reduce", color_scheme="light"
    )
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    context.add_init_script(axe)
    yield context.new_page()
    context.close()
