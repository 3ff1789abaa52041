"""The register of urgent contacts. Numbers to call come from here and never from a review's text."""

import re
import tomllib
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.nouns import Contact
from assistant.words import fold
from ingest.errors import CatalogueBroken

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NATIONAL = "Anywhere in the UK"
_NAME = re.compile(r"[A-Za-z]+|\d+")
# Words in the label of a national service that do not name it.
_NO_NAME = frozenset(
    [
        "an",
        "and",
        "children",
        "emergency",
        "for",
        "helpline",
        "line",
        "not",
        "people",
        "services",
        "the",
        "young",
    ]
)


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class _Contact(_Model):
    label: str
    number: str
    dial: str = Field(pattern=r"^(\+44\d{7,10}|\d{3,6}|)$")
    hours: Literal["always", "in_hours", "out_of_hours"]
    hours_text: str
    source: str
    checked: str
    doubtful: bool
    doubt: str = ""


class _Hours(_Model):
    days: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...]
    opens: time = Field(alias="from")
    closes: time = Field(alias="to")


class Area(_Model):
    """One area of the register."""

    name: str
    aliases: tuple[str, ...]
    partnership: str
    in_hours: tuple[_Hours, ...] = ()
    contact: tuple[_Contact, ...] = ()

    def is_open(self, now: datetime) -> bool | None:
        """Whether its office is open; None where the register holds no hours."""
        if not self.in_hours:
            return None
        day, clock = _DAYS[now.weekday()], now.time()
        return any(day in hours.days and hours.opens <= clock < hours.closes for hours in self.in_hours)


class Register(_Model):
    """The whole register."""

    checked_by: str = ""
    review_after_days: int = 90
    amiss: str = ""  # why these are the built-in numbers and not those of the register
    national: tuple[_Contact, ...]
    area: tuple[Area, ...] = ()

    @field_validator("national")
    @classmethod
    def _emergency_first(cls, contacts: tuple[_Contact, ...]) -> tuple[_Contact, ...]:
        if not contacts or contacts[0].number != "999":
            raise ValueError("the first national contact is not 999")
        return contacts

    @property
    def areas(self) -> tuple[Area, ...]:
        """The areas, in the register's order."""
        return self.area

    @property
    def numbers(self) -> tuple[str, ...]:
        """Every number of the register: nobody's personal data."""
        local = (contact for area in self.area for contact in area.contact)
        return tuple(contact.number for contact in (*self.national, *local))

    def doubtful(self) -> tuple[Contact, ...]:
        """The contacts whose number is in doubt."""
        return tuple(
            _local(area, contact) for area in self.area for contact in area.contact if contact.doubtful
        )

    def areas_named(self, text: str) -> tuple[str, ...]:
        """The names of the areas that a text names, by name, partnership or main town."""
        folded = fold(text)
        found = []
        for area in self.area:
            names = "|".join(re.escape(name) for name in sorted(area.aliases, key=len, reverse=True))
            if re.search(rf"(?<!\w)(?:{names})(?!\w)", folded, re.IGNORECASE):
                found.append(area.name)
        return tuple(found)

    def faults(self, area: str) -> tuple[str, ...]:
        """What is wrong with the settings, a line each: the register cannot be read, or has no such area.

        ``area``: the one that settings give, or nothing.
        """
        if self.amiss:
            return (
                f"The register of contacts could not be read, so local numbers are missing: {self.amiss}",
            )
        if area.strip() and not self.areas_named(area):
            held = "; ".join(one.name for one in self.area) or "none"
            told = f"REVIEWS_AREA is {area.strip()!r}, which is no area of the register of contacts"
            return (f"{told}. Set it to one of those held: {held}",)
        return ()

    def urgent(self, areas: Sequence[str], now: datetime) -> tuple[Contact, ...]:
        """Whom to call: 999 first, then the areas' contacts for this hour, then national lines."""
        emergency, *others = (_national(contact) for contact in self.national)
        local = [
            _local(area, contact)
            for area in self.area
            if area.name in areas
            for contact in area.contact
            if contact.hours == "always" or area.is_open(now) in (None, contact.hours == "in_hours")
        ]
        return (emergency, *local, *others)

    def local_named(self, text: str) -> tuple[Contact, ...]:
        """The contacts of any area whose service a text names as its label does, or by its initials: "SPoA", "EDS"."""
        found = []
        for area in self.area:
            for contact in area.contact:
                service = re.split(r"[,:(]", contact.label)[0].strip()
                names = "|".join(map(re.escape, (service, *_initials(service))))
                if contact.number and re.search(rf"(?<!\w)(?:{names})(?!\w)", fold(text), re.IGNORECASE):
                    found.append(_local(area, contact))
        return tuple(found)

    def of_areas(self, areas: Sequence[str]) -> tuple[Contact, ...]:
        """All contacts of some areas, in and out of hours."""
        return tuple(
            _local(area, contact) for area in self.area if area.name in areas for contact in area.contact
        )

    def everywhere(self) -> tuple[Contact, ...]:
        """The national services, 999 first."""
        return tuple(_national(contact) for contact in self.national)

    def national_named(self, text: str) -> tuple[Contact, ...]:
        """The national services that a text names by a word of their own ("Samaritans", "101", "the police")."""
        said = {word.casefold() for word in _NAME.findall(fold(text))}
        labels = [{w.casefold() for w in _NAME.findall(c.label)} - _NO_NAME for c in self.national]
        return tuple(
            _national(contact)
            for contact, label in zip(self.national, labels, strict=True)
            if (label & said) or contact.number in said
        )


def _initials(service: str) -> tuple[str, ...]:
    """ "EDS" of "Emergency Duty Service"; none of fewer than three words with capitals, which could be anything."""
    words = service.split()
    capitals = len(words) > 2 and all(word[0].isupper() for word in words)
    return ("".join(word[0] for word in words),) if capitals else ()


def _national(contact: _Contact) -> Contact:
    return _contact(NATIONAL, contact)


def _local(area: Area, contact: _Contact) -> Contact:
    return _contact(area.name, contact)


def _contact(area: str, contact: _Contact) -> Contact:
    return Contact(
        area=area,
        label=contact.label,
        hours=contact.hours_text,
        number=contact.number,
        dial=contact.dial,
        checked=contact.checked or None,
        doubtful=contact.doubtful,
        doubt=contact.doubt,
        source=contact.source,
    )


def built_in(amiss: str = "") -> Register:
    """What an urgent answer shows where the register cannot be read: 999 and the NSPCC helpline; ``amiss`` says why."""
    entry = {"hours": "always", "source": "built in", "checked": "", "doubtful": False}
    emergency = {"label": "Emergency services", "number": "999", "dial": "999", "hours_text": "At any time"}
    helpline = {
        "label": "NSPCC helpline",
        "number": "0808 800 5000",
        "dial": "+448088005000",
        "hours_text": "See its page",
    }
    return Register.model_validate({"amiss": amiss, "national": [entry | emergency, entry | helpline]})


def load_register(path: Path) -> Register:
    """Read the register; a path may begin with ``~``.

    Raises:
        CatalogueBroken: it is missing, does not parse or misses a field.
    """
    try:
        return Register.model_validate(tomllib.loads(path.expanduser().read_text(encoding="utf-8")))
    except OSError as error:
        raise CatalogueBroken(
            f"{path.name}: {error.strerror}", "Set REVIEWS_CONTACTS to the register"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueBroken(f"{path.name}: {error}", "Mend the register; urgent answers need it") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise CatalogueBroken(f"{path.name}: {where}: {first['msg']}", "Mend the register") from None
