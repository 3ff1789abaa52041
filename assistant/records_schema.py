"""The steps by which the file of conversations and feedback came to be what it is; a file takes those it lacks.

A step that was ever released is never changed: another is added below it. Feedback lies in the same file as
the conversations, so that it goes in one transaction with its conversation unless it was sent to outlive it.
"""

import sqlite3

from assistant.sqlite_file import Step, folded
from assistant.stored_answers import loads
from ingest.errors import ReviewsError

_FIRST = """
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

# ``said`` has what a search reads of a message, folded: apart from the answers, which are long, so that
# a search reads little. Feedback whose ``conversation`` is null outlives it.
_NAMES_AND_FEEDBACK = """
ALTER TABLE conversations ADD COLUMN name TEXT NOT NULL DEFAULT '';
CREATE TABLE said (
    message INTEGER PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
    conversation TEXT NOT NULL,
    words TEXT NOT NULL
) STRICT;
CREATE INDEX conversations_by_use ON conversations (touched);
CREATE TABLE feedback (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation TEXT REFERENCES conversations (id) ON DELETE CASCADE,
    message INTEGER NOT NULL,
    asked TEXT NOT NULL,
    question TEXT,
    answer TEXT NOT NULL,
    given TEXT NOT NULL,
    reason TEXT NOT NULL,
    citation INTEGER,
    words TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    reply TEXT NOT NULL DEFAULT '',
    replied TEXT NOT NULL DEFAULT '',
    gold TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX feedback_of ON feedback (conversation);
CREATE INDEX feedback_on ON feedback (message);
CREATE INDEX feedback_in ON feedback (state, reason);
"""

# Readers are told apart by a mark in their browser; what was kept before that is everybody's.
_READERS = """
ALTER TABLE conversations ADD COLUMN reader TEXT NOT NULL DEFAULT '';
CREATE INDEX conversations_of ON conversations (reader, touched);
"""


def said(question: str | None, answer: str | None) -> str:
    """What a search reads of a message: its question and the text of its stored answer, folded."""
    try:
        text = " ".join(statement.text for statement in loads(answer).statements) if answer else ""
    except ReviewsError:  # one that cannot be read can still be found by its question
        text = ""
    return folded(f"{question or ''} {text}")


def _read_what_was_said(connection: sqlite3.Connection) -> None:
    rows = connection.execute("SELECT id, conversation, question, answer FROM messages").fetchall()
    connection.executemany(
        "INSERT INTO said VALUES (?, ?, ?)",
        [(id_, conversation, said(question, answer)) for id_, conversation, question, answer in rows],
    )


STEPS: tuple[Step, ...] = (_FIRST, _NAMES_AND_FEEDBACK, _read_what_was_said, _READERS)
