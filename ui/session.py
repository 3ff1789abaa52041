"""What a browser tab remembers: ids, and only on its way anything else. Every session key is typed here."""

from typing import cast

import streamlit as st

from assistant.records import Message, new_conversation
from ui.reader import READER, is_mark

_CONVERSATION = "conversation"
QUESTION = "question_to_ask"
_ANSWERED = "answer_has_just_come"
_UNKEPT = "messages_that_could_not_be_kept"


def conversation() -> str:
    """The id of the conversation on this page; a new one at first."""
    if _CONVERSATION not in st.session_state:
        st.session_state[_CONVERSATION] = new_conversation()
    return cast(str, st.session_state[_CONVERSATION])


def reader() -> str:
    """Whose conversations this browser sees: the mark that the server gave it, or one that all without a mark share."""
    mark = str(st.context.cookies.get(READER, ""))
    return mark if is_mark(mark) else "unmarked"


def open_conversation(conversation_id: str | None = None) -> None:
    """Go to a conversation, or begin a new one."""
    st.session_state[_CONVERSATION] = conversation_id or new_conversation()
    st.session_state.pop(_UNKEPT, None)
    st.session_state.pop(QUESTION, None)


def begin_another() -> None:
    """Begin a new conversation with the question that was put, if one was."""
    st.session_state[_CONVERSATION] = new_conversation()


def note_answer() -> None:
    """Remember that an answer has come, so that the page goes to it."""
    st.session_state[_ANSWERED] = True


def take_answered() -> bool:
    """Whether an answer has just come, once."""
    return bool(st.session_state.pop(_ANSWERED, False))


def unkept() -> tuple[Message, ...]:
    """Messages that could not be written to the records: shown in this tab until it is closed."""
    return cast("tuple[Message, ...]", st.session_state.get(_UNKEPT, ()))


def show_unkept(message: Message) -> None:
    """Show a message although it could not be written to the records."""
    st.session_state[_UNKEPT] = (*unkept(), message)
