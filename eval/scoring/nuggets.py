"""Facts that an answer is to hold, strictly and with half a point for what is partly said.

After AutoNuggetizer (Pradeep et al. 2024): vital facts and those that only help, said (1), partly said (0.5) or not. The gold's
patterns tell what is said. A fact that has sentences of the evidence is partly said where the answer quotes at least two
fifths of the content of one of them, with the same numbers and denying as much; what has no such sentence is said or not.
"""

from collections.abc import Callable, Mapping, Sequence

from assistant.claims.numbers import numbers_in
from assistant.claims.wording import wording_of
from assistant.words import stems
from eval.cases import Fact, Located, fold, says

PARTLY = 0.4  # share of a sentence's content words that must be there
HALF = 0.5


def joined(parts: Sequence[str]) -> str:
    """Parts of a text made ready to match: ``.`` in a pattern never reaches from one part into the next."""
    return "\n".join(map(fold, parts))


def facts_found(facts: Sequence[Fact], parts: Sequence[str]) -> float | None:
    """The share of the facts that a text given in parts holds."""
    if not facts:
        return None
    folded = joined(parts)
    return sum(says(fact, folded) for fact in facts) / len(facts)


def facts_with_halves(
    facts: Sequence[Fact], parts: Sequence[str], sentences: Mapping[Fact, Sequence[str]]
) -> float | None:
    """The same, where a fact partly said counts half; ``sentences``: those of the evidence that say a fact."""
    if not facts:
        return None
    folded = joined(parts)
    points = [
        1.0 if says(fact, folded) else HALF * any(is_partly_said(s, parts) for s in sentences.get(fact, ()))
        for fact in facts
    ]
    return sum(points) / len(facts)


def is_partly_said(sentence: str, parts: Sequence[str]) -> bool:
    """Whether one of the parts has enough of a sentence's content, all its numbers, and denies as much as it does."""
    content = stems(sentence)
    numbers = _numbers(sentence)
    denied = wording_of(sentence).cues["negation"] % 2
    return bool(content) and any(
        len(content & stems(part)) / len(content) >= PARTLY
        and numbers <= _numbers(part)
        and wording_of(part).cues["negation"] % 2 == denied
        for part in parts
    )


def _numbers(text: str) -> frozenset[tuple[float, bool]]:
    return frozenset((one.value, one.share) for one in numbers_in(text) if not one.weak)


def sentences_of(located: Located, source: Callable[[str], str]) -> dict[Fact, tuple[str, ...]]:
    """For each fact of a case the sentences of its evidence that say it."""
    texts = {source(span.file)[span.start : span.end] for span in located.blocks}
    return {
        fact: tuple(sorted(text for text in texts if says(fact, fold(text)))) for fact in located.case.facts
    }
