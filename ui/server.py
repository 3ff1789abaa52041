"""Serves the chat page, on this machine only and to this machine only."""

import base64
import errno
import gc
import hashlib
import http.client
import ipaddress
import os
import re
import signal
import socket
import sys
import threading
import time
import tomllib
import urllib.request
import webbrowser
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.errors import ReviewsError
from ui.document import OwnDocument
from ui.drawing.frame import GO_TO_NEWEST
from ui.reader import MarksReaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HERE = Path(__file__).resolve().parent
_CONFIG = _HERE / ".streamlit" / "config.toml"
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_ANSWERS_WITHIN = 60  # seconds


def safe_headers() -> dict[str, str]:
    """Headers for every response. Whatever a review says, the browser fetches nothing from elsewhere.

    Scripts run only from Streamlit's own files, and two by their hash: one in Streamlit's page, one of ours.
    Nothing here evaluates text; that is allowed so that browser tests can wait on the page users get.
    """
    import streamlit

    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    allowed = " ".join(_hash(script) for script in (*_INLINE_SCRIPT.findall(page), GO_TO_NEWEST))
    policy = (
        "default-src 'self'",
        f"script-src 'self' 'unsafe-eval' {allowed}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
    return {
        "content-security-policy": "; ".join(policy),
        "x-frame-options": "DENY",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "permissions-policy": "display-capture=(), camera=(), microphone=(), geolocation=()",
        "cross-origin-opener-policy": "same-origin",
    }


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


class SafeHeaders:
    """Adds headers to every response; WebSockets pass as they are."""

    def __init__(self, app: "ASGIApp", headers: Mapping[str, str]) -> None:
        self._app = app
        self._headers = headers

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Handle one request."""

        async def with_headers(message: "Message") -> None:
            if message["type"] == "http.response.start":
                ours = [(name.encode(), value.encode()) for name, value in self._headers.items()]
                theirs = [
                    (n, v) for n, v in message.get("headers", []) if n.decode().lower() not in self._headers
                ]
                message = {**message, "headers": [*theirs, *ours]}
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


def serve(address: str = "127.0.0.1", port: int = 8501, open_browser: bool = False) -> int:
    """Serve until Ctrl-C or SIGTERM; returns 0.

    Streamlit runs in this process, so that ending it leaves nothing behind, on Windows as elsewhere.

    Raises:
        ReviewsError: the address is not this machine's own, or the port is taken.
    """
    _check(address, port)
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    from starlette.middleware import Middleware
    from streamlit.starlette import App

    around = [
        Middleware(SafeHeaders, headers=safe_headers()),
        Middleware(MarksReaders),
        Middleware(OwnDocument),
    ]
    app = App(_HERE / "app.py", middleware=around)
    url = _url(address, port)
    stopping = threading.Event()
    announcer = threading.Thread(target=_announce, args=(url, open_browser, stopping))
    announcer.start()
    # After its clean stop the server raises the signal again; ours then ends the process without a fault.
    signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        app.run(config=_options(address, port))
    except KeyboardInterrupt:
        pass
    except SystemExit:
        raise _taken(address, port) from None
    finally:
        # A thread that the interpreter kills inside Chroma or ONNX Runtime takes the process down with it.
        stopping.set()
        announcer.join()
    return 0


def _options(address: str, port: int) -> dict[str, Any]:
    """The shipped options with the address; as flags they stand above files and environment variables."""
    shipped = tomllib.loads(_CONFIG.read_text(encoding="utf-8"))
    return {**_named(shipped), "server.address": address, "server.port": port}


def _named(section: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    """A section's options by their full names, such as ``theme.dark.linkColor``."""
    options: dict[str, Any] = {}
    for name, value in section.items():
        held = _named(value, f"{above}{name}.") if isinstance(value, Mapping) else {f"{above}{name}": value}
        options.update(held)
    return options


def _check(address: str, port: int) -> None:
    try:
        loopback = address == "localhost" or ipaddress.ip_address(address).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise ReviewsError(
            f"{address} is not an address of this machine alone, and the page has no sign-in",
            "Use --address 127.0.0.1",
        )
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        if os.name != "nt":  # there it would let two servers share a port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                raise _taken(address, port) from None
            raise ReviewsError(f"Cannot listen on {address}: {error.strerror}", "Use 127.0.0.1") from None


def _taken(address: str, port: int) -> ReviewsError:
    other = f"Stop that one, or run: reviews chat --port {port + 1}"
    url = _url(address, port)
    if _ours(url):
        return ReviewsError(f"The page is open already at {url}", f"Use it there. {other}")
    return ReviewsError(f"Port {port} is taken by another program", other)


def _url(address: str, port: int) -> str:
    return f"http://{f'[{address}]' if ':' in address else address}:{port}"


def _ours(url: str) -> bool:
    """Whether it is this page that answers there. A proxy that is set is passed by."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        asked = urllib.request.Request(url, headers={"Accept": "text/html"})
        with opener.open(asked, timeout=2) as answer:
            return b"Ask the Reviews" in answer.read(100_000)
    except (OSError, http.client.HTTPException):
        return False


def _announce(url: str, open_browser: bool, stopping: threading.Event) -> None:
    """Say where the page is, as soon as it answers there. A proxy that is set is passed by."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + _ANSWERS_WITHIN
    while not stopping.wait(0.1):
        with suppress(OSError), opener.open(f"{url}/_stcore/health", timeout=2):
            break
        if time.monotonic() > until:
            print(f"The page did not answer at {url} within {_ANSWERS_WITHIN} seconds.", file=sys.stderr)
            return
    if stopping.is_set():
        return
    print(f"Ask the Reviews is open at {url}", flush=True)
    if open_browser:
        webbrowser.open(url)
    _warm_up()


def _warm_up() -> None:
    """Load the index, the embedder and what written answers need before the first question needs them."""
    from ui import resources

    with suppress(Exception):  # the page meets it too, and says it
        opened = resources.assistant()
        warming = opened.written.warm()  # what takes longest begins first
        opened.guard("What do the reviews say about bruising?")
        opened.search("What do the reviews say about bruising?", top_k=1)
        if warming:
            warming.join()  # what it loads stays to the end too
    # What was loaded by now stays to the end, and need not be looked through each time garbage is looked for.
    gc.collect()
    gc.freeze()
