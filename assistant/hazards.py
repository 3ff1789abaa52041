"""What the texts of such briefings are known to do, named where it is met in a file, with what is made of it.

Nothing here needs a person: each is dealt with when the file is read, and what is a guess is marked as inferred.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.structure import Part, Structure, sentences_of


@dataclass(frozen=True, slots=True)
class Met:
    """A hazard of a text: what it is, how often it is met, where first, and what is made of it."""

    what: str
    count: int
    start: int
    handled: str


_MARKS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("image without a picture", "left out", re.compile(r"\[image:[^\]]{0,1000}\]", re.IGNORECASE)),
    ("link that leads nowhere", "shown as words, never as a link", re.compile(r"\]\(#?\)")),
    ("footnote mark in the running text", "kept in its quote", re.compile(r"\[footnoteRef:\d+\]")),
    ("footnote in the running text", "part of no sentence", re.compile(r"\[\d{1,3}:\s[^\]]{0,1000}\]")),
    (
        "bullet without a point",
        "left out",
        re.compile(r"^[ \t]*[-*+•·▪●][ \t]*\r?$", re.MULTILINE),
    ),
    ("tick after a bullet", "read as one bullet", re.compile(r"^[ \t]*[-*+•·▪●]\s+[✓✔]", re.MULTILINE)),
    (
        "bold marks round a telephone number",
        "read through",
        re.compile(r"\*\*(?:\+44|0)[\d ]{8,14}\*\*"),
    ),
    ("dash without spaces", "a space may be lost there; quoted as printed", re.compile(r"[a-z]—[a-z]")),
    (
        "promise with a date",
        "quoted with the date of its review: it may be long past",
        re.compile(
            r"\b(?:expected|due|planned|scheduled) (?:in |by |for )?(?:early |late |mid-?)?"
            r"(?:spring|summer|autumn|winter|January|February|March|April|May|June|July|August|September|October|"
            r"November|December)\b(?: \d{4})?|\bdates? (?:tbc|to be confirmed)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "letters of an acronym on lines of their own",
        "kept in one point",
        re.compile(r"(?:^[A-Z] [–—-] .*\r?\n?){3,}", re.MULTILINE),
    ),
)
_TORN = re.compile(r"[^\s.?!:;][ \t]*\r?\n[ \t]*\r?\n\s*[a-z]")
_OF_AN_AGE = re.compile(r"\b(?:day|week|month|year)s?[ -]old\b", re.IGNORECASE)
_PURPOSE = re.compile(r"\bpurpose of\b[^.]*\breviews?\b", re.IGNORECASE)
_LABEL = re.compile(r"\*\*[^*]{3,80}:?\*\*")
_ONLY_LINK = re.compile(r"\[[^\]]*\]\([^)]*\)|<https?://[^>]*>")
_BY_KIND = {
    "national_finding": ("finding of a national review", "told from local ones by its wording: inferred"),
    "statistic": ("figure of a wider count", "told from the case by its wording: inferred"),
    "update": ("update behind a recommendation", "told apart by its wording: inferred"),
    "good_practice": ("good practice told in prose", "told by its wording: inferred"),
    "action": ("action told in prose", "told by its wording: inferred"),
}


def met_in(text: str, made_of: Structure) -> list[Met]:
    """The hazards of a text, by where each is first met."""
    found: dict[str, list[tuple[int, str]]] = {}
    for what, start, handled in (*_in_marks(text), *_in_parts(text, made_of)):
        found.setdefault(what, []).append((start, handled))
    told = [Met(what, len(places), min(places)[0], places[0][1]) for what, places in found.items()]
    return sorted(told, key=lambda one: (one.start, one.what))


def _in_marks(text: str) -> Iterator[tuple[str, int, str]]:
    for what, handled, pattern in _MARKS:
        for match in pattern.finditer(text):
            yield what, match.start(), handled


def _in_parts(text: str, made_of: Structure) -> Iterator[tuple[str, int, str]]:
    parts = made_of.parts
    if not parts:
        return
    if made_of.title is None:
        yield "no title", parts[0].block.start, "the record's is shown, or the name of the file as inferred"
    if len(parts) > 2 and not any(part.section for part in parts):
        yield "prose without headings", parts[0].block.start, "told apart by its wording: inferred"
    said: set[str] = set()
    for part in parts:
        words = " ".join(text[part.block.start : part.block.end].split())
        if part.kind == "contact":
            if words.casefold() in said:
                yield "contact that is printed twice", part.block.start, "kept once"
            said.add(words.casefold())
        if part.block.form != "heading" and _TORN.search(text, part.block.start, part.block.end):
            yield "point torn by an empty line", part.block.start, "read as one"
        if part.block.form == "item" and _LABEL.match(words):
            yield "point with a label in bold", part.block.start, "its label goes with each of its sentences"
        if part.kind == "boilerplate" and _PURPOSE.search(words):
            yield "general words on the purpose of reviews", part.block.start, "put behind what a review says"
        for sentence in sentences_of(text, part, 0):
            if sentence.inferred and sentence.kind in _BY_KIND:
                what, handled = _BY_KIND[sentence.kind]
                yield what, sentence.start, handled
    yield from _in_neighbours(text, parts)


def _in_neighbours(text: str, parts: tuple[Part, ...]) -> Iterator[tuple[str, int, str]]:
    seen = {parts[0].section}
    for one, other in pairwise(parts):
        between = text[one.block.end : other.block.outer].strip()
        if other.section != one.section:
            if other.section in seen and not between:
                yield "list cut in two by a panel", other.block.start, "put back under its heading"
            seen.add(other.section)
            if between and "#" not in between and not between.startswith("**"):
                yield "heading that is a plain line", one.block.end, "read as a heading"
        words = [text[part.block.start : part.block.end].strip() for part in (one, other)]
        if one.block.form == other.block.form == "item" and all(_OF_AN_AGE.search(w) for w in words):
            yield "children told of one after the other", one.block.start, "each kept in a point of its own"
        if all(_ONLY_LINK.fullmatch(w) for w in words):
            yield "list of links", one.block.start, "put behind what a review says"
