"""How near a claim is to the sentences it rests on, by its words: what rules ask that decide alone."""

from collections.abc import Set
from functools import lru_cache

from assistant.claims.nouns import REMEMBERED
from assistant.claims.signs import canonical
from assistant.words import ABOUT_REVIEWS, fold, stem

_FRAME = frozenset(map(stem, ABOUT_REVIEWS)) | frozenset(
    map(stem, "found says said finding told notes states recorded shows".split())  # noqa: SIM905
)


@lru_cache(maxsize=REMEMBERED)
def own_words(claim: str, review: str = "") -> frozenset[str]:
    """The words of a claim without those that only say which review says it; all, where it has no others."""
    words = canonical(fold(claim))
    return (words - _FRAME - canonical(review)) or words


def share_in(words: Set[str], text: str) -> float:
    """The share of words that a text has, from 0 to 1."""
    return len(words & canonical(text)) / max(1, len(words))
