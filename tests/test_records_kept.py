"""How long conversations are kept, by what they are found, and how an older file is taken forward."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.feedback import FeedbackRecords
from assistant.kept_words import PersonalWords
from assistant.nouns import Answer
from assistant.records import FILE_NAME, ConversationGone, Records, open_records
from assistant.records_schema import STEPS
from assistant.stored_answers import dumps, slim
from ingest.errors import ReviewsError
from tests.ui_kit import ANSWERS, answered

START = datetime(2026, 1, 1, tzinfo=UTC)
PERSONAL = "Alfie Example, born 3 May 2019, of 14 Quay Street, Harbour HX1 2AB"
# The first file that was ever released, to the letter: what it holds must come along for good.
FIRST_FILE = """
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
PRAGMA user_version = 1;
"""


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return open_records(tmp_path)


def ask(records: Records, conversation: str, answer: Answer) -> int:
    message = records.begin_message(conversation)
    records.finish(message, answer)
    return message


def lay_out_first_file(folder: Path, rows: int = 1) -> None:
    """A file as the first version left it."""
    now = datetime.now(UTC).isoformat()
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        connection.executescript(FIRST_FILE)
        for n in range(rows):
            connection.execute("INSERT INTO conversations VALUES (?, ?, ?)", (f"c{n}", now, now))
            connection.executemany(
                "INSERT INTO messages (conversation, asked, status, question, answer) VALUES (?, ?, ?, ?, ?)",
                [
                    (f"c{n}", now, "complete", "Bruises?", dumps(slim(answered("Bruises?")))),
                    (f"c{n}", now, "complete", "Broken", '{"v":99}'),
                    (f"c{n}", now, "interrupted", None, None),
                ],
            )
        connection.commit()


def test_a_file_of_the_first_version_is_taken_forward_with_every_row(tmp_path: Path) -> None:
    lay_out_first_file(tmp_path)
    records = open_records(tmp_path)
    assert records.warning == ""
    assert [(c.id, c.title) for c in records.conversations()] == [("c0", "Bruises?")]
    first, broken, interrupted = records.messages("c0")
    assert first.answer == slim(answered("Bruises?")) and first.status == "complete"
    assert (broken.status, broken.question, interrupted.status) == ("failed", "Broken", "interrupted")
    assert records.count("ward wrote") == records.count("broken") == 1
    assert FeedbackRecords(records).give(first.id, "unsafe", None, "", False) == 1
    records.rename("c0", "Bruising")
    records.close()
    again = open_records(tmp_path)
    assert again.conversations()[0].title == "Bruising" and len(again.messages("c0")) == 3


def test_a_file_that_cannot_be_taken_forward_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out_first_file(tmp_path)

    def fails(connection: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("assistant.records.STEPS", (*STEPS, fails))
    with pytest.raises(ReviewsError, match="disk has room"):
        open_records(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute(
            "SELECT count(*) FROM sqlite_master WHERE name = 'feedback'"
        ).fetchone() == (0,)
    monkeypatch.undo()
    assert len(open_records(tmp_path).messages("c0")) == 3


@pytest.mark.parametrize(("days", "left"), [(0, 2), (7, 1), (400, 2)])
def test_conversations_are_kept_for_the_days_that_are_set(tmp_path: Path, days: int, left: int) -> None:
    records = open_records(tmp_path, clock=lambda: START, keep_days=days)
    ask(records, "old", answered("old"))
    records.close()
    records = open_records(tmp_path, clock=lambda: START + timedelta(days=6), keep_days=days)
    ask(records, "fresh", answered("fresh"))
    records.close()
    records = open_records(tmp_path, clock=lambda: START + timedelta(days=8), keep_days=days)
    assert len(records.conversations()) == left


def test_conversations_go_on_time_though_the_server_is_never_stopped(tmp_path: Path) -> None:
    moment = [START]
    records = open_records(tmp_path, clock=lambda: moment[0], keep_days=7)
    ask(records, "old", answered("old"))
    moment[0] += timedelta(days=8)
    ask(records, "fresh", answered("fresh"))
    assert [c.id for c in records.conversations()] == ["fresh"]


def test_a_name_takes_the_place_of_the_first_question(records: Records) -> None:
    ask(records, "here", answered("first"))
    records.rename("here", "  Supervision on bruising ")
    assert records.conversations()[0].title == "Supervision on bruising"
    records.rename("here", " ")
    assert records.conversations()[0].title == "first"


def test_a_name_that_points_to_a_person_is_not_kept(tmp_path: Path) -> None:
    records = open_records(tmp_path)
    ask(records, "here", answered("first"))
    with pytest.raises(PersonalWords) as told:
        records.rename("here", PERSONAL)
    assert "Alfie" not in str(told.value)
    with pytest.raises(ReviewsError, match="longer than 80"):
        records.rename("here", "n" * 81)
    with pytest.raises(ConversationGone):
        records.rename("gone", "A name")
    assert records.conversations()[0].title == "first"
    records.close()
    assert b"Alfie" not in (tmp_path / FILE_NAME).read_bytes()


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", ["named", "asked", "stopped"]),
        ("   ", ["named", "asked", "stopped"]),
        ("EARLY help", ["named"]),
        ("ward $5", ["named", "asked"]),
        ("CAFÉ", ["asked"]),
        ("café help", []),
        ("%", ["asked"]),
        ("_", []),
        ("~", []),
        ("'; DROP TABLE messages; --", []),
    ],
)
def test_conversations_are_found_by_all_words_in_name_question_or_answer(
    tmp_path: Path, search: str, found: list[str]
) -> None:
    moments = iter(START + timedelta(minutes=n) for n in range(20))
    records = open_records(tmp_path, clock=lambda: next(moments), keep_days=0)
    ask(records, "stopped", ANSWERS["personal"])
    ask(records, "asked", answered("100% of café visits?"))
    ask(records, "named", answered("second"))
    records.rename("named", "Early  help")
    assert [c.id for c in records.conversations(search)] == found
    assert records.count(search) == len(found)
    assert [c.id for c in records.conversations(search, most=1)] == found[:1]


def test_a_question_that_was_stopped_half_way_is_found_too(records: Records) -> None:
    records.keep_question(records.begin_message("here"), "What of Bruising?")
    assert records.count("bruising") == 1


def test_all_are_deleted_at_once_and_overwritten(tmp_path: Path) -> None:
    records = open_records(tmp_path)
    for name in ("one", "two", "three"):
        ask(records, name, answered(f"Canary {name}"))
        records.rename(name, f"Called canary {name}")
    assert records.delete_all() == 3
    assert records.delete_all() == 0
    assert records.conversations() == () and records.messages("one") == ()
    records.close()
    held = (tmp_path / FILE_NAME).read_bytes()
    assert b"anary" not in held


def test_an_answer_to_a_conversation_deleted_meanwhile_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    records, other = open_records(tmp_path), open_records(tmp_path)
    message = records.begin_message("here")
    other.delete("here")
    with pytest.raises(ConversationGone, match="in another tab"):
        records.keep_question(message, "Canary?")
    with pytest.raises(ConversationGone):
        records.finish(message, answered("Canary?"))
    with pytest.raises(ConversationGone):
        records.fail(message, "No index")
    assert records.conversations() == ()
    assert b"anary" not in (tmp_path / FILE_NAME).read_bytes()
