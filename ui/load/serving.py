"""The servers that are measured: the page over the shipped corpus, and beside it a page with nothing but a question box."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_BARE = 'import streamlit as st\n\nst.chat_input("Ask")\n'
_STARTS_WITHIN = 60  # seconds


@contextmanager
def shipped(folder: Path) -> Iterator[tuple[int, int]]:
    """The page over the shipped corpus, in a process of its own; gives its port and its process id."""
    environment = {
        **_environment(),
        "REVIEWS_HOME": str(folder / "home"),
        "REVIEWS_DATA": str(folder / "data"),
    }
    reviews = [sys.executable, "-m", "ui.cli"]
    subprocess.run([*reviews, "ingest"], check=True, env=environment, stdout=subprocess.DEVNULL)
    port = _free_port()
    command = [*reviews, "chat", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            if not (server.stdout and server.stdout.readline()):
                raise SystemExit("The page did not start. Run: reviews chat")
            yield port, server.pid
        finally:
            server.terminate()


@contextmanager
def bare(folder: Path) -> Iterator[int]:
    """A Streamlit page with nothing but a question box: what a machine needs for any page. Gives its port."""
    (folder / "bare.py").write_text(_BARE, encoding="utf-8")
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(folder / "bare.py")]
    options = {
        "server.port": port,
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
    }
    given = [f"--{name}={value}" for name, value in options.items()]
    with subprocess.Popen(
        [*command, *given], env=_environment(), cwd=folder, stdout=subprocess.DEVNULL
    ) as server:
        try:
            _await(f"http://127.0.0.1:{port}/_stcore/health")
            yield port
        finally:
            server.terminate()


def _environment() -> dict[str, str]:
    """This process's variables, without those that would set up another page or reach a model."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("REVIEWS_", "OPENAI_"))}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(url: str) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until:
        with suppress(OSError), opener.open(url, timeout=2):
            return
        time.sleep(0.1)
    raise SystemExit(f"Streamlit did not start within {_STARTS_WITHIN} seconds. Run: make setup")
