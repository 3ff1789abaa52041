"""What a refusal of an endpoint means, in one line for whoever reads the answer.

Endpoints repeat keys and prompts in what they say, so nothing of their text is ever handed on: it is only looked
through for the few wordings that tell one fault from another.
"""

import json
import re
from dataclasses import dataclass, replace

from assistant.model.nouns import Fault
from assistant.model.shape import PARAMETERS

TOO_LONG = re.compile(
    r"context_length_exceeded|exceed_context_size|string_above_max_length|"
    r"maximum (?:context|model|prompt|input) length|"  # OpenAI, Azure, vLLM
    r"exceeds? (?:the )?(?:\w+ )?(?:context|prompt)|"  # llama.cpp, Ollama, llama-cpp-python
    r"context (?:size|window|length) (?:has been |was )?exceeded|"  # llama.cpp, in a slot
    r"larger than the context|longer than the (?:maximum )?(?:context|model)|"
    r"input tokens exceed|prompt is too long|too many (?:input )?tokens|reduce the length of the"
)
FILTERED = re.compile(r"content_filter|content management policy|responsibleaipolicy")
REFUSES = re.compile(
    r"unsupported|unrecogni[sz]ed|unknown|unexpected|not (?:supported|permitted|allowed|accepted|recogni[sz]ed)|"
    r"does not support|extra_forbidden|extra (?:inputs|fields)|additional propert|invalid (?:parameter|argument)"
)
UNKNOWN_MODEL = re.compile(
    r"model_not_found|deploymentnotfound|invalid model|not a valid model|"
    r"(?:model|deployment)\b.{0,200}?(?:not (?:be )?found|does not exist|doesn't exist|is unknown|not available)|"
    r"no such model|unknown model",
    re.DOTALL,
)
USED_UP = re.compile(r"insufficient_quota|exceeded your current quota|billing")
STREAM, JSON = "text/event-stream", "application/json"


@dataclass(frozen=True, slots=True)
class Failure:
    """One request that came to nothing.

    ``again``: whether the same request may succeed a little later; ``wait``: the seconds the endpoint asks for before
    that; ``refuses``: the parameter that it does not take; ``alive``: whether the endpoint is well, and it is the request
    that it does not like.
    """

    fault: Fault
    said: str
    again: bool = False
    wait: float | None = None
    refuses: str = ""
    alive: bool = False

    def unwaited(self, seconds: float) -> "Failure":
        """The same, where it asks for a wait that nobody has the time for."""
        longer = "It asks for a wait of" if self.wait is not None else "There is no time for a wait of"
        return replace(self, again=False, said=f"{self.said} {longer} {max(1, round(seconds))} s.")


class Failing(Exception):
    """Carries a failure through the libraries."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.fault)
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Place:
    """The endpoint as it is named to people: its host, and the model asked for."""

    where: str
    model: str

    def fails(self, fault: Fault, what: str, *, again: bool = False) -> Failure:
        """A failure, said in one line that begins with the endpoint."""
        return Failure(fault, f"The model at {self.where} {what}.", again=again)

    def answered(self, status: int, kind: str, body: str, wait: float | None = None) -> Failure:
        """What an answer means that is no stream of text.

        Args:
            status: the HTTP status.
            kind: the media type, without its parameters.
            body: the beginning of what it says.
            wait: seconds that its Retry-After asks for.
        """
        text = body.lower()
        if 300 <= status < 400:
            return self.fails("redirect", "redirects to another address, which is not followed")
        if status == 401:
            return self.fails("wrong_key", "refused the key (HTTP status 401)")
        if status == 407:
            return self.fails("unreachable", "cannot be reached: the proxy asks for a password")
        if "html" in kind and status < 500 and status != 429:
            return self.fails(
                "no_model_there", "is none: a web page came back. Check the address, up to and with /v1"
            )
        if status == 403:
            return self.fails("wrong_key", "refused the key or the access to it (HTTP status 403)")
        if status < 300:
            return self._no_stream(body, kind, wait)
        if status == 402 or (status == 429 and USED_UP.search(text)):
            return self.fails("busy", "says that what was paid for is used up")
        if status == 429:
            return replace(self.fails("busy", "is busy (HTTP status 429)", again=True), wait=wait)
        if status == 413 or (status in (400, 422, 500) and TOO_LONG.search(text)):
            return self.fails("too_long", "takes less text at once than it was sent")
        if status in (404, 405, 410, 501):
            if status == 404 and UNKNOWN_MODEL.search(text):
                return self._unknown()
            return self.fails(
                "no_model_there", f"is none: HTTP status {status}. Check the address, up to and with /v1"
            )
        if status >= 500 or status in (408, 409, 425):
            failed = self.fails("server_error", f"failed by itself (HTTP status {status})", again=True)
            return replace(failed, wait=wait)
        if FILTERED.search(text):
            return self.fails("refused", "refused the question: its filter of content stopped it")
        if refuses := _refused_parameter(body):
            failed = self.fails("broken", f"does not take {refuses}")
            return replace(failed, refuses=refuses, alive=True)
        if UNKNOWN_MODEL.search(text):
            return self._unknown()
        failed = self.fails("broken", f"does not understand the request (HTTP status {status})")
        return replace(failed, alive=True)

    def event(self, body: object) -> Failure:
        """What an error within a stream means."""
        if TOO_LONG.search(str(body).lower()):
            return self.answered(400, JSON, str(body))
        return self.fails("broken", "broke off with an error")

    def _no_stream(self, body: str, kind: str, wait: float | None) -> Failure:
        """A status of success without a stream: some servers and gateways put an error's code into the body."""
        try:
            error = json.loads(body).get("error")
        except (ValueError, AttributeError, RecursionError):
            error = None
        if error:
            code = error.get("code") if isinstance(error, dict) else None
            return self.answered(
                code if isinstance(code, int) and 400 <= code < 600 else 400, JSON, body, wait
            )
        what = "another kind of answer" if kind else "an answer of no kind"
        return self.fails("no_model_there", f"does not speak as a model does: {what} came back, not a stream")

    def _unknown(self) -> Failure:
        named = " ".join(self.model.split())[:80]
        return self.fails("unknown_model", f'does not know "{named}"')


def _refused_parameter(body: str) -> str:
    """The parameter that an answer says is not taken: by name where it gives one, else the first it speaks of."""
    try:
        error = json.loads(body)["error"]
        named = error.get("param")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        named = None
    if named in PARAMETERS:
        return str(named)
    found = [(body.find(name), name) for name in PARAMETERS if name in body]
    return min(found)[1] if found and REFUSES.search(body.lower()) else ""
