"""Recommendations of reviews, each with what the review tells of being done about it."""

from assistant.actions import Actions, How, Recommendation
from assistant.in_words import date_words, type_words
from ui.drawing.markup import Markup, join, new_tab, tag
from ui.drawing.matrix_table import passage, reader
from ui.words import counted

_HOW: dict[How, str] = {
    "same_point": "Told in the same point of the review",
    "number": "The review names the number of the recommendation",
    "meaning": "Nearest in meaning: the review does not say which recommendation it answers",
}


def explained() -> Markup:
    """What the table shows, and what it cannot."""
    return tag(
        "p",
        "Each recommendation stands beside what the review itself tells of being done about it. A review tells what was "
        "known when it was written: “No action told” is not proof that nothing was done, and an action that is told "
        "may have been changed since. Ask the partnership for the position today.",
        class_="inset",
    )


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
        tag("p", _counted(held), class_="counted"),
        _table(held),
        _others(held),
        class_="actions-told",
    )


def _counted(held: Actions) -> str:
    total = len(held.recommendations)
    if not total and held.others:
        return "No list of recommendations was found in this review. It tells of actions taken:"
    if not total:
        return "Neither recommendations nor actions taken were found in this review."
    if held.with_action == 0:
        told = "nothing is told of what was done"
    elif held.with_action == total:
        told = "something is told of it" if total == 1 else "something is told of each"
    else:
        told = f"something is told of {held.with_action} of them"
    return f"{counted(total, 'recommendation')}; {told}."


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
    told = (join(tag("p", _HOW[done.how], class_="how-paired"), passage(done.citation)) for done in one.told)
    none = join(
        tag("span", "–", class_="sign", aria_hidden="true"), tag("span", "No action told", class_="verdict")
    )
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
    heading = "Also told, of no single recommendation" if held.recommendations else ""
    return join(tag("h4", heading) if heading else "", *map(passage, held.others))


def none_fits() -> Markup:
    """That no review is left by what is chosen."""
    return tag("p", "No review fits what is chosen. Take a choice away above.", class_="inset")
