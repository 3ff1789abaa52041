"""Filters typed in a question: ``type:"rapid review" year:2020``, and "only in the serious case reviews".

They bind as those given by option do, and are shown.
"""

import re
from collections.abc import Mapping

from assistant.filters import FIELDS, parse
from assistant.words import fold
from ingest.nouns import Review

Filters = Mapping[str, tuple[str, ...]]

_NAMED = re.compile(rf"(?<![\w:])({'|'.join(FIELDS)}):(?:\"([^\"]+)\"|'([^']+)'|([\w-]+))", re.IGNORECASE)
# What people call the types of review; the words that a type must hold.
_DOCUMENTS = r"(?:reviews?|briefings?|reports?|publications?|scrs?|lcsprs?|rrs?)"
# "in serious case reviews, what ...", "what do rapid reviews say": people call every document here a briefing or a review,
# so those alone bind nothing.
_AMONG = r"(?:in|from|across|among|amongst|within|of)(?: all)?(?: the| these| our)?(?: local)?"
_YEARS = re.compile(
    rf"\b(?:{_DOCUMENTS})(?: (?:that were |which were )?(?:published|written|held|done|carried out|dated|completed))? "
    r"(?P<how>since|after|before|until|up to|from|between) (?P<first>(?:19|20)\d\d)(?:(?: ?(?:to|and|until|-) ?)(?P<last>(?:19|20)\d\d))?\b",
    re.IGNORECASE,
)
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
_IN_THE = {
    re.compile(
        rf"\b{_AMONG} (?:{names.replace('s?', 's')})\b(?=[,?.]|$| (?:since|after|before|from|between|until|what|which|who|how|is|are|was|were|did|do))",
        re.IGNORECASE,
    ): held
    for names, held in TYPES.items()
    if held != "briefing"
}


def typed_filters(question: str, reviews: Mapping[str, Review]) -> tuple[str, Filters]:
    """The question without its filters, and the filters; a field that there is not stays in the question.

    Args:
        question: as it was typed.
        reviews: those held, whose types the words for a type are matched with.

    Raises:
        BadFilter: a field has a value that there is not.
    """
    text = fold(question)
    found: dict[str, list[str]] = {}

    def take(match: re.Match[str]) -> str:
        name = match.group(1).lower()
        value = next(group for group in match.groups()[1:] if group)
        parse({name: value})
        found.setdefault(name, []).append(value)
        return " "

    rest = _NAMED.sub(take, text)
    if years := _YEARS.search(rest):
        found.setdefault("year", []).extend(_within(years, reviews))
        start = years.start("how")
        rest = f"{rest[:start].rstrip()}{rest[years.end() :]}"
    for pattern, held in (*_ONLY.items(), *_IN_THE.items()):
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


def _within(span: re.Match[str], reviews: Mapping[str, Review]) -> list[str]:
    """The years of the reviews held that lie in a span of time; the span's own year where none does."""
    first, last, how = span["first"], span["last"] or "", span["how"].lower()
    held = sorted({(d.value or "")[:4] for review in reviews.values() for d in review.dates if d.value})
    if last:
        chosen = [year for year in held if first <= year <= last]
    elif how in ("before", "until", "up to"):
        chosen = [year for year in held if year < first or (how != "before" and year == first)]
    else:
        chosen = [year for year in held if year > first or (how != "after" and year == first)]
    return chosen or [first]
