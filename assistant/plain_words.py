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
# "something 4 the ambulance crew", "who did they write 2 about it": a figure that is read aloud as a word.
_FOR = re.compile(
    r"(?<=[a-z]) 4 (?=(?:the|a|an|my|our|all|gps|babies|parents|midwives|schools|nurses|staff)\b)",
    re.IGNORECASE,
)
_TO = re.compile(
    r"(?:(?<=write)|(?<=wrote)|(?<=speak)|(?<=spoke)|(?<=talk)|(?<=refer)|(?<=happened)) 2 (?=[a-z])",
    re.IGNORECASE,
)
_AN = re.compile(r"\ban (?=pregnant\b)", re.IGNORECASE)


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

    return _AN.sub("a ", _said().sub(put, _spelt(question.replace("\u2019", "'"))))


def _spelt(question: str) -> str:
    """ "mum n dad" is mum and dad, "4 the" is for the; "n yorks" is a place."""
    question = _TO.sub(" to ", _FOR.sub(" for ", question))
    return _AND.sub(
        lambda found: found.group() if _NORTH.match(question, found.start()) else " and ", question
    )
