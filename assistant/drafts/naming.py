"""Which review a sentence credits in brackets, and which it names that is not held."""

import re
from collections.abc import Mapping

from assistant.mentions import Mention, mentioned
from assistant.words import fold
from ingest.nouns import Review

_REVIEW = r"(?:reviews?|scrs?|lcsprs?|lscprs?|briefings?|rapid review|serious case review)"
_IN_BRACKETS = re.compile(rf"\(([^()]*\b{_REVIEW}\b[^()]*)\)\W*$", re.IGNORECASE)
_LABELLED = re.compile(
    rf"\b(?:Child|Baby|Infant|Family|Young Person) (?!(?i:protection|safeguarding|practice|death|health))(?:[A-Z]\w*|\d+)"
    rf"(?:'s)?(?= (?:\w+ ){{0,2}}(?i:{_REVIEW})\b)"
)


def credited_in(text: str, reviews: Mapping[str, Review]) -> Mention:
    """The reviews that a sentence names; where it ends with one in brackets, that is the credit, whoever it speaks of."""
    named = mentioned(text, reviews)
    found = _IN_BRACKETS.search(fold(text))
    cited = mentioned(found.group(1), reviews) if found else Mention()
    if not cited.review_ids or cited.review_ids == named.review_ids:
        return named
    return Mention(cited.review_ids, named.spans, cited.exact)


def not_held(text: str, reviews: Mapping[str, Review]) -> str:
    """The label of a review that a sentence names and that is none of those held; empty where it names one that is."""
    if mentioned(text, reviews).review_ids:
        return ""
    found = _LABELLED.search(fold(text))
    return found.group().removesuffix("'s") if found else ""
