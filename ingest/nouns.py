"""What the ground floor is made of: reviews, and the passages their texts are cut into.

All positions count Unicode code points in the canonical text of a file (what ``reviews text FILE``
prints), end exclusive.
"""

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal[
    "finding",
    "learning",
    "recommendation",
    "update",
    "action",
    "good_practice",
    "national_finding",
    "statistic",
    "question",
    "contact",
    "context",
    "boilerplate",
]
KINDS: tuple[str, ...] = get_args(Kind)

Standing = Literal["digest", "original", "unrecorded"]
Known = Literal["stated", "inferred", "not_stated"]
DateOf = Literal["briefing", "review", "event"]
RecordIn = Literal["catalogue", "sidecar", "front matter", ""]


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a review: what it dates, how it is known, and in which precision (year, month or day)."""

    value: str | None
    of: DateOf
    known: Known
    note: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """One review, or a briefing on one or several: the record that leads know, and the file it came from.

    ``record``: where that record stands; empty where there is none and title and type were inferred.
    ``called``: where there is none, the names by which its own text goes (``ingest.called``).
    """

    id: str
    title: str
    publisher: str
    publisher_short: str
    review_type: str
    file: str
    sha256: str
    standing: Standing
    dates: tuple[Dated, ...] = ()
    aliases: tuple[str, ...] = ()
    child_label: str = ""
    ages: tuple[str, ...] = ()
    injuries: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    licence: str = ""
    attribution: str = ""
    notes: tuple[str, ...] = ()
    record: RecordIn = ""
    called: tuple[str, ...] = ()

    @property
    def shown_title(self) -> str:
        """The title as it is shown: "inferred" where no record gives it."""
        return f"{self.title} (inferred)" if self.standing == "unrecorded" else self.title

    @property
    def date(self) -> Dated:
        """The date to show on a citation: the briefing's, else the review's, else the event's, else none."""
        for of in ("briefing", "review", "event"):
            for dated in self.dates:
                if dated.of == of and dated.value:
                    return dated
        return Dated(None, "briefing", "not_stated")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage.

    ``block`` numbers the list item or paragraph of the passage that the sentence belongs to, from 0;
    ``item`` tells which of the two it is.
    ``inferred`` says that ``kind`` was read from wording, not from a heading.
    """

    start: int
    end: int
    block: int
    kind: Kind
    inferred: bool = False
    item: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one section of one review, small enough for the embedder; ``text`` is ``source[start:end]``."""

    id: str
    review_id: str
    file: str
    section: tuple[str, ...]
    kind: Kind
    text: str
    start: int
    end: int
    ordinal: int
    sentences: tuple[Sentence, ...]
    is_list: bool = False
    page: int | None = None

    @property
    def kind_inferred(self) -> bool:
        """Whether its kind was read from wording alone: then no heading says it."""
        own = [sentence for sentence in self.sentences if sentence.kind == self.kind]
        return bool(own) and all(sentence.inferred for sentence in own)

    def quote(self, start: int, end: int) -> str:
        """The exact text of the source between two positions that lie inside this passage."""
        return self.text[start - self.start : end - self.start]

    def blocks(self) -> tuple[tuple[Sentence, ...], ...]:
        """The sentences grouped by list item or paragraph, in order."""
        groups: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            groups.setdefault(sentence.block, []).append(sentence)
        return tuple(tuple(group) for group in groups.values())
