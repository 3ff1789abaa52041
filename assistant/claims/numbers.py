"""Numbers of a text as values with what they count, in figures or words, and which of a claim's the evidence lacks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.claims.nouns import REMEMBERED
from assistant.claims.number_words import (
    FRACTIONS,
    GROUPS,
    LOOSE_GROUPS,
    ORDINALS,
    UNITS,
    VALUES,
    with_parts_of_time,
)
from assistant.words import STOP, fold, stem

_NUMBER_WORD = "|".join(sorted([*VALUES, *ORDINALS, *GROUPS, "hundred", "thousand"], key=len, reverse=True))
_TOKEN = re.compile(
    rf"(?P<date>\b\d{{1,2}}(?:st|nd|rd|th)?(?= (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b))"
    rf"|(?P<figure>(?<![\w.])£?\d{{1,3}}(?:,\d{{3}})+(?!\d)|(?<![\w.])£?\d+(?:\.\d+)?)(?P<after>%|st\b|nd\b|rd\b|th\b|(?=\w))?"
    rf"|\b(?P<word>(?:{_NUMBER_WORD})(?:[- ](?:{_NUMBER_WORD}|and))*)\b",
    re.IGNORECASE,
)
_MONTH = r"(?:january|february|march|april|june|july|august|september|october|november|december)"
_MONTHS = re.compile(
    rf"\b{_MONTH}\b|(?<=in )may\b|(?<=since )may\b|(?<=by )may\b|(?<=until )may\b|\bmay(?= (?:19|20)\d\d\b)|(?<=\d )may\b|(?<=of )may\b"
)
# COVID-19, Child 2, section 47 and Level 3 count nothing.
_IN_A_NAME = re.compile(
    r"\b(?:(?i:covid)[- ]?\d+|[A-Z]{2,}-\d+|(?:Child|Baby|Infant|Family|Sibling|Twin|Person|Adult) \d+|"
    r"(?i:sections?|level|tier|chapter|key stage|year group|regulation|appendix) \d+|(?:Part|Article|Page|Recommendation|Finding|Briefing) \d+)\b"
)
_PERCENT = re.compile(r"^\s*(?:%|per ?cent\b|percent\b)")
_NEXT = re.compile(r"^[\s-]*(?:working |consecutive |calendar |full |more |further |other |of )*([a-z]+)")
_ABOUT = re.compile(
    r"\b(?:about|around|nearly|almost|roughly|some|approximately|close to|just|barely|well|little|more than|over|above|"
    r"at least|upwards of|under|below|less than|fewer than|within|inside|up to|as many as|more|or so|not yet|not quite|"
    r"several|a good|in the region of|before)\b[\w' ]{0,14}$"
)
_PART = re.compile(
    r"\b(?P<many>a|one|two|three|four|five|six|seven|eight|nine|\d+)?[- ]?(?P<part>half|halves|third|thirds|quarter|quarters|fifth|fifths|tenth|tenths)\b"
)
_ONE_IN = re.compile(
    rf"\b(?P<n>\d+|{'|'.join(VALUES)})(?: out of| in| of)(?: every| the)? (?P<m>\d+|{'|'.join(VALUES)})\b"
)
_LOOSE = (
    0.35  # how far a number that is told as "about", "over" or "under" may lie from the one it stands for
)
_YEARS = (1900, 2100)
_MARKER = re.compile(r"(?m)^[ \t]*(?:\d{1,2}[.)]|[-*•])\s")
_IN_LINE = re.compile(
    r"(?<=[.:;])\s+\d{1,2}[.)]\s(?=[A-Z])"
)  # of one alone, it may be a number at a sentence's end
_CLOSE = 0.12  # how far a length of time may lie from the one it is told as: "three months" for "13 weeks"
_MOST_DERIVED = 8  # numbers of the evidence between which sums and differences are allowed


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text: its value, and the days of its unit where it is a length of time; ``share``: a percentage or part.

    ``weak``: a word that is mostly no number ("one", "both"); ``about``: told as "nearly", "over" or "within".
    """

    value: float
    days: float | None = None
    share: bool = False
    said: str = ""
    weak: bool = False
    about: bool = False
    thing: str = ""

    @property
    def length(self) -> float | None:
        """A length of time in days."""
        return self.value * self.days if self.days else None

    def is_same(self, other: "Number") -> bool:
        """Whether both are one number, or one length of time in two units."""
        return _same(self, other)


