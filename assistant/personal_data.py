"""Personal data in a question, found by rule before anything is searched, stored or sent.

Structured identifiers only, and a name beside a birth date or address. A bare name is not found by rule.
"""

import re
import unicodedata
from collections.abc import Iterable

_GAP = r"[ .-]{0,3}"  # as people group digits; a line break or another dash has become one of these
_NHS = re.compile(rf"(?<!\d)(\d{{3}}){_GAP}(\d{{3}}){_GAP}(\d{{4}})(?!\d)")
_NATIONAL_INSURANCE = re.compile(rf"\b[A-Z]{{2}}{_GAP}\d\d{_GAP}\d\d{_GAP}\d\d{_GAP}[A-D]\b", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+'-]+ ?(?:@|[(\[]at[)\]]) ?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_ABROAD = r"(?:\+|00) ?44 ?(?:\(0\)|0)?"
_PHONE = re.compile(
    rf"(?<![\d-])(?:{_ABROAD}|\(?0)(?:[ ().-]*\d){{9,10}}(?!\d)|"
    rf"(?<!\d)7\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}(?!\d)"
)
# The second half has no C, I, K, M, O or V; "Q1 2nd" is no postcode.
_POSTCODE = r"\b(?:[A-Z]{1,2}\d[A-Z\d]?|GIR)[ -]?(?!(?-i:\d(?:st|nd|rd|th)\b))\d[ABD-HJLNP-UW-Z]{2}\b"
# Words such as "court" and "close" are a street's only where they are written like a name.
_STREET = re.compile(
    r"\b\d{1,4}[a-z]?,? (?:[A-Z][\w'-]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Close|Drive|Way|"
    r"Crescent|Court|Gardens?|"
    r"Terrace|Place|Grove|Hill|Row|Mews|Walk|Square)\b|\b\d{1,4}[a-z]?,? (?:[a-z'-]+ ){1,2}(?:street|road|"
    r"avenue|lane|crescent|terrace)\b"
)
_ADDRESS = re.compile(_POSTCODE, re.IGNORECASE)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:\d{{1,4}} ?[/. -] ?\d{{1,2}} ?[/. -] ?\d{{2,4}}|"
    rf"{_DAY}[ /.-]?(?:of )?[a-z]{{3,9}}[ ,/.-]{{0,2}}(?:\d{{4}}|\d\d)|"
    rf"[a-z]{{3,9}} {_DAY},? (?:\d{{4}}|\d\d)|\d{{8}}|\d{{6}})\b"
)
_BIRTH = re.compile(
    rf"\b(?:d[./ ]?o[./ ]?b|born|birth ?da(?:te|y)|date of birth)\b\W{{0,3}}(?:(?:is|was|on|"
    rf"the)\b\W{{0,2}}){{0,3}}{_DATE}",
    re.IGNORECASE,
)
_NAME_AND_DATE = re.compile(
    r"\b(?!(?:East|West|North|South|Child|Rapid|"
    r"Serious)\b)[A-Z][a-z]+ [A-Z][a-zA-Z'-]+\b.{0,30}\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b"
)
_CASE_NUMBER = re.compile(
    r"\b(?:case|ref(?:erence)?|file|liquidlogic|mosaic|pid|hospital|patient|crime|upn)\s?(?:no\.?|number|"
    r"id|ref|#)?\W{0,2}\d{5,}",
    re.IGNORECASE,
)


def has_personal_data(message: str, public_numbers: Iterable[str] = ()) -> bool:
    """Whether a message holds details of a person.

    Args:
        message: what was typed.
        public_numbers: numbers of offices, which are nobody's personal data.
    """
    text = _plain(message)
    for number in public_numbers:
        digits = re.sub(r"\D", "", number)
        if len(digits) >= 7:
            rest = "[ ().-]*".join(digits.removeprefix("0"))
            text = re.sub(rf"(?<!\d)\(?(?:{_ABROAD}|0)?[ .-]*{rest}(?!\d)", " ", text)
    if _EMAIL.search(text) or _BIRTH.search(text) or _NAME_AND_DATE.search(text) or _CASE_NUMBER.search(text):
        return True
    if (
        _NATIONAL_INSURANCE.search(text)
        or _ADDRESS.search(text)
        or _STREET.search(text)
        or _PHONE.search(text)
    ):
        return True
    return any(is_nhs_number("".join(match.groups())) for match in _NHS.finditer(text))


def _plain(message: str) -> str:
    """A message in one form: compatible characters, one kind of dash and space, nothing invisible."""
    kept = (c for c in unicodedata.normalize("NFKC", message) if unicodedata.category(c) != "Cf")
    dashed = "".join("-" if unicodedata.category(c) == "Pd" or c == "\u2212" else c for c in kept)
    return " ".join(dashed.split())


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits carry the NHS number's check digit (weights 10 to 2, modulus 11)."""
    if len(digits) != 10 or not digits.isdigit() or len(set(digits)) == 1:
        return False
    check = (
        11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    )
    return check != 10 and check % 11 == int(digits[9])
