"""Which review said what: themes and questions against every review, and recommendations beside actions taken."""

from typing import TYPE_CHECKING

import streamlit as st

from assistant.matrix import MOST_COLUMNS, Matrix, arranged, page_of, pages
from assistant.nouns import Answer
from ingest.errors import ReviewsError
from ui import resources, session_matrix
from ui.drawing import frame, matrix, urgent
from ui.drawing.answer import answer
from ui.drawing.markup import label
from ui.drawing.matrix_table import table
from ui.drawing.show import show
from ui.views import matrix_actions, matrix_controls, taking_away

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from assistant.across import Across, Asked
    from ingest.index import Index

_TABS = ("Themes and questions", "Recommendations and actions taken")


def _page() -> None:
    index, _ = resources.index()
    if index is not None:
        session_matrix.take_address(matrix_controls.offered(index))
    show(matrix.title(short=bool(session_matrix.columns())))
    for warning in resources.index_warnings():
        show(frame.warning(warning))
    if index is None:
        return
    if not index.reviews:
        show(matrix.no_reviews())
        return
    asked, actions = st.tabs(_TABS, key="matrix_tab", on_change="rerun")
    if asked.open:
        with asked:
            _themes(index)
    if actions.open:
        with actions:
            matrix_actions.draw(index)
    show(frame.footer(index))


def _themes(index: "Index") -> None:
    above = st.container()  # where what is stopped stands: 999 before all else
    turned = st.container()
    try:
        across = resources.across()
        with above:
            stopped = _take(across, len(index.reviews))
        headings = session_matrix.columns()
        if not headings:
            matrix_controls.ask(index)
            session_matrix.write_address()
            if not stopped:
                show(matrix.nothing_asked(len(index.reviews)))
            return
        with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="matrix-head"):
            told = st.container(width="stretch", key="matrix_summary")
            with st.container(width="content"):
                matrix_controls.change(index)
        matrix_controls.bound()
        for heading in headings:
            _asked(across, heading, len(index.reviews))
        made = across.matrix(headings, session_matrix.filters())
    except ReviewsError as error:
        show(frame.warning(str(error)))
        return
    if isinstance(made, Answer):
        with above:
            _stopped(made)
    else:
        shown = arranged(made, session_matrix.order(), session_matrix.title())
        with told:
            show(matrix.summary(shown))
        _table(shown, turned)


def _take(across: "Across", reviews: int) -> bool:
    """What was put becomes columns, unless it is stopped; whether any of it was, which is told."""
    stopped: list[Answer] = []
    added = False
    texts, of_address = session_matrix.take_to_ask()
    for put in texts:
        found = _asked(across, put, reviews)
        if isinstance(found, Answer):
            stopped.append(found)
        else:
            session_matrix.add(found.column.heading, stay=of_address)
            added = True
    urgent_ones = [given for given in stopped if given.outcome == "urgent"]
    for given in urgent_ones[:1] or stopped:
        _stopped(given)
    if added and not stopped:
        st.rerun()
    if session_matrix.take_full():
        show(matrix.full(MOST_COLUMNS))
    return bool(stopped)


def _asked(across: "Across", heading: str, reviews: int) -> "Asked | Answer":
    """Ask every review, saying so meanwhile; what comes of it is kept and costs nothing the next time."""
    with st.spinner(f"Asking {reviews} reviews: {label(heading, 60)}"):
        return across.column(heading, session_matrix.filters())


def _stopped(given: Answer) -> None:
    """The answer to what is not put to every review: 999 first, or why it was declined, or a question back."""
    if given.outcome == "urgent":
        with st.container(key="urgent-matrix"):
            show(urgent.emergency(given))
            show(urgent.whom_to_call(given))
    else:
        show(answer(given, resources.locate))
    if given.choices:
        show(matrix.choices([(choice.label, choice.question) for choice in given.choices]))


def _table(made: Matrix, turned: "DeltaGenerator") -> None:
    last = pages(made.rows)
    number = session_matrix.page_within(last)
    session_matrix.write_address(title_held=any(row.review_id for row in made.rows))
    show(table(made, page_of(made.rows, number)))
    if last > 1:
        show(matrix.rows_shown(number, len(made.rows)))
        st.pagination(
            last, key=session_matrix.PAGE, on_change=session_matrix.turn, args=(session_matrix.PAGE,)
        )
        matrix_controls.go_to_top(turned, session_matrix.PAGE, number, last)
    show(matrix.foot(made))
    taking_away.draw_matrix(made)


_page()
