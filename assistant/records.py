"""Conversations and their messages, kept in one SQLite file; pages draw from here and from nowhere else.

An answer is stored whole and never computed again, so a citation stays as it was shown. A question's row
is written before its answer is computed, and its text only once the assistant has let it pass: a question
that was stopped for personal details leaves no text behind. Of a review that was withdrawn since, whoever
reads the answer is given that word in place of the quote; what is stored stays.
"""

import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from assistant.nouns import Answer, Hit, Turn
from assistant.sqlite_file import SqliteFile
from assistant.withdrawn import Of, without_withdrawn
from ingest.errors import ReviewsError

FILE_NAME = "records.sqlite"
KEEP_DAYS = 30
ANSWER_VERSION = 1
_SCHEMA_VERSION = 1
_SCHEMA = """
CREATE TABLE conversations (id TEXT PRIMARY KEY, started TEXT NOT NULL, touched TEXT NOT NULL) STRICT;
CREATE TABLE messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    asked TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('complete', 'interrupted', 'failed')),
    question TEXT,
    answer TEXT,
    fault TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX messages_of ON messages (conversation, id);
"""

Status = Literal["complete", "interrupted", "failed"]
Clock = Callable[[], datetime]


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
    """A conversation as a list shows it; ``title`` is its first question whose text is kept."""

    id: str
    touched: str
    title: str | None


@lru_cache(maxsize=1)
def _stored_answer() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Answer)


def slim(answer: Answer) -> Answer:
    """The answer as it is stored: without the sentences of its hits, and without text that was blocked."""
    hits = tuple(_without_sentences(hit) for hit in answer.hits)
    if answer.reason == "personal_data" or answer.question is None:
        return replace(answer, hits=hits, question=None, searched_for=None, understood=None)
    return replace(answer, hits=hits)


def _without_sentences(hit: Hit) -> Hit:
    return replace(hit, passage=replace(hit.passage, sentences=()))


def dumps(answer: Answer) -> str:
    """An answer as versioned JSON."""
    return f'{{"v":{ANSWER_VERSION},"answer":{_stored_answer().dump_json(answer).decode()}}}'


def loads(stored: str) -> Answer:
    """The answer that ``dumps`` wrote.

    Raises:
        ReviewsError: it was written by another version, or it is not an answer.
    """
    try:
        parsed = json.loads(stored)
        if parsed["v"] == ANSWER_VERSION:
            answer: Answer = _stored_answer().validate_json(json.dumps(parsed["answer"]))
            return answer
    except (ValueError, KeyError, TypeError):
        pass
    raise ReviewsError("A stored answer cannot be read by this version", "Ask the question again")


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
    """The open file. Use from any thread; one write at a time. ``warning`` is to be shown when not empty."""

    def __init__(self, file: SqliteFile, clock: Clock, withdrawn: Callable[[], Of] | None = None) -> None:
        self._file = file
        self._clock = clock
        self._withdrawn = withdrawn
        self.warning = file.warning

    def begin_message(self, conversation: str) -> int:
        """A row for a question about to be asked: interrupted until something else is known, without text.

        The conversation begins with its first message.
        """
        now = self._now()
        with self._file.transaction() as connection:
            connection.execute(
                "INSERT INTO conversations VALUES (?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET touched = excluded.touched",
                (conversation, now, now),
            )
            row = connection.execute(
                "INSERT INTO messages (conversation, asked, status) VALUES (?, ?, 'interrupted')",
                (conversation, now),
            )
        return int(row.lastrowid or 0)

    def keep_question(self, message: int, question: str) -> None:
        """Keep the text of a question that the assistant has let pass."""
        self._file.write("UPDATE messages SET question = ? WHERE id = ?", (question, message))

    def finish(self, message: int, answer: Answer) -> None:
        """Store the answer whole. Its own text replaces the question's: none when it was blocked."""
        kept = slim(answer)
        self._file.write(
            "UPDATE messages SET status = 'complete', question = ?, answer = ? WHERE id = ?",
            (kept.question, dumps(kept), message),
        )

    def fail(self, message: int, fault: str) -> None:
        """Note that there will be no answer, and why."""
        self._file.write("UPDATE messages SET status = 'failed', fault = ? WHERE id = ?", (fault, message))

    def stop(self, message: int, said: str) -> None:
        """Note that the reader ended it before there was an answer: it stays interrupted, and says so."""
        self._file.write(
            "UPDATE messages SET fault = ? WHERE id = ? AND status = 'interrupted'", (said, message)
        )

    def conversations(self) -> tuple[Conversation, ...]:
        """Every conversation, the latest first."""
        rows = self._file.read(
            "SELECT c.id, c.touched, (SELECT question FROM messages WHERE conversation = c.id"
            " AND question IS NOT NULL ORDER BY id LIMIT 1) FROM conversations c"
            " ORDER BY c.touched DESC, (SELECT max(id) FROM messages WHERE conversation = c.id) DESC"
        )
        return tuple(Conversation(*row) for row in rows)

    def messages(self, conversation: str) -> tuple[Message, ...]:
        """The messages of a conversation in order; none when it does not exist."""
        rows = self._file.read(
            "SELECT id, asked, status, question, answer, fault FROM messages"
            " WHERE conversation = ? ORDER BY id",
            (conversation,),
        )
        return self.as_of_now(tuple(_message(row) for row in rows))

    def upto(self, message: int) -> tuple[Message, ...]:
        """The messages of a conversation up to this one, which is the last; none where there is none."""
        found = self._file.read("SELECT conversation FROM messages WHERE id = ?", (message,))
        return tuple(one for one in self.messages(found[0][0]) if one.id <= message) if found else ()

    def latest(self, most: int = 50) -> tuple[Message, ...]:
        """The messages of every conversation that have an answer, the latest first."""
        rows = self._file.read(
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
        self._file.write("DELETE FROM conversations WHERE id = ?", (conversation,))

    def purge(self, days: int = KEEP_DAYS) -> None:
        """Remove conversations that have lain untouched for ``days``."""
        limit = (self._clock() - timedelta(days=days)).isoformat()
        self._file.write("DELETE FROM conversations WHERE touched < ?", (limit,))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _now(self) -> str:
        return self._clock().isoformat()


def _message(row: tuple[Any, ...]) -> Message:
    id_, asked, status, question, stored, fault = row
    try:
        return Message(id_, asked, status, question, loads(stored) if stored else None, fault)
    except ReviewsError as error:
        return Message(id_, asked, "failed", question, None, str(error))


def open_records(folder: Path, clock: Clock = _utc_now, withdrawn: Callable[[], Of] | None = None) -> Records:
    """Open the records of a data folder, or begin them. A damaged file is set aside, never deleted.

    The clock is the real one and not REVIEWS_NOW: an audit set in the future must not purge what is kept.

    Raises:
        ReviewsError: the folder cannot be written, the file is locked, or a newer version wrote it.
    """
    file = SqliteFile(folder.expanduser() / FILE_NAME, _SCHEMA, _SCHEMA_VERSION)
    records = Records(file, clock, withdrawn)
    records.purge()
    return records
