"""A judging model beside the rules: its verdicts are kept, and it is measured on labelled pairs before it is believed."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from assistant.model.nouns import Message, ModelFailed, Usage
from assistant.nouns import Answer, Statement
from assistant.written.judging import ToJudge
from assistant.written.prompts import load_prompts
from eval.judge import LABELLED, Verdicts, agreement_of, labelled_pairs, open_judge
from ingest.errors import ReviewsError
from ingest.settings import Settings

WHOLE = ToJudge("The baby was bruised.", ("The baby had a bruise.",))


class Says:
    """A model that gives every claim the same verdict."""

    name = "says"

    def __init__(self, verdict: str = "SUPPORTED") -> None:
        self.verdict, self.calls = verdict, 0

    def stream(self, messages: Sequence[Message], *, most_tokens: int, until: float) -> Iterator[str | Usage]:
        self.calls += 1
        numbers = re.findall(r"^(\d+)\. Claim:", messages[-1].content, re.MULTILINE)
        yield "\n".join(f"{number} {self.verdict}" for number in numbers)


class Fails(Says):
    """An endpoint that gives nothing."""

    def stream(self, messages: Sequence[Message], *, most_tokens: int, until: float) -> Iterator[str | Usage]:
        raise ModelFailed("unreachable", "The endpoint cannot be reached.")
        yield


def verdicts(model: Says, folder: Path) -> Verdicts:
    return Verdicts(model, load_prompts(), folder / "judged.jsonl")


def test_a_verdict_is_asked_for_once_and_kept(tmp_path: Path) -> None:
    model = Says("partly")
    assert verdicts(model, tmp_path).of([WHOLE]) == ["PARTLY"]
    again = Says("SUPPORTED")
    assert verdicts(again, tmp_path).of([WHOLE]) == ["PARTLY"] and again.calls == 0
    other = ToJudge(WHOLE.claim, ("The father was bruised.",))
    assert verdicts(again, tmp_path).of([WHOLE, other]) == ["PARTLY", "SUPPORTED"] and again.calls == 1


def test_a_line_that_was_cut_short_is_asked_again(tmp_path: Path) -> None:
    verdicts(Says(), tmp_path).of([WHOLE])
    file = tmp_path / "judged.jsonl"
    file.write_text(file.read_text()[:-20])
    again = Says()
    assert verdicts(again, tmp_path).of([WHOLE]) == ["SUPPORTED"] and again.calls == 1


def test_what_is_no_verdict_is_none_and_is_not_kept(tmp_path: Path) -> None:
    assert verdicts(Says("MAYBE"), tmp_path).of([WHOLE]) == [None]
    assert verdicts(Says(), tmp_path).of([WHOLE]) == ["SUPPORTED"]


def test_a_judge_that_always_agrees_is_right_about_half_of_the_labels(tmp_path: Path) -> None:
    pairs = labelled_pairs()
    assert len(pairs) == LABELLED and sum(pair.true for pair in pairs) == LABELLED // 2
    assert agreement_of(verdicts(Says(), tmp_path), pairs) == (0.5, LABELLED)
    assert (
        agreement_of(verdicts(Says("MAYBE"), tmp_path / "other"), pairs)[0] == 0.5
    )  # no verdict is "not supported"


def test_a_judge_comes_with_its_agreement(tmp_path: Path) -> None:
    judge = open_judge(Settings(home=tmp_path), lambda settings: Says("NOT SHOWN"))
    assert judge.told == f"Judged by says, which agrees with 0.50 of {LABELLED} labels made by people"
    assert judge.verdict(Statement("A claim.", "answer", (1,)), Answer("q", "q", "answered")) is False


def test_an_endpoint_that_fails_is_one_line_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(ReviewsError, match=r"The judge gave no verdict: .*leave out --judge"):
        open_judge(Settings(home=tmp_path), lambda settings: Fails())
    assert not (tmp_path / "judged.jsonl").exists() or not json.loads((tmp_path / "judged.jsonl").read_text())
