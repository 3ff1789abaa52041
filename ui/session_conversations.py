"""What a browser tab remembers of conversations and feedback: what it has shown, and what came of a press."""

from typing import cast

import streamlit as st

_SHOWN = "last_message_shown_by_conversation"
_FAULTS = "faults_by_what_they_are_of"
_SENT = "feedback_just_sent"
_TOLD = "what_was_just_done"
_LISTED = "conversations_listed"
_WRITTEN = "gold_case_just_written"
PAGE = "page_of_feedback"  # the key of the field
SEARCH = "conversations_searched_for"  # the key of the field


def shown(conversation: str) -> int | None:
    """The number of the last message of a conversation that this tab knows of; None where it knows none."""
    return _all_shown().get(conversation)


def note_shown(conversation: str, message: int) -> None:
    """Remember that messages up to this one are known."""
    _all_shown()[conversation] = max(message, _all_shown().get(conversation, 0))


def note_own(conversation: str, message: int) -> None:
    """Remember that this tab itself began a message."""
    note_shown(conversation, message)


def forget_shown(conversation: str) -> None:
    """Know nothing of a conversation any more: it was deleted."""
    _all_shown().pop(conversation, None)


def _all_shown() -> dict[str, int]:
    return cast("dict[str, int]", st.session_state.setdefault(_SHOWN, {}))


def note_fault(of: str, fault: str) -> None:
    """Remember why what was pressed could not be done, to be shown beside it until it is done."""
    cast("dict[str, str]", st.session_state.setdefault(_FAULTS, {}))[of] = fault


def fault(of: str) -> str:
    """Why it could not be done; nothing where it could."""
    return cast("dict[str, str]", st.session_state.get(_FAULTS, {})).get(of, "")


def clear_fault(of: str) -> None:
    """It was done."""
    cast("dict[str, str]", st.session_state.get(_FAULTS, {})).pop(of, None)


def note_sent(message: int, number: int, urgent: bool) -> None:
    """Remember the feedback just sent on a message, and whether its words read like a child in danger."""
    st.session_state[_SENT] = (message, number, urgent)


def take_sent(message: int) -> tuple[int | None, bool]:
    """The feedback just sent on this message, once, and whether it is urgent; None where none was sent on it."""
    of, number, urgent = cast("tuple[int, int, bool]", st.session_state.get(_SENT, (0, 0, False)))
    if of != message:
        return None, False
    del st.session_state[_SENT]
    return number, urgent


def note_told(text: str) -> None:
    """Remember a line that says what was just done."""
    st.session_state[_TOLD] = text


def take_told() -> str:
    """The line that says what was just done, once."""
    return str(st.session_state.pop(_TOLD, ""))


def listed(at_first: int) -> int:
    """How many conversations are listed at most."""
    return cast(int, st.session_state.get(_LISTED, at_first))


def list_more(most: int) -> None:
    """List so many from now on."""
    st.session_state[_LISTED] = most


def search() -> str:
    """What conversations are searched for; nothing where all are listed."""
    return str(st.session_state.get(SEARCH, "")).strip()


def clear_search() -> None:
    """List all conversations again."""
    st.session_state[SEARCH] = ""


def reply_key(number: int) -> str:
    """The key of the field for the reply to one feedback."""
    return f"reply-{number}"


def typed(key: str) -> str:
    """What stands in a field."""
    return str(st.session_state.get(key, ""))


def page() -> int:
    """The page of the list of feedback, from 1."""
    return cast(int, st.session_state.get(PAGE, 1))


def first_page() -> None:
    """Go to the first page: what is listed has changed."""
    st.session_state.pop(PAGE, None)


def note_written(case: str, line: int, file: str) -> None:
    """Remember the gold case that was just written, with its line and file."""
    st.session_state[_WRITTEN] = (case, line, file)


def take_written() -> tuple[str, int, str] | None:
    """The gold case that was just written, once."""
    return cast("tuple[str, int, str] | None", st.session_state.pop(_WRITTEN, None))
