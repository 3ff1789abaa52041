"""Whether a word is written as a name: with a capital that is not merely the first letter of a sentence."""

import re
from collections.abc import Iterable

from assistant.words import fold

Span = tuple[int, int]
_WORD = re.compile(r"[A-Za-z][\w']*")
_OPENS = " \"'([*_#"  # stand between the end of a sentence and the first word of the next
_ENDS = ".?!:"


def written_as_name(text: str, span: Span) -> bool:
    """Whether a stretch of a folded text has such a capital; where hardly a word is in small letters, none tells anything."""
    rest = _WORD.findall(f"{text[: span[0]]} {text[span[1] :]}")
    if 2 * sum(word[0].islower() for word in rest) < len(rest):
        return False
    words = _WORD.finditer(text, *span)
    return any(word.group()[0].isupper() and not begins_sentence(text, word.start()) for word in words)


def begins_sentence(text: str, start: int) -> bool:
    """Whether a word of a folded text is the first of a sentence."""
    before = text[max(0, start - 8) : start].rstrip(_OPENS)
    return not before or before[-1] in _ENDS


def told_as_name(word: str, texts: Iterable[str], is_telling: bool) -> bool:
    """Whether texts have a word as a name; ``is_telling``: it is no word of everyday English, so that any capital shows it."""
    own = re.compile(rf"(?<![\w-]){re.escape(word[:1].upper() + word[1:])}(?![\w-])")
    return any(
        is_telling or not begins_sentence(folded, match.start())
        for text in texts
        if own.search(text)
        for folded in (fold(text),)
        for match in own.finditer(folded)
    )
