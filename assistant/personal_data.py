"""Personal data in a message, found by rule before anything is searched, stored or sent.

Structured identifiers, and a name beside something that tells whose it is. A bare name is not found by rule.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from assistant.personal_data_names import has_named_person
from assistant.personal_data_numbers import ABROAD, has_number, is_nhs_number
from assistant.personal_data_places import has_address

__all__ = ["has_personal_data", "is_nhs_number", "kinds_of_personal_data"]

_KINDS = {
    "number or account": has_number,
    "postal address": has_address,
    "name": has_named_person,
}


def has_personal_data(message: str, public_numbers: Iterable[str] = ()) -> bool:
    """Whether a message holds details of a person. What was found is never told.

    Args:
        message: what was typed.
        public_numbers: numbers of offices, which are nobody's personal data.
    """
    return any(kinds_of_personal_data(message, public_numbers))


def kinds_of_personal_data(message: str, public_numbers: Iterable[str] = ()) -> Iterator[str]:
    """The kinds of what a message holds of a person, each looked for when it is asked for."""
    text = _plain(message)
    offices = _offices(tuple(public_numbers))
    if offices:
        text = offices.sub(" ", text)
    yield from (kind for kind, held in _KINDS.items() if held(text))


@lru_cache(maxsize=8)
def _offices(numbers: tuple[str, ...]) -> re.Pattern[str] | None:
    """One pattern for the offices' numbers as people write them; None where there are none.

    A number of fewer than seven digits is no personal number and needs no exception.
    """
    digits = {re.sub(r"\D", "", number).removeprefix("0") for number in numbers}
    written = sorted("[ ().-]{0,4}".join(number) for number in digits if len(number) >= 6)
    if not written:
        return None
    return re.compile(rf"(?<!\d)\(?(?:{ABROAD}|0)?[ .-]{{0,3}}(?:{'|'.join(written)})(?!\d)")


def _plain(message: str) -> str:
    """A message in one form: compatible characters, one kind of dash, quote and space, nothing invisible."""
    kept = (c for c in unicodedata.normalize("NFKC", message) if unicodedata.category(c) != "Cf")
    dashed = "".join("-" if unicodedata.category(c) == "Pd" or c == "\u2212" else c for c in kept)
    return " ".join(re.sub("[\u2018\u2019\u201b\u2032]", "'", dashed).split())
