"""Answers and matrices as rows of a table: one for each statement and citation, or for each review and passage."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.compose import readable
from assistant.exports import facts
from assistant.exports.citing import BY_RULE, CALL_999, flag, marks, to_check
from assistant.exports.of_answer import NOT_KEPT, answered_words
from assistant.exports.paper import moment
from assistant.in_words import (
    OUTCOME,
    STANDING,
    VERDICTS,
    day,
    kind_words,
    limits_of,
    section,
    type_words,
    why_unanswered,
)
from assistant.nouns import Answer, Citation, Contact, ReviewVerdict, Statement
from assistant.records import Message
from assistant.stored_answers import slim
from ingest.nouns import Dated

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name (of 31 characters at most), the heads of its columns, and rows of as many values."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


CITED = (
    *("Citation", "Quote", "Review", "Review id", "Publisher", "Type", "Date", "What is dated", "Date known"),
    *("Section", "Page", "Kind of statement", "Wording", "File", "Start", "End", "Withdrawn"),
)
REVIEW = ("Review", "Review id", "Publisher", "Type", "Date", "What is dated", "Date known", "Wording")
OF_ALL = ("Reviews as of", "Fingerprint of the collection", "Exported")
_BEFORE = ("Question", "Asked", "Searched for", "Limited to", "Outcome", "Row", "Text", "What to know")
_AFTER = ("How answered", "Model", *OF_ALL)
NOT_CITED: tuple[Value, ...] = (None,) * len(CITED)


def cited(citation: Citation) -> tuple[Value, ...]:
    """The values of a citation, in the order of ``CITED``; the quote as it is read on the page, without Markdown marks."""
    return (
        citation.n,
        readable(citation.quote),
        citation.title + (" (inferred)" if "title" in citation.inferred else ""),
        citation.review_id,
        citation.publisher,
        type_words(citation.review_type, citation.standing),
        *dated(citation.date),
        section(citation.section) if not citation.withdrawn else None,
        citation.page,
        kind_words(citation.kind, citation.kind_inferred),
        STANDING.get(citation.standing, STANDING["unrecorded"]),
        citation.file,
        citation.start,
        citation.end,
        "yes: do not rely on it" if citation.withdrawn else None,
    )


def dated(date: Dated) -> tuple[Value, ...]:
    """A date as three values: the date itself, what it dates, how it is known."""
    if not date.value:
        return None, None, "not stated"
    return date.value, date.of, date.known.replace("_", " ")


def review_values(
    review_id: str, title: str, publisher: str, review_type: str, date: Dated, standing: str
) -> tuple[Value, ...]:
    """The values of a review, in the order of ``REVIEW``; ``title`` as it is shown."""
    return (
        *(title, review_id, publisher, type_words(review_type, standing)),
        *dated(date),
        STANDING.get(standing, STANDING["unrecorded"]),
    )


def of_all(as_of: str | None, fingerprint: str | None, exported: datetime) -> tuple[Value, ...]:
    """What is the same in every row, in the order of ``OF_ALL``."""
    return day(as_of) if as_of else None, fingerprint, moment(exported)


def told_alone(
    known: Iterable[facts.Fact], between: int, whole: tuple[Value, ...]
) -> list[tuple[Value, ...]]:
    """A row for each fact of a whole table: what it is, its words, so many empty cells, and what is in every row."""
    return [(_lower(fact.what), fact.text, *(None,) * between, *whole) for fact in known]


def about_all(
    first: Sequence[tuple[str, str]], known: Iterable[facts.Fact], fingerprint: str | None, exported: datetime
) -> Sheet:
    """The sheet of what is true of a whole table that was found by rule: a line each, ``first`` those of its own."""
    rows = (
        *first,
        *((fact.what, fact.text) for fact in known),
        ("Answered", BY_RULE),
        ("Fingerprint of the collection", fingerprint),
        ("Exported", moment(exported)),
    )
    return Sheet("About", ("What", "Told"), rows)


def of_messages(messages: Sequence[Message], exported: datetime) -> Sheet:
    """The rows of every message, in order."""
    rows = tuple(row for message in messages for row in _of_message(message, exported))
    return Sheet("Statements", (*_BEFORE, *CITED, *_AFTER), rows)


def of_answer(answer: Answer, exported: datetime, asked: str | None = None) -> Sheet:
    """The rows of one answer."""
    given = slim(answer)
    rows = tuple(_around(given, exported, asked, *row) for row in _rows(given))
    return Sheet("Statements", (*_BEFORE, *CITED, *_AFTER), rows)


def _of_message(message: Message, exported: datetime) -> Iterator[tuple[Value, ...]]:
    if message.answer is not None:
        yield from of_answer(message.answer, exported, message.asked).rows
        return
    first = (
        message.question or NOT_KEPT,
        moment(message.asked),
        None,
        None,
        "Not answered",
        "state",
        why_unanswered(message),
        None,
    )
    yield (*first, *NOT_CITED, *(None,) * (len(_AFTER) - 1), moment(exported))


_Row = tuple[
    str, str, str | None, tuple[Value, ...]
]  # what it is, its text, what to know, the citation's values


def _around(
    given: Answer,
    exported: datetime,
    asked: str | None,
    what: str,
    text: str,
    know: str | None,
    of: tuple[Value, ...],
) -> tuple[Value, ...]:
    return (
        given.question if given.question is not None else NOT_KEPT,
        moment(asked) if asked else None,
        given.searched_for,
        limits_of(given) or None,
        OUTCOME[given.outcome],
        *(what, text, know),
        *of,
        answered_words(given),
        given.account.model if given.account else None,
        *of_all(given.as_of, given.corpus_fingerprint, exported),
    )


def _rows(given: Answer) -> Iterator[_Row]:
    urgent = given.outcome == "urgent"
    if urgent:
        yield "urgent", CALL_999, None, NOT_CITED
    yield from (_contact(one) for one in given.contacts)
    yield from (_fact(one) for one in facts.before(given) if one.what == facts.WRITING)
    quotes = {citation.n: citation for citation in given.citations}
    for statement in given.statements:
        if statement.role != "contact" or not given.contacts:
            yield from _statement(statement, quotes)
    for choice in given.choices if given.outcome == "clarify" else ():
        yield "way to ask again", choice.question, None, NOT_CITED
    for verdict in given.reviews:
        yield _verdict(verdict)
    yield from map(_fact, facts.after(given))
    if not urgent and given.outcome != "declined":
        yield _fact(facts.Fact(facts.CHECK_FIRST, to_check(given)))


def _statement(statement: Statement, quotes: dict[int, Citation]) -> Iterator[_Row]:
    know = flag(statement) or None
    of = [cited(quotes[n]) for n in statement.citations if n in quotes] or [NOT_CITED]
    yield from (("statement", statement.text, know, values) for values in of)


def _verdict(verdict: ReviewVerdict) -> _Row:
    named = list(NOT_CITED)
    named[CITED.index("Review")], named[CITED.index("Review id")] = verdict.shown_title, verdict.review_id
    return "review by review", VERDICTS[verdict.verdict], marks(verdict.citations) or None, tuple(named)


def _contact(contact: Contact) -> _Row:
    known = (contact.label, contact.area, contact.number, contact.hours)
    return (
        "contact",
        "; ".join(part for part in known if part),
        " ".join(facts.of_number(contact)) or None,
        NOT_CITED,
    )


def _fact(fact: facts.Fact) -> _Row:
    return _lower(fact.what), fact.text, None, NOT_CITED


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
