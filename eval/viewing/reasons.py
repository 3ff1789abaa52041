"""Why a case falls short of a measure, in a sentence that names what is missing or too much."""

from collections.abc import Callable, Mapping, Sequence

from assistant.nouns import Answer
from eval.cases import Fact, says
from eval.scoring.answers import answer_parts, answer_statements, is_wanted
from eval.scoring.meanings import MEANINGS
from eval.scoring.measures import Result
from eval.scoring.nuggets import joined
from eval.scoring.reviews import named_reviews
from eval.show import evidence_in

OUTCOMES: Mapping[str, str] = {
    "answered": "answered",
    "partly": "answered in part",
    "not_found": "not found",
    "clarify": "asked back",
    "urgent": "urgent",
    "declined": "declined",
    "": "an error",
}
_LONGEST = 160  # characters of a statement that is named


def reason(measure: str, result: Result, titles: Mapping[str, str]) -> str:
    """Why the case has less than the best score of a measure.

    Args:
        titles: of reviews, by id.
    """
    if result.attempt is None:
        return f"The case raised an error: {result.error}"
    told = _REASONS.get(measure)
    said = told(result, titles) if told else ""
    return said or f"Counted: {MEANINGS[measure][1]}."


def facts_missed(result: Result, facts: Sequence[Fact]) -> tuple[str, ...]:
    """The facts that the answer does not hold, as the gold words them."""
    if result.attempt is None:
        return ()
    folded = joined(answer_parts(result.attempt.answer))
    return tuple(fact.text for fact in facts if not says(fact, folded))


def _outcome(result: Result, titles: Mapping[str, str]) -> str:
    wanted = OUTCOMES[result.located.case.expect]
    return f"Wanted: {wanted}. It was: {OUTCOMES[_answer(result).outcome]}."


def _why_declined(result: Result, titles: Mapping[str, str]) -> str:
    wanted, got = result.located.case.reason or "none", _answer(result).reason or "none"
    return f"Wanted as the reason: {wanted.replace('_', ' ')}. Given: {got.replace('_', ' ')}."


def _right_refusal(result: Result, titles: Mapping[str, str]) -> str:
    return f"No review answers this, and it was {OUTCOMES[_answer(result).outcome]} all the same."


def _wrong_refusal(result: Result, titles: Mapping[str, str]) -> str:
    return f"The reviews do answer this, and it was {OUTCOMES[_answer(result).outcome]}."


def _urgent(result: Result, titles: Mapping[str, str]) -> str:
    answer = _answer(result)
    if answer.outcome == "urgent":
        return "The urgent answer names nobody to ring."
    return f"A live concern was not met with the urgent answer: it was {OUTCOMES[answer.outcome]}."


def _false_urgent(result: Result, titles: Mapping[str, str]) -> str:
    return "No child is in danger in this question, and the urgent answer came."


def _vital(result: Result, titles: Mapping[str, str]) -> str:
    return _missing(facts_missed(result, result.located.case.vital))


def _facts(result: Result, titles: Mapping[str, str]) -> str:
    return _missing(facts_missed(result, result.located.case.facts))


def _missing(texts: Sequence[str]) -> str:
    return f"Missing: {'; '.join(texts)}." if texts else ""


def _relevance(result: Result, titles: Mapping[str, str]) -> str:
    answer = _answer(result)
    beside = [s.text for s in answer_statements(answer) if not is_wanted(result.located, s, answer)]
    named = "; ".join(f"“{_short(text)}”" for text in beside)
    return f"Beside the point: {named}" if beside else "No statement was to the point."


def _reviews(result: Result, titles: Mapping[str, str]) -> str:
    case = result.located.case
    own, named = set(case.reviews), named_reviews(case, _answer(result))
    parts = []
    for what, names in (("Not named", own - named), ("Named and not wanted", named - own)):
        if names:
            parts.append(f"{what}: {', '.join(titles.get(name, name) for name in sorted(names))}.")
    return " ".join(parts)


def _count(result: Result, titles: Mapping[str, str]) -> str:
    case = result.located.case
    return f"Wanted {len(case.reviews)}, named {len(named_reviews(case, _answer(result)))}."


def _recall(depth: int) -> Callable[[Result, Mapping[str, str]], str]:
    def told(result: Result, titles: Mapping[str, str]) -> str:
        assert result.attempt is not None
        ranks: dict[int, int] = {}
        for rank, hit in enumerate(result.attempt.hits, 1):
            for number in evidence_in(result.located, hit.passage.id):
                ranks.setdefault(number, rank)
        late = [
            f"item {number} " + (f"is only at rank {ranks[number]}" if number in ranks else "was not found")
            for number in range(1, len(result.located.case.evidence) + 1)
            if ranks.get(number, depth + 1) > depth
        ]
        return f"Of the evidence, {'; '.join(late)}." if late else ""

    return told


def _worst(result: Result, titles: Mapping[str, str]) -> str:
    told = [
        f"{sort}: {value:.2f}"
        for sort in result.located.case.variants.rewordings
        if (value := result.scores.get(f"{sort}_recall_5")) is not None
    ]
    return f"Share of the evidence in the first 5 passages by other wordings: {'; '.join(told)}."


def _uncited(result: Result, titles: Mapping[str, str]) -> str:
    bare = [s.text for s in answer_statements(_answer(result)) if not s.citations]
    return f"Without a citation: {'; '.join(f'“{_short(text)}”' for text in bare)}" if bare else ""


def _answer(result: Result) -> Answer:
    assert result.attempt is not None
    return result.attempt.answer


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


_REASONS: Mapping[str, Callable[[Result, Mapping[str, str]], str]] = {
    "outcome": _outcome,
    "reason": _why_declined,
    "right_refusal": _right_refusal,
    "wrong_refusal": _wrong_refusal,
    "urgent": _urgent,
    "false_urgent": _false_urgent,
    "vital_facts": _vital,
    "all_facts": _facts,
    "list_complete": _vital,
    "relevance": _relevance,
    "which_review": _reviews,
    "reviews_covered": _reviews,
    "reviews_right": _reviews,
    "other_review": _reviews,
    "review_count": _count,
    "recall_5": _recall(5),
    "recall_10": _recall(10),
    "worst_recall_5": _worst,
    "citation_coverage": _uncited,
}
