"""What is asked of every review and which of them are listed: the field, the themes to press, filters and order."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from assistant.assistant import MAX_QUESTION
from assistant.facets import Facet, facets, themes
from assistant.in_words import STANDING, kind_words, limits
from assistant.matrix import MOST_COLUMNS
from ingest.nouns import KINDS
from ui import session_matrix
from ui.drawing.frame import before_typing, go_to_asked
from ui.drawing.markup import label, tag
from ui.drawing.show import show

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from ingest.index import Index

_PRESSED = 12  # themes to press; the others are found by typing
_NAMES = {
    "publisher": "Publisher",
    "type": "Type of review",
    "year": "Year of the review, or of what it is about",
    "age": "Age of the child",
    "theme": "Theme of the record",
    "standing": "Whose words",
}
_ORDERS = {
    "says": "Those that say most first",
    "date": "Newest first",
    "title": "Title",
    "publisher": "Publisher",
}


def ask(index: "Index") -> None:
    """The field for a theme or a question, and the themes that the records name, to press."""
    held = themes(index.reviews.values())
    with st.container(horizontal=True, vertical_alignment="top", gap="medium", key="matrix-ask-row"):
        with st.form("matrix-ask", border=False, width=680):
            with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="matrix-field"):
                st.text_input(
                    "A theme or a question, in your own words",
                    key=session_matrix.TYPED,
                    max_chars=MAX_QUESTION,
                    placeholder="For example: fathers who were not seen",
                )
                st.form_submit_button("Ask every review", type="primary", on_click=session_matrix.take_typed)
            show(before_typing())
        if len(held) > _PRESSED:
            st.selectbox(
                f"Or find one of the {len(held)} themes of the reviews' own records",
                sorted((theme for theme, _ in held), key=str.casefold),
                index=None,
                key=session_matrix.MORE,
                on_change=session_matrix.take_more,
                placeholder="Type to find a theme",
                width=400,
            )
    _press([theme for theme, _ in held[:_PRESSED]])


def _press(offered: Sequence[str]) -> None:
    chosen = session_matrix.columns()
    options = [*offered, *(heading for heading in chosen if heading not in offered)]
    if not options:
        return
    st.session_state[session_matrix.PRESSED] = list(chosen)
    st.pills(
        f"Press themes to set them side by side, up to {MOST_COLUMNS}; press again to take one away",
        options,
        selection_mode="multi",
        key=session_matrix.PRESSED,
        on_change=session_matrix.take_pressed,
        format_func=lambda heading: label(heading, 70),
    )


def change(index: "Index") -> None:
    """What is asked, and which reviews are listed in what order, each behind a button: the table stands high up."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="matrix-tools"):
        with (
            st.popover("Change what is asked", key="matrix-change", width="content"),
            st.container(width=680),
        ):
            ask(index)
        with st.popover("Filter and sort", key="matrix-filters", width="content"), st.container(width=680):
            _narrow(index)
        st.button("Clear the table", key="matrix-clear", on_click=session_matrix.clear, width="content")


def _narrow(index: "Index") -> None:
    show(tag("p", "List only reviews that fit all of these. Leave a line empty for any.", class_="small"))
    sides = st.columns(2)
    with sides[0]:
        st.selectbox(
            "Order",
            session_matrix.ORDERS,
            key=session_matrix.ORDER,
            format_func=_ORDERS.__getitem__,
            on_change=session_matrix.first_page,
        )
    with sides[1]:
        st.text_input("Find in titles", key=session_matrix.TITLE, on_change=session_matrix.first_page)
    for place, facet in enumerate(facets(index.reviews.values())):
        with sides[place % 2]:
            _facet(facet)
    _choose("kind", "Quote only this kind of statement", KINDS, {})


def bound() -> None:
    """What it is that binds now, with the way out of it beside it; nothing where nothing does."""
    title = f"titles with “{session_matrix.title()}”" if session_matrix.title() else ""
    said = "; ".join(part for part in (limits(session_matrix.filters(), {}), title) if part)
    if said:
        only(said, session_matrix.clear_filters, "matrix-bound")


def only(said: str, clear: Callable[[], None], key: str) -> None:
    """What binds, and the button that lists every review again."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=key):
        with st.container(width="content"):
            show(tag("p", "Only: ", said, class_="searched", role="status"))
        st.button("Clear filters", key=f"{key}-clear", on_click=clear, width="content")


def facets_of_actions(index: "Index") -> None:
    """The same facets for the recommendations, which have a choice of their own."""
    sides = st.columns(2)
    for place, facet in enumerate(facets(index.reviews.values())):
        with sides[place % 2]:
            _facet(facet, session_matrix.facet_of_actions(facet.name))


def go_to_top(turned: "DeltaGenerator", pager: str, number: int, last: int) -> None:
    """Take a reader who pressed another page to its top, once: with the next press they are somewhere else."""
    if turns := session_matrix.take_turn(pager):
        with turned:
            show(go_to_asked(f"{pager}-{turns}", f"Page {number} of {last}."), runs_script=True)


def offered(index: "Index") -> dict[str, Sequence[str]]:
    """The values that may be chosen of each filter."""
    held = {one.name: [value for value, _ in one.values] for one in facets(index.reviews.values())}
    return {**held, "kind": KINDS}


def _facet(facet: Facet, key: str = "") -> None:
    values = [value for value, _ in facet.values]
    _choose(facet.name, _NAMES[facet.name], values, dict(facet.values), key)


def _choose(name: str, told: str, values: Sequence[str], counts: dict[str, int], key: str = "") -> None:
    key = key or session_matrix.facet(name)
    session_matrix.drop_unheld(key, values)
    st.multiselect(
        told,
        values,
        key=key,
        on_change=session_matrix.first_page,
        format_func=lambda value: _value(name, value, counts),
        placeholder="Any",
    )


def _value(name: str, value: str, counts: dict[str, int]) -> str:
    shown = {"kind": lambda: kind_words(value, False), "standing": lambda: STANDING.get(value, value)}
    text = shown[name]() if name in shown else value
    return f"{text} ({counts[value]})" if value in counts else text
