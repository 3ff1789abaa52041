"""One request of a chat, through LlamaIndex's client. Imported by the verb that calls."""

import importlib
import json
import ssl
from collections.abc import Generator, Iterator, Sequence
from typing import Any

from assistant.model.address import Address
from assistant.model.clock import Clock, Late
from assistant.model.faults import Failing, Failure, Place
from assistant.model.nouns import Message, Usage
from assistant.model.shape import Shape
from assistant.model.spoken import Spoken

CHARACTERS_PER_TOKEN = 4  # of English, for an estimate
MOST_PER_TOKEN = 12  # characters; who writes more for each token allowed does not keep to the limit
SPARE = 4_000


def load() -> None:
    """Import what a request needs; the client itself would put off a part to the first request."""
    for name in ("llama_index.llms.openai_like", "openai.resources.chat", "assistant.model.wire"):
        importlib.import_module(name)


class Client:
    """Asks once, over a connection that is closed when the asking ends, however it ends."""

    def __init__(
        self, address: Address, key: str, place: Place, clock: Clock, encryption: ssl.SSLContext | None
    ) -> None:
        from assistant.model.wire import Wire

        self._address, self._place, self._clock = address, place, clock
        self._wire = Wire(place, key, clock, encryption, address.proxy)

    def ask(
        self, messages: Sequence[Message], shape: Shape, most_tokens: int
    ) -> Generator[str | Usage | Failure, None, None]:
        """Yield text as it comes, what it cost if anything was answered, and last a failure if it failed."""
        spoken, heard = Spoken(), _Heard()
        failure: Failure | None = None
        try:
            for chunk in self._chunks(messages, shape, most_tokens):
                text = heard.take(chunk)
                self._wire.understood = True
                if heard.characters:
                    self._clock.spoke()
                if heard.refused:
                    failure = self._place.fails("refused", "refused to answer")
                    break
                if heard.characters > MOST_PER_TOKEN * most_tokens + SPARE:
                    failure = self._place.fails(
                        "cut_short", "wrote far more than it was allowed, and was stopped"
                    )
                    break
                if text and (shown := spoken.hear(text)):
                    heard.shown = True
                    yield shown
                if heard.finish:
                    self._clock.complete()
                self._clock.left()
        except Exception as error:  # the libraries meet broken answers with errors of many types
            failure = None if heard.finish else self._told(error)
        finally:
            self._wire.close()
        failure = failure or self._ending(heard, most_tokens)
        if failure is None and (shown := spoken.end()):
            heard.shown = True
            yield shown
        if failure is None and not heard.shown:
            failure = self._place.fails("empty", "sent an answer without words")
        if heard.chunks:
            yield heard.usage or Usage(
                sum(len(message.content) for message in messages) // CHARACTERS_PER_TOKEN + 1,
                heard.characters // CHARACTERS_PER_TOKEN,
                estimated=True,
            )
        if failure:
            yield failure

    def _chunks(self, messages: Sequence[Message], shape: Shape, most_tokens: int) -> Iterator[Any]:
        import httpx
        import openai
        from llama_index.core.base.llms.types import ChatMessage
        from llama_index.llms.openai_like import OpenAILike

        try:
            llm = OpenAILike(
                model=self._place.model,
                api_key="unused",  # the wire writes the headers, so that the client never has the key
                api_base=self._address.url,
                is_chat_model=True,
                max_retries=0,
                openai_client=openai.OpenAI(
                    api_key="unused",
                    base_url=self._address.url,
                    max_retries=0,
                    http_client=httpx.Client(transport=self._wire, follow_redirects=False, trust_env=False),
                ),
            )
        except ValueError:  # LlamaIndex knows the models that have another protocol only
            raise Failing(
                self._place.fails("unknown_model", "cannot be used: this model speaks another protocol")
            ) from None
        parameters = {
            name: openai.omit if value is None else value
            for name, value in shape.parameters(most_tokens).items()
        }
        chat = [ChatMessage(role=message.role, content=_whole(message.content)) for message in messages]
        yield from llm.stream_chat(chat, **parameters)

    def _ending(self, heard: "_Heard", most_tokens: int) -> Failure | None:
        """What is wrong with how a stream ended."""
        if heard.finish == "length":
            return self._place.fails("cut_short", f"was cut short at {most_tokens} tokens")
        if heard.finish == "content_filter":
            return self._place.fails("refused", "stopped: its filter of content stepped in")
        if heard.finish == "error":
            return self._place.fails("broken", "broke off with an error")
        if not heard.finish and not self._wire.done:
            return self._place.fails("cut", "broke off in the middle of its answer", again=True)
        return None

    def _told(self, error: Exception) -> Failure:
        """The failure behind an error; its own text may hold the key or the question, and is not looked at."""
        import httpcore
        import openai

        chain: list[BaseException] = [error]
        while (after := chain[-1].__cause__ or chain[-1].__context__) and after not in chain:
            chain.append(after)
        for found in chain:
            if isinstance(found, Failing):
                return found.failure
            if isinstance(found, Late | httpcore.TimeoutException):
                return self._late()
            if isinstance(found, ssl.SSLCertVerificationError):
                return self._place.fails("unreachable", "cannot be reached: its certificate is not trusted")
            if isinstance(found, ssl.SSLError):
                return self._place.fails("unreachable", "cannot be reached: it does not speak https properly")
            if isinstance(found, httpcore.ProxyError):
                return self._place.fails(
                    "unreachable", "cannot be reached: the proxy does not let it through"
                )
        for found in chain:
            if isinstance(found, httpcore.ConnectError):
                # Where a connection is refused at once nobody listens, and a moment later nobody will.
                closed = any(isinstance(one, ConnectionRefusedError) for one in chain)
                return self._place.fails(
                    "unreachable", "cannot be reached: nothing answers there", again=not closed
                )
            if isinstance(found, httpcore.NetworkError | httpcore.ProtocolError):
                return self._place.fails("cut", "broke the connection off", again=True)
        if isinstance(error, openai.APIError) and type(error) is openai.APIError:
            return self._place.event(error.body)
        if self._wire.ended and isinstance(error, json.JSONDecodeError | UnicodeDecodeError):
            return self._place.fails("cut", "broke off in the middle of its answer", again=True)
        return self._place.fails("broken", "sent an answer that cannot be read")

    def _late(self) -> Failure:
        seconds = f"{max(round(self._clock.allowed, 1), 0.1):g} s"
        if self._clock.phase == "connecting":
            return self._place.fails("slow", f"could not be reached within {seconds}")
        if self._clock.phase == "first word":
            return self._place.fails("slow", f"did not answer within {seconds}")
        return self._place.fails("slow", f"did not finish its answer within {seconds}")


