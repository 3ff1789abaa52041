"""The mark by which the server knows a browser again, so that nobody sees another's conversations.

It is drawn at random and says nothing of anybody. It is no sign-in: whoever sits at the same browser has the same mark.
"""

import re
import uuid
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

READER = "reader"
_MARK = re.compile(r"[0-9a-f]{32}")
_SECONDS = 400 * 24 * 60 * 60  # as long as browsers keep a cookie


def is_mark(text: str) -> bool:
    """Whether a text is a mark as this server gives them."""
    return bool(_MARK.fullmatch(text))


class MarksReaders:
    """Gives a browser that has no mark one with the first page it reads; no script can read it."""

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Handle one request."""
        if scope["type"] != "http" or not _reads_a_page(scope) or is_mark(_mark_of(scope)):
            await self._app(scope, receive, send)
            return
        cookie = f"{READER}={uuid.uuid4().hex}; Path=/; Max-Age={_SECONDS}; HttpOnly; SameSite=Strict"

        async def marking(message: "Message") -> None:
            if message["type"] == "http.response.start":
                message = {
                    **message,
                    "headers": [*message.get("headers", []), (b"set-cookie", cookie.encode())],
                }
            await send(message)

        await self._app(scope, receive, marking)


def _reads_a_page(scope: "Scope") -> bool:
    return scope["method"] == "GET" and any(
        name == b"accept" and b"text/html" in value for name, value in scope["headers"]
    )


def _mark_of(scope: "Scope") -> str:
    held: SimpleCookie = SimpleCookie()
    try:
        for name, value in scope["headers"]:
            if name == b"cookie":
                held.load(value.decode("latin-1"))
    except CookieError:
        return ""
    return held[READER].value if READER in held else ""
