"""Telling what is wrong with an answer or with one of its citations: under each answer, closed until it is opened."""

from collections.abc import Mapping, Sequence
from typing import cast

import streamlit as st

from assistant.feedback import LONGEST_WORDS, REASONS, Feedback, Reason
from assistant.records import Message
from assistant.urgent import is_urgent
from ingest.errors import ReviewsError
from ui import resources
from ui import session_conversations as tab
from ui.drawing import feedback as drawing
from ui.drawing.markup import option
from ui.drawing.show import show
from ui.words import FEEDBACK, title_words

_WHOLE = 0  # what is chosen where feedback is on the whole answer


Told = Mapping[int, tuple[Feedback, ...]]
"""What was told of answers, by the number of the message; of one that is not in it nothing can be told."""


def told_of(messages: Sequence[Message]) -> Told:
    """What was told of the answers of a conversation: read at once for all, and none where the records fail."""
    kept = [one.id for one in messages if one.answer is not None and one.id > 0 and not one.fault]
    try:
        return resources.feedback().on(kept) if kept else {}
    except ReviewsError:  # the page says at its head that the records fail
        return {}


def draw(message: Message, told: Told) -> None:
    """What was told of an answer before, and the control to tell more; nothing where there is no answer."""
    if message.answer is None:
        return
    if message.id not in told:
        show(drawing.not_kept())
        return
    key = f"tell-{message.id}"
    opened = st.expander("Tell us about this answer", key=key, on_change="rerun")
    if opened.open:
        with opened:
            _form(message)
    just, urgent = tab.take_sent(message.id)
    show(drawing.sent(told[message.id], just, urgent))


def _form(message: Message) -> None:
    of = f"tell-{message.id}"
    if fault := tab.fault(of):
        show(drawing.fault(fault))
    with st.form(f"telling-{message.id}", border=False):
        st.radio(
            "What is wrong?",
            REASONS,
            index=None,  # none is chosen for the reader: "unsafe" by a careless press would be a false alarm
            key=f"{of}-reason",
            format_func=lambda reason: FEEDBACK[reason],
        )
        numbers = [one.n for one in message.answer.citations] if message.answer else []
        if numbers:
            st.selectbox(
                "Where?",
                (_WHOLE, *numbers),
                key=f"{of}-citation",
                format_func=lambda number: _where(message, number),
            )
        st.text_area(
            "In your own words, without names or details of anyone (optional)",
            key=f"{of}-words",
            max_chars=LONGEST_WORDS,
            height=96,
        )
        st.checkbox("Keep this when the conversation is deleted", key=f"{of}-outlives")
        show(drawing.before_telling(resources.settings().keep_days))
        st.form_submit_button("Send feedback", type="primary", on_click=_send, args=(message.id,))


def _where(message: Message, number: int) -> str:
    cited = {one.n: one for one in message.answer.citations} if message.answer else {}
    if number not in cited:
        return "The whole answer"
    return option(f"Quote {number}: {title_words(cited[number].title, cited[number].standing)}")


def _send(message: int) -> None:
    of = f"tell-{message}"
    chosen = cast("Reason | None", st.session_state.get(f"{of}-reason"))
    if chosen is None:
        tab.note_fault(of, "Choose what is wrong, then send it again.")
        return
    citation = int(st.session_state.get(f"{of}-citation", _WHOLE)) or None
    words = tab.typed(f"{of}-words")
    try:
        number = resources.feedback().give(
            message, chosen, citation, words, bool(st.session_state.get(f"{of}-outlives"))
        )
    except ReviewsError as error:
        tab.note_fault(of, str(error))
        return
    tab.clear_fault(of)
    tab.note_sent(message, number, is_urgent(words))
    st.session_state[of] = False  # close it, so that the thanks under it are seen
