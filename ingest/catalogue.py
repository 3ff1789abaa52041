"""The catalogue: which review a file is, and what is known of it.

A file is recognised by the SHA-256 of the publisher's original, in whatever folder it lies, or by its name in
the catalogue of its own folder. What no record names is still read, with what could be inferred.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.errors import CatalogueBroken
from ingest.nouns import Dated, DateOf, Known, Review, Standing

NAME = "catalogue.toml"
INSPECTION = "inspection report"
_TYPES = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"\binspection\b|\bfocused visit\b|\bofsted\b", INSPECTION),
        (r"\bserious case reviews?\b|\bscrs?\b", "serious case review"),
        (r"\brapid reviews?\b", "rapid review"),
        (
            r"\b(?:child )?safeguarding practice reviews?\b|\bl?cspr\b",
            "local child safeguarding practice review",
        ),
        (r"\bbriefing\b|\blearning from\b|\b(?:seven|7)[- ]minute\b", "learning briefing"),
    )
)
_MEND = "Mend the file; nothing was changed"


class _Date(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    value: str = Field(default="", pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")
    known: Known = "not_stated"
    note: str = ""


class Acknowledged(BaseModel):
    """A hazard of a file that a person has looked at, in the words of ``reviews ingest --check``; who, and when."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    hazard: str = Field(min_length=1)
    by: str = Field(min_length=1)
    on: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")


class Record(BaseModel):
    """One ``[[review]]`` table of a catalogue."""

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
    review_date: _Date = _Date()
    event_date: _Date = _Date()
    briefing_date: _Date = _Date()
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

    def review(self, file: str, sha256: str, standing: Standing) -> Review:
        """The review as held in one file."""
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
        )


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Records by the hash of the publisher's original, and by file name for one folder."""

    by_original: Mapping[str, Record]
    by_file: Mapping[str, Record]

    def record_of(self, file: str, sha256: str) -> tuple[Record | None, Standing]:
        """The record that names a file, and what the file is by it."""
        if record := self.by_original.get(sha256):
            return record, "original"
        if record := self.by_file.get(file):
            return record, record.standing
        return None, "unrecorded"

    def recognise(self, file: str, sha256: str, title: str | None) -> Review:
        """The review a file holds: by its hash, else by its name, else inferred from its title and name."""
        record, standing = self.record_of(file, sha256)
        return record.review(file, sha256, standing) if record else _inferred(file, sha256, title)


def load_catalogue(folder: Path, shipped: Path) -> Catalogue:
    """The catalogue of a corpus folder, if it has one, over the one that is shipped.

    Raises:
        CatalogueBroken: one of the two does not parse or a record misses something.
    """
    own = _records(folder / NAME)
    known = _records(shipped / NAME) if shipped.resolve() != folder.resolve() else ()
    by_original = {record.original_sha256: record for record in (*known, *own) if record.original_sha256}
    return Catalogue(by_original, {record.file: record for record in own})


def _records(path: Path) -> Sequence[Record]:
    if not path.is_file():
        return ()
    where = f"{path.parent.name}/{path.name}"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("review", [])
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueBroken(f"{where}: {error}", _MEND) from None
    if not isinstance(tables, list):
        raise CatalogueBroken(f"{where}: review is no list of tables", "Begin each review with [[review]]")
    records = [_record(where, number, table) for number, table in enumerate(tables, 1)]
    for field in ("id", "file"):
        values = [getattr(record, field) for record in records]
        twice = sorted({value for value in values if values.count(value) > 1})
        if twice:
            raise CatalogueBroken(f"{where}: {field} {twice[0]} stands twice", "Give each review its own")
    return records


def _record(where: str, number: int, table: object) -> Record:
    try:
        return Record.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        name = table.get("id") if isinstance(table, dict) else None
        which = f"review {number}" + (f" ({name})" if isinstance(name, str) and field != "id" else "")
        raise CatalogueBroken(f"{where}: {which}: {field}: {first['msg']}", _MEND) from None


def _type_in(title: str) -> str:
    """The type of paper that a title names; empty where it names none."""
    return next((kind for pattern, kind in _TYPES if pattern.search(title)), "")


def _inferred(file: str, sha256: str, title: str | None) -> Review:
    stem = re.sub(r"[^a-z0-9]+", "-", Path(file).with_suffix("").as_posix().lower()).strip("-") or "file"
    return Review(
        id=f"{stem[:48]}-{hashlib.sha256(file.encode()).hexdigest()[:8]}",
        title=title or Path(file).stem.replace("_", " "),
        publisher="Publisher not recorded",
        publisher_short="not recorded",
        review_type=_type_in(title or "") or "not recorded",
        file=file,
        sha256=sha256,
        standing="unrecorded",
        dates=(Dated(None, "briefing", "not_stated"),),
        notes=("No record names this file: title and type are inferred from the text or the file name.",),
    )
