"""Feedback on answers and citations: given by a reader, answered and closed by whoever looks after the reviews.

Each holds a copy of the question and answer as they were stored when it was given. It goes with its
conversation, unless the reader chose that it stays. Words are kept only where they point to no person.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from assistant.kept_words import words_to_keep
from assistant.nouns import Answer, Citation
from assistant.records import Message, Records
from assistant.seen_by import seen_by
from assistant.stored_answers import loads
from ingest.errors import ReviewsError

Reason = Literal["unsafe", "not_supported", "wrong_source", "review_missing", "out_of_date"]
State = Literal["open", "closed"]
REASONS: tuple[Reason, ...] = get_args(Reason)
LONGEST_WORDS = 1_000  # characters
_COLUMNS = (
    "id, given, reason, citation, words, state, reply, replied, gold, conversation IS NULL,"
    " message, asked, question, answer"
)


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a reader said of an answer, with the answer as it was.

    ``citation``: the number of the one it is on; None is the whole answer. ``outlives``: it stays when its
    conversation is deleted. ``gold``: the id of the gold case made of it, or nothing. Times are UTC, as ISO.
    """

    id: int
    given: str
    reason: Reason
    citation: int | None
    words: str
    state: State
    reply: str
    replied: str
    gold: str
    outlives: bool
    message: Message

    @property
    def cited(self) -> Citation | None:
        """The citation that it is on, if it is on one."""
        answer = self.message.answer
        return next((one for one in answer.citations if one.n == self.citation), None) if answer else None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there are in one state for one reason."""

    state: State
    reason: Reason
    count: int


class AnswerGone(ReviewsError):
    """The answer that feedback is on is not kept, or not any more."""

    def __init__(self) -> None:
        super().__init__(
            "This answer is not kept, or its conversation was deleted, so nothing can be said of it",
            "Ask the question again first",
        )


class UnsafeUnanswered(ReviewsError):
    """Feedback that says that an answer is unsafe, which was to be closed without a reply."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Feedback {number} says that an answer is unsafe, and closing it needs a reply",
            f"Say in the reply what was done. In a terminal: reviews feedback --close {number} --reply TEXT",
        )


