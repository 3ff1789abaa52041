"""How the answers were measured: the runs that are kept, one of them, two compared, and single cases with their passages."""

import streamlit as st

from eval.scoring.meanings import MEANINGS
from eval.viewing.cases import rows_of
from eval.viewing.runs import ListedRun, Overview
from ingest.errors import ReviewsError
from ui import resources, resources_evaluation
from ui import session_evaluation as session
from ui.drawing.evaluation import chart, compared, run, runs
from ui.drawing.evaluation.tables import heading, moment
from ui.drawing.frame import at_risk_first, warning
from ui.drawing.show import show
from ui.views import evaluation_case, evaluation_cases

_USUAL = ("recall_5", "vital_facts", "relevance", "right_refusal", "wrong_refusal")
_DRAWN = 24  # runs in the charts
_LISTED = 50  # runs in the table
_NAMES = {"summary": "Summary", "cases": "Cases", "figures": "Every measure"}


def _all_runs(held: Overview) -> None:
    show(runs.title())
    if held.fault:
        show(runs.cannot_read(held.fault))
    elif not held.runs:
        index, fault = resources.index()
        if index is None or not index.reviews:  # a run needs something to ask
            for line in resources.index_warnings() or (fault,):
                show(warning(line))
        else:
            show(runs.none_yet())
    else:
        numbered = list(zip(range(len(held.runs), 0, -1), held.runs, strict=True))
        _over_time(numbered)
        show(runs.runs_table(numbered[:_LISTED], session.measures()))


def _over_time(numbered: list[tuple[int, ListedRun]]) -> None:
    finished = [one for one in numbered if one[1].figures]
    offered = [name for name in MEANINGS if any(one.figures and one.figures.of(name) for _, one in finished)]
    if not finished:
        return
    session.begin_measures(offered, [name for name in _USUAL if name in offered])
    drawn = finished[:_DRAWN][::-1]
    over_time = len(drawn) > 1  # one run alone draws a dot in an empty chart, and the table says it
    if over_time:
        show(runs.charts_intro([one for _, one in drawn], len(finished)))
    st.multiselect(
        "Measures to show", offered, key=session.MEASURES, format_func=heading, placeholder="Choose measures"
    )
    chosen = session.measures()
    session.remember(measures="" if chosen == _USUAL else ",".join(chosen))
    if over_time:
        show(chart.trends(chosen, drawn))


def _one_run(held: Overview, listed: ListedRun) -> None:
    show(run.steps(listed))
    if listed.manifest is None:
        show(runs.cannot_read(listed.fault, listed.name))
        return
    if listed.figures is None:
        show(run.head(listed))
        show(runs.unfinished(listed))
        return
    session.begin_parts()
    try:
        results = resources_evaluation.evaluation(listed.name).results
    except ReviewsError:
        show(run.head(listed))
        raise
    show(run.head(listed, sum(row.short for row in rows_of(results)), here=session.part() == "summary"))
    st.segmented_control(
        "Show of this run", session.PARTS, key=session.PART, format_func=_NAMES.__getitem__, required=True
    )
    part = session.part()
    if part == "cases":
        evaluation_cases.draw(listed)
        return
    session.remember(run=listed.name, part=part, **session.filters())
    if part == "figures":
        _figures(listed)
    else:
        _summary(held, listed)


def _summary(held: Overview, listed: ListedRun) -> None:
    from eval.runs.again import marks_of

    assert listed.figures is not None and listed.manifest is not None
    opened = resources_evaluation.evaluation(listed.name)
    show(run.gates(listed.figures))
    show(run.by_group(listed))
    _compare(held, listed)
    show(run.spread(opened.spreads))
    show(run.took(opened.took, busy=listed.manifest.workers > 1))
    show(run.marked(listed.name, marks_of(opened.folder)))


def _figures(listed: ListedRun) -> None:
    assert listed.figures is not None
    show(run.every_figure(listed.figures))
    show(run.beside(resources_evaluation.evaluation(listed.name).beside))


def _compare(held: Overview, listed: ListedRun) -> None:
    others = {one.name: one for one in held.finished_beside(listed.name)}
    show(run.comparing(bool(others)))
    if others:
        st.selectbox(
            "Earlier run", list(others), key=session.AGAINST, format_func=lambda name: _told(others[name])
        )
        st.button(
            "Compare the two runs", key="evaluation_compare", on_click=session.compare, args=(listed.name,)
        )


def _told(one: ListedRun) -> str:
    assert one.manifest is not None
    return f"{moment(one.manifest.made)}, {one.manifest.mode}, {one.manifest.cases:,} cases ({one.name})"


def _two_runs(before: ListedRun, after: ListedRun) -> None:
    show(run.steps(after, "Compared"))
    difference = resources_evaluation.compared(before.name, after.name)
    show(compared.head(difference, before, after))
    show(compared.measures(difference.changes))
    show(compared.flips(difference))


def _page() -> None:
    session.take_address()
    held, asked = resources_evaluation.evaluations(), session.where()
    if not asked.run or held.fault:
        _all_runs(held)
        return
    missing = next((name for name in (asked.run, asked.against) if name and not held.named(name)), "")
    listed, against = held.named(asked.run), held.named(asked.against)
    if missing or listed is None:
        show(run.steps(None, "Not found"))
        show(runs.not_found(missing))
    elif asked.against and against is not None:
        _two_runs(against, listed)
    elif asked.case and listed.figures is not None:
        evaluation_case.draw(listed, asked.case)
    else:
        _one_run(held, listed)


show(at_risk_first())
try:
    with st.spinner("Reading the runs", show_time=False):
        _page()
except ReviewsError as error:
    show(runs.cannot_read(str(error)))
