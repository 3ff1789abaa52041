"""What an answer costs: milliseconds by stage, seconds to the first word, and tokens."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.nouns import Answer


@dataclass(frozen=True, slots=True)
class Spent:
    """One thing spent, of the ``n`` answers that spent any."""

    name: str
    n: int
    middle: float
    slow: float
    most: float


def spent(name: str, values: Iterable[float | None]) -> Spent | None:
    """The median, the 95th percentile and the most; None of nothing."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    middle, slow = np.percentile(known, [50, 95])
    return Spent(name, len(known), float(middle), float(slow), max(known))


def by_stage(answers: Sequence[Answer]) -> tuple[Spent, ...]:
    """Milliseconds of each stage that an answer went through, in the order they are gone through."""
    names = dict.fromkeys(name for answer in answers for name in answer.timings_ms if name != "total")
    found = [spent(name, (answer.timings_ms.get(name) for answer in answers)) for name in (*names, "total")]
    return tuple(one for one in found if one is not None)


def cost_scores(answer: Answer) -> dict[str, float | None]:
    """Tokens and calls of one answer put to a model; none of one that was not, or that was remembered."""
    account = answer.account
    asked = account is not None and not account.cached
    return {
        "tokens_sent": float(account.sent) if account and asked else None,
        "tokens_received": float(account.received) if account and asked else None,
        "model_calls": float(account.calls) if account and asked else None,
    }


def first_words(seconds: Mapping[str, float | None]) -> Spent | None:
    """Seconds to the first word a model wrote, by case."""
    return spent("first word", seconds.values())
