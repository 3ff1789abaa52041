"""Conversations and their messages, kept in one SQLite file; pages draw from here and from nowhere else.

An answer is stored whole and never computed again, so a citation stays as it was shown. A question's row
is written before its answer is computed, and its text only once the assistant has let it pass: a question
that was stopped for personal details leaves no text behind. Of a review that was withdrawn since, whoever
reads the answer is given that word in place of the quote; what is stored stays.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from assistant.kept_words import words_to_keep
from assistant.nouns import Answer, Turn
from assistant.records_schema import STEPS, said
from assistant.seen_by import is_seen, seen_by
from assistant.sqlite_file import SqliteFile
from assistant.stored_answers import dumps, loads, slim
from assistant.withdrawn import Of, without_withdrawn
from ingest.errors import ReviewsError

FILE_NAME = "records.sqlite"
KEEP_DAYS = 30  # unless REVIEWS_KEEP_DAYS says otherwise; 0 keeps until somebody deletes
LONGEST_NAME = 80  # characters
_DELETE_OLD = "DELETE FROM conversations WHERE touched < ?"

Status = Literal["complete", "interrupted", "failed"]
Clock = Callable[[], datetime]


class ConversationGone(ReviewsError):
    """The conversation that something was to be kept in is there no more."""

    def __init__(self) -> None:
        super().__init__(
            "This conversation was deleted, here or in another tab", "Begin a new conversation and ask again"
        )


@dataclass(frozen=True, slots=True)
class Message:
    """One question and what came of it; ``question`` is None where its text is not kept."""

    id: int
    asked: str
    status: Status
    question: str | None = None
    answer: Answer | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as a list shows it; ``title`` is its name, else its first question whose text is kept."""

    id: str
    touched: str
    title: str | None


def turns(messages: Sequence[Message]) -> tuple[Turn, ...]:
    """The history to hand to the assistant: answered questions, with the stopped ones marked as blocked."""
    return tuple(
        Turn(message.question or "", blocked=message.question is None or message.answer.outcome == "declined")
        for message in messages
        if message.status == "complete" and message.answer is not None
    )


def _utc_now() -> datetime:
    return datetime.now(UTC)


def new_conversation() -> str:
    """An id for a conversation; it cannot be guessed."""
    return uuid.uuid4().hex


