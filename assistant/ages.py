"""Ages: those that a text gives, the child that a question tells by its age, the span of ages it asks about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.words import fold, stem, tokens

Age = tuple[str, str]  # number and unit: "two-month-old" is ("2", "month")
DAYS = {"day": 1.0, "week": 7.0, "month": 30.4, "year": 365.25}
_OF_AGE = rf"(?P<number>\d+) (?P<unit>{'|'.join(DAYS)})"
_CHILD = r"(?:baby|child|infant|girl|boy|toddler|newborn|son|daughter|kid|one)"
_CHILD_OF_AGE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:the|that|this) (?:\w+ ){{0,2}}?{_OF_AGE} old\b",
        rf"\b(?:the|that|this) (?:\w+ )?{_CHILD} (?:of|aged|who was|that was|at) {_OF_AGE}\b",
        rf"\bhappened (?:to|with) (?:\w+ ){{0,4}}?{_OF_AGE}\b",
        rf"\ba {_OF_AGE} old (?:{_CHILD} )?(?:was|had|suffered|died|got)\b",
        rf"\ba {_CHILD} (?:of|aged) {_OF_AGE} (?:was|had|suffered|died|got)\b",
    )
)
_WHAT_WAS = re.compile(
    r"\b(?:was|were|did|had|which|how many|any (?:reviews?|cases?|briefings?))\b", re.IGNORECASE
)
_ANY_OF_AGE = re.compile(
    rf"\b(?:an?|any) (?:[\w/-]+ )??[\w/]+[ -]?(?:days?|wks?|weeks?|mths?|months?|yrs?|years?)?[ -]?olds?(?: {_CHILD})?\b"
    rf"|\b(?:an?|any) {_CHILD} (?:of|aged) [\w/]+ (?:days?|wks?|weeks?|mths?|months?|yrs?|years?)\b",
    re.IGNORECASE,
)
_CHILDREN = re.compile(
    r"\b(?:bab(?:y|ies)|infants?|child|children|kids?|toddlers?|newborns?|old|aged|girls?|boys?|one)\b"
)
_SPANS = tuple(
    (re.compile(pattern), least, below)
    for pattern, least, below in (
        (rf"\b(?:under|below|younger than|less than|not yet) (?:the age of )?{_OF_AGE}\b", False, True),
        (rf"\b(?:over|above|older than|more than|at least) (?:the age of )?{_OF_AGE}\b", True, False),
        (rf"\b{_OF_AGE} (?:old )?(?:or|and) (?:under|younger|less)\b", False, True),
        (rf"\b{_OF_AGE} (?:old )?(?:or|and) (?:over|older|more|up)\b", True, False),
        (rf"\b{_OF_AGE} old\b|\baged {_OF_AGE.replace('number', 'n').replace('unit', 'u')}\b", True, True),
    )
)


@dataclass(frozen=True, slots=True)
class Span:
    """Ages from ``least`` days on and before ``below`` days; ``said``: the words of the question that give it."""

    least: float
    below: float
    said: str

    def holds(self, ages: Sequence[Age] | frozenset[Age]) -> bool:
        """Whether any of these ages is within."""
        return any(self.least <= int(number) * DAYS[unit] < self.below for number, unit in ages)


def ages_in(text: str) -> frozenset[Age]:
    """The ages that a text gives."""
    return frozenset((a, b) for a, b in pairwise(_plain(text)) if a.isdigit() and b in DAYS)


def child_of_age(question: str) -> frozenset[Age]:
    """The ages by which a question means a particular child: "the 7-week-old", "what happened to a baby of six weeks".

    "Bruising in a six week old" and "babies under 8 weeks" mean no child in particular.
    """
    plain = " ".join(_plain(question))
    found = [match for pattern in _CHILD_OF_AGE for match in pattern.finditer(plain)]
    return frozenset((match.group("number"), match.group("unit")) for match in found)


def in_general(question: str) -> str:
    """A question on what holds in general, with "a baby" or "a child" for an age that means no child in particular.

    "What should a GP do about bruising in a 3 month old?" is of no such baby, and no review need tell of one.
    """
    if _WHAT_WAS.search(question) or child_of_age(question):
        return question

    def named(match: re.Match[str]) -> str:
        ages = ages_in(match.group())
        young = all(int(number) * DAYS[unit] < DAYS["year"] for number, unit in ages)
        return ("a baby" if young else "a child") if ages else match.group()

    return _ANY_OF_AGE.sub(named, question)


def span_asked(question: str) -> Span | None:
    """The span of children's ages that a question asks about: "babies under 8 weeks", "a child over five"."""
    plain = " ".join(
        _plain(re.sub(r"\bunder[- ](?:ones?|1s?)\b", "babies under 1 year", question, flags=re.IGNORECASE))
    )
    if not _CHILDREN.search(plain):
        return None
    for pattern, least, below in _SPANS:
        if match := pattern.search(plain):
            number, unit = [one for one in match.groups() if one][:2]
            days = int(number) * DAYS[unit]
            exact = least and below
            return Span(
                days if least else 0.0,
                days + DAYS[unit] if exact else days if below else float("inf"),
                match.group(),
            )
    return None


def _plain(text: str) -> list[str]:
    """The words of a text in order, with number words as digits and units of age in the singular."""
    parts = [part for word in tokens(fold(text)) for part in word.split("-")]
    return [to if (to := stem(part)).isdigit() or to in DAYS else part for part in parts]


def without_span(text: str, span: Span) -> str:
    """A text in plain words without a span of ages and the children it is of."""
    return _CHILDREN.sub(" ", " ".join(_plain(text)).replace(span.said, " "))
