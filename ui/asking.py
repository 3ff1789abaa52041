"""``reviews search`` and ``reviews ask``: one question, or a batch of them as JSON Lines."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

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
from assistant.nouns import Turn
from ingest.errors import ReviewsError
from ingest.settings import load_settings
from ui import terminal
from ui.warn import warn_about

MISUSE, NOT_FOUND = 2, 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it came in, checked."""

    id: Identifier
    question: str
    history: tuple[str, ...]
    filters: Mapping[str, tuple[str, ...]]
    top_k: int | None


class BadLine(Exception):
    """A line of a batch that cannot be taken: a code for programs, a message for people, the id where there is one."""

    def __init__(self, code: str, message: str, identifier: Identifier = None) -> None:
        super().__init__(message)
        self.code, self.message, self.identifier = code, message, identifier


def run(arguments: argparse.Namespace) -> int:
    """Run ``search`` or ``ask``; returns the exit code."""
    if bool(arguments.batch) == bool(arguments.question):
        print("reviews: give a question, or --batch FILE", file=sys.stderr)
        return MISUSE
    assistant = open_assistant(load_settings())
    if arguments.batch:
        return _batch(arguments, assistant)
    question = " ".join(arguments.question).strip()
    if not question or len(question) > MAX_QUESTION:
        print(f"reviews: a question has 1 to {MAX_QUESTION:,} characters", file=sys.stderr)
        return MISUSE
    try:
        filters = parse({name: getattr(arguments, name) for name in FIELDS if getattr(arguments, name)})
    except BadFilter as error:
        print(f"reviews: {error}", file=sys.stderr)
        return MISUSE
    asked = Asked(None, question, tuple(arguments.history), filters, arguments.top_k)
    return (
        _search(arguments, assistant, asked)
        if arguments.verb == "search"
        else _ask(arguments, assistant, asked)
    )


def _ask(arguments: argparse.Namespace, assistant: Assistant, asked: Asked) -> int:
    answer = assistant.ask(asked.question, _turns(asked), asked.filters, asked.top_k)
    if answer.corpus_fingerprint:
        warn_about(assistant)
    if arguments.json:
        print(json.dumps(ask_object(answer), ensure_ascii=False, allow_nan=False))
    else:
        print(terminal.answer(answer))
        if arguments.explain:
            print(terminal.explanation(answer), file=sys.stderr)
    return NOT_FOUND if answer.outcome == "not_found" else 0


def _search(arguments: argparse.Namespace, assistant: Assistant, asked: Asked) -> int:
    found = _search_record(assistant, asked)
    if isinstance(found, str):
        print(json.dumps(stopped_search(None, None)) if arguments.json else found)
        return 0
    record, text = found
    warn_about(assistant)
    print(json.dumps(record, ensure_ascii=False, allow_nan=False) if arguments.json else text)
    return 0


def _search_record(assistant: Assistant, asked: Asked) -> tuple[dict[str, Any], str] | str:
    """The search's record and text, or, where the question is stopped by a guard, what to say instead."""
    if assistant.guard(asked.question).outcome != "go_on":
        return terminal.answer(assistant.ask(asked.question))
    query, hits = assistant.search(asked.question, _turns(asked), asked.top_k or 10, asked.filters)
    return search_object(asked.id, asked.question, query, hits), terminal.hits(query, hits)


def _turns(asked: Asked) -> list[Turn]:
    return [Turn(question) for question in asked.history]


def _batch(arguments: argparse.Namespace, assistant: Assistant) -> int:
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
            identifier: Identifier = None
            try:
                asked = parse_line(raw)
                identifier = asked.id
                record = _answer_line(schema, assistant, asked)
                if not warned and record.get("corpus_fingerprint"):
                    warn_about(assistant)
                    warned = True
            except BadLine as bad:
                record, code = error_object(schema, bad.identifier, number, bad.code, bad.message), 1
            except ReviewsError as error:
                record, code = error_object(schema, identifier, number, _code(error), str(error)), 1
            print(json.dumps(record, ensure_ascii=False, allow_nan=False), flush=True)
    return code


def _answer_line(schema: str, assistant: Assistant, asked: Asked) -> dict[str, Any]:
    if schema == ASK:
        return ask_object(assistant.ask(asked.question, _turns(asked), asked.filters, asked.top_k), asked.id)
    verdict = assistant.guard(asked.question)
    if verdict.outcome != "go_on":
        return stopped_search(asked.id, None if verdict.personal_data else asked.question)
    found = _search_record(assistant, asked)
    assert not isinstance(found, str)
    return found[0]


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
        raise BadLine("not_json", "The line is not JSON in UTF-8") from None
    if not isinstance(line, dict):
        raise BadLine("not_json", "The line is not a JSON object")
    identifier = line.get("id")
    if isinstance(identifier, bool) or not isinstance(identifier, str | int):
        raise BadLine("no_id", "The line has no id, which is a text or a whole number")
    question = _question(line.get("question"), identifier, "no_question", "question")
    history = line.get("history") or []
    if not isinstance(history, list):
        raise BadLine("bad_history", "history is not a list of earlier questions", identifier)
    earlier = tuple(_question(turn, identifier, "bad_history", "an earlier question") for turn in history)
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
        raise BadLine(code, f"The line has no {name}", identifier)
    if len(value) > MAX_QUESTION:
        raise BadLine("too_long", f"The {name} has over {MAX_QUESTION:,} characters", identifier)
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise BadLine(
            "not_json", f"The {name} holds half a character (a lone surrogate)", identifier
        ) from None
    return value


__all__ = ["Asked", "BadLine", "parse_line", "run"]