class Records:
    """The open file. Use from any thread; one write at a time. ``warning`` is to be shown when not empty.

    ``file`` is for what else is kept in it. ``keep_days``: how long a conversation is kept after its last
    question; 0 is until somebody deletes it. ``reader``: whose conversations these are; None is everybody's.
    """

    def __init__(
        self,
        file: SqliteFile,
        clock: Clock,
        withdrawn: Callable[[], Of] | None = None,
        keep_days: int = KEEP_DAYS,
        reader: str | None = None,
    ) -> None:
        self.file = file
        self.reader = reader
        self.keep_days = keep_days
        self.warning = file.warning
        self._clock = clock
        self._withdrawn = withdrawn

    def of(self, reader: str) -> "Records":
        """The same file, as one reader sees it: their own conversations, and those from before readers were told apart."""
        return Records(self.file, self._clock, self._withdrawn, self.keep_days, reader)

    def begin_message(self, conversation: str) -> int:
        """A row for a question about to be asked: interrupted until something else is known, without text.

        The conversation begins with its first message. Those whose days are over go, lest a server that
        is never stopped keep them for ever.
        """
        now = self.now()
        with self.file.transaction() as connection:
            connection.execute(
                "INSERT INTO conversations (id, started, touched, reader) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET touched = excluded.touched",
                (conversation, now, now, self.reader or ""),
            )
            if self.keep_days:
                connection.execute(_DELETE_OLD, (self._limit(self.keep_days),))
            row = connection.execute(
                "INSERT INTO messages (conversation, asked, status) VALUES (?, ?, 'interrupted')",
                (conversation, now),
            )
        return int(row.lastrowid or 0)

    def keep_question(self, message: int, question: str) -> None:
        """Keep the text of a question that the assistant has let pass.

        Raises:
            ConversationGone: it was deleted meanwhile.
        """
        sql = "UPDATE messages SET question = ? WHERE id = ?"
        self._say(sql, (question, message), message, said(question, None))

    def finish(self, message: int, answer: Answer) -> None:
        """Store the answer whole. Its own text replaces the question's: none when it was blocked.

        Raises:
            ConversationGone: it was deleted meanwhile.
        """
        kept = slim(answer)
        stored = dumps(kept)
        sql = "UPDATE messages SET status = 'complete', question = ?, answer = ? WHERE id = ?"
        self._say(sql, (kept.question, stored, message), message, said(kept.question, stored))

    def fail(self, message: int, fault: str) -> None:
        """Note that there will be no answer, and why.

        Raises:
            ConversationGone: it was deleted meanwhile.
        """
        self._change("UPDATE messages SET status = 'failed', fault = ? WHERE id = ?", (fault, message))

    def stop(self, message: int, said: str) -> None:
        """Note that the reader ended it before there was an answer: it stays interrupted, and says so."""
        self.file.write(
            "UPDATE messages SET fault = ? WHERE id = ? AND status = 'interrupted'", (said, message)
        )

    def rename(self, conversation: str, name: str, public_numbers: Sequence[str] = ()) -> None:
        """Give a conversation a name; without one it goes by its first question again.

        Raises:
            PersonalWords: the name may hold a person's details, and is not kept.
            ConversationGone: it was deleted meanwhile.
        """
        kept = words_to_keep(name, LONGEST_NAME, public_numbers)
        self._change("UPDATE conversations SET name = ? WHERE id = ?", (kept, conversation))

    def conversations(self, search: str = "", most: int | None = None) -> tuple[Conversation, ...]:
        """Conversations, the latest first; ``most`` is how many at most, None all.

        Args:
            search: words that must all stand in the name, or in one question with its answer.
        """
        where, values = seen_by(self.reader, search)
        rows = self.file.read(
            "SELECT c.id, c.touched, coalesce(nullif(c.name, ''), (SELECT question FROM messages"
            " WHERE conversation = c.id AND question IS NOT NULL ORDER BY id LIMIT 1)) FROM conversations c"
            f"{where} ORDER BY c.touched DESC, c.rowid DESC LIMIT ?",
            (*values, -1 if most is None else most),
        )
        return tuple(Conversation(*row) for row in rows)

    def count(self, search: str = "") -> int:
        """How many conversations there are, or are found."""
        where, values = seen_by(self.reader, search)
        return int(self.file.read(f"SELECT count(*) FROM conversations c{where}", values)[0][0])

    def holds(self, conversation: str) -> bool:
        """Whether a conversation is kept, and is one that is seen."""
        return is_seen(self.file, self.reader, conversation)

    def messages(self, conversation: str) -> tuple[Message, ...]:
        """The messages of a conversation in order; none when it does not exist."""
        rows = self.file.read(
            "SELECT id, asked, status, question, answer, fault FROM messages"
            " WHERE conversation = ? ORDER BY id",
            (conversation,),
        )
        return self.as_of_now(tuple(_message(row) for row in rows))

    def upto(self, message: int) -> tuple[Message, ...]:
        """The messages of a conversation up to this one, which is the last; none where there is none."""
        found = self.file.read("SELECT conversation FROM messages WHERE id = ?", (message,))
        return tuple(one for one in self.messages(found[0][0]) if one.id <= message) if found else ()

    def latest(self, most: int = 50) -> tuple[Message, ...]:
        """The messages of every conversation that have an answer, the latest first."""
        rows = self.file.read(
            "SELECT id, asked, status, question, answer, fault FROM messages"
            " WHERE status = 'complete' ORDER BY id DESC LIMIT ?",
            (most,),
        )
        return self.as_of_now(tuple(_message(row) for row in rows))

    def last(self) -> int | None:
        """The number of the latest message with an answer; None where there is none."""
        found = self.latest(1)
        return found[0].id if found else None

    def as_of_now(self, messages: tuple[Message, ...]) -> tuple[Message, ...]:
        """Messages without the quotes of reviews that are withdrawn."""
        of = self._withdrawn() if self._withdrawn else None
        if of is None:
            return messages
        return tuple(
            replace(one, answer=without_withdrawn(one.answer, of)) if one.answer else one for one in messages
        )

    def delete(self, conversation: str) -> None:
        """Remove a conversation with its messages; the freed space is overwritten."""
        self.file.write("DELETE FROM conversations WHERE id = ?", (conversation,))

    def delete_all(self) -> int:
        """Remove every conversation that is seen; how many there were."""
        where, values = seen_by(self.reader)
        return self.file.write(
            f"DELETE FROM conversations WHERE id IN (SELECT c.id FROM conversations c{where})", values
        )

    def purge(self, days: int = KEEP_DAYS) -> None:
        """Remove conversations that have lain untouched for ``days``."""
        self.file.write(_DELETE_OLD, (self._limit(days),))

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()

    def now(self) -> str:
        """The time, as rows hold it."""
        return self._clock().isoformat()

    def _limit(self, days: int) -> str:
        return (self._clock() - timedelta(days=days)).isoformat()

    def _say(self, sql: str, values: tuple[object, ...], message: int, words: str) -> None:
        """Change a message, and what a search reads of it."""
        with self.file.transaction() as connection:
            if not connection.execute(sql, values).rowcount:
                raise ConversationGone
            connection.execute(
                "INSERT OR REPLACE INTO said SELECT id, conversation, ? FROM messages WHERE id = ?",
                (words, message),
            )

    def _change(self, sql: str, values: tuple[object, ...]) -> None:
        if not self.file.write(sql, values):
            raise ConversationGone


def _message(row: tuple[Any, ...]) -> Message:
    id_, asked, status, question, stored, fault = row
    try:
        return Message(id_, asked, status, question, loads(stored) if stored else None, fault)
    except ReviewsError as error:
        return Message(id_, asked, "failed", question, None, str(error))


def open_records(
    folder: Path,
    clock: Clock = _utc_now,
    withdrawn: Callable[[], Of] | None = None,
    keep_days: int = KEEP_DAYS,
) -> Records:
    """Open the records of a data folder, or begin them. A damaged file is set aside, never deleted.

    The clock is the real one and not REVIEWS_NOW: an audit set in the future must not purge what is kept.

    Raises:
        ReviewsError: the folder cannot be written, the file is locked, or a newer version wrote it.
    """
    records = Records(SqliteFile(folder.expanduser() / FILE_NAME, STEPS), clock, withdrawn, keep_days)
    if keep_days:
        records.purge(keep_days)
    return records
