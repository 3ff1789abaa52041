"""The catalogue: which review a file is, and what is known of it.

A file is recognised by the SHA-256 of the publisher's original, in whatever folder it lies, or by its name in
the catalogue of its own folder; else by a record of its own: a sidecar (``name.pdf.toml`` beside ``name.pdf``) or
front matter at the head of its text. What no record names is still read, with what could be inferred.
"""

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.called import called
from ingest.errors import CatalogueBroken
from ingest.front_matter import FrontMatterBroken, front_matter
from ingest.nouns import Dated, RecordIn, Review, Standing
from ingest.readers.formats import DOCUMENT_SUFFIXES
from ingest.record import FIELDS, Record, record_of
from ingest.toml_file import TomlBroken, one_line, read_toml

NAME = "catalogue.toml"
SIDECAR = ".toml"  # after the whole name of its file: name.pdf.toml
MOST_SIDECAR = 20_000  # bytes
MOST_CATALOGUE = 20_000_000  # bytes
OF_PERSONS = frozenset({"hazards_acknowledged"})
"""Fields that a person writes of a file; a file cannot write them of itself, in its front matter."""
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


@dataclass(frozen=True, slots=True)
class Named:
    """The review a file holds, and the record that names it.

    ``troubles``: why a record of its own was not taken. ``unknown``: what its front matter gives beside a record's fields.
    """

    review: Review
    record: Record | None = None
    how: str = ""
    troubles: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Records by the hash of the publisher's original, by file name for one folder, and those of sidecars.

    ``broken``: of files whose sidecar cannot be taken, the reason.
    """

    by_original: Mapping[str, Record]
    by_file: Mapping[str, Record]
    sidecars: Mapping[str, Record] = field(default_factory=dict)
    broken: Mapping[str, str] = field(default_factory=dict)

    def record_of(self, file: str, sha256: str) -> tuple[Record | None, Standing]:
        """The record that names a file without its text, and what the file is by it."""
        record, standing, _ = self._told(file, sha256)
        return record, standing

    def _told(self, file: str, sha256: str) -> tuple[Record | None, Standing, tuple[RecordIn, str]]:
        if record := self.by_original.get(sha256):
            return record, "original", ("catalogue", f"catalogue, by its checksum: {record.id}")
        if record := self.by_file.get(file):
            return record, record.standing, ("catalogue", f"catalogue, by its name: {record.id}")
        if record := self.sidecars.get(file):
            return record, record.standing, ("sidecar", f"sidecar {_sidecar(file)}: {record.id}")
        return None, "unrecorded", ("", "")

    def recognise(self, file: str, sha256: str, title: str | None, text: str = "") -> Review:
        """The review a file holds: by its hash, its name, its sidecar or its front matter, else inferred."""
        return self.named(file, sha256, title, text).review

    def named(self, file: str, sha256: str, title: str | None, text: str = "") -> Named:
        """The review a file holds, with how that is known.

        Args:
            file: its path in the corpus folder.
            sha256: of its bytes.
            title: the title its text gives, if any.
            text: its canonical text, in which front matter may stand.
        """
        record, standing, (where, how) = self._told(file, sha256)
        if record:
            return Named(record.review(file, sha256, standing, where), record, how)
        troubles: tuple[str, ...] = (self.broken[file],) if file in self.broken else ()
        own = _at_head(file, text)
        if isinstance(own, Record):
            review = own.review(file, sha256, own.standing, "front matter")
            return Named(review, own, f"front matter: {own.id}", troubles, _unknown(text))
        troubles += (f"its front matter cannot be used: {own}",) if own else ()
        return Named(_inferred(file, sha256, title, text), None, "none: its title is inferred", troubles)


def load_catalogue(folder: Path, shipped: Path) -> Catalogue:
    """The catalogue of a corpus folder, if it has one, over the one that is shipped.

    Raises:
        CatalogueBroken: one of the two does not parse or a record misses something.
    """
    own = _records(folder / NAME)
    known = _records(shipped / NAME) if shipped.resolve() != folder.resolve() else ()
    by_original = {record.original_sha256: record for record in (*known, *own) if record.original_sha256}
    beside = {file: _beside(folder, file) for file in _with_sidecar(folder)}
    return Catalogue(
        by_original,
        {record.file: record for record in own},
        {file: record for file, record in beside.items() if isinstance(record, Record)},
        {
            file: f"its sidecar {_sidecar(file)} cannot be used: {record}"
            for file, record in beside.items()
            if isinstance(record, str)
        },
    )


def _sidecar(file: str) -> str:
    return f"{file.rpartition('/')[2]}{SIDECAR}"


def sidecar_of(name: str) -> str | None:
    """The name of the file that a sidecar is beside; None for a name that is no sidecar's."""
    stem = name.removesuffix(SIDECAR)
    return stem if stem != name and Path(stem).suffix.lower() in DOCUMENT_SUFFIXES else None


