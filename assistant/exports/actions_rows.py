"""Recommendations beside the actions taken as rows of tables: a row for each action told, one where none is told."""

from collections.abc import Iterator
from datetime import datetime

from assistant.actions import Actions, ActionsOfAll
from assistant.actions_in_words import HOW, NO_ACTION, OTHERS, actions_counted
from assistant.exports import facts
from assistant.exports.rows import (
    CITED,
    OF_ALL,
    REVIEW,
    Sheet,
    Value,
    about_all,
    cited,
    of_all,
    review_values,
    told_alone,
)
from assistant.in_words import counted
from assistant.nouns import Citation

_PLACED = ("Citation", "Quote", "Section", "Page", "Kind of statement", "File", "Start", "End")
_QUOTE = tuple(CITED.index(name) for name in _PLACED)
_NO_QUOTE: tuple[Value, ...] = (None,) * len(_PLACED)


def flat(held: ActionsOfAll, exported: datetime) -> Sheet:
    """One table of all: a row for each recommendation and action, then what is to be known of the whole."""
    known = facts.of_actions(held)
    only = "; ".join(facts.texts(facts.ONLY, known)) or None
    whole = of_all(held.as_of, held.corpus_fingerprint, exported)
    rows = [(*row, only, *whole) for one in held.reviews for row in _rows(one)]
    rows += told_alone(known, len(REVIEW) + 2 * len(_PLACED) + 2, whole)
    heads = (
        *("Row", "Told", *REVIEW, "Number"),
        *(f"Recommendation: {name.lower()}" for name in _PLACED),
        *(f"Action: {name.lower()}" for name in _PLACED),
        *("Limited to", *OF_ALL),
    )
    return Sheet("Recommendations", heads, tuple(rows))


def by_review(held: ActionsOfAll) -> Sheet:
    """A row a review, with how many recommendations it has and of how many something is told."""
    heads = ("Recommendations", "With an action told", OTHERS, "In words")
    rows = tuple(
        (*_review(one), len(one.recommendations), one.with_action, len(one.others), actions_counted(one))
        for one in held.reviews
    )
    return Sheet("Review by review", (*REVIEW, *heads), rows)


def about(held: ActionsOfAll, exported: datetime) -> Sheet:
    """What is true of the whole, a line each: how many there are, limits, what was left out, and what to check."""
    total = sum(len(one.recommendations) for one in held.reviews)
    told = sum(one.with_action for one in held.reviews)
    count = f"{counted(total, 'recommendation')} of {counted(len(held.reviews), 'review')}; something is told of {told}"
    return about_all([("Count", count)], facts.of_actions(held), held.corpus_fingerprint, exported)


def _rows(held: Actions) -> Iterator[tuple[Value, ...]]:
    review = _review(held)
    for place, one in enumerate(held.recommendations, 1):
        recommended = _quote(one.citation)
        if not one.told:
            yield "recommendation", NO_ACTION, *review, place, *recommended, *_NO_QUOTE
        for told in one.told:
            yield "recommendation", HOW[told.how], *review, place, *recommended, *_quote(told.citation)
    for other in held.others:
        yield "action", OTHERS, *review, None, *_NO_QUOTE, *_quote(other)
    if not held.recommendations and not held.others:
        yield "review", actions_counted(held), *review, None, *_NO_QUOTE, *_NO_QUOTE


def _review(held: Actions) -> tuple[Value, ...]:
    one = held.review
    return review_values(one.id, one.shown_title, one.publisher, one.review_type, one.date, one.standing)


def _quote(citation: Citation) -> tuple[Value, ...]:
    values = cited(citation)
    return tuple(values[place] for place in _QUOTE)
