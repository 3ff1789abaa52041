"""Exact places in the reviews, as citations."""

from collections.abc import Sequence

from assistant.drafts.verbatim import nearly_verbatim
from assistant.nouns import Citation
from assistant.relevance import Scored
from assistant.words import stems
from ingest.nouns import Passage, Review

MOST_QUOTES = 3  # sentences shown for one sentence of a draft
LEAST_OF_BEST = 0.75  # of the best sentence's score, which another must have to be shown beside it


def citation(number: int, review: Review, passage: Passage, start: int, end: int) -> Citation:
    """A stretch of a passage as a citation."""
    own = next((s for s in passage.sentences if s.start <= start < s.end), None)
    return Citation(
        n=number,
        review_id=review.id,
        title=review.title,
        publisher=review.publisher,
        review_type=review.review_type,
        date=review.date,
        standing=review.standing,
        section=passage.section,
        kind=own.kind if own else passage.kind,
        kind_inferred=own.inferred if own else passage.kind_inferred,
        page=passage.page,
        file=passage.file,
        start=start,
        end=end,
        quote=passage.quote(start, end),
    )


def best_sentences(claim: str, scored: Sequence[Scored]) -> list[Scored]:
    """The sentences of a passage to show: the nearest to the claim's words first, then others that have more of them.

    The others follow in the order of the passage.
    """
    verbatim = {id(one): nearly_verbatim(claim, _said(one)) for one in scored}
    ranked = sorted(scored, key=lambda one: (-verbatim[id(one)], -one.score, one.sentence.start))
    wanted = set(stems(claim))
    shown: list[Scored] = []
    for one in ranked:
        has = wanted & stems(_said(one))
        if not shown or (has and one.score >= LEAST_OF_BEST * ranked[0].score and len(shown) < MOST_QUOTES):
            shown.append(one)
            wanted -= has
    return [*shown[:1], *sorted(shown[1:], key=lambda one: one.sentence.start)]


def _said(one: Scored) -> str:
    return one.passage.quote(one.sentence.start, one.sentence.end)


def cited(claim: str, review: Review, scored: Sequence[Scored]) -> tuple[Citation, ...]:
    """The best sentences of a passage as citations, numbered from 1."""
    return tuple(
        citation(number, review, one.passage, one.sentence.start, one.sentence.end)
        for number, one in enumerate(best_sentences(claim, scored), 1)
    )
