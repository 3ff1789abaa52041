"""``reviews feedback``: what readers said of answers, listed on the terminal, closed with a reply, opened again, deleted."""

import argparse
import json
from dataclasses import asdict
from typing import Any

from assistant.feedback import Feedback, FeedbackRecords
from assistant.records import FILE_NAME, open_records
from ingest.errors import ReviewsError
from ingest.settings import Settings, load_settings
from ui.terminal import plain
from ui.words import FEEDBACK, STANDING, deleted_words, title_words

_NONE = "Feedback is given under an answer on the page: reviews chat"


def run_feedback(arguments: argparse.Namespace) -> int:
    """List the feedback that is open, or all of it; or close one, open one again, or delete one."""
    if arguments.reply and arguments.close is None:
        raise ReviewsError(
            "A reply goes with what it closes", "Run: reviews feedback --close ID --reply TEXT"
        )
    settings = load_settings()
    feedback = _open(settings)
    if arguments.close is not None:
        # A reply from before it was opened again stays until another takes its place.
        feedback.close(arguments.close, arguments.reply or feedback.one(arguments.close).reply)
        return _tell([feedback.one(arguments.close)], arguments.json)
    if arguments.reopen is not None:
        feedback.reopen(arguments.reopen)
        return _tell([feedback.one(arguments.reopen)], arguments.json)
    if arguments.delete is not None:
        return _tell_deleted(feedback.delete(arguments.delete), arguments.json)
    held = feedback.held(None if arguments.all else "open")
    if not held and not arguments.json:
        print("No feedback is held." if arguments.all else "No feedback is open.")
        return 0
    return _tell(held, arguments.json)


def _open(settings: Settings) -> FeedbackRecords:
    from assistant.contacts import load_register
    from ingest.withdrawn import load

    folder = settings.data.expanduser()
    load(settings.data)  # says so where REVIEWS_DATA is no folder
    if not (folder / FILE_NAME).is_file():  # looking must not begin one
        raise ReviewsError(f"No feedback is kept in {folder}", _NONE)
    records = open_records(
        folder,
        withdrawn=lambda: load(settings.data).of_answers(settings.corpus),
        keep_days=settings.keep_days,
    )
    return FeedbackRecords(records, load_register(settings.contacts).numbers)


def _tell(held: "list[Feedback] | tuple[Feedback, ...]", as_json: bool) -> int:
    if as_json:
        record = {"schema": "reviews.feedback/1", "feedback": [_record(one) for one in held]}
        print(json.dumps(record, ensure_ascii=False))
        return 0
    for one in held:
        print(plain("\n".join(_lines(one))))
    return 0


def _tell_deleted(was: Feedback, as_json: bool) -> int:
    """What was deleted, without the words in it."""
    if as_json:
        told = {"id": was.id, "reason": was.reason, "answer": was.message.id, "gold": was.gold}
        print(
            json.dumps({"schema": "reviews.feedback/1", "feedback": [], "deleted": told}, ensure_ascii=False)
        )
        return 0
    print(plain(deleted_words(was)))
    return 0


def _record(one: Feedback) -> dict[str, Any]:
    """One as JSON: what was said, of which answer, and the quote that it is on."""
    return {
        "id": one.id,
        "given": one.given,
        "state": one.state,
        "reason": one.reason,
        "words": one.words,
        "answer": one.message.id,
        "question": one.message.question,
        "citation": asdict(one.cited) if one.cited else None,
        "outlives_conversation": one.outlives,
        "reply": one.reply,
        "replied": one.replied,
        "gold": one.gold,
    }


def _lines(one: Feedback) -> list[str]:
    where = f"quote {one.citation}" if one.citation else "the whole answer"
    lines = [
        f"{one.id:>6}  {one.given[:10]}  {one.state:<6}  {FEEDBACK[one.reason]}, on {where} of answer "
        f"{one.message.id}: {one.message.question or '(question not kept)'}"
    ]
    if one.cited:
        title = title_words(one.cited.title, one.cited.standing)
        lines.append(
            f"        {title} ({STANDING[one.cited.standing]}): “{' '.join(one.cited.quote.split())}”"
        )
    lines += [f"        Reader: {' '.join(one.words.split())}"] if one.words else []
    lines += [f"        Reply: {' '.join(one.reply.split())}"] if one.reply else []
    lines += [f"        Test question: {one.gold}"] if one.gold else []
    return lines
