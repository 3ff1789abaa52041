"""A model at an OpenAI-compatible endpoint, through LlamaIndex, with every way it may fail told apart.

Of the environment it reads nothing but the settings and the system's proxies and certificates: the client's other
variables (OPENAI_ORG_ID, OPENAI_CUSTOM_HEADERS, ...) have no effect, as the headers are written anew.
"""

import random
import ssl
import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass

from assistant.model.address import Address, read_address
from assistant.model.breaker import Breaker
from assistant.model.clock import Clock
from assistant.model.faults import Failure, Place
from assistant.model.nouns import Message, ModelFailed, Usage
from assistant.model.shape import Shape
from assistant.model.silence import silence
from assistant.model.waiting import MOST_SECONDS, RETRIES, backoff
from ingest.errors import ReviewsError
from ingest.settings import Settings

NO_KEY = "none"  # local servers ask for none, and the client will not go without
DEAD = ("unreachable", "slow", "busy", "server_error", "cut", "broken", "no_model_there", "redirect")


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for connecting, and for the first sign of the model, of each request."""

    connecting: float = 5.0
    first_word: float = 15.0


class Endpoint:
    """A model that may be asked by threads at once. Nothing is sent, and no library loaded, before the first call.

    Args:
        address: where it is.
        model: its name there.
        key: appears in no text that this module makes.
        limits: how long it is waited for.
        breaker: lets it rest when it is dead; one of its own if none is given.
        chance: a number from 0 to 1, for the waits between retries.
        sleep: waits.
    """

    def __init__(
        self,
        address: Address,
        model: str,
        key: str,
        limits: Limits,
        *,
        breaker: Breaker | None = None,
        chance: Callable[[], float] = random.random,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._address, self._model, self._key, self._limits = address, model, key or NO_KEY, limits
        self._breaker = breaker or Breaker(address.where)
        self._chance, self._sleep = chance, sleep
        self._place = Place(address.where, model)
        self._shape = Shape()
        self._encryption: ssl.SSLContext | None = None
        self._prepared, self._preparing = False, threading.Lock()

    @property
    def name(self) -> str:
        """The model, as settings name it."""
        return self._model

    @property
    def where(self) -> str:
        """The host that questions and passages go to, with its port if it has one."""
        return self._address.where

    def prepare(self) -> None:
        """Load the libraries, which takes seconds the first time; a call does so by itself, at its own cost."""
        with self._preparing:
            if not self._prepared:
                from assistant.model.client import load
                from assistant.model.wire import encryption

                load()
                if self._address.encrypted:
                    self._encryption = encryption()
                self._prepared = True
        silence()

    def stream(
        self, messages: Sequence[Message], *, most_tokens: int, until: float
    ) -> Generator[str | Usage, None, None]:
        """Yield the answer's text as it comes, and last what it cost, also where it then fails.

        Args:
            messages: the chat so far.
            most_tokens: how many tokens the answer may have.
            until: ``time.monotonic()`` after which nothing more is waited for.

        Raises:
            ModelFailed: while streaming, also after some text was yielded. It has no cause and no context, as these
                hold what was sent.
        """
        trial = self._breaker.enter()
        failure: Failure | None = None
        told, started = False, time.monotonic()
        try:
            with closing(self._tries(messages, most_tokens, started, until)) as pieces:
                for piece in pieces:
                    if isinstance(piece, Failure):
                        failure = piece
                    else:
                        yield piece
            told = True
        finally:
            hurried = (
                until - started < self._limits.first_word
            )  # too little time was given to blame the endpoint
            if not told or (failure and failure.fault == "slow" and hurried):
                self._breaker.left(trial)
            elif failure and failure.fault in DEAD and not failure.alive:
                self._breaker.failed()
            else:
                self._breaker.passed()
        if failure:
            raise ModelFailed(failure.fault, failure.said)

    def _tries(
        self, messages: Sequence[Message], most_tokens: int, asked: float, until: float
    ) -> Generator[str | Usage | Failure, None, None]:
        """Requests until one is answered or the failure is final; a failure comes last."""
        shape, retries, calls = self._shape, 0, 0
        if until <= asked:
            yield self._place.fails("slow", "was not asked: the time for the answer was over")
            return
        self.prepare()
        while True:
            calls += 1
            failure, spoke, usage = None, False, Usage()
            with closing(self._request(messages, shape, most_tokens, asked, until)) as pieces:
                for piece in pieces:
                    if isinstance(piece, Failure):
                        failure = piece
                    elif isinstance(piece, Usage):
                        usage = piece
                    else:
                        spoke = True
                        yield piece
            usage += Usage(calls=calls)
            if failure is None:
                self._shape = shape  # what was mended stays mended
                yield usage
                return
            mended = shape.without(failure.refuses)
            if mended != shape and not spoke:
                shape = mended
                continue
            if failure.again and not spoke and retries < RETRIES:
                wait = backoff(retries, self._chance) if failure.wait is None else failure.wait
                if wait <= MOST_SECONDS and time.monotonic() + wait < until:
                    retries += 1
                    self._sleep(wait)
                    continue
                failure = failure.unwaited(wait)
            if usage.sent:
                yield usage
            yield failure
            return

    def _request(
        self, messages: Sequence[Message], shape: Shape, most_tokens: int, asked: float, until: float
    ) -> Generator[str | Usage | Failure, None, None]:
        from assistant.model.client import Client

        clock = Clock(self._limits.connecting, self._limits.first_word, asked, until)
        client = Client(self._address, self._key, self._place, clock, self._encryption)
        yield from client.ask(messages, shape, most_tokens)


def open_endpoint(settings: Settings) -> Endpoint:
    """The endpoint that settings name. Nothing is sent yet.

    Raises:
        ReviewsError: no model is named, neither a key nor an address is set, or one of them cannot be one.
    """
    if not settings.model.strip():
        raise ReviewsError(
            "No model is named for written answers", "Set REVIEWS_MODEL to its name at the endpoint"
        )
    key = settings.openai_api_key.strip()
    if not key and not settings.openai_base_url.strip():
        raise ReviewsError(
            "Written answers need an endpoint",
            "Set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own",
        )
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise ReviewsError(
            "OPENAI_API_KEY holds characters that no key has", "Copy the key again, in one line"
        )
    return Endpoint(
        read_address(settings.openai_base_url),
        settings.model.strip(),
        key,
        Limits(settings.connect_seconds, settings.first_token_seconds),
    )
