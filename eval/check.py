"""What must hold: of the gold cases before a run, and of the figures after it.

A case that no longer finds its evidence is an error and not a zero: otherwise a change of the corpus would
pass for a change of the assistant.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.words import stems
from eval.cases import Case, Located, ReviewIndex, compiled, fold, locate, says
from eval.remembering import Remembering
from eval.scoring.measures import Result, summarise
from eval.sound import remarks, unsound
from ingest.errors import ReviewsError

LITTLE_SHARED = 1 / 3  # below this share of shared words a question is worded unlike its evidence
ENOUGH = 30  # questions from which a share of them says something; a file of one's own may begin with one
WORDED_APART = 1 / 2  # at least this share of the questions must be, or keyword search alone would do


@dataclass(frozen=True, slots=True)
class Checked:
    """The cases found in an index, every fault seen, and how many are worded unlike their evidence.

    ``remarks`` are no faults: what somebody may still complete. ``to_complete``: the ids of the cases that measure
    nothing until somebody has.
    """

    located: tuple[Located, ...]
    problems: tuple[str, ...]
    worded_apart: int
    worded: int
    remarks: tuple[str, ...] = ()
    to_complete: tuple[str, ...] = ()

    @property
    def share_apart(self) -> float | None:
        """The share of the answerable cases with evidence whose wording differs from it."""
        return self.worded_apart / self.worded if self.worded else None


def check_cases(cases: Sequence[Case], index: ReviewIndex, among: Collection[str] | None = None) -> Checked:
    """Hold every case against the index. Nothing is measured with a case that has a problem.

    One that a person has still to complete is only remarked on, and is not among those found.

    ``among``: the reviews that the cases are of, where other papers are held beside them; None means all.
    """
    problems = [
        f"{name}: the id is used {n} times" for name, n in Counter(c.id for c in cases).items() if n > 1
    ]
    told, left = tuple(remarks(cases)), tuple(case.id for case in cases if case.to_complete)
    cases = [case for case in cases if not case.to_complete]
    broken = [problem for case in cases for problem in _broken_patterns(case)]
    if broken:  # nothing can be located with a pattern that does not compile
        return Checked((), (*problems, *broken), 0, 0, told, left)
    index = Remembering(index)
    located = tuple(locate(case, index) for case in cases)
    for found in located:
        problems += _shape(found.case, index)
        problems += _evidence(found, index)
        problems += _facts(found.case, index)
    shares = [share for found in located if (share := shared_words(found, index)) is not None]
    apart = sum(share < LITTLE_SHARED for share in shares)
    problems += unsound(cases, index, among)
    if len(shares) >= ENOUGH and apart / len(shares) < WORDED_APART:
        problems.append(
            f"only {apart} of {len(shares)} questions share under a third of their words with their "
            "evidence; at least half must"
        )
    return Checked(located, tuple(problems), apart, len(shares), told, left)


def _broken_patterns(case: Case) -> list[str]:
    patterns = [pattern for fact in case.facts for pattern in fact.patterns]
    patterns += [pattern for item in case.evidence for pattern in item.patterns]
    patterns += [absent.pattern for absent in case.absent]
    problems = []
    for pattern in patterns:
        try:
            if compiled(pattern).search(""):
                problems.append(f"{case.id}: pattern {pattern!r} matches the empty text")
        except re.error as error:
            problems.append(f"{case.id}: pattern {pattern!r} does not compile: {error}")
    return problems


def _shape(case: Case, index: ReviewIndex) -> list[str]:
    problems = []
    if case.kind in ("unanswerable", "out_of_scope", "live_concern") and case.evidence:
        problems.append(f"{case.id}: a case of kind {case.kind} has no evidence to look for")
    if case.kind == "which_review" and not case.reviews:
        problems.append(f"{case.id}: a which_review case names no reviews")
    named = dict.fromkeys([*case.reviews, *(item.review for item in case.evidence)])
    return problems + [
        f"{case.id}: no review {name} in the index" for name in named if name not in index.reviews
    ]


def _evidence(found: Located, index: ReviewIndex) -> list[str]:
    problems = []
    for number, (item, places) in enumerate(zip(found.case.evidence, found.items, strict=True), 1):
        review = index.reviews.get(item.review)
        if review is None or places:
            continue
        pattern = item.sought(review.standing)
        if pattern is None:
            told = f"{item.review} is neither the digest nor the original; give it one pattern"
        else:
            told = f"no passage of {item.review} ({review.standing}) matches {pattern!r}"
        problems.append(f"{found.case.id}: evidence {number}: {told}")
    return problems


def _facts(case: Case, index: ReviewIndex) -> list[str]:
    if not case.answerable or case.kind == "contact":  # contacts come from the register, not from a review
        return []
    wanted = {*case.reviews, *(item.review for item in case.evidence)} or set(index.reviews)
    texts = [fold(p.text) for review in wanted & set(index.reviews) for p in index.review_passages(review)]
    return [
        f"{case.id}: vital fact {fact.text!r} is in no passage of its reviews"
        for fact in case.vital
        if not any(says(fact, text) for text in texts)
    ]


def shared_words(found: Located, index: ReviewIndex) -> float | None:
    """The share of a question's content words, stemmed, that stand in the sentences of its evidence."""
    asked = stems(found.case.question)
    if not found.case.answerable or not found.blocks or not asked:
        return None
    texts = []
    for review in {item.review for item in found.case.evidence} & set(index.reviews):
        for passage in index.review_passages(review):
            spans = [span for item in found.items for span in item.get(passage.id, ())]
            texts += [passage.quote(span.start, span.end) for span in spans]
    return len(asked & stems(" ".join(texts))) / len(asked)


