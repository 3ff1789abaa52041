"""What the gold says answers a case beside what the search found: both as stretches of text, withdrawn reviews left out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.withdrawn import Of, without_withdrawn
from eval.cases import Span
from eval.pages.page import Stretch, cut
from eval.runs.lines import Shelf
from eval.scoring.measures import Result
from eval.show import evidence_in

SHOWN = 10  # passages found


@dataclass(frozen=True, slots=True)
class Wanted:
    """An item of the evidence: its number from 1, whose it is, the sentences that say it, and its best rank; 0 is not found."""

    number: int
    review: str
    section: tuple[str, ...]
    sentences: tuple[str, ...]
    rank: int
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that the search found: its rank from 1, which items of the evidence it holds, and its text in stretches."""

    rank: int
    review_id: str
    review: str
    section: tuple[str, ...]
    start: int
    end: int
    evidence: tuple[int, ...]
    stretches: tuple[Stretch, ...]
    withdrawn: str = ""


def veiled(result: Result, of: Of) -> Result:
    """A result whose answer has nothing left of reviews that were withdrawn since."""
    if result.attempt is None:
        return result
    return replace(
        result, attempt=replace(result.attempt, answer=without_withdrawn(result.attempt.answer, of))
    )


def wanted(result: Result, shelf: Shelf, of: Of) -> tuple[Wanted, ...]:
    """The evidence of a case as the run found it in its corpus."""
    return tuple(_wanted(result, shelf, of))


def _wanted(result: Result, shelf: Shelf, of: Of) -> Iterator[Wanted]:
    located = result.located
    ranked = [hit.passage.id for hit in result.attempt.hits] if result.attempt else []
    for number, (item, places) in enumerate(zip(located.case.evidence, located.items, strict=True), 1):
        review = shelf.reviews.get(item.review)
        title = review.shown_title if review else item.review
        rank = next((n for n, name in enumerate(ranked, 1) if name in places), 0)
        if gone := of(item.review):
            yield Wanted(number, title, (), (), rank, gone.date)
            continue
        said: dict[str, None] = {}
        section: tuple[str, ...] = ()
        for name, spans in places.items():
            passage = shelf.passages[name]
            section = section or passage.section
            said |= dict.fromkeys(passage.quote(span.start, span.end) for span in spans)
        yield Wanted(number, title, section, tuple(said), rank)


def found(result: Result, of: Of) -> tuple[Found, ...]:
    """The passages that the search found, best first; those an answer considered where no search was made beside it."""
    if result.attempt is None:
        return ()
    quoted = [Span(c.file, c.start, c.end) for c in result.attempt.answer.citations if not c.withdrawn]
    return tuple(
        Found(
            rank,
            hit.review.id,
            hit.review.shown_title,
            () if gone else hit.passage.section,
            hit.passage.start,
            hit.passage.end,
            tuple(evidence_in(result.located, hit.passage.id)),
            () if gone else cut(hit.passage, result.located, quoted),
            gone.date if gone else "",
        )
        for rank, hit in enumerate((result.attempt.hits or result.attempt.answer.hits)[:SHOWN], 1)
        for gone in [of(hit.review.id)]
    )
