"""The papers that a question is put to: all that an index holds, or one shelf of them, asked as if it held no others."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, Protocol
from weakref import WeakKeyDictionary

from ingest.nouns import Passage, Review
from ingest.rows import FileRecord, Vectors

if TYPE_CHECKING:
    from ingest.index import Index

COUNTED = (
    20_000  # passages up to which the passages of a shelf that have a word are counted, and not estimated
)
_ALL = ""  # under which the passages of a shelf are counted, beside its words


class Papers(Protocol):
    """What answering needs of an index; ``ingest.index.Index`` is all of it, a ``Shelf`` a part."""

    @property
    def reviews(self) -> Mapping[str, Review]:
        """Each paper by its id."""

    @property
    def files(self) -> Sequence[FileRecord]:
        """What became of each file."""

    @property
    def fingerprint(self) -> str:
        """What tells one state of the corpus from another."""

    @property
    def built_at(self) -> str:
        """When it was written."""

    @property
    def passage_count(self) -> int:
        """How many passages there are."""

    def passages(self, ids: Sequence[str]) -> Sequence[Passage]:
        """The passages with these ids, in the order asked."""

    def review_passages(self, review_id: str) -> tuple[Passage, ...]:
        """All passages of a paper, in their order."""

    def review_ids_of(self, ids: Sequence[str]) -> Mapping[str, str]:
        """The paper of each of these passages."""

    def sentence_vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The sentence vectors of these passages."""

    def document_frequency(self, terms: Sequence[str]) -> dict[str, int]:
        """In how many passages each term occurs."""

    def lexical(
        self, terms: Sequence[str], top_k: int, review_ids: Sequence[str] = (), kinds: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """Passages with any of the terms, best first."""

    def dense(
        self, vector: Vectors, top_k: int, review_ids: Sequence[str] = (), kinds: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """Passages by cosine similarity, best first."""


@dataclass(slots=True)
class Kept:
    """What was looked up of a shelf: in how many passages a word is, and which passages are of other papers."""

    counts: dict[str, int] = field(default_factory=dict)
    left_out: frozenset[str] | None = None


class Shelf:
    """Some of the papers of an index. How rare a word is, and how many are asked, is told of these alone.

    Args:
        index: that holds them and others.
        review_ids: which they are.
        kept: what was looked up of them before; filled as more is asked.
    """

    def __init__(self, index: "Index", review_ids: Sequence[str], kept: Kept) -> None:
        self._index, self._ids = index, tuple(review_ids)
        self._kept, self._counts = kept, kept.counts
        self.reviews: Mapping[str, Review] = {i: index.reviews[i] for i in self._ids}
        self.files, self.fingerprint, self.built_at = index.files, index.fingerprint, index.built_at
        if _ALL not in kept.counts:
            kept.counts[_ALL] = len(index.all_passage_ids(self._ids))
        self.passage_count = kept.counts[_ALL]

    def passages(self, ids: Sequence[str]) -> Sequence[Passage]:
        """The passages with these ids, in the order asked."""
        return self._index.passages(ids)

    def review_passages(self, review_id: str) -> tuple[Passage, ...]:
        """All passages of a paper, in their order."""
        return self._index.review_passages(review_id)

    def review_ids_of(self, ids: Sequence[str]) -> Mapping[str, str]:
        """The paper of each of these passages."""
        return self._index.review_ids_of(ids)

    def sentence_vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The sentence vectors of these passages."""
        return self._index.sentence_vectors(ids)

    def document_frequency(self, terms: Sequence[str]) -> dict[str, int]:
        """In how many of these papers' passages each term occurs; of a large shelf as many as its share of all."""
        total = self._index.passage_count
        missing = [term for term in dict.fromkeys(terms) if term and term not in self._counts]
        if total > COUNTED:
            share = self.passage_count / total
            found = self._index.document_frequency(missing)
            self._counts.update({term: ceil(share * count) for term, count in found.items()})
        else:
            for term in missing:
                self._counts[term] = len(self._index.lexical([term], total, self._ids))
        return {term: self._counts.get(term, 0) if term else 0 for term in terms}

    def lexical(
        self, terms: Sequence[str], top_k: int, review_ids: Sequence[str] = (), kinds: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """Passages of these papers with any of the terms, best first."""
        return self._index.lexical(terms, top_k, review_ids or self._ids, kinds)

    def dense(
        self, vector: Vectors, top_k: int, review_ids: Sequence[str] = (), kinds: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """Passages of these papers by cosine similarity, best first.

        A shelf that is most of the index is searched with all of it and what is of others left out, sooner than by
        a list of thousands of names.
        """
        total = self._index.passage_count
        if not review_ids and 2 * self.passage_count > total:
            wide = min(total, 2 * top_k)
            near = self._index.dense(vector, wide, (), kinds)
            found = [hit for hit in near if hit[0] not in self._left_out][:top_k]
            if len(found) == top_k or wide == total:
                return found
        return self._index.dense(vector, top_k, review_ids or self._ids, kinds)

    @property
    def _left_out(self) -> frozenset[str]:
        """The passages of the other papers, looked up once for as long as the index is in use."""
        if self._kept.left_out is None:
            others = sorted(self._index.reviews.keys() - self.reviews.keys())
            self._kept.left_out = frozenset(self._index.all_passage_ids(others) if others else ())
        return self._kept.left_out


class Shelves:
    """Makes shelves of indexes, and keeps what was counted of them for as long as the index is in use."""

    def __init__(self) -> None:
        self._kept: WeakKeyDictionary[Index, dict[tuple[str, ...], Kept]] = WeakKeyDictionary()
        self._lock = threading.Lock()

    def of(self, index: "Index", review_ids: tuple[str, ...]) -> Papers:
        """The shelf of these papers; the whole index where none are named."""
        if not review_ids:
            return index
        with self._lock:
            kept = self._kept.setdefault(index, {}).setdefault(review_ids, Kept())
        return Shelf(index, review_ids, kept)
