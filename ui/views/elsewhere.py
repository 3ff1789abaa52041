"""What another tab did to the conversation of this one: said plainly, lest the reader wonder."""

from collections.abc import Sequence

from assistant.records import Message
from ingest.errors import ReviewsError
from ui import resources, session
from ui import session_conversations as known
from ui.words import counted

_DELETED = (
    "The conversation that was open here is not kept any more: it was deleted, here or in another tab, or its "
    "days were over. What you ask stands in a new conversation."
)


def notice(messages: Sequence[Message]) -> None:
    """Have a line at the head of the page, where the conversation is not as this tab left it.

    A conversation that was deleted is let go of: the next question begins another.
    """
    here = session.conversation()
    kept = [message.id for message in messages if message.id > 0]
    last = known.shown(here)
    if last is not None and not messages and _is_gone(here):
        known.forget_shown(here)
        session.begin_another()
        session.notice(_DELETED)
        return
    if kept:
        known.note_shown(here, kept[-1])
    new = sum(number > last for number in kept) if last is not None else 0
    if new:
        session.notice(
            f"This conversation went on in another tab: {counted(new, 'question')} below came from there."
        )


def _is_gone(conversation: str) -> bool:
    """Whether the records can be read, and do not hold it."""
    try:
        return not resources.records().holds(conversation)
    except ReviewsError:
        return False
