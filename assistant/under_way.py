"""Questions on their way to an answer, each in a thread of its own, so that nothing a page does loses one.

A page only looks on. Whether it is drawn again in the middle, loses its connection or is closed: the answer is
made all the same and stored when done. The reader alone ends one, and what comes after that is dropped.
"""

import logging
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from assistant.nouns import Answer, Event, Finished, Passed
from assistant.records import Message, Records
from ingest.errors import ReviewsError

Filters = Mapping[str, tuple[str, ...]]
Stream = Callable[[], Iterator[Event]]

STOPPED = "You stopped this question before it was answered."
BROKEN = "Something went wrong in this program, and the question was not answered. Try again."
_log = logging.getLogger("reviews")


class Asking:
    """One question on its way. Use from any thread.

    Attributes:
        question: as it was put.
        filters: that bind it, as they were chosen.
        message: the row of it as far as it has come.
        unkept: why it is not in the records; empty where it is.
    """

    def __init__(
        self, question: str, filters: Filters, row: Message, records: Records | None, unkept: str = ""
    ) -> None:
        self.question, self.filters, self.message, self.unkept = question, filters, row, unkept
        self._begun = time.monotonic()
        self._records = records
        self._events: list[Event] = []
        self._done = False
        self._changed = threading.Condition()

    @property
    def done(self) -> bool:
        """Whether there is an answer, a fault, or an end that the reader put to it."""
        with self._changed:
            return self._done

    @property
    def seconds(self) -> float:
        """How long ago it was begun."""
        return time.monotonic() - self._begun

    def wait(self, seen: int, seconds: float) -> tuple[Event, ...]:
        """The events after the first ``seen``; waits so long for one, and gives none where none came."""
        with self._changed:
            self._changed.wait_for(lambda: self._done or len(self._events) > seen, seconds)
            return tuple(self._events[seen:])

    def stop(self) -> None:
        """End it: what was kept of it says so. Nothing where it is done."""
        with self._changed:
            if not self._done:
                self.message = replace(self.message, fault=STOPPED)
                self._keep(lambda records: records.stop(self.message.id, STOPPED))
                self._end()

    def work(self, stream: Stream) -> None:
        """Follow the assistant to the answer, and keep what comes of it."""
        try:
            for event in stream():
                if not self._take(event):
                    return  # nobody holds the stream any more: it closes, and with it what asks a model
        except ReviewsError as error:
            self._fail(str(error))
        except Exception as error:
            # The message of an unforeseen error may hold the question, so only its type and place are logged.
            frames = "".join(traceback.format_tb(error.__traceback__))
            _log.error("%s while answering a question\n%s", type(error).__name__, frames)
            self._fail(BROKEN)
        else:
            self._fail(BROKEN)  # a stream without an answer; nothing where there was one

    def _take(self, event: Event) -> bool:
        """Take in what happened; False where it was ended."""
        with self._changed:
            if self._done:
                return False
            if isinstance(event, Passed):
                self.message = replace(self.message, question=event.question)
                self._keep(lambda records: records.keep_question(self.message.id, event.question))
            elif isinstance(event, Finished):
                self._finish(event.answer)
            self._events.append(event)
            self._changed.notify_all()
            return True

    def _finish(self, answer: Answer) -> None:
        self.message = replace(self.message, status="complete", question=answer.question, answer=answer)
        self._keep(lambda records: records.finish(self.message.id, answer))
        self._end()

    def _fail(self, fault: str) -> None:
        with self._changed:
            if not self._done:
                self.message = replace(self.message, status="failed", fault=fault)
                self._keep(lambda records: records.fail(self.message.id, fault))
                self._end()

    def _end(self) -> None:
        self._done = True
        self._changed.notify_all()

    def _keep(self, write: Callable[[Records], None]) -> None:
        """Write it down; where the records fail it goes on without them."""
        if self._records is None:
            return
        try:
            write(self._records)
        except ReviewsError as error:
            self._records, self.unkept = None, str(error)


class UnderWay:
    """What is on its way, at most one question in a conversation. Use from any thread."""

    def __init__(self) -> None:
        self._held: dict[str, Asking] = {}
        self._lock = threading.Lock()
        self._unkept = 0

    def of(self, conversation: str) -> Asking | None:
        """The question on its way in a conversation, or one done that could not be kept and nobody took."""
        with self._lock:
            return self._held.get(conversation)

    def begin(
        self,
        conversation: str,
        question: str,
        filters: Filters,
        records: Callable[[], Records],
        stream: Stream,
    ) -> Asking:
        """Begin a question, or join the one that is on its way already.

        Args:
            conversation: its id.
            question: as it was put.
            filters: that bind it.
            records: gives what it is kept in; where that cannot be had, it goes on without.
            stream: begins the assistant's work and yields its events.
        """
        with self._lock:
            if conversation in self._held:
                return self._held[conversation]
            asking = self._row(conversation, question, filters, records)
            self._held[conversation] = asking
        # No daemon, as a thread would be that a page's own begins: one that the interpreter kills inside Chroma or
        # ONNX Runtime takes the process down with it.
        work = threading.Thread(
            target=self._work, args=(conversation, asking, stream), name="answer a question", daemon=False
        )
        work.start()
        return asking

    def stop(self, conversation: str) -> None:
        """End what is on its way in a conversation."""
        if asking := self.of(conversation):
            asking.stop()
            self._let_go(conversation, asking)

    def take_unkept(self, conversation: str) -> Message | None:
        """What is done and could not be kept, once, for the page to show as long as it is open."""
        with self._lock:
            asking = self._held.get(conversation)
            if asking is None or not asking.done:
                return None
            del self._held[conversation]
        return replace(asking.message, fault=asking.message.fault or asking.unkept) if asking.unkept else None

    def _row(
        self, conversation: str, question: str, filters: Filters, records: Callable[[], Records]
    ) -> Asking:
        # Below 1, where the records give no number: unlike any that they give, and unlike its neighbours.
        self._unkept -= 1
        row = Message(self._unkept, datetime.now(UTC).isoformat(), "interrupted")
        try:
            held = records()
            row = replace(row, id=held.begin_message(conversation))
        except ReviewsError as error:
            return Asking(question, filters, row, None, str(error))
        return Asking(question, filters, row, held)

    def _work(self, conversation: str, asking: Asking, stream: Stream) -> None:
        asking.work(stream)
        self._let_go(conversation, asking)

    def _let_go(self, conversation: str, asking: Asking) -> None:
        """What is in the records need not be held; what is not waits until a page takes it."""
        with self._lock:
            if not asking.unkept and self._held.get(conversation) is asking:
                del self._held[conversation]
