"""The table of reviews against themes: one cell each, with the passages behind what a review says."""

from collections.abc import Sequence
from urllib.parse import urlencode

from assistant.compose import readable
from assistant.in_words import date_words, type_words
from assistant.matrix import Cell, Count, Matrix, Row
from assistant.nouns import Citation, Note
from ui.drawing import words
from ui.drawing.markup import Markup, join, tag
from ui.drawing.urgent import call
from ui.words import MOST_NAMED, counted

_SIGNS = {"says": "✓", "no_mention": "–", "not_read": "?"}
_ABSENT = "“No mention found” is not proof of absence: a review may say it in words that were not found."


def title(short: bool) -> Markup:
    """The page's title, with what it does; in short once something is asked."""
    return tag(
        "header",
        tag("h1", "Which review said what"),
        tag(
            "p",
            "Ask every review the same thing, and see which say something on it, in exact quotes, and in which no "
            "mention was found. ",
            tag("strong", "If a child is at risk now, call ", call("999", "999"), "."),
            class_="lead",
        ),
        class_="matrix-title short" if short else "matrix-title",
    )


def nothing_asked(reviews: int) -> Markup:
    """What stands where the table will be."""
    every = "the one review" if reviews == 1 else f"all {reviews} reviews"
    return tag(
        "p",
        f"Nothing is asked yet. Type a theme or a question, or press a theme, and {every} will be asked. "
        "Several themes stand side by side as columns, six at most.",
        class_="inset",
    )


def no_reviews() -> Markup:
    """An index that holds no review."""
    return tag(
        "p",
        "No reviews are held yet, so there is nothing to ask. Put files into the folder of the reviews, then run: "
        "reviews ingest",
        class_="inset",
    )


def full(most: int) -> Markup:
    """That no column more fits."""
    return tag(
        "p",
        f"The table has {most} columns, which is the most that can be read side by side. Take one away first: press it "
        "again above.",
        class_="inset warning",
        role="status",
    )


def summary(matrix: Matrix) -> Markup:
    """The heading of the results, and what was counted in one sentence for a screen reader and the eye alike."""
    one = matrix.columns[0].heading if len(matrix.columns) == 1 else ""
    count = matrix.count()
    heading = f"{one[:1].upper()}{one[1:]}" if one else f"{len(matrix.columns)} themes side by side"
    asked = counted(count.read, "review")
    told = f"{count_words(count)} on this." if one else f"{asked} against {len(matrix.columns)} themes."
    if one and count.says < count.read:
        told += f" No mention was found in {'the other ' if count.says else ''}{count.read - count.says}."
    return tag(
        "div",
        tag("h2", heading),
        tag(
            "p",
            told if count.read else "No review fits the filters. Clear them to list every review.",
            role="status",
            class_="counted",
        ),
        class_="summary",
    )


def count_words(count: Count) -> str:
    """``3 of 5 reviews say something``."""
    say = "says" if count.says == 1 else "say"
    return f"{count.says} of {counted(count.read, 'review')} {say} something"


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
        _legend() if several else "",
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


def _legend() -> Markup:
    said = (
        ("says", "says something: press it to read the passages"),
        ("no_mention", "no mention found"),
        ("not_read", "file not read"),
    )
    parts = (
        tag("span", tag("span", _SIGNS[name], class_="sign", aria_hidden="true"), text) for name, text in said
    )
    return tag("p", *parts, class_="legend")


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
    return tag(
        "th",
        tag("a", row.shown_title, href=reader(row.review_id), target="_self", class_="title"),
        *(tag("span", part, class_="known") for part in (row.publisher, kind[:1].upper() + kind[1:]) if part),
        tag("span", words.standing(row.standing), class_=f"known standing {row.standing}"),
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
        tag("div", *map(passage, more), class_="more"),
    )
    return tag("td", passage(first), further if more else "", class_="says", role="cell")


def _several(row: Row, cell: Cell, heading: str, place: int) -> Markup:
    """A cell of one of several columns: a sign, and what it stands for when it is pressed."""
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
            counted(len(cell.citations), "passage"),
            tag("span", f" of {row.shown_title} on {heading}", class_="unseen"),
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


def _silent(cell: Cell, name: str = "") -> Markup:
    return tag(
        "td",
        name,
        tag("span", _SIGNS[cell.verdict], class_="sign", aria_hidden="true"),
        tag("span", words.VERDICTS[cell.verdict], class_="verdict"),
        class_=cell.verdict,
        role="cell",
    )


def passage(citation: Citation) -> Markup:
    """An exact quote with its kind, section and page, whose words it is in, and the way to its place in the review."""
    where = words.section(citation.section) + (f", page {citation.page}" if citation.page else "")
    return tag(
        "div",
        tag("blockquote", tag("p", readable(citation.quote))),
        tag(
            "p",
            tag("span", f"[{citation.n}]", class_="number"),
            tag("span", words.kind(citation)),
            tag("span", where),
            tag("span", words.standing(citation.standing), class_=f"standing {citation.standing}"),
            class_="beside",
        ),
        tag(
            "p",
            tag(
                "a",
                "Read it in the review",
                tag("span", f": quote {citation.n}", class_="unseen"),
                href=reader(citation.review_id, citation.start, citation.end),
                target="_self",
            ),
            class_="beside",
        ),
        class_="passage",
    )


def reader(review_id: str, start: int | None = None, end: int | None = None) -> str:
    """Where a review is read, at a span of its canonical text where one is given."""
    span = {} if start is None or end is None else {"start": start, "end": end}
    return f"/reviews?{urlencode({'review': review_id, **span})}"


def foot(matrix: Matrix, reviews_not_asked: int = 0) -> Markup:
    """What goes with the table: what was searched for, what absence means, files not read, dated notes."""
    not_read = matrix.not_read
    more = f" and {len(not_read) - MOST_NAMED} more" if len(not_read) > MOST_NAMED else ""
    named = ", ".join(not_read[:MOST_NAMED]) + more
    return tag(
        "div",
        tag("p", _ABSENT),
        tag("p", tag("strong", "Not asked, because it could not be read: "), named, class_="inset warning")
        if not_read
        else "",
        tag(
            "p",
            f"{counted(reviews_not_asked, 'inspection report')} held here were not asked. Choose that type under "
            "Filters to ask them.",
        )
        if reviews_not_asked
        else "",
        *(_note(note) for note in matrix.notes),
        tag(
            "details",
            tag("summary", "How each column was asked"),
            tag(
                "dl",
                *(
                    tag(
                        "div",
                        tag("dt", column.heading),
                        tag("dd", _asked(column.question, column.searched_for)),
                    )
                    for column in matrix.columns
                ),
                class_="opened",
            ),
        ),
        class_="matrix-foot",
    )


def _asked(question: str, searched: str) -> Markup:
    link = tag("a", "Ask this on the Ask page", href=f"/?{urlencode({'q': question})}", target="_self")
    return join(tag("q", searched or question), " ", link)


def _note(note: Note) -> Markup:
    details = [words.day(note.date)] if note.date else []
    details += [note.source] if note.source else []
    after = f" ({', '.join(details)})" if details else ""
    return tag("p", tag("strong", "Note. "), note.text, after, class_="inset")


def choices(questions: Sequence[tuple[str, str]]) -> Markup:
    """Ways to ask again, as links to the Ask page: what each says, and its question."""
    return tag(
        "ul",
        *(
            tag("li", tag("a", text, href=f"/?{urlencode({'q': question})}", target="_self"))
            for text, question in questions
        ),
    )
