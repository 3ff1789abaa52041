"""What is left of a figure when the question is put otherwise: the worst of its wordings, and how alike what they find is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Worded:
    """One wording of a question: its sort ("as asked", "typo"), the passages it finds and what it scores."""

    sort: str
    ranked: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Robust:
    """Questions and their wordings: the mean as asked, of the worst wording of each, and of the passages' agreement.

    ``held``: the share of the questions that every wording answers as well as the question itself.
    """

    n: int
    as_asked: float | None
    worst: float | None
    held: float | None
    agreement: float | None


def jaccard(some: Sequence[str], others: Sequence[str], k: int = 10) -> float:
    """Of the passages that either finds in its first k, the share that both do; 1 where neither finds any."""
    one, other = set(some[:k]), set(others[:k])
    return len(one & other) / len(one | other) if one | other else 1.0


def worst(scores: Mapping[str, Sequence[float | None]]) -> dict[str, float]:
    """The lowest score of each question over its wordings; one without any score is left out."""
    known = {name: [value for value in them if value is not None] for name, them in scores.items()}
    return {name: min(values) for name, values in known.items() if values}


def robust(questions: Sequence[Sequence[Worded]], k: int = 10) -> Robust:
    """Each question's wordings, the one asked first."""
    asked = [them for them in questions if len(them) > 1]
    if not asked:
        return Robust(0, None, None, None, None)
    lowest = [min(one.score for one in them) for them in asked]
    alike = [jaccard(them[0].ranked, one.ranked, k) for them in asked for one in them[1:]]
    return Robust(
        n=len(asked),
        as_asked=sum(them[0].score for them in asked) / len(asked),
        worst=sum(lowest) / len(lowest),
        held=sum(low >= them[0].score for low, them in zip(lowest, asked, strict=True)) / len(asked),
        agreement=sum(alike) / len(alike),
    )