def _with_sidecar(folder: Path) -> Iterator[str]:
    """The files of a folder that have a sidecar, by their paths in it."""
    for inside, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        there = set(names)
        for name in names:
            of = sidecar_of(name)
            if of in there and not name.startswith("."):
                yield (Path(inside) / str(of)).relative_to(folder).as_posix()


def _beside(folder: Path, file: str) -> Record | str:
    """The record in a file's sidecar, or why it cannot be taken."""
    path = folder / f"{file}{SIDECAR}"
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return "it is a link that leads out of the folder"
        return _own(read_toml(path, MOST_SIDECAR), file)
    except (OSError, RuntimeError) as error:  # a ring of links
        return str(getattr(error, "strerror", None) or error)
    except TomlBroken as error:
        return str(error)


def _at_head(file: str, text: str) -> Record | str | None:
    """The record in a text's front matter, or why there is none to take; None where there is no front matter."""
    try:
        table = front_matter(text)
    except FrontMatterBroken as error:
        return str(error)
    if table is None:
        return None
    given = {name: value for name, value in table.items() if name in FIELDS - OF_PERSONS and value != ""}
    return _own(given, file)


def _unknown(text: str) -> tuple[str, ...]:
    """What front matter says that a record has no field for; other programs write such things there."""
    return tuple(sorted(name for name in front_matter(text) or {} if name not in FIELDS))


def _own(table: Mapping[str, Any], file: str) -> Record | str:
    """A record that a file brings with it: its name is the file's, and its id is made of that where none is given."""
    name = file.rpartition("/")[2]
    other = table.get("file", name)
    if other not in (name, file):
        return f"file: it names another file, {one_line(other)[:100] if isinstance(other, str) else 'not by its name'}"
    made = record_of({"id": made_id(file), **table, "file": file})
    return made if isinstance(made, Record) else ": ".join(made)


def _records(path: Path) -> Sequence[Record]:
    if not os.path.lexists(path):
        return ()
    where = f"{path.parent.name}/{path.name}"
    try:
        tables = read_toml(path, MOST_CATALOGUE).get("review", [])
    except TomlBroken as error:
        raise CatalogueBroken(f"{where}: {error}", _MEND) from None
    if not isinstance(tables, list):
        raise CatalogueBroken(f"{where}: review is no list of tables", "Begin each review with [[review]]")
    records = [_record(where, number, table) for number, table in enumerate(tables, 1)]
    for name in ("id", "file"):
        times = Counter(getattr(record, name) for record in records)
        twice = sorted(value for value, count in times.items() if count > 1)
        if twice:
            raise CatalogueBroken(f"{where}: {name} {twice[0]} stands twice", "Give each review its own")
    return records


def _record(where: str, number: int, table: object) -> Record:
    made = record_of(table) if isinstance(table, dict) else ("", "this is no table")
    if isinstance(made, Record):
        return made
    wrong, fault = made
    name = table.get("id") if isinstance(table, dict) else None
    which = f"review {number}" + (f" ({name})" if isinstance(name, str) and wrong != "id" else "")
    raise CatalogueBroken(f"{where}: {which}: {wrong}: {fault}", _MEND)


def made_id(file: str) -> str:
    """An id for a review whose record gives none: of the file's name, and its own whatever that is."""
    stem = re.sub(r"[^a-z0-9]+", "-", Path(file).with_suffix("").as_posix().lower()).strip("-") or "file"
    return f"{stem[:48]}-{hashlib.sha256(file.encode()).hexdigest()[:8]}"


def _type_in(title: str) -> str:
    """The type of paper that a title names; empty where it names none."""
    return next((kind for pattern, kind in _TYPES if pattern.search(title)), "")


def _inferred(file: str, sha256: str, title: str | None, text: str) -> Review:
    return Review(
        id=made_id(file),
        title=title or Path(file).stem.replace("_", " "),
        publisher="Publisher not recorded",
        publisher_short="not recorded",
        review_type=_type_in(title or "") or "not recorded",
        file=file,
        sha256=sha256,
        standing="unrecorded",
        dates=(Dated(None, "briefing", "not_stated"),),
        notes=("No record names this file: title and type are inferred from the text or the file name.",),
        called=called(text),
    )
