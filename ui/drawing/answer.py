"""An answer, drawn from what is stored of it."""

import re
from collections.abc import Iterable, Mapping

from assistant.compose import readable
from assistant.echo import echoed
from assistant.in_words import FLAGS, SUPPORT, fallback_words, note_words
from assistant.nouns import Answer, Citation, Note, ReviewVerdict, Statement
from ui.drawing import words
from ui.drawing.citation import Locate, beside, number, opener, quoted, source_line
from ui.drawing.markup import Markup, join, tag
from ui.drawing.review_links import link, which
from ui.drawing.urgent import contacts
from ui.words import MOST_NAMED, limits_of, title_words

_HEADINGS = {
    "answered": "What the reviews say",
    "partly": "What the reviews say, in part",
    "not_found": "No passage in these reviews answers this",
    "declined": "I cannot answer this",
}
FIRST, MORE = 10, 20  # quotes of an answer review by review that are shown at first, and by each press
_FIRST_ROWS, _MOST_ROWS = 10, 100  # of its table that are in sight, and that are there at all
# The first words of the note that counts the reviews; it stands above the quotes.
_COUNTS = re.compile(r"(?P<count>\d+ of \d+ reviews say something on this\.)(?P<rest>.*)", re.DOTALL)


def answer(given: Answer, locate: Locate, place: str = "a") -> Markup:
    """The whole of any answer but an urgent one, except for its choices, which are buttons.

    Args:
        given: the answer.
        locate: finds where a quote stands now.
        place: what the names of places in it begin with, lest two answers on a page share one.
    """
    return join(searched(given), body(given, locate, place))


def searched(given: Answer, bound: bool = True) -> Markup:
    """What stands first: what was searched for, and within which limits unless chips tell those (``bound``)."""
    return join(_searched(given), _bound(given) if bound else "")


def body(given: Answer, locate: Locate, place: str = "a") -> Markup:
    """All that follows what was searched for; ``place`` is as for ``answer``."""
    return join(said(given, locate, place), further(given, place))


def left(given: Answer, most: int) -> int:
    """How many statements of an answer review by review are left where so many are shown; 0 of any other answer."""
    return max(0, len(given.statements) - most) if given.reviews else 0


def more(given: Answer, most: int) -> Markup:
    """How much of an answer is shown, with the way to where all of it stands side by side."""
    told = f"{most} of {len(given.statements)} quotes are shown here, and all are in what you take away. "
    return tag("p", told, _every_review(given), class_="small")


def said(given: Answer, locate: Locate, place: str = "a", most: int | None = None) -> Markup:
    """What the answer says, with its quotes.

    Args:
        given: the answer.
        locate: as for ``answer``.
        place: as for ``answer``.
        most: how many statements of an answer review by review are shown; None means all.
    """
    heading = _HEADINGS.get(given.outcome)
    return join(
        tag("h3", "From the register of contacts") if given.contacts else "",
        contacts(given.contacts),
        tag("h3", heading) if heading and (given.citations or not given.contacts) else "",
        _fallback(given),
        _count(given),
        _quotes(given, locate, place, most),
    )


def further(given: Answer, place: str = "a", most: int | None = None) -> Markup:
    """What goes with what the answer says: what was not found, notes, and the table of the reviews.

    Args:
        given: the answer.
        place: as for ``answer``.
        most: as for ``said``.
    """
    return join(
        _missing(given.missing),
        _notes(note for note in given.notes if not (given.reviews and _COUNTS.match(note.text))),
        _verdicts(given, _first_places(given, place, most)),
        _not_searched(given.not_searched),
    )


def checked(statement: Statement) -> Markup:
    """A claim that has passed its checks, while the rest is still being written."""
    marks = "".join(f"[{n}]" for n in statement.citations)
    return tag("p", statement.text, " ", tag("span", marks, class_="number"))


def _searched(given: Answer) -> Markup:
    """What was searched for, unless a statement says it already."""
    words_searched = (given.searched_for or "").rstrip("?. ")
    if not words_searched or any(echoed(words_searched) in statement.text for statement in given.statements):
        return Markup()
    return tag("p", "I searched for: ", tag("q", echoed(given.searched_for or "")), class_="searched")


def _bound(given: Answer) -> Markup:
    """What the answer was bound to, by filters or by the reviews that the question names."""
    bound = limits_of(given)
    return tag("p", "Only: ", bound, class_="searched") if bound else Markup()


def _fallback(given: Answer) -> Markup:
    told = fallback_words(given)
    return tag("p", told, class_="inset") if told else Markup()


def _count(given: Answer) -> Markup:
    """How many of the reviews say it, which is the answer where it is asked which do."""
    counts = (_COUNTS.match(note.text) for note in given.notes) if given.reviews else ()
    return join(*(tag("p", tag("strong", one["count"]), one["rest"]) for one in counts if one))


