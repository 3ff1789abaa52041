"""One case of a run: what was asked and wanted, the answer as Ask draws it, why it falls short, passages, marks."""

import streamlit as st

from eval.runs.again import mark, marks_of, unmark
from eval.runs.nouns import Mark
from eval.scoring.measures import Result
from eval.viewing.opened import OpenedRun
from eval.viewing.passages import found, veiled, wanted
from eval.viewing.runs import ListedRun
from ingest.errors import ReviewsError
from ui import resources, resources_evaluation
from ui import session_evaluation as session
from ui.drawing import urgent
from ui.drawing.answer import answer
from ui.drawing.evaluation import cases, run
from ui.drawing.evaluation.tables import heading, link
from ui.drawing.frame import warning
from ui.drawing.markup import join, tag
from ui.drawing.show import show

_SAID = {"agree": "The score is right", "dispute": "The score is wrong"}
_LONGEST_REASON = 500


def draw(listed: ListedRun, name: str) -> None:
    """Draw the case; of one kept aside only that it is, until a reader asks for it all the same.

    Raises:
        ReviewsError: the run, or what is withdrawn, cannot be read.
    """
    opened = resources_evaluation.evaluation(listed.name)
    result = opened.result(name)
    show(run.steps(listed, f"Case {name}"))
    if result is None:
        show(cases.no_case(listed.name, name))
    elif result.located.case.split == "kept" and not session.may_see(listed.name, name):
        show(cases.kept_aside(name))
        st.button("Show this case all the same", on_click=session.see, args=(listed.name, name))
    else:
        _case(listed, opened, result)
    filters = {key: st.query_params[key] for key in session.FILTERS if key in st.query_params}
    show(tag("p", link("Back to the list of cases", session.address(listed.name, part="cases", **filters))))


def _case(listed: ListedRun, opened: OpenedRun, result: Result) -> None:
    of = resources.withdrawn()
    seen = veiled(result, of)
    titles = {name: review.shown_title for name, review in opened.shelf.reviews.items()}
    show(cases.asked(result))
    show(cases.shortfalls(seen, titles))
    with st.container(key="evaluation_answer"):
        _answer(seen)
    show(cases.inexact(opened.inexact.get(result.located.case.id, {})))
    held, _ = resources.index()
    current = (
        held is not None and listed.manifest is not None and held.fingerprint == listed.manifest.fingerprint
    )
    show(cases.passages(wanted(result, opened.shelf, of), found(seen, of), current))
    _marks(opened, result)


def _answer(result: Result) -> None:
    if result.attempt is None:
        return
    given = result.attempt.answer
    show(tag("h2", "The answer that was given"))
    if given.outcome == "urgent":
        with st.container(key="urgent-evaluation"):
            show(join(urgent.emergency(given), urgent.whom_to_call(given)))
    else:
        show(answer(given, resources.locate))
    if given.choices:
        choices = tag("ul", *(tag("li", choice.label) for choice in given.choices))
        show(join(tag("p", "Offered to choose from:"), choices))


def _marks(opened: OpenedRun, result: Result) -> None:
    name = result.located.case.id
    own = [one for one in marks_of(opened.folder) if one.case == name]
    show(cases.marks(own))
    for one in own:
        st.button(
            f"Remove the mark on {heading(one.measure)}",
            key=f"unmark-{one.measure}",
            on_click=_remove,
            args=(opened, one),
        )
    scored = [measure for measure, value in result.scores.items() if value is not None]
    if scored:
        with st.form("evaluation_mark", clear_on_submit=True):
            measure = st.selectbox("Score", scored, format_func=heading)
            said = st.radio(
                "What you make of it", list(_SAID), format_func=_SAID.__getitem__, horizontal=True
            )
            why = st.text_input("Reason, needed where it is wrong", max_chars=_LONGEST_REASON)
            if st.form_submit_button("Keep this mark"):
                _keep(opened, name, measure, said, why)
    if fault := session.take_fault():
        show(warning(fault))


def _keep(opened: OpenedRun, case: str, measure: str, said: str, why: str) -> None:
    if said == "dispute" and not why.strip():
        show(warning("This mark is not kept: say in a few words why the score is wrong, and press again."))
        return
    try:
        mark(opened.folder, case, measure, "dispute" if said == "dispute" else "agree", why)
    except ReviewsError as error:
        session.note_fault(f"This mark is not kept. {error}")
    except OSError as error:
        session.note_fault(_cannot_write(error))
    st.rerun()


def _remove(opened: OpenedRun, one: Mark) -> None:
    try:
        unmark(opened.folder, one.case, one.measure)
    except OSError as error:
        session.note_fault(_cannot_write(error))


def _cannot_write(error: OSError) -> str:
    return f"The mark cannot be written: {error.strerror}. Ask whoever runs this copy to let it write its records."
