"""A checked draft as a Word file with comments: somebody's own file with comments on it, or a new one of the text."""

import io
import json
import subprocess
import sys
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from assistant.drafts.commented import AUTHOR, INITIALS
from assistant.drafts.nouns import Checked, DraftReport, Form
from assistant.drafts.told import place, remark, summary
from assistant.unseen import visible
from ingest.child import environment
from ingest.errors import ReviewsError
from ingest.readers.formats import Limits
from ingest.readers.isolated import GRACE, command

_STYLES: dict[Form, str] = {"item": "List Bullet", "block_quote": "Quote"}


def draft_word(report: DraftReport, original: bytes | None, limits: Limits, note: str = "") -> bytes:
    """The Word file with a comment on every sentence that was checked, and one on the whole at its beginning.

    Args:
        report: of the draft.
        original: the Word file that the draft was read from, which is kept as it is; None makes a new one.
        limits: of the process that puts comments into the original.
        note: what else a reader of the comment on the whole should know.

    Raises:
        ReviewsError: comments could not be put into the original.
    """
    about = visible("\n".join(filter(None, (note, *summary(report)))))
    return _new(report, about) if original is None else _with_comments(report, original, about, limits)


def _remark(one: Checked) -> str:
    return visible("\n".join(remark(one))) if one.verdict is not None else ""


def _with_comments(report: DraftReport, original: bytes, about: str, limits: Limits) -> bytes:
    remarks = [(one.sentence.text, _remark(one)) for one in report.sentences]
    told = json.dumps({"remarks": remarks, "about": about}).encode() + b"\n"
    fault = ReviewsError(
        f"Comments could not be put into {report.draft.name}", "Take the Markdown or the table in its place"
    )
    try:
        ran = subprocess.run(
            command("assistant.drafts.commented", limits),
            input=told + original,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(sys.path),
            timeout=limits.seconds + GRACE,
        )
    except (OSError, subprocess.TimeoutExpired):
        raise fault from None
    if ran.returncode or not ran.stdout.startswith(b"PK"):
        raise fault
    return ran.stdout


def _new(report: DraftReport, about: str) -> bytes:
    import docx

    held = docx.Document()
    held.core_properties.author = held.core_properties.comments = ""
    held.core_properties.title = visible(report.draft.name)
    written: list[tuple[Any, str]] = []
    for _, run in groupby(report.sentences, key=lambda one: one.sentence.block):
        written += _block(held, list(run))
    first = written[0][0] if written else held.add_paragraph().add_run(visible(report.draft.name))
    for words, said in ((first, about), *written):
        if said:
            held.add_comment(words, said, AUTHOR, INITIALS)
    saved = io.BytesIO()
    held.save(saved)
    return saved.getvalue()


def _block(held: Any, sentences: Sequence[Checked]) -> list[tuple[Any, str]]:
    """Write a paragraph; returns the run of each of its sentences with what is said of it."""
    said = sentences[0].sentence
    if said.form == "heading":
        paragraph = held.add_heading(level=min(9, max(1, len(said.section))))
    else:
        paragraph = held.add_paragraph(style=_STYLES.get(said.form))
    written: list[tuple[Any, str]] = []
    for one in sentences:
        if written:
            paragraph.add_run(" | " if said.form == "cell" else " ")
        run = paragraph.add_run(visible(" ".join(one.sentence.text.split())))
        told = _remark(one)
        written.append((run, f"{place(one.sentence)}\n{told}" if told and one.sentence.page else told))
    return written