@lru_cache(maxsize=REMEMBERED)
def numbers_in(text: str) -> tuple[Number, ...]:
    """Every number of a text, in order. "One" alone, which is mostly no number, is ``weak``."""
    folded = _without_names(text)
    of_parts = [match.span() for match in (*_PART.finditer(folded), *_ONE_IN.finditer(folded))]
    found = [
        number for number, at, _ in _placed(folded) if not any(start <= at < end for start, end in of_parts)
    ]
    return (*found, *_parts(folded))


@lru_cache(maxsize=REMEMBERED)
def placed_numbers(text: str) -> tuple[str, tuple[tuple[Number, int, int], ...]]:
    """The folded text, and its numbers but for shares, each with its start and end there."""
    folded = _without_names(text)
    return folded, tuple(_placed(folded))


def is_number(word: str) -> bool:
    """Whether a word, in small letters, is a number by itself."""
    return bool(_TOKEN.fullmatch(word))


def _without_names(text: str) -> str:
    """The folded text without marks of lists, nor what looks like a number and counts nothing."""
    text = _MARKER.sub("", text)
    text = _IN_LINE.sub(" ", text) if len(_IN_LINE.findall(text)) > 1 else text
    return with_parts_of_time(_IN_A_NAME.sub("", fold(text)).lower())


def _placed(folded: str) -> Iterator[tuple[Number, int, int]]:
    for match in _TOKEN.finditer(folded):
        rest = folded[match.end() :]
        said = match.group()
        about = bool(_ABOUT.search(folded[max(0, match.start() - 30) : match.start()]))
        for value, weak in _values(match):
            unit = _NEXT.match(rest)
            days = UNITS.get(unit.group(1)) if unit else None
            if said in ("fortnight", "fortnightly"):
                days = 7.0
            share = match.group("after") == "%" or bool(_PERCENT.match(rest))
            number = Number(value / 100 if share else value, days, share, said, weak, about, _thing(rest))
            yield number, match.start(), match.end()


def _values(match: re.Match[str]) -> list[tuple[float, bool]]:
    if match.group("date"):
        return [(float(re.sub(r"\D", "", match.group("date"))), False)]
    if match.group("figure"):
        return [(float(match.group("figure").replace(",", "").lstrip("£")), False)]
    words = re.split(r"[- ]", match.group("word"))
    total, values = 0, []
    open_ = False
    for word in words:
        if word == "and":
            continue
        if word in ("hundred", "thousand"):
            total = max(1, total) * (100 if word == "hundred" else 1000)
            open_ = True
            continue
        value = VALUES.get(word, ORDINALS.get(word, GROUPS.get(word, 0)))
        if open_ and ((total % 10 == 0 and value < 10 and total >= 20) or total >= 100):
            total += value
        else:
            if open_:
                values.append(total)
            total, open_ = value, True
    values.append(total)
    weak = words[0] in ("one", "single", "once", "second", "sole", "first")
    weak = weak or words[0] in LOOSE_GROUPS
    return [(float(value), weak and value <= 3) for value in values]


def _thing(rest: str) -> str:
    """The stem of the word that a number stands before: what it counts."""
    match = _NEXT.match(rest)
    word = match.group(1) if match else ""
    return "" if word in UNITS or word in STOP or len(word) < 3 else stem(word)


def _parts(folded: str) -> list[Number]:
    """Halves, quarters and the like, and "three in ten"."""
    found = []
    for match in _PART.finditer(folded):
        many, part = match.group("many"), match.group("part")
        about = bool(_ABOUT.search(folded[max(0, match.start() - 30) : match.start()]))
        times = VALUES.get(many or "", int(many) if (many or "").isdigit() else 1)
        rest = _NEXT.match(folded[match.end() :])
        days = UNITS.get(rest.group(1)) if rest else None
        if days or re.search(r"\band a half\b", folded[match.start() - 6 : match.end()]):
            continue  # a length of time: "half an hour", "a year and a half"
        if (
            not many
            and folded[: match.start()].endswith(("the ", "her ", "his ", "their "))
            and part not in ("half", "halves")
        ):
            found.append(Number(round(1 / FRACTIONS[part]), None, False, part, True))  # "the third child"
        elif part in ("half", "halves") or many or part.endswith("s"):
            found.append(
                Number(times * FRACTIONS[part], None, True, match.group().strip(), part == "half", about)
            )
    for match in _ONE_IN.finditer(folded):
        n, m = (float(v) if v.isdigit() else float(VALUES[v]) for v in (match.group("n"), match.group("m")))
        if 0 < n < m:
            found.append(Number(n / m, None, True, match.group(), True, True))
            found += [Number(value, said=match.group(), weak=True) for value in (n, m)]
    return found


