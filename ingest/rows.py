"""The rows of a library: how nouns are packed into them, and the fingerprint of what they say."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, dataclass, fields
from functools import lru_cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from ingest.nouns import Dated, Passage, Review, Sentence

Vectors = npt.NDArray[np.float32]
Row = tuple[str, str, int, str, str, str, str, bytes, bytes]


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What became of one file of the corpus folder; ``file`` is its path inside that folder.

    Size, times and inode are those of the file when it was read: where all are the same, so are its bytes.
    """

    file: str
    sha256: str
    size: int
    mtime_ns: int
    review_id: str | None
    status: Literal["read", "failed", "superseded", "duplicate", "withdrawn", "unread"]
    reason: str = ""
    ctime_ns: int = 0
    inode: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage with what is indexed of it: a text, its vector, its sentences' vectors."""

    passage: Passage
    indexed_text: str
    vector: Vectors
    sentence_vectors: Vectors


_PASSAGE_FIELDS = tuple(field.name for field in fields(Passage))
_SENTENCE_FIELDS = tuple(field.name for field in fields(Sentence))


def pack_review(review: Review) -> tuple[str, str]:
    """A review as a row."""
    return review.id, json.dumps(asdict(review), sort_keys=True)


def unpack_review(row: tuple[str]) -> Review:
    """A review from its payload."""
    fields = _tuples(json.loads(row[0]))
    return Review(**{**fields, "dates": tuple(Dated(**dated) for dated in fields["dates"])})


def pack_file(record: FileRecord) -> tuple[Any, ...]:
    """A file's record as a row."""
    return astuple(record)


def pack_passage(entry: Entry, dimension: int) -> Row:
    """An entry as a row; sentence vectors are kept in half precision."""
    passage = entry.passage
    held = {name: getattr(passage, name) for name in _PASSAGE_FIELDS}  # asdict takes ten times as long
    held["sentences"] = [[getattr(one, name) for name in _SENTENCE_FIELDS] for one in passage.sentences]
    if not np.isfinite(entry.vector).all() or not np.any(entry.vector):
        raise ValueError(f"The vector of passage {passage.id} has no direction")
    return (
        passage.id,
        passage.review_id,
        passage.ordinal,
        passage.kind,
        passage.file,
        json.dumps(held, sort_keys=True),
        entry.indexed_text,
        np.asarray(entry.vector).reshape(dimension).astype("<f4").tobytes(),
        np.asarray(entry.sentence_vectors).reshape(-1, dimension).astype("<f2").tobytes(),
    )


@lru_cache(maxsize=512)
def unpack_passage(payload: str) -> Passage:
    """A passage from its payload; those asked for lately are remembered, for a page asks again in every run."""
    fields = _tuples(json.loads(payload))
    return Passage(**{**fields, "sentences": tuple(Sentence(*row) for row in fields["sentences"])})


def _tuples(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}


def row_digest(values: Iterable[Any]) -> bytes:
    """A digest of a row in which no two rows can run together."""
    digest = hashlib.sha256()
    for value in values:
        part = value if isinstance(value, bytes) else json.dumps(value).encode()
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()


def combine(
    passages: Iterable[tuple[str, bytes]], reviews: Iterable[Iterable[Any]], files: Iterable[Sequence[Any]]
) -> str:
    """One digest of passages, by id, and of the rest in any order; when and where a file was put plays no part."""
    whole = hashlib.sha256()
    for name, digest in passages:
        whole.update(row_digest([name, digest]))
    for row in sorted(row_digest(row) for row in reviews):
        whole.update(row)
    for row in sorted(row_digest([*row[:3], *row[4:7]]) for row in files):
        whole.update(row)
    return whole.hexdigest()
