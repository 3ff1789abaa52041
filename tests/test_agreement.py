"""Two readers of the gold: which cases are drawn, and what they are found to agree on."""

import json
from pathlib import Path

import pytest
from conftest import Corpus

from eval.agreement import GOLD, SECOND_READER, Reading, as_text, compare, draw, kappa, load_readings
from eval.cases import GoldBroken, load_cases
from eval.identifiers import Tally
from tests.test_eval_run import changed
from tests.test_eval_solvers import CASES, FakeIndex

OPEN = tuple(changed(case, split="open") for case in CASES)


def test_kappa_is_cohens() -> None:
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([("yes", "yes")] * 3) is None and kappa([]) is None
    assert kappa([("a", "b"), ("b", "a")]) == -1.0


def reading(number: int, expect: str, *quotes: tuple[str, str]) -> Reading:
    case = OPEN[number]
    told = {"question": case.question, "history": case.history, "expect": expect}
    quoted = [{"review": review, "quote": quote} for review, quote in quotes]
    return Reading.model_validate(told | {"reviews": sorted({r for r, _ in quotes}), "quotes": quoted})


def test_the_agreement_is_counted_on_what_both_hold_to_be_answered() -> None:
    found = compare(
        OPEN,
        [
            reading(0, "answered", ("a", "He had a bruise – on the temple.")),
            reading(
                1, "answered", ("b", "Fathers are often  not seen."), ("a", "The baby was 19 weeks old.")
            ),
            reading(2, "answered", ("b", "The weather was fine.")),
        ],
        FakeIndex(),
    )
    assert not OPEN[2].answerable
    assert (found.outcomes, found.reviews) == (Tally(2, 3), Tally(1, 2))
    assert (found.touched, found.evidence, found.vital) == (Tally(2, 2), Tally(2, 3), Tally(2, 2))
    assert len(found.differing) == 2 and "b in the gold, a, b by the second reader" in found.differing[0]
    assert "same outcome        0.67  2/3" in as_text(found)


@pytest.mark.parametrize(
    ("readings", "told"),
    [
        (
            [reading(0, "answered", ("a", "He had no bruise."))],
            "reading 1: a does not say 'He had no bruise.'",
        ),
        ([reading(0, "answered", ("z", "He had"))], "reading 1: z does not say"),
        ([Reading(question="What else?", expect="clarify")], "no open case asks 'What else\\?'"),
    ],
)
def test_a_reading_that_fits_no_case_or_no_text_is_told(readings: list[Reading], told: str) -> None:
    with pytest.raises(GoldBroken, match=told):
        compare(OPEN, readings, FakeIndex())


def test_a_line_that_is_no_reading_is_told(tmp_path: Path) -> None:
    file = tmp_path / "second.jsonl"
    file.write_text('{"question": "a", "expect": "answered"}\n{"question": "b"}\n')
    with pytest.raises(GoldBroken, match=r"second\.jsonl line 2: Field required"):
        load_readings(file)


def test_the_draw_is_the_same_each_time_open_and_of_few_a_kind() -> None:
    cases = load_cases(GOLD)
    drawn = draw(cases)
    assert drawn == draw(tuple(reversed(cases))) and len(drawn) == 30
    assert {case.split for case in drawn} == {"open"}
    assert max(sum(case.kind == kind for case in drawn) for kind in {c.kind for c in drawn}) == 4


def test_what_was_read_a_second_time_is_open_and_of_few_a_kind() -> None:
    """It was drawn from the gold as it was then; the gold has grown since, and a new draw would be another."""
    open_ones = {case.question: case for case in load_cases(GOLD) if case.split == "open"}
    read = [json.loads(line)["question"] for line in SECOND_READER.read_text("utf-8").splitlines()]
    kinds = [open_ones[question].kind for question in read]
    assert len(read) == 30 and max(map(kinds.count, kinds)) == 4


def test_the_second_reading_shipped_agrees_as_far_as_the_readme_says(shipped: Corpus) -> None:
    found = compare(load_cases(GOLD), load_readings(SECOND_READER), shipped.assistant.index)
    assert (found.outcomes, found.reviews, found.touched) == (Tally(30, 30), Tally(17, 17), Tally(16, 17))
    assert (found.evidence, found.vital) == (Tally(34, 36), Tally(38, 38))
