"""What goes to a model and comes back from it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Fault = Literal[
    "unreachable",
    "slow",
    "busy",
    "server_error",
    "cut",
    "cut_short",
    "empty",
    "refused",
    "broken",
    "no_model_there",
    "redirect",
    "too_long",
    "wrong_key",
    "unknown_model",
    "resting",
    "not_set",
    "unusable",
]


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a chat with the model."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Usage:
    """What calls cost: tokens sent and received, and how many calls; ``estimated`` where the endpoint did not say."""

    sent: int = 0
    received: int = 0
    calls: int = 0
    estimated: bool = False

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.sent + other.sent,
            self.received + other.received,
            self.calls + other.calls,
            self.estimated or other.estimated,
        )


class ModelFailed(Exception):
    """The model gave no usable answer. ``said`` is one line for whoever reads the answer: no key, no question in it."""

    def __init__(self, fault: Fault, said: str) -> None:
        super().__init__(said)
        self.fault, self.said = fault, said


class Model(Protocol):
    """Something that answers a chat."""

    @property
    def name(self) -> str:
        """The model, as settings name it."""
        ...

    def stream(self, messages: Sequence[Message], *, most_tokens: int, until: float) -> Iterator[str | Usage]:
        """Yield the answer's text as it comes, and last what it cost.

        Args:
            messages: the chat so far.
            most_tokens: how many tokens the answer may have.
            until: ``time.monotonic()`` after which nothing more is waited for.

        Raises:
            ModelFailed: while streaming, also after some text was yielded.
        """
        ...