class _Heard:
    """What was heard of a stream so far. A client that checks nothing hands on whatever type was sent."""

    def __init__(self) -> None:
        self.chunks = self.characters = 0
        self.shown = self.refused = False
        self.finish = ""
        self.usage: Usage | None = None

    def take(self, chunk: Any) -> str:
        """The text of the next chunk.

        Raises:
            TypeError: it is none.
        """
        self.chunks += 1
        raw = chunk.raw
        self.usage = _usage(getattr(raw, "usage", None)) or self.usage
        for choice in raw.choices[:1]:
            delta = choice.delta
            self.refused = self.refused or bool(getattr(delta, "refusal", None))
            reasoning = getattr(delta, "reasoning_content", None) or getattr(delta, "reasoning", None)
            self.characters += len(reasoning) if isinstance(reasoning, str) else 0
            finish = getattr(choice, "finish_reason", None)
            self.finish = finish if isinstance(finish, str) and finish else self.finish
        text = chunk.delta or ""
        if not isinstance(text, str):
            raise TypeError
        self.characters += len(text)
        return text


def _usage(found: Any) -> Usage | None:
    sent, received = (getattr(found, name, None) for name in ("prompt_tokens", "completion_tokens"))
    if isinstance(sent, int) and isinstance(received, int) and sent > 0 and received >= 0:
        return Usage(sent, received)
    return None


def _whole(text: str) -> str:
    """The text without halves of characters, which cannot be sent and whose error would repeat the text."""
    return text.encode("utf-8", "replace").decode("utf-8")
