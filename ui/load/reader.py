"""A reader of the page without a browser: Streamlit's own messages over a WebSocket of its own."""

import re
import time
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from ui.reader import READER

_HEADING = re.compile(r"<h2[^>]*\bclass=\"asked[^>]*>(.*?)</h2>", re.DOTALL)
_QUOTE = re.compile(r"<blockquote>(.*?)</blockquote>", re.DOTALL)
_TAG = re.compile(r"<span class=\"unseen\">.*?</span>|<[^>]+>")
_BOTTOM = 3  # the part of the page that holds the question box and what is told of its question
_ANSWERED_WITHIN = 60  # seconds
_LARGEST = 64 * 1024 * 1024  # bytes in a message


class PageFault(Exception):
    """The page showed an error, or closed the connection."""


@dataclass(frozen=True, slots=True)
class Given:
    """One question and what the page showed of it; times in seconds from sending it.

    ``first``: until the page said that it is at work. ``headings``: of every question shown, in order;
    ``quotes``: of all their answers. ``listed``: how many conversations the page lists.
    """

    question: str
    first: float
    whole: float
    headings: tuple[str, ...]
    quotes: tuple[str, ...]
    listed: int


@dataclass
class _Run:
    """What has come of one run of the page so far."""

    started: float
    first: float = 0.0
    html: dict[tuple[int, ...], str] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)
    box: str = ""
    fault: str = ""


class Reader:
    """One tab, one conversation."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._box = ""
        self._address = ""  # what stands behind "?": it leads back to the conversation

    async def open(self) -> float:
        """Load the page; seconds until it stands.

        Raises:
            PageFault: it has an error in it, or no question box.
        """
        run = await self._run([])
        if not run.box:
            raise PageFault("the page has no question box")
        return time.perf_counter() - run.started

    async def ask(self, question: str) -> Given:
        """Ask a question, and wait until the page stands again.

        Raises:
            PageFault: the page has an error in it, or did not answer.
        """
        from streamlit.proto.WidgetStates_pb2 import WidgetState

        asked = WidgetState(id=self._box)
        asked.chat_input_value.data = question
        run = await self._run([asked])
        drawn = "".join(run.html[path] for path in sorted(run.html))
        return Given(
            question,
            (run.first or time.perf_counter()) - run.started,
            time.perf_counter() - run.started,
            tuple(_text(found) for found in _HEADING.findall(drawn)),
            tuple(_text(found) for found in _QUOTE.findall(drawn)),
            len(run.listed),
        )

    async def _run(self, widgets: Sequence[Any]) -> _Run:
        """Have the page run, until it stands: a run that only leads to another is not the last."""
        from streamlit.proto.BackMsg_pb2 import BackMsg
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        sent = BackMsg()
        sent.rerun_script.query_string = self._address
        sent.rerun_script.widget_states.widgets.extend(widgets)
        run = _Run(time.perf_counter())
        await self._connection.send(sent.SerializeToString())
        while True:
            left = _ANSWERED_WITHIN - (time.perf_counter() - run.started)
            message = ForwardMsg.FromString(await _within(self._connection, left))
            if message.WhichOneof("type") == "new_session":
                run.html.clear()
                run.listed.clear()
            elif message.WhichOneof("type") == "page_info_changed":
                self._address = message.page_info_changed.query_string
            elif message.WhichOneof("type") == "delta":
                _take(message, run)
            if message.WhichOneof("type") != "script_finished":
                continue
            if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR or run.fault:
                raise PageFault(run.fault or "the page cannot be run")
            if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                self._box = run.box or self._box
                return run


async def _within(connection: ClientConnection, seconds: float) -> bytes:
    import asyncio

    from websockets.exceptions import ConnectionClosed

    try:
        received = await asyncio.wait_for(connection.recv(), max(seconds, 0.001))
    except TimeoutError:
        raise PageFault(f"the page did not stand within {_ANSWERED_WITHIN} seconds") from None
    except ConnectionClosed as error:
        raise PageFault(f"the connection was closed: {error}") from None
    return received if isinstance(received, bytes) else received.encode()


def _take(message: Any, run: _Run) -> None:
    """Note what a change of the page shows."""
    path, delta = tuple(message.metadata.delta_path), message.delta
    if delta.HasField("add_block"):
        if delta.add_block.HasField("expandable") and path[0] == _BOTTOM and not run.first:
            run.first = time.perf_counter()
        return
    kind = delta.new_element.WhichOneof("type")
    if kind == "html":
        run.html[path] = delta.new_element.html.body
    elif kind == "button" and "-open-" in delta.new_element.button.id:
        run.listed.add(delta.new_element.button.id)
    elif kind == "chat_input":
        run.box = delta.new_element.chat_input.id
    elif kind == "exception":
        run.fault = f"the page shows an error: {delta.new_element.exception.type}"


def _text(html: str) -> str:
    return unescape(_TAG.sub("", html)).strip()


@asynccontextmanager
async def reader(port: int) -> AsyncIterator[Reader]:
    """A tab, in a browser of its own, on the page that this machine serves at a port, open and standing."""
    from websockets.typing import Subprotocol

    url = f"ws://127.0.0.1:{port}/_stcore/stream"
    async with connect(
        url,
        subprotocols=[Subprotocol("streamlit")],
        additional_headers={"Cookie": f"{READER}={uuid.uuid4().hex}"},
        max_size=_LARGEST,
        proxy=None,
        open_timeout=30,
    ) as connection:
        opened = Reader(connection)
        await opened.open()
        yield opened
