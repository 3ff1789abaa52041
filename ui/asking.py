"""``reviews search`` and ``reviews ask``: one question, or a batch of them as JSON Lines."""

import argparse
import json
import sys
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from assistant.answering import not_searched
from assistant.assistant import MAX_QUESTION, Assistant, open_assistant
from assistant.contract import (
    ASK,
    SEARCH,
    Identifier,
    ask_object,
    error_object,
    search_object,
    stopped_search,
)
from assistant.filters import FIELDS, BadFilter, parse
from assistant.nouns import Hit, Query, Turn
from assistant.uk_time import clock
from ingest.errors import ReviewsError
from ingest.settings import Settings, load_settings
from ui import terminal
from ui.exporting import save, target
from ui.warn import warn_about

FAILED, MISUSE, NOT_FOUND = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it came in, checked."""

    id: Identifier
    question: str
    history: tuple[str, ...]
    filters: Mapping[str, tuple[str, ...]]
    top_k: int | None


class BadLine(Exception):
    """A question that cannot be taken: a code for programs, a message for people, the id of its line."""

    def __init__(self, code: str, message: str, identifier: Identifier = None) -> None:
        super().__init__(message)
        self.code, self.message, self.identifier = code, message, identifier


def run(arguments: argparse.Namespace) -> int:
    """Run ``search`` or ``ask``; returns the exit code."""
    if bool(arguments.batch) == bool(arguments.question):
        told = "not both" if arguments.batch else "see: reviews ask --help"
        print(f"reviews: give a question, or --batch FILE; {told}", file=sys.stderr)
        return MISUSE
    try:
        given = _given(arguments)
    except (BadLine, BadFilter) as error:
        print(f"reviews: {error}", file=sys.stderr)
        return MISUSE
    export = target(arguments.export) if getattr(arguments, "export", None) else None
    if export and arguments.batch:
        print("reviews: --export is of one question, not of a batch", file=sys.stderr)
        return MISUSE
    assistant = open_assistant(in_mode(load_settings(), getattr(arguments, "mode", None)))
    if arguments.batch:
        return _batch(arguments, assistant, given)
    if arguments.verb == "search":
        return _search(arguments, assistant, given)
    return _ask(arguments, assistant, given, export)


def in_mode(settings: Settings, mode: str | None) -> Settings:
    """The settings with the mode that the command line asks for.

    Raises:
        ReviewsError: written mode is asked for, and no model is set.
    """
    if mode == "written" and not settings.model:
        raise ReviewsError(
            "Written answers need a model, and REVIEWS_MODEL is not set",
            "Set it with OPENAI_API_KEY or OPENAI_BASE_URL, as README's settings table says",
        )
    return settings.model_copy(update={"mode": mode}) if mode else settings


def _given(arguments: argparse.Namespace) -> Asked:
    """What the command line asks; in a batch it stands in for what a line does not say itself."""
    question = " ".join(arguments.question).strip()
    if not arguments.batch:
        _question(question, None, "no_question", "question")
    for turn in arguments.history:
        _question(turn, None, "bad_history", "earlier question")
    filters = parse({name: getattr(arguments, name) for name in FIELDS if getattr(arguments, name)})
    return Asked(None, question, tuple(arguments.history), filters, arguments.top_k)


def _ask(
    arguments: argparse.Namespace, assistant: Assistant, asked: Asked, export: Path | None = None
) -> int:
    answer = assistant.ask(asked.question, _turns(asked), asked.filters, asked.top_k)
    if answer.corpus_fingerprint:
        warn_about(assistant)
    if arguments.json:
        print(_json(ask_object(answer)))
    else:
        print(terminal.answer(answer))
        if arguments.explain:
            print(terminal.explanation(answer), file=sys.stderr)
    if export:
        save(answer, export, clock(assistant.settings))
        print(f"reviews: the answer is in {terminal.plain(str(export))}", file=sys.stderr)
    return NOT_FOUND if answer.outcome == "not_found" else 0


def _search(arguments: argparse.Namespace, assistant: Assistant, asked: Asked) -> int:
    verdict = assistant.guard(asked.question)
    if verdict.outcome != "go_on":
        stopped = stopped_search(None, None if verdict.personal_data else asked.question)
        print(_json(stopped) if arguments.json else terminal.answer(assistant.ask(asked.question)))
        return 0
    query, hits = _searched(assistant, asked)
    warn_about(assistant)
    record = search_object(None, asked.question, query, hits)
    told = not_searched(query, assistant.index.reviews)
    print(_json(record) if arguments.json else terminal.hits(query, hits, told))
    return 0 if hits else NOT_FOUND


def _searched(assistant: Assistant, asked: Asked) -> tuple[Query, tuple[Hit, ...]]:
    top_k = asked.top_k or assistant.settings.top_k
    return assistant.search(asked.question, _turns(asked), top_k, asked.filters)


def _json(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, allow_nan=False)


def _turns(asked: Asked) -> list[Turn]:
    return [Turn(question) for question in asked.history]


def _batch(arguments: argparse.Namespace, assistant: Assistant, given: Asked) -> int:
    schema = ASK if arguments.verb == "ask" else SEARCH
    code, warned = 0, False
    try:
        source = _open(arguments.batch)
    except OSError as error:
        print(
            f"reviews: {arguments.batch}: {error.strerror}. Give a file of JSON Lines, or -", file=sys.stderr
        )
        return MISUSE
    with source:
        for number, raw in _lines(source):
            record = _record(schema, assistant, given, number, raw)
            if "error" in record:
                code = FAILED
            elif not warned and (record.get("corpus_fingerprint") or record.get("query")):
                warn_about(assistant)
                warned = True
            print(_json(record), flush=True)
    return code


def _record(schema: str, assistant: Assistant, given: Asked, number: int, raw: bytes) -> dict[str, Any]:
    """The object for one line of a batch, whatever becomes of it: lines are independent."""
    identifier: Identifier = None
    try:
        asked = _with_defaults(parse_line(raw), given)
        identifier = asked.id
        return _answer_line(schema, assistant, asked)
    except BadLine as bad:
        return error_object(schema, bad.identifier, number, bad.code, bad.message)
    except ReviewsError as error:
        return error_object(schema, identifier, number, _code(error), str(error))
    except Exception as fault:  # ours: it costs this line and no other; its text may hold what was asked
        frames = "".join(traceback.format_tb(fault.__traceback__))
        name = type(fault).__name__
        print(f"reviews: line {number}: a fault of this program\n{frames}{name}", file=sys.stderr)
        return error_object(schema, identifier, number, "internal_error", f"A fault of this program: {name}")


def _with_defaults(asked: Asked, given: Asked) -> Asked:
    return replace(
        asked,
        history=asked.history or given.history,
        filters=asked.filters or given.filters,
        top_k=asked.top_k or given.top_k,
    )


def _answer_line(schema: str, assistant: Assistant, asked: Asked) -> dict[str, Any]:
    if schema == ASK:
        return ask_object(assistant.ask(asked.question, _turns(asked), asked.filters, asked.top_k), asked.id)
    verdict = assistant.guard(asked.question)
    if verdict.outcome != "go_on":
        return stopped_search(asked.id, None if verdict.personal_data else asked.question)
    query, hits = _searched(assistant, asked)
    return search_object(asked.id, asked.question, query, hits)


def _code(error: ReviewsError) -> str:
    """IndexMissing becomes index_missing."""
    name = type(error).__name__
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


def _open(name: str) -> BinaryIO:
    return sys.stdin.buffer if name == "-" else Path(name).open("rb")


def _lines(source: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Lines that are not blank, with their numbers from 1; a byte-order mark is dropped."""
    for number, raw in enumerate(source, 1):
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        if line.strip():
            yield number, line


