"""One case between its forms: as it was just tried, as a line of the run, and as a result to be scored."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from assistant.nouns import Answer, Citation, Hit
from eval.cases import Located, ReviewIndex, Span
from eval.runs.nouns import HitAt, Line, Timing
from eval.scoring.measures import Attempt, Ground, Result, score
from ingest.nouns import Passage, Review

_FILES_AT_ONCE = 16
Told = tuple[Line, list[Passage], list[Review]]  # a line, and the passages and reviews that it names


@dataclass
class Shelf:
    """The passages and reviews that the lines of a run name, each held once."""

    passages: dict[str, Passage] = field(default_factory=dict)
    reviews: dict[str, Review] = field(default_factory=dict)

    def hold(
        self, passages: Iterable[Passage], reviews: Iterable[Review]
    ) -> tuple[list[Passage], list[Review]]:
        """Hold them; returns those that were not held before, in their order."""
        new_passages = {p.id: p for p in passages if p.id not in self.passages}
        new_reviews = {r.id: r for r in reviews if r.id not in self.reviews}
        self.passages |= new_passages
        self.reviews |= new_reviews
        return list(new_passages.values()), list(new_reviews.values())

    def of_review(self, review_id: str) -> list[Passage]:
        """The passages held of a review, in reading order."""
        own = (p for p in self.passages.values() if p.review_id == review_id)
        return sorted(own, key=lambda p: (p.file, p.ordinal))


def line_of(result: Result, index: ReviewIndex, ground: Ground) -> Told:
    """A case that was tried as a line, with the passages and reviews that the line names."""
    located, attempt = result.located, result.attempt
    evidence = tuple(
        {passage: tuple((span.start, span.end) for span in spans) for passage, spans in item.items()}
        for item in located.items
    )
    named = [passage for item in located.items for passage in item]
    if attempt is None:
        return Line(located.case, evidence, error=result.error), index_passages(index, named), []
    answer = attempt.answer
    hits = [*attempt.hits, *answer.hits]
    holding = [_holding(citation, index) for citation in answer.citations]
    passages = [
        *index_passages(index, named),
        *(hit.passage for hit in hits),
        *attempt.bm25,
        *(passage for found in attempt.reworded.values() for passage in found),
        *(passage for passage in holding if passage is not None),
    ]
    ids = [*(p.review_id for p in passages), *(c.review_id for c in answer.citations)]
    reviews = [index.reviews[name] for name in dict.fromkeys(ids) if name in index.reviews]
    found = {c.n: ground.source(c.file)[c.start : c.end] for c in answer.citations}
    line = Line(
        located.case,
        evidence,
        attempt.searched_for,
        tuple(map(_hit_at, attempt.hits)),
        tuple(map(_hit_at, answer.hits)),
        tuple(passage.id for passage in attempt.bm25),
        {sort: tuple(passage.id for passage in found) for sort, found in attempt.reworded.items()},
        replace(answer, hits=(), timings_ms={}),
        {str(c.n): found[c.n] for c in answer.citations if found[c.n] != c.quote},
    )
    return line, passages, reviews


def index_passages(index: ReviewIndex, ids: Sequence[str]) -> list[Passage]:
    """The passages of an index with these ids, each once."""
    return list(index.passages(list(dict.fromkeys(ids)))) if ids else []


def timing_of(result: Result) -> Timing:
    """How long a case took; nothing where it failed."""
    if result.attempt is None:
        return Timing(result.located.case.id, 0.0)
    return Timing(result.located.case.id, result.attempt.seconds, dict(result.attempt.answer.timings_ms))


def _holding(citation: Citation, index: ReviewIndex) -> Passage | None:
    for passage in index.review_passages(citation.review_id):
        if passage.file == citation.file and passage.start <= citation.start < citation.end <= passage.end:
            return passage
    return None


def _hit_at(hit: Hit) -> HitAt:
    return HitAt(hit.passage.id, hit.review.id, hit.score, dict(hit.found_by))


def result_of(
    line: Line, timing: Timing, shelf: Shelf, ground: Ground, located: Located | None = None
) -> Result:
    """A line scored by the measures as they are now; nothing is asked again.

    Args:
        located: the case as it is now and where its evidence stands, if either changed since.
    """
    where = located or located_of(line, shelf)
    attempt = attempt_of(line, timing, shelf)
    if attempt is None:
        return Result(where, None, {}, line.error)
    return Result(where, attempt, score(where, attempt, ground))


def attempt_of(line: Line, timing: Timing, shelf: Shelf) -> Attempt | None:
    """What was tried with the case of a line; None where it raised an error.

    Raises:
        KeyError: the line names a passage or review that the shelf has not.
    """
    if line.answer is None:
        return None
    answer = replace(
        line.answer,
        hits=tuple(_hits(line.considered, shelf)),
        timings_ms=dict(timing.stages),
    )
    return Attempt(
        line.searched_for,
        tuple(_hits(line.hits, shelf)),
        answer,
        timing.seconds,
        tuple(shelf.passages[name] for name in line.bm25),
        {sort: tuple(shelf.passages[name] for name in found) for sort, found in line.reworded.items()},
    )


def located_of(line: Line, shelf: Shelf) -> Located:
    """The case of a line with its evidence where it was found when it was asked."""
    items = tuple(
        {
            passage: tuple(Span(shelf.passages[passage].file, start, end) for start, end in spans)
            for passage, spans in item.items()
        }
        for item in line.evidence
    )
    return Located(line.case, items)


def _hits(hits: Sequence[HitAt], shelf: Shelf) -> Iterator[Hit]:
    for hit in hits:
        yield Hit(shelf.passages[hit.passage], shelf.reviews[hit.review], hit.score, hit.found_by)


def ground_of(lines: Sequence[Line], shelf: Shelf, judged: frozenset[str]) -> Ground:
    """What answers are checked against, as it was when they were given: of the texts those parts that are cited."""
    stretches: dict[str, dict[tuple[int, int], str]] = {}
    for passage in shelf.passages.values():  # what a citation was found to be stands over it
        stretches.setdefault(passage.file, {})[passage.start, passage.end] = passage.text
    for line in lines:
        for citation in line.answer.citations if line.answer else ():
            text = line.inexact.get(str(citation.n), citation.quote)
            stretches.setdefault(citation.file, {})[citation.start, citation.end] = text

    @lru_cache(_FILES_AT_ONCE)
    def source(file: str) -> str:
        return _laid_out(stretches.get(file, {}))

    by_review: dict[str, list[Passage]] = {}
    for review in shelf.reviews:
        by_review[review] = shelf.of_review(review)
    return Ground(lambda review: by_review.get(review, []), source, judged, reviews=shelf.reviews)


def _laid_out(stretches: Mapping[tuple[int, int], str]) -> str:
    """A text that has these stretches at their places and nothing between them."""
    letters = ["\0"] * max((end for _, end in stretches), default=0)
    for (start, end), text in stretches.items():
        letters[start:end] = list(text.ljust(end - start, "\0")[: end - start])
    return "".join(letters)


def answer_of(line: Line, shelf: Shelf) -> Answer | None:
    """The answer of a line with the hits it considered."""
    return None if line.answer is None else replace(line.answer, hits=tuple(_hits(line.considered, shelf)))
