"""What the page of reviews remembers of a tab: how its list is narrowed. The address holds the same.

The address is written whenever a choice is made, so that a list can be sent on, comes back with the browser's
Back, and is there again after a review was read. Words of a search are put there only once they were let through.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, cast, get_args

import streamlit as st

from assistant.browsing import FACETS, ORDERS, Order

View = Literal["cards", "timeline", "files"]
VIEWS: tuple[View, ...] = get_args(View)
DATES = ("shown", "briefing", "review", "event")
_PAGE = "page"
_WORDS = "words"
_WRITTEN = "reviews-address"
_LET_THROUGH = "reviews-words-let-through"


def key(name: str) -> str:
    """The key of the widget for a facet, or for ``words``, ``order``, ``view`` or ``dates``."""
    return f"reviews-{name}"


def fill(held: Mapping[str, Sequence[str]]) -> None:
    """Take what the address says into the widgets, as far as the collection has it.

    They keep what they have unless the address is another than this page wrote: then somebody went back.

    Args:
        held: the values that each facet can take.
    """
    if _address() != st.session_state.get(_WRITTEN):
        for name in (*FACETS, "order", "view", "dates", _PAGE, _WORDS):
            st.session_state.pop(key(name), None)
    for name in FACETS:
        if key(name) not in st.session_state:
            asked = st.query_params.get_all(name)
            st.session_state[key(name)] = [value for value in held.get(name, ()) if value in asked]
        else:
            kept = [value for value in st.session_state[key(name)] if value in held.get(name, ())]
            st.session_state[key(name)] = kept
    for name in ("order", "view", "dates", _WORDS):  # what is set anew outlives a run without its widget
        if key(name) in st.session_state:
            st.session_state[key(name)] = st.session_state[key(name)]
    for name, allowed in (("order", ORDERS), ("view", VIEWS), ("dates", DATES)):
        if key(name) not in st.session_state:
            asked_for = st.query_params.get(name, "")
            st.session_state[key(name)] = asked_for if asked_for in allowed else allowed[0]
    if key(_WORDS) not in st.session_state:
        st.session_state[key(_WORDS)] = st.query_params.get(_WORDS, "")
    if key(_PAGE) not in st.session_state:
        asked_for = st.query_params.get(_PAGE, "")
        number = int(asked_for) if asked_for.isascii() and asked_for.isdigit() and len(asked_for) < 6 else 1
        st.session_state[key(_PAGE)] = max(1, number)


def chosen() -> dict[str, tuple[str, ...]]:
    """What the list is narrowed to: the values chosen of each facet that has any."""
    found = {name: tuple(st.session_state.get(key(name)) or ()) for name in FACETS}
    return {name: values for name, values in found.items() if values}


def searched() -> str:
    """The words that are searched for."""
    return str(st.session_state.get(key(_WORDS)) or "").strip()


def order() -> Order:
    """The order of the list."""
    return cast(Order, st.session_state.get(key("order")) or ORDERS[0])


def view() -> View:
    """Whether cards, the timeline or the files are shown."""
    return cast(View, st.session_state.get(key("view")) or VIEWS[0])


def dates() -> str:
    """Which dates place reviews on the timeline: ``shown`` with citations, or one kind of date."""
    return str(st.session_state.get(key("dates")) or DATES[0])


def page() -> int:
    """The page of the list, from 1."""
    return int(st.session_state.get(key(_PAGE), 1))


def turn(number: int) -> None:
    """Go to a page of the list."""
    st.session_state[key(_PAGE)] = number


def first_page() -> None:
    """Go back to the first page, as another choice makes another list."""
    turn(1)


def clear() -> None:
    """Take every choice and the words of the search away."""
    for name in FACETS:
        st.session_state[key(name)] = []
    st.session_state[key(_WORDS)] = ""
    turn(1)


def let_through(words: str) -> None:
    """Remember that these words may be searched for, and so may stand in the address."""
    st.session_state[_LET_THROUGH] = words


def state() -> dict[str, tuple[str, ...]]:
    """What the address is to say of the list; of the words that are searched for only those let through."""
    found = chosen()
    words = searched() if searched() == st.session_state.get(_LET_THROUGH) else ""
    for name, value, usual in (
        ("order", order(), ORDERS[0]),
        ("view", view(), VIEWS[0]),
        ("dates", dates(), DATES[0]),
        (_PAGE, str(page()), "1"),
        (_WORDS, words, ""),
    ):
        if value != usual:
            found[name] = (value,)
    return found


def write_address(said: Mapping[str, Sequence[str]]) -> None:
    """Put into the address what it is to say, if it does not say so already."""
    wanted = {name: tuple(values) for name, values in said.items()}
    if _address() != wanted:
        st.query_params.from_dict({name: list(values) for name, values in wanted.items()})
    st.session_state[_WRITTEN] = wanted


def _address() -> dict[str, tuple[str, ...]]:
    return {name: tuple(st.query_params.get_all(name)) for name in st.query_params}
