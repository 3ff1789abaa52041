"""Proof that a text is gone from all that is derived: it is searched for in every way it could come back.

Stretches of the text are asked of the index, by words and by meaning, and looked for byte by byte in every
derived file.
"""

import json
import mmap
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.index import Index
from ingest.nouns import Passage

if TYPE_CHECKING:
    from ingest.embedding import Embedder

MOST = 24  # stretches searched for
NEAREST = 10  # passages looked at for each stretch
_STRETCH = re.compile(r'[^\W_][^"\\\r\n\t]{22,60}(?!\w)|[^\W_][^"\\\r\n\t]{6,60}(?!\w)')


@dataclass(frozen=True, slots=True)
class Proof:
    """What was searched and where something was found, in words; ``shared``: stretches that other reviews say too.

    ``elsewhere`` names what is derived of other corpus folders and still holds the text.
    """

    stretches: int
    shared: int
    generations: int
    files: int
    size: int
    found: tuple[str, ...]
    elsewhere: tuple[str, ...] = ()


def stretches(passages: Iterable[Passage]) -> list[str]:
    """Stretches of the sentences of these passages, at most one of each."""
    found: dict[str, None] = {}
    for passage in passages:
        for sentence in passage.sentences:
            found.update(dict.fromkeys(lines([passage.quote(sentence.start, sentence.end)], 1)))
    return list(found)


def lines(texts: Iterable[str], most: int = 1_000_000) -> list[str]:
    """Stretches of texts that files would hold in one piece, at most ``most`` of each."""
    found: dict[str, None] = {}
    for text in texts:
        for number, match in enumerate(_STRETCH.finditer(text)):
            if number < most:
                found[match.group()] = None
    return list(found)


def spread(found: Sequence[str], own: Callable[[str], bool]) -> tuple[list[str], int]:
    """At most ``MOST`` stretches from all over a text that are its own, and how many others say too."""
    looked_at = _evenly(found, 4 * MOST)
    alone = [one for one in looked_at if own(one)]
    return _evenly(alone, MOST), len(looked_at) - len(alone)


def _evenly(found: Sequence[str], most: int) -> list[str]:
    return list(found[:: max(1, -(-len(found) // most))])


def said_by(index: Index, stretch: str) -> set[str]:
    """The reviews of an index that hold a stretch: in a passage, in its headings or in the record."""
    ids = [name for name, _ in index.lexical([stretch], 200)]
    return {passage.review_id for passage in index.passages(ids) if _says(index, passage, stretch)}


def _says(index: Index, passage: Passage, stretch: str) -> bool:
    review = index.reviews[passage.review_id]
    return any(stretch in text for text in (passage.text, *passage.section, review.title, review.publisher))


def search_index(index: Index, embedder: "Embedder", wanted: Sequence[str], gone: set[str]) -> list[str]:
    """Where an index still gives out a text, by words or by meaning."""
    found = [f"the index still has the review {name}" for name in sorted(gone & set(index.reviews))]
    for stretch in wanted:
        lexical = [name for name, _ in index.lexical([stretch], NEAREST)]
        dense = [name for name, _ in index.dense(embedder.embed([stretch])[0], NEAREST)]
        for way, ids in (("words", lexical), ("meaning", dense)):
            for passage in index.passages(ids):
                if stretch in passage.text or passage.review_id in gone:
                    found.append(f"a search by {way} finds passage {passage.id} of {passage.review_id}")
    return list(dict.fromkeys(found))


def search_files(folders: Iterable[Path], wanted: Sequence[str]) -> tuple[list[str], int, int]:
    """The files below these folders that hold any of the stretches, and how many files and bytes were read."""
    found, count, size = [], 0, 0
    needles = [variant for stretch in wanted for variant in _variants(stretch)]
    for path in (path for folder in folders for path in sorted(folder.rglob("*"))):
        if not path.is_file() or path.is_symlink():
            continue
        count, size = count + 1, size + path.stat().st_size
        if _holds(path, needles):
            found.append(str(path))
    return found, count, size


def _variants(stretch: str) -> set[bytes]:
    """A stretch as files may have it: as it is, as JSON escapes it, as UTF-16."""
    return {stretch.encode(), json.dumps(stretch)[1:-1].encode(), stretch.encode("utf-16-le")}


def _holds(path: Path, needles: Iterable[bytes]) -> bool:
    with path.open("rb") as file:
        if not path.stat().st_size:
            return False
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
            return any(held.find(needle) >= 0 for needle in needles)


def generations_in(folder: Path) -> Iterator[Path]:
    """The generations of an index folder, finished or not, by age."""
    yield from sorted(path for path in (folder / "generations").glob("*") if path.is_dir())
