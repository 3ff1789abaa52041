"""What the rooms about written answers share: a model that says what the test tells it, and an assistant that asks it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from conftest import Corpus

from assistant.assistant import Assistant
from assistant.contacts import load_register
from assistant.model.nouns import Message, Model, ModelFailed, Usage
from assistant.nouns import Answer, Composing, Event, Finished, Wrote
from ingest.settings import Settings

Reply = str | ModelFailed | Callable[[Sequence[Message]], str]
HENRY, CHILD_S = "nyscp-child-h-scr", "wsscp-child-s-scr-2016"
AGE = "How old was Henry when he came in with seizures?"


@dataclass
class Says:
    """A model that gives these replies in turn, and the last for ever; ``breaks`` fails after the text of that call."""

    replies: list[Reply]
    breaks: ModelFailed | None = None
    asked: list[Sequence[Message]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return "scripted"

    def stream(self, messages: Sequence[Message], *, most_tokens: int, until: float) -> Iterator[str | Usage]:
        reply = self.replies[min(len(self.asked), len(self.replies) - 1)]
        self.asked.append(messages)
        if isinstance(reply, ModelFailed):
            raise reply
        text = reply if isinstance(reply, str) else reply(messages)
        for at in range(0, len(text), 7):
            yield text[at : at + 7]
        yield Usage(100, 10, 1)
        if self.breaks is not None:
            raise self.breaks


def shown(messages: Sequence[Message]) -> dict[int, str]:
    """The numbered sentences of a prompt."""
    return {
        int(number): text
        for number, text in re.findall(r"^\[(\d+)\] \([\w ]+\) (.*)$", messages[1].content, re.MULTILINE)
    }


def number_of(messages: Sequence[Message], words: str) -> int:
    """The number of the first sentence shown that has these words."""
    return next(number for number, text in shown(messages).items() if words in text)


def citing(claim: str, words: str) -> Reply:
    """A reply of one claim that cites the sentence with some words."""
    return lambda messages: f"{claim} [{number_of(messages, words)}]"


def written(corpus: Corpus, model: Model, **settings: object) -> Assistant:
    """An assistant over a corpus that writes with a model."""
    made = Settings.model_validate(
        corpus.settings.model_dump()
        | {"model": "scripted", "openai_base_url": "http://127.0.0.1:9/v1"}
        | settings
    )
    return Assistant(made, load_register(made.contacts), open_model=lambda _: model)


def asked(corpus: Corpus, question: str, *replies: Reply, **settings: object) -> Answer:
    """The answer to a question by a model with these replies."""
    return written(corpus, Says(list(replies)), **settings).ask(question)


def told(events: Sequence[Event]) -> tuple[list[str], list[str], Answer]:
    """What was said to be going on, the claims as they came, and the answer."""
    doing = [event.doing for event in events if isinstance(event, Composing)]
    claims = [event.statement.text for event in events if isinstance(event, Wrote)]
    (answer,) = [event.answer for event in events if isinstance(event, Finished)]
    return doing, claims, answer
