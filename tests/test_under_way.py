"""A question on its way goes on without anybody looking, is made once, and ends when its reader says so."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.nouns import Event, Finished, Passed
from assistant.records import Records, new_conversation, open_records, slim
from assistant.under_way import STOPPED, Asking, UnderWay
from ingest.errors import ReviewsError
from tests.ui_kit import answered


class Answering:
    """A stream that passes the question and answers when it is let go on; ``closed`` when nobody listens any more."""

    def __init__(self, passes: bool = True) -> None:
        self.passes = passes
        self.begun = 0
        self.at_work, self.goes_on, self.closed = threading.Event(), threading.Event(), threading.Event()

    def __call__(self) -> Iterator[Event]:
        self.begun += 1
        try:
            if self.passes:
                yield Passed("Who was told?")
            self.at_work.set()
            assert self.goes_on.wait(10)
            yield Finished(answered("Who was told?"))
        finally:
            self.closed.set()


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    opened = open_records(tmp_path)
    yield opened
    opened.close()


def begun(under_way: UnderWay, stream: Answering, records: Records, conversation: str) -> Asking:
    asking = under_way.begin(conversation, "Who was told?", {}, lambda: records, stream)
    assert stream.at_work.wait(10)
    return asking


def ended(asking: Asking, stream: Answering) -> None:
    """Let the answer come, and wait until nothing is done with it any more."""
    stream.goes_on.set()
    assert stream.closed.wait(10)
    for _ in range(100):
        if asking.done:
            return
        asking.wait(99, 0.05)
    raise AssertionError("it is not done")


def test_an_answer_is_kept_although_nobody_looks(records: Records) -> None:
    under_way, stream, here = UnderWay(), Answering(), new_conversation()
    asking = begun(under_way, stream, records, here)
    (row,) = records.messages(here)
    assert (row.status, row.question) == ("interrupted", "Who was told?")
    ended(asking, stream)
    (row,) = records.messages(here)
    assert asking.message.answer is not None
    assert row.status == "complete" and row.answer == slim(asking.message.answer)


def test_a_question_put_in_two_tabs_at_once_is_answered_once(records: Records) -> None:
    under_way, stream, here = UnderWay(), Answering(), new_conversation()
    first = begun(under_way, stream, records, here)
    second = under_way.begin(here, "Who was told?", {}, lambda: records, stream)
    assert second is first
    ended(first, stream)
    assert stream.begun == 1 and len(records.messages(here)) == 1


def test_what_the_reader_stopped_is_kept_as_stopped_and_its_answer_dropped(records: Records) -> None:
    under_way, stream, here = UnderWay(), Answering(), new_conversation()
    asking = begun(under_way, stream, records, here)
    under_way.stop(here)
    assert asking.done and under_way.of(here) is None
    ended(asking, stream)
    (row,) = records.messages(here)
    assert (row.status, row.question, row.answer, row.fault) == (
        "interrupted",
        "Who was told?",
        None,
        STOPPED,
    )


def test_a_question_stopped_before_it_passed_leaves_no_text(records: Records) -> None:
    under_way, stream, here = UnderWay(), Answering(passes=False), new_conversation()
    asking = begun(under_way, stream, records, here)
    under_way.stop(here)
    ended(asking, stream)
    (row,) = records.messages(here)
    assert row.question is None and row.fault == STOPPED


def test_an_answer_that_came_is_not_stopped_any_more(records: Records) -> None:
    under_way, stream, here = UnderWay(), Answering(), new_conversation()
    asking = begun(under_way, stream, records, here)
    ended(asking, stream)
    asking.stop()
    (row,) = records.messages(here)
    assert row.status == "complete" and row.fault == ""


def test_what_cannot_be_kept_is_handed_to_the_page_once() -> None:
    def broken() -> Records:
        raise ReviewsError("The disk is full", "Make room")

    under_way, stream, here = UnderWay(), Answering(), new_conversation()
    asking = under_way.begin(here, "Who was told?", {}, broken, stream)
    assert under_way.take_unkept(here) is None, "it is not done"
    ended(asking, stream)
    message = under_way.take_unkept(here)
    assert message is not None and message.id < 0
    assert message.answer is not None and message.fault == "The disk is full. Make room"
    assert under_way.take_unkept(here) is None and under_way.of(here) is None


def test_a_stream_that_ends_without_an_answer_is_a_fault(records: Records) -> None:
    under_way, here = UnderWay(), new_conversation()
    asking = under_way.begin(here, "Who was told?", {}, lambda: records, lambda: iter(()))
    asking.wait(0, 10)
    (row,) = records.messages(here)
    assert row.status == "failed" and "was not answered" in row.fault
