"""An answer laid out as a paper: what was asked and said, where each quote stands, what was not found, how it was made."""

from collections.abc import Iterator
from datetime import datetime

from assistant.compose import readable
from assistant.exports import facts
from assistant.exports.citing import (
    CALL_999,
    beside,
    flag,
    heading,
    is_its_quote,
    locators,
    marks,
    needs_its_words,
)
from assistant.exports.paper import Bullets, Grid, Heading, Paper, Part, Quotation, Source, Text, moment
from assistant.in_words import MODES, VERDICTS, day, written_by
from assistant.nouns import Answer, Contact, Statement
from assistant.stored_answers import slim

NOT_KEPT = "Question not kept"
_PERSONAL = "Question not kept: it may hold personal details"
_LONGEST_HEADING = 160  # characters
_HEADINGS = {
    "answered": "What the reviews say",
    "partly": "What the reviews say, in part",
    "not_found": "No passage in these reviews answers this",
    "clarify": "Ask again about one of these",
    "declined": "This was not answered",
    "urgent": "What to do",
}


def paper_of_answer(answer: Answer, exported: datetime, asked: str | None = None) -> Paper:
    """One answer. ``asked``: when, as an ISO time, where that is known."""
    given = slim(answer)
    as_of = f" Reviews as of {day(given.as_of)}." if given.as_of else ""
    return Paper(
        title=title_of(given),
        parts=(*parts_of(given, 1, asked), *how_it_was_made(given, exported, asked)),
        foot=CALL_999
        if given.outcome == "urgent"
        else f"Check each quote in its review before you rely on it.{as_of}",
        exported=exported,
    )


def title_of(given: Answer) -> str:
    """The question as a heading, cut where it is long, or why there is none."""
    if given.question is None:
        return _PERSONAL
    line = " ".join(given.question.split())
    return f"{line[:_LONGEST_HEADING].rstrip()}…" if len(line) > _LONGEST_HEADING else line


def parts_of(given: Answer, level: int, asked: str | None = None) -> Iterator[Part]:
    """The parts of a slim answer under a heading of that level, without how it was made."""
    urgent = given.outcome == "urgent"
    if urgent:  # before all else, the question too
        yield Text(CALL_999, look="alert")
    yield Heading(title_of(given), level)
    if asked:
        yield Text(f"Asked on {moment(asked)}.", look="aside")
    yield from _question(given)
    yield from named(facts.CHECK_FIRST, facts.of_answer(given))
    if given.contacts and not urgent:
        yield Heading("From the register of contacts", level + 1)
    if given.contacts:
        yield contacts(given.contacts)
    yield Heading(_HEADINGS[given.outcome], level + 1)
    yield from named(facts.WRITING, facts.before(given))
    known = facts.after(given)
    yield from _statements(given)
    if given.outcome == "clarify":
        yield Bullets(tuple(choice.question for choice in given.choices))
    yield from _review_by_review(given, level + 1)
    yield from listed(facts.MISSING, facts.texts(facts.MISSING, known), level + 1)
    yield from named(facts.NOTE, known)
    if given.citations:
        yield Heading("Where the quotes stand", level + 1)
    for citation in given.citations:
        words = readable(citation.quote) if needs_its_words(citation, given) else ""
        yield Source(heading(citation), words, locators(citation))
    yield from listed(facts.NOT_SEARCHED, facts.texts(facts.NOT_SEARCHED, known), level + 1)


def how_it_was_made(
    given: Answer, exported: datetime, asked: str | None = None, level: int = 2
) -> Iterator[Part]:
    """How an answer came about, and when it was taken away; a line each under a heading of that level."""
    yield Heading("How this was made", level)
    rows = (
        ("Asked", moment(asked) if asked else ""),
        ("Exported", moment(exported)),
        ("Answered", answered_words(given)),
        ("Model", written_by(given.account) if given.account else ""),
        ("Reviews as of", day(given.as_of) if given.as_of else ""),
        ("Fingerprint of the collection", given.corpus_fingerprint or ""),
        ("From", "Ask the Reviews"),
    )
    for name, value in rows:
        if value:
            yield Text(value, f"{name}: ", look="aside")


def contacts(held: tuple[Contact, ...]) -> Grid:
    """The contacts of the register, in their order."""
    return Grid(
        "Whom to call",
        ("Who", "Area", "Number", "When", "What to know"),
        tuple(
            (
                contact.label,
                contact.area,
                contact.number,
                contact.hours,
                " ".join(facts.of_number(contact)),
            )
            for contact in held
        ),
    )


def answered_words(given: Answer) -> str:
    """In which way it was answered."""
    if given.outcome in ("urgent", "declined"):
        return "By rule, without a search or a language model."
    return MODES[given.mode]


def _question(given: Answer) -> Iterator[Part]:
    if given.question and len(" ".join(given.question.split())) > _LONGEST_HEADING:
        yield Text(given.question, "The whole question: ")
    if given.outcome in ("urgent", "declined"):
        return
    if given.searched_for:
        yield Text(given.searched_for, "Searched for: ")
    yield from named(facts.ONLY, facts.before(given))


def _statements(given: Answer) -> Iterator[Part]:
    quotes = {citation.n: citation for citation in given.citations}
    for statement in given.statements:
        if statement.role == "contact" and given.contacts:
            continue  # told by the contacts themselves
        if is_its_quote(statement, quotes):
            yield Quotation(statement.text, beside(quotes[statement.citations[0]]), flag(statement))
        else:
            yield _in_other_words(statement)


def _in_other_words(statement: Statement) -> Text:
    lead = flag(statement)
    return Text(f"{statement.text} {marks(statement.citations)}".rstrip(), f"{lead}: " if lead else "")


def _review_by_review(given: Answer, level: int) -> Iterator[Part]:
    if not given.reviews:
        return
    yield Heading("Review by review", level)
    yield Grid(
        "What each review says",
        ("Review", "Found", "Quotes"),
        tuple((row.shown_title, VERDICTS[row.verdict], marks(row.citations)) for row in given.reviews),
    )


def listed(title: str, texts: tuple[str, ...], level: int) -> Iterator[Part]:
    """A headed list; nothing where it is empty."""
    if texts:
        yield Heading(title, level)
        yield Bullets(texts)


def named(what: str, known: tuple[facts.Fact, ...]) -> Iterator[Part]:
    """The facts of a kind, a paragraph each."""
    yield from (Text(text, f"{what}: ") for text in facts.texts(what, known))
