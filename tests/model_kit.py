"""What the rooms about the model's endpoint share: a key and a question that may appear nowhere, and one call."""

import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from model_server import ModelServer

from assistant.model.address import read_address
from assistant.model.breaker import Breaker
from assistant.model.endpoint import Endpoint, Limits
from assistant.model.nouns import Message, ModelFailed, Usage

KEY = "sk-canary-0123456789"
QUESTION = "What is known of the child Zebedee Quillfeather?"
CANARIES = (KEY, "canary", "Zebedee", "Quillfeather")
CONNECT = 1.0
SLACK = 2.5  # seconds over a limit, for a machine that is busy


@dataclass
class Called:
    """What a call came to."""

    text: str = ""
    usage: Usage | None = None
    failed: ModelFailed | None = None
    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)

    @property
    def fault(self) -> str:
        return self.failed.fault if self.failed else ""

    @property
    def said(self) -> str:
        return self.failed.said if self.failed else ""


def open_at(
    url: str,
    waits: list[float] | None = None,
    *,
    first_word: float = 10.0,
    breaker: Breaker | None = None,
    model: str = "m",
) -> Endpoint:
    """An endpoint whose waits are written down instead of waited for, and never by chance."""
    kept = [] if waits is None else waits
    return Endpoint(
        read_address(url),
        model,
        KEY,
        Limits(CONNECT, first_word),
        chance=lambda: 0.5,
        sleep=kept.append,
        breaker=breaker,
    )


def call(
    endpoint: Endpoint, *, seconds: float = 15.0, most_tokens: int = 60, messages: Sequence[Message] = ()
) -> Called:
    """Ask, and gather what comes."""
    found, started = Called(), time.monotonic()
    chat = messages or [Message("system", "Rules."), Message("user", f"Question: {QUESTION}")]
    try:
        for piece in endpoint.stream(chat, most_tokens=most_tokens, until=started + seconds):
            if isinstance(piece, Usage):
                found.usage = piece
            else:
                found.text += piece
    except ModelFailed as failed:
        found.failed = failed
    found.seconds = time.monotonic() - started
    return found


def reveals(error: BaseException) -> str:
    """All that can be read off an error: its texts, its traceback, and what stands behind it."""
    assert error.__cause__ is None and error.__context__ is None
    return "\n".join([str(error), repr(error), repr(error.args), *traceback.format_exception(error)])


def check_said(said: str) -> None:
    """One plain line, without key or question."""
    assert said and said == said.strip() and said.isprintable() and len(said) < 200, said
    assert said.endswith(".") and not any(canary in said for canary in CANARIES), said


@pytest.fixture(scope="session")
def libraries() -> None:
    """The libraries are loaded and have been used once, so that no test's time holds it."""
    with ModelServer() as first:
        endpoint = open_at(first.url)
        endpoint.prepare()
        assert call(endpoint).failed is None and "openai" in sys.modules


@pytest.fixture
def server(libraries: None) -> Iterator[ModelServer]:
    """A server that behaves until it is told otherwise."""
    with ModelServer() as opened:
        yield opened
