"""An ingest in a process of its own, which may be killed or made to fail.

Processes come from a fork server that has loaded the libraries already, so that one costs no second to start.
"""

import multiprocessing
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from eval.soak.corpus import TextVectors
from eval.soak.faults import Fault, Faults, lay_down_powers, limit_file_size
from eval.soak.served import served, unanswered
from ingest.errors import ReviewsError
from ingest.rows import Vectors
from ingest.settings import Settings

LONGEST = 300  # seconds that an ingest of the soak may take


@dataclass(frozen=True, slots=True)
class Job:
    """What to ingest, and what is to go wrong.

    Attributes:
        persist_every: records after which Chroma writes its HNSW files; 0 leaves that to ingest.
        fault: the operation to fail.
        largest_file: bytes beyond which a file cannot be written.
        powerless: hold the administrator, too, to the rights of files.
        embed_seconds: what each call of the embedder takes.
        room: bytes that the disk is believed to have free; 0 leaves that to the disk.
        linked: take files over from the generation before by links, as an index of over 200 MB does.
        checked_apart: have the new index read back by another process, as in real life.
    """

    corpus: Path
    home: Path
    rebuild: bool = False
    persist_every: int = 0
    fault: Fault | None = None
    largest_file: int = 0
    powerless: bool = False
    embed_seconds: float = 0
    room: int = 0
    checked_apart: bool = False
    linked: bool = False

    @property
    def settings(self) -> Settings:
        """Where its index is."""
        return Settings(corpus=self.corpus, home=self.home)  # type: ignore[call-arg]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended: with a fingerprint, with one line, or with a traceback. ``done`` is what it wrote."""

    fingerprint: str = ""
    written: bool = False
    error: str = ""
    trace: str = ""
    done: tuple[str, ...] = ()
    seconds: float = 0


class Running:
    """A process at work."""

    def __init__(self, work: Callable[[Any], Outcome], job: Any) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["eval.soak.child", "ingest.pipeline", "ingest.probe", "chromadb"])
        self._answer, theirs = context.Pipe(duplex=False)
        self._process = context.Process(target=_answering, args=(work, job, theirs))
        self._process.start()
        theirs.close()

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid or 0

    @property
    def alive(self) -> bool:
        """Whether it is still at work."""
        return self._process.is_alive()

    def kill(self) -> None:
        """SIGKILL, and wait until it is gone."""
        self._process.kill()
        self._process.join()

    def outcome(self) -> Outcome | None:
        """How it ended; None if it was killed.

        Raises:
            TimeoutError: it did not end; it was killed then.
        """
        try:
            if not self._answer.poll(LONGEST):
                self.kill()
                raise TimeoutError(f"An ingest did not end in {LONGEST} s")
            found: Outcome = self._answer.recv()
        except EOFError:
            found = None  # type: ignore[assignment]
        self._process.join()
        return found


def start(job: Job) -> Running:
    """Start an ingest."""
    return Running(_ingest, job)


def run(job: Job) -> Outcome:
    """Ingest to the end.

    Raises:
        RuntimeError: the process was ended by something.
    """
    outcome = start(job).outcome()
    if outcome is None:
        raise RuntimeError(f"The ingest of {job.corpus} was ended")
    return outcome


def ask(job: Job) -> Outcome:
    """Ask the index that answers; ``error`` is what a person would be told, ``trace`` what was not found.

    Raises:
        RuntimeError: the process was ended by something.
    """
    outcome = Running(_ask, job).outcome()
    if outcome is None:
        raise RuntimeError(f"The process that asked the index of {job.corpus} was ended")
    return outcome


def fresh(job: Job, beside: Path) -> str:
    """The fingerprint of a new index of the same corpus, made in a home of its own.

    Raises:
        RuntimeError: that ingest failed, so that there is nothing to compare with.
    """
    outcome = run(Job(job.corpus, beside, persist_every=job.persist_every))
    if not outcome.fingerprint:
        raise RuntimeError(outcome.error or outcome.trace)
    return outcome.fingerprint


def _answering(work: Callable[[Any], Outcome], job: Any, answer: Connection) -> None:
    answer.send(work(job))


def _ingest(job: Job) -> Outcome:
    from ingest import build, generations, pipeline, probe

    if job.linked:
        _put(generations, "HASHED_UP_TO", 1)
    embedder = _Slow(job.embed_seconds) if job.embed_seconds else TextVectors()
    _put(pipeline, "open_embedder", lambda settings: embedder)
    if not job.checked_apart:
        _put(build, "probe", lambda made, count, changed: str(probe.examine(made, changed)["fingerprint"]))
    if job.persist_every:
        _persist_often(job.persist_every)
    if job.room:
        _believe_in_room(job.room)
    faults = Faults(job.home, job.fault)
    faults.install()
    if job.largest_file:
        limit_file_size(job.largest_file)
    if job.powerless:
        lay_down_powers()
    started = time.monotonic()
    try:
        report = pipeline.ingest(job.settings, rebuild=job.rebuild)
        ended = Outcome(report.fingerprint, report.written)
    except ReviewsError as error:
        ended = Outcome(error=str(error))
    except BaseException:  # a Rust panic is no Exception
        ended = Outcome(trace=traceback.format_exc())
    spent = time.monotonic() - started
    return replace(ended, done=tuple(faults.done), seconds=spent)


def _ask(job: Job) -> Outcome:
    if job.powerless:
        lay_down_powers()
    try:
        index = served(job.settings)
        missing = unanswered(index) or ""
        if index.warning:  # by words it must answer all the same, and it said why by vectors it does not
            missing = unanswered(index, dense=False) or ""
        return Outcome(index.fingerprint, error=index.warning or "", trace=missing)
    except ReviewsError as error:
        return Outcome(error=str(error))
    except BaseException:
        return Outcome(trace=traceback.format_exc())


class _Slow(TextVectors):
    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def embed(self, texts: Sequence[str]) -> Vectors:
        time.sleep(self.seconds)
        return super().embed(texts)


def _put(module: Any, name: str, value: object) -> None:
    assert hasattr(module, name), f"{module.__name__} has no {name} any more"
    setattr(module, name, value)


def _persist_often(records: int) -> None:
    """Have Chroma write its HNSW files after so few records that a small index has them."""
    import chromadb

    real = chromadb.PersistentClient

    def connect(*arguments: Any, **named: Any) -> Any:
        client = real(*arguments, **named)
        create = client.create_collection

        def creating(name: str, configuration: Any = None, **more: Any) -> Any:
            often = {"sync_threshold": records, "batch_size": records // 2}
            hnsw = {**(configuration or {}).get("hnsw", {}), **often}
            return create(name, configuration={"hnsw": hnsw}, **more)

        client.create_collection = creating
        return client

    chromadb.PersistentClient = connect


def _believe_in_room(room: int) -> None:
    import shutil

    usage = shutil.disk_usage
    _put(shutil, "disk_usage", lambda path: usage(path)._replace(free=room))
