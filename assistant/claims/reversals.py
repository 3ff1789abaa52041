"""Whether a claim has nearly all words of a sentence and one of them turned round: before for after, left for right.

A rule, with which nothing is weighed: by the share of its words such a claim is as good as a quotation.
"""

import re
from collections.abc import Callable, Iterator, Sequence, Set

from assistant.words import fold

_STANDS_IN = "the review, the child, the partnership"  # for names that a claim had
NEAR = 0.75  # share of the claim's words that the sentence has, from which both are of one matter
_SIDE = (
    r"(?= (?:\w+ ){0,2}?(?:arms?|legs?|hands?|feet|foot|ears?|eyes?|cheeks?|temples?|thighs?|shins?|knees?|elbows?|wrists?|"
    r"shoulders?|side|ribs?|femurs?|tibias?|fibulas?|humerus|radius|ulna|clavicles?|hips?|ankles?|buttocks?)\b)"
)
# Each in its two senses; in the first pairs the order of what is compared turns the sense round too.
_COMPARE = (
    (r"before|prior to|ahead of", r"after"),
    (
        r"more than|longer than|(?:over|above)(?= \d)",
        r"less than|fewer than|shorter than|(?:under|below)(?= \d)",
    ),
)
_PLAIN = (
    (rf"left{_SIDE}", rf"right{_SIDE}"),
    (r"in part|partly|partially", r"in full|fully|wholly"),
    (r"rose|rise|risen|increase[sd]?|grew", r"fell|fall|fallen|decrease[sd]?|dropped|reduced|reduction"),
    (r"unlimited", r"limited"),
    (r"included|including", r"excluded|excluding"),
    (r"accepted", r"rejected"),
)


def is_reversed(claim: str, sentences: Sequence[str], stems: Callable[[str], Set[str]]) -> bool:
    """Whether a claim says of one matter the reverse of a sentence of its evidence.

    Args:
        claim: one sentence.
        sentences: those of its evidence.
        stems: what tells which words of two texts mean the same.
    """
    said = fold(claim)
    own = stems(said) - stems(_STANDS_IN)
    for sentence in sentences:
        held = fold(sentence)
        for mine, theirs, compares in _turned(said, held):
            left = own - stems(mine.group())
            near = left and len(left & stems(held)) >= NEAR * len(left)
            if near and (not compares or _in_the_same_order(said, mine, held, theirs, stems)):
                return True
    return False


def _turned(said: str, held: str) -> Iterator[tuple[re.Match[str], re.Match[str], bool]]:
    """Each word of one sense that the claim alone has, with that of the other sense which the sentence alone has."""
    for pairs, compares in ((_COMPARE, True), (_PLAIN, False)):
        for one, other in pairs:
            for first, second in ((one, other), (other, one)):
                mine, theirs = _only(first, second, said), _only(second, first, held)
                if mine and theirs:
                    yield mine, theirs, compares


def _only(sense: str, other: str, text: str) -> re.Match[str] | None:
    if re.search(rf"\b(?:{other})(?!\w)", text, re.IGNORECASE):
        return None
    return re.search(rf"\b(?:{sense})(?!\w)", text, re.IGNORECASE)


def _in_the_same_order(
    said: str, mine: re.Match[str], held: str, theirs: re.Match[str], stems: Callable[[str], Set[str]]
) -> bool:
    """Whether what stands before and behind the word is the same in both, and not "A before B" beside "B after A"."""
    before, behind = stems(said[: mine.start()]), stems(said[mine.end() :])
    first, last = stems(held[: theirs.start()]), stems(held[theirs.end() :])
    straight = len(before & first) + len(behind & last)
    return straight > len(before & last) + len(behind & first)
