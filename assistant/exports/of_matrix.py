"""A matrix laid out as a paper: the counts, every review against every column, then the passages of each review."""

from collections.abc import Iterator
from datetime import datetime

from assistant.compose import readable
from assistant.exports import facts
from assistant.exports.citing import BY_RULE, heading, locators, marks
from assistant.exports.of_answer import listed, named
from assistant.exports.paper import Grid, Heading, Paper, Part, Source, Text, moment
from assistant.in_words import VERDICTS, counted, date_words, day, type_words
from assistant.matrix import Cell, Column, Matrix, Row
from assistant.matrix_in_words import count_words

_TITLE = "Which review said what"


def paper_of_matrix(matrix: Matrix, exported: datetime) -> Paper:
    """The whole matrix, in the order of its rows."""
    as_of = f" Reviews as of {day(matrix.as_of)}." if matrix.as_of else ""
    return Paper(
        title=f"{_TITLE}: {matrix.question}",
        parts=tuple(_parts(matrix, exported)),
        foot=f"Check each quote in its review before you rely on it.{as_of}",
        exported=exported,
        wide=True,
    )


def columns_of(matrix: Matrix) -> tuple[Column, ...]:
    """The columns; of a matrix that has none, one for its question."""
    return matrix.columns or (Column(matrix.question, matrix.question),)


def cells_of(row: Row) -> tuple[Cell, ...]:
    """The cells of a row; of a row that has none, one for all that is said of it."""
    return row.cells or (Cell(row.verdict, row.citations),)


def counts_of(matrix: Matrix) -> Iterator[tuple[Column, str]]:
    """Each column with its count in words, such as ``3 of 5 reviews say something; 1 file could not be read``."""
    for place, column in enumerate(columns_of(matrix)):
        count = matrix.count(place if matrix.columns else None)
        files = f"; {counted(count.not_read, 'file')} could not be read" if count.not_read else ""
        yield column, f"{count_words(count)}{files}"


def _parts(matrix: Matrix, exported: datetime) -> Iterator[Part]:
    yield Heading(f"{_TITLE}: {matrix.question}", 1)
    known = facts.of_matrix(matrix)
    yield from named(facts.CHECK_FIRST, known)
    yield from named(facts.ONLY, known)
    yield from named(facts.WITHDRAWN, known)
    yield Heading("In short", 2)
    yield Grid(
        "How many reviews say something",
        ("Asked of every review", "Searched for", "Count"),
        tuple(
            (column.heading, column.searched_for or column.question, count)
            for column, count in counts_of(matrix)
        ),
    )
    for what in (facts.VERDICT, facts.NOT_ASKED, facts.NOTE):
        yield from named(what, known)
    yield Heading("Review by review", 2)
    yield Grid(
        "What each review says",
        ("Review", "Publisher, type and date", *(column.heading for column in columns_of(matrix))),
        tuple(_row(row) for row in matrix.rows),
    )
    yield from _passages(matrix)
    yield from listed(facts.UNREADABLE, facts.texts(facts.UNREADABLE, known), 2)
    yield from made_by_rule(exported, matrix.as_of, matrix.corpus_fingerprint)


def made_by_rule(exported: datetime, as_of: str | None, fingerprint: str | None) -> Iterator[Part]:
    """How a table of all reviews came about, and when it was taken away; a line each under a heading."""
    yield Heading("How this was made", 2)
    rows = (
        ("Exported", moment(exported)),
        ("Answered", BY_RULE),
        (facts.AS_OF, day(as_of or "")),
        ("Fingerprint of the collection", fingerprint or ""),
        ("From", "Ask the Reviews"),
    )
    yield from (Text(value, f"{name}: ", look="aside") for name, value in rows if value)


def _row(row: Row) -> tuple[str, ...]:
    known = (row.publisher, type_words(row.review_type, row.standing), date_words(row.date))
    return (
        row.shown_title if row.review_id else row.title,
        "; ".join(part for part in known if part) if row.review_id else "",
        *(
            f"{VERDICTS[cell.verdict]} {marks(tuple(one.n for one in cell.citations))}".rstrip()
            for cell in cells_of(row)
        ),
    )


def _passages(matrix: Matrix) -> Iterator[Part]:
    saying = [row for row in matrix.rows if row.citations]
    if saying:
        yield Heading("The passages", 2)
    for row in saying:
        yield Heading(row.shown_title, 3)
        for column, cell in zip(columns_of(matrix), cells_of(row), strict=True):
            if cell.citations and len(columns_of(matrix)) > 1:
                yield Heading(column.heading, 4)
            for one in cell.citations:
                yield Source(heading(one), "" if one.withdrawn else readable(one.quote), locators(one))
