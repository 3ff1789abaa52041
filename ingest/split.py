"""From sections to passages that fit the embedder.

A passage never crosses a section, keeps a list item whole where it fits, and is an exact stretch of the
source.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ingest.nouns import Passage, Review, Sentence
from ingest.readers import Document
from ingest.structure import Part, sentences_of, structure

VERSION = "4"

CountTokens = Callable[[Sequence[str]], list[int]]
_SPARE_TOKENS = 4  # the two special tokens, and one for each line break the prefix adds
_LONGEST_PREFIX_PART = 240  # characters of the title, and of the headings, that stand before a passage
_CHARACTERS_A_TOKEN = 16  # more than words have; bounds what is counted when one long stretch is cut


def prefix(review: Review, section: Sequence[str]) -> str:
    """What stands before a passage's text in the index, and is never shown: publisher, title, headings."""
    title = ". ".join(part for part in (review.publisher, review.title) if part)
    headings = " > ".join(section)
    return "\n".join(
        part for part in (title[:_LONGEST_PREFIX_PART], headings[-_LONGEST_PREFIX_PART:]) if part
    )


def passages(document: Document, review: Review, count_tokens: CountTokens, max_tokens: int) -> list[Passage]:
    """Cut a canonical text into passages.

    Args:
        document: the canonical text of the review's file, and where its pages begin.
        review: whose text it is; its publisher and title count towards the limit.
        count_tokens: the embedder's own count.
        max_tokens: what the embedder reads; prefix and passage together stay within it.

    Returns:
        Passages in source order; ``text[p.start:p.end] == p.text`` for each. A contact block that says only
        what contact blocks before it say (it was repeated at the end) is left out.
    """
    text = document.text
    found: list[Passage] = []
    said: set[str] = set()
    same: Counter[str] = Counter()
    parts = structure(text).parts
    for run in _runs(parts):
        room = max_tokens - _SPARE_TOKENS - count_tokens([prefix(review, run[0].section)])[0]
        for pieces in _fill(text, run, count_tokens, max(room, 32)):
            passage = _passage(text, review, run[0], pieces, len(found), same)
            if passage.kind == "contact":
                ways = _folded(text, pieces)
                if ways and ways <= said:
                    continue
                said |= ways
            found.append(replace(passage, page=document.page_of(passage.start)))
    return found


def _folded(text: str, pieces: Sequence["Piece"]) -> set[str]:
    """The paragraphs without case and spacing; none if one of them had to be cut."""
    if any((start, end) != (part.block.outer, part.block.end) for part, _, start, end in pieces):
        return set()
    return {" ".join(text[start:end].split()).casefold() for _, _, start, end in pieces}


_LABEL = re.compile(r"\*\*(?P<label>[^*]{3,80}?):?\*\*")


def in_context(passage: Passage) -> list[str]:
    """The sentences of a passage as their vectors are made: under their heading, and a point's label said again.

    A sentence such as "It was accepted without question" means little alone. Only the vector knows this text;
    what is shown is the sentence.
    """
    heading = f"{passage.section[-1]}: " if passage.section else ""
    texts = []
    for block in passage.blocks():
        label = _LABEL.match(passage.quote(block[0].start, block[0].end))
        again = f"{label['label']}: " if label else ""
        for number, sentence in enumerate(block):
            texts.append(f"{heading}{again if number else ''}{passage.quote(sentence.start, sentence.end)}")
    return texts


Piece = tuple[Part, list[Sentence], int, int]  # a part or a run of its sentences, with its span


