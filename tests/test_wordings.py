"""Rewordings, messages in danger, and open cases against those kept aside: the measures beside the gold."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import Corpus

from assistant.nouns import Answer, Outcome, Statement, Turn
from eval.cases import Case, GoldBroken, load_cases
from eval.identifiers import Tally
from eval.parts import Variants, WrongPremise
from eval.scoring.statistics import difference_of_parts
from eval.wordings import GOLD, PHRASINGS, VARIANTS, interval, missed_and_false, phrasings, reached, taken_in
from tests.test_eval_solvers import Oracle


def test_the_interval_of_a_share_is_wilsons() -> None:
    low, high = interval(Tally(57, 60)) or (0.0, 0.0)
    assert (round(low, 3), round(high, 3)) == (0.863, 0.983)
    assert interval(Tally(0, 0)) is None and interval(Tally(0, 10)) == pytest.approx((0.0, 0.2775), abs=1e-3)


def test_a_difference_is_sure_only_where_its_interval_leaves_out_nothing() -> None:
    low, high = difference_of_parts([1.0] * 90 + [0.0] * 10, [1.0] * 50 + [0.0] * 50)
    assert 0.2 < low < 0.4 < high < 0.6
    low, high = difference_of_parts([1.0] * 9 + [0.0], [1.0] * 8 + [0.0] * 2)
    assert low < 0 < high


def test_there_are_enough_phrasings_and_rewordings_of_each_part() -> None:
    for split in ("open", "kept"):
        for urgent in (True, False):
            assert sum(p.split == split and p.urgent == urgent for p in phrasings(PHRASINGS)) >= 60
    cases = load_cases(VARIANTS)
    assert all(set(case.variants.rewordings) == {"paraphrase", "typo", "abbreviation"} for case in cases)
    assert Counter(case.split for case in cases) == {"open": 30, "kept": 30}
    gold = [case for case in load_cases(GOLD) if case.split == "open"]
    assert sum(len(case.variants.rewordings) == 3 for case in gold) >= 30
    assert sum(case.variants.wrong_premise is not None for case in gold) >= 30


def test_misses_and_false_alarms_are_counted_by_split(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "text": "baby not breathing", "urgent": True, "split": "open"},
        {"id": "b", "text": "what did the reviews say about dads?", "urgent": True, "split": "open"},
        {"id": "c", "text": "baby not breathing", "urgent": False, "split": "open"},
        {"id": "d", "text": "baby not breathing", "urgent": True, "split": "kept"},
    ]
    file = tmp_path / "phrasings.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)))
    messages = phrasings(file)
    assert missed_and_false("open", messages) == (Tally(1, 2), Tally(1, 1))
    assert missed_and_false("kept", messages) == (Tally(0, 1), Tally(0, 0))
    file.write_text('{"id": "a"}')
    phrasings.cache_clear()
    with pytest.raises(GoldBroken, match=r"phrasings\.jsonl line 1: Field required"):
        phrasings(file)


def test_a_rewording_counts_when_it_reaches_the_evidence(shipped: Corpus, tmp_path: Path) -> None:
    evidence = [{"review": "nyscp-child-h-scr", "digest": "19\\s+weeks\\s+old", "original": "19-week-old"}]
    line = {
        "id": "v", "question": "how old was Henry when he had seizures?", "evidence": evidence, "split": "open",
        "kind": "fact", "expect": "answered",
        "variants": {"paraphrase": "Henry's age at the fits", "typo": "what do the 2020 recommendations say on GPs?"},
    }  # fmt: skip
    file = tmp_path / "variants.jsonl"
    file.write_text(json.dumps(line))
    found, problems = reached("open", shipped.assistant, file)
    assert problems == () and found["as asked"] == (Tally(1, 1), Tally(1, 1))
    assert found["paraphrase"][0] == Tally(1, 1) and found["typo"] == (Tally(0, 1), Tally(0, 1))
    line["evidence"] = [{**evidence[0], "digest": "no such words"}]
    file.write_text(json.dumps(line))
    found, problems = reached("open", shipped.assistant, file)
    assert problems == ("v: evidence 1 not found",) and found["as asked"][1] == Tally(0, 0)


def test_the_rewordings_shipped_are_found_in_the_digests(shipped: Corpus) -> None:
    found, problems = reached("open", shipped.assistant)
    assert problems == () and found["as asked"][0].rate >= 0.9


@pytest.mark.parametrize(
    ("outcome", "role", "right"),
    [
        ("not_found", "related", 1),
        ("answered", "correction", 1),
        ("answered", "answer", 0),
        ("declined", "note", 0),
    ],
)
def test_a_wrong_premise_is_to_be_put_right_or_not_found(
    outcome: Outcome, role: str, right: int, tmp_path: Path
) -> None:
    class Says(Oracle):
        def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
            assert question == "Why was the mark on the knee?"
            return Answer(question, question, outcome, statements=(Statement("On the temple.", role),))  # type: ignore[arg-type]

    wrong = WrongPremise(question="Why was the mark on the knee?", wrong="It was on the temple.")
    case = Case(
        id="knee", kind="fact", question="Where was the mark?", expect="answered", split="open",
        variants=Variants(wrong_premise=wrong),
    )  # fmt: skip
    file = tmp_path / "gold.jsonl"
    file.write_text(case.model_dump_json())
    names, tally = taken_in("open", Says(()), file)
    assert tally == Tally(right, 1) and names == (() if right else ("knee",))
    assert taken_in("kept", Says(()), file) == ((), Tally(0, 0))