class Gate(BaseModel):
    """A figure that a run must reach."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    measure: str
    op: Literal[">=", "<="]
    value: float
    statistic: Literal["mean", "median"] = "mean"
    kind: str = ""
    kinds: tuple[str, ...] = ()
    split: Literal["", "open", "kept"] = ""
    why: str = ""

    @property
    def scope(self) -> str:
        """Which cases it is of, in words; empty for all."""
        kinds = (self.kind,) if self.kind else self.kinds
        return " and ".join(kinds)


class Thresholds(BaseModel):
    """The gates of a run, and the share of failed cases above which its figures count for nothing.

    ``goal``: what the answers are to reach on the part kept aside; one that is missed is shown and fails nothing.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    most_failed: float = Field(ge=0, le=1)
    gate: tuple[Gate, ...]
    goal: tuple[Gate, ...] = ()


def load_thresholds(path: Path) -> Thresholds:
    """Read the gates.

    Raises:
        ReviewsError: the file does not parse.
    """
    try:
        return Thresholds.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise ReviewsError(f"{path.name}: {error}", "Mend the file of thresholds") from None


@dataclass(frozen=True, slots=True)
class Judged:
    """A gate held against a run: the figure reached, over how many cases, and whether it is enough."""

    gate: Gate
    figure: float | None
    n: int
    failed: int
    passed: bool


def judge(gate: Gate, results: Sequence[Result]) -> Judged:
    """Hold a gate against the results: a failed case counts as 0, and no score at all is no pass."""
    kinds = (gate.kind,) if gate.kind else gate.kinds
    asked = [
        r
        for r in results
        if (not kinds or r.located.case.kind in kinds) and gate.split in ("", r.located.case.split)
    ]
    summary = summarise(gate.measure, asked)
    figure = summary.mean if gate.statistic == "mean" else summary.median
    if figure is not None and gate.statistic == "mean" and gate.op == ">=":
        figure = figure * summary.n / (summary.n + summary.failed)
    enough = figure is not None and (figure >= gate.value if gate.op == ">=" else figure <= gate.value)
    return Judged(gate, figure, summary.n, summary.failed, enough)