def _quotes(given: Answer, locate: Locate, place: str, most: int | None) -> Markup:
    """The statements in order; a review's title stands above the first of its quotes in a row."""
    cited = {citation.n: citation for citation in given.citations}
    parts: list[Markup] = []
    above: str | None = None
    for at, statement in enumerate(_shown(given, most)):
        if statement.role == "contact" and given.contacts:
            continue  # drawn from the contacts themselves, with numbers to press
        citations = [cited[n] for n in statement.citations if n in cited]
        reviews = {citation.review_id for citation in citations}
        only = reviews.pop() if len(reviews) == 1 else None
        if only and only != above:
            parts.append(_review_heading(citations[0]))
        above = only
        parts.append(_statement(statement, citations, locate, f"{place}-{at}", named=bool(only)))
    return join(*parts)


def _shown(given: Answer, most: int | None) -> tuple[Statement, ...]:
    return given.statements[:most] if given.reviews else given.statements


def _first_places(given: Answer, place: str, most: int | None) -> dict[int, str]:
    """Where each quote that is shown is shown first, by its number."""
    return {
        n: f"{place}-{at}"
        for at, statement in reversed(tuple(enumerate(_shown(given, most))))
        for n in statement.citations
    }


def _review_heading(citation: Citation) -> Markup:
    return tag(
        "div",
        tag("h4", title_words(citation.title, citation.standing)),
        source_line(citation),
        class_="review",
    )


def _statement(
    statement: Statement, cited: list[Citation], locate: Locate, place: str, named: bool
) -> Markup:
    flag = FLAGS.get(statement.role, "")
    if not cited:
        return tag("p", tag("strong", flag, class_="flag") if flag else "", statement.text)
    if len(cited) == 1 and _same_words(statement.text, cited[0].quote):
        return tag(
            "div",
            quoted(cited[0], statement.text, flag),
            beside(cited[0], place),
            opener(cited[0], locate, place),
            class_=f"statement {statement.role}",
        )
    return tag(
        "div",
        tag(
            "p",
            tag("strong", flag, class_="flag") if flag else "",
            statement.text,
            " ",
            *(number(citation.n, place) for citation in cited),
        ),
        tag("p", SUPPORT[statement.support], class_="inset") if statement.support in SUPPORT else "",
        *(
            join("" if named else _review_heading(citation), opener(citation, locate, place, with_quote=True))
            for citation in cited
        ),
        class_=f"statement {statement.role}",
    )


def _same_words(text: str, quote: str) -> bool:
    """Whether a statement is its quote, apart from white space, bullets and Markdown marks."""
    return text == readable(quote)


def _verdicts(given: Answer, places: Mapping[int, str]) -> Markup:
    """The table of the reviews; of a long one the first rows, with others to be opened and all where they are paged."""
    rows = given.reviews
    if not rows:
        return Markup()
    others, gone = rows[_FIRST_ROWS:_MOST_ROWS], len(rows) - _MOST_ROWS
    return join(
        tag("h4", "Review by review", class_="by-review"),
        _table(rows[:_FIRST_ROWS], places),
        tag(
            "details",
            tag("summary", f"Show {len(others)} more reviews"),
            _table(others, places),
        )
        if others
        else "",
        tag("p", f"{gone} more reviews are not listed here. ", _every_review(given), class_="small")
        if gone > 0
        else "",
    )


def _every_review(given: Answer) -> Markup:
    """The way to this question put to every review, page by page; nothing where the question is not kept."""
    asked = given.understood or given.question
    return link("See every review on it in a table", which(asked, given.filters)) if asked else Markup()


def _table(rows: Iterable[ReviewVerdict], places: Mapping[int, str]) -> Markup:
    return tag(
        "table",
        tag("caption", "Review by review", class_="unseen"),
        tag("thead", tag("tr", tag("th", "Review", scope="col"), tag("th", "Found", scope="col"))),
        tag("tbody", *(_verdict(review, places) for review in rows)),
    )


def _verdict(review: ReviewVerdict, places: Mapping[int, str]) -> Markup:
    numbers = [
        number(n, places[n], back=False) if n in places else Markup(f"[{n}]") for n in review.citations
    ]
    where = join(" ", *numbers) if numbers else ""
    return tag(
        "tr",
        tag("th", review.shown_title, scope="row"),
        tag("td", words.VERDICTS[review.verdict], where, class_=review.verdict),
    )


def _missing(missing: tuple[str, ...]) -> Markup:
    if not missing:
        return Markup()
    return tag(
        "div",
        tag("p", tag("strong", "Not found in these reviews:")),
        _bullets(tuple(map(echoed, missing))),
        class_="inset",
    )


def _notes(notes: Iterable[Note]) -> Markup:
    return join(*(_note(note) for note in notes))


def _note(note: Note) -> Markup:
    return tag("p", tag("strong", "Note. "), note_words(note), class_="inset")


def _not_searched(files: tuple[str, ...]) -> Markup:
    if not files:
        return Markup()
    return tag(
        "div",
        tag("p", tag("strong", "Not searched, because these files are not or could not be read:")),
        _bullets(
            files
            if len(files) <= MOST_NAMED
            else (*files[:MOST_NAMED], f"and {len(files) - MOST_NAMED} more")
        ),
        class_="inset warning",
    )


def _bullets(texts: Iterable[str]) -> Markup:
    return tag("ul", *(tag("li", text) for text in texts))
