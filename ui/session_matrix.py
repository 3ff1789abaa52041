"""What a browser tab remembers of the page "Which review said what": what was asked, and how the table is shown."""

from collections.abc import Mapping, Sequence
from typing import cast

import streamlit as st

from assistant.facets import FACETS
from assistant.matrix import MOST_COLUMNS, Order

TYPED, PRESSED, MORE = "matrix_typed", "matrix_pressed", "matrix_more"
ORDER, TITLE, PAGE = "matrix_order", "matrix_title", "matrix_page"
ACTIONS_PUBLISHER, ACTIONS_TITLE, ACTIONS_PAGE = (
    "matrix_actions_publisher",
    "matrix_actions_title",
    "matrix_actions_page",
)
ORDERS: tuple[Order, ...] = ("says", "date", "title", "publisher")
_COLUMNS, _TO_ASK, _FULL = "matrix_columns", "matrix_to_ask", "matrix_full"


def columns() -> tuple[str, ...]:
    """The themes and questions that every review is asked, in the order of the columns."""
    return cast("tuple[str, ...]", st.session_state.get(_COLUMNS, ()))


def add(heading: str) -> None:
    """One column more, unless there are as many as fit; from there on the first page is shown."""
    if heading in columns():
        return
    if len(columns()) >= MOST_COLUMNS:
        st.session_state[_FULL] = True
        return
    st.session_state[_COLUMNS] = (*columns(), heading)
    first_page()


def drop(heading: str) -> None:
    """Take a column away."""
    st.session_state[_COLUMNS] = tuple(one for one in columns() if one != heading)


def clear() -> None:
    """Take every column away."""
    st.session_state[_COLUMNS] = ()


def take_pressed() -> None:
    """Add the themes that were pressed, and take away those that no longer are."""
    pressed = cast("list[str]", st.session_state.get(PRESSED) or [])
    st.session_state[_COLUMNS] = tuple(one for one in columns() if one in pressed)
    for heading in pressed:
        add(heading)


def take_more() -> None:
    """Add the theme that was chosen from the whole list, and empty the list's field."""
    if chosen := st.session_state.get(MORE):
        add(str(chosen))
    st.session_state[MORE] = None


def take_typed() -> None:
    """Put what was typed, to be asked in the run that follows, and empty the field: it may have to be forgotten."""
    ask(str(st.session_state.get(TYPED, "")))
    st.session_state[TYPED] = ""


def ask(text: str) -> None:
    """Put a theme or a question, to be asked once it has passed the guards."""
    if text.strip():
        st.session_state[_TO_ASK] = " ".join(text.split())


def take_to_ask() -> str | None:
    """What was put, once."""
    return cast("str | None", st.session_state.pop(_TO_ASK, None))


def take_full() -> bool:
    """Whether one column too many was wanted, once."""
    return bool(st.session_state.pop(_FULL, False))


def facet(name: str) -> str:
    """The key of the field in which the values of a facet, or of ``kind``, are chosen."""
    return f"matrix_facet_{name}"


def filters() -> Mapping[str, tuple[str, ...]]:
    """What is chosen of each facet and of the kinds of statement; nothing of those of which nothing is."""
    chosen = {name: tuple(st.session_state.get(facet(name)) or ()) for name in (*FACETS, "kind")}
    return {name: values for name, values in chosen.items() if values}


def drop_unheld(key: str, values: Sequence[str]) -> None:
    """Forget what is chosen in a field and is no longer among its values, since the index has changed."""
    chosen = st.session_state.get(key)
    if isinstance(chosen, list) and not set(chosen) <= set(values):
        st.session_state[key] = [one for one in chosen if one in values]
    elif isinstance(chosen, str) and chosen not in values:
        st.session_state[key] = None


def clear_filters() -> None:
    """List every review again."""
    for name in (*FACETS, "kind"):
        st.session_state[facet(name)] = []
    st.session_state[TITLE] = ""
    first_page()


def first_page() -> None:
    """Go to the first page of the table."""
    st.session_state[PAGE] = 1
    st.session_state[ACTIONS_PAGE] = 1


def page() -> int:
    """The page of the table that is shown, from 1."""
    return int(st.session_state.get(PAGE, 1))


def actions_page() -> int:
    """The page of the recommendations that is shown, from 1."""
    return int(st.session_state.get(ACTIONS_PAGE, 1))


def order() -> Order:
    """The order that rows are in."""
    return cast(Order, st.session_state.get(ORDER, ORDERS[0]))


def title() -> str:
    """The words that titles are searched for."""
    return str(st.session_state.get(TITLE, ""))
