"""Kept runs made ready to be looked at: their states, their figures, their cases, and why a case falls short."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from eval.run import runs_folder
from eval.runs.again import disputed, mark, marks_of, unmark
from eval.runs.folder import RunFolder
from eval.scoring.measures import Summary
from eval.viewing.cases import A_PAGE, Row, Sought, fails, page_of, rows_of
from eval.viewing.opened import opened, spreads
from eval.viewing.passages import found, veiled, wanted
from eval.viewing.reasons import reason
from eval.viewing.runs import Figures, Gate, overview
from ingest.errors import ReviewsError
from ingest.settings import Settings
from ingest.withdrawn import Tombstone
from tests.runs_kit import kept, made, settings, spoil
from tests.test_eval_solvers import CASES, AlwaysRefuses, FindsNothing, Oracle, ShufflesCitations, results
from ui.drawing.evaluation.runs import verdict, verdict_class

__all__ = ["kept", "made", "settings"]
Kept = tuple[RunFolder, RunFolder]
TITLES = {"a": "Review a", "b": "Review b"}


def never(review_id: str) -> None:
    """No review is withdrawn."""


def test_no_folder_is_no_run_and_one_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    assert overview(tmp_path / "none") == replace(overview(tmp_path / "none"), runs=(), fault="")
    (tmp_path / "file").write_text("")
    assert "cannot be read" in overview(tmp_path / "file").fault


def test_every_run_is_listed_in_the_state_it_is_in(settings: Settings, kept: Kept) -> None:
    spoil(settings)
    place = runs_folder(settings)
    later = time.time() + 3600
    held = overview(place, now=later)
    states = {run.name: run.state for run in held.runs}
    assert [states[run.name] for run in kept] == ["finished", "finished"]
    assert (states["halted"], states["old"], states["nothing"]) == ("interrupted", "unreadable", "unreadable")
    assert held.named("halted") and held.named("halted").done == 2  # type: ignore[union-attr]
    assert "another version" in held.named("old").fault  # type: ignore[union-attr]
    assert overview(place).named("halted").state == "being_written"  # type: ignore[union-attr]


def test_a_run_is_found_by_its_very_name_and_never_by_a_path(settings: Settings, kept: Kept) -> None:
    held = overview(runs_folder(settings))
    assert held.named("last") == held.named(kept[1].name)
    assert held.named(str(kept[0].path)) is None and held.named(f"../runs/{kept[0].name}") is None
    assert [run.name for run in held.finished_beside(kept[1].name)] == [kept[0].name]


def test_figures_have_their_n_and_gates_are_those_of_the_day(settings: Settings, kept: Kept) -> None:
    run = overview(runs_folder(settings)).named(kept[1].name)
    assert run and run.figures
    outcome = run.figures.of("outcome")
    assert isinstance(outcome, Summary) and (outcome.n, outcome.mean) == (5, 0.6)
    assert run.figures.of("vital_facts", "kind:contact") is None
    assert any(gate.measure == "vital_facts" and not gate.passed for gate in run.figures.gates)


def test_a_gate_that_was_not_measured_is_not_missed() -> None:
    gate = Gate("vital_facts", "mean", "fact", ">=", 0.8, "why", 0.5, 4, 0, False)
    unasked = replace(gate, measure="urgent", reached=None, n=0)
    figures = Figures("failed", {}, (gate, unasked, replace(gate, passed=True)), (), 0)
    assert (figures.missed, figures.measured) == (1, 2)
    assert verdict(figures) == "1 of 2 gates missed, 1 not measured" and verdict_class(figures) == "failed"
    never_asked = replace(figures, gates=(unasked, replace(gate, passed=True)))
    assert verdict(never_asked) == "The one gate passed, 1 not measured"
    assert verdict_class(never_asked) == "unsure"
    assert verdict_class(replace(never_asked, verdict="passed")) == "passed"
    assert verdict(replace(figures, gates=(unasked,))) == "No gate measured"
    assert Figures("failed", {}, (replace(unasked, failed=2),), (), 2).missed == 1  # asked, and nothing came


def test_figures_of_another_shape_are_told_and_do_not_break_the_list(settings: Settings, kept: Kept) -> None:
    (kept[0].path / "summary.json").write_text('{"summaries": {"all": {"outcome": 1}}}')
    run = overview(runs_folder(settings)).named(kept[0].name)
    assert run and run.state == "unreadable" and "reviews eval score" in run.fault


def test_a_run_is_read_back_as_it_was_scored(kept: Kept) -> None:
    held = opened(kept[0].path)
    assert [one.located.case.id for one in held.results] == [case.id for case in CASES]
    fresh = {one.located.case.id: one.scores for one in results(Oracle(CASES))}
    for one in held.results:
        for name, value in one.scores.items():
            assert value == fresh[one.located.case.id][name], (one.located.case.id, name)
    assert held.result("bruise") and held.result("no such case") is None
    assert held.took[0].n == 5 and 0 < held.took[0].half <= held.took[0].most <= held.took[0].longest


def test_a_run_whose_files_do_not_fit_says_so(kept: Kept) -> None:
    (kept[0].path / "passages.jsonl").write_text("")
    with pytest.raises(ReviewsError, match="do not fit together"):
        opened(kept[0].path)


def test_scores_spread_over_none_some_and_all(kept: Kept) -> None:
    spread = next(one for one in spreads(opened(kept[1].path).results) if one.measure == "vital_facts")
    assert (spread.none, spread.under_half, spread.half_or_more, spread.whole, spread.n) == (2, 0, 0, 0, 2)


def test_cases_are_filtered_and_those_kept_aside_only_counted(kept: Kept) -> None:
    rows = rows_of(opened(kept[1].path).results)
    page = page_of(rows, Sought())
    assert [row.id for row in page.rows] == ["bruise"] and page.kept_aside == 1
    assert [row.id for row in page_of(rows, Sought(kept=True)).rows] == ["bruise", "which"]
    assert [row.id for row in page_of(rows, Sought(came="right")).rows] == ["none", "blame", "now"]
    assert [row.id for row in page_of(rows, Sought(came="any", kind="live_concern")).rows] == ["now"]
    assert [row.id for row in page_of(rows, Sought(came="any", got="declined")).rows] == ["blame"]
    assert [row.id for row in page_of(rows, Sought(came="any", find="MARK where")).rows] == ["bruise"]
    assert [row.id for row in page_of(rows, Sought(failed="wrong_refusal")).rows] == ["bruise"]
    assert page_of(rows, Sought(failed="quote_exactness")).matched == 0


def test_pages_hold_so_many_and_one_beyond_the_last_is_the_last() -> None:
    rows = [
        Row(f"c{n}", "fact", False, "Why?", "answered", "answered", True, "", ()) for n in range(A_PAGE + 1)
    ]
    assert (len(page_of(rows, Sought()).rows), page_of(rows, Sought()).pages) == (A_PAGE, 2)
    last = page_of(rows, Sought(page=99))
    assert (last.number, [row.id for row in last.rows]) == (2, [f"c{A_PAGE}"])
    assert page_of((), Sought(page=0)).number == 1


def test_what_is_better_low_fails_above_nought() -> None:
    assert fails("wrong_refusal", 1.0) and not fails("wrong_refusal", 0.0)
    assert fails("vital_facts", 0.5) and not fails("vital_facts", 1.0) and not fails("vital_facts", None)


def told(assistant: Oracle, measure: str, case: int) -> str:
    return reason(measure, results(assistant)[case], TITLES)


@pytest.mark.parametrize(
    ("assistant", "measure", "case", "says"),
    [
        (AlwaysRefuses, "outcome", 0, "Wanted: answered. It was: not found."),
        (AlwaysRefuses, "wrong_refusal", 0, "The reviews do answer this"),
        (AlwaysRefuses, "vital_facts", 0, "Missing: temple."),
        (AlwaysRefuses, "urgent", 4, "was not met with the urgent answer"),
        (AlwaysRefuses, "reason", 3, "Wanted as the reason: blame. Given: none."),
        (AlwaysRefuses, "reviews_covered", 1, "Not named: Review b."),
        (FindsNothing, "recall_5", 1, "item 1 was not found; item 2 was not found"),
        (ShufflesCitations, "citation_recall", 0, "Counted: statements that what they cite bears out"),
    ],
)
def test_a_reason_names_what_is_missing(assistant: type[Oracle], measure: str, case: int, says: str) -> None:
    assert says in told(assistant(CASES), measure, case)


def test_evidence_and_passages_stand_with_their_ranks_and_a_withdrawn_review_has_no_text(kept: Kept) -> None:
    held = opened(kept[0].path)
    result = held.result("bruise")
    assert result
    (item,) = wanted(result, held.shelf, never)
    assert item.rank == 1 and any("on the temple" in text for text in item.sentences)
    (passage,) = found(result, never)
    assert passage.evidence == (1,)
    assert any(one.wanted and one.quoted and "temple" in one.text for one in passage.stretches)
    gone = Tombstone("a", "Review a", "a.md", "", "digest", "", "", "asked", "us", "2026-01-05")
    of = {"a": gone}.get
    (item,), (passage,) = wanted(result, held.shelf, of), found(result, of)
    assert (item.sentences, item.withdrawn) == ((), "2026-01-05") and passage.stretches == ()
    answer = veiled(result, of).attempt.answer  # type: ignore[union-attr]
    assert all("temple" not in text for text in (answer.statements[0].text, answer.citations[0].quote))


def test_a_mark_that_is_taken_back_is_no_longer_counted(kept: Kept) -> None:
    folder = kept[1]
    mark(folder, "bruise", "vital_facts", "dispute", "it is said")
    mark(folder, "bruise", "outcome", "agree", "")
    unmark(folder, "bruise", "vital_facts")
    unmark(folder, "bruise", "recall_5")  # never made
    assert [(one.measure, one.verdict) for one in marks_of(folder)] == [("outcome", "agree")]
    section = disputed(folder)
    assert section and len(section.rows) == 2
    unmark(folder, "bruise", "outcome")
    assert marks_of(folder) == () and disputed(folder) is None
