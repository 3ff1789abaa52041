"""A conversation laid out as a paper: each question with what came of it, in order."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from assistant.exports.citing import CALL_999, CHECK
from assistant.exports.facts import CHECK_FIRST
from assistant.exports.of_answer import NOT_KEPT, how_it_was_made, parts_of
from assistant.exports.paper import Heading, Paper, Part, Text, moment
from assistant.in_words import why_unanswered
from assistant.records import Message
from assistant.stored_answers import slim

_TITLE = "A conversation with Ask the Reviews"


def paper_of_conversation(messages: Sequence[Message], exported: datetime) -> Paper:
    """Every message, answered or not. An urgent answer among them puts 999 at the head of the whole paper."""
    urgent = any(one.answer is not None and one.answer.outcome == "urgent" for one in messages)
    return Paper(
        title=_TITLE,
        parts=(
            *((Text(CALL_999, look="alert"),) if urgent else ()),
            Heading(_TITLE, 1),
            Text(f"Exported on {moment(exported)}.", look="aside"),
            Text(CHECK, f"{CHECK_FIRST}: "),
            *(part for message in messages for part in _message(message, exported)),
        ),
        foot="Check each quote in its review before you rely on it.",
        exported=exported,
    )


def _message(message: Message, exported: datetime) -> Iterator[Part]:
    if message.answer is not None:
        given = slim(message.answer)
        yield from parts_of(given, 2, message.asked)
        yield from how_it_was_made(given, exported, level=3)
        return
    yield Heading(" ".join((message.question or NOT_KEPT).split()), 2)
    yield Text(f"Asked on {moment(message.asked)}.", look="aside")
    yield Text(why_unanswered(message))
