"""From sections to passages that fit the embedder.

A passage never crosses a section, keeps a list item whole where it fits, and is an exact stretch of the source.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ingest.nouns import Passage, Review, Sentence
from ingest.structure import Part, sentences_of, structure

VERSION = "1"

CountTokens = Callable[[Sequence[str]], list[int]]
_SPARE_TOKENS = 4  # the two special tokens, and one for each line break the prefix adds


def prefix(review: Review, section: Sequence[str]) -> str:
    """What stands in front of a passage's text in the index, and is never shown: publisher, title, headings."""
    return "\n".join(part for part in (f"{review.publisher}. {review.title}", " > ".join(section)) if part)


def passages(text: str, review: Review, count_tokens: CountTokens, max_tokens: int) -> list[Passage]:
    """Cut a canonical text into passages.

    Args:
        text: the canonical text of the review's file.
        review: whose text it is; its publisher and title count towards the limit.
        count_tokens: the embedder's own count.
        max_tokens: what the embedder reads; prefix and passage together stay within it.

    Returns:
        Passages in source order; ``text[p.start:p.end] == p.text`` for each. The same words said twice in
        one review (a contact block repeated at the end) are kept once.
    """
    found: list[Passage] = []
    seen: set[str] = set()
    same: Counter[str] = Counter()
    parts = structure(text).parts
    for run in _runs(parts):
        room = max_tokens - _SPARE_TOKENS - count_tokens([prefix(review, run[0].section)])[0]
        for pieces in _fill(text, run, count_tokens, max(room, 32)):
            passage = _passage(text, review, run[0], pieces, len(found), same)
            folded = " ".join(passage.text.split()).casefold()
            if passage.kind == "contact" and folded in seen:
                continue
            seen.add(folded)
            found.append(passage)
    return found


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
    pieces = [piece for part in run for piece in _pieces(text, part, count_tokens, room)]
    sizes = count_tokens([text[start:end] for _, _, start, end in pieces])
    filled: list[Piece] = []
    used = 0
    for piece, size in zip(pieces, sizes, strict=True):
        if filled and used + size > room:
            yield filled
            filled, used = [], 0
        filled.append(piece)
        used += size
    if filled:
        yield filled


def _pieces(text: str, part: Part, count_tokens: CountTokens, room: int) -> Iterator[Piece]:
    """The part whole, or, where it alone is too long, its sentences; a sentence too long is cut at white space."""
    sentences = sentences_of(text, part, 0)
    if count_tokens([text[part.block.outer : part.block.end]])[0] <= room:
        yield part, sentences, part.block.outer, part.block.end
        return
    kept: list[Sentence] = []
    start = part.block.outer
    for sentence in sentences:
        if kept and count_tokens([text[start : sentence.end]])[0] > room:
            yield part, kept, start, kept[-1].end
            start, kept = sentence.start, []
        if count_tokens([text[start : sentence.end]])[0] > room:
            for cut_start, cut_end in _cut(text, start, sentence.end, count_tokens, room):
                cut = replace(sentence, start=max(cut_start, sentence.start), end=cut_end)
                yield part, [cut], cut_start, cut_end
            start = sentence.end
            continue
        kept.append(sentence)
    if kept:
        yield part, kept, start, kept[-1].end


def _cut(text: str, start: int, end: int, count_tokens: CountTokens, room: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = end
        while stop - start > 1 and count_tokens([text[start:stop]])[0] > room:
            middle = start + (stop - start) // 2
            space = max(text.rfind(" ", start, middle), text.rfind("\n", start, middle))
            stop = space if space > start else middle
        yield start, stop
        start = stop
        while start < end and text[start].isspace():
            start += 1


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
