"""An answer, drawn from what is stored of it."""

from collections.abc import Iterable, Mapping

from assistant.compose import readable
from assistant.echo import echoed
from assistant.in_words import FLAGS, SUPPORT, fallback_words, note_words
from assistant.nouns import Answer, Citation, Note, ReviewVerdict, Statement
from ui.drawing import words
from ui.drawing.citation import Locate, beside, number, opener, quoted, source_line
from ui.drawing.markup import Markup, join, tag
from ui.drawing.urgent import contacts
from ui.words import MOST_NAMED, limits_of, title_words

_HEADINGS = {
    "answered": "What the reviews say",
    "partly": "What the reviews say, in part",
    "not_found": "No passage in these reviews answers this",
    "declined": "I cannot answer this",
}


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
    heading = _HEADINGS.get(given.outcome)
    return join(
        tag("h3", "From the register of contacts") if given.contacts else "",
        contacts(given.contacts),
        tag("h3", heading) if heading and (given.citations or not given.contacts) else "",
        _fallback(given),
        _notes(given.notes) if given.reviews else "",
        _verdicts(given.reviews, _first_places(given, place)),
        _quotes(given, locate, place),
        _missing(given.missing),
        _notes(given.notes) if not given.reviews else "",
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


def _quotes(given: Answer, locate: Locate, place: str) -> Markup:
    """The statements in order; a review's title stands above the first of its quotes in a row."""
    cited = {citation.n: citation for citation in given.citations}
    parts: list[Markup] = []
    above: str | None = None
    for at, statement in enumerate(given.statements):
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


def _first_places(given: Answer, place: str) -> dict[int, str]:
    """Where each quote is shown first, by its number."""
    return {
        n: f"{place}-{at}"
        for at, statement in reversed(tuple(enumerate(given.statements)))
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


def _verdicts(reviews: tuple[ReviewVerdict, ...], places: Mapping[int, str]) -> Markup:
    if not reviews:
        return Markup()
    return tag(
        "table",
        tag("caption", "Review by review", class_="unseen"),
        tag("thead", tag("tr", tag("th", "Review", scope="col"), tag("th", "Found", scope="col"))),
        tag("tbody", *(_verdict(review, places) for review in reviews)),
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
