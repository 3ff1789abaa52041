"""The cases of a run: filters, search, and a page of the list."""

import streamlit as st

from eval.cases import CASE_KINDS
from eval.viewing.cases import FAILABLE, page_of, rows_of
from eval.viewing.runs import ListedRun
from ingest.errors import ReviewsError
from ui import resources_evaluation
from ui import session_evaluation as session
from ui.drawing.evaluation import cases
from ui.drawing.evaluation.tables import heading
from ui.drawing.frame import warning
from ui.drawing.markup import Markup
from ui.drawing.show import show
from ui.views import searching

_CAME = {
    "short": "Falls short",
    "right": "Falls short of nothing that counts",
    "error": "Raised an error",
    "any": "Any",
}
_LONGEST = 200  # letters of a search
_KEPT_OUT = "so they are looked for here and stay out of the address of this page."


def draw(listed: ListedRun) -> None:
    """Draw the filters and the list.

    Raises:
        ReviewsError: the run cannot be read.
    """
    rows = rows_of(resources_evaluation.evaluation(listed.name).results)
    kinds = [kind for kind in CASE_KINDS if any(row.kind == kind for row in rows)]
    outcomes = sorted({row.got for row in rows})
    failed = [name for name in FAILABLE if any(name in row.failed for row in rows)]
    session.begin(kinds, outcomes, failed)
    _filters(kinds, outcomes, failed)
    sought = session.sought()
    show(_guarded(sought.find))
    page, filters = page_of(rows, sought), session.filters()
    session.remember(run=listed.name, part="cases", **filters)
    show(cases.told(page, sought.kept))
    show(cases.listed(listed.name, page, filters))
    with st.container(horizontal=True):
        if page.number > 1:
            st.button("Previous page of cases", on_click=session.go_to, args=(page.number - 1,))
        if page.number < page.pages:
            st.button("Next page of cases", on_click=session.go_to, args=(page.number + 1,))


def _filters(kinds: list[str], outcomes: list[str], failed: list[str]) -> None:
    changed = session.from_the_first
    first, second = st.columns(2)
    with first:
        st.selectbox(
            "Result", list(_CAME), key=session.CAME, format_func=_CAME.__getitem__, on_change=changed
        )
        st.selectbox("Kind of question", ["", *kinds], key=session.KIND, format_func=_kind, on_change=changed)
    with second:
        st.selectbox(
            "Answered with", ["", *outcomes], key=session.GOT, format_func=_outcome, on_change=changed
        )
        st.selectbox(
            "Falls short of", ["", *failed], key=session.FAILED, format_func=_measure, on_change=changed
        )
    st.text_input(
        "Find in questions and names of cases", key=session.FIND, max_chars=_LONGEST, on_change=changed
    )
    st.checkbox(
        "List the cases kept aside too. Looked at one by one they stop being a test: do so only if you will not change "
        "the answers because of them.",
        key=session.KEPT,
        on_change=changed,
    )


def _guarded(find: str) -> Markup:
    """Let words to be found into the address, or say why they are not; the cases are here, so all are looked for."""
    if not find.strip():
        return Markup()
    try:
        stopped = searching.stopped(find, _KEPT_OUT)
    except ReviewsError as error:
        return warning(str(error))
    if not stopped:
        session.let_through(find)
    return stopped


def _kind(kind: str) -> str:
    return kind.replace("_", " ").capitalize() or "Any"


def _outcome(value: str) -> str:
    return cases.outcome(value) if value else "Any"


def _measure(name: str) -> str:
    return heading(name) if name else "Any"