def _runs(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Neighbouring parts that may share a passage: one section, one stretch, one kind."""
    run: list[Part] = []
    for part in parts:
        if run and (part.section, part.group, part.kind) != (run[-1].section, run[-1].group, run[-1].kind):
            yield run
            run = []
        run.append(part)
    if run:
        yield run


def _fill(text: str, run: Sequence[Part], count_tokens: CountTokens, room: int) -> Iterator[list[Piece]]:
    """Fill passages piece by piece, up to ``room`` tokens each."""
    all_pieces = [piece for part in run for piece in _pieces(text, part, count_tokens, room)]
    pieces = [piece for piece in all_pieces if _says_something(text, piece[2], piece[3])]
    sizes = count_tokens([text[start:end] for _, _, start, end in pieces])
    filled: list[Piece] = []
    used = 0
    for piece, size in zip(pieces, sizes, strict=True):
        # What stands between two pieces, a rule or an empty bullet, has its tokens too.
        if filled and (used + size > room or _size(text, filled[0][2], piece[3], count_tokens) > room):
            yield filled
            filled, used = [], 0
        filled.append(piece)
        used += size
    if filled:
        yield filled


def _says_something(text: str, start: int, end: int) -> bool:
    """Whether there is a letter or a figure; marks alone, a table's rule or a lone "»", need no passage."""
    return any(c.isalnum() for c in text[start:end])


def _size(text: str, start: int, end: int, count_tokens: CountTokens) -> int:
    return count_tokens([text[start:end]])[0]


def _pieces(text: str, part: Part, count_tokens: CountTokens, room: int) -> Iterator[Piece]:
    """The part whole, or, where it alone is too long, runs of its sentences that fit."""
    sentences = sentences_of(text, part, 0)
    start, end = part.block.outer, part.block.end
    if _size(text, start, end, count_tokens) <= room:
        yield part, sentences, start, end
        return
    # A stretch is a sentence with all that follows it up to the next one, so that no text is left out.
    stops = [*(sentence.start for sentence in sentences[1:]), end]
    kept: list[Sentence] = []
    kept_end = start
    for number, stop in enumerate(stops):
        stretch_end, mine = _trimmed(text, start, stop), sentences[number : number + 1]
        if kept and _size(text, start, stretch_end, count_tokens) > room:
            yield part, kept, start, kept_end
            start, kept = mine[0].start, []
        if _size(text, start, stretch_end, count_tokens) > room:
            for cut_start, cut_end in _cut(text, start, stretch_end, count_tokens, room):
                yield part, _within(text, mine, cut_start, cut_end), cut_start, cut_end
            start = stop
            continue
        kept, kept_end = [*kept, *mine], stretch_end
    if kept:
        yield part, kept, start, kept_end


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _within(text: str, sentences: Sequence[Sentence], start: int, end: int) -> list[Sentence]:
    """The parts of the sentences that lie between two positions and have a letter or figure."""
    cut = [replace(s, start=max(start, s.start), end=min(end, s.end)) for s in sentences]
    return [s for s in cut if _says_something(text, s.start, s.end)]


def _cut(text: str, start: int, end: int, count_tokens: CountTokens, room: int) -> Iterator[tuple[int, int]]:
    """Stretches that fit of one sentence that does not, cut at white space where there is some."""
    while start < end:
        stop = min(end, start + room * _CHARACTERS_A_TOKEN)
        stop = stop if stop == end else _last_space(text, start, stop)
        while stop - start > 1 and _size(text, start, stop, count_tokens) > room:
            stop = _last_space(text, start, start + (stop - start) // 2)
        stretch_end = _trimmed(text, start, stop)
        if stretch_end > start:
            yield start, stretch_end
        start = stop
        while start < end and text[start].isspace():
            start += 1


def _last_space(text: str, start: int, limit: int) -> int:
    space = max(text.rfind(" ", start, limit), text.rfind("\n", start, limit))
    return space if space > start else limit


def _passage(
    text: str, review: Review, first: Part, pieces: Sequence[Piece], ordinal: int, same: Counter[str]
) -> Passage:
    start, end = pieces[0][2], pieces[-1][3]
    words = text[start:end]
    numbers: dict[int, int] = {}
    sentences = []
    for part, part_sentences, _, _ in pieces:
        number = numbers.setdefault(part.block.start, len(numbers))
        sentences += [replace(sentence, block=number) for sentence in part_sentences]
    key = hashlib.sha256("\0".join((review.id, *first.section, words)).encode()).hexdigest()
    same[key] += 1
    return Passage(
        id=hashlib.sha256(f"{key}\0{same[key]}".encode()).hexdigest()[:20],
        review_id=review.id,
        file=review.file,
        section=first.section,
        kind=first.kind,
        text=words,
        start=start,
        end=end,
        ordinal=ordinal,
        sentences=tuple(sentences),
        is_list=any(part.block.form == "item" for part, *_ in pieces),
    )
