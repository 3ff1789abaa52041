"""What readers see of an index: all but the reviews that are withdrawn, from the moment they are.

A withdrawal is written before the index is, so an index may still hold what must not be quoted any more:
while an ingest is on its way, after one that failed, or when a kept generation answers.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from ingest.index import Entry, Index
from ingest.nouns import Passage, Review
from ingest.rows import Vectors
from ingest.withdrawn import Tombstone, Tombstones, load


def withdrawn_in(reviews: Mapping[str, Review], corpus: Path, tombstones: Tombstones) -> dict[str, Tombstone]:
    """The reviews among these that are withdrawn, with their tombstones."""
    if not tombstones.held:
        return {}
    found = {review.id: tombstones.over(review, corpus) for review in reviews.values()}
    return {name: tombstone for name, tombstone in found.items() if tombstone}


class Veil:
    """Shows of an index what is not withdrawn. Where nothing is, that is the index itself."""

    def __init__(self, data: Path, corpus: Path) -> None:
        self._data, self._corpus = data, corpus
        self._seen: tuple[Index, Tombstones, Index] | None = None

    def __call__(self, index: Index) -> Index:
        """What may be seen of an index now.

        Raises:
            ReviewsError: what is withdrawn cannot be read.
        """
        tombstones = load(self._data)
        seen = self._seen
        if seen is None or seen[0] is not index or seen[1] is not tombstones:
            hidden = withdrawn_in(index.reviews, self._corpus, tombstones)
            seen = index, tombstones, IndexWithout(index, hidden) if hidden else index
            self._seen = seen
        return seen[2]


class IndexWithout(Index):
    """An index as if some of its reviews were not there."""

    def __init__(self, whole: Index, hidden: Mapping[str, Tombstone]) -> None:
        self._whole, self._hidden = whole, frozenset(hidden)
        self.generation, self.built_at, self.manifest = whole.generation, whole.built_at, whole.manifest
        names = "\0".join((whole.fingerprint, *sorted(hidden)))
        self.fingerprint = hashlib.sha256(names.encode()).hexdigest()
        seen = {name: review for name, review in whole.reviews.items() if name not in hidden}
        self.reviews = MappingProxyType(seen)
        self.files = tuple(
            replace(record, status="withdrawn", reason=hidden[record.review_id].said)
            if record.review_id and record.review_id in hidden
            else record
            for record in whole.files
        )
        self._hidden_count = len(whole.all_passage_ids(sorted(hidden)))
        self.passage_count = whole.passage_count - self._hidden_count

    @property
    def warning(self) -> str | None:  # type: ignore[override]
        """What is wrong with the whole index."""
        return self._whole.warning

    @warning.setter
    def warning(self, value: str | None) -> None:
        """Say it of the whole index."""
        self._whole.warning = value

    def verify(self) -> None:
        """Compare every byte of the whole index with the manifest."""
        self._whole.verify()

    def close(self) -> None:
        """Let go of the files."""
        self._whole.close()

    def _left(self, review_ids: Sequence[str]) -> list[str] | None:
        """Of the reviews asked for those that are seen; None where that leaves none of them."""
        left = [name for name in review_ids if name not in self._hidden]
        return None if review_ids and not left else left

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """The passages with these ids; one of a hidden review is unknown."""
        found = self._whole.passages(ids)
        for passage in found:
            if passage.review_id in self._hidden:
                raise KeyError(passage.id)
        return found

    def review_ids_of(self, ids: Sequence[str]) -> dict[str, str]:
        """The review of each of these passages."""
        return self._whole.review_ids_of(ids)

    def review_passages(self, review_id: str) -> tuple[Passage, ...]:
        """All passages of a review."""
        return () if review_id in self._hidden else self._whole.review_passages(review_id)

    def passages_by_review(self) -> dict[str, int]:
        """How many passages each review that is seen has."""
        held = self._whole.passages_by_review()
        return {name: count for name, count in held.items() if name not in self._hidden}

    def all_passage_ids(self, review_ids: Sequence[str] = (), kinds: Sequence[str] = ()) -> list[str]:
        """The ids of the passages of these reviews and kinds."""
        left = self._left(review_ids)
        if left is None:
            return []
        return self._seen_of(self._whole.all_passage_ids(left, kinds), left)

    def _seen_of(self, ids: Sequence[str], asked: Sequence[str]) -> list[str]:
        if asked or not ids:
            return list(ids)
        hidden = set(self._whole.all_passage_ids(sorted(self._hidden)))
        return [name for name in ids if name not in hidden]

    def sentence_vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The sentence vectors of these passages."""
        return self._whole.sentence_vectors(ids)

    def entries_of(self, file: str) -> list[Entry]:
        """What was made from a file."""
        return [one for one in self._whole.entries_of(file) if one.passage.review_id not in self._hidden]

    def document_frequency(self, terms: Sequence[str]) -> dict[str, int]:
        """In how many passages each term occurs, hidden ones included: they weigh words and are not shown."""
        return self._whole.document_frequency(terms)

    def lexical(
        self, terms: Sequence[str], top_k: int, review_ids: Sequence[str] = (), kinds: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """Passages with any of the terms, best first."""
        left = self._left(review_ids)
        if left is None:
            return []
        found = self._whole.lexical(terms, top_k + (0 if left else self._hidden_count), left, kinds)
        seen = set(self._seen_of([name for name, _ in found], left))
        return [hit for hit in found if hit[0] in seen][: max(top_k, 0)]

    def dense(
        self, vector: Vectors, top_k: int, review_ids: Sequence[str] = (), kinds: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """Passages by cosine similarity, best first."""
        left = self._left(review_ids)
        if left is None or top_k < 1:
            return []
        found = self._whole.dense(vector, top_k + (0 if left else self._hidden_count), left, kinds)
        seen = set(self._seen_of([name for name, _ in found], left))
        return [hit for hit in found if hit[0] in seen][:top_k]
