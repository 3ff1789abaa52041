"""What a browser tab remembers: ids, and only on its way anything else. Every session key is typed here."""

from collections.abc import Callable
from typing import cast

import streamlit as st

from assistant.records import Message, new_conversation
from ui import address
from ui.reader import READER, is_mark

_HERE, _IN_ADDRESS = "ask", "c"
_CONVERSATION = "conversation"
QUESTION = "question_to_ask"
_ANSWERED = "answer_has_just_come"
_UNKEPT = "messages_that_could_not_be_kept"
_NOTICES = "notices_yet_to_be_read"


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
    _go_to(conversation_id or new_conversation())
    st.session_state.pop(QUESTION, None)


def take_address(holds: Callable[[str], bool]) -> bool:
    """Open the conversation that the address names, where it is another; whether it names one that cannot be opened.

    Args:
        holds: whether a conversation is kept here for this reader; one of somebody else is not.
    """
    said = address.take(_HERE)
    if said is None:
        return False
    named = said.get(_IN_ADDRESS, ("",))[0]
    if named == st.session_state.get(_CONVERSATION, ""):
        return False
    if not named or not holds(named):
        # Gone back to before the first question. One that was shown and could not be kept stays.
        if _CONVERSATION in st.session_state and not unkept() and QUESTION not in st.session_state:
            begin_another()
        return bool(named)
    _go_to(named)
    return False


def _go_to(conversation_id: str) -> None:
    st.session_state[_CONVERSATION] = conversation_id
    st.session_state.pop(_UNKEPT, None)
    st.session_state.pop(_NOTICES, None)


def write_address(kept: bool) -> None:
    """Put the conversation into the address once it is kept, so that a reload or Back shows it again."""
    address.write(_HERE, {_IN_ADDRESS: (conversation(),)} if kept else {})


def is_asked() -> bool:
    """Whether something was asked in this conversation, or is being put to it now."""
    kept = st.query_params.get(_IN_ADDRESS, "") == conversation()
    return kept or bool(unkept()) or QUESTION in st.session_state


def begin_another() -> None:
    """Begin a new conversation with the question that was put, if one was."""
    st.session_state[_CONVERSATION] = new_conversation()


def note_answer() -> None:
    """Remember that an answer has come, so that the page goes to it."""
    st.session_state[_ANSWERED] = True


def take_answered() -> bool:
    """Whether an answer has just come, once."""
    return bool(st.session_state.pop(_ANSWERED, False))


def notice(text: str) -> None:
    """Have a line at the head of the page, until a run that ends with the page whole has drawn it."""
    st.session_state[_NOTICES] = tuple(dict.fromkeys((*notices(), text)))


def notices() -> tuple[str, ...]:
    """The lines for the head of the page."""
    return cast("tuple[str, ...]", st.session_state.get(_NOTICES, ()))


def notices_were_drawn() -> None:
    """The page is whole, with the lines at its head: they have been said."""
    st.session_state.pop(_NOTICES, None)


def unkept() -> tuple[Message, ...]:
    """Messages that could not be written to the records: shown in this tab until it is closed."""
    return cast("tuple[Message, ...]", st.session_state.get(_UNKEPT, ()))


def show_unkept(message: Message) -> None:
    """Show a message although it could not be written to the records."""
    st.session_state[_UNKEPT] = (*unkept(), message)
