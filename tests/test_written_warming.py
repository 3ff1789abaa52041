"""What writing needs is loaded in a thread of its own, which is quiet when the program ends in the middle of it."""

import threading
from typing import cast

import pytest

from assistant.claims.checker import ClaimChecker
from assistant.model.nouns import Model
from assistant.written.mode import WrittenMode
from ingest.embedding import Embedder
from ingest.settings import Settings
from ui import server


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


class Sees:
    """A checker of claims that counts how often it is warmed."""

    warmed = 0

    def warm(self) -> None:
        self.warmed += 1


class Silent:
    """A model that is never asked."""

    name = "one"


def test_the_reader_of_claims_is_loaded_before_the_first_claim_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    sees = Sees()
    monkeypatch.setattr(
        "assistant.written.mode.open_checker", lambda embedder, cache: cast(ClaimChecker, sees)
    )
    settings = Settings(mode="written", model="one")
    mode = WrittenMode(settings, lambda: None, lambda given: cast(Model, Silent()))  # type: ignore[arg-type, return-value]
    warming = mode.warm()
    assert warming is not None
    warming.join(30)
    assert sees.warmed == 1


def test_where_no_answer_is_written_nothing_is_loaded() -> None:
    assert WrittenMode(Settings(), embedder, ends).warm() is None
    assert WrittenMode(Settings(mode="quotes", model="one"), embedder, ends).warm() is None


def test_the_page_has_it_loaded_before_the_first_question(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    class Opened:
        def guard(self, question: str) -> None:
            done.append("guarded")

        def search(self, question: str, top_k: int) -> None:
            done.append("searched")

        @property
        def written(self) -> "Opened":
            return self

        def warm(self) -> threading.Thread:
            thread = threading.Thread(target=lambda: done.append("warmed"))
            thread.start()
            return thread

    monkeypatch.setattr("ui.resources.assistant", Opened)
    monkeypatch.setattr("gc.freeze", lambda: done.append("frozen"))
    server._warm_up()
    assert sorted(done[:-1]) == ["guarded", "searched", "warmed"] and done[-1] == "frozen"
    assert done.index("guarded") < done.index("searched")
