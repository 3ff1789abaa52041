"""A paper: what is taken away, laid out once and then written as Markdown or Word. All its texts are plain text."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, TypeAlias

from assistant.in_words import day


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is the paper's own, of which there is one."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. ``lead`` stands before it in bold; ``look`` tells what must not be missed, and what is aside."""

    text: str
    lead: str = ""
    look: Literal["plain", "alert", "aside"] = "plain"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a review; ``beside``: their number, review and whose words they are; ``flag``: to be known first."""

    text: str
    beside: str
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: every row has as many cells as there are ``columns``, and the first cell names the row.

    ``widths``: the share of each column in the width of the page, where cells that differ much in length need it.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a quote stands: its number and review, its words (empty where they stand above), and its locators."""

    head: str
    words: str
    lines: tuple[str, ...]


Part: TypeAlias = Heading | Text | Quotation | Bullets | Grid | Source


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. ``title`` names the file's content; ``foot`` stands on every page; ``wide``: turned on its side."""

    title: str
    parts: tuple[Part, ...]
    foot: str
    exported: datetime
    wide: bool = False


def in_utc(when: datetime) -> datetime:
    """The time as office files note it: of UTC, without saying so; a time without its zone is taken for it."""
    return when.astimezone(UTC).replace(tzinfo=None, microsecond=0) if when.tzinfo else when


def moment(when: str | datetime) -> str:
    """A day and time of the clock in words, such as ``29 November 2026, 08:42 UTC``; a text without time as a day."""
    try:
        known = when if isinstance(when, datetime) else datetime.fromisoformat(when)
    except ValueError:
        return str(when)
    if known.tzinfo:
        known = known.astimezone(UTC)
        return f"{day(known.date().isoformat())}, {known:%H:%M} UTC"
    return f"{day(known.date().isoformat())}, {known:%H:%M}"
