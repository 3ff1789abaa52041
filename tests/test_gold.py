"""The gold itself: what a line may hold, the published schema, and what makes a case unsound."""

import json
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from assistant import replies
from eval.cases import Case, fold, load_cases, locate
from eval.check import check_cases
from eval.looking import check_gold, show_case
from eval.parts import Evidence, Fact
from eval.run import GOLD
from eval.schema import gold_schema
from eval.sound import REFUSALS, TO_COMPLETE
from eval.wordings import VARIANTS
from ingest.errors import ReviewsError
from ingest.nouns import Passage
from ingest.settings import Settings
from tests.test_eval_run import changed, problems, write
from tests.test_eval_solvers import CASES, FakeIndex, Oracle
from ui.cli import main

SCHEMA = GOLD.with_name("gold.schema.json")
NONE = Case(id="none", kind="unanswerable", question="What of sleep?", expect="not_found", split="open")


def test_the_schema_committed_is_the_one_generated_and_the_one_printed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert json.loads(SCHEMA.read_text("utf-8")) == gold_schema()
    assert main(["schema", "gold"]) == 0
    assert capsys.readouterr().out == SCHEMA.read_text("utf-8")


@pytest.mark.skipif(find_spec("jsonschema") is None, reason="jsonschema is not installed")
def test_every_line_of_the_gold_fits_the_schema_and_faults_do_not() -> None:
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(gold_schema())
    validator = Draft202012Validator(gold_schema())
    for file in (GOLD, VARIANTS):
        faults = [
            e.message
            for line in file.read_text("utf-8").splitlines()
            for e in validator.iter_errors(json.loads(line))
        ]
        assert faults == []
    good: dict[str, Any] = CASES[0].model_dump(mode="json", exclude_defaults=True)
    assert validator.is_valid(good)
    for fault in (
        {"nota": 1},
        {"kind": "facts"},
        {"difficulty": "very"},
        {"evidence": [{"review": "a", "digest": "x"}]},
        {"evidence": [{"review": "a", "digest": "x", "original": "y", "pattern": "z"}]},
        {"variants": {"wrong_premise": {"question": "Why?"}}},
    ):
        assert not validator.is_valid(good | fault), fault


@pytest.mark.parametrize("fields", [{}, {"digest": "x"}, {"original": "x"}, {"pattern": "x", "digest": "y"}])
def test_evidence_has_one_pattern_or_one_for_each_standing(fields: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="either a pattern, or a digest's and an original's"):
        Evidence(review="a", **fields)


def test_one_pattern_is_looked_for_whatever_the_text_is() -> None:
    own = Evidence(review="a", pattern="x")
    assert {own.sought(standing) for standing in ("digest", "original", "unrecorded")} == {"x"}
    ours = Evidence(review="a", digest="x", original="y")
    assert [ours.sought(standing) for standing in ("digest", "original", "unrecorded")] == ["x", "y", None]


class _Original(FakeIndex):
    """The same texts, held as the publisher's own."""

    def __init__(self) -> None:
        super().__init__()
        for name, review in self.reviews.items():
            fields = {field: getattr(review, field) for field in review.__slots__} | {"standing": "original"}
            self.reviews[name] = type(review)(**fields)


class _OnePassage(FakeIndex):
    """The same texts, each cut as one passage."""

    def review_passages(self, review_id: str) -> Sequence[Passage]:
        from tests.test_eval_solvers import SOURCES, make_passage

        file = f"{review_id}.md"
        return (make_passage(file, 0, len(SOURCES[file]), 9),)


def test_a_digest_that_gave_way_to_an_original_is_an_error_where_the_original_says_it_in_no_words_known() -> (
    None
):
    case = changed(CASES[0], evidence=[{"review": "a", "digest": "on the temple", "original": "to the head"}])
    assert check_cases([case], FakeIndex()).problems == ()
    told = "bruise: evidence 1: no passage of a (original) matches 'to the head'"
    assert told in check_cases([case], _Original()).problems


def test_evidence_survives_another_cut_and_what_a_cut_tears_apart_is_an_error() -> None:
    across = changed(CASES[0], evidence=[{"review": "a", "pattern": r"temple\.\s+A strategy"}])
    assert "evidence 1: no passage of a (digest) matches" in problems(across)
    assert check_cases([across], _OnePassage()).problems == ()
    assert all(locate(CASES[0], index).items[0] for index in (FakeIndex(), _OnePassage()))


