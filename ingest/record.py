"""The record of a review: what a person wrote down of it, in a catalogue, beside its file or at the head of its text."""

import datetime
from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ingest.nouns import Dated, DateOf, Known, RecordIn, Review, Standing
from ingest.toml_file import one_line


class _Date(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    value: str = Field(default="", pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")
    known: Known = "not_stated"
    note: str = ""


def _dated(value: object) -> object:
    """A date that is only written down, such as 2020 or 2020-06, is one that is stated."""
    if isinstance(value, int | str | datetime.date):
        return {"value": str(value), "known": "stated" if str(value) else "not_stated"}
    return value


_When = Annotated[_Date, BeforeValidator(_dated)]


class Acknowledged(BaseModel):
    """A hazard of a file that a person has looked at, in the words of ``reviews ingest --check``; who, and when."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    hazard: str = Field(min_length=1)
    by: str = Field(min_length=1)
    on: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")


class Record(BaseModel):
    """One ``[[review]]`` table of a catalogue, a sidecar, or the front matter of a text."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{2,80}$")
    file: str
    title: str = Field(min_length=1)
    publisher: str = Field(min_length=1)
    publisher_short: str = ""
    aliases: tuple[str, ...] = ()
    review_type: str = ""
    review_type_note: str = ""
    child_label: str = ""
    review_date: _When = _Date()
    event_date: _When = _Date()
    briefing_date: _When = _Date()
    ages: tuple[str, ...] = ()
    age_days_min: int | None = None
    age_days_max: int | None = None
    injuries: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    licence: str = ""
    attribution: str = ""
    standing: Literal["digest", "original"] = "original"
    original_sha256: str = Field("", pattern=r"^([0-9a-f]{64})?$")
    original_bytes: int | None = None
    notes: tuple[str, ...] = ()
    hazards_acknowledged: tuple[Acknowledged, ...] = ()

    def review(self, file: str, sha256: str, standing: Standing, record: RecordIn = "catalogue") -> Review:
        """The review as held in one file; ``record`` tells where its record stands."""
        dates = {"briefing": self.briefing_date, "review": self.review_date, "event": self.event_date}
        kinds: tuple[DateOf, ...] = get_args(DateOf)
        return Review(
            id=self.id,
            title=self.title,
            publisher=self.publisher,
            publisher_short=self.publisher_short or self.publisher,
            review_type=self.review_type,
            file=file,
            sha256=sha256,
            standing=standing,
            dates=tuple(Dated(dates[of].value or None, of, dates[of].known, dates[of].note) for of in kinds),
            aliases=self.aliases,
            child_label=self.child_label,
            ages=self.ages,
            injuries=self.injuries,
            themes=self.themes,
            agencies=self.agencies,
            licence=self.licence,
            attribution=self.attribution,
            notes=self.notes,
            record=record,
        )


FIELDS = frozenset(Record.model_fields)


def record_of(table: Mapping[str, Any]) -> Record | tuple[str, str]:
    """The record that a table holds, or the first field that is wrong and what is wrong with it."""
    try:
        return Record.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])  # also one that somebody made up, of any length
        return one_line(field), one_line(first["msg"].removeprefix("Value error, "))
