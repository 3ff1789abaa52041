"""What holds before a run, what a run writes, and which exit it takes."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.nouns import Answer, Turn
from eval.cases import Case, GoldBroken, load_cases
from eval.check import Gate, check_cases, judge, load_thresholds, shared_words
from eval.looking import check_gold, show_case
from eval.run import THRESHOLDS, Wanted, run, run_and_report
from eval.scoring.meanings import MEANINGS
from eval.scoring.measures import Result
from ingest.settings import Settings
from tests.runs_kit import laid_out
from tests.test_eval_solvers import CASES, FakeIndex, Oracle, results


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return laid_out(tmp_path)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write(tmp_path, CASES)


def write(folder: Path, cases: Sequence[Case]) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("\n".join(case.model_dump_json() for case in cases) + "\n\n", encoding="utf-8")
    return path


def changed(case: Case, **fields: object) -> Case:
    return Case.model_validate(case.model_dump() | fields)


def problems(*cases: Case) -> str:
    return "\n".join(check_cases(cases, FakeIndex()).problems)


def test_the_cases_survive_the_file(gold: Path) -> None:
    assert load_cases(gold) == CASES


def test_an_unknown_field_is_an_error_that_names_the_line(gold: Path) -> None:
    gold.write_text(gold.read_text(encoding="utf-8").replace('"note"', '"nota"', 1), encoding="utf-8")
    with pytest.raises(GoldBroken, match=r"line 1: nota"):
        load_cases(gold)


def test_good_cases_have_no_problems() -> None:
    checked = check_cases(CASES, FakeIndex())
    assert not checked.problems
    assert (checked.worded_apart, checked.worded) == (2, 2)


def test_a_case_that_no_longer_finds_its_evidence_is_named_with_its_item() -> None:
    lost = changed(CASES[1], evidence=[*CASES[1].model_dump()["evidence"], _item("b", "nowhere")])
    assert "which: evidence 3: no passage of b (digest) matches 'nowhere'" in problems(lost)


def _item(review: str, pattern: str) -> dict[str, str]:
    return {"review": review, "digest": pattern, "original": pattern}


@pytest.mark.parametrize(
    ("case", "told"),
    [
        (changed(CASES[2], evidence=[_item("a", "baby")]), "has no evidence to look for"),
        (changed(CASES[1], reviews=[]), "names no reviews"),
        (changed(CASES[1], reviews=["z"]), "no review z in the index"),
        (changed(CASES[0], evidence=[_item("a", "(")]), "does not compile"),
        (changed(CASES[0], evidence=[_item("a", "x*")]), "matches the empty text"),
        (
            changed(CASES[0], facts=[{"text": "far", "weight": "vital", "patterns": ["housing"]}]),
            "vital fact 'far' is in no passage of its reviews",
        ),
    ],
)
def test_a_faulty_case_is_told(case: Case, told: str) -> None:
    assert told in problems(case)


def test_a_gold_that_words_its_questions_as_its_evidence_is_told_once_it_is_large_enough() -> None:
    case = changed(CASES[0], question="Was the bruise on the temple?")
    assert problems(case) == ""
    assert "only 0 of 30 questions" in problems(*(changed(case, id=str(number)) for number in range(30)))


def test_an_id_used_twice_is_told() -> None:
    assert "bruise: the id is used 2 times" in problems(CASES[0], CASES[0])


def test_shared_words_are_stemmed_and_taken_from_the_matched_sentence_alone() -> None:
    index = FakeIndex()
    case = changed(CASES[0], question="bruises, week")
    (located,) = check_cases([case], index).located
    assert shared_words(located, index) == 0.5


def test_a_good_run_exits_0_and_writes_strict_json_and_markdown(
    settings: Settings, gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run_and_report(settings, Wanted(gold, out=tmp_path / "out"), assistant=Oracle(CASES))
    shown = capsys.readouterr()
    assert code == 0 and "All 7 gates passed." in shown.out and "5/5" in shown.err
    record = json.loads((tmp_path / "out" / "reviews.json").read_text(encoding="utf-8"))
    assert record["summaries"]["kind:fact"]["vital_facts"]["n"] == 1
    assert record["results"][0]["hits"][0]["evidence"] == [1]
    assert "| quotes exact (mean) | >= 1 | 1 | 2 | yes |" in (tmp_path / "out/reviews.md").read_text()


def test_texts_of_a_publisher_stay_out_of_the_report(settings: Settings, gold: Path, tmp_path: Path) -> None:
    oracle = Oracle(CASES)
    for name, review in oracle.index.reviews.items():
        fields = {field: getattr(review, field) for field in review.__slots__} | {"standing": "original"}
        oracle.index.reviews[name] = type(review)(**fields)
    report = run(settings, Wanted(gold, out=tmp_path / "out"), oracle).report
    assert not report.quotable
    for written in (tmp_path / "out").iterdir():
        assert "on the temple." not in written.read_text(encoding="utf-8")


def test_a_missed_gate_exits_1_and_says_which(
    settings: Settings, gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    class Forgets(Oracle):
        def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
            return Answer(question, question, "not_found")

    assert run_and_report(settings, Wanted(gold, out=tmp_path / "out"), assistant=Forgets(CASES)) == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert "vital facts 0 (n=2), wanted >= 0.7: a partial answer" in shown
    assert "bruise fact answered not_found" in shown and "which which_review" not in shown  # kept: not listed


def test_a_case_that_raises_is_listed_and_too_many_make_the_run_invalid(
    settings: Settings, gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    class Breaks(Oracle):
        def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
            if question == CASES[0].question:
                raise ValueError("broken")
            return super().ask(question, history)

    assert run_and_report(settings, Wanted(gold, out=tmp_path / "out"), assistant=Breaks(CASES)) == 2
    shown = capsys.readouterr().out
    assert "INVALID RUN: 1 of 5 cases raised an error." in shown and "ValueError: broken" in shown


def test_broken_gold_exits_2_and_lists_every_problem(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = write(
        tmp_path, [changed(CASES[1], reviews=[]), changed(CASES[0], evidence=[_item("a", "nowhere")])]
    )
    assert check_gold(settings, gold, Oracle(CASES)) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_one_case_is_shown_in_full(
    settings: Settings, gold: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert show_case(settings, gold, "bruise", Oracle(CASES)) == 0
    shown = capsys.readouterr().out
    assert "Evidence 1 (a): rank 1" in shown and "held   vital temple" in shown and "to the point" in shown


def test_json_output_is_one_object_on_standard_output(
    settings: Settings, gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_and_report(settings, Wanted(gold, "kept"), json_output=True, assistant=Oracle(CASES))
    record = json.loads(capsys.readouterr().out)
    assert record["split"] == "kept" and record["cases"] == 1
    urgent = next(gate for gate in record["gates"] if gate["measure"] == "urgent")
    assert urgent["n"] == 0 and not urgent["passed"]  # what was not measured is not passed


def test_every_gate_names_a_measure_and_a_failed_case_counts_as_0() -> None:
    thresholds = load_thresholds(THRESHOLDS)
    assert {gate.measure for gate in thresholds.gate} <= set(MEANINGS)
    got = results(Oracle(CASES))
    assert set(got[0].scores) == set(MEANINGS)
    got[0] = Result(got[0].located, None, {}, "ValueError: broken")
    judged = judge(Gate(measure="vital_facts", op=">=", value=0.8), got)
    assert (judged.figure, judged.n, judged.failed, judged.passed) == (0.5, 1, 1, False)
