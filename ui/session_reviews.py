"""What the page of reviews remembers of a tab: how its list is narrowed, what is looked for in a review that is read.

The address says the same whenever a choice is made, so that a list can be sent on, comes back with the browser's Back
or by the menu, and is there again after a review was read. Words of a search are put there only once let through.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, cast, get_args

import streamlit as st

from assistant.browsing import FACETS, ORDERS, Order
from ui import address

View = Literal["cards", "timeline", "files"]
VIEWS: tuple[View, ...] = get_args(View)
DATES = ("shown", "briefing", "review", "event")
LONGEST = {"words": 200, "find": 100}  # characters of what is searched for in all, and in one review
_PAGE, _WORDS, _FIND = "page", "words", "find"
_SINGLE = ("order", "view", "dates", _WORDS, _FIND)
_PLACE = ("start", "end", "at")  # what the address says of a passage that is read
_HERE = "reviews"
_LET_THROUGH, _LEFT = "reviews-words-let-through", "reviews-passage-left"


def key(name: str) -> str:
    """The key of the field for a facet, or for ``words``, ``order``, ``view``, ``dates`` or ``find``."""
    return f"reviews-{name}"


def take_address() -> None:
    """Take what the address says, where it is new, into the fields of the list and of the review that is read.

    Else they keep what they have.
    """
    said = address.take(_HERE)
    if said is None:
        for name in map(key, (*FACETS, *_SINGLE)):  # what is set anew outlives a run without its field
            if name in st.session_state:
                st.session_state[name] = st.session_state[name]
        return
    for name in FACETS:
        st.session_state[key(name)] = list(said.get(name, ()))
    for name in _SINGLE:
        st.session_state[key(name)] = said.get(name, ("",))[0][: LONGEST.get(name)]
    number = said.get(_PAGE, ("",))[0]
    turn(max(1, int(number)) if number.isascii() and number.isdigit() and len(number) < 6 else 1)


def fill(held: Mapping[str, Sequence[str]]) -> None:
    """Leave in the fields of the list what they can have, or what is usual.

    Args:
        held: the values that each facet can take.
    """
    for name in FACETS:
        kept = dict.fromkeys(st.session_state.get(key(name), ()))
        st.session_state[key(name)] = [value for value in kept if value in held.get(name, ())]
    for name, allowed in (("order", ORDERS), ("view", VIEWS), ("dates", DATES)):
        if st.session_state.get(key(name)) not in allowed:
            st.session_state[key(name)] = allowed[0]


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


def write_address() -> None:
    """Put into the address what the list is narrowed to."""
    address.write(_HERE, state())


def looked_for() -> str:
    """The words that are looked for in the review that is read."""
    return str(st.session_state.get(key(_FIND)) or "").strip()


def leave_passage() -> None:
    """Other words are looked for, so the address is no longer to lead to the passage that was read."""
    st.session_state[_LEFT] = True


def write_reader(find: str) -> None:
    """Put into the address what is looked for in the review that is read: words let through, or nothing."""
    left = _PLACE if st.session_state.get(_LEFT) else ()
    kept = {name: values for name, values in address.said().items() if name not in (_FIND, *left)}
    address.write(_HERE, {**kept, _FIND: (find,) if find else ()})
    st.session_state.pop(_LEFT, None)
