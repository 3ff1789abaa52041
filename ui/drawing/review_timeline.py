"""The reviews by year: a table with bars, and under it each year's reviews with how their dates are known."""

from collections.abc import Iterator, Sequence

from assistant.timeline import Entry, Year
from ui.drawing import review_links as links
from ui.drawing import words
from ui.drawing.markup import Markup, tag
from ui.words import title_words, type_words

_KNOWN = {"stated": "stated", "inferred": "inferred", "not_stated": "not stated"}
_NO_YEAR = "Date not stated"


def years(held: Sequence[Year], of: str) -> Markup:
    """How many reviews each year has, as a table whose bars repeat the numbers.

    Args:
        held: the years.
        of: what the dates are of, in words, for the caption.
    """
    # A scale of five at least, lest a single review fill the line.
    most = max(5, *(len(year.entries) for year in held))
    head = tag("tr", tag("th", "Year", scope="col"), tag("th", "Reviews", scope="col"))
    return tag(
        "table",
        tag("caption", f"Reviews by year, by the {of}"),
        tag("thead", head),
        tag("tbody", *_with_gaps(held, most)),
        class_="years",
    )


def _with_gaps(held: Sequence[Year], most: int) -> Iterator[Markup]:
    """A row for each year, and one for the years between two that have no review: steps of time are not equal."""
    later: int | None = None
    for year in held:
        if year.year and later and later - year.year > 1:
            first, last = year.year + 1, later - 1
            name = str(first) if first == last else f"{first} to {last}"
            yield tag("tr", tag("th", name, scope="row"), tag("td", "none"), class_="no-review")
        yield _bar(year, most)
        later = year.year


def _bar(year: Year, most: int) -> Markup:
    count = len(year.entries)
    name = str(year.year) if year.year else _NO_YEAR
    return tag(
        "tr",
        tag("th", tag("a", name, href=f"#{_anchor(year)}"), scope="row"),
        tag(
            "td",
            tag("span", class_="bar", style=f"width: {round(70 * count / most)}%", aria_hidden="true"),
            tag("span", str(count), class_="count"),
        ),
        class_=None if year.year else "undated",
    )


def reviews(held: Sequence[Year], back: str) -> Markup:
    """The reviews by year in one table, each with its date and how that is known."""
    columns = ("Year", "Review", "Date", "How it is known")
    return tag(
        "table",
        tag("caption", "The reviews of each year"),
        tag("thead", tag("tr", *(tag("th", column, scope="col") for column in columns))),
        *(_year(year, back) for year in held),
        class_="by-year",
    )


def _year(year: Year, back: str) -> Markup:
    name = str(year.year) if year.year else _NO_YEAR
    rows = str(len(year.entries))
    head = tag("th", name, id=_anchor(year), scope="rowgroup", rowspan=rows, class_="year")
    return tag("tbody", *(_entry(one, back, "" if n else head) for n, one in enumerate(year.entries)))


def _entry(entry: Entry, back: str, head: str) -> Markup:
    review, dated = entry.review, entry.dated
    known = _KNOWN[dated.known if dated.value else "not_stated"]
    return tag(
        "tr",
        head,
        tag(
            "td",
            links.link(title_words(review.title, review.standing), links.reader(review.id, back=back)),
            tag(
                "span",
                f"{review.publisher}; {type_words(review.review_type, review.standing)}",
                class_="under",
            ),
        ),
        tag("td", words.dated(dated).removesuffix(" (inferred)")),
        tag("td", tag("strong", known) if known == "inferred" else known, _note(dated.note)),
    )


def _note(note: str) -> Markup:
    return tag("span", note, class_="under") if note else Markup()


def _anchor(year: Year) -> str:
    return f"year-{year.year or 'none'}"
