"""The HTML document that Streamlit's app is loaded into, made to say its language and its name."""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_REPLACED = (
    (b'<html lang="en">', b'<html lang="en-GB">'),  # a screen reader chooses its voice by this
    (b"<title>Streamlit</title>", b"<title>Ask the Reviews</title>"),  # until a page has told its own
)
# The part of Streamlit that draws the search of conversations, which stands on the page with the first answer. Loaded
# then, it is lost where the server goes in between, and a red box stays in its place until the page is loaded again.
_EARLY = "TextInput.*.js"
_IMPORTED = re.compile(r"(?:from|import)\s*[\"']\./([\w.-]+\.js)[\"']")
_NOT_PASSED_ON = {b"accept-encoding", b"range", b"if-none-match", b"if-modified-since"}
_NO_LONGER_TRUE = {b"content-length", b"etag", b"last-modified", b"accept-ranges"}


def in_our_words(document: bytes) -> bytes:
    """The document with its language and its first title; one that is worded otherwise stays as it is."""
    for theirs, ours in _REPLACED:
        document = document.replace(theirs, ours, 1)
    return document.replace(b"</head>", _early(document) + b"</head>", 1)


def _early(document: bytes) -> bytes:
    """Links that have the browser load some parts with the page, which it does not load with it anyway."""
    links = (f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in _parts())
    return "".join(link for link in links if link.encode() not in document).encode()


@cache
def _parts() -> tuple[str, ...]:
    """The files of what is loaded early, with those that they import; none where Streamlit names them otherwise."""
    import streamlit

    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    found = sorted(path.name for path in folder.glob(_EARLY))
    for name in found:  # grows on the way
        imported = _IMPORTED.findall((folder / name).read_text(encoding="utf-8"))
        found += [one for one in imported if one not in found and (folder / one).is_file()]
    return tuple(found)


class OwnDocument:
    """Rewrites what is asked for as a page to read and comes as HTML; all else passes as it is."""

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Handle one request."""
        if scope["type"] != "http" or not _for_reading(scope):
            await self._app(scope, receive, send)
            return
        # Whole and not packed, or there would be nothing to rewrite.
        kept = [(name, value) for name, value in scope["headers"] if name not in _NOT_PASSED_ON]
        held = _Held(send)
        await self._app({**scope, "headers": kept}, receive, held.send)


class _Held:
    """Holds an HTML response back until it is whole, and sends it rewritten."""

    def __init__(self, send: "Send") -> None:
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: "Message") -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self._start = message
        elif self._start is None or message["type"] != "http.response.body":
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)

    async def _finish(self, start: "Message") -> None:
        body = in_our_words(self._body)
        headers = [(name, value) for name, value in start["headers"] if name.lower() not in _NO_LONGER_TRUE]
        length = (b"content-length", str(len(body)).encode())
        await self._send({**start, "headers": [*headers, length]})
        await self._send({"type": "http.response.body", "body": body})


def _for_reading(scope: "Scope") -> bool:
    accepted = [value for name, value in scope["headers"] if name == b"accept"]
    return scope["method"] == "GET" and any(b"text/html" in value for value in accepted)


def _is_html(start: "Message") -> bool:
    headers = start.get("headers", [])
    return start["status"] == 200 and any(
        name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in headers
    )
