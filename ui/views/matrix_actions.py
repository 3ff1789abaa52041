"""Recommendations beside the actions that their reviews tell of, a page of reviews at a time."""

from typing import TYPE_CHECKING

import streamlit as st

from assistant.actions import actions_of
from assistant.facets import values_of
from assistant.matrix import ROWS_A_PAGE
from ingest.errors import ReviewsError
from ui import session_matrix
from ui.drawing import actions, frame
from ui.drawing.matrix import rows_shown
from ui.drawing.show import show
from ui.views import taking_away

if TYPE_CHECKING:
    from ingest.index import Index
    from ingest.nouns import Review


def draw(index: "Index") -> None:
    """The reviews chosen, by title, each with its recommendations and what is told of them."""
    show(actions.explained())
    chosen, only = _chosen(index)
    last = max(1, -(-len(chosen) // ROWS_A_PAGE))
    number = min(session_matrix.actions_page(), last)
    if last > 1:
        show(rows_shown(number, len(chosen)))
    for review in chosen[(number - 1) * ROWS_A_PAGE : number * ROWS_A_PAGE]:
        try:
            show(actions.of_review(actions_of(index, review.id)))
        except ReviewsError as error:
            show(frame.warning(str(error)))
    if last > 1:
        st.pagination(last, key=session_matrix.ACTIONS_PAGE)
    taking_away.draw_actions([review.id for review in chosen], only)


def _chosen(index: "Index") -> "tuple[list[Review], str]":
    """The reviews of the publisher chosen whose titles have the words typed, by title; and that choice in one line."""
    held = sorted(index.reviews.values(), key=lambda review: (review.title.casefold(), review.id))
    publishers = sorted({name for review in held for name in values_of(review, "publisher")})
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="matrix-actions-tools"):
        session_matrix.drop_unheld(session_matrix.ACTIONS_PUBLISHER, publishers)
        publisher = st.selectbox(
            "Publisher",
            publishers,
            index=None,
            placeholder="Any",
            key=session_matrix.ACTIONS_PUBLISHER,
            on_change=session_matrix.first_page,
            width=380,
        )
        title = st.text_input(
            "Find in titles",
            key=session_matrix.ACTIONS_TITLE,
            on_change=session_matrix.first_page,
            width=240,
        )
    words = title.casefold().split()
    found = [
        review
        for review in held
        if publisher in (None, review.publisher) and all(word in review.title.casefold() for word in words)
    ]
    if not found:
        show(actions.none_fits())
    told = (publisher or "", f"titles with “{' '.join(title.split())}”" if words else "")
    return found, "; ".join(part for part in told if part)
