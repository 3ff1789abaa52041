"""The table of reviews against themes: a cell for each, and behind it the passages by which a review says something."""

from collections.abc import Sequence

from assistant.compose import readable
from assistant.in_words import date_words, type_words
from assistant.matrix import Cell, Matrix, Row
from assistant.nouns import Citation
from ui.drawing import words
from ui.drawing.markup import Markup, new_tab, tag
from ui.drawing.review_links import reader
from ui.words import STANDING, counted

_FIRST_WORDS = 12  # of a passage, in a cell of several columns
_WHOSE = {"digest": "our summary", "original": "publisher's words", "unrecorded": "no record"}
_SIGNS = {"says": "✓", "no_mention": "–", "not_read": "?"}


def table(matrix: Matrix, rows: Sequence[Row]) -> Markup:
    """The rows of one page under the columns: quotes at once under one column, to be opened under several."""
    several = len(matrix.columns) > 1
    head = tag(
        "thead",
        tag(
            "tr",
            tag("th", "Review", scope="col", role="columnheader"),
            *(
                tag("th", column.heading if several else "What it says", scope="col", role="columnheader")
                for column in matrix.columns
            ),
            role="row",
        ),
        _counts(matrix) if several else "",
        role="rowgroup",
    )
    body = (
        tag(
            "tr",
            _review(row),
            *(
                _several(row, cell, matrix.columns[place].heading, place)
                if several
                else _one(row, cell, matrix.columns[place].heading)
                for place, cell in enumerate(row.cells)
            ),
            role="row",
        )
        for row in rows
    )
    shape = "one" if not several else "few" if len(matrix.columns) < 4 else "many"
    return tag(
        "div",
        tag("p", _whose(rows), *(_legend(rows) if several else ()), class_="legend"),
        tag(
            "table",
            tag("caption", f"Which review said what: {matrix.question}", class_="unseen"),
            head,
            tag("tbody", *body, role="rowgroup"),
            role="table",
            class_=f"matrix {shape}",
        ),
        class_="matrix-table",
    )


def _whose(rows: Sequence[Row]) -> Markup:
    """Whose words the quotes of these rows are, once for them all; each row has but the mark."""
    held = dict.fromkeys(row.standing for row in rows if row.review_id is not None)
    if not held:
        return Markup()
    if len(held) == 1:
        said = f"All quotes here: {STANDING[next(iter(held))]}."
    else:
        said = "; ".join(f"“{_WHOSE[one]}”: {STANDING[one]}" for one in _WHOSE if one in held)
        said = f"Whose words a quote is: {said}."
    return tag("span", said, class_="whose")


def _legend(rows: Sequence[Row]) -> tuple[Markup, ...]:
    said = (
        ("says", "says something: press its words for the whole"),
        ("no_mention", "no mention found"),
        ("not_read", "file not read"),
    )
    return tuple(
        tag("span", tag("span", _SIGNS[name], class_="sign", aria_hidden="true"), text, class_="means")
        for name, text in said
        if any(cell.verdict == name for row in rows for cell in row.cells)
    )


def _counts(matrix: Matrix) -> Markup:
    cells = []
    for place, column in enumerate(matrix.columns):
        count = matrix.count(place)
        cells.append(
            tag(
                "td",
                tag("span", f"{column.heading}: ", class_="column"),
                tag("strong", str(count.says)),
                f" of {count.read}",
                tag("span", " reviews say something", class_="unseen"),
                role="cell",
            )
        )
    return tag(
        "tr",
        tag("th", "Reviews that say something", scope="row", role="rowheader"),
        *cells,
        class_="counts",
        role="row",
    )


