"""What an answer says for itself, and how much of it is to the point."""

from assistant.nouns import Answer, Statement
from eval.cases import REFUSING, Located, Span
from eval.scoring.nuggets import facts_found


def answers_it(answer: Answer) -> bool:
    """Whether it answers, wholly or in part: it neither refuses nor sends to a contact."""
    return answer.outcome in ("answered", "partly")


def refuses(answer: Answer) -> bool:
    """Whether it gives no answer: not found, declined or asked back."""
    return answer.outcome in REFUSING


def answer_statements(answer: Answer) -> tuple[Statement, ...]:
    """The statements that answer or correct the question: not notes, contacts or merely related passages."""
    return tuple(s for s in answer.statements if s.role in ("answer", "correction"))


def answer_parts(answer: Answer) -> list[str]:
    """What the answer says for itself: its statements, the quotes they rest on, its contacts' rows."""
    quotes = {citation.n: citation.quote for citation in answer.citations}
    own = [s for s in answer.statements if s.role in ("answer", "correction", "contact")]
    parts = [s.text for s in own]
    parts += [quotes[n] for n in dict.fromkeys(n for s in own for n in s.citations) if n in quotes]
    return parts + [f"{c.label} {c.number} {c.hours} {c.doubt}" for c in answer.contacts]


def claims_of(answer: Answer) -> tuple[Statement, ...]:
    """The claims that a model wrote and that are shown; the quotes that follow them are none."""
    account = answer.account
    if answer.mode != "written" or account is None:
        return ()
    marked = sum(s.role == "note" and s.support == "not_shown" for s in answer.statements)
    own = [s for s in answer.statements if s.role == "answer"]
    return tuple(own[: account.shown - marked])


def relevance(located: Located, answer: Answer) -> float | None:
    """The share of the statements shown that carry a wanted fact or rest on a sentence of the evidence."""
    shown = answer_statements(answer)
    if not shown or not (located.case.facts or located.items):
        return None
    return sum(is_wanted(located, statement, answer) for statement in shown) / len(shown)


def is_wanted(located: Located, statement: Statement, answer: Answer) -> bool:
    """Whether a statement, or a quote it rests on, says a wanted fact or meets a sentence of the evidence."""
    citations = [citation for citation in answer.citations if citation.n in statement.citations]
    if facts_found(located.case.facts, [statement.text, *(c.quote for c in citations)]):
        return True
    spans = [Span(c.file, c.start, c.end) for c in citations]
    return any(span.overlaps(block) for span in spans for block in located.blocks)
