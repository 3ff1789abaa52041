"""What is said of a review that was withdrawn: to a question that names it, and in answers given before."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant import replies
from assistant.in_words import day
from assistant.matrix import Matrix
from assistant.mentions import mentioned
from assistant.nouns import Answer, Citation, Note, Query, Statement
from assistant.stopwatch import Stopwatch
from ingest.nouns import Review
from ingest.withdrawn import Tombstone, Tombstones

SAID = "The review named was withdrawn on {date}. It is not searched, and nothing is quoted from it."
QUOTE = "[withdrawn on {date}]"
# "2 of 2 points ... are shown" is no longer so.
_COUNTS = re.compile(
    "|".join(
        re.sub(r"\\\{\w+\\\}", ".+", re.escape(told))
        for told in (replies.ALL_POINTS, replies.COMPLETE, replies.ITEM)
    )
)

Of = Callable[[str], Tombstone | None]
"""The tombstone of a review by its id, if it is withdrawn."""


def named_withdrawn(
    query: Query, reviews: Mapping[str, Review], tombstones: Tombstones
) -> tuple[tuple[Tombstone, ...], bool]:
    """The withdrawn reviews that a question names each for itself, and whether it names none that is held."""
    gone = {one.review_id: one for one in tombstones.held if one.review_id not in reviews}
    if not gone:
        return (), False
    mention = mentioned(query.standalone, {**reviews, **{name: one.review() for name, one in gone.items()}})
    named = tuple(gone[name] for name in mention.review_ids if name in gone) if mention.exact else ()
    return named, bool(named) and len(named) == len(mention.review_ids)


def told_withdrawn(query: Query, tombstones: tuple[Tombstone, ...], watch: Stopwatch) -> Answer:
    """The answer to a question about withdrawn reviews alone; why they were is for whoever runs this to tell."""
    return Answer(
        question=query.question,
        searched_for=None,
        outcome="not_found",
        statements=tuple(Statement(SAID.format(date=day(one.date)), "note") for one in _by_date(tombstones)),
        why=("Rule: it names a review that was withdrawn",),
        timings_ms=watch.timings(),
    )


def notes_on_withdrawn(tombstones: tuple[Tombstone, ...]) -> tuple[Note, ...]:
    """Beside an answer from reviews that are held: that another it names was withdrawn."""
    return tuple(Note(SAID.format(date=day(one.date)), one.date) for one in _by_date(tombstones))


def _by_date(tombstones: tuple[Tombstone, ...]) -> list[Tombstone]:
    return list({one.date: one for one in tombstones}.values())


def without_withdrawn(answer: Answer, of: Of) -> Answer:
    """An answer given before, with every quote of a review that was withdrawn since replaced by that word.

    What is stored stays as it is, so that a review that is restored is shown again.
    """
    cited = {citation.n: of(citation.review_id) for citation in answer.citations}
    gone = {n: tombstone for n, tombstone in cited.items() if tombstone}
    hits = tuple(hit for hit in answer.hits if not of(hit.review.id))
    if not gone and len(hits) == len(answer.hits):
        return answer
    quotes = [citation.quote for citation in answer.citations if citation.n in gone]
    return replace(
        answer,
        statements=tuple(_statement(statement, gone) for statement in answer.statements),
        citations=tuple(_citation(citation, gone.get(citation.n)) for citation in answer.citations),
        hits=hits,
        notes=tuple(
            note
            for note in answer.notes
            if not any(quote in note.text for quote in quotes) and not (gone and _COUNTS.match(note.text))
        ),
        why=(),  # it has the beginnings of sentences
    )


def told_as_withdrawn(title: str, tombstone: Tombstone) -> str:
    """What is told of a review that had a place in a table and was withdrawn since."""
    return f"{title}, withdrawn on {day(tombstone.date)}. It is neither quoted nor counted here. Do not rely on it."


def matrix_without_withdrawn(matrix: Matrix, of: Of) -> Matrix:
    """A matrix made before, without the rows of reviews that were withdrawn since; it tells which they were."""
    gone = {row.review_id: found for row in matrix.rows if row.review_id and (found := of(row.review_id))}
    if not gone:
        return matrix
    told = tuple(
        told_as_withdrawn(row.shown_title, gone[row.review_id])
        for row in matrix.rows
        if row.review_id in gone
    )
    kept = tuple(row for row in matrix.rows if row.review_id not in gone)
    return replace(matrix, rows=kept, withdrawn=(*matrix.withdrawn, *told))


def _statement(statement: Statement, gone: Mapping[int, Tombstone]) -> Statement:
    tombstones = [gone[n] for n in statement.citations if n in gone]
    return replace(statement, text=QUOTE.format(date=day(tombstones[0].date))) if tombstones else statement


def _citation(citation: Citation, tombstone: Tombstone | None) -> Citation:
    if tombstone is None:
        return citation
    return replace(citation, quote=QUOTE.format(date=day(tombstone.date)), section=(), withdrawn=True)
