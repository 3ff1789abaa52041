"""The limits on a question: chosen where it is typed, and shown as chips that come off."""

import streamlit as st

from assistant.held_filters import Offer
from assistant.in_words import kind_words, limits
from ui import resources, session_ask
from ui.drawing.markup import Markup, label, tag
from ui.drawing.show import show

CONTROL = "limits-control"
_NAMES = {
    "publisher": "Publisher",
    "type": "Type of review",
    "year": "Year of the review, or of what it is about",
    "age": "Age of the child",
    "theme": "Theme",
    "kind": "Kind of statement",
}
_TOLD = "Ask only of reviews that fit all of these. Leave a line empty for any. Scroll down to see all {}."
_MOST_PILLS = 8  # more values than that are found by typing


def draw(beside: Markup | None = None) -> bool:
    """The control that sets limits, and a chip for each that is set; whether there is anything to choose.

    Args:
        beside: what stands in one line with the control.
    """
    offers = drop_unheld()
    if not offers:
        return False
    chosen = session_ask.limits()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="limits"):
        with st.popover("Limit the search", key=CONTROL, type="tertiary", on_change="rerun") as control:
            show(tag("p", _TOLD.format(len(offers)), class_="small limits-told"))
            if control.open:  # each field takes its time, and this stands on the page in every run
                for offer in offers:
                    _field(offer)
        if beside:
            show(beside)
        for name, values in chosen.items():
            for value in values:
                _chip(name, value)
        if sum(map(len, chosen.values())) > 1:
            st.button("Clear all", key="limits-clear", type="tertiary", on_click=session_ask.take_all_off)
    return True


def drop_unheld() -> tuple[Offer, ...]:
    """Take off what no review holds any more, such as after an ingest; gives what there is to choose from."""
    offers = resources.offers()
    if offers:
        session_ask.drop_unheld({offer.name: offer.values for offer in offers})
    return offers


def _field(offer: Offer) -> None:
    key = session_ask.field_of(offer.name)
    # What is kept is the truth: a field forgets its choice when the reader has been on another page.
    st.session_state[key] = list(session_ask.limits().get(offer.name, ()))
    if len(offer.values) <= _MOST_PILLS:
        st.pills(
            _NAMES[offer.name],
            offer.values,
            selection_mode="multi",
            format_func=lambda value: label(_value(offer.name, value)),
            key=key,
            on_change=session_ask.keep_limit,
            args=(offer.name,),
        )
    else:
        st.multiselect(
            _NAMES[offer.name],
            offer.values,
            format_func=lambda value: _value(offer.name, value),
            key=key,
            on_change=session_ask.keep_limit,
            args=(offer.name,),
            placeholder="Any",
        )


def _value(name: str, value: str) -> str:
    return kind_words(value, False) if name == "kind" else value


def _chip(name: str, value: str) -> None:
    told = limits({name: (value,)}, {})
    st.button(
        f"Only {label(told, 60)}",
        key=f"chip-{name}-{value}",
        icon=":material/close:",
        icon_position="right",
        help=f"Take this limit off: {label(told)}",
        on_click=session_ask.take_off,
        args=(name, value),
    )
