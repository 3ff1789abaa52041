"""A draft from its file: read within the limits of ingest, and cut into sentences with their places."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.drafts.marks import quoted_in
from assistant.drafts.misnamed import refuse_misnamed
from assistant.drafts.nouns import Draft, DraftSentence, Form, Format, Span
from ingest.blocks import Block, blocks
from ingest.errors import FileUnreadable
from ingest.front_matter import body_start
from ingest.read import read_document
from ingest.readers import Limits
from ingest.readers.isolated import IsolatedReader
from ingest.readers.text import read_text
from ingest.sentences import sentence_spans
from ingest.structure import clean_heading

FORMATS: dict[str, Format] = {
    ".md": "markdown", ".markdown": "markdown", ".txt": "text", ".text": "text", ".docx": "docx",
    ".pdf": "pdf",
}  # fmt: skip
_NEWLINE = re.compile(r"\r*\n|\r")
_QUOTE_LINE = re.compile(r"[ \t]*>")
_TABLE_LINE = re.compile(r"[ \t]*\|")
_CELL = re.compile(r"[^|\r\n]+")
_QUOTE_ENDS = ("”", "’", '"', "'", "»")
# Such as "(Child S review)."; what has a verb of its own is a sentence, and is checked.
_SOURCE = re.compile(
    r"\((?=[^()\n]*(?:\b(?:reviews?|briefings?|reports?|scrs?|lcsprs?|ibid|op\.? ?cit|p{1,2}\.|pages?|para\w*|section|child|et al)\b|\d{4}))"
    r"(?![^()\n]*\b(?:is|are|was|were|has|have|had|did|does|will|should|must|can|could)\b)[^()\n]{1,120}\)[.;,]?",
    re.IGNORECASE,
)
_LEADS = 10  # levels below: a line that only leads into a list takes the place of no heading above it
_BAR = " | "  # between the cells of a row, as the readers write it


def read_draft(path: Path, limits: Limits) -> Draft:
    """The draft in a file.

    Raises:
        FileUnreadable: missing, empty, too large, broken, misnamed, or neither Markdown, text, Word nor PDF.
    """
    form = _form(path.name)
    refuse_misnamed(path)
    try:
        with IsolatedReader(limits) as reader:
            document = read_document(path, reader)[1]
    except FileUnreadable as error:
        raise _of_a_draft(error) from None
    return cut(document.text, path.name, form, document.page_of)


def read_upload(name: str, raw: bytes, limits: Limits) -> Draft:
    """The draft in a file that came through the browser, by its name there and its bytes.

    What is parsed lies in a folder of its own, closed to other users, while the reader's process has it open.

    Raises:
        FileUnreadable: empty, too large, broken, misnamed, or neither Markdown, text, Word nor PDF.
    """
    form = _form(name)
    with TemporaryDirectory(prefix="reviews-") as folder:
        path = Path(folder) / f"draft{Path(name).suffix.lower()}"
        path.write_bytes(raw)
        try:
            return replace(read_draft(path, limits), name=name, format=form)
        except FileUnreadable as error:
            raise FileUnreadable(error.message.replace(path.name, name, 1), error.next_step) from None


def _form(name: str) -> Format:
    suffix = Path(name).suffix
    form = FORMATS.get(suffix.lower())
    if form is None:
        raise FileUnreadable(
            f"{name}: {suffix or 'this format'} is not checked", "Save it as .docx, .pdf, .md or .txt"
        )
    return form


def read_typed(raw: bytes, limits: Limits, name: str = "standard input") -> Draft:
    """The draft that came as text: on standard input, or typed into a page.

    Raises:
        FileUnreadable: empty, too long, or not text.
    """
    if len(raw) > limits.max_bytes:
        raise FileUnreadable(f"{name}: over {limits.max_bytes / 1e6:.0f} MB", "Check the paper in parts")
    try:
        return cut(read_text(raw, name, limits.max_characters).text, name, "text")
    except FileUnreadable as error:
        raise _of_a_draft(error) from None


def _of_a_draft(error: FileUnreadable) -> FileUnreadable:
    """The same fault with a next step for a file that is in no folder of reviews."""
    steps = {"folder": "Save it anew, with its text in it", "take it out": "Save it anew, or as .md or .txt"}
    step = next((told for said, told in steps.items() if said in error.next_step), error.next_step)
    return FileUnreadable(error.message, step.replace("Run: reviews ingest", "Check it again"))


def cut(
    text: str, name: str, form: Format, page_of: Callable[[int], int | None] = lambda position: None
) -> Draft:
    """Cut a canonical text into headings, sentences, block quotes and cells, each with its place.

    ``page_of`` tells the page of a position; None where there are no pages.
    """
    starts = [0, *(match.end() for match in _NEWLINE.finditer(text))]
    path: list[tuple[int, str]] = []
    found: list[DraftSentence] = []
    number = 0
    for block in blocks(text, body_start(text)):
        if block.form == "heading":
            heading = clean_heading(text[block.start : block.end])
            marked = "#" in text[block.outer : block.start]
            leads = text[block.start : block.end].rstrip("*_ ").endswith(":") and not marked
            level = block.level + (_LEADS if leads else 0)
            path = [*[step for step in path if step[0] < level], (level, heading)]
        for kind, spans in _stretches(text, block):
            opens_list = text[: spans[-1][1]].endswith(":")
            for place, (start, end) in enumerate(spans):
                line = bisect_right(starts, start)
                found.append(
                    DraftSentence(
                        text[start:end],
                        start,
                        end,
                        line if form in ("markdown", "text") else None,
                        text.count("\n\n", 0, start) + 1 if form == "docx" else None,
                        tuple(step for _, step in path),
                        kind,
                        number,
                        place == 0,
                        opens_list,
                        quoted_in(text, start, end, kind == "block_quote"),
                        page_of(start),
                    )
                )
            number += 1
    return Draft(name, form, tuple(found))


def _stretches(text: str, block: Block) -> Iterator[tuple[Form, list[Span]]]:
    """The runs of one form in a block, each as the spans of its sentences; a row of a table is a run of its own."""
    if block.form == "heading":
        yield "heading", [(block.start, block.end)]
        return
    for kind, start, end in _by_line(text, block):
        if kind == "block_quote":
            yield kind, [(start, end)]
        elif kind == "cell" or (block.form == "item" and _BAR in text[start:end]):
            yield from _row(text, start, end)
        elif spans := _sentences(text, start, end):
            yield kind, spans


def _by_line(text: str, block: Block) -> Iterator[tuple[Form, int, int]]:
    """A block's lines, neighbours of one form together: a quotation or a table may follow its lead at once."""
    first = (
        block.outer
        if _QUOTE_LINE.match(text, block.outer) or _TABLE_LINE.match(text, block.outer)
        else block.start
    )
    lines: list[Span] = []
    at = first
    for newline in _NEWLINE.finditer(text, first, block.end):
        lines.append((at, newline.start()))
        at = newline.end()
    lines.append((at, block.end))
    runs: list[tuple[Form, int, int]] = []
    for start, end in lines:
        kind: Form = (
            "block_quote" if _QUOTE_LINE.match(text, start)
            else "cell" if _TABLE_LINE.match(text, start)
            else "item" if block.form == "item"
            else "paragraph"
        )  # fmt: skip
        if runs and runs[-1][0] == kind and kind != "cell":
            runs[-1] = (kind, runs[-1][1], end)
        else:
            runs.append((kind, start, end))
    return iter(run for run in runs if any(c.isalnum() for c in text[run[1] : run[2]]))


def _row(text: str, start: int, end: int) -> Iterator[tuple[Form, list[Span]]]:
    spans = [
        span
        for cell in _CELL.finditer(text, start, end)
        for span in _sentences(text, cell.start(), cell.end())
    ]
    if spans:
        yield "cell", spans


def _sentences(text: str, start: int, end: int) -> list[Span]:
    """The sentences, those between which a quotation goes on made one."""
    quotes = [(one.start, one.end) for one in quoted_in(text, start, end)]
    return _with_sources(text, _whole(sentence_spans(text, start, end), quotes))


def _with_sources(text: str, spans: Sequence[Span]) -> list[Span]:
    """The sentences, a bare source in brackets after a quotation made part of what it is the source of."""
    found: list[Span] = []
    for start, end in spans:
        before = text[found[-1][0] : found[-1][1]].rstrip() if found else ""
        if before.endswith(_QUOTE_ENDS) and _SOURCE.fullmatch(text[start:end].strip()):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _whole(spans: Sequence[Span], quotes: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in spans:
        if found and any(
            a < start and found[-1][1] - 1 < b and found[-1][0] <= a and start < b for a, b in quotes
        ):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
