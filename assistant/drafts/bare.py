"""What a sentence of a draft says of a review, without the words that only say whose it is."""

import re
from collections.abc import Mapping

from assistant.compose import readable
from assistant.drafts.aims import because_clause
from assistant.mentions import mentioned
from assistant.nameless import namelessly
from assistant.words import fold
from ingest.nouns import Review

_WHO = r"(?:it|they|he|she|the|this|that|these|both|one|two|three|several|all|most)\b[^,.;:]{0,60}?"
_SAYS = (
    r"(?:found|finds?|says?|said|states?|stated|shows?|showed|notes?|noted|identif(?:y|ies|ied)|highlight(?:s|ed)?|concluded?s?|"
    r"reports?|reported|records?|recorded|stresse[sd]|tells? us|told us|learnt|observe[sd]?|points? out|pointed out|heard)"
)
_THAT = re.compile(
    rf"^(?:{_WHO}\s)?(?:has |have |had |also |clearly |further |then )*{_SAYS}(?: \w+ly)?(?: \([^()]*\))? that\s+",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"^(?:according to|as (?:noted|found|stated|reported|described|set out)(?: in| by)?|in|for)\s+"
    r"(?:the|this|that|both|one) (?:\w+ )?(?:review(?:er)?s?|briefings?|reports?|child|case|partnership|scr)\b[^,.;]{0,30},\s*",
    re.IGNORECASE,
)
_CITATION = re.compile(
    r"\s*\((?:see |cf\.? |e\.g\. )?(?:the (?:review|child|partnership)|[A-Z][^()]{0,60})(?:[^()]{0,60})?(?:\d{4}|p\. ?\d+|review|briefing)[^()]{0,30}\)"
    r"|\s*\((?:see )?the (?:review|child|partnership)[^()]{0,30}\)|\s*(?<!\w)\[\d{1,3}(?:, ?\d{1,3})*\]|\s*\((?:pp?|paras?|section|page)\.? ?\d[^()]{0,12}\)",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:however|moreover|also|but|and|in addition|finally|first|second|third)\b,?\s+", re.IGNORECASE
)
_LEAST_WORDS = 3  # that must be left


def bare(text: str, reviews: Mapping[str, Review]) -> str:
    """The claim alone: "The Child H review found that GPs were not asked (2019)." is "GPs were not asked."

    The names of reviews become "the review" or "the child", so that the same claim can be put to any review.
    """
    said = readable(text)
    said = because_clause(fold(said)) or said
    said = namelessly(said, mentioned(said, reviews), reviews)
    said = _CITATION.sub("", said)
    for pattern in (_LEADING, _ACCORDING, _THAT):
        rest = pattern.sub("", said, count=1)
        if len(rest.split()) >= _LEAST_WORDS:
            said = rest
    said = said.strip()
    return said[:1].upper() + said[1:]
