"""What a browser tab remembers of questions: the one put, the limits chosen, what stands in the box."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

import streamlit as st

from ui.session import QUESTION, open_conversation

BOX = "question_box"
LONGEST_QUESTION = 4_000  # characters
_LIMITS = "limits_chosen"
_FILLED = "box_was_filled"
_TOO_LONG = "typed_too_long"
_LAST = "last_put"
_SHOWN = "statements_shown_by_message"
_CHANGED = "message_whose_question_is_changed"
_ONE_PRESS = 2.0  # seconds within which the same question put again is one press of an impatient hand

Filters = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Put:
    """A question to be answered, and the limits that bind it; ``twice``: it was put a moment ago already."""

    question: str
    filters: Filters
    twice: bool = False


def ask(question: str, filters: Filters | None = None) -> None:
    """Put a question, to be answered in the run that follows.

    Args:
        question: its text.
        filters: that bind it; None means those chosen on the page.
    """
    put, now = Put(question, limits() if filters is None else filters), time.monotonic()
    last, at = cast("tuple[Put | None, float]", st.session_state.get(_LAST, (None, 0.0)))
    st.session_state[_LAST] = put, now
    st.session_state[_FILLED] = False
    st.session_state.pop(_CHANGED, None)
    st.session_state[QUESTION] = replace(put, twice=put == last and now - at < _ONE_PRESS)


def take_typed() -> None:
    """Put the question that was sent from the box; one that is too long is kept, to be put back and shortened."""
    typed = str(st.session_state.get(BOX) or "")
    if len(typed.strip()) > LONGEST_QUESTION:
        st.session_state[_TOO_LONG] = typed
    elif typed.strip():
        ask(typed)


def waiting() -> bool:
    """Whether a question was put and is not begun."""
    return QUESTION in st.session_state


def take() -> Put | None:
    """The question that was put, once."""
    return cast("Put | None", st.session_state.pop(QUESTION, None))


def put_back(put: Put) -> None:
    """Keep a question until the one before it is answered."""
    st.session_state[QUESTION] = put


def edited(message: int, as_asked: bool = False) -> str:
    """The key of the field in which the question of a message may be changed: as it was understood, or as it was asked."""
    return f"edited-{message}-as-asked" if as_asked else f"edited-{message}"


def ask_edited(field: str) -> None:
    """Put the question as it was changed in the field of this key."""
    if question := str(st.session_state.get(field, "")).strip():
        ask(question)


def change(message: int) -> None:
    """Show the field in which the question of a message is changed; where it is shown, take it away again."""
    st.session_state[_CHANGED] = None if is_changed(message) else message


def is_changed(message: int) -> bool:
    """Whether the question of a message is being changed."""
    return bool(st.session_state.get(_CHANGED) == message)


def shown(message: int, first: int) -> int:
    """How many statements of a long answer are shown: ``first``, until the reader wants more."""
    return cast("dict[int, int]", st.session_state.get(_SHOWN, {})).get(message, first)


def show_more(message: int, now: int) -> None:
    """Show so many statements of a long answer from now on."""
    st.session_state[_SHOWN] = {**st.session_state.get(_SHOWN, {}), message: now}


def put_back_too_long() -> str:
    """Put a question that was too long back into the box, before the box is drawn, with what to say of it; else nothing."""
    typed = cast(str, st.session_state.pop(_TOO_LONG, ""))
    if not typed:
        return ""
    st.session_state[BOX] = typed
    return (
        f"Not asked: the question has {len(typed):,} characters, and at most {LONGEST_QUESTION:,} are read. "
        "It is in the box still: make it shorter, then send it. If a child is in danger now, call 999."
    )


def fill_from_address() -> None:
    """Fill the box with the question that the page's address holds, once."""
    if question := st.query_params.get("q", "").strip():
        st.session_state[BOX] = question[:LONGEST_QUESTION]
        st.session_state[_FILLED] = True
    if "q" in st.query_params:
        del st.query_params["q"]  # lest a reload fills it again


def filled() -> bool:
    """Whether the box was filled for the reader and nothing was asked since."""
    return bool(st.session_state.get(_FILLED, False))


def limits() -> Filters:
    """The limits chosen on the page, by the filter's name."""
    return cast(Filters, st.session_state.get(_LIMITS, {}))


def field_of(name: str) -> str:
    """The key of the field in which a limit is chosen."""
    return f"limit-{name}"


def keep_limit(name: str) -> None:
    """Keep what was chosen in the field of a limit: the field itself forgets it on another page."""
    chosen = tuple(cast("list[str] | None", st.session_state.get(field_of(name))) or ())
    st.session_state[_LIMITS] = {
        **{other: values for other, values in limits().items() if other != name},
        **({name: chosen} if chosen else {}),
    }


def begin_anew() -> None:
    """Begin a new conversation, with nothing left of the one before: no limit, and no text in the box."""
    open_conversation()
    take_all_off()
    st.session_state[BOX] = ""
    st.session_state[_FILLED] = False


def take_off(name: str, value: str) -> None:
    """Take one limit off."""
    left = {n: tuple(v for v in values if (n, v) != (name, value)) for n, values in limits().items()}
    st.session_state[_LIMITS] = {n: values for n, values in left.items() if values}


def take_all_off() -> None:
    """Take every limit off."""
    st.session_state[_LIMITS] = {}


def drop_unheld(held: Mapping[str, tuple[str, ...]]) -> None:
    """Take off what no review holds any more, such as after an ingest.

    Args:
        held: every value that may be chosen, by the filter's name.
    """
    for name, values in limits().items():
        for value in values:
            if value not in held.get(name, ()):
                take_off(name, value)
