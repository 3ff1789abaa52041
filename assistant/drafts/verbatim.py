"""How nearly a sentence of a draft has the very words of a sentence of a review."""

import re

from rapidfuzz.distance import LCSseq

from assistant.words import ABOUT_REVIEWS, STOP, fold, stem, tokens

NEARLY = 0.8  # share of a claim's words, in their order, from which it is nearly a quotation
LEAST_WORDS = 4  # that carry content; of fewer the same words are soon found
_ENUMERATED = re.compile(r"^[\s>*_-]*(?:\d{1,3}[.)]\s+)?")


def nearly_verbatim(claim: str, sentence: str) -> float:
    """The share of a claim's words that a sentence has in the same order, where that is nearly all; else 0."""
    own = _words(claim)
    if len(own) < LEAST_WORDS:
        return 0.0
    share = LCSseq.similarity(own, _words(sentence)) / len(own)
    return share if share >= NEARLY else 0.0


def _words(text: str) -> list[str]:
    said = tokens(fold(_ENUMERATED.sub("", text)))
    return [stem(word) for word in said if word not in STOP and word not in ABOUT_REVIEWS]
