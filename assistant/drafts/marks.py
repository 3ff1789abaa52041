"""Quotation marks in a draft, and texts folded so that typesetting tells no two apart."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.drafts.nouns import Quoted
from assistant.words import WORD

LEAST_WORDS = 4  # of a quotation; fewer are a term, or a word at arm's length
MOST_CHARACTERS = 3_000  # of a quotation; what is longer has lost its closing mark
_MARKED = re.compile(
    rf"“([^“”]{{8,{MOST_CHARACTERS}}}?)”"
    rf'|(?<!\w)"(?=\S)([^"]{{8,{MOST_CHARACTERS}}}?)(?<=\S)"(?!\w)'
    rf"|(?<!\w)‘(?=\S)((?:[^‘’]|(?<=\w)’(?=\w)){{8,{MOST_CHARACTERS}}}?)(?<=\S)’(?!\w)"
    rf"|(?<!\w)'(?=\S)((?:[^']|(?<=\w)'(?=\w)){{8,{MOST_CHARACTERS}}}?)(?<=\S)'(?!\w)"
)
_ATTRIBUTION = re.compile(r"\n[ \t>]*(?:--?|[–—])\s*[^\n]{1,200}\s*$|\s\([^()\n]{3,100}\)\s*$")
_MARK_OF_LINE = re.compile(r"[ \t]*(?:>[ \t]*)*(?:(?:[-*+•·▪◦●]|\d{1,3}[.)])[ \t]+|#{1,6}[ \t]+)?")
_FOOTNOTE = re.compile(r"\[footnoteRef:\d+\]|\[\^\d+\]")
_QUOTES, _DOUBLE = "‘’'`´", '“”"«»'
_HYPHENS, _DASHES = "-\u2010\u2011", "\u2012\u2013\u2014\u2015"
_GOES_ON = re.compile(r"(?:[ \t]*\r*\n[ \t]*)?(?=\w)")  # behind a hyphen, with the end of a line or without
_UNSEEN = "\u00ad*\\"


def quoted_in(text: str, start: int, end: int, whole: bool = False) -> tuple[Quoted, ...]:
    """The quotations of at least four words between two positions; ``whole``: it is a block quote."""
    if whole:
        stop = _ATTRIBUTION.search(text[start:end])
        end = start + stop.start() if stop else end
        inner = text[start:end]
        begin = start + len(inner) - len(inner.lstrip("> \t\"“‘'"))
        spans = [(begin, start + len(inner.rstrip("> \t\r\n\"”’'")))]
    else:
        spans = [
            next(match.span(n) for n in range(1, 5) if match.group(n) is not None)
            for match in _MARKED.finditer(text, start, end)
        ]
    return tuple(Quoted(text[a:b], a, b) for a, b in spans if len(WORD.findall(text[a:b])) >= LEAST_WORDS)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in one form, and for each of its letters the position it comes from."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of it stands in the text it was made of."""
        return self.places[start], self.places[end - 1] + 1


def folded(text: str, offset: int = 0) -> Folded:
    """A text without what typesetting changes: white space, forms of quotes and dashes, hyphens, capitals, marks.

    ``offset`` is added to every position.
    """
    letters: list[str] = []
    places: list[int] = []

    def put(letter: str, at: int) -> None:
        if letter == " " and (not letters or letters[-1] == " "):
            return
        letters.append(letter)
        places.append(at + offset)

    at = _after_mark(text, 0)
    while at < len(text):
        letter = text[at]
        if letter == "[" and (note := _FOOTNOTE.match(text, at)):
            at = note.end()
            continue
        if letter in "\r\n":
            put(" ", at)
            at = _after_mark(text, at + 1)
            continue
        if letter in _HYPHENS or (letter in _DASHES and text[at - 1 : at].isdigit()):
            at = _past_hyphen(text, at, put)
            continue
        if letter in _DASHES:
            put(" ", at)
            put("-", at)
            put(" ", at)
        elif letter in _QUOTES or letter in _DOUBLE:
            put("'", at)
        elif letter.isspace():
            put(" ", at)
        elif letter not in _UNSEEN:
            lower = letter.lower()
            put(lower if len(lower) == 1 else letter, at)
        at += 1
    return Folded("".join(letters), tuple(places))


def _after_mark(text: str, at: int) -> int:
    match = _MARK_OF_LINE.match(text, at)
    return match.end() if match else at


def _past_hyphen(text: str, at: int, put: Callable[[str, int], None]) -> int:
    """A hyphen within a word is dropped, with the end of line it may stand at; one between words is a dash."""
    before = at > 0 and text[at - 1].isalnum()
    after = _GOES_ON.match(text, at + 1)
    if before and after and (after.end() > at + 1 or text[at + 1 : at + 2].isalnum()):
        return after.end()
    for letter in " - ":
        put(letter, at)
    return at + 1
