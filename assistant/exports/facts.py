"""What changes the meaning of what is taken away, listed once for every form: none may leave one of these out.

A form lays a fact out as it likes, in a column, a line or a list, but in these words.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.actions import ActionsOfAll
from assistant.actions_in_words import EXPLAINED
from assistant.exports.citing import CHECK, to_check
from assistant.in_words import day, fallback_words, limits, limits_of, note_words, number_checked
from assistant.matrix import Matrix
from assistant.matrix_in_words import ABSENT, left_aside_words
from assistant.nouns import Answer, Contact

ONLY, WRITING, CALL = "Only", "Language model", "Contact"
MISSING, NOTE = "Not found in these reviews", "Note"
NOT_SEARCHED = "Not searched, as it is not or could not be read"
UNREADABLE = "Not searched, as it could not be read"
VERDICT, NOT_ASKED, WITHDRAWN = "What a verdict means", "Not asked", "Withdrawn"
SHOWS = "What this shows"
AS_OF, CHECK_FIRST = "Reviews as of", "Check first"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to be known: what it is, and its words."""

    what: str
    text: str


def of_answer(given: Answer) -> tuple[Fact, ...]:
    """All of an answer, as it is stored: what is known before its statements, what after, and what to check."""
    searched = given.outcome not in ("urgent", "declined")
    check = to_check(given) if searched else ""
    return (*before(given), *after(given), *told((AS_OF, day(given.as_of or "")), (CHECK_FIRST, check)))


def of_matrix(matrix: Matrix) -> tuple[Fact, ...]:
    """All of a matrix as a whole: what it was bound to, what its verdicts mean, what was left out of it, and its notes.

    A ``kind`` among its limits changes the verdicts themselves.
    """
    titles = {row.review_id or "": row.shown_title for row in matrix.rows}
    return told(
        (CHECK_FIRST, CHECK),
        (ONLY, limits(matrix.filters, titles)),
        (VERDICT, ABSENT),
        (NOT_ASKED, left_aside_words(matrix)),
        *((WITHDRAWN, one) for one in matrix.withdrawn),
        *((NOTE, note_words(note)) for note in matrix.notes),
        *((UNREADABLE, name) for name in matrix.not_read),
        (AS_OF, day(matrix.as_of or "")),
    )


def of_actions(held: ActionsOfAll) -> tuple[Fact, ...]:
    """All of recommendations beside actions as a whole: what they show and cannot, and what was left out."""
    return told(
        (CHECK_FIRST, CHECK),
        (ONLY, held.only),
        (SHOWS, EXPLAINED),
        *((WITHDRAWN, one) for one in held.withdrawn),
        *((UNREADABLE, name) for name in held.not_read),
        (AS_OF, day(held.as_of or "")),
    )


def before(given: Answer) -> tuple[Fact, ...]:
    """What is to be known before the statements: what they were bound to, why they are quotes, whose numbers hold."""
    calls = ((CALL, known) for contact in given.contacts for known in of_number(contact))
    return told((ONLY, limits_of(given)), (WRITING, fallback_words(given)), *calls)


def after(given: Answer) -> tuple[Fact, ...]:
    """What is to be known after the statements: what was not found, notes, files that were not searched."""
    return told(
        *((MISSING, text) for text in given.missing),
        *((NOTE, note_words(note)) for note in given.notes),
        *((NOT_SEARCHED, name) for name in given.not_searched),
    )


def of_number(contact: Contact) -> tuple[str, ...]:
    """What is to be known of a contact's number before it is called, a sentence each."""
    doubt = f"Doubtful number. {contact.doubt}".rstrip() if contact.doubtful else ""
    return tuple(known for known in (doubt, number_checked(contact)) if known)


def told(*pairs: tuple[str, str]) -> tuple[Fact, ...]:
    """Those of the facts that there are words for."""
    return tuple(Fact(what, text) for what, text in pairs if text)


def texts(what: str, facts: Iterable[Fact]) -> tuple[str, ...]:
    """The words of all facts of a kind."""
    return tuple(fact.text for fact in facts if fact.what == what)
