"""Personal data in a question, found by rule before anything is searched, stored or sent.

Structured identifiers only, and a name beside a birth date or address. A bare name is not found by rule.
"""

import re
from collections.abc import Iterable

_NHS = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?!\d)")
_NATIONAL_INSURANCE = re.compile(
    r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", re.IGNORECASE
)
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\d-])(?:\+44\s?\(?0?\)?|0)(?:[\s().-]*\d){9,10}(?!\d)")
_POSTCODE = r"\b(?:[A-Z]{1,2}\d[A-Z\d]?|GIR) ?\d[A-Z]{2}\b"
# Words such as "court" and "close" are a street's only where they are written like a name.
_STREET = re.compile(
    r"\b\d{1,4}[a-z]?,? (?:[A-Z][\w'-]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Close|Drive|Way|Crescent|Court|Gardens?|"
    r"Terrace|Place|Grove|Hill|Row|Mews|Walk|Square)\b|\b\d{1,4}[a-z]?,? (?:[a-z'-]+ ){1,2}(?:street|road|avenue|lane|crescent|terrace)\b"
)
_ADDRESS = re.compile(_POSTCODE, re.IGNORECASE)
_BIRTH = re.compile(
    r"\b(?:d\.?o\.?b\.?|born(?: on)?|date of birth|birth ?date)\W{0,3}(?:is |was |on )?\d{1,2}(?:st|nd|rd|th)?[\s/.-]\w{1,9}[\s/.-]\d{2,4}",
    re.IGNORECASE,
)
_NAME_AND_DATE = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-zA-Z'-]+\b.{0,30}\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b")
_CASE_NUMBER = re.compile(
    r"\b(?:case|ref(?:erence)?|file|liquidlogic|mosaic|pid|hospital|patient|crime|upn)\s?(?:no\.?|number|id|ref|#)?\W{0,2}\d{5,}",
    re.IGNORECASE,
)


def has_personal_data(message: str, public_numbers: Iterable[str] = ()) -> bool:
    """Whether a message holds details of a person.

    Args:
        message: what was typed.
        public_numbers: numbers of offices, which are nobody's personal data.
    """
    text = message
    for number in public_numbers:
        digits = re.sub(r"\D", "", number)
        if len(digits) >= 7:
            text = re.sub(r"[\s-]*".join(digits), " ", text)
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


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits carry the NHS number's check digit (weights 10 to 2, modulus 11)."""
    if len(digits) != 10 or not digits.isdigit() or len(set(digits)) == 1:
        return False
    check = (
        11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    )
    return check != 10 and check % 11 == int(digits[9])
