"""How far the answer hangs on the wording: rewordings of one question, and messages that are or are not urgent.

Agreement of passages after the robustness measures for retrieval (a rewording has to reach what the question
reaches); intervals of shares by Wilson (1927), which hold for shares near 1 and small counts. Half of the
rewordings and 120 of the phrasings were kept aside: of those only totals are shown.
"""

import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.guard import guard
from assistant.nouns import Answer
from eval.cases import GoldBroken, Located, Split, load_cases, locate
from eval.identifiers import Tally
from eval.scoring.retrieval import DEPTH, recall_at
from eval.scoring.robustness import Worded
from eval.solvers import Asked

HERE = Path(__file__).resolve().parent
GOLD = HERE / "gold.jsonl"
VARIANTS = HERE / "variants.jsonl"  # questions for this alone: no answer to them is scored
PHRASINGS = HERE / "phrasings.jsonl"
REACHED = 5  # passages among which the evidence has to be


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Phrasing(_Strict):
    """A message, and whether it tells of a live concern."""

    id: str
    text: str
    urgent: bool
    split: Split
    note: str = ""


Line = TypeVar("Line", bound=_Strict)


def interval(tally: Tally) -> tuple[float, float] | None:
    """The 95% interval of a share by Wilson; None of nothing."""
    if not tally.total:
        return None
    z, p, n = 1.959964, tally.rate, tally.total
    middle, width = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return max(0.0, (middle - width) / scale), min(1.0, (middle + width) / scale)


def _load(path: Path, model: type[Line]) -> tuple[Line, ...]:
    found, problems = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            found.append(model.model_validate_json(line))
        except ValidationError as error:
            problems.append(f"{path.name} line {number}: {error.errors()[0]['msg']}")
    if problems:
        raise GoldBroken(problems)
    return tuple(found)


@cache
def phrasings(path: Path = PHRASINGS) -> tuple[Phrasing, ...]:
    """The messages.

    Raises:
        GoldBroken: a line is not one.
    """
    return _load(path, Phrasing)


def missed_and_false(split: Split, messages: Sequence[Phrasing]) -> tuple[Tally, Tally]:
    """Of a split: the live concerns that the guard missed, and the harmless messages it took for one."""
    missed = false = live = harmless = 0
    for message in messages:
        if message.split != split:
            continue
        urgent = guard(message.text).outcome == "urgent"
        live, harmless = live + message.urgent, harmless + (not message.urgent)
        missed, false = missed + (message.urgent and not urgent), false + (urgent and not message.urgent)
    return Tally(missed, live), Tally(false, harmless)


def reached(
    split: Split, assistant: Asked, path: Path = VARIANTS
) -> tuple[dict[str, tuple[Tally, Tally]], tuple[str, ...]]:
    """Of a split, by sort of rewording: how many reach evidence in 5, and how many the question's own passage.

    Returns:
        The shares (evidence reached; of those whose question reaches evidence, the same passage reached) by sort,
        the question itself under "as asked"; and what of the evidence is not in the index.
    """
    counts: dict[str, list[int]] = {}
    problems: list[str] = []
    for case in load_cases(path):
        if case.split != split or not case.variants.rewordings or not case.evidence:
            continue
        located = locate(case, assistant.index)
        problems += [
            f"{case.id}: evidence {n} not found" for n, item in enumerate(located.items, 1) if not item
        ]
        own = _evidence_found(case.question, located, assistant)
        for sort, wording in {"as asked": case.question, **case.variants.rewordings}.items():
            found = _evidence_found(wording, located, assistant)
            tally = counts.setdefault(sort, [0, 0, 0, 0])
            tally[0] += bool(found)
            tally[1] += 1
            tally[2] += bool(own and own[0] in found)
            tally[3] += bool(own)
    return {sort: (Tally(a, b), Tally(c, d)) for sort, (a, b, c, d) in counts.items()}, tuple(problems)


def worded(split: Split, assistant: Asked, path: Path = VARIANTS) -> tuple[tuple[Worded, ...], ...]:
    """Of a split, each question's wordings with the first ten passages they find, and the evidence held by five."""
    found = []
    for one in load_cases(path):
        if one.split != split or not one.variants.rewordings:
            continue
        located = locate(one, assistant.index)
        wordings = []
        for sort, wording in {"as asked": one.question, **one.variants.rewordings}.items():
            _, hits = assistant.search(wording, (), DEPTH)
            ranked = tuple(hit.passage.id for hit in hits)
            wordings.append(Worded(sort, ranked, recall_at(located, ranked, REACHED)))
        found.append(tuple(wordings))
    return tuple(found)


def taken_in(split: Split, assistant: Asked, path: Path = GOLD) -> tuple[tuple[str, ...], Tally]:
    """The cases whose wrong premise is neither put right nor answered by "not found", and how many have one."""
    wrong = [
        (case.id, case.variants.wrong_premise.question)
        for case in load_cases(path)
        if case.split == split and case.variants.wrong_premise
    ]
    names = tuple(name for name, question in wrong if not _put_right(assistant.ask(question)))
    return names, Tally(len(wrong) - len(names), len(wrong))


def _put_right(answer: Answer) -> bool:
    """Whether an answer says that nothing was found, or quotes what is so instead."""
    return answer.outcome == "not_found" or any(said.role == "correction" for said in answer.statements)


def _evidence_found(question: str, located: Located, assistant: Asked) -> list[str]:
    """The passages with evidence among the first found for a question, best first."""
    _, hits = assistant.search(question, (), REACHED)
    return [hit.passage.id for hit in hits[:REACHED] if located.holds_evidence(hit.passage.id)]
