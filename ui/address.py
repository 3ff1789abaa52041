"""The address of a page, and what it is held against: what the page itself wrote there last.

An address that is another than the page wrote was typed, sent, kept as a bookmark, or gone back to: then it counts.
Nothing that may be somebody's details is ever written into one.
"""

from collections.abc import Mapping, Sequence
from typing import cast

import streamlit as st

_PAGE, _CAME = "page_shown_last", "page_is_newly_come_to"

Said = Mapping[str, tuple[str, ...]]


def note_page(page: str) -> None:
    """Remember which page is drawn, and whether this tab comes to it from another."""
    st.session_state[_CAME] = st.session_state.get(_PAGE) != page
    st.session_state[_PAGE] = page


def take(page: str) -> Said | None:
    """What the address says that the page has yet to take; None where it is as the page left it.

    The menu leads to a page without its address: then what it said when the page was left counts, lest it be lost,
    and stands there again.
    """
    now, last = said(), cast(Said, st.session_state.get(_written(page), {}))
    came = bool(st.session_state.pop(_CAME, False))
    if came and not now:
        write(page, last)
        return last
    st.session_state[_written(page)] = now  # taken once, however often the page is drawn before it writes
    return now if came or now != last else None


def said() -> Said:
    """What the address says now."""
    return {name: tuple(st.query_params.get_all(name)) for name in st.query_params}


def write(page: str, saying: Mapping[str, Sequence[str]]) -> None:
    """Put into the address what it is to say, if it does not say so already."""
    wanted = {name: tuple(values) for name, values in saying.items() if values}
    if wanted != said():
        st.query_params.from_dict({name: list(values) for name, values in wanted.items()})
    st.session_state[_written(page)] = wanted


def _written(page: str) -> str:
    return f"address_of_{page}"
