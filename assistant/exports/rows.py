"""Answers and matrices as rows of a table: one for each statement and citation, or for each review and passage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.compose import readable
from assistant.exports.citing import CALL_999, flag, marks, to_check
from assistant.exports.of_answer import NOT_KEPT, answered_words, bound
from assistant.exports.paper import moment
from assistant.in_words import OUTCOME, STANDING, VERDICTS, day, kind_words, section, type_words
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
_BEFORE = ("Question", "Asked", "Searched for", "Limited to", "Outcome", "Row", "Text", "What to know")
_AFTER = ("How answered", "Model", "Reviews as of", "Fingerprint of the collection", "Exported")
_NONE: tuple[Value, ...] = (None,) * len(CITED)


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
    why = "interrupted before it was answered" if message.status == "interrupted" else message.fault
    first = (
        message.question or NOT_KEPT,
        moment(message.asked),
        None,
        None,
        "Not answered",
        "state",
        why,
        None,
    )
    yield (*first, *_NONE, *(None,) * (len(_AFTER) - 1), moment(exported))


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
        bound(given) or None,
        OUTCOME[given.outcome],
        *(what, text, know),
        *of,
        answered_words(given),
        given.account.model if given.account else None,
        day(given.as_of) if given.as_of else None,
        given.corpus_fingerprint,
        moment(exported),
    )


def _rows(given: Answer) -> Iterator[_Row]:
    urgent = given.outcome == "urgent"
    if urgent:
        yield "urgent", CALL_999, None, _NONE
    yield from (_contact(one) for one in given.contacts)
    quotes = {citation.n: citation for citation in given.citations}
    for statement in given.statements:
        if statement.role != "contact" or not given.contacts:
            yield from _statement(statement, quotes)
    for choice in given.choices if given.outcome == "clarify" else ():
        yield "way to ask again", choice.question, None, _NONE
    for verdict in given.reviews:
        yield _verdict(verdict)
    yield from (("not found in these reviews", text, None, _NONE) for text in given.missing)
    yield from (("note", note.text, note.source, _NONE) for note in given.notes)
    yield from (("file not searched", name, None, _NONE) for name in given.not_searched)
    if not urgent and given.outcome != "declined":
        yield "check first", to_check(given), None, _NONE


def _statement(statement: Statement, quotes: dict[int, Citation]) -> Iterator[_Row]:
    know = flag(statement) or None
    of = [cited(quotes[n]) for n in statement.citations if n in quotes] or [_NONE]
    yield from (("statement", statement.text, know, values) for values in of)


def _verdict(verdict: ReviewVerdict) -> _Row:
    named = list(_NONE)
    named[CITED.index("Review")], named[CITED.index("Review id")] = verdict.shown_title, verdict.review_id
    return "review by review", VERDICTS[verdict.verdict], marks(verdict.citations) or None, tuple(named)


def _contact(contact: Contact) -> _Row:
    doubt = f"Doubtful number. {contact.doubt}" if contact.doubtful else None
    known = (contact.label, contact.area, contact.number, contact.hours)
    return "contact", "; ".join(part for part in known if part), doubt, _NONE
