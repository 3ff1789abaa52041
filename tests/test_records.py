"""What is kept of a conversation, and what is never kept."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.nouns import Answer, Turn
from assistant.records import Records, new_conversation, open_records, turns
from assistant.stored_answers import dumps, loads, slim
from ingest.errors import ReviewsError
from tests.ui_kit import ANSWERS, answered

SECRET = "Alfie Example of 14 Quay Street"


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return open_records(tmp_path)


def ask(records: Records, conversation: str, question: str, answer: Answer) -> None:
    message = records.begin_message(conversation)
    if answer.question is not None:
        records.keep_question(message, question)
    records.finish(message, answer)


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_comes_back_as_it_was_stored(name: str) -> None:
    kept = slim(ANSWERS[name])
    assert loads(dumps(kept)) == kept


def test_only_the_sentences_of_hits_are_dropped() -> None:
    answer = ANSWERS["answered"]
    kept = slim(answer)
    assert kept.hits and all(hit.passage.sentences == () for hit in kept.hits)
    assert replace(kept, hits=()) == replace(answer, hits=())


@pytest.mark.parametrize("stored", ['{"v":2,"answer":{}}', '{"v":1,"answer":{"outcome":"sure"}}', "[]", "{"])
def test_an_answer_of_another_version_is_refused(stored: str) -> None:
    with pytest.raises(ReviewsError, match="Ask the question again"):
        loads(stored)


def test_messages_come_back_in_order(records: Records) -> None:
    here = new_conversation()
    for name in ("answered", "urgent", "not_found"):
        ask(records, here, name, ANSWERS[name])
    messages = records.messages(here)
    assert [m.question for m in messages] == ["answered", "urgent", "not_found"]
    assert [m.answer for m in messages] == [slim(ANSWERS[m.question or ""]) for m in messages]
    assert {m.status for m in messages} == {"complete"}


def test_a_message_is_interrupted_until_something_else_is_known(records: Records) -> None:
    here = new_conversation()
    message = records.begin_message(here)
    assert (records.messages(here)[0].status, records.messages(here)[0].question) == ("interrupted", None)
    records.keep_question(message, "what next")
    assert (records.messages(here)[0].status, records.messages(here)[0].question) == (
        "interrupted",
        "what next",
    )
    records.fail(message, "No index. Run: reviews ingest")
    assert (records.messages(here)[0].status, records.messages(here)[0].fault) == (
        "failed",
        "No index. Run: reviews ingest",
    )


@pytest.mark.parametrize(
    "answer",
    [
        Answer(SECRET, SECRET, "declined", reason="personal_data"),
        Answer(None, None, "declined", reason="personal_data"),
        Answer(None, None, "urgent"),
    ],
)
def test_a_blocked_question_leaves_no_text_on_the_disk(tmp_path: Path, answer: Answer) -> None:
    records = open_records(tmp_path)
    here = new_conversation()
    message = records.begin_message(here)
    records.finish(message, answer)
    held = records.messages(here)[0]
    assert held.question is None
    assert held.answer is not None and held.answer.question is None and held.answer.searched_for is None
    records.close()
    assert b"Alfie" not in bytes_of(tmp_path)


def test_what_is_deleted_is_overwritten(tmp_path: Path) -> None:
    records = open_records(tmp_path)
    keep, drop = new_conversation(), new_conversation()
    ask(records, keep, "kept", answered("kept"))
    ask(records, drop, SECRET, answered(SECRET))
    assert b"Alfie" in bytes_of(tmp_path)
    records.delete(drop)
    assert [c.id for c in records.conversations()] == [keep]
    assert records.messages(drop) == ()
    records.close()
    assert b"Alfie" not in bytes_of(tmp_path)


def test_conversations_are_listed_latest_first_by_their_first_kept_question(tmp_path: Path) -> None:
    moments = iter(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=n) for n in range(20))
    records = open_records(tmp_path, clock=lambda: next(moments))
    one, two = new_conversation(), new_conversation()
    ask(records, one, "", ANSWERS["personal"])
    ask(records, two, "second", answered("second"))
    ask(records, one, "first", answered("first"))
    assert [(c.id, c.title) for c in records.conversations()] == [(one, "first"), (two, "second")]


def test_what_is_older_than_thirty_days_goes_at_opening(tmp_path: Path) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    records = open_records(tmp_path, clock=lambda: start)
    old = new_conversation()
    ask(records, old, SECRET, answered(SECRET))
    records.close()
    records = open_records(tmp_path, clock=lambda: start + timedelta(days=20))
    fresh = new_conversation()
    ask(records, fresh, "fresh", answered("fresh"))
    assert len(records.conversations()) == 2
    records.close()
    records = open_records(tmp_path, clock=lambda: start + timedelta(days=31))
    assert [c.id for c in records.conversations()] == [fresh]
    records.close()
    assert b"Alfie" not in bytes_of(tmp_path)


def test_stopped_turns_are_marked_as_blocked_in_the_history(records: Records) -> None:
    here = new_conversation()
    for name in ("answered", "personal", "urgent personal", "blame", "urgent"):
        ask(records, here, name, ANSWERS[name])
    records.begin_message(here)
    assert turns(records.messages(here)) == (
        Turn("answered"),
        Turn("", blocked=True),
        Turn("", blocked=True),
        Turn("blame", blocked=True),
        Turn("urgent"),
    )
