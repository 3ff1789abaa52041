"""A question in plain words: text-speak, slang and office language as reviews would put it.

A sentence of a review lies near a question in its own words, and far from the same question in others. Only the question is
read so, from one reviewed data file; what is quoted stays as it is.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("plain_words.toml")
_AND = re.compile(r"(?<=[A-Za-z]) n (?=[A-Za-z])", re.IGNORECASE)
_NORTH = re.compile(
    r"(?: n|^n) (?=(?:\w+shire|yorks?|wales|ireland|devon|tyneside|somerset|lincs)\b)", re.IGNORECASE
)


@cache
def _plain() -> dict[str, str]:
    """The plain word for each that is held, in small letters; read once."""
    held = tomllib.loads(FILE.read_text(encoding="utf-8"))["plain"]
    return {said: plain for plain, many in held.items() for said in many}


@cache
def _said() -> re.Pattern[str]:
    longest_first = sorted(_plain(), key=len, reverse=True)
    return re.compile(rf"(?<![\w'-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w'-])", re.IGNORECASE)


def in_plain_words(question: str) -> str:
    """The question with what the data file holds in plain words; a word in capitals is a name or an abbreviation."""

    def put(match: re.Match[str]) -> str:
        said = match.group()
        if said.isupper() and len(said) > 1:
            return said
        plain = _plain()[said.lower()]
        return plain[0].upper() + plain[1:] if said[0].isupper() else plain

    return _said().sub(put, _and_spelt(question.replace("\u2019", "'")))


def _and_spelt(question: str) -> str:
    """ "mum n dad" is mum and dad; "n yorks" is a place."""
    return _AND.sub(
        lambda found: found.group() if _NORTH.match(question, found.start()) else " and ", question
    )
