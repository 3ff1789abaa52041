"""A question on its way: begun, or joined where a rerun or another tab finds it begun, and shown until it is done."""

from collections.abc import Iterator, Sequence
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements.lib.mutable_status_container import StatusContainer

from assistant.nouns import Composing, Event, Finished, Passed, Searched, Turn, Wrote
from assistant.records import Message, turns
from assistant.under_way import Asking
from ingest.errors import IndexMissing, ReviewsError
from ui import resources, session, session_ask, session_conversations
from ui.drawing import frame
from ui.drawing.answer import checked
from ui.drawing.markup import label
from ui.drawing.show import show
from ui.state_of_index import empty

_FIRST = "Reading your question"
_LOOKS_UP = 0.2  # seconds between two looks at whether the reader pressed something
_SAYS_HOW_LONG = 3  # seconds after which the time it has taken is told


def begin(messages: Sequence[Message]) -> Asking | None:
    """Begin the question that was put, or join the one on its way in this conversation; None where there is none.

    A question put while another is on its way waits for it.
    """
    here, under_way = session.conversation(), resources.under_way()
    going: Asking | None = under_way.of(here)
    put = session_ask.take()
    if put is None or (going is None and put.twice and _answers(messages, put.question)):
        return going
    if going is None:
        history = turns(messages)
        going = under_way.begin(
            here,
            put.question,
            put.filters,
            resources.records,
            partial(_stream, put, history),
        )
        if going.message.id > 0:
            session_conversations.note_own(here, going.message.id)
    if (going.question, going.filters) != (put.question, put.filters):
        session_ask.put_back(put)
    return going


def _stream(put: session_ask.Put, history: Sequence[Turn]) -> Iterator[Event]:
    """The assistant at work; of a folder without a file it says so, as the page does, and names no index."""
    try:
        yield from resources.assistant().stream(put.question, history, put.filters)
    except IndexMissing:
        if told := empty(resources.settings()):
            raise ReviewsError(told) from None
        raise


def _answers(messages: Sequence[Message], question: str) -> bool:
    """Whether the last message is the answer to this question."""
    return bool(messages) and messages[-1].status == "complete" and messages[-1].question == question


def is_on_its_way() -> bool:
    """Whether a question was put in this conversation, or is being answered there."""
    return session_ask.waiting() or resources.under_way().of(session.conversation()) is not None


def first_word(place: DeltaGenerator) -> StatusContainer:
    """That the question has come, and how to end it: shown before anything else is read or drawn.

    Returns the place for what is told next.
    """
    here, under_way = session.conversation(), resources.under_way()
    with place, st.container(horizontal=True, vertical_alignment="center", gap="small", key="progress"):
        status = st.status(_FIRST, expanded=False, width="stretch")
        st.button("Stop", key="stop", on_click=under_way.stop, args=(here,))
    return status


def show_question(asking: Asking, place: DeltaGenerator) -> None:
    """Show the question itself, in a place for one thing, as soon as it has passed the guard."""
    if any(isinstance(event, Passed) for event in asking.wait(0, _LOOKS_UP)):
        with place:
            show(frame.question(asking.message))


def follow(asking: Asking, status: StatusContainer, place: DeltaGenerator) -> None:
    """Show what happens until it is done. Whatever the reader presses breaks this off, and not the question.

    Args:
        asking: the question on its way.
        status: where the stage is told.
        place: where the question itself is shown; what is written of its answer follows it.
    """
    seen, said, told = 0, _FIRST, ""
    while True:
        events = asking.wait(seen, _LOOKS_UP)
        # Where Streamlit breaks off what it draws, if the reader pressed something.
        here = session.conversation()
        for event in events:
            if isinstance(event, Passed):
                show_question(asking, place)
            said = _stage(event) or said
        seen += len(events)
        if not events and asking.done:
            break
        if (now := _with_time(said, asking.seconds)) != told:
            told = now
            status.update(label=told)
    if unkept := resources.under_way().take_unkept(here):
        session.show_unkept(unkept)
    session.note_answer()


def _stage(event: Event) -> str:
    """The words for the stage that an event begins, empty where it begins none; a claim that is written is shown."""
    if isinstance(event, Passed):
        held, _ = resources.index()
        count = len(held.reviews) if held else 0
        return f"Searching {count} reviews" if count > 1 else "Searching the reviews"
    if isinstance(event, Searched):
        return f"Reading what was found for: {label(event.query.searched_for)}"
    if isinstance(event, Composing):
        return event.doing
    if isinstance(event, Wrote):
        show(checked(event.statement))
    return "Here is the answer" if isinstance(event, Finished) else ""


def _with_time(said: str, seconds: float) -> str:
    return f"{said} ({seconds:.0f} seconds so far)" if seconds >= _SAYS_HOW_LONG else said
