"""Recommendations of reviews, each with what the review tells of being done about it."""

from collections.abc import Sequence

from assistant.actions import Actions, Recommendation
from assistant.actions_in_words import EXPLAINED, HOW, NO_ACTION, OTHERS, actions_counted
from assistant.in_words import date_words, type_words
from ui.drawing.markup import Markup, join, new_tab, tag
from ui.drawing.matrix_table import passage
from ui.drawing.review_links import reader
from ui.words import counted


def explained() -> Markup:
    """What the table shows, and what it cannot."""
    return tag("p", EXPLAINED, class_="inset")


def of_review(held: Actions) -> Markup:
    """The heading of one review, its counts, and its table."""
    review = held.review
    known = (review.publisher, type_words(review.review_type, review.standing), date_words(review.date))
    return tag(
        "section",
        tag(
            "div",
            tag("h3", new_tab(review.shown_title, reader(review.id))),
            tag("p", *(tag("span", part) for part in known if part), class_="source-line"),
            class_="review",
        ),
        tag("p", actions_counted(held), class_="counted"),
        _table(held),
        _others(held),
        class_="actions-told",
    )


def _table(held: Actions) -> Markup:
    if not held.recommendations:
        return Markup()
    head = tag(
        "tr",
        tag("th", "Recommendation", scope="col", role="columnheader"),
        tag("th", "What the review tells of it", scope="col", role="columnheader"),
        role="row",
    )
    rows = (_row(place, one) for place, one in enumerate(held.recommendations, 1))
    return tag(
        "table",
        tag("caption", f"Recommendations of {held.review.shown_title} beside actions taken", class_="unseen"),
        tag("thead", head, role="rowgroup"),
        tag("tbody", *rows, role="rowgroup"),
        role="table",
        class_="beside-actions",
    )


def _row(place: int, one: Recommendation) -> Markup:
    told = (join(tag("p", HOW[done.how], class_="how-paired"), passage(done.citation)) for done in one.told)
    none = join(tag("span", "–", class_="sign", aria_hidden="true"), tag("span", NO_ACTION, class_="verdict"))
    return tag(
        "tr",
        tag(
            "th",
            tag("span", f"Recommendation {place}", class_="place"),
            passage(one.citation),
            scope="row",
            role="rowheader",
        ),
        tag("td", *told, role="cell") if one.told else tag("td", none, class_="no_mention", role="cell"),
        role="row",
    )


def _others(held: Actions) -> Markup:
    if not held.others:
        return Markup()
    heading = OTHERS if held.recommendations else ""
    return join(tag("h4", heading) if heading else "", *map(passage, held.others))


def chosen(telling: int, reviews: int) -> Markup:
    """How many of the reviews chosen recommend something or tell of something done; where another page begins."""
    if not reviews:
        return Markup()
    said = f"{telling} of {counted(reviews, 'review')} with recommendations or actions taken"
    return tag("h2", said, class_="asked actions-chosen", tabindex="-1")


def silent(titles: Sequence[str]) -> Markup:
    """The reviews that hold neither, folded into one line with their number."""
    if not titles:
        return Markup()
    return tag(
        "details",
        tag("summary", f"Neither was found in {counted(len(titles), 'review')}: show their titles"),
        tag("ul", *(tag("li", title) for title in titles), class_="opened"),
        class_="actions-silent",
    )


def none_fits() -> Markup:
    """That no review is left by what is chosen."""
    return tag("p", "No review fits what is chosen. Take a choice away above.", class_="inset")
