"""The forms that things are taken away in, by the ending of the file; the one door for pages and command line."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from assistant.actions import ActionsOfAll
from assistant.exports import actions_rows, matrix_rows, rows
from assistant.exports.of_actions import paper_of_actions
from assistant.exports.of_answer import paper_of_answer
from assistant.exports.of_conversation import paper_of_conversation
from assistant.exports.of_matrix import paper_of_matrix
from assistant.exports.paper import Paper
from assistant.exports.rows import Sheet
from assistant.matrix import Matrix
from assistant.records import Message
from assistant.stored_answers import slim

Taken: TypeAlias = Message | tuple[Message, ...] | Matrix | ActionsOfAll
"""What can be taken away: a message with its answer, a conversation, a matrix, recommendations beside actions taken."""

_LONGEST_NAME = 60  # characters of a question in a file's name
_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file: what people call it, and what browsers do."""

    name: str
    mime: str


FORMS: Mapping[str, Form] = {
    "docx": Form("Word", f"{_OFFICE}.wordprocessingml.document"),
    "md": Form("Markdown", "text/markdown"),
    "csv": Form("CSV", "text/csv"),
    "xlsx": Form("Excel", f"{_OFFICE}.spreadsheetml.sheet"),
}


def export(taken: Taken, ending: str, exported: datetime) -> bytes:
    """The file of that ending, one of ``FORMS``; the same things and the same time give the same bytes.

    ``exported`` is told as the time of the export; it is best given with its time zone.
    """
    if ending == "docx":
        from assistant.exports.word import write as write_word

        return write_word(_paper(taken, exported))
    if ending == "md":
        from assistant.exports.markdown import write as write_markdown

        return write_markdown(_paper(taken, exported))
    from assistant.exports.table import write_csv, write_excel

    if ending == "csv":
        return write_csv(_sheets(taken, exported)[0])
    return write_excel(_sheets(taken, exported), _paper(taken, exported).title, exported)


def file_name(named: str, ending: str, exported: datetime) -> str:
    """A safe name with the day and what it is of, such as ``ask-the-reviews_2026-11-29_what-was-found.docx``."""
    return (
        "_".join(part for part in ("ask-the-reviews", f"{exported:%Y-%m-%d}", _slug(named)) if part)
        + f".{ending}"
    )


def about(taken: Taken) -> str:
    """What a file is named by: the question, or what is asked. Of a question whose text is not kept it tells nothing."""
    if isinstance(taken, ActionsOfAll):
        return f"recommendations and actions taken {taken.only}"
    if isinstance(taken, Matrix):
        return f"which review said what {taken.question}"
    if isinstance(taken, Message):
        return (slim(taken.answer).question if taken.answer else taken.question) or "answer"
    return f"conversation {next((one for one in map(about, taken) if one != 'answer'), '')}"


def _slug(text: str) -> str:
    """Small letters, figures and hyphens alone, cut at a word."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", plain)).strip("-")
    return (
        slug
        if len(slug) <= _LONGEST_NAME
        else slug[: _LONGEST_NAME + 1].rpartition("-")[0] or slug[:_LONGEST_NAME]
    )


def _paper(taken: Taken, exported: datetime) -> Paper:
    if isinstance(taken, ActionsOfAll):
        return paper_of_actions(taken, exported)
    if isinstance(taken, Matrix):
        return paper_of_matrix(taken, exported)
    if isinstance(taken, Message) and taken.answer is not None:
        return paper_of_answer(taken.answer, exported, taken.asked or None)
    return paper_of_conversation((taken,) if isinstance(taken, Message) else taken, exported)


def _sheets(taken: Taken, exported: datetime) -> tuple[Sheet, ...]:
    """The sheets of a workbook; the first alone tells all, and is the CSV."""
    if isinstance(taken, ActionsOfAll):
        return (
            actions_rows.flat(taken, exported),
            actions_rows.by_review(taken),
            actions_rows.about(taken, exported),
        )
    if isinstance(taken, Matrix):
        return (
            matrix_rows.flat(taken, exported),
            matrix_rows.by_review(taken),
            matrix_rows.about(taken, exported),
        )
    return (rows.of_messages((taken,) if isinstance(taken, Message) else taken, exported),)
