"""The assistant in written mode, watched: what its model was asked and said, what was shown, and how long it took."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.assistant import Assistant
from assistant.contacts import load_register
from assistant.model.endpoint import open_endpoint
from assistant.model.nouns import Message, Model, ModelFailed, Usage
from assistant.nouns import Answer, Finished, Hit, Query, Statement, Turn, Wrote
from assistant.written.mode import host_of
from assistant.written.reply import Said, claims_in, says_nothing
from eval.scoring.answers import claims_of
from eval.scoring.measures import Result
from ingest.errors import ReviewsError
from ingest.index import Index
from ingest.settings import Settings

DEAD_AFTER = 5  # fall-backs in a row for one reason that no question can have caused
_ENDPOINT = frozenset(
    {"unreachable", "slow", "busy", "server_error", "cut", "broken", "no_model_there", "redirect"}
    | {"wrong_key", "unknown_model", "not_set"}
)


class EndpointDead(ReviewsError):
    """The model's endpoint gives nothing, so that the rest of a run would measure nothing."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the model: what it was sent and said, and why it failed; seconds to its first word and in all."""

    messages: tuple[Message, ...]
    text: str
    fault: str
    first_word: float | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Seen:
    """One question: the answer, the calls it took, and the seconds until a first claim could be read."""

    answer: Answer
    calls: tuple[Call, ...]
    first_claim: float | None

    @property
    def claims(self) -> tuple[Statement, ...]:
        """The claims shown; the quotes that follow them are none."""
        return claims_of(self.answer)

    @property
    def said(self) -> tuple[Said, ...]:
        """What the model claimed at first, before any repair."""
        lines = self.calls[0].text.splitlines() if self.calls else []
        return tuple(one for line in lines if not says_nothing(line) for one in claims_in(line))

    @property
    def reason(self) -> str:
        """Why it is quotes, or broke off: the endpoint's fault, or what the answer says; empty where it is neither."""
        if self.answer.fallback is None:
            return ""
        faults = [call.fault for call in self.calls if call.fault]
        return faults[-1] if faults else self.answer.fallback


@dataclass
class _Watched:
    """A model whose calls are noted down."""

    model: Model
    calls: list[Call] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.model.name

    def stream(self, messages: Sequence[Message], *, most_tokens: int, until: float) -> Iterator[str | Usage]:
        begun, first, text, fault = time.monotonic(), None, "", ""
        try:
            for piece in self.model.stream(messages, most_tokens=most_tokens, until=until):
                if isinstance(piece, str):
                    first = time.monotonic() - begun if first is None else first
                    text += piece
                yield piece
        except ModelFailed as failed:
            fault = failed.fault
            raise
        finally:
            self.calls.append(Call(tuple(messages), text, fault, first, time.monotonic() - begun))


class Watching:
    """Asks as the assistant does, in written mode, and keeps what was seen of each case.

    Raises:
        ReviewsError: no endpoint is set, or the settings of it cannot be right; nothing is asked then.
    """

    def __init__(self, settings: Settings, open_model: Callable[[Settings], Model] | None = None) -> None:
        if open_model is None:
            endpoint = open_endpoint(settings)
            endpoint.prepare()
            self._model = _Watched(endpoint)
        else:
            self._model = _Watched(open_model(settings))
        register = load_register(settings.contacts)
        self._assistant = Assistant(settings, register, open_model=lambda _: self._model)
        self.host = host_of(settings)
        self.seen: dict[str, Seen] = {}
        self._last: Seen | None = None
        self._alike: list[str] = []

    @property
    def model(self) -> str:
        """The model's name."""
        return self._model.name

    @property
    def index(self) -> Index:
        """The index that is answered from."""
        return self._assistant.index

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The answer; what was seen of it is kept until ``note``."""
        self._last = self.watch(question, history)
        return self._last.answer

    def watch(self, question: str, history: Sequence[Turn] = ()) -> Seen:
        """The answer with what was seen of it."""
        self._model.calls = []
        begun, first = time.monotonic(), None
        for event in self._assistant.stream(question, history):
            if isinstance(event, Wrote) and first is None:
                first = time.monotonic() - begun
            if isinstance(event, Finished):
                return Seen(event.answer, tuple(self._model.calls), first)
        raise AssertionError("a stream ends with an answer")

    def search(
        self, question: str, history: Sequence[Turn] = (), top_k: int = 10
    ) -> tuple[Query, tuple[Hit, ...]]:
        """The ranked passages; nothing is sent for it."""
        return self._assistant.search(question, history, top_k)

    def note(self, result: Result) -> None:
        """Keep what was seen of a case that was just asked.

        Raises:
            EndpointDead: so many answers in a row fell back for one reason of the endpoint's.
        """
        seen, self._last = self._last, None
        if seen is None:
            return
        self.seen[result.located.case.id] = seen
        if not seen.calls and not seen.reason:
            return  # the model was not asked, which tells nothing of it
        reason = seen.reason
        if reason == "resting" and self._alike:
            reason = self._alike[-1]
        self._alike = (
            [*self._alike, reason] if reason in _ENDPOINT and reason in self._alike[-1:] else [reason]
        )
        if len(self._alike) >= DEAD_AFTER and reason in _ENDPOINT:
            told = [one.answer.fallback for one in self.seen.values() if one.reason == reason]
            raise EndpointDead(
                f"The last {DEAD_AFTER} answers fell back to quotes: {told[-1] if told else reason}",
                "Mend the endpoint or its settings and run it again; no report was written",
            )
