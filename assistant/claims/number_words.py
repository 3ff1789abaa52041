"""Words for numbers, shares and units of time, with what they stand for."""

import re

ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen""".split()  # noqa: SIM905
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
VALUES = {word: n for n, word in enumerate(ONES)} | {word: 10 * n for n, word in enumerate(TENS, 2)}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
}  # fmt: skip
GROUPS = {
    "both": 2, "twice": 2, "pair": 2, "couple": 2, "twin": 2, "twins": 2, "double": 2, "thrice": 3, "trio": 3,
    "dozen": 12, "fortnight": 2, "fortnightly": 2, "quarterly": 4, "once": 1, "single": 1, "sole": 1,
}  # fmt: skip
LOOSE_GROUPS = frozenset(
    {"both", "pair", "couple", "twin", "twins", "single", "sole", "once", "double", "trio"}
)
FRACTIONS = {
    "half": 0.5, "halves": 0.5, "third": 1 / 3, "thirds": 1 / 3, "quarter": 0.25, "quarters": 0.25,
    "fifth": 0.2, "fifths": 0.2, "tenth": 0.1, "tenths": 0.1, "halved": 0.5,
}  # fmt: skip
UNITS = {
    "day": 1.0, "days": 1.0, "night": 1.0, "nights": 1.0, "week": 7.0, "weeks": 7.0, "wk": 7.0, "wks": 7.0,
    "weekly": 7.0, "fortnight": 14.0, "fortnights": 14.0, "month": 30.4, "months": 30.4, "mths": 30.4, "monthly": 30.4,
    "year": 365.0, "years": 365.0, "yr": 365.0, "yrs": 365.0, "annual": 365.0, "yearly": 365.0, "decade": 3650.0,
    "hour": 1 / 24, "hours": 1 / 24, "hrs": 1 / 24, "minute": 1 / 1440, "minutes": 1 / 1440, "mins": 1 / 1440,
}  # fmt: skip
_UNIT = "hour|day|week|month|year"
_PARTS_OF_ONE = {
    "hour": ("15 minutes", "30 minutes", "45 minutes"),
    "day": ("6 hours", "12 hours", "18 hours"),
    "year": ("3 months", "6 months", "9 months"),
}  # fmt: skip
_QUARTERS = {"a quarter": 1, "quarter": 1, "half": 2, "a half": 2, "three quarters": 3}
_QUARTER_WORDS = r"three[- ]quarters|(?:a )?quarter|(?:a )?half"
_PART_OF_ONE = re.compile(rf"\b(?P<part>{_QUARTER_WORDS}) (?:of )?an? (?P<unit>hour|day|year)\b")
_COUNT = rf"an?|one|\d+|{'|'.join(VALUES)}"
_AND_A_PART = re.compile(
    rf"\b(?P<count>{_COUNT})(?:[- ](?P<unit>(?:{_UNIT})s?))?[- ]and[- ](?P<part>{_QUARTER_WORDS})(?:[- ](?P<after>(?:{_UNIT})s?))?\b"
)


def with_parts_of_time(text: str) -> str:
    """A text in small letters with halves and quarters of a time in figures: "a year and a half" is 1.5 years."""
    text = _PART_OF_ONE.sub(lambda m: _PARTS_OF_ONE[m["unit"]][_quarters(m["part"]) - 1], text)
    return _AND_A_PART.sub(_in_figures, text)


def _in_figures(match: re.Match[str]) -> str:
    unit = match["unit"] or match["after"]
    if not unit:
        return match.group()
    count = match["count"]
    whole = int(count) if count.isdigit() else VALUES.get(count, 1)
    return f"{whole + _quarters(match['part']) / 4:g} {unit.removesuffix('s')}s"


def _quarters(part: str) -> int:
    return _QUARTERS[part.replace("-", " ")]
