"""An answer as plain text, to paste into a paper or a message without losing where its quotes come from."""

from collections.abc import Iterable

from assistant.exports import facts
from assistant.exports.citing import (
    CALL_999,
    flag,
    heading,
    is_its_quote,
    locators,
    marks,
    needs_its_words,
    to_check,
)
from assistant.in_words import OUTCOME, day
from assistant.nouns import Answer, Citation, Contact, Statement
from assistant.stored_answers import slim
from assistant.unseen import visible


def with_citations(answer: Answer) -> str:
    """The question, the statements with their numbers, and below them each citation with its exact place.

    An urgent answer begins with 999. Text that was stopped for personal details is never in it.
    """
    given = slim(answer)
    urgent = given.outcome == "urgent"
    blocks = [
        CALL_999 if urgent else "",
        f"Question: {' '.join(given.question.split())}" if given.question else "",
        *(_contact(contact) for contact in given.contacts),
        *_lines(one for one in facts.before(given) if one.what != facts.CALL),
        "" if given.statements or urgent else OUTCOME[given.outcome],
        *_statements(given),
        *_lines(facts.after(given)),
        *(_source(citation, given) for citation in given.citations),
        "" if given.outcome in ("urgent", "declined") else _foot(given),
    ]
    return visible("\n\n".join(block for block in blocks if block))


def _lines(known: Iterable[facts.Fact]) -> list[str]:
    return [f"{one.what}: {one.text}" for one in known]


def _statements(given: Answer) -> list[str]:
    quotes = {citation.n: citation for citation in given.citations}
    shown = [one for one in given.statements if one.role != "contact" or not given.contacts]
    return [_statement(one, is_its_quote(one, quotes)) for one in shown]


def _statement(statement: Statement, quoted: bool) -> str:
    words = f"“{statement.text}”" if quoted else statement.text
    before = flag(statement)
    return f"{before + ': ' if before else ''}{words} {marks(statement.citations)}".rstrip()


def _source(citation: Citation, given: Answer) -> str:
    words = (f"“{citation.quote.strip()}”",) if needs_its_words(citation, given) else ()
    return "\n".join((heading(citation), *words, *locators(citation)))


def _contact(contact: Contact) -> str:
    number = f": {contact.number}" if contact.number else ""
    area = f" ({contact.area})" if contact.area else ""
    hours = f" {contact.hours}." if contact.hours else ""
    return " ".join((f"{contact.label}{area}{number}.{hours}", *facts.of_number(contact)))


def _foot(given: Answer) -> str:
    as_of = f"Reviews as of {day(given.as_of)}. " if given.as_of else ""
    return f"{as_of}{to_check(given)}"