def parse_line(raw: bytes) -> Asked:
    """A line of a batch as a question.

    Raises:
        BadLine: it is not one; carries the id where it could be read.
    """
    try:
        line = json.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise BadLine("not_json", "The line is not JSON in UTF-8. Write one object a line") from None
    if not isinstance(line, dict):
        raise BadLine("not_json", "The line is not a JSON object")
    identifier = line.get("id")
    if isinstance(identifier, bool) or not isinstance(identifier, str | int):
        raise BadLine("no_id", "The line has no id. Give it one, a text or a whole number")
    question = _question(line.get("question"), identifier, "no_question", "question")
    history = [] if line.get("history") is None else line["history"]
    if not isinstance(history, list):
        raise BadLine("bad_history", "history is not a list of earlier questions", identifier)
    earlier = tuple(_question(turn, identifier, "bad_history", "earlier question") for turn in history)
    top_k = line.get("top_k")
    if top_k is not None and (isinstance(top_k, bool) or not isinstance(top_k, int) or not 1 <= top_k <= 100):
        raise BadLine("bad_top_k", "top_k is not a whole number from 1 to 100", identifier)
    try:
        filters = parse(line.get("filters"))
    except BadFilter as error:
        raise BadLine("bad_filters", str(error), identifier) from None
    return Asked(identifier, question, earlier, filters, top_k)


def _question(value: object, identifier: Identifier, code: str, name: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadLine(code, f"The {name} is missing, empty or not a text. Give one in words", identifier)
    if len(value) > MAX_QUESTION:
        raise BadLine("too_long", f"The {name} has over {MAX_QUESTION:,} characters", identifier)
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise BadLine(
            "not_json", f"The {name} holds half a character (a lone surrogate)", identifier
        ) from None
    return value


__all__ = ["Asked", "BadLine", "in_mode", "parse_line", "run"]
