"""The model's client is loaded in a thread of its own, which is quiet when the program ends in the middle of it."""

import threading

import pytest

from assistant.model.nouns import Model
from assistant.written.mode import WrittenMode
from ingest.embedding import Embedder
from ingest.settings import Settings


def ends(settings: Settings) -> Model:
    raise RuntimeError("can't register atexit after shutdown")


def embedder() -> Embedder:
    raise AssertionError("nothing is embedded")


@pytest.mark.parametrize(("ending", "told"), [(True, 0), (False, 1)])
def test_what_fails_while_the_program_ends_is_not_told_and_any_other_fault_is(
    monkeypatch: pytest.MonkeyPatch, ending: bool, told: int
) -> None:
    faults: list[object] = []
    monkeypatch.setattr(threading, "excepthook", faults.append)
    if ending:
        monkeypatch.setattr(threading, "main_thread", lambda: threading.Thread())
    mode = WrittenMode(Settings(mode="written", model="one"), embedder, ends)
    mode.warm()
    assert mode._warming is not None
    mode._warming.join(10)
    assert len(faults) == told
