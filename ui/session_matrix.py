"""What a browser tab remembers of the page "Which review said what": what was asked, and how the table is shown.

The address says the same, so that a table is there again after a reload or Back, and can be kept or sent on.
"""

from collections.abc import Mapping, Sequence
from typing import cast

import streamlit as st

from assistant.facets import FACETS
from assistant.matrix import MOST_COLUMNS, Order
from ui import address

TYPED, PRESSED, MORE = "matrix_typed", "matrix_pressed", "matrix_more"
ORDER, TITLE, PAGE = "matrix_order", "matrix_title", "matrix_page"
ACTIONS_TITLE, ACTIONS_PAGE = "matrix_actions_title", "matrix_actions_page"
ORDERS: tuple[Order, ...] = ("says", "date", "title", "publisher")
_COLUMNS, _TO_ASK, _FULL = "matrix_columns", "matrix_to_ask", "matrix_full"
_OF_ADDRESS = "matrix_to_ask_is_of_address"
_TURNS, _TURNED = "matrix_turns", "matrix_turned"
_HERE = "matrix"


def columns() -> tuple[str, ...]:
    """The themes and questions that every review is asked, in the order of the columns."""
    return cast("tuple[str, ...]", st.session_state.get(_COLUMNS, ()))


def add(heading: str, stay: bool = False) -> None:
    """One column more, unless there are as many as fit; from there on the first page is shown, unless ``stay``."""
    if heading in columns():
        return
    if len(columns()) >= MOST_COLUMNS:
        st.session_state[_FULL] = True
        return
    st.session_state[_COLUMNS] = (*columns(), heading)
    if not stay:
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
        st.session_state[_TO_ASK] = (" ".join(text.split()),)
        st.session_state[_OF_ADDRESS] = False


def take_to_ask() -> tuple[tuple[str, ...], bool]:
    """What was put, once; and whether it was the address that put it, with the page to be shown of it."""
    put = cast("tuple[str, ...]", st.session_state.pop(_TO_ASK, ()))
    return put, bool(st.session_state.pop(_OF_ADDRESS, False))


def take_address(offered: Mapping[str, Sequence[str]]) -> None:
    """Show the table of the address, where that is another than the one shown; its themes pass the guards first.

    Args:
        offered: the values that may be chosen of each filter; what else an address has of them is left.
    """
    said = address.take(_HERE)
    if said is None:
        return
    headings = dict.fromkeys(" ".join(text.split()) for text in said.get("q", ()) if text.strip())
    st.session_state[_COLUMNS] = ()
    st.session_state[_TO_ASK] = tuple(headings)
    st.session_state[_OF_ADDRESS] = True
    for name in (*FACETS, "kind"):
        st.session_state[facet(name)] = [one for one in said.get(name, ()) if one in offered.get(name, ())]
    wanted, title_words, number = (said.get(name, ("",))[0] for name in ("order", "title", "page"))
    st.session_state[ORDER] = wanted if wanted in ORDERS else ORDERS[0]
    st.session_state[TITLE] = title_words
    digits = number.isascii() and number.isdigit() and len(number) < 6
    st.session_state[PAGE] = max(1, int(number)) if digits else 1


def write_address(title_held: bool = False) -> None:
    """Put into the address what the table is of; ``title_held``: a title of a review holds the words looked for."""
    shown = bool(columns())
    said: dict[str, Sequence[str]] = {"q": columns(), **(filters() if shown else {})}
    for name, value, usual in (
        ("order", order(), ORDERS[0]),
        ("title", title() if title_held else "", ""),
        ("page", str(page()), "1"),
    ):
        if shown and value != usual:
            said[name] = (value,)
    address.write(_HERE, said)


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


def facet_of_actions(name: str) -> str:
    """The key of the field in which the values of a facet are chosen for the recommendations."""
    return f"matrix_actions_facet_{name}"


def filters_of_actions() -> Mapping[str, tuple[str, ...]]:
    """What is chosen of each facet for the recommendations."""
    chosen = {name: tuple(st.session_state.get(facet_of_actions(name)) or ()) for name in FACETS}
    return {name: values for name, values in chosen.items() if values}


def clear_filters_of_actions() -> None:
    """Show the recommendations of every review again."""
    for name in FACETS:
        st.session_state[facet_of_actions(name)] = []
    st.session_state[ACTIONS_TITLE] = ""
    first_page()


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


def turn(pager: str) -> None:
    """Another page was pressed in the pager of this key: the reader is to be taken to its top."""
    st.session_state[_TURNS] = {**_turns(), pager: _turns().get(pager, 0) + 1}
    st.session_state[_TURNED] = pager


def take_turn(pager: str) -> int:
    """How often another page was pressed in this pager, where that was done just now, once; else 0."""
    return _turns().get(pager, 0) if st.session_state.pop(_TURNED, "") == pager else 0


def _turns() -> dict[str, int]:
    return cast("dict[str, int]", st.session_state.get(_TURNS, {}))


def page_within(last: int) -> int:
    """The page that is shown, where the table now has so many."""
    if page() > last:
        st.session_state[PAGE] = last
    return page()


def actions_page() -> int:
    """The page of the recommendations that is shown, from 1."""
    return int(st.session_state.get(ACTIONS_PAGE, 1))


def order() -> Order:
    """The order that rows are in."""
    return cast(Order, st.session_state.get(ORDER, ORDERS[0]))


def title() -> str:
    """The words that titles are searched for."""
    return str(st.session_state.get(TITLE, ""))
