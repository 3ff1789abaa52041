"""A matrix as rows of tables: a row a review and column, a row a passage, and what is true of the whole."""

from datetime import datetime

from assistant.exports import facts
from assistant.exports.citing import marks
from assistant.exports.of_matrix import cells_of, columns_of, counts_of
from assistant.exports.rows import (
    CITED,
    NOT_CITED,
    OF_ALL,
    REVIEW,
    Sheet,
    Value,
    about_all,
    cited,
    of_all,
    review_values,
    told_alone,
)
from assistant.in_words import VERDICTS
from assistant.matrix import Cell, Column, Matrix, Row

_ASKED = ("Asked of every review", "Searched for", "Limited to", "Verdict")


def flat(matrix: Matrix, exported: datetime) -> Sheet:
    """One table of all: a row for each passage of each review under each column, one where there is none.

    What is to be known of the whole has rows of its own below, which the first two columns tell apart.
    """
    known = facts.of_matrix(matrix)
    only = "; ".join(facts.texts(facts.ONLY, known)) or None
    whole = of_all(matrix.as_of, matrix.corpus_fingerprint, exported)
    rows = [
        ("verdict", None, *_review(row), *_asked(column, only), VERDICTS[cell.verdict], *values, *whole)
        for row in matrix.rows
        for column, cell in zip(columns_of(matrix), cells_of(row), strict=True)
        for values in ([cited(one) for one in cell.citations] or [NOT_CITED])
    ]
    rows += told_alone(known, len(REVIEW) + len(_ASKED) + len(CITED), whole)
    named = tuple(f"Quote: {name.lower()}" if name in REVIEW else name for name in CITED)
    return Sheet("Passages", ("Row", "Told", *REVIEW, *_ASKED, *named, *OF_ALL), tuple(rows))


def by_review(matrix: Matrix) -> Sheet:
    """A row a review, a column for each that was asked: the matrix as it is seen."""
    heads = tuple(column.heading for column in columns_of(matrix))
    rows = tuple((*_review(row), *(_cell(cell) for cell in cells_of(row))) for row in matrix.rows)
    return Sheet("Review by review", (*REVIEW, *heads), rows)


def about(matrix: Matrix, exported: datetime) -> Sheet:
    """What is true of the whole matrix, a line each: counts, limits, notes, files not read, and what to check."""
    columns = columns_of(matrix)
    return about_all(
        [
            ("Asked of every review", matrix.question),
            *((f"Count: {column.heading}", count) for column, count in counts_of(matrix)),
            *(("Searched for", column.searched_for or column.question) for column in columns),
        ],
        facts.of_matrix(matrix),
        matrix.corpus_fingerprint,
        exported,
    )


def _asked(column: Column, only: str | None) -> tuple[Value, ...]:
    return column.heading, column.searched_for or column.question, only


def _review(row: Row) -> tuple[Value, ...]:
    if row.review_id is None:
        return (row.title, *(None,) * (len(REVIEW) - 1))
    return review_values(
        row.review_id, row.shown_title, row.publisher, row.review_type, row.date, row.standing
    )


def _cell(cell: Cell) -> str:
    return f"{VERDICTS[cell.verdict]} {marks(tuple(one.n for one in cell.citations))}".rstrip()
