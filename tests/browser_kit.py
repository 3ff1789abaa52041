"""A server of one's own, and a Chromium that walks every page it has: for tests of all pages at once."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from assistant.records import new_conversation, open_records
from tests.ui_kit import ANSWERS

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
    chromium()
    environment = {**os.environ, "REVIEWS_HOME": str(home), "REVIEWS_DATA": str(data)}
    if corpus:
        environment["REVIEWS_CORPUS"] = str(corpus)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "ui.cli", "chat", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        url = f"http://127.0.0.1:{port}"
        assert server.stdout and server.stdout.readline() == f"Ask the Reviews is open at {url}\n"
        yield url
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=20) == 0
    finally:
        if server.poll() is None:
            server.kill()
            server.wait()


@contextmanager
def launched() -> Iterator[Any]:
    """A Chromium without a window."""
    executable = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield browser
        browser.close()


def go(page: Any, url: str) -> None:
    """Load an address and wait until the page stands."""
    page.goto(url)
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


def keep_every_outcome(data: Path) -> str:
    """One conversation with an answer of every kind, one failed and one interrupted; gives its id."""
    records = open_records(data)
    conversation = new_conversation()
    for answer in ANSWERS.values():
        records.finish(records.begin_message(conversation), answer)
    records.fail(records.begin_message(conversation), "The index is damaged. Run: reviews doctor")
    records.keep_question(records.begin_message(conversation), "A question that was interrupted")
    records.close()
    return conversation
