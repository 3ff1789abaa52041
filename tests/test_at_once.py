"""Several ingests at once, and a chat that asks meanwhile: one works, the others say who; no answer is missed."""

import re
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from soak_kit import changed, copy, standing

from eval.soak.child import Job, run, start
from eval.soak.corpus import TextVectors
from eval.soak.served import trouble, unanswered
from ingest.errors import IngestBusy
from ingest.index import Serving, ingest_lock
from ingest.wiring import settings_fingerprint
from ui.cli import main

__all__ = ["changed", "standing"]  # fixtures of the tests below

Changed = tuple[Job, str, str]


class Chat:
    """Asks again and again, as a chat that stays open does, and keeps what it saw."""

    def __init__(self, job: Job) -> None:
        self.serving = Serving(job.settings.index_folder, settings_fingerprint(TextVectors.fingerprint))
        self.seen: list[str] = []
        self.faults: list[object] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._ask)

    def __enter__(self) -> "Chat":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _ask(self) -> None:
        while not self._stop.is_set():
            try:
                index = self.serving.current()
                self.seen.append(index.fingerprint)
                if said := unanswered(index) or index.warning:
                    self.faults.append(said)
            except Exception as error:
                self.faults.append(error)
            self._stop.wait(0.02)

    def sees(self, fingerprint: str) -> bool:
        """Whether it comes to see an index within half a minute, which is for machines that are busy."""
        until = time.monotonic() + 30
        while time.monotonic() < until and fingerprint not in self.seen:
            time.sleep(0.02)
        return fingerprint in self.seen


@pytest.mark.parametrize("many", [2, 4])
def test_of_ingests_at_once_one_works_and_the_others_say_who(
    many: int, changed: Changed, tmp_path: Path
) -> None:
    job, old, new = copy(changed[0], tmp_path), *changed[1:]
    with Chat(job) as chat:
        assert chat.sees(old)
        running = [start(replace(job, embed_seconds=0.5)) for _ in range(many)]
        outcomes = [one.outcome() for one in running]
        assert chat.sees(new)
    refused = [outcome for outcome in outcomes if outcome and outcome.error]
    assert len(refused) == many - 1
    assert [outcome.fingerprint for outcome in outcomes if outcome and not outcome.error] == [new]
    pids = {str(one.pid) for one in running}
    for outcome in refused:
        assert outcome.seconds < 2 and "\n" not in outcome.error
        said = re.search(r"Another ingest .*\(process (\d+), since 20[^)]*\)\. Wait", outcome.error)
        assert (said and said[1] in pids) or "it has only just begun" in outcome.error, outcome
    # What the chat saw is the old index, then the new one, and it never went without an answer.
    assert chat.faults == [] and list(dict.fromkeys(chat.seen)) == [old, new]
    assert chat.seen == sorted(chat.seen, key=[old, new].index)
    assert trouble(job.settings, {new}) is None


def test_an_ingest_that_is_refused_exits_with_1_and_one_line(
    changed: Changed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    job = copy(changed[0], tmp_path)
    monkeypatch.setenv("REVIEWS_CORPUS", str(job.corpus))
    monkeypatch.setenv("REVIEWS_HOME", str(job.home))
    with ingest_lock(job.settings.index_folder):
        assert main(["ingest"]) == 1
    said = capsys.readouterr()
    assert said.out == "" and len(said.err.splitlines()) == 1
    assert re.search(r"Another ingest is at work on this index \(process \d+, since 20", said.err)


def test_the_lock_of_a_killed_ingest_is_free_at_once(changed: Changed, tmp_path: Path) -> None:
    job = copy(changed[0], tmp_path)
    folder = job.settings.index_folder
    holder = start(replace(job, embed_seconds=60))
    until = time.monotonic() + 30
    info = folder / "lock.info"
    while not (info.exists() and info.read_text()) and time.monotonic() < until:
        time.sleep(0.01)
    with pytest.raises(IngestBusy, match=rf"process {holder.pid}, since"), ingest_lock(folder):
        pass
    holder.kill()
    assert run(job).fingerprint == changed[2]
