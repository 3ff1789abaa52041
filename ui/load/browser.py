"""What one reader waits for, seen in a real browser: until the page can be used, and until it says that it works."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
_BOX = "[data-testid=stChatInputTextArea]:not([disabled])"
_WATCH = """() => new Promise(done => {
  const from = performance.now(), bottom = document.querySelector("[data-testid=stBottom]");
  const seen = () => bottom.querySelector("[data-testid=stExpander]") && done(performance.now() - from);
  new MutationObserver(seen).observe(bottom, { subtree: true, childList: true });
})"""


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds until the question box can be used, and until the page says that it is at work; one for each round."""

    ready: tuple[float, ...]
    told: tuple[float, ...]


def waits(url: str, question: str, rounds: int) -> Waits | None:
    """Load the page and ask a question, so many times; None where there is no browser to do it with."""
    ready, told = [], []
    with _browser() as context:
        if context is None:
            return None
        for number in range(rounds + 1):
            page, took = _loaded(context, url)
            page.get_by_role("heading", name="Questions to start with").wait_for(timeout=60_000)
            page.locator(_BOX).fill(question)
            page.evaluate(f"() => {{ window.told = ({_WATCH})(); }}")
            page.locator(_BOX).press("Enter")
            if number:  # the first fills the browser's cache
                ready.append(took)
                told.append(float(page.evaluate("() => window.told")) / 1000)
            page.locator("h2.asked").first.wait_for(timeout=60_000)
            page.close()
    return Waits(tuple(ready), tuple(told))


def ready(url: str, rounds: int) -> tuple[float, ...]:
    """Seconds from navigation until the question box of a page can be used, so many times; none without a browser."""
    took = []
    with _browser() as context:
        if context is None:
            return ()
        for _ in range(rounds + 1):
            page, seconds = _loaded(context, url)
            took.append(seconds)
            page.wait_for_timeout(1000)  # until it has come to rest, as a page that was asked something has
            page.close()
    return tuple(took[1:])


@contextmanager
def _browser() -> Iterator[Any]:
    """A browser as nobody has used it; None where there is none."""
    executable = next((found for name in _NAMES if (found := shutil.which(name))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        executable = None
    if executable is None:
        yield None
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(_ARGUMENTS))
        yield browser.new_context()
        browser.close()


def _loaded(context: Any, url: str) -> tuple[Any, float]:
    """A new tab with the page, once its question box can be used, and the seconds that took."""
    page = context.new_page()
    started = time.perf_counter()
    page.goto(url)
    page.locator(_BOX).wait_for(timeout=60_000)
    return page, time.perf_counter() - started
