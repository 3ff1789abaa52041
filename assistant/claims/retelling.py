"""A claim that says in nearly the same words what one sentence says, with no sign of a fault: it needs no weighing.

Models asked for plain claims mostly stay near their source, while the pairs that the weights were fitted on have true claims
in other words. So what is plainly a retelling is told by rule.
"""

from collections.abc import Mapping, Sequence

from assistant.claims.wording import in_order

MOST_UNSAID = 0.12  # share of the claim's content words that its sentence may lack
_FAULTS = (
    "number_lacking", "number_moved", "months_lacking", "label_other", "name_lacking", "opposed", "denied_differs",
    "clauses_denied", "odd_best", "who_lacking", "who_swapped", "all_new", "wide_new", "only_new", "lasting_new", "most_new",
    "cause_new", "doubt_lost", "duty_to_done", "duty_lost", "plan_lost", "asks_lost", "some_lost", "seldom_lost",
    "more_new", "less_new", "before_new", "after_new",
)  # fmt: skip


def is_retelling(claim: str, sentences: Sequence[str], signed: Mapping[str, float]) -> bool:
    """Whether one sentence has nearly all words of a claim, nothing speaks against it, and people keep their order.

    Args:
        claim: one sentence.
        sentences: those of its evidence.
        signed: its signs by name.
    """
    if signed["covered_near"] < 1 - MOST_UNSAID or any(signed[name] > 0 for name in _FAULTS):
        return False
    own = in_order(claim)
    return any(_keeps(own, in_order(sentence)) for sentence in sentences) if len(own) > 1 else True


def _keeps(own: Sequence[str], theirs: Sequence[str]) -> bool:
    shared = [name for name in theirs if name in own]
    return shared == [name for name in own if name in theirs] and len(shared) == len(own)
