"""``reviews matrix``: themes and questions against every review, as text, JSON or CSV."""

import argparse
import json
import sys
import textwrap
from typing import Any

from assistant.across import Across
from assistant.assistant import MAX_QUESTION, open_assistant
from assistant.compose import readable
from assistant.contract import ask_object, citation_object
from assistant.in_words import STANDING, VERDICTS, date_words, section
from assistant.matrix import MOST_COLUMNS, Cell, Matrix, Row, arranged
from assistant.matrix_in_words import ABSENT, count_words, left_aside_words
from assistant.nouns import Answer
from assistant.uk_time import clock
from ingest.settings import load_settings
from ui import terminal
from ui.warn import warn_about

MISUSE, NOT_FOUND = 2, 3


def run(arguments: argparse.Namespace) -> int:
    """Run ``matrix``; returns the exit code: 3 where no review says anything, 2 for a command that cannot be taken.

    Raises:
        ReviewsError: there is no index to use, or a setting is at fault.
    """
    themes = tuple(dict.fromkeys(theme.strip() for theme in arguments.theme))
    if len(themes) > MOST_COLUMNS or not all(0 < len(theme) <= MAX_QUESTION for theme in themes):
        told = f"one to {MOST_COLUMNS} themes or questions, each of 1 to {MAX_QUESTION:,} characters"
        print(f"reviews: give {told}", file=sys.stderr)
        return MISUSE
    assistant = open_assistant(load_settings())
    found = Across(assistant).matrix(themes)
    if isinstance(found, Answer):
        print(_json(ask_object(found)) if arguments.json else terminal.answer(found))
        return 0
    warn_about(assistant)
    made = arranged(found)
    if arguments.csv:
        from assistant.exports.forms import export

        sys.stdout.flush()
        sys.stdout.buffer.write(export(made, "csv", clock(assistant.settings)))
    else:
        print(_json(matrix_object(made)) if arguments.json else _text(made))
    return 0 if made.count().says else NOT_FOUND


def _json(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, allow_nan=False)


def matrix_object(made: Matrix) -> dict[str, Any]:
    """The object for programs: columns with their counts, then a row for each review and each file not read."""
    counts = [made.count(place) for place in range(len(made.columns))]
    return {
        "schema": "reviews.matrix/1",
        "columns": [
            {
                "heading": column.heading,
                "question": column.question,
                "searched_for": column.searched_for,
                "says": count.says,
                "read": count.read,
                "notes": [{"text": n.text, "date": n.date, "source": n.source} for n in column.notes],
            }
            for column, count in zip(made.columns, counts, strict=True)
        ],
        "rows": [_row_object(row) for row in made.rows],
        "not_read": list(made.not_read),
        "inspection_reports_not_asked": made.left_aside,
        "corpus_fingerprint": made.corpus_fingerprint,
        "as_of": made.as_of,
    }


def _row_object(row: Row) -> dict[str, Any]:
    return {
        "review_id": row.review_id,
        "title": row.title,
        "publisher": row.publisher or None,
        "review_type": row.review_type or None,
        "date": {"value": row.date.value, "of": row.date.of, "known": row.date.known},
        "standing": row.standing or None,
        "cells": [
            {
                "verdict": cell.verdict,
                "citations": [citation_object(one).model_dump(by_alias=True) for one in cell.citations],
            }
            for cell in row.cells
        ],
    }


def _text(made: Matrix) -> str:
    lines = []
    for place, column in enumerate(made.columns):
        count = made.count(place)
        lines.append(f"{column.heading}: {count_words(count)}")
    for row in made.rows:
        about = f" ({row.publisher}; {date_words(row.date)})" if row.review_id else ""
        lines += ["", f"{row.shown_title}{about}"]
        for column, cell in zip(made.columns, row.cells, strict=True):
            lines += _cell(column.heading, cell)
    lines += ["", ABSENT, *filter(None, [left_aside_words(made)])]
    lines += [f"Note. {note.text}" for note in made.notes]
    if made.as_of:
        lines += [
            "",
            f"Corpus as of {made.as_of[:10]}. What a review said then may not be the procedure now.",
        ]
    return terminal.plain("\n".join(lines))


def _cell(heading: str, cell: Cell) -> list[str]:
    lines = [f"  {heading}: {VERDICTS[cell.verdict].lower()}"]
    for one in cell.citations:
        lines += textwrap.wrap(
            f"[{one.n}] {readable(one.quote)}", 100, initial_indent="    ", subsequent_indent="    "
        )
        page = f", page {one.page}" if one.page else ""
        standing = STANDING.get(one.standing, STANDING["unrecorded"])
        lines.append(f"    {section(one.section)}{page}; {standing}; {one.file}:{one.start}-{one.end}")
    return lines
