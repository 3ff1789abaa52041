"""Recommendations beside the actions taken, laid out as a paper: a review after the other, with its table and its quotes."""

from collections.abc import Iterator
from datetime import datetime

from assistant.actions import Actions, ActionsOfAll, Recommendation
from assistant.actions_in_words import HOW, NO_ACTION, OTHERS, actions_counted
from assistant.compose import readable
from assistant.exports import facts
from assistant.exports.citing import beside, heading, locators
from assistant.exports.of_answer import listed, named
from assistant.exports.of_matrix import made_by_rule
from assistant.exports.paper import Grid, Heading, Paper, Part, Quotation, Source, Text
from assistant.in_words import STANDING, date_words, day, type_words
from assistant.nouns import Citation

_TITLE = "Recommendations beside the actions taken"
_AGAIN = "as above"


def paper_of_actions(held: ActionsOfAll, exported: datetime) -> Paper:
    """All reviews, in their order. The numbers of quotes begin anew with each review, as on the page."""
    as_of = f" Reviews as of {day(held.as_of)}." if held.as_of else ""
    return Paper(
        title=_TITLE,
        parts=tuple(_parts(held, exported)),
        foot=f"Check each quote in its review before you rely on it.{as_of}",
        exported=exported,
        wide=True,
    )


def _parts(held: ActionsOfAll, exported: datetime) -> Iterator[Part]:
    known = facts.of_actions(held)
    yield Heading(_TITLE, 1)
    for what in (facts.CHECK_FIRST, facts.ONLY, facts.SHOWS, facts.WITHDRAWN):
        yield from named(what, known)
    for one in held.reviews:
        yield from _review(one)
    yield from listed(facts.UNREADABLE, facts.texts(facts.UNREADABLE, known), 2)
    yield from made_by_rule(exported, held.as_of, held.corpus_fingerprint)


def _review(held: Actions) -> Iterator[Part]:
    review = held.review
    whose = STANDING.get(review.standing, STANDING["unrecorded"])
    known = (
        review.publisher,
        type_words(review.review_type, review.standing),
        date_words(review.date),
        whose,
    )
    yield Heading(review.shown_title, 2)
    yield Text("; ".join(part for part in known if part), look="aside")
    yield Text(actions_counted(held))
    if held.recommendations:
        yield Grid(
            f"Recommendations of {review.shown_title} beside actions taken",
            ("Number", "Recommendation", "What the review tells of it", "How it is known to belong to it"),
            tuple(
                row
                for place, one in enumerate(held.recommendations, 1)
                for row in _recommendation(str(place), one)
            ),
            (2, 9, 9, 5),
        )
    if held.others and held.recommendations:
        yield Heading(OTHERS, 3)
    yield from (Quotation(readable(one.quote), beside(one)) for one in held.others)
    cited = citations_of(held)
    if cited:
        yield Heading("Where the quotes stand", 3)
    yield from (Source(heading(one), "", locators(one)) for one in cited)


def _recommendation(place: str, one: Recommendation) -> Iterator[tuple[str, ...]]:
    """A row for each action told; the words of the recommendation stand in the first of them only."""
    if not one.told:
        yield place, _quoted(one.citation), NO_ACTION, ""
    for number, told in enumerate(one.told):
        yield place, _AGAIN if number else _quoted(one.citation), _quoted(told.citation), HOW[told.how]


def citations_of(held: Actions) -> tuple[Citation, ...]:
    """Every quote of a review, by its number."""
    told = (each.citation for one in held.recommendations for each in one.told)
    cited = (*(one.citation for one in held.recommendations), *told, *held.others)
    return tuple(sorted(cited, key=lambda one: one.n))


def _quoted(citation: Citation) -> str:
    return f"“{readable(citation.quote)}” [{citation.n}]"
