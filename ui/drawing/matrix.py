"""What stands around the table of reviews against themes: what is asked, what was counted, what absence means."""

from collections.abc import Sequence
from urllib.parse import urlencode

from assistant.in_words import note_words
from assistant.matrix import ROWS_A_PAGE, Matrix
from assistant.matrix_in_words import ABSENT, count_words, left_aside_words
from assistant.nouns import Note
from ui.drawing.frame import at_risk
from ui.drawing.markup import Markup, join, tag
from ui.words import MOST_NAMED, counted


def title(short: bool) -> Markup:
    """The page's title, with what it does; in short once something is asked."""
    return tag(
        "header",
        tag("h1", "Which review said what"),
        tag(
            "p",
            tag(
                "span",
                "Ask every review the same thing, and see which say something on it, in exact quotes, and in which no "
                "mention was found. ",
                class_="what-it-does",
            ),
            at_risk(),
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
        "No reviews are held yet, so there is nothing to ask.",
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
    names = ", ".join(column.heading for column in matrix.columns)
    told = f"{count_words(count)} on this." if one else f"{asked} asked: {names}."
    if one and (silent := count.read - count.says):
        others = f"the other {'one' if silent == 1 else silent}" if count.says else "any of them"
        told += f" No mention was found in {others}."
    return tag(
        "div",
        tag("h2", heading, class_="asked", tabindex="-1"),
        tag(
            "p",
            told if count.read else "No review fits the filters. Clear them to list every review.",
            role="status",
            class_="counted",
        ),
        class_="summary",
    )


def rows_shown(page: int, rows: int) -> Markup:
    """Which of all rows are on this page."""
    first = (page - 1) * ROWS_A_PAGE + 1
    last = min(page * ROWS_A_PAGE, rows)
    return tag("p", f"Rows {first} to {last} of {rows}", class_="rows-shown", role="status")


def foot(matrix: Matrix) -> Markup:
    """What goes with the table: what was searched for, what absence means, what was not asked, dated notes."""
    not_read = matrix.not_read
    more = f" and {len(not_read) - MOST_NAMED} more" if len(not_read) > MOST_NAMED else ""
    named = ", ".join(not_read[:MOST_NAMED]) + more
    return tag(
        "div",
        tag("p", ABSENT),
        tag("p", tag("strong", "Not asked, because it could not be read: "), named, class_="inset warning")
        if not_read
        else "",
        tag("p", f"{left_aside_words(matrix)} Choose that type under Filters to ask them.")
        if matrix.left_aside
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
    return tag("p", tag("strong", "Note. "), note_words(note), class_="inset")


def choices(questions: Sequence[tuple[str, str]]) -> Markup:
    """Ways to ask again, as links to the Ask page: what each says, and its question."""
    return tag(
        "ul",
        *(
            tag("li", tag("a", text, href=f"/?{urlencode({'q': question})}", target="_self"))
            for text, question in questions
        ),
    )
