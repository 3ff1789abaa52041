"""The rounds of the soak: kills, failing writes and damage. Each gives what was tried and what went wrong."""

import random
import shutil
import sys
import tempfile
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from eval.soak.child import Job, fresh, run, start
from eval.soak.corpus import change_corpus, write_corpus
from eval.soak.damage import mutate
from eval.soak.faults import Fault
from eval.soak.served import served, trouble
from eval.soak.watch import Moment, kill_after, kill_at, snapshot

RANDOM_KILLS, TARGETED_KILLS, MUTATIONS = 60, 100, 100
FILES, ITEMS, PERSIST_EVERY = 40, 20, 100  # 800 passages; Chroma writes its HNSW files eight times
FEW_FILES, FEW_ITEMS, FEW_PERSIST = 6, 20, 40  # for failing writes: each of them is a whole ingest
_FILES_AIMED_AT = (
    "data_level0.bin", "link_lists.bin", "header.bin", "length.bin", "index_metadata.pickle",
    "chroma.sqlite3", "library.sqlite", "manifest.json", "current",
)  # fmt: skip


@dataclass
class Tally:
    """What a part of the soak came to; ``lines`` are facts for the report."""

    tried: int = 0
    broken: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def note(self, what: str, said: str | None) -> None:
        """Count one trial, and keep what was wrong with it."""
        self.tried += 1
        if said:
            self.broken.append(f"{what}: {said}")
        print(f"{self.tried}: {what}, {len(self.broken)} broken", file=sys.stderr, flush=True)


def kills(share: float, seed: int) -> Tally:
    """Ingests killed at random moments, and when a file has just changed; the corpus changes before each."""
    tally, chance = Tally(), random.Random(seed)
    with _standing(FILES, ITEMS, PERSIST_EVERY) as (job, base):
        whole = run(replace(job, rebuild=True)).seconds
        tally.lines.append(f"A whole ingest of {FILES * ITEMS} passages takes about {whole:.1f} s.")
        plan: deque[float | Moment] = deque(
            chance.uniform(0, whole) for _ in range(_share(RANDOM_KILLS, share))
        )
        for number in range(_share(TARGETED_KILLS, share)):
            name = _FILES_AIMED_AT[number % len(_FILES_AIMED_AT)]
            plan.append(Moment(name, 1 if name in ("manifest.json", "current") else chance.randint(1, 6)))
        wanted, done = len(plan), 0
        while plan and tally.tried < 3 * wanted:
            when = plan.popleft()
            killed, said = _one_kill(job, base, when, tally.tried)
            tally.note(f"kill at {when}" if isinstance(when, Moment) else f"kill after {when:.2f} s", said)
            done += killed
            if not killed:
                plan.append(_sooner(when))
        if done < wanted:
            tally.broken.append(f"only {done} of {wanted} kills came in time")
        tally.lines.append(
            f"{done} ingests were killed with SIGKILL: {_share(RANDOM_KILLS, share)} at random moments, the others when "
            f"one of {len(_FILES_AIMED_AT)} kinds of file had just changed. {tally.tried - done} more had ended before "
            "the signal came. In every second round files were taken over by links, as in an index of over 200 MB."
        )
    return tally


def _one_kill(job: Job, base: Path, when: float | Moment, number: int) -> tuple[bool, str | None]:
    """Whether a kill came in time, and what was wrong with the index then or after the next ingest."""
    old = run(job).fingerprint
    change_corpus(job.corpus, number)
    new = fresh(job, base / "fresh")
    shutil.rmtree(base / "fresh")
    folder = job.settings.index_folder
    job = replace(job, linked=bool(number % 2))
    before, running = snapshot(folder), start(replace(job, rebuild=number % 3 == 0))
    killed = kill_at(running, folder, when, before) if isinstance(when, Moment) else kill_after(running, when)
    said = trouble(job.settings, {old, new})
    again = run(job)
    if again.fingerprint != new:
        said = said or f"the next ingest: {again.error or again.trace or 'another content hash'}"
    return killed, said or trouble(job.settings, {new})


def _sooner(when: float | Moment) -> float | Moment:
    return Moment(when.file, max(1, when.times - 1)) if isinstance(when, Moment) else when * 0.7


