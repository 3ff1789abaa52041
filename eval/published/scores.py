"""Figures with their intervals: of rankings by ``ir_measures``, as trec_eval has them; of answers by counting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from eval.published.nouns import SearchSet
from eval.scoring.statistics import interval

Values = Mapping[str, float]  # of each question, by its id
MEASURES = ("nDCG@10", "R@10", "R@100", "RR@10")


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over ``n`` questions with its 95% interval; None where there is no question."""

    n: int
    mean: float | None
    low: float | None
    high: float | None


def figure(values: Sequence[float]) -> Figure:
    """The mean of some questions' values."""
    return Figure(len(values), fmean(values) if values else None, *interval(values))


def difference(ours: Values, other: Values) -> Figure:
    """Ours less another's, question by question: the interval is of the paired differences."""
    return figure([ours[key] - other[key] for key in ours if key in other])


def of_ranking(found: SearchSet, rankings: Mapping[str, Sequence[str]]) -> dict[str, dict[str, float]]:
    """Each measure of each question. A question for which nothing was found counts as 0."""
    import ir_measures

    wanted = [ir_measures.parse_measure(name) for name in MEASURES]
    relevant = {key: dict(row) for key, row in found.relevant.items() if key in rankings}
    run = {key: {text: 1.0 / n for n, text in enumerate(row, 1)} for key, row in rankings.items()}
    scores: dict[str, dict[str, float]] = {name: dict.fromkeys(relevant, 0.0) for name in MEASURES}
    for one in ir_measures.iter_calc(wanted, relevant, run):
        scores[str(one.measure)][one.query_id] = float(one.value)
    return scores
