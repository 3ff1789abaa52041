"""A matrix laid out as a paper: the counts, every review against every column, then the passages of each review."""

from collections.abc import Iterator
from datetime import datetime

from assistant.compose import readable
from assistant.exports.citing import CHECK, heading, locators, marks
from assistant.exports.of_answer import listed, notes
from assistant.exports.paper import Grid, Heading, Paper, Part, Source, Text, moment
from assistant.in_words import VERDICTS, date_words, day, limits, type_words
from assistant.matrix import Cell, Column, Count, Matrix, Row

BY_RULE = "Quotes only, found by rule. No language model was used."
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


def count_words(count: Count) -> str:
    """A count in words, such as ``3 of 5 reviews say something; 1 file could not be read``."""
    files = f"{count.not_read} file{'' if count.not_read == 1 else 's'} could not be read"
    say = "says" if count.says == 1 else "say"
    reviews = "review" if count.read == 1 else "reviews"
    return f"{count.says} of {count.read} {reviews} {say} something{'; ' + files if count.not_read else ''}"


def counts_of(matrix: Matrix) -> Iterator[tuple[Column, Count]]:
    """Each column with its count."""
    for place, column in enumerate(columns_of(matrix)):
        yield column, matrix.count(place if matrix.columns else None)


def bound_of(matrix: Matrix) -> str:
    """What the matrix was bound to, in one line."""
    return limits(matrix.filters, {row.review_id or "": row.shown_title for row in matrix.rows})


def _parts(matrix: Matrix, exported: datetime) -> Iterator[Part]:
    yield Heading(f"{_TITLE}: {matrix.question}", 1)
    yield Text(CHECK, "Check first. ")
    if only := bound_of(matrix):
        yield Text(only, "Only: ")
    yield Heading("In short", 2)
    yield Grid(
        "How many reviews say something",
        ("Asked of every review", "Searched for", "Count"),
        tuple(
            (column.heading, column.searched_for or column.question, count_words(count))
            for column, count in counts_of(matrix)
        ),
    )
    yield Text(
        "“No mention found” means that nothing was found here. It does not mean that nothing happened."
    )
    yield from notes(matrix.notes)
    yield Heading("Review by review", 2)
    yield Grid(
        "What each review says",
        ("Review", "Publisher, type and date", *(column.heading for column in columns_of(matrix))),
        tuple(_row(row) for row in matrix.rows),
    )
    yield from _passages(matrix)
    yield from listed("Not searched: files that could not be read", matrix.not_read, 2)
    yield Heading("How this was made", 2)
    yield Text(moment(exported), "Exported: ", look="aside")
    yield Text(BY_RULE, "Answered: ", look="aside")
    yield Text(day(matrix.as_of or ""), "Reviews as of: ", look="aside")
    yield Text(matrix.corpus_fingerprint or "", "Fingerprint of the collection: ", look="aside")
    yield Text("Ask the Reviews", "From: ", look="aside")


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
