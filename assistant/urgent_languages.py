"""Danger told in a language other than English: unmistakable phrases, looked up and not translated.

Nothing but English is read here, yet somebody whose child does not breathe writes in the language they have. The
phrases stand in ``assistant/urgent_languages.toml``; what one of them is found in is met with 999 before anything else.
"""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

GAP = 3  # words that ".." may stand for
SHORT = 4  # words up to which a cry for help is a plea and not a word within a question
# Letters that do not fall apart into a plain one and a mark.
_PLAIN = str.maketrans(
    {"ł": "l", "ı": "i", "ß": "ss", "đ": "d", "ø": "o", "æ": "ae", "ی": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه"}
)
_NO_SPACES = re.compile(r"[\u4e00-\u9fff]")  # a script without spaces: each sign is a word


def plain_words(text: str) -> list[str]:
    """The words of a text without capitals, accents or punctuation, since whoever is in a hurry leaves them out."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    kept = "".join(c for c in apart if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    spaced = _NO_SPACES.sub(r" \g<0> ", kept)
    return "".join(" " if unicodedata.category(c)[0] in "PSZC" else c for c in spaced).split()


@cache
def _held() -> tuple[tuple[tuple[str, ...], bool], ...]:
    """Every phrase as plain words, and whether it is only a plea."""
    table = tomllib.loads((files("assistant") / "urgent_languages.toml").read_text(encoding="utf-8"))
    return tuple(
        (
            tuple(word for part in phrase.split("..") for word in (*plain_words(part), ".."))[:-1],
            kind == "help",
        )
        for language in table["languages"].values()
        for kind in ("danger", "help")
        for phrase in map(str.strip, language[kind].split(","))
        if phrase
    )


def tells_of_danger(message: str) -> bool:
    """Whether a message holds a phrase of danger of a language in the table, or is a plea for help in it."""
    words = plain_words(message[:4000])
    there = set(words)
    return any(
        _in(phrase, words)
        for phrase, is_plea in _held()
        if there.issuperset(word for word in phrase if word != "..") and (not is_plea or len(words) <= SHORT)
    )


def _in(phrase: tuple[str, ...], words: list[str]) -> bool:
    return any(_goes_on(phrase, words[at:]) for at, word in enumerate(words) if word == phrase[0])


def _goes_on(phrase: tuple[str, ...], words: list[str]) -> bool:
    if not phrase:
        return True
    if phrase[0] == "..":
        return any(_goes_on(phrase[1:], words[skip:]) for skip in range(GAP + 1))
    return bool(words) and words[0] == phrase[0] and _goes_on(phrase[1:], words[1:])
