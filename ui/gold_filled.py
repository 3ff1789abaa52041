"""A gold case filled from an answer and the feedback on it, so that one press can write it.

Whole where one quote is at fault and the others answer. What is said of the whole answer, what is missing and what is
unsafe tell that the answer itself is wrong, and nobody has said yet what is right: that part is left to complete.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from assistant.feedback import Feedback, Reason
from assistant.records import Message
from ui.words import FEEDBACK

if TYPE_CHECKING:
    from eval.cases import Case
    from eval.judged import Judgement

_OF_THE_QUOTE: tuple[Reason, ...] = ("not_supported", "wrong_source", "out_of_date")
_ANSWERING = ("answer", "correction")
_DIFFICULTY: Literal["medium"] = "medium"
_LONGEST_WORDS = 800  # of the reader's; the whole reason has a limit too


def can_be_filled(one: Feedback) -> bool:
    """Whether what is left is right by what the reader says: one quote is at fault, and others answer without it."""
    return one.citation is not None and one.reason in _OF_THE_QUOTE and bool(quotes_left(one))


def quotes_left(one: Feedback) -> tuple[int, ...]:
    """The numbers of the quotes that answer, without the one that the reader found fault with."""
    answer = one.message.answer
    if answer is None or answer.outcome not in ("answered", "partly"):
        return ()
    numbers = {n for said in answer.statements if said.role in _ANSWERING for n in said.citations}
    numbers |= {n for verdict in answer.reviews if verdict.verdict == "says" for n in verdict.citations}
    held = {cited.n for cited in answer.citations if not cited.withdrawn and cited.quote.strip()}
    return tuple(sorted((numbers & held) - {one.citation}))


def filled(one: Feedback) -> "Judgement":
    """The same outcome, the quotes left, and what was found wrong with the other as the reason; see `can_be_filled`."""
    from eval.judged import Judgement

    answer = one.message.answer
    assert answer is not None
    return Judgement(answer.outcome, _said(one), answer.reason, quotes_left(one), difficulty=_DIFFICULTY)


def left_open(one: Feedback, messages: Sequence[Message]) -> "Case":
    """The question and what the reader said; the quotes only where nothing is wrong with them but that there is more."""
    from eval.drafting import found_wanting

    return found_wanting(messages, _said(one), quotes_stand=one.reason == "review_missing")


def _said(one: Feedback) -> str:
    where = f"quote {one.citation}" if one.citation else "the whole answer"
    words = f": {one.words[:_LONGEST_WORDS]}" if one.words else ""
    return f"Filled from the answer and feedback {one.id} ({FEEDBACK[one.reason]}, on {where}{words})."