def _review(row: Row) -> Markup:
    if row.review_id is None:
        return tag(
            "th",
            tag("span", row.title, class_="title"),
            tag("span", "A file that could not be read. The About page lists such files.", class_="known"),
            scope="row",
            role="rowheader",
        )
    kind = f"{type_words(row.review_type, row.standing)}, {date_words(row.date)}"
    known = (row.publisher, kind, _WHOSE[row.standing])
    return tag(
        "th",
        new_tab(row.shown_title, reader(row.review_id), class_="title"),
        tag("span", *(tag("span", part) for part in known if part), class_="known"),
        scope="row",
        role="rowheader",
    )


def _one(row: Row, cell: Cell, heading: str) -> Markup:
    """A cell of the only column: the best passage to be read at once, the others to be opened."""
    if not cell.citations:
        return _silent(cell)
    first, *more = cell.citations
    further = tag(
        "details",
        tag(
            "summary",
            f"Show {counted(len(more), 'more passage')}",
            tag("span", f" of {row.shown_title}", class_="unseen"),
        ),
        tag("div", *(passage(one, whose=False) for one in more), class_="more"),
    )
    return tag("td", passage(first, whose=False), further if more else "", class_="says", role="cell")


def _several(row: Row, cell: Cell, heading: str, place: int) -> Markup:
    """A cell of one of several columns: the first words of its best passage, and the whole when it is pressed."""
    name = tag("span", f"{heading}: ", class_="column")
    if not cell.citations:
        return _silent(cell, name)
    opened = f"passages-{cell.citations[0].n}"
    return tag(
        "td",
        name,
        tag(
            "button",
            tag("span", _SIGNS["says"], class_="sign", aria_hidden="true"),
            tag("span", "Says something: ", class_="unseen"),
            tag("span", _first_words(readable(cell.citations[0].quote)), class_="begins"),
            tag(
                "span",
                tag("span", " ", class_="unseen"),
                counted(len(cell.citations), "passage"),
                tag("span", f" of {row.shown_title} on {heading}", class_="unseen"),
                class_="how-many",
            ),
            type="button",
            popovertarget=opened,
        ),
        tag(
            "div",
            tag("p", heading, class_="theme"),
            tag("h3", row.shown_title),
            *(passage(citation) for citation in cell.citations),
            tag("button", "Close", type="button", popovertarget=opened, popovertargetaction="hide"),
            id=opened,
            popover="auto",
            class_="passages",
            role="dialog",
            aria_label=f"What {row.shown_title} says on {heading}",
        ),
        class_="says",
        role="cell",
    )


def _first_words(text: str) -> str:
    """How a passage begins; whole where it is hardly longer."""
    held = text.split()
    return text if len(held) <= _FIRST_WORDS + 2 else " ".join(held[:_FIRST_WORDS]).rstrip(".,:;") + "…"


def _silent(cell: Cell, name: str = "") -> Markup:
    return tag(
        "td",
        name,
        tag("span", _SIGNS[cell.verdict], class_="sign", aria_hidden="true"),
        tag("span", words.VERDICTS[cell.verdict], class_="verdict"),
        class_=cell.verdict,
        role="cell",
    )


def passage(citation: Citation, whose: bool = True) -> Markup:
    """An exact quote with its kind, section and page, whose words it is in, and the way to its place in the review.

    Args:
        citation: the quote.
        whose: whether to say whose words it is in, which may stand above them all.
    """
    where = words.section(citation.section) + (f", page {citation.page}" if citation.page else "")
    return tag(
        "div",
        tag("blockquote", tag("p", readable(citation.quote))),
        tag(
            "p",
            tag("span", f"[{citation.n}]", class_="number"),
            tag("span", words.kind(citation)),
            tag("span", where),
            tag("span", words.standing(citation.standing), class_=f"standing {citation.standing}")
            if whose
            else "",
            class_="beside",
        ),
        tag(
            "p",
            new_tab(
                "Read it in the review",
                reader(citation.review_id, (citation.start, citation.end)),
                unseen=f": quote {citation.n}",
            ),
            class_="beside way",
        ),
        class_="passage",
    )
