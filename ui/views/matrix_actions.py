"""Recommendations beside the actions that their reviews tell of, a page of reviews at a time."""

import re
from typing import TYPE_CHECKING

import streamlit as st

from assistant.actions import DONE, actions_of
from assistant.browsing import narrowed
from assistant.in_words import limits
from assistant.matrix import ROWS_A_PAGE
from ingest.errors import ReviewsError
from ui import resources, session_matrix
from ui.drawing import actions, frame
from ui.drawing.matrix import rows_shown
from ui.drawing.show import show
from ui.views import matrix_controls, taking_away

if TYPE_CHECKING:
    from ingest.index import Index
    from ingest.nouns import Review

_KINDS = ("recommendation", *DONE)


def draw(index: "Index") -> None:
    """The reviews chosen, by title, each with its recommendations and what is told of them."""
    show(actions.explained())
    turned = st.container()
    chosen, only = _chosen(index)
    of_kind = resources.kinds_held(index)
    telling_ids = frozenset().union(*(of_kind.get(kind, frozenset()) for kind in _KINDS))
    telling = [review for review in chosen if review.id in telling_ids]
    silent = [review for review in chosen if review.id not in telling_ids]
    last = max(1, -(-len(telling) // ROWS_A_PAGE))
    number = min(session_matrix.actions_page(), last)
    show(actions.chosen(len(telling), len(chosen)))
    if last > 1:
        show(rows_shown(number, len(telling)))
    for review in telling[(number - 1) * ROWS_A_PAGE : number * ROWS_A_PAGE]:
        try:
            show(actions.of_review(actions_of(index, review.id)))
        except ReviewsError as error:
            show(frame.warning(str(error)))
    if last > 1:
        st.pagination(
            last,
            key=session_matrix.ACTIONS_PAGE,
            on_change=session_matrix.turn,
            args=(session_matrix.ACTIONS_PAGE,),
        )
        matrix_controls.go_to_top(turned, session_matrix.ACTIONS_PAGE, number, last)
    show(actions.silent([review.shown_title for review in silent]))
    taking_away.draw_actions([review.id for review in (*telling, *silent)], only)


def _chosen(index: "Index") -> "tuple[list[Review], str]":
    """The reviews that fit what is chosen and whose titles have the words typed, by title; and that choice in one line."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="matrix-actions-tools"):
        title = st.text_input(
            "Find in titles",
            key=session_matrix.ACTIONS_TITLE,
            on_change=session_matrix.first_page,
            width=240,
        )
        with st.popover("Filters", key="matrix-actions-filters", width="content"), st.container(width=680):
            matrix_controls.facets_of_actions(index)
    words = title.casefold().split()
    filters = session_matrix.filters_of_actions()
    found = [
        review
        for review in narrowed(index.reviews, filters, {})
        if all(word in review.title.casefold() for word in words)
    ]
    if not found:
        show(actions.none_fits())
    told = (limits(filters, {}), f"titles with “{' '.join(title.split())}”" if words else "")
    only = "; ".join(part for part in told if part)
    if only:
        matrix_controls.only(only, session_matrix.clear_filters_of_actions, "matrix-actions-bound")
    return sorted(found, key=lambda review: (_natural(review.title), review.id)), only


def _natural(title: str) -> list[tuple[int, str]]:
    """A title as people order it: "Child 2" before "Child 10"."""
    parts = re.findall(r"\d+|\D+", title.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
