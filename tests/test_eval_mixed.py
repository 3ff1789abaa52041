"""The gold beside other papers: what counts as worse, and which cases lose their premise."""

from dataclasses import replace
from pathlib import Path

import pytest
from test_eval_solvers import FakeIndex

from assistant.nouns import Answer, ReviewVerdict
from eval.cases import Case, locate
from eval.mixed import Figure, as_text, figures, other_papers, without_premise
from eval.scoring.measures import Attempt, Result
from eval.scoring.reviews import names_reviews
from ingest.errors import ReviewsError
from ingest.nouns import Review


def paper(name: str, title: str, kind: str, standing: str) -> Review:
    return Review(name, title, "not recorded", "not recorded", kind, f"{name}.pdf", "", standing)  # type: ignore[arg-type]


HELD = {
    "quay": paper("quay", "Quay review", "serious case review", "digest"),
    "fern": paper("fern", "Inspection of Fernhaven children's services", "inspection report", "unrecorded"),
}


def wants_nothing(question: str) -> Case:
    return Case(id="x", kind="unanswerable", question=question, expect="not_found", split="open")


def test_a_case_on_a_place_that_is_held_now_is_no_test() -> None:
    title = without_premise(
        wants_nothing("What was learnt in Fernhaven about housing?"), HELD, frozenset({"quay"})
    )
    assert title == "Inspection of Fernhaven children's services"


@pytest.mark.parametrize(
    "question", ["What did the Fernhaven review say on housing?", "What did the Quay review say on housing?"]
)
def test_a_case_on_a_review_keeps_its_premise(question: str) -> None:
    assert without_premise(wants_nothing(question), HELD, frozenset({"quay"})) is None


def test_only_a_case_that_wants_nothing_found_can_lose_its_premise() -> None:
    case = wants_nothing("What was learnt in Fernhaven about housing?").model_copy(
        update={"expect": "answered"}
    )
    assert without_premise(case, HELD, frozenset({"quay"})) is None


@pytest.mark.parametrize(
    ("n", "beside", "within"),
    [(60, 0.97, True), (60, 0.96, False), (10, 0.9, True), (10, 0.8, False), (60, 1.0, True)],
)
def test_one_case_in_thirty_may_be_lost_and_no_more(n: int, beside: float, within: bool) -> None:
    assert Figure("all", "outcome", n, 1.0, beside).within is within
    assert Figure("all", "wrong_refusal", n, 0.0, 1 - beside).within is within


def test_a_better_figure_is_never_worse() -> None:
    assert (
        Figure("all", "wrong_refusal", 60, 0.5, 0.0).within and Figure("all", "outcome", 60, 0.0, 1.0).within
    )


def test_a_folder_without_files_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReviewsError, match="no files"):
        other_papers(tmp_path)
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "one.pdf").write_bytes(b"x")
    assert [path.name for path in other_papers(tmp_path)] == ["one.pdf"]


def test_another_paper_that_says_it_too_is_judged_by_no_case() -> None:
    case = Case(
        id="w",
        kind="which_review",
        question="Which say it?",
        expect="answered",
        reviews=("quay",),
        split="open",
    )
    row, more, wrong = (ReviewVerdict(i, i, "says") for i in ("quay", "fern", "pier"))
    judged = frozenset({"quay", "pier"})
    assert names_reviews(case, Answer("x", "x", "answered", reviews=(row, more)), judged) == 1.0
    assert names_reviews(case, Answer("x", "x", "answered", reviews=(row, more))) == 0.0
    assert names_reviews(case, Answer("x", "x", "answered", reviews=(row, wrong)), judged) == 0.0
    assert names_reviews(case, Answer("x", "x", "answered", reviews=(more,)), judged) == 0.0


def result(name: str, split: str, right: float) -> Result:
    case = Case(id=name, kind="unanswerable", question="What of it?", expect="not_found", split=split)  # type: ignore[arg-type]
    tried = Attempt("x", (), Answer("x", "x", "not_found"), 0.1)
    return Result(locate(case, FakeIndex()), tried, {"outcome": right})


def test_a_case_without_a_premise_counts_on_neither_side() -> None:
    alone = [result("a", "open", 1.0), result("b", "open", 1.0), result("c", "kept", 1.0)]
    beside = [result("a", "open", 0.0), result("b", "open", 1.0), result("c", "kept", 0.5)]
    found = {one.group: one for one in figures(alone, beside, {"a": "a paper"})}
    assert (found["open"].n, found["open"].beside) == (1, 1.0)
    assert (found["all"].n, found["all"].alone, found["all"].beside) == (2, 1.0, 0.75)
    told = as_text(tuple(found.values()), {"a": "a paper", "c": "another"}, (alone, beside))
    assert (
        "a: 'a paper' is held now" in told and "another" not in told
    )  # nothing is named of what is kept aside
    assert "1 of those kept aside" in told


def test_a_case_that_raised_an_error_is_the_worst_it_can_be() -> None:
    broken = replace(result("a", "open", 0.0), attempt=None, scores={}, error="Broken: x")
    (one, *_) = figures([result("a", "open", 1.0)], [broken], {})
    assert (one.alone, one.beside, one.within) == (1.0, 0.0, True) and one.lost == 1.0
    assert "Broken: x" in as_text((one,), {}, ([result("a", "open", 1.0)], [broken]))