def writes(share: float, seed: int) -> Tally:
    """Every n-th operation that writes, failing with no room and with a broken disk, and ending the process."""
    tally = Tally()
    with _standing(FEW_FILES, FEW_ITEMS, FEW_PERSIST) as (job, base):
        old = run(job).fingerprint
        change_corpus(job.corpus, seed)
        new = fresh(job, base / "fresh")
        saved = base / "saved"
        shutil.copytree(job.home, saved)

        def tried(with_this: Job, what: str) -> bool:
            shutil.rmtree(job.home)
            shutil.copytree(saved, job.home)
            outcome = start(with_this).outcome()
            said = trouble(job.settings, {old, new})
            if outcome and (outcome.trace or "\n" in outcome.error):
                said = said or f"no line was said but {outcome.trace.strip().splitlines()[-1:]}"
            again = run(job)
            if again.fingerprint != new:
                said = said or f"the next ingest: {again.error or again.trace or 'another content hash'}"
            tally.note(what, said)
            return bool(outcome and not outcome.error)

        done = run(job).done
        steps = range(1, len(done) + 1, max(1, round(1 / share)))
        survived = 0
        for how in ("ENOSPC", "EIO", "kill"):
            for at in steps:
                fails = replace(job, fault=Fault(how, at), linked=bool(at % 2))  # type: ignore[arg-type]
                survived += tried(fails, f"{how} at {at}, {done[at - 1]}")
        sizes = sorted({path.stat().st_size for path in job.home.rglob("*") if path.is_file()})
        limits = sorted({max(1, size + by) for size in sizes for by in (-4096, -1)})[
            :: max(1, round(1 / share))
        ]
        for limit in limits:
            tried(replace(job, largest_file=limit, linked=bool(limit % 2)), f"no file over {limit} bytes")
        tally.lines.append(
            f"An ingest writes in {len(done)} steps that Python sees; each of {len(steps)} failed with no room, failed with "
            f"a broken disk, and ended the process. {survived} of the failures were in steps that an ingest can do "
            f"without. {len(limits)} times no file might grow over a limit, so that SQLite's and Chroma's own writes failed. In every "
            "second round files were taken over by links."
        )
    return tally


def damage(share: float, seed: int) -> Tally:
    """Random mutations of the files of a generation, and of the vectors kept."""
    tally, chance = Tally(), random.Random(seed)
    found = Counter[str]()
    with _standing(FEW_FILES, FEW_ITEMS, FEW_PERSIST) as (job, base):
        older = run(job).fingerprint
        change_corpus(job.corpus, seed)
        newer = run(job).fingerprint
        shutil.copytree(job.home, base / "saved")
        while tally.tried < _share(MUTATIONS, share):
            shutil.rmtree(job.home)
            shutil.copytree(base / "saved", job.home)
            folder = job.settings.index_folder
            used = folder / "generations" / (folder / "current").read_text().strip()
            kept = sorted((job.home / "vectors").glob("*"))
            path = chance.choice(
                [folder / "current", *sorted(p for p in used.rglob("*") if p.is_file()), *kept]
            )
            done = mutate(path, chance)
            if not done:
                continue
            kind, said = _met(job, older, newer, path in kept)
            found[kind] += 1
            again = run(replace(job, rebuild=path in kept))
            if again.fingerprint != newer or trouble(job.settings, {newer}):
                said = said or f"the next ingest did not mend it: {again.error or again.trace}"
            tally.note(f"{path.name}, {done}: {kind}", said)
        tally.lines += [f"{count} of {tally.tried}: {kind}." for kind, count in found.most_common()]
    return tally


def _met(job: Job, older: str, newer: str, only_vectors: bool) -> tuple[str, str | None]:
    """What became of a damage, and what is wrong with that, if anything."""
    from eval.soak.served import found_before_opening

    if only_vectors:
        return "of the vectors that are kept, which only an ingest reads", trouble(job.settings, {newer})
    try:
        if found_before_opening(job.settings, {older, newer}):
            return "found before the index was opened", None
    except AssertionError as error:
        return "found, but ill said", str(error)
    if (said := trouble(job.settings, {newer})) is None:
        return "in bytes that opening itself rewrites: nothing lost, all answers the same", None
    index = served(job.settings)
    index.close()
    return "not found", said


@contextmanager
def _standing(files: int, items: int, persist_every: int) -> Iterator[tuple[Job, Path]]:
    """A corpus with an index, in a folder that is taken away at the end."""
    base = Path(tempfile.mkdtemp(prefix="reviews-soak-"))
    try:
        write_corpus(base / "corpus", files, items)
        job = Job(base / "corpus", base / "home", persist_every=persist_every)
        run(job)
        yield job, base
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _share(count: int, share: float) -> int:
    return max(1, round(count * share))


PARTS: dict[str, Callable[[float, int], Tally]] = {"kills": kills, "writes": writes, "damage": damage}