@pytest.mark.parametrize("pattern", ["shown below", "(?:reviews|not) (?:are not|found)", "."])
def test_a_case_that_a_bare_refusal_answers_is_told(pattern: str) -> None:
    case = changed(CASES[0], facts=[{"text": "any", "weight": "vital", "patterns": [pattern]}])
    assert "bruise: its vital facts are all in a bare refusal" in problems(case)


def test_a_case_with_one_fact_beyond_a_refusal_is_not_told() -> None:
    assert "bare refusal" not in problems(CASES[0])
    facts = [*CASES[0].model_dump()["facts"], {"text": "any", "weight": "vital", "patterns": ["review"]}]
    assert "bare refusal" not in problems(changed(CASES[0], facts=facts))


def test_every_refusal_of_the_assistant_counts_as_one() -> None:
    assert {fold(replies.NOT_FOUND), *map(fold, replies.DECLINED.values())} <= set(map(fold, REFUSALS))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"absent": [{"pattern": "fathers"}]}, "no review is to answer it, but b matches 'fathers'"),
        ({"absent": [{"pattern": "fathers", "review": "b"}]}, "but b matches 'fathers'"),
        ({"absent": [{"pattern": "x", "review": "z"}]}, "no review z in the index"),
        ({"absent": [{"pattern": "("}]}, "does not compile"),
        ({"facts": [{"text": "a", "weight": "vital", "patterns": ["a"]}]}, "without an answer has facts"),
    ],
)
def test_a_question_that_no_review_answers_though_one_does_is_told(
    fields: dict[str, object], told: str
) -> None:
    assert told in problems(changed(NONE, **fields))


def test_what_is_absent_where_it_is_to_be_absent_is_no_fault() -> None:
    assert problems(changed(NONE, absent=[{"pattern": "fathers", "review": "a"}, {"pattern": "sleep"}])) == ""
    assert "nothing that must be absent" in problems(changed(CASES[0], absent=[{"pattern": "sleep"}]))


def test_an_open_question_or_variant_that_is_nearly_one_kept_aside_is_told_without_naming_that() -> None:
    kept = changed(NONE, id="secret", split="kept", question="What was said of sleeping in one bed?")
    near = changed(NONE, question="what was said of sleeping in one bed")
    told = problems(near, kept)
    assert told == "none: its question, or a variant, is nearly that of a case kept aside"
    assert "nearly" in problems(
        changed(NONE, variants={"typo": "What was said of sleping in one bed?"}), kept
    )
    assert problems(changed(near, split="kept"), kept) == "" == problems(NONE, kept)
    assert problems(changed(near, history=["And what of the review of a quite different child?"]), kept) == ""


def test_what_is_left_to_complete_is_remarked_on_and_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = changed(CASES[0], facts=[])
    marked = changed(CASES[0], id="done", note=TO_COMPLETE, difficulty="easy")
    corpus = tmp_path / "reviews"
    gold = write(tmp_path, [bare, marked])
    assert check_gold(Settings(corpus=corpus), gold, Oracle(CASES)) == 0
    shown = capsys.readouterr()
    assert "1 case fits the index" in shown.out
    assert shown.err.splitlines() == [
        "bruise: without note and difficulty",
        "bruise: no vital fact, so its answers are not judged by what they hold",
        "done: something in it is still marked TO COMPLETE, so no run asks it",
    ]
    with pytest.raises(ReviewsError, match="The case done has still to be completed"):
        show_case(Settings(corpus=corpus), gold, "done", Oracle(CASES))
    stale = changed(marked, evidence=[{"review": "no-such-review", "pattern": "gone"}])
    assert check_gold(Settings(corpus=corpus), write(tmp_path, [bare, stale]), Oracle(CASES)) == 0


def test_the_gold_shipped_has_a_note_a_difficulty_and_what_must_be_absent() -> None:
    cases = load_cases(GOLD)
    assert sum(not (case.note and case.difficulty) for case in cases) == 0
    assert sum(bool(case.absent) for case in cases if case.split == "open") >= 30
    facts: list[Fact] = [fact for case in cases if not case.answerable for fact in case.facts]
    assert len(facts) == 0
