"""Filters typed in a question: ``type:"rapid review" year:2020``, and "only in the serious case reviews".

They bind as those given by option do, and are shown.
"""

import re
from collections.abc import Mapping

from assistant.filters import FIELDS, BadFilter, parse
from assistant.words import fold
from ingest.nouns import Review

Filters = Mapping[str, tuple[str, ...]]

_NAMED = re.compile(rf"(?<![\w:])({'|'.join(FIELDS)}):(?:\"([^\"]+)\"|'([^']+)'|([\w-]+))", re.IGNORECASE)
# What people call the types of review; the words that a type must hold.
TYPES = {
    r"rapid reviews?|rrs?": "rapid review",
    r"serious case reviews?|scrs?": "serious case review",
    r"(?:local )?(?:child )?(?:safeguarding )?practice reviews?|lcsprs?|lscprs?|csprs?": "practice review",
    r"(?:learning )?briefings?": "briefing",
}
_ONLY = {
    re.compile(
        rf"\b(?:only|just|limit(?:ed)? (?:it |this )?to|nothing but)(?: (?:in|from|of|at|the|published|held|those))* (?:{names})\b(?! (?:say|said|of))"
        rf"|\b(?:{names}) only\b",
        re.IGNORECASE,
    ): held
    for names, held in TYPES.items()
}


def typed_filters(question: str, reviews: Mapping[str, Review]) -> tuple[str, Filters]:
    """The question without its filters, and the filters; a field or value that there is not stays in the question.

    Args:
        question: as it was typed.
        reviews: those held, whose types the words for a type are matched with.
    """
    text = fold(question)
    found: dict[str, list[str]] = {}

    def take(match: re.Match[str]) -> str:
        name = match.group(1).lower()
        value = next(group for group in match.groups()[1:] if group)
        try:
            parse({name: value})
        except BadFilter:
            return match.group()
        found.setdefault(name, []).append(value)
        return " "

    rest = _NAMED.sub(take, text)
    for pattern, held in _ONLY.items():
        types = sorted(
            {review.review_type for review in reviews.values() if held in review.review_type.lower()}
        )
        if types and pattern.search(rest):
            rest = pattern.sub(" ", rest)
            found.setdefault("type", []).extend(types)
    if not found:
        return question, {}
    rest = re.sub(r"\s+([?.,;])", r"\1", " ".join(rest.split())).strip(" ,;:")
    return rest or text, {name: tuple(values) for name, values in found.items()}
