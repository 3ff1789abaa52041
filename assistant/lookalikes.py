"""Words that mix letters of two alphabets: to the eye they are plain English, to a search they are other words."""

import re

_WORD = re.compile(r"[^\W\d_]{2,60}")
_OF_SCIENCE = "αβγδλμπσωΩΔ"
_LATIN = re.compile("[A-Za-z]")
# Greek and Coptic, Cyrillic, Armenian, Cherokee, full-width Latin and the mathematical alphabets. A small
# Greek letter that begins a word is a unit or a name of science: it looks like no Latin one.
_OTHER = re.compile(
    "[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13ff\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]"
)


def lookalikes(text: str) -> list[tuple[int, str]]:
    """The words that mix two alphabets, with their places, in order."""
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        if _LATIN.search(word) and _OTHER.search(word, int(word[0] in _OF_SCIENCE)):
            found.append((match.start(), word))
    return found
