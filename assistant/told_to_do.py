"""Whom a question means that asks what somebody is told to do: "what must health visitors do now?", "GPs: what should they do?"."""

import re

from assistant.expansion import expand
from assistant.themes import Named, alternatives
from assistant.words import fold

_TOLD = r"(?:told|asked|advised|expected|required|meant|supposed|encouraged|instructed|want(?:s|ed)?|tells?|asks?|expects?|says?|said)"
# Where the question ends; what comes after a "when" or an "if" is a case, and is answered as one.
_DO = (
    r"do(?:ing)?(?: (?:differently|now|next|better|instead|more of|in future|from now on))*"
    r"(?:,? (?:after|since|following|according to|in|in(?: the)? light of|as a result of|because of|under|from|by)(?: the)?)?\W*$"
)
_SOMEBODY = r"(?:the |a |an )?(?P<whom>(?!(?:it|this|that|we|i|you|they|he|she|them|us)\b)[^,.;:?!()]{2,40}?)"
_WHAT_THEY_DO = re.compile(
    r"\b(?:what|which things|what things) (?:"
    rf"(?:must|should|can|ought|need) {_SOMEBODY} (?:now )?(?:to |have to |need to |be )?{_DO}"
    rf"|(?:are|is|were|was|have|has|had) {_SOMEBODY.replace('whom', 'told')} (?:been |being |now |also )*{_TOLD} to (?:now )?{_DO}"
    rf"|(?:do|does|did) {_SOMEBODY.replace('whom', 'bound')} (?:now )?(?:have|need) to {_DO}"
    rf"|(?:do|does|did|has|have|is|are)(?: \S+){{0,6}}? {_TOLD} {_SOMEBODY.replace('whom', 'bidden')} to (?:now )?{_DO})",
    re.IGNORECASE,
)
# "Midwives: what has it told them to do?", "for radiographers, what should they do now?"
_THEY_FIRST = re.compile(
    rf"^\W*(?:for |re |as for |on )?{_SOMEBODY}\s*(?:\s-|:|,)\s*(?:so |and )?what\b[^?:;]*?\b(?:(?:{_TOLD}) them (?:now )?to|they (?:now )?(?:should|must|have to|need to|are (?:now )?{_TOLD} to)"
    rf"|(?:should|must|are|do) they (?:now )?(?:{_TOLD} to|have to|need to|be)?)\s*{_DO}",
    re.IGNORECASE,
)


def told_to_do(rest: str) -> tuple[tuple[Named, ...], ...]:
    """Of whom it is asked what they are told to do, each with the other words for them; empty where of nobody listed.

    Args:
        rest: the question without what names reviews.
    """
    text = fold(rest)
    found = _THEY_FIRST.search(text) or _WHAT_THEY_DO.search(text)
    whom = next((name for name in found.groups() if name), "") if found else ""
    return alternatives(whom) if expand(whom) else ()
