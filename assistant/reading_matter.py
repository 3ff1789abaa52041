"""A review's text made ready to be read: its sections, its pieces with their kinds, screens, and what is found.

Every position counts in the canonical text of the file, which is never changed: sections and pieces are
spans of it, and what stands between two pieces (headings, marks, blank lines) belongs to the one that follows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ingest.front_matter import body_start
from ingest.nouns import Passage
from ingest.structure import structure

SCREEN = 20_000  # characters shown at once where a text is longer than WHOLE
WHOLE = 40_000  # characters up to which a text is shown in one piece
MOST_FOUND = 200  # places of a search that are listed
LONGEST_SEARCH = 100  # characters
BEFORE, AFTER = 900, 900  # characters shown around a passage that is opened
_ALIKE = {"'": "['’‘]", '"': '["“”]', "-": "[-‐‑–—]"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or list item: its span, its page, and the kinds of its sentences in their order.

    Each kind goes with whether it was inferred from wording; there are none where kinds are not known.
    """

    start: int
    end: int
    kinds: tuple[tuple[str, bool], ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of text under one heading, or one of several ``parts`` of a stretch that is long.

    ``again``: its heading stood before, and its text goes on here. ``part`` counts from 1; of one part it is 1.
    """

    number: int
    heading: tuple[str, ...]
    start: int
    end: int
    pieces: tuple[Piece, ...]
    again: bool = False
    part: int = 1
    parts: int = 1

    @property
    def page(self) -> int | None:
        """The page on which it begins, where pages are known."""
        return next((piece.page for piece in self.pieces if piece.page), None)


@dataclass(frozen=True, slots=True)
class Matter:
    """A text with its sections. ``fits``: the passages that are searched still stand in it, each at its place."""

    text: str
    sections: tuple[Section, ...]
    fits: bool


@dataclass(frozen=True, slots=True)
class Places:
    """Where the words of a search stand: the first so many spans, and how many there are in all."""

    spans: tuple[tuple[int, int], ...]
    count: int


def matter(text: str, passages: Sequence[Passage]) -> Matter:
    """A text with its sections.

    Args:
        text: the canonical text of the file as it is now.
        passages: those made of the file when it was indexed; where they no longer stand in the text, its
            sections are found anew, and no kind of statement is told.
    """
    fits = bool(passages) and all(text[one.start : one.end] == one.text for one in passages)
    pieces = _of_passages(passages) if fits else _of_structure(text)
    runs = [
        (heading, [piece for _, piece in run]) for heading, run in groupby(pieces, key=lambda one: one[0])
    ]
    sections: list[Section] = []
    seen: set[tuple[str, ...]] = set()
    start = body_start(text)
    for heading, run in runs:
        chunks = _chunks(start, run)
        for number, chunk in enumerate(chunks, 1):
            end = chunk[-1].end
            sections.append(
                Section(
                    len(sections) + 1,
                    heading,
                    start,
                    end,
                    tuple(chunk),
                    heading in seen,
                    number,
                    len(chunks),
                )
            )
            start = end
        seen.add(heading)
    if sections:
        sections[-1] = replace(sections[-1], end=len(text))
    return Matter(text, tuple(sections), fits)


def screen(sections: Sequence[Section], number: int | None = None) -> tuple[Section, ...]:
    """The sections that are shown at once: all of a short text, else about ``SCREEN`` characters of it.

    Args:
        sections: of the text.
        number: of the section to begin with; None begins at the beginning. Of a number there is none of, too.
    """
    first = next((place for place, one in enumerate(sections) if one.number == number), 0)
    rest = sections[first:]
    if not rest or rest[-1].end - sections[0].start <= WHOLE:
        return tuple(rest)
    return (rest[0], *(one for one in rest[1:] if one.end - rest[0].start <= SCREEN))


def screen_before(sections: Sequence[Section], first: Section) -> Section | None:
    """The section with which the screen before a section begins; None where nothing is before it."""
    earlier = [one for one in sections if one.end <= first.start]
    fitting = [one for one in earlier if first.start - one.start <= SCREEN]
    return next(iter((*fitting[:1], *earlier[-1:])), None)


def section_at(sections: Sequence[Section], position: int) -> Section | None:
    """The section that holds a position."""
    return next((one for one in sections if one.start <= position < one.end), None)


def piece_at(sections: Sequence[Section], position: int) -> Piece | None:
    """The paragraph or list item that holds a position, else the next after it."""
    pieces = (piece for section in sections for piece in section.pieces)
    return next((piece for piece in pieces if position < piece.end), None)


def placed(held: Matter, passages: Sequence[Passage], start: int, end: int) -> bool:
    """Whether a span can still be shown to be what it was: it lies in the text, and in passages that still fit."""
    if not 0 <= start < end <= len(held.text):
        return False
    touched = [one for one in passages if one.start < end and start < one.end]
    return bool(touched) and all(held.text[one.start : one.end] == one.text for one in touched)


def around(held: Matter, start: int, end: int) -> tuple[int, int]:
    """A span with the text around it, as far as its sections go and whole pieces fit."""
    first, last = section_at(held.sections, start), section_at(held.sections, end - 1)
    if first is None or last is None:
        return start, end
    begins = [first.start, *(piece.end for piece in first.pieces if start - BEFORE > piece.end)]
    ends = [piece.end for piece in last.pieces if piece.end >= min(end + AFTER, last.end)]
    return begins[-1], ends[0] if ends else last.end


def places(text: str, words: str, start: int = 0) -> Places:
    """Where words stand in a text as a phrase, whatever the case, the line breaks and the form of quotes.

    Args:
        text: to be searched.
        words: the phrase; of one longer than ``LONGEST_SEARCH`` its beginning.
        start: where in the text the search begins.
    """
    phrase = words[:LONGEST_SEARCH].split()
    if not phrase:
        return Places((), 0)
    pattern = re.compile(r"\s+".join("".join(map(_letter, word)) for word in phrase), re.IGNORECASE)
    spans, count = [], 0
    for match in pattern.finditer(text, start):
        count += 1
        if count <= MOST_FOUND:
            spans.append(match.span())
    return Places(tuple(spans), count)


def _letter(letter: str) -> str:
    alike = (group for group in _ALIKE.values() if letter in group[1:-1])
    return next(alike, re.escape(letter))


def _of_passages(passages: Sequence[Passage]) -> list[tuple[tuple[str, ...], Piece]]:
    found = []
    for passage in sorted(passages, key=lambda one: one.start):
        for block in passage.blocks():
            start, end = block[0].start, max(sentence.end for sentence in block)
            kinds = tuple(dict.fromkeys((sentence.kind, sentence.inferred) for sentence in block))
            piece = Piece(start, end, kinds, passage.page)
            found.append((passage.section, piece))
    return _one_after_the_other(found)


def _of_structure(text: str) -> list[tuple[tuple[str, ...], Piece]]:
    found = [(part.section, Piece(part.block.start, part.block.end)) for part in structure(text).parts]
    return _one_after_the_other(sorted(found, key=lambda one: one[1].start))


def _one_after_the_other(found: list[tuple[tuple[str, ...], Piece]]) -> list[tuple[tuple[str, ...], Piece]]:
    """Pieces without those that lie in an earlier one: no character is shown twice."""
    kept: list[tuple[tuple[str, ...], Piece]] = []
    for section, piece in found:
        if not kept or piece.start >= kept[-1][1].end:
            kept.append((section, piece))
    return kept


def _chunks(start: int, pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces of one section in runs of about ``SCREEN`` characters."""
    chunks: list[list[Piece]] = [[]]
    for piece in pieces:
        if chunks[-1] and piece.end - start > SCREEN:
            start = chunks[-1][-1].end
            chunks.append([])
        chunks[-1].append(piece)
    return chunks
