"""Whether a claim tells another number of the very things that its evidence counts: a rule, with which nothing is weighed."""

import re
from collections.abc import Sequence

from assistant.claims.numbers import Number, lacking, months_in, numbers_in
from assistant.words import STOP, fold, stem

_NEAR = 0.6  # share of a clause's words that the sentence with the other number has, from which both count the same
_WORD = re.compile(r"[^\W\d_][\w'-]+")
_JOINT = re.compile(r"[;:]\s|,\s|\s[–-]\s|\b(?:and|but|while|whereas|although)\b", re.IGNORECASE)


def is_recounted(claim: str, sentences: Sequence[str], around: str = "", review: str = "") -> bool:
    """Whether a number of the claim, which stands nowhere there, counts what a near sentence counts by another number.

    Args:
        claim: one sentence.
        sentences: those of its evidence.
        around: what stands around them; a number of it is not lacking.
        review: what the review is called; the evidence need not have a word of it.
    """
    missing = set(lacking(claim, " ".join((*sentences, around, review))))
    if not missing:
        return False
    named = _stems(review)
    for part in _JOINT.split(fold(claim)):
        told = [one for one in numbers_in(part) if one.said in missing and _counts(one)]
        own = _stems(part) - named or _stems(part)
        for one in told:
            for sentence in sentences:
                others = [
                    other
                    for other in numbers_in(sentence)
                    if other.thing == one.thing and other.value != one.value
                ]
                near = len(own & _stems(sentence)) >= _NEAR * len(own) and len(own) > 1
                if near and others and not any(map(_loose, others)):
                    return True
    return False


def _counts(number: Number) -> bool:
    return bool(number.thing) and not months_in(number.thing) and not _loose(number)


def _loose(number: Number) -> bool:
    return number.weak or number.about or number.share


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(fold(text).lower()) if word not in STOP)
