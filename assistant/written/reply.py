"""A model's reply, line by line as it comes: claims with the numbers of the sentences they rest on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.sentences import sentence_spans

NOTHING = ("NOT FOUND", "NONE")
LONGEST = 600  # characters of a claim; a longer one is no claim
MOST_NUMBERS = 12  # cited by one claim; a reply that cites everything cites nothing

_GROUP = r"\[\s*\d{1,6}(?:\s*(?:,|;|-|–|and)\s*\d{1,6})*\s*\]"
_CITED = re.compile(rf"(?:\s*{_GROUP})+")
_NUMBER = re.compile(r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?")
_BULLET = re.compile(r"^\s*(?:[-*+•>]|\d{1,2}[.)]|\(\d{1,2}\)|#{1,6})\s+")
_EMPHASIS = re.compile(r"(\*\*|__|\*|_|`)(?=\S)(.+?)(?<=\S)\1")
_BARE = re.compile(r"^[\W_]*$")
# What a reader could follow, dial or be shown that is no word of a review.
_FOREIGN = re.compile(
    r"https?:|www\.|\b[\w.-]+@[\w-]+\.\w+|!?\[[^\]]*\]\(|\]\[|<[/a-z!]|\b(?:data|javascript|mailto|tel|file|ftp):\S"
    r"|\b[\w-]+\.(?:com|org|net|uk|gov|io|info|xyz|example|invalid|test)\b|\]:\s",
    re.IGNORECASE,
)
# Short ones such as 999 are for the check of numbers: a review may tell that somebody dialled it.
_DIALLED = re.compile(r"(?<!\d)(?:\+44[ \d()-]{8,}|0(?:[ -]?\d){9,10}|0800[ \d]+)(?!\d)")


@dataclass(frozen=True, slots=True)
class Said:
    """One claim of a reply, and the numbers that stand behind it, in order, each once."""

    text: str
    numbers: tuple[int, ...]

    @property
    def foreign(self) -> bool:
        """Whether it holds a link, an address, markup or a telephone number: never shown of a model."""
        return bool(_FOREIGN.search(self.text) or _DIALLED.search(self.text))


class Lines:
    """Takes a reply in pieces and gives its lines as each is complete."""

    def __init__(self) -> None:
        self._rest = ""
        self.whole = ""

    def take(self, piece: str) -> Iterator[str]:
        """Lines that are complete with this piece."""
        self.whole += piece
        *complete, self._rest = re.split(r"\r\n|\r|\n", self._rest + piece)
        yield from complete

    def end(self) -> Iterator[str]:
        """The last line, which no line break ends."""
        rest, self._rest = self._rest, ""
        if rest:
            yield rest


def says_nothing(line: str) -> bool:
    """Whether a line says that the sentences do not answer."""
    return line.strip(" .*_`\"'").upper() in NOTHING


def claims_in(line: str) -> list[Said]:
    """The claims of one line: its sentences, each with the numbers that next stand behind it.

    A line that announces what follows, or has no words, holds none. Of a claim with no number ``numbers`` is empty.
    """
    text = _BULLET.sub("", line.strip())
    said: list[Said] = []
    at = 0
    for match in _CITED.finditer(text):
        said += _sentences(text[at : match.start()], _numbers(match.group()))
        at = match.end()
    rest = text[at:].lstrip(" .,;:")
    if not rest.rstrip(" *_").endswith(":") and not line.lstrip().startswith("#"):
        said += _sentences(rest, ())
    return said


def _sentences(text: str, numbers: tuple[int, ...]) -> list[Said]:
    plain = text.strip().lstrip(".,;: ")
    for _ in range(3):
        plain = _EMPHASIS.sub(r"\2", plain)
    plain = " ".join(plain.split())
    if (whole := Said(plain, numbers)).foreign:
        return [whole]  # a link is cut in two by what looks like the end of a sentence
    found = [plain[start:end] for start, end in sentence_spans(plain, 0, len(plain))]
    return [Said(_closed(one), numbers) for one in found if not _BARE.match(one)]


def _closed(claim: str) -> str:
    return claim if claim[-1] in ".!?\"'”’)" else f"{claim}."


def _numbers(group: str) -> tuple[int, ...]:
    found: list[int] = []
    for match in _NUMBER.finditer(group):
        first, last = int(match.group(1)), int(match.group(2) or match.group(1))
        found += range(first, last + 1) if first <= last < first + MOST_NUMBERS else (first, last)
    return tuple(dict.fromkeys(found))
