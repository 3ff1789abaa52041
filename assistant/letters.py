"""What the letters of an abbreviation stand for, where a review spells them out letter by letter, as it does of a rhyme to learn by."""

import re
from collections.abc import Iterator, Sequence

from assistant.nouns import Query
from assistant.papers import Papers
from assistant.sections import Section, sections
from assistant.select import Pick
from assistant.words import STOP, fold
from ingest.nouns import Passage, Sentence

_ASKS = re.compile(
    r"\b(?:letters?|acronyms?|initials?|abbreviations?|mnemonics?)\b|\bstands? for\b|\bspel(?:l|ls|led|t|ling)\b(?: \w+)? out\b|\bshort for\b",
    re.IGNORECASE,
)
_TERM = re.compile(r"\b[A-Za-z]{3,8}\b")
_MEANS = r"\W{0,3}(?:[:=]|\s[-–—]\s|\b(?:is|stands)?\s?for\b)"
_FEWEST = 3  # letters: two of them are met by chance


def spelt_out(query: Query, index: Papers) -> list[Pick]:
    """What each letter of the abbreviation asked about stands for; nothing where no review spells it out.

    Args:
        query: that asks for the letters of something.
        index: that holds the reviews.
    """
    text = fold(query.asks)
    if not _ASKS.search(text):
        return []
    terms = [word for word in _TERM.findall(text) if word.lower() not in STOP]
    found = sections(index, query.searched or sorted(index.reviews))
    for term in sorted(dict.fromkeys(terms), key=lambda word: not word.isupper()):
        for section in found:
            if picks := next(_spelling(term.upper(), section), None):
                return picks
    return []


def _spelling(term: str, section: Section) -> Iterator[list[Pick]]:
    """The point that spells a term out, or the points that do, one for each letter."""
    blocks = [(passage, block) for passage in section.passages for block in passage.blocks()]
    said = [passage.quote(block[0].start, block[-1].end) for passage, block in blocks]
    within = re.compile(r".*?".join(rf"(?<!\w){letter}{_MEANS}" for letter in term), re.DOTALL)
    names = re.compile(rf"\b{term}\b")
    for (passage, block), words in zip(blocks, said, strict=True):
        if names.search(words) and within.search(words):
            yield [Pick(passage, block, 1.0)]
    if any(names.search(words) for words in (*said, *section.headings)):
        yield from _one_each(term, blocks, said)


def _one_each(
    term: str, blocks: Sequence[tuple[Passage, tuple[Sentence, ...]]], said: Sequence[str]
) -> Iterator[list[Pick]]:
    count = len(term)
    for first in range(len(blocks) - count + 1):
        pairs = zip(term, said[first : first + count], strict=True)
        if count >= _FEWEST and all(re.match(rf"\W*{letter}{_MEANS}", words) for letter, words in pairs):
            yield [Pick(passage, block, 1.0) for passage, block in blocks[first : first + count]]
