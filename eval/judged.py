"""A gold case from feedback: the answer that was found wanting, with what a person says should have come of it.

``eval.drafting`` leaves the judgement to an editor. Here it is given in a few fields, so that the case is
whole and checked against the index before anything is written.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.nouns import Citation, Outcome, Reason
from assistant.records import Message
from eval.cases import Case, CaseKind, Difficulty, ReviewIndex, fold, sentences_matching
from eval.check import check_cases
from eval.drafting import KINDS, drafted, pattern
from eval.parts import Evidence, Fact
from ingest.errors import ReviewsError

ANSWERING: frozenset[Outcome] = frozenset({"answered", "partly"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What should have come of a question, as a person says.

    ``reason``: of a question that is to be declined. ``quotes``: the numbers of the citations that belong in a
    right answer. ``review`` and ``words``: one that was not quoted and should have been, and what it says.
    """

    expect: Outcome
    why: str
    reason: Reason | None = None
    quotes: tuple[int, ...] = ()
    review: str = ""
    words: str = ""
    difficulty: Difficulty = ""


def asked_with(message: Message, earlier: Sequence[Message]) -> tuple[Message, ...]:
    """The conversation that a case is made of, its last message being the one that feedback is on.

    Where the conversation is gone, a follow-up is put as it was understood, which stands alone.
    """
    if earlier:
        return tuple(earlier)
    answer = message.answer
    if answer is None or not answer.understood:
        return (message,)
    return (replace(message, answer=replace(answer, question=answer.understood, understood=None)),)


def judged(messages: Sequence[Message], judgement: Judgement, index: ReviewIndex) -> Case:
    """A case of the last of these messages, to be answered as the judgement says.

    Raises:
        ReviewsError: something is missing in the judgement, or the case does not fit the index; the message
            says what to change.
    """
    if not judgement.why.strip():
        raise ReviewsError("The case does not say why", "Say in a sentence why this is the right outcome")
    if judgement.expect == "declined" and judgement.reason is None:
        raise ReviewsError("The case does not say why it is to be declined", "Choose the reason")
    case = drafted(messages)
    facts, evidence = _grounds(messages[-1], judgement, index)
    if case.kind == "contact" and judgement.expect in ANSWERING:
        facts = (*case.facts, *facts)
    if judgement.expect in ANSWERING and not facts:
        raise ReviewsError(
            "A right answer needs something to quote", "Choose a quote, or give the words of a review"
        )
    whole = {
        **dict(case),
        "kind": _kind(case, judgement),
        "expect": judgement.expect,
        "reason": judgement.reason if judgement.expect == "declined" else None,
        "facts": facts,
        "evidence": evidence,
        "reviews": tuple(dict.fromkeys(item.review for item in evidence)),
        "difficulty": judgement.difficulty,
        "note": " ".join(judgement.why.split()),
    }
    made = Case(**whole)
    for problem in check_cases([made], index).problems:
        raise ReviewsError(f"The case does not fit the reviews: {problem}", "Choose otherwise, or index anew")
    return made


def _kind(case: Case, judgement: Judgement) -> CaseKind:
    if judgement.expect in KINDS:
        return KINDS[judgement.expect]
    if case.kind == "which_review" and not (judgement.quotes or judgement.review):
        return "fact"
    return "fact" if case.kind in KINDS.values() else case.kind


def _grounds(
    message: Message, judgement: Judgement, index: ReviewIndex
) -> tuple[tuple[Fact, ...], tuple[Evidence, ...]]:
    """What a right answer must hold, and where: the quotes chosen, then the words of the review named."""
    if judgement.expect not in ANSWERING or message.answer is None:
        return (), ()
    said = [(one.review_id, one.quote) for one in _chosen(message.answer.citations, judgement.quotes)]
    if judgement.review or judgement.words.strip():
        said.append((judgement.review, _in_review(judgement, index)))
    facts = [
        Fact(text=fold(text).replace("**", ""), weight="vital", patterns=(pattern(text),)) for _, text in said
    ]
    evidence = [Evidence(review=review, pattern=pattern(text)) for review, text in said]
    return tuple(dict.fromkeys(facts)), tuple(dict.fromkeys(evidence))


def _chosen(citations: Sequence[Citation], numbers: Sequence[int]) -> list[Citation]:
    return [one for one in citations if one.n in numbers and not one.withdrawn and one.quote.strip()]


def _in_review(judgement: Judgement, index: ReviewIndex) -> str:
    words = judgement.words.strip()
    held = index.reviews.get(judgement.review)
    if held is None or not words:
        raise ReviewsError(
            "A review that should have been quoted needs both its name and its words",
            "Choose the review, and copy its words from it",
        )
    sought = pattern(words)
    if not any(sentences_matching(sought, passage) for passage in index.review_passages(held.id)):
        raise ReviewsError(f"{held.shown_title} does not hold these words", "Copy them to the letter")
    return words
