"""``reviews doctor``: an index against its corpus, and all that is kept beside it. It changes nothing.

Each check says what it saw, or what is wrong and the command that mends it.
"""

import hashlib
import json
import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from shlex import quote

from ingest import generations
from ingest.catalogue import load_catalogue
from ingest.check_index import check_generation
from ingest.checks import INGEST, REBUILD, Check, Faults, checked
from ingest.erasure import withdrawn_passages
from ingest.errors import FileUnreadable, IndexDamaged, IndexMissing, ReviewsError
from ingest.generations import generation_folder, read_pointer
from ingest.library import Library
from ingest.nouns import Passage
from ingest.plan import changed_files
from ingest.proof import generations_in
from ingest.read import read_document
from ingest.readers.isolated import IsolatedReader
from ingest.settings import SHIPPED_CORPUS, Settings
from ingest.wiring import open_embedder, settings_fingerprint
from ingest.withdrawn import load

SPARE = 200_000_000
"""Free bytes below which the disk is called full, beside three times the index."""


def examine(settings: Settings) -> list[Check]:
    """Every check that ingest's floor can make."""
    folder, home = settings.index_folder, settings.home.expanduser()
    found = [
        checked("catalogue", lambda: _catalogue(settings), INGEST),
        checked("model", lambda: _graphs(home / "models"), "reviews search bruising"),
        checked("pointer", lambda: _pointer(folder), INGEST),
    ]
    name = read_pointer(folder)
    if name is not None and found[-1].ok:
        embedder = open_embedder(settings)
        generation = generation_folder(folder, name)
        found += check_generation(
            generation, settings_fingerprint(embedder.fingerprint), embedder, home / "vectors"
        )
        found += _against_corpus(settings, generation)
    return [
        *found,
        checked("withdrawn", lambda: _withdrawn(settings), INGEST),
        checked("generations", lambda: _leftovers(folder, name), REBUILD),
        checked("lock", lambda: _lock(folder), INGEST),
        *_caches(home / "vectors"),
        checked("disk", lambda: _disk(settings), "free some space on that disk"),
    ]


def _catalogue(settings: Settings) -> tuple[str, Faults]:
    catalogue = load_catalogue(settings.corpus.expanduser(), SHIPPED_CORPUS)
    return f"{len(catalogue.by_file)} files of this folder have a record", ()


def _graphs(folder: Path) -> tuple[str, Faults]:
    graphs = sorted(folder.glob("*.onnx"))
    wrong = [f"{path.name} is not as it was written" for path in graphs if not _sealed(path)]
    return f"{len(graphs)} graphs, checksums right" if graphs else "its graph is not written yet", wrong


def _sealed(graph: Path) -> bool:
    seal = graph.with_name(graph.name + ".sha256")
    with graph.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return seal.is_file() and seal.read_text("ascii", errors="replace").strip() == digest


def _pointer(folder: Path) -> tuple[str, Faults]:
    name = read_pointer(folder)
    if name is None:
        raise IndexMissing("There is no index of this corpus folder", "Run: reviews ingest")
    if not name or not generation_folder(folder, name).is_dir():
        raise IndexDamaged(f"It names {name!r}, and there is no such generation", generations.REBUILD)
    return name, ()


def _against_corpus(settings: Settings, generation: Path) -> list[Check]:
    try:
        library = Library(generation)
    except (IndexDamaged, sqlite3.Error, ValueError, KeyError, TypeError):
        return []  # said already
    try:
        return [
            checked("corpus folder", lambda: _corpus(settings, library), INGEST),
            checked("spans", lambda: _spans(settings, library), REBUILD),
        ]
    finally:
        library.close()


def _corpus(settings: Settings, library: Library) -> tuple[str, Faults]:
    changed = changed_files(settings.corpus.expanduser(), library.files)
    unread = [record for record in library.files if record.status == "failed"]
    told = f"{len(library.files)} files, none changed since"
    told += f"; {len(unread)} could not be read" if unread else ""
    return told, [f"{name} has changed since it was read" for name in changed]


def _spans(settings: Settings, library: Library) -> tuple[str, Faults]:
    """A file that has changed since is no wrong span: it is told by the check before."""
    count, others, wrong = 0, 0, []
    with IsolatedReader(settings.limits) as reader:
        for review in library.reviews.values():
            try:
                raw, document = read_document(settings.corpus.expanduser() / review.file, reader)
            except FileUnreadable:
                others += 1
                continue
            if hashlib.sha256(raw).hexdigest() != review.sha256:
                others += 1
                continue
            for passage in library.review_passages(review.id):
                count += 1
                wrong += [
                    f"passage {passage.id} of {review.file}: {f}" for f in _span(passage, document.text)
                ]
    told = f"{count} passages and their sentences stand in their files where they say"
    return told + (f"; {others} files are not as they were read" if others else ""), wrong


