"""All feedback: looked at, replied to, closed, deleted, and made into gold cases. Unsafe comes first, and open before closed."""

from typing import cast

import streamlit as st

from assistant.feedback import LONGEST_WORDS, REASONS, Feedback, FeedbackRecords, Reason, State, Tally
from ingest.errors import ReviewsError
from ui import resources
from ui import session_conversations as tab
from ui.drawing import feedback as drawing
from ui.drawing.frame import at_risk_first, warning
from ui.drawing.making_gold import made
from ui.drawing.show import show
from ui.views import making_gold
from ui.words import FEEDBACK, deleted_words

_ON_A_PAGE = 10
_ANY = "any"
_STATES: dict[str, State | None] = {"Open": "open", "Closed": "closed", "All": None}


def _page() -> None:
    show(at_risk_first())
    show(drawing.heading())
    try:
        feedback = resources.feedback()
        if resources.records().warning:
            show(warning(resources.records().warning))
        tallies = feedback.tallies()
        if told := tab.take_told():
            show(drawing.done(told))
        making_gold.draw_written()
        if number := st.query_params.get("number"):
            _only(feedback, number)
        elif tallies:
            _list(feedback, tallies)
        else:
            show(drawing.none_yet())
    except ReviewsError as error:
        show(warning(str(error)))


def _only(feedback: FeedbackRecords, number: str) -> None:
    st.button("Show all feedback", key="all-feedback", on_click=st.query_params.clear)
    try:
        one = feedback.one(int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0)
    except ReviewsError as error:
        show(warning(str(error)))
        return
    _item(one)


def _list(feedback: FeedbackRecords, tallies: tuple[Tally, ...]) -> None:
    show(drawing.waiting(tallies))
    state, reason = _chosen()
    found = sum(_fits(tally, state, reason) for tally in tallies)
    if not found:
        show(drawing.none_found())
        return
    pages = -(-found // _ON_A_PAGE)
    page = min(tab.page(), pages)
    first = (page - 1) * _ON_A_PAGE
    shown = feedback.held(state, reason, _ON_A_PAGE, first)
    show(drawing.count(found, first + 1, first + len(shown)))
    for one in shown:
        _item(one)
    if pages > 1:
        st.pagination(pages, default=page, key=tab.PAGE)


def _chosen() -> tuple[State | None, Reason | None]:
    """The facets. Their labels hold no figures: a label that changes under a choice would undo it."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="feedback-facets"):
        name = st.segmented_control(
            "State",
            list(_STATES),
            default="Open",
            required=True,
            key="feedback-state",
            on_change=tab.first_page,
        )
        reason = st.selectbox(
            "Reason",
            (_ANY, *REASONS),
            key="feedback-reason",
            format_func=lambda one: FEEDBACK.get(one, "All reasons"),
            on_change=tab.first_page,
        )
    return _STATES[name or "Open"], None if reason == _ANY else cast(Reason, reason)


def _fits(tally: Tally, state: State | None, reason: Reason | None) -> int:
    """How many of a tally there are in a state and for a reason; None is any."""
    return tally.count if state in (None, tally.state) and reason in (None, tally.reason) else 0


def _item(one: Feedback) -> None:
    with st.container(key=f"feedback-{one.id}"):
        show(drawing.item(one, resources.locate))
        of = tab.reply_key(one.id)
        if fault := tab.fault(of):
            show(drawing.fault(fault))
        show(drawing.replied(one))
        if one.state == "open":
            with (
                st.expander("Reply and close", key=f"closing-{one.id}"),
                st.form(f"replying-{one.id}", border=False),
            ):
                st.text_area(
                    _reply_label(one.reason),
                    value=one.reply,
                    key=of,
                    max_chars=LONGEST_WORDS,
                    height=80,
                )
                st.form_submit_button("Close it", type="primary", on_click=_close, args=(one.id,))
        else:
            st.button("Open again", key=f"reopen-{one.id}", on_click=_reopen, args=(one.id,))
        if one.message.answer is not None and one.message.question:
            making_gold.draw(one)
        elif one.gold:
            show(made(one.gold))
        if st.button("Delete", key=f"delete-{one.id}", type="tertiary", help=f"Delete feedback {one.id}"):
            _confirm(one)


def _reply_label(reason: Reason) -> str:
    if reason == "unsafe":
        return "What was done about it, without names or details of anyone"
    return "Your reply, without names or details of anyone (optional)"


@st.dialog("Delete this feedback?")  # type: ignore[untyped-decorator]
def _confirm(one: Feedback) -> None:
    show(drawing.sure(one))
    with st.container(horizontal=True):
        if st.button("Delete it", key="confirm-yes", type="primary", on_click=_delete, args=(one.id,)):
            st.rerun()
        if st.button("Keep it", key="confirm-no"):
            st.rerun()


def _delete(number: int) -> None:
    try:
        was = resources.feedback().delete(number)
    except ReviewsError as error:
        tab.note_told(str(error))
        return
    tab.note_told(deleted_words(was))
    # A page of this one alone would now say that there is none.
    if "number" in st.query_params:
        st.query_params.clear()


def _close(number: int) -> None:
    of = tab.reply_key(number)
    try:
        resources.feedback().close(number, tab.typed(of))
    except ReviewsError as error:
        tab.note_fault(of, str(error))
        return
    tab.clear_fault(of)
    tab.note_told(f"Feedback {number} is closed.")


def _reopen(number: int) -> None:
    try:
        resources.feedback().reopen(number)
    except ReviewsError as error:
        tab.note_told(str(error))
        return
    tab.note_told(f"Feedback {number} is open again.")


_page()