@lru_cache(maxsize=REMEMBERED)
def months_in(text: str) -> frozenset[str]:
    """The months named."""
    return frozenset(_MONTHS.findall(fold(text).lower()))


def lacking(claim: str, evidence: str) -> list[str]:
    """The numbers of a claim that the evidence neither has nor yields by a plain sum, unit or share."""
    held = numbers_in(evidence)
    shares = [(match.start(), match.end()) for match in _ONE_IN.finditer(fold(claim).lower())]
    of_share = {word for start, end in shares for word in fold(claim).lower()[start:end].split()}
    missing = [
        n.said for n in numbers_in(claim) if not n.weak and n.said not in of_share and not _had(n, held)
    ]
    missing += sorted(months_in(claim) - months_in(evidence))
    return missing


def unheard_of(claim: str, evidence: str) -> list[Number]:
    """The figures, shares, years and lengths of time of a claim, told as exact, that the evidence neither has nor yields.

    Words such as "two" are left out: what is counted so may be counted by the reader ("two agencies": the police and the school).
    """
    held = numbers_in(evidence)
    return [
        one
        for one in numbers_in(claim)
        if not (one.weak or one.about) and (one.days or one.said[:1].isdigit()) and not _had(one, held)
    ]


def moved(claim: str, evidence: str) -> int:
    """How many numbers of a claim count another thing there, while their own thing is there in another number."""
    held = [one for one in numbers_in(evidence) if one.thing or one.days]
    count = 0
    for one in numbers_in(claim):
        if not (one.thing or one.days) or any(
            _same(one, other) and one.thing == other.thing for other in held
        ):
            continue
        same_thing = [
            other for other in held if other.thing == one.thing and bool(other.days) == bool(one.days)
        ]
        same_value = [other for other in held if _same(one, other)]
        count += bool(same_thing and same_value) and one.thing != ""
    return count


def _had(number: Number, held: Sequence[Number]) -> bool:
    if any(_same(number, other) for other in held):
        return True
    if number.about and any(_near(number, other) for other in held):
        return True
    if number.share:
        return "%" not in number.said and not number.said[0].isdigit() and _is_share(number.value, held)
    if _YEARS[0] <= number.value <= _YEARS[1] or number.days:
        return _is_span(number, held)
    if number.thing and any(other.thing == number.thing for other in held):
        return False  # the same things are there in another number
    plain = [one for one in held if not one.share and not one.days and one.value < _YEARS[0]][:_MOST_DERIVED]
    return any(_derived(number, one, other) for n, one in enumerate(plain) for other in plain[n + 1 :])


def _is_span(number: Number, held: Sequence[Number]) -> bool:
    """Whether it is the years between two years of the evidence."""
    years = [one.value for one in held if _YEARS[0] <= one.value <= _YEARS[1]]
    return number.days == UNITS["years"] and any(abs(a - b) == number.value for a in years for b in years)


def _near(number: Number, other: Number) -> bool:
    one, two = number.length or number.value, other.length or other.value
    alike = number.share == other.share and bool(number.days) == bool(other.days)
    return alike and abs(one - two) <= _LOOSE * max(one, two)


def _same(number: Number, other: Number) -> bool:
    if number.length and other.length:
        return abs(number.length - other.length) <= _CLOSE * max(number.length, other.length) and (
            number.days != other.days or number.value == other.value
        )
    return number.share == other.share and abs(number.value - other.value) < 0.006


def _derived(number: Number, one: Number, other: Number) -> bool:
    """Whether it is the sum or the difference of two counts: "seven of the ten did not" is three."""
    return number.value in (one.value + other.value, abs(one.value - other.value)) and number.value > 1


def _is_share(share: float, held: Iterable[Number]) -> bool:
    values = [one.value for one in held if not one.share and one.value > 0][:_MOST_DERIVED]
    if any(other.share and abs(other.value - share) < 0.05 for other in held):
        return True
    return any(abs(a / b - share) < 0.03 for a in values for b in values if a < b)
