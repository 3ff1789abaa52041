"""What a run is made of: the manifest that says what was measured with what, and one line a case.

A run's folder holds, each line of JSON in the order of the gold::

    manifest.json   what was asked of what, with what (``Manifest``)
    asked.jsonl     a case a line: the case, where its evidence stands, what was found and answered (``Line``)
    passages.jsonl  every passage that a line names, once
    reviews.jsonl   every review that a line names, once
    called.jsonl    in written mode: what the model was sent and said for each case
    timings.jsonl   seconds and stages of each case: the only part that differs between two runs of the same
    scores.jsonl    what each case scored
    beside.json     what was measured beside the gold
    summary.json    every figure with its n, interval and gates
    report.md, report.html, cases.csv, junit.xml
    marks.jsonl     what a person made of single verdicts, if anybody did
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.nouns import Answer
from eval.cases import Case
from eval.watching import Call

SCHEMA = "reviews.run/1"
Verdict = Literal["agree", "dispute", "removed"]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a run was made of. Two runs whose ``same`` agrees put the same questions to the same system.

    ``chosen``: the split, kinds and cases asked for; empty values mean all. ``prompts``: hashes by file, of written mode.
    ``own_gold``: the cases are a partnership's own. ``worded``: questions that have evidence, of which ``worded_apart`` share
    few of its words. ``machine`` and ``made`` say where and when, which two runs of the same may differ in.
    """

    made: str
    corpus: str
    fingerprint: str
    index: str
    gold: str
    gold_sha256: str
    cases: int
    mode: str
    commit: str
    chosen: Mapping[str, Any] = field(default_factory=dict)
    model: str = ""
    host: str = ""
    judge: bool = False
    prompts: Mapping[str, str] = field(default_factory=dict)
    seed: int = 0
    quotable: bool = True
    versions: Mapping[str, str] = field(default_factory=dict)
    machine: Mapping[str, Any] = field(default_factory=dict)
    fault: str = ""
    own_gold: bool = False
    worded: int = 0
    worded_apart: int = 0
    workers: int = 1
    schema: str = SCHEMA

    @property
    def same(self) -> tuple[Any, ...]:
        """What must not change between the parts of one run that was interrupted."""
        chosen = tuple(sorted((name, str(value)) for name, value in self.chosen.items()))
        prompts = tuple(sorted(self.prompts.items()))
        return (
            *(self.fingerprint, self.index, self.gold_sha256, self.mode, self.commit, self.model, self.host),
            *(self.judge, self.fault, chosen, prompts),
        )


@dataclass(frozen=True, slots=True)
class HitAt:
    """A passage found, by its id: with its review, its score and its rank by each search."""

    passage: str
    review: str
    score: float
    found_by: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One case as it was asked: all that is needed to score it again, and to see why it came out as it did.

    ``reworded``: what each other wording of the question finds. ``evidence``: for each item of the case, the places of the sentences that say it, by passage. ``inexact``: of the
    citations whose quote is not the file's text, the number and what the file has there. ``answer`` is without its hits
    and timings, which stand apart.
    """

    case: Case
    evidence: tuple[Mapping[str, tuple[tuple[int, int], ...]], ...]
    searched_for: str | None = None
    hits: tuple[HitAt, ...] = ()
    considered: tuple[HitAt, ...] = ()
    bm25: tuple[str, ...] = ()
    reworded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answer: Answer | None = None
    inexact: Mapping[str, str] = field(default_factory=dict)
    error: str = ""


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one case took: seconds in all, and milliseconds by stage as the answer tells them."""

    id: str
    seconds: float
    stages: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Called:
    """What the model was asked and said for one case; seconds until a first claim could be read."""

    id: str
    calls: tuple[Call, ...]
    first_claim: float | None


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person made of one verdict of a run: of a case, by measure, whether they agree, or that they take it back."""

    case: str
    measure: str
    verdict: Verdict
    why: str
    made: str