class FeedbackRecords:
    """The feedback in the file of the records. Every method raises ReviewsError where the file fails."""

    def __init__(self, records: Records, public_numbers: Sequence[str] = ()) -> None:
        self._records = records
        self._file = records.file
        self._public_numbers = tuple(public_numbers)

    def give(self, message: int, reason: Reason, citation: int | None, words: str, outlives: bool) -> int:
        """Keep feedback on a stored answer; the number that it goes by.

        Args:
            message: the number of the answer.
            reason: what is wrong.
            citation: the number of the citation that it is on; None is the whole answer.
            words: what the reader adds, or nothing.
            outlives: whether it stays, with the copy of question and answer, when the conversation goes.

        Raises:
            PersonalWords: the words may hold a person's details; nothing at all is kept.
            AnswerGone: there is no such answer.
            ReviewsError: the words are too long, or the answer has no such citation.
        """
        kept = words_to_keep(words, LONGEST_WORDS, self._public_numbers)
        with self._file.transaction() as connection:
            found = connection.execute(
                "SELECT answer FROM messages WHERE id = ? AND status = 'complete'", (message,)
            ).fetchone()
            if found is None:
                raise AnswerGone
            if citation is not None and citation not in {one.n for one in loads(found[0]).citations}:
                raise ReviewsError(f"This answer has no quote {citation}", "Choose one that it has")
            same = connection.execute(
                "SELECT id FROM feedback WHERE state = 'open' AND (message, reason, words) = (?, ?, ?)"
                " AND citation IS ? AND (conversation IS NULL) = ?",
                (message, reason, kept, citation, outlives),
            ).fetchone()
            if same:  # sent by a second press
                return int(same[0])
            row = connection.execute(
                "INSERT INTO feedback (conversation, message, asked, question, answer, given, reason, citation, words)"
                " SELECT iif(?, NULL, conversation), id, asked, question, answer, ?, ?, ?, ? FROM messages"
                " WHERE id = ?",
                (outlives, self._records.now(), reason, citation, kept, message),
            )
        return int(row.lastrowid or 0)

    def held(
        self, state: State | None = None, reason: Reason | None = None, most: int = -1, after: int = 0
    ) -> tuple[Feedback, ...]:
        """Feedback in the order in which to look at it: open before closed, unsafe before all else, the latest first.

        Args:
            state: only what is in this state; None is both.
            reason: only what was given for this reason; None is all.
            most: how many at most; -1 is all.
            after: how many to pass over, for the pages after the first.
        """
        where, values = _only(state, reason)
        order = "ORDER BY state = 'closed', reason <> 'unsafe', id DESC"
        # Those of the page are chosen first: answers are long, and to sort them all takes time.
        chosen = f"SELECT id FROM feedback{where} {order} LIMIT ? OFFSET ?"
        rows = self._file.read(
            f"SELECT {_COLUMNS} FROM feedback WHERE id IN ({chosen}) {order}", (*values, most, after)
        )
        return self._drawn(rows)

    def one(self, number: int) -> Feedback:
        """One by its number.

        Raises:
            ReviewsError: there is none.
        """
        found = self._drawn(self._file.read(f"SELECT {_COLUMNS} FROM feedback WHERE id = ?", (number,)))
        if not found:
            raise _none(number)
        return found[0]

    def on(self, messages: Sequence[int]) -> dict[int, tuple[Feedback, ...]]:
        """What was given on each of these answers, by the number of its message, the earliest first."""
        sql = f"SELECT {_COLUMNS} FROM feedback WHERE message IN (SELECT value FROM json_each(?)) ORDER BY id"
        found = self._drawn(self._file.read(sql, (json.dumps(list(messages)),)))
        return {number: tuple(one for one in found if one.message.id == number) for number in messages}

    def tallies(self) -> tuple[Tally, ...]:
        """How many there are, by state and reason; what there is none of has no row."""
        rows = self._file.read("SELECT state, reason, count(*) FROM feedback GROUP BY state, reason")
        return tuple(Tally(*row) for row in rows)

    def going_with(
        self, conversation: str | None = None, reader: str | None = None, gold: bool = False
    ) -> int:
        """How many would go with a conversation, or with all that a reader sees; what was sent to stay is not counted.

        Args:
            conversation: the one; None is all.
            reader: who sees them.
            gold: count those alone that a gold case was made of.
        """
        where, values = seen_by(reader)
        those = f"IN (SELECT c.id FROM conversations c{where})"
        if conversation:
            those, values = "= ?", (conversation,)
        made = " AND gold <> ''" if gold else ""
        sql = f"SELECT count(*) FROM feedback WHERE conversation {those}{made}"
        return int(self._file.read(sql, values)[0][0])

    def close(self, number: int, reply: str) -> None:
        """Close one, with a reply or without; what was told to be unsafe not without a word on what was done.

        Raises:
            PersonalWords: the reply may hold a person's details; it stays as it was.
            UnsafeUnanswered: it says that an answer is unsafe, and there is no reply.
            ReviewsError: there is none of that number, or the reply is too long.
        """
        kept = words_to_keep(reply, LONGEST_WORDS, self._public_numbers)
        if not kept and self.one(number).reason == "unsafe":
            raise UnsafeUnanswered(number)
        self._set("state = 'closed', reply = ?, replied = ?", (kept, self._records.now()), number)

    def reopen(self, number: int) -> None:
        """Open one again; its reply stays until another takes its place.

        Raises:
            ReviewsError: there is none of that number.
        """
        self._set("state = 'open'", (), number)

    def delete(self, number: int) -> Feedback:
        """Take one away for good, with its copy of the question and the answer; what it was.

        The answer that it was on stays in its conversation, and a gold case that was made of it stays in its file.

        Raises:
            ReviewsError: there is none of that number.
        """
        was = self.one(number)
        if not self._file.write("DELETE FROM feedback WHERE id = ?", (number,)):
            raise _none(number)
        return was

    def made_gold(self, number: int, case: str) -> None:
        """Note the id of the gold case that was made of it.

        Raises:
            ReviewsError: there is none of that number.
        """
        self._set("gold = ?", (case,), number)

    def _set(self, columns: str, values: tuple[str, ...], number: int) -> None:
        if not self._file.write(f"UPDATE feedback SET {columns} WHERE id = ?", (*values, number)):
            raise _none(number)

    def _drawn(self, rows: Sequence[tuple[Any, ...]]) -> tuple[Feedback, ...]:
        """The rows as nouns, without the quotes of reviews that are withdrawn."""
        messages = self._records.as_of_now(tuple(_message(*row[-4:]) for row in rows))
        return tuple(_held(row, message) for row, message in zip(rows, messages, strict=True))


def _held(row: tuple[Any, ...], message: Message) -> Feedback:
    id_, given, reason, citation, words, state, reply, replied, gold, outlives, *_ = row
    return Feedback(id_, given, reason, citation, words, state, reply, replied, gold, bool(outlives), message)


def _none(number: int) -> ReviewsError:
    return ReviewsError(
        f"There is no feedback {number}: it may have been deleted, or have gone with its conversation",
        "Run: reviews feedback",
    )


def _only(state: State | None, reason: Reason | None) -> tuple[str, tuple[str, ...]]:
    given = [(name, value) for name, value in (("state", state), ("reason", reason)) if value]
    where = " AND ".join(f"{name} = ?" for name, _ in given)
    return (f" WHERE {where}" if where else ""), tuple(value for _, value in given)


def _message(id_: int, asked: str, question: str | None, stored: str) -> Message:
    answer: Answer | None = None
    fault = ""
    try:
        answer = loads(stored)
    except ReviewsError as error:
        fault = str(error)
    return Message(id_, asked, "complete" if answer else "failed", question, answer, fault)
