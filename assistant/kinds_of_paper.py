"""Which kind of paper a question is put to: a review and an inspection report are two, and neither answers for the other.

Thirty long inspection reports must change nothing in what five reviews say. So a question is put to the papers of one kind,
as though the others were not held: to those of the kind that it names, else to the reviews. Where all papers are of one
kind, nothing is narrowed.
"""

import re
from collections.abc import Collection, Mapping

from assistant.mentions import Mention, mentioned
from assistant.nouns import Note, Query
from assistant.words import fold
from ingest.catalogue import INSPECTION
from ingest.nouns import Review

_PAPER = r"(?:reviews?|briefings?|scrs?|lcsprs?|lscprs?|cspr?s?|rrs?)"
_REVIEWS = re.compile(rf"\b{_PAPER}\b", re.IGNORECASE)
_INSPECTED = re.compile(
    r"\binspect(?:ions?|ors?|orate|ed)\b|\bilacs\b|\bfocused visits?\b|\boverall effectiveness\b|\brequir\w+ improvement\b"
    r"|\b(?:judged|rated|graded) (?:as |to be )?(?:outstanding|good|inadequate)\b|\bofsted\b",
    re.IGNORECASE,
)
# What Ofsted is told of is an incident, and stands in reviews.
_TOLD_OFSTED = re.compile(
    r"\b(?:to|told|notif\w+|inform\w*) ofsted\b"
    r"|\bofsted (?:(?:was|were|is|had|has|been|being|did|get|got) ){0,3}(?:told|hears?|heard|notified|informed|receiv\w+)\b",
    re.IGNORECASE,
)
_WHO_INSPECTS = re.compile(r"\bofsted(?:'s)?\b|\binspect(?:ions?|ors?|orate)\b", re.IGNORECASE)
_EVERY_PAPER = re.compile(
    r"\b(?:which|any|all|what|every|each|these|how many|list)(?: of)?(?: the| these| your| our)? (?:documents|files|papers|reports|sources)\b"
    r"|\beverything (?:held|here|you (?:hold|have))\b",
    re.IGNORECASE,
)
_NAME = "\0"
_OF_A_REVIEW = r"(?:(?:serious|local|child|children's|safeguarding|practice|case|rapid|learning|published|scp|lscb|lscp) )*"
# "The Surrey review", "a review by Surrey", "which reviews", said by somebody from Surrey.
_NAMED_AS_REVIEW = re.compile(
    rf"{_NAME}(?:'s)? {_OF_A_REVIEW}{_PAPER}\b|\b{_PAPER} (?:of|by|from|in|for) (?:the )?{_NAME}|"
    rf"\b(?:which|these|any|all|do|did) (?:of )?(?:the |our |your )?{_OF_A_REVIEW}{_PAPER}\b",
    re.IGNORECASE,
)
_NOT_ASKED = 'The {count} {kind} held here were not asked. To ask them, say "{word}" in the question.'


def inspections(reviews: Mapping[str, Review]) -> frozenset[str]:
    """The ids of the inspection reports."""
    return frozenset(review.id for review in reviews.values() if review.review_type == INSPECTION)


def left_aside(reviews: Mapping[str, Review], types: Collection[str]) -> int:
    """How many inspection reports are not asked beside reviews: all of them, unless their type is among those chosen."""
    other = inspections(reviews)
    return 0 if INSPECTION in types or len(other) == len(reviews) else len(other)


def asked_of(query: Query, reviews: Mapping[str, Review]) -> tuple[str, ...]:
    """The papers of the kind that a question is put to, in order; none named means all.

    Args:
        query: as it was understood with all papers at hand.
        reviews: all of them.
    """
    other = inspections(reviews)
    if not other or len(other) == len(reviews):
        return ()
    text = fold(query.standalone)
    named = {*query.review_ids, *(review_id for part in query.parts for review_id in part.review_ids)}
    if named and named <= other and not query.filters and named_as_review(text, reviews):
        named = set()
    if named:
        wanted = [bool(named & other), bool(named - other)]
    elif _EVERY_PAPER.search(text):
        return ()
    else:
        inspected = bool(_INSPECTED.search(_TOLD_OFSTED.sub(" ", text)))
        wanted = [inspected, not inspected or bool(_REVIEWS.search(text))]
    if all(wanted):
        return ()
    return tuple(sorted(other if wanted[0] else reviews.keys() - other))


def named_as_review(text: str, reviews: Mapping[str, Review]) -> bool:
    """Whether what a text names it calls a review: "the Surrey review", where an inspection of Surrey is held and none."""
    if _INSPECTED.search(text):
        return False
    return bool(_NAMED_AS_REVIEW.search(_marked(text, mentioned(text, reviews))))


def _marked(text: str, mention: Mention) -> str:
    """A text with a mark for each name; a noun that ends what names a paper stays."""
    for start, end in reversed(mention.spans):
        nouns = _REVIEWS.findall(text[start:end])
        text = f"{text[:start]}{' '.join([_NAME, *nouns])}{text[end:]}"
    return text


def without_inspectors(text: str, asked: Collection[str], reviews: Mapping[str, Review]) -> str:
    """A question to inspection reports without the words for who inspected: that is their kind, and no subject of theirs."""
    return _WHO_INSPECTS.sub(" ", text) if asked and inspections(reviews).issuperset(asked) else text


def not_asked(query: Query, reviews: Mapping[str, Review]) -> tuple[Note, ...]:
    """That papers of the other kind were not asked, and how they are; of a question that names no paper.

    Args:
        query: with the papers that it was put to.
        reviews: all that are held.
    """
    left = reviews.keys() - set(query.among)
    if not query.among or query.review_ids or not left:
        return ()
    kind, word = (
        ("inspection reports", "inspection") if left <= inspections(reviews) else ("reviews", "reviews")
    )
    return (Note(_NOT_ASKED.format(count=len(left), kind=kind, word=word)),)
