"""Generations: an index is never changed. Each ingest writes a new one beside it and moves a pointer.

    <index folder>/lock            held by the operating system while an ingest runs
                   lock.info       who holds it, for the message
                   current         the pointer: the name of the generation in use
                   times.json      when unchanged files were last seen, for the next look
                   generations/<name>/library.sqlite, shelves/, chroma/, manifest.json

Chroma's files can be torn by a kill, so nothing is served before it was written, closed, put on the disk
and read back by another process. A kill at any moment leaves either the old pointer or the new one.

A generation may begin as a copy of the one before. In a large index the files that stay as they are are
linked, not copied: no sealed file is ever written to, except Chroma's database, which is always copied.
"""

import hashlib
import json
import os
import re
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from ingest.durable import flush, json_sha256, write_durably
from ingest.errors import IndexDamaged, ReviewsError
from ingest.rows import FileRecord

Ranges = tuple[tuple[int, int], ...]

FORMAT = 3
"""Raise it with every change to what is written in a generation."""

HASHED_UP_TO = 200_000_000
REBUILD = "Run: reviews ingest --rebuild"
ELSEWHERE = "Set REVIEWS_HOME to a folder of your own"
_NAME = re.compile(r"\d{8}T\d{12}-[0-9a-f]{4}")
_MANIFEST = "manifest.json"
_TIMES = "times.json"


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A file as it was sealed; ``restless`` are byte ranges that the checksum leaves out."""

    path: str
    size: int
    sha256: str
    restless: Ranges = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds and how it was made; ``fingerprint`` depends on the content alone.

    ``dead_vectors`` were deleted since its Chroma folder was written afresh.
    """

    format: int
    generation: str
    built_at: str
    fingerprint: str
    settings_fingerprint: str
    embedder_fingerprint: str
    chromadb: str
    dimension: int
    reviews: int
    passages: int
    shelves: int = 1
    dead_vectors: int = 0
    files: tuple[SealedFile, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(file.size for file in self.files)


def generation_folder(folder: Path, name: str) -> Path:
    """Where a generation lives."""
    return folder / "generations" / name


def new_generation(folder: Path) -> Path:
    """Make the folder of a new generation. Names sort by time."""
    path = generation_folder(folder, f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{secrets.token_hex(2)}")
    path.mkdir(parents=True)
    return path


def read_pointer(folder: Path) -> str | None:
    """The name in the pointer file, whatever it may be; None without a pointer file.

    Raises:
        ReviewsError: there is a file, or a folder that may not be looked into, where the folder should be.
    """
    try:
        return (folder / "current").read_text(encoding="utf-8", errors="replace").strip()
    except FileNotFoundError:
        return None
    except (NotADirectoryError, PermissionError) as error:
        raise ReviewsError(f"No index can be kept in {folder}: {error.strerror}", ELSEWHERE) from None


def pointer_stands(folder: Path) -> tuple[int, int] | None:
    """What tells one pointer file from the next without reading it; None where it cannot be looked at."""
    try:
        state = (folder / "current").stat()
    except OSError:
        return None
    return state.st_ino, state.st_mtime_ns


def move_pointer(folder: Path, name: str) -> None:
    """Put a generation to use, at once and for good."""
    write_durably(folder / "current", name + "\n")


def inherit(
    before: Path, manifest: Manifest, generation: Path, changing: Callable[[str], bool | None]
) -> tuple[SealedFile, ...]:
    """Begin a generation with the files of another.

    Args:
        before: the folder of the other.
        manifest: what was sealed there.
        generation: the new folder, empty.
        changing: whether the file of this path will be written to; None leaves it out.

    Returns:
        The files that will not be written to, as they were sealed.

    Raises:
        IndexDamaged: what was copied is not what was sealed.
    """
    linked = (
        manifest.size >= HASHED_UP_TO
    )  # below it a copy costs nothing, and damage to one spares the other
    kept, copied = [], []
    for file in manifest.files:
        will_change = changing(file.path)
        if will_change is None:
            continue
        target = generation / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.restless:
            _copy_database(before / file.path, target)
        elif will_change or not (linked and _linked(before / file.path, target)):
            shutil.copyfile(before / file.path, target)
        else:
            kept.append(file)
            continue
        copied.append(file)
        if not will_change:
            kept.append(file)
    check_files(generation, replace(manifest, files=tuple(copied)), hashed=True)
    return tuple(kept)


def _copy_database(source: Path, target: Path) -> None:
    """Copy a SQLite file that a reader may be opening, and so writing to, at this moment."""
    with closing(sqlite3.connect(source)) as there, closing(sqlite3.connect(target)) as here:
        there.backup(here)


def _linked(source: Path, target: Path) -> bool:
    try:
        os.link(source, target)
    except OSError:  # not on every file system
        return False
    return True


def write_times(folder: Path, files: Iterable[FileRecord]) -> None:
    """Keep where and when files were last seen with the bytes they were read with.

    An index does not change for a file that was touched or moved to another disk; this spares it from being
    hashed again for ever after.
    """
    seen = {file.file: [file.sha256, file.size, file.mtime_ns, file.ctime_ns, file.inode] for file in files}
    write_durably(folder / _TIMES, json.dumps({"seen": seen, "sha256": json_sha256(seen)}))


def with_times(folder: Path, files: Sequence[FileRecord]) -> tuple[FileRecord, ...]:
    """The records of files with the times they were last seen with, where their bytes are the same."""
    try:
        whole = json.loads((folder / _TIMES).read_bytes())
        seen = whole["seen"] if whole["sha256"] == json_sha256(whole["seen"]) else {}
    except (OSError, ValueError, KeyError, TypeError):
        return tuple(files)  # only a help: without it files are hashed
    return tuple(
        replace(file, mtime_ns=kept[2], ctime_ns=kept[3], inode=kept[4])
        if (kept := seen.get(file.file)) and kept[:2] == [file.sha256, file.size] and file.sha256
        else file
        for file in files
    )


def seal_files(
    generation: Path, restless: Mapping[str, Ranges], kept: Sequence[SealedFile] = ()
) -> tuple[SealedFile, ...]:
    """Put all files of a generation on the disk and say what they are; ``kept`` are so already."""
    sealed = {file.path: file for file in kept}
    for path in sorted(generation.rglob("*")):
        name = path.relative_to(generation).as_posix()
        if name in sealed and path.stat().st_nlink > 1:
            continue
        flush(path)
        if name not in sealed and path.is_file():
            size, ranges = path.stat().st_size, restless.get(name, ())
            sealed[name] = SealedFile(name, size, _sha256(path, size, ranges), ranges)
    flush(generation)
    flush(generation.parent)
    return tuple(sealed[name] for name in sorted(sealed))


def write_manifest(generation: Path, manifest: Manifest) -> None:
    """Declare a generation finished."""
    body = asdict(manifest)
    write_durably(
        generation / _MANIFEST, json.dumps({"manifest": body, "sha256": json_sha256(body)}, indent=1)
    )


def read_manifest(generation: Path) -> Manifest:
    """Read a manifest.

    Raises:
        IndexDamaged: it is absent or not as it was written.
    """
    try:
        if not _NAME.fullmatch(generation.name):  # a damaged pointer must not lead anywhere else
            raise ValueError
        whole = json.loads((generation / _MANIFEST).read_bytes())
        body = whole["manifest"]
        if whole["sha256"] != json_sha256(body) or body["generation"] != generation.name:
            raise ValueError
        files = [{**file, "restless": tuple(map(tuple, file["restless"]))} for file in body["files"]]
        return Manifest(**{**body, "files": tuple(SealedFile(**file) for file in files)})
    except (OSError, ValueError, KeyError, TypeError):
        raise IndexDamaged(
            f"The manifest of index {generation.name!r} is missing or broken", REBUILD
        ) from None


def check_files(generation: Path, manifest: Manifest, *, hashed: bool | None = None) -> None:
    """Compare the files with the manifest: sizes, and checksums if ``hashed``.

    Unset, ``hashed`` means: if all files together are small enough for it to take no time.

    Raises:
        IndexDamaged: a file is missing or not as it was sealed.
    """
    if hashed is None:
        hashed = sum(file.size for file in manifest.files) < HASHED_UP_TO
    for file in manifest.files:
        path = generation / file.path
        try:
            size = path.stat().st_size
            same = size == file.size or (size > file.size and bool(file.restless))
            same = same and (not hashed or _sha256(path, file.size, file.restless) == file.sha256)
        except OSError:
            same = False
        if not same:
            raise IndexDamaged(f"{file.path} of index {generation.name} is not as ingest wrote it", REBUILD)


def finished(folder: Path) -> list[str]:
    """The names of all generations whose manifest and files are sound, newest first."""
    sound = []
    for path in sorted((folder / "generations").glob("*"), reverse=True):
        with suppress(IndexDamaged):
            check_files(path, read_manifest(path))
            sound.append(path.name)
    return sound


def sweep(folder: Path) -> None:
    """Remove all but the generation in use and the newest sound one beside it. The caller holds the lock."""
    current = read_pointer(folder)
    others = [name for name in finished(folder) if name != current]
    for path in (folder / "generations").glob("*"):
        if path.name not in {current, *others[:1]}:
            shutil.rmtree(path, ignore_errors=True)  # what is open on Windows stays until the next ingest


def _sha256(path: Path, size: int, restless: Ranges) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for start, end in [*restless, (size, size)]:
            while file.tell() < start and (part := file.read(min(1 << 20, start - file.tell()))):
                digest.update(part)
            file.seek(end)
    return digest.hexdigest()
