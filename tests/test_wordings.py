"""Rewordings, messages in danger, and open cases against those kept aside: the measures beside the gold."""

import json
from pathlib import Path

import pytest
from conftest import Corpus

from eval.cases import GoldBroken
from eval.identifiers import Tally
from eval.scoring.statistics import difference_of_parts
from eval.wordings import PHRASINGS, VARIANTS, interval, missed_and_false, phrasings, reached


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
    lines = [json.loads(line) for line in VARIANTS.read_text("utf-8").splitlines()]
    assert all(set(line["variants"]) == {"paraphrase", "typo", "abbreviation"} for line in lines)
    assert {split: sum(line["split"] == split for line in lines) for split in ("open", "kept")} == {
        "open": 30,
        "kept": 30,
    }


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
