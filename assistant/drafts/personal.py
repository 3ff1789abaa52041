"""Where a draft may hold details of a person: told by kind and place before anything is looked up, never by its words."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from assistant.drafts.nouns import Draft
from assistant.drafts.told import place
from assistant.personal_data import kinds_of_personal_data


@dataclass(frozen=True, slots=True)
class Personal:
    """A kind of personal detail, such as "name", and the places in the draft that may hold one."""

    kind: str
    places: tuple[str, ...]


def personal_details(draft: Draft, public_numbers: Iterable[str] = ()) -> tuple[Personal, ...]:
    """What kinds of personal details a draft may hold, and where.

    Args:
        draft: read, and not yet looked up anywhere.
        public_numbers: numbers of offices, which are nobody's personal data.
    """
    numbers = tuple(public_numbers)
    found: dict[str, list[str]] = {}
    for _, block in groupby(draft.sentences, key=lambda one: one.block):
        held = list(block)
        for kind in kinds_of_personal_data(" ".join(one.text for one in held), numbers):
            found.setdefault(kind, []).append(place(held[0]))
    return tuple(Personal(kind, tuple(dict.fromkeys(places))) for kind, places in found.items())
