"""Every review against themes or questions: which say something, in what words, and in which no mention was found.

The nouns, and what may be counted or left out of a matrix that is made. ``assistant.across`` makes them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from assistant.nouns import Citation, Note, Verdict
from ingest.nouns import Dated

MOST_COLUMNS = 6


@dataclass(frozen=True, slots=True)
class Cell:
    """What one review says under one column; ``citations``: its passages, the best first."""

    verdict: Verdict
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A theme or question that every review is asked.

    ``heading``: in the words of whoever asked. ``question``: as it was put to the reviews, and as it can be put again.
    ``searched_for``: that question with the words searched beside its own. ``notes``: what goes with its passages.
    """

    heading: str
    question: str
    searched_for: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One review, or one file that could not be read (``review_id`` is None, ``title`` the file, the rest is empty).

    ``cells``: one for each column, in their order. ``verdict`` and ``citations`` are of all columns together: it says
    something where it does under any.
    """

    review_id: str | None
    title: str
    publisher: str
    review_type: str
    date: Dated
    standing: str
    verdict: Verdict
    citations: tuple[Citation, ...] = ()
    cells: tuple[Cell, ...] = ()

    @property
    def shown_title(self) -> str:
        """The title as it is shown: "inferred" where no record gives it."""
        return f"{self.title} (inferred)" if self.standing == "unrecorded" else self.title


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of a column say something, of how many that were read, and how many were not read."""

    says: int
    read: int
    not_read: int = 0


@dataclass(frozen=True, slots=True)
class Matrix:
    """Reviews against columns. ``question``: the headings of the columns, in one line.

    ``filters`` tells which reviews have rows; a verdict is never changed by them, except by ``kind``, outside which
    nothing is quoted. ``as_of``: when the index was written. Citations are numbered from 1 through all rows.
    ``left_aside``: how many inspection reports were not asked. ``withdrawn``: what is told of each review that had a row
    and was withdrawn since.
    """

    question: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    as_of: str | None = None
    corpus_fingerprint: str | None = None
    columns: tuple[Column, ...] = ()
    left_aside: int = 0
    withdrawn: tuple[str, ...] = ()

    def count(self, column: int | None = None) -> Count:
        """The count of a column, by its place from 0, or of all columns together; from the rows and nothing else."""
        verdicts = [row.verdict if column is None else row.cells[column].verdict for row in self.rows]
        read = sum(verdict != "not_read" for verdict in verdicts)
        return Count(verdicts.count("says"), read, len(verdicts) - read)

    @property
    def not_read(self) -> tuple[str, ...]:
        """The files that could not be read."""
        return tuple(row.title for row in self.rows if row.verdict == "not_read")

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes of all columns, each once."""
        return tuple(dict.fromkeys(note for column in self.columns for note in column.notes))


def joined(cells: Sequence[Cell]) -> Cell:
    """The verdict and citations of a row, of its cells."""
    verdicts = [cell.verdict for cell in cells]
    verdict: Verdict = "says" if "says" in verdicts else verdicts[0] if verdicts else "no_mention"
    return Cell(verdict, tuple(citation for cell in cells for citation in cell.citations))


def numbered(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with their citations numbered from 1 in the order of the rows, and of the cells within them."""
    found, last = [], 0
    for row in rows:
        cells = []
        for cell in row.cells:
            cited = tuple(replace(one, n=last + place) for place, one in enumerate(cell.citations, 1))
            last += len(cited)
            cells.append(replace(cell, citations=cited))
        found.append(replace(row, cells=tuple(cells), citations=joined(cells).citations))
    return tuple(found)


Order = Literal["says", "date", "title", "publisher"]
ROWS_A_PAGE = 25


def arranged(matrix: Matrix, order: Order = "says", title: str = "") -> Matrix:
    """The matrix with its rows in an order, and of them those alone that have some words in the title.

    Args:
        matrix: with all its rows.
        order: most says first; newest first, undated last; or by title or publisher. Files not read come last.
        title: words that a title must hold, in any letters; empty for all. They are told among the filters.
    """
    words = title.casefold().split()
    rows = [row for row in matrix.rows if all(word in row.title.casefold() for word in words)]
    keys: dict[Order, Callable[[Row], Any]] = {
        "says": lambda row: -sum(cell.verdict == "says" for cell in row.cells),
        "date": lambda row: row.date.value or "",
        "title": lambda row: row.title.casefold(),
        "publisher": lambda row: (row.publisher.casefold(), row.title.casefold()),
    }
    rows.sort(key=keys[order], reverse=order == "date")
    rows.sort(key=lambda row: row.verdict == "not_read")
    told = {"title": (f"titles with “{' '.join(title.split())}”",)} if words else {}
    return replace(matrix, filters={**matrix.filters, **told}, rows=numbered(rows))


def page_of(rows: Sequence[Row], number: int) -> tuple[Row, ...]:
    """The rows of a page, by its number from 1."""
    return tuple(rows[(number - 1) * ROWS_A_PAGE : number * ROWS_A_PAGE])


def pages(rows: Sequence[Row]) -> int:
    """How many pages the rows fill: one at least."""
    return max(1, -(-len(rows) // ROWS_A_PAGE))
