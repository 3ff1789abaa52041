"""How well the assistant knows when it is right: risk against coverage, by the number its own decision was made with.

Of the answers given, the surest are kept first; coverage is the share kept, risk the share of those kept that are wrong
(El-Yaniv and Wiener 2010; area as by Geifman et al. 2019). An answer is right when the question has one and all its vital
facts are there. Equal confidences are taken in no order: their risk is the one expected. AUROC: how often a right answer is surer
than a wrong one, ties half.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.nouns import Answer
from eval.cases import Case
from eval.scoring.answers import answers_it
from eval.scoring.measures import Result

AT = (0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Selective:
    """Answers given and how sure: ``n`` of them, ``unsigned`` more that carry no confidence.

    ``points``: coverage and risk, the surest first. ``area``: under them, of which ``least`` is what a perfect order
    leaves. ``accuracy``: of the answers kept, by the share kept.
    """

    n: int
    unsigned: int
    points: tuple[tuple[float, float], ...]
    area: float | None
    least: float | None
    accuracy: Mapping[float, float]
    auroc: float | None


def is_right(case: Case, answer: Answer, scores: Mapping[str, float | None]) -> bool:
    """Whether an answer given is right: there is one, and no vital fact is missing."""
    return case.answerable and answers_it(answer) and scores.get("vital_facts") in (None, 1.0)


def given(results: Sequence[Result]) -> list[tuple[float | None, bool]]:
    """The confidence of each answer given, and whether it is right; what was refused is none."""
    return [
        (r.attempt.answer.confidence, is_right(r.located.case, r.attempt.answer, r.scores))
        for r in results
        if r.attempt is not None and answers_it(r.attempt.answer)
    ]


def told_apart(results: Sequence[Result]) -> float | None:
    """AUROC of the confidence between questions with an answer and questions that no review answers, refused or not."""
    signed = [
        (sure, r.located.case.answerable)
        for r in results
        if r.attempt is not None and (sure := r.attempt.answer.confidence) is not None
        if r.located.case.answerable or r.located.case.expect == "not_found"
    ]
    return auroc(signed)


def selective(answers: Sequence[tuple[float | None, bool]]) -> Selective:
    """Of the answers given, each with its confidence and whether it is right."""
    signed = [(sure, right) for sure, right in answers if sure is not None]
    unsigned = len(answers) - len(signed)
    if not signed:
        return Selective(0, unsigned, (), None, None, {}, None)
    risks = _risks(signed)
    n = len(risks)
    points = tuple((kept / n, float(risk)) for kept, risk in enumerate(risks, 1))
    best = _risks([(float(right), right) for _, right in signed])
    accuracy = {at: 1 - float(risks[max(1, round(at * n)) - 1]) for at in AT}
    return Selective(n, unsigned, points, float(risks.mean()), float(best.mean()), accuracy, auroc(signed))


def _risks(signed: Sequence[tuple[float, bool]]) -> NDArray[np.float64]:
    """The risk of the first 1, 2, ... answers, the surest first."""
    sure = np.array([one for one, _ in signed])
    wrong = np.array([not right for _, right in signed], float)
    _, at = np.unique(-sure, return_inverse=True)
    share = (np.bincount(at, weights=wrong) / np.bincount(at))[np.sort(at)]  # within ties, each as the tie is
    risks: NDArray[np.float64] = np.cumsum(share) / np.arange(1, len(signed) + 1)
    return risks


def auroc(signed: Sequence[tuple[float, bool]]) -> float | None:
    """How often what is true is surer than what is not, ties half; None where there is only one of the two."""
    true = np.array([sure for sure, right in signed if right])
    false = np.array([sure for sure, right in signed if not right])
    if not len(true) or not len(false):
        return None
    apart = true[:, None] - false[None, :]
    return float((apart > 0).mean() + (apart == 0).mean() / 2)
