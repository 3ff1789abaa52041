"""One question on its way: begun before it is answered, shown while worked on, stored when done."""

import logging
import traceback
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from streamlit.delta_generator import DeltaGenerator

from assistant.nouns import Answer, Composing, Finished, Searched, Wrote
from assistant.records import Message, Records, turns
from ingest.errors import ReviewsError
from ui import resources, session, session_conversations
from ui.drawing.answer import checked
from ui.drawing.markup import label
from ui.drawing.show import show

_BROKEN = "Something went wrong in this program, and the question was not answered. Try again."
_log = logging.getLogger("reviews")


class _Row:
    """The message being written. Where the records fail, it goes on in the tab alone."""

    def __init__(self, conversation: str) -> None:
        # Below 1, where the records give no number: unlike any that they give, and unlike its neighbours.
        self.message = Message(-len(session.unkept()), datetime.now(UTC).isoformat(), "interrupted")
        self._records: Records | None = None
        self.unkept = ""
        try:
            self._records = resources.records()
            self.message = replace(self.message, id=self._records.begin_message(conversation))
            session_conversations.note_own(conversation, self.message.id)
        except ReviewsError as error:
            self._give_up(error)

    def keep_question(self, question: str) -> None:
        self.message = replace(self.message, question=question)
        if self._records:
            try:
                self._records.keep_question(self.message.id, question)
            except ReviewsError as error:
                self._give_up(error)

    def finish(self, answer: Answer) -> None:
        self.message = replace(self.message, status="complete", question=answer.question, answer=answer)
        if self._records:
            try:
                self._records.finish(self.message.id, answer)
            except ReviewsError as error:
                self._give_up(error)

    def fail(self, fault: str) -> None:
        self.message = replace(self.message, status="failed", fault=fault)
        if self._records:
            try:
                self._records.fail(self.message.id, fault)
            except ReviewsError as error:
                self._give_up(error)

    def _give_up(self, error: ReviewsError) -> None:
        self._records = None
        self.unkept = str(error)


def run(question: str, messages: Sequence[Message], progress: DeltaGenerator) -> None:
    """Have a question answered, with visible progress, and store what comes of it."""
    row = _Row(session.conversation())
    with progress.status("Searching the reviews", expanded=False) as status:
        try:
            for event in resources.assistant().stream(question, turns(messages)):
                if isinstance(event, Searched):
                    row.keep_question(question)
                    status.update(label=f"Reading what was found for: {label(event.query.searched_for)}")
                elif isinstance(event, Composing):
                    status.update(label=event.doing)
                elif isinstance(event, Wrote):
                    status.update(expanded=True)
                    show(checked(event.statement))
                elif isinstance(event, Finished):
                    row.finish(event.answer)
        except ReviewsError as error:
            row.fail(str(error))
        except Exception as error:
            # The message of an unforeseen error may hold the question, so only its type and place are logged.
            frames = "".join(traceback.format_tb(error.__traceback__))
            _log.error("%s while answering a question\n%s", type(error).__name__, frames)
            row.fail(_BROKEN)
    if row.unkept:
        session.show_unkept(replace(row.message, fault=row.message.fault or row.unkept))
    session.note_answer()