def _span(passage: Passage, text: str) -> Iterator[str]:
    if passage.start >= passage.end or text[passage.start : passage.end] != passage.text:
        yield f"its text does not stand at {passage.start}-{passage.end}"
    at = passage.start
    for sentence in passage.sentences:
        if not at <= sentence.start < sentence.end <= passage.end:
            yield f"a sentence at {sentence.start}-{sentence.end} is out of place"
        at = sentence.end


def _withdrawn(settings: Settings) -> tuple[str, Faults]:
    tombstones = load(settings.data)
    wrong = []
    for generation in generations_in(settings.index_folder):
        try:
            held = [review.id for review, _ in withdrawn_passages(generation, settings)]
        except IndexDamaged:
            continue  # an unfinished or damaged one is told by its own check
        wrong += [f"generation {generation.name} still holds {name}" for name in held]
    unproved = [one.review_id for one in tombstones.held if not one.erased]
    if not wrong and unproved:
        raise ReviewsError(
            f"It was not proved that the text of {unproved[0]} is gone",
            f"Run: reviews withdraw {unproved[0]} --why TEXT",
        )
    return f"{len(tombstones.held)} reviews, none in any generation", wrong


def _leftovers(folder: Path, current: str | None) -> tuple[str, Faults]:
    sound = generations.finished(folder)
    if current not in {path.name for path in generations_in(folder)}:
        current = next(iter(sound), None)  # a pointer to nothing is told by its own check
    others = [path.name for path in generations_in(folder) if path.name != current]
    kept = [name for name in others if name in sound][-1:]
    wrong = [
        f"{name} is " + ("kept for nothing" if name in sound else "unfinished or damaged")
        for name in others
        if name not in kept
    ]
    return f"the one in use, and {len(kept)} to fall back on", wrong


def _lock(folder: Path) -> tuple[str, Faults]:
    from filelock import FileLock, Timeout

    info = folder / "lock.info"
    said = info.read_text(encoding="utf-8", errors="replace") if info.is_file() else ""
    if not (folder / "lock").exists():
        return "free", (["lock.info says that an ingest runs, and none does"] if said else [])
    try:
        with FileLock(folder / "lock", blocking=False):
            return "free", (["lock.info says that an ingest runs, and none does"] if said else [])
    except Timeout:
        try:
            held = json.loads(said)
            return f"held by an ingest, process {held['pid']}, since {held['started']}", ()
        except (ValueError, KeyError, TypeError):
            return "held by an ingest that has just begun", ()


def _caches(folder: Path) -> Iterator[Check]:
    files = sorted([*folder.glob("*.sqlite"), *folder.glob("*.broken")])
    for path in files:
        check = partial(_cache, path)
        yield checked(f"vectors kept in {path.name}", check, f"rm {quote(str(path))}")


def _cache(path: Path) -> tuple[str, Faults]:
    if path.suffix == ".broken":
        return "", ["it was set aside as it could not be read"]
    wrong, count, lengths = [], 0, set()
    uri = path.resolve().as_uri() + "?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, timeout=60)) as connection:
        (state,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        wrong += [] if state == "ok" else [str(state)]
        for key, packed, crc in connection.execute("SELECT key, vector, crc FROM vectors"):
            count += 1
            lengths.add(len(packed))
            if zlib.crc32(packed) != crc:
                wrong.append(f"vector {key[:12]} is not as it was kept")
    wrong += ["its vectors have several lengths"] if len(lengths) > 1 else []
    return f"{count} vectors, each as it was kept", wrong


def _disk(settings: Settings) -> tuple[str, Faults]:
    wrong, told = [], []
    folder = settings.index_folder
    held = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    for place, need in ((settings.home, SPARE + 3 * held), (settings.data, SPARE)):
        there = place.expanduser()
        while not there.exists():
            there = there.parent
        free = shutil.disk_usage(there).free
        told.append(f"{free >> 20} MB free at {place.expanduser()}")
        if free < need:
            wrong.append(f"{told[-1]}, {need >> 20} MB needed")
    return "; ".join(told), wrong
