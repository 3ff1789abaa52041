"""An index whose reviews are read once: the gold asks for the passages of the same few many thousand times."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from eval.cases import ReviewIndex
from ingest.nouns import Passage, Review

_REVIEWS_AT_ONCE = 128


class Remembering:
    """Looks into another index, and keeps the passages of the reviews last asked for. They must not change meanwhile."""

    def __init__(self, index: ReviewIndex) -> None:
        self._index = index
        self.review_passages: Callable[[str], Sequence[Passage]] = lru_cache(_REVIEWS_AT_ONCE)(
            index.review_passages
        )
        self.passage_named: Callable[[str], Passage] = lru_cache(10 * _REVIEWS_AT_ONCE)(
            lambda name: index.passages([name])[0]
        )

    @property
    def reviews(self) -> Mapping[str, Review]:
        """Every live review by its id."""
        return self._index.reviews

    @property
    def fingerprint(self) -> str:
        """What tells one state of the corpus from another."""
        return self._index.fingerprint

    def lexical(self, terms: Sequence[str], top_k: int) -> Sequence[tuple[str, float]]:
        """Passage ids with their BM25 scores, best first."""
        return self._index.lexical(terms, top_k)

    def passages(self, ids: Sequence[str]) -> Sequence[Passage]:
        """The passages with these ids, in the same order."""
        return [self.passage_named(name) for name in ids]
