"""A gold case filled from an answer and the feedback on it, so that one press can write it."""

from typing import TYPE_CHECKING, Literal

from assistant.feedback import Feedback
from ui.words import FEEDBACK

if TYPE_CHECKING:
    from eval.judged import Judgement

_ANSWERING = ("answer", "correction")
_DIFFICULTY: Literal["medium"] = "medium"
_LONGEST_WORDS = 800  # of the reader's; the whole reason has a limit too


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
    """What the answer and the reader say: the same outcome, the quotes left, and what was found wrong as the reason."""
    from eval.judged import Judgement

    answer = one.message.answer
    assert answer is not None
    where = f"quote {one.citation}" if one.citation else "the whole answer"
    words = f": {one.words[:_LONGEST_WORDS]}" if one.words else ""
    said = f"{FEEDBACK[one.reason]}, on {where}{words}"
    why = f"Filled from the answer and feedback {one.id} ({said})."
    return Judgement(answer.outcome, why, answer.reason, quotes_left(one), difficulty=_DIFFICULTY)
