"""One item of a list by its place: "number 3?", "and the last one?", "recommendation four in the Harbour review"."""

import re
from collections.abc import Sequence
from typing import TypeVar

from assistant.words import NUMBER_WORDS, fold

LAST = -1
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_THING = r"(?:items?|points?|recommendations?|recs?|actions?|questions?|lessons?|findings?|bullets?|prompts?|updates?)"
_PLACED = re.compile(
    r"^\W*(?:(?:and|so|ok|please|what(?:'s|s| is| was| does| about| did)|tell me|show me|give me|repeat|expand(?: on)?|explain|say|more|can you|could you|about|on|just|the|of|in)\W+)*"
    rf"(?:(?:{_THING} )?(?:number|no\.?|#)? ?(?P<number>\d{{1,2}}|{'|'.join(NUMBER_WORDS)})(?<!\w\d{{3}})"
    rf"|(?P<ordinal>{'|'.join(_ORDINALS)}|last|\d{{1,2}}(?:st|nd|rd|th))(?: (?:one|{_THING}))?)"
    r"(?: (?:again|please|in full|say|mean|says?|in|of|from|the|review|briefing|report|one|case))*\W*$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"\b(?:{_THING}|number|no\.?|one|last|[a-z]+th|first|second|third|\d(?:st|nd|rd|th))(?!\w)|#",
    re.IGNORECASE,
)
_OF_KIND = re.compile(rf"\b{_THING}\b", re.IGNORECASE)
# "What were the 7 recommendations?" takes for granted that there are seven; "the 3 main points" asks for a choice.
_COUNTED = re.compile(
    rf"\b(?:the|all|its|their|all the|all of the) (?P<count>\d{{1,2}}|{'|'.join(NUMBER_WORDS)}) (?:\w+ing )?{_THING}\b",
    re.IGNORECASE,
)
Item = TypeVar("Item")


def count_taken_for_granted(question: str) -> int | None:
    """How many items a question says that a list has; None where it says no number."""
    match = _COUNTED.search(fold(question))
    if not match:
        return None
    said = match["count"].lower()
    return NUMBER_WORDS.index(said) + 1 if said in NUMBER_WORDS else int(said)


def item_asked(rest: str, goes_on: bool = False) -> int | None:
    """The place in a list that a question asks for, from 1, or ``LAST``; None where it asks for no single item.

    Args:
        rest: the question without what names reviews.
        goes_on: whether an item was asked for just before, so that "and 4?" is another.
    """
    text = fold(rest)
    match = _PLACED.match(text)
    if not match or (not goes_on and not _NAMED.search(text)):
        return None
    said = (match.group("number") or match.group("ordinal")).lower()
    if said == "last":
        return LAST
    if said in NUMBER_WORDS:
        return NUMBER_WORDS.index(said) + 1
    return _ORDINALS.index(said) + 1 if said in _ORDINALS else int(re.sub(r"\D", "", said)) or None


def names_its_kind(rest: str) -> bool:
    """Whether it says of what list: "recommendation 3", and not "number 3"."""
    return bool(_OF_KIND.search(rest))


def placed(items: Sequence[Item], place: int) -> Sequence[Item]:
    """The item at a place, as a list of one; none where the list is not so long."""
    if place == LAST:
        return items[-1:]
    return items[place - 1 : place]
