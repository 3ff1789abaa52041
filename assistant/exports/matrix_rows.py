"""A matrix as rows of tables: a row a review and column, a row a passage, and what is true of the whole."""

from datetime import datetime

from assistant.exports.citing import CHECK, marks
from assistant.exports.of_matrix import BY_RULE, bound_of, cells_of, columns_of, count_words, counts_of
from assistant.exports.paper import moment
from assistant.exports.rows import CITED, Sheet, Value, cited, dated
from assistant.in_words import STANDING, VERDICTS, day, note_words, type_words
from assistant.matrix import Cell, Matrix, Row

_NONE: tuple[Value, ...] = (None,) * len(CITED)


def flat(matrix: Matrix, exported: datetime) -> Sheet:
    """One table of all: a row for each passage of each review under each column, one where there is none."""
    whole = (day(matrix.as_of) if matrix.as_of else None, matrix.corpus_fingerprint, moment(exported))
    rows = [
        (*_review(row), column.heading, VERDICTS[cell.verdict], *values, *whole)
        for row in matrix.rows
        for column, cell in zip(columns_of(matrix), cells_of(row), strict=True)
        for values in ([cited(one) for one in cell.citations] or [_NONE])
    ]
    blank: tuple[Value, ...] = (None,) * (len(_REVIEW) + 2 + len(CITED))
    rows.append((f"Check first. {CHECK}", *blank[1:], *whole))
    heads = ("Reviews as of", "Fingerprint of the collection", "Exported")
    named = tuple(f"Quote: {name.lower()}" if name in _REVIEW else name for name in CITED)
    return Sheet("Passages", (*_REVIEW, "Asked of every review", "Verdict", *named, *heads), tuple(rows))


def by_review(matrix: Matrix) -> Sheet:
    """A row a review, a column for each that was asked: the matrix as it is seen."""
    heads = tuple(column.heading for column in columns_of(matrix))
    rows = tuple((*_review(row), *(_cell(cell) for cell in cells_of(row))) for row in matrix.rows)
    return Sheet("Review by review", (*_REVIEW, *heads), rows)


def about(matrix: Matrix, exported: datetime) -> Sheet:
    """What is true of the whole matrix, a line each: counts, limits, notes, files not read, and what to check."""
    rows: list[tuple[Value, ...]] = [("Check first", CHECK), ("Asked of every review", matrix.question)]
    rows += [(f"Count: {column.heading}", count_words(count)) for column, count in counts_of(matrix)]
    rows += [("Searched for", column.searched_for or column.question) for column in columns_of(matrix)]
    rows += [("Only", bound_of(matrix))] if bound_of(matrix) else []
    rows += [("Note", note_words(note)) for note in matrix.notes]
    rows += [("File not searched, as it could not be read", name) for name in matrix.not_read]
    rows += [("Answered", BY_RULE)]
    rows += [("Reviews as of", day(matrix.as_of))] if matrix.as_of else []
    rows += [("Fingerprint of the collection", matrix.corpus_fingerprint), ("Exported", moment(exported))]
    return Sheet("About", ("What", "Told"), tuple(rows))


_REVIEW = ("Review", "Review id", "Publisher", "Type", "Date", "What is dated", "Date known", "Wording")


def _review(row: Row) -> tuple[Value, ...]:
    if row.review_id is None:
        return (row.title, *(None,) * (len(_REVIEW) - 1))
    return (
        *(row.shown_title, row.review_id, row.publisher, type_words(row.review_type, row.standing)),
        *dated(row.date),
        STANDING.get(row.standing, STANDING["unrecorded"]),
    )


def _cell(cell: Cell) -> str:
    return f"{VERDICTS[cell.verdict]} {marks(tuple(one.n for one in cell.citations))}".rstrip()
