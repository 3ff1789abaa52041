"""Reviews as cards, in the shape leads know from a library's record."""

from collections.abc import Sequence

from assistant.cards import Card, Extract, Points
from assistant.compose import readable
from ingest.nouns import Review
from ui.drawing import review_links as links
from ui.drawing import words
from ui.drawing.markup import Markup, join, tag
from ui.words import NOT_RECORDED, counted, kind_words, title_words, type_words

NOT_TOLD = "not told"
_MOST_KEYWORDS = 12
_KINDS_IN_PLACE = ("learning", "recommendation", "context")  # those that the name of the row says already


def heading(count: int, built: str) -> Markup:
    """The head of the page, with how many reviews are held and since when."""
    held = "1 review is held" if count == 1 else f"{count} reviews are held"
    return tag(
        "header",
        tag("h1", "Reviews", id="top"),
        tag(
            "p",
            f"{held}, as indexed on {built}. A card gives the record of a review and quotes its text. "
            "Open it to read the whole.",
            class_="lead",
        ),
    )


def card(shown: Card, back: str = "", found: Extract | None = None, how: str = "") -> Markup:
    """One review.

    Args:
        shown: what is on the card.
        back: the query of the list, for the way back from the reader.
        found: the sentence that a search found in the review.
        how: how the search found the review, in words.
    """
    review = shown.review
    return tag(
        "article",
        tag("h2", links.link(title_words(review.title, review.standing), links.reader(review.id, back=back))),
        source_line(review),
        _found(review, found, how, back),
        _rows(shown, back),
        _foot(shown, back),
        class_="card",
    )


def source_line(review: Review) -> Markup:
    """Publisher, type, and every date that is known, with how it is known."""
    dates = [words.dated(dated) for dated in review.dates if dated.value] or ["date not stated"]
    of_type = type_words(review.review_type, review.standing)
    of_type = "type not recorded" if of_type == NOT_RECORDED else of_type
    parts = (review.publisher, of_type, *dates)
    return tag("p", *(tag("span", part) for part in parts if part), class_="source-line")


def _rows(shown: Card, back: str) -> Markup:
    review = shown.review
    rows = (
        ("Harm", _listed(review.injuries)),
        ("What happened", _points(shown.happened, review.id, back, "places that tell of harm")),
        ("Age", _listed(review.ages)),
        ("Background", _extract(shown.background, review.id, back) if shown.background else Markup()),
        ("Learning", _points(shown.learning, review.id, back, "points")),
        ("Recommendations", _points(shown.recommendations, review.id, back, "recommendations")),
        ("Keywords", _keywords(review.themes)),
    )
    return tag("dl", *(_row(name, value) for name, value in rows))


def _row(name: str, value: Markup) -> Markup:
    return tag("div", tag("dt", name), tag("dd", value or tag("span", NOT_TOLD, class_="not-told")))


def _listed(values: Sequence[str]) -> Markup:
    return join(*(tag("span", value) for value in values), between="; ")


def _keywords(values: Sequence[str]) -> Markup:
    more = len(values) - _MOST_KEYWORDS
    shown = (*values[:_MOST_KEYWORDS], *((f"and {more} more",) if more > 0 else ()))
    return join(*(tag("span", value) for value in shown), between=", ")


def _points(points: Points, review_id: str, back: str, what: str) -> Markup:
    if not points.count:
        return Markup()
    shown = len(points.quotes)
    more = f"{'The first' if shown == 1 else f'The first {shown}'} of {points.count} {what} in this text."
    return join(
        *(_extract(quote, review_id, back) for quote in points.quotes),
        tag("p", more, class_="small") if points.count > shown else "",
    )


def _extract(extract: Extract, review_id: str, back: str) -> Markup:
    """A quote with the section it is from, which leads to its place."""
    told = extract.kind in _KINDS_IN_PLACE and not extract.inferred
    kind = "" if told else kind_words(extract.kind, extract.inferred)
    page = f"page {extract.page}" if extract.page else ""
    where = f"in “{extract.section[-1]}”" if extract.section else "in text without a heading"
    place = links.reader(review_id, (extract.start, extract.end), back=back)
    return tag(
        "p",
        tag("q", readable(extract.quote)),
        " ",
        tag(
            "span",
            tag("span", links.link(where, place, unseen="(shows this quote in its section)")),
            *(tag("span", part) for part in (kind, page) if part),
            class_="where",
        ),
        class_="extract",
    )


def _found(review: Review, found: Extract | None, how: str, back: str) -> Markup:
    if not how:
        return Markup()
    return tag(
        "div",
        tag("p", how, class_="small"),
        _extract(found, review.id, back) if found else "",
        class_="inset found",
    )


def asking(review: Review) -> tuple[Markup, Markup]:
    """The links to a question about a review, and to its first keyword put to every review."""
    theme = review.themes[0] if review.themes else ""
    which = f"Which review said what on {theme}" if theme else "Which review said what"
    about = links.link("Ask about this review", links.ask(review), unseen=f": {review.title}")
    return about, links.link(which, links.which(theme))


def ways_on(review: Review) -> Markup:
    """What to do when a review is read."""
    return tag("p", tag("a", "Back to the top", href="#top"), *asking(review), class_="actions")


def _foot(shown: Card, back: str) -> Markup:
    review = shown.review
    facts = (
        tag("span", words.standing(review.standing), class_=f"standing {review.standing}"),
        tag("span", counted(shown.passages, "passage")),
        tag("span", review.file),
    )
    return join(
        tag("p", *facts, class_="source-line facts"),
        tag(
            "p",
            links.link("Read this review", links.reader(review.id, back=back), unseen=f": {review.title}"),
            *asking(review),
            links.link(
                "Its record and file",
                links.reader(review.id, back=back, see="record"),
                unseen=f": {review.title}",
            ),
            class_="actions",
        ),
    )


def only_near(words_searched: str) -> Markup:
    """That what is shown does not have all the words of the search."""
    said = f"No review has all of these words: “{words_searched}”. These are nearest in meaning, the nearest first."
    return tag("p", said, class_="inset", role="status")


def nothing(words_searched: str, narrowed: bool) -> Markup:
    """That no review is left, and what to do; ``narrowed``: the choices left none."""
    searched = (
        f"No review is left that has all of these words: “{words_searched}”. " if words_searched else ""
    )
    what = "Take away a choice under “Narrow the list”" if narrowed else "Use fewer or other words"
    return tag(
        "div",
        tag("h2", "No review found"),
        tag("p", f"{searched}{what}. Not finding something here does not mean that no review says it."),
        class_="inset",
    )
