"""Something put out of order on purpose turns a run red: what nothing can turn red measures nothing."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import SHIPPED, Corpus

from assistant import expansion
from assistant.assistant import Assistant
from assistant.contacts import load_register
from assistant.guard import Verdict
from assistant.nouns import Answer, Turn
from eval.cases import Case, load_cases
from eval.run import GOLD, Wanted, run, run_and_report
from ingest.pipeline import ingest
from ingest.settings import Settings

OPEN = [case for case in load_cases(GOLD) if case.split == "open"]


def cases(*kinds: str, most: int = 6) -> list[Case]:
    """The first open cases of some kinds."""
    return [case for kind in kinds for case in [one for one in OPEN if one.kind == kind][:most]]


def gold(folder: Path, chosen: Sequence[Case]) -> Path:
    file = folder / "gold.jsonl"
    file.write_text("".join(f"{case.model_dump_json()}\n" for case in chosen), encoding="utf-8")
    return file


def assistant(settings: Settings, kind: type[Assistant] = Assistant) -> Assistant:
    return kind(settings, load_register(settings.contacts))


@pytest.fixture
def settings(shipped: Corpus, tmp_path: Path) -> Settings:
    return shipped.settings.model_copy(update={"data": tmp_path / "data"})


def failed(settings: Settings, file: Path, asked: Assistant) -> set[str]:
    """The gates that a run fails."""
    report = run(settings, Wanted(file), asked).report
    names = {j.gate.measure for j in report.judged if not j.passed and j.n}
    assert report.exit_code == int(bool(names))
    return names


def test_as_it_is_the_sample_passes(settings: Settings, tmp_path: Path) -> None:
    file = gold(tmp_path, cases("fact", "live_concern", "procedure"))
    assert failed(settings, file, assistant(settings)) == set()


class Shifted(Assistant):
    """Its citations begin and end a character late."""

    def ask(self, question: str, history: Sequence[Turn] = (), *args: object, **options: object) -> Answer:
        answer = super().ask(question, history)
        late = (replace(c, start=c.start + 1, end=c.end + 1) for c in answer.citations)
        return replace(answer, citations=tuple(late))


def test_citations_shifted_by_one_are_seen(settings: Settings, tmp_path: Path) -> None:
    file = gold(tmp_path, cases("fact", "live_concern", "procedure"))
    assert "quote_exactness" in failed(settings, file, assistant(settings, Shifted))


class Unguarded(Assistant):
    """Lets every message pass."""

    def guard(self, question: str) -> Verdict:
        return Verdict("go_on")


def test_a_guard_that_is_off_is_seen(settings: Settings, tmp_path: Path) -> None:
    file = gold(tmp_path, cases("fact", "live_concern", "procedure"))
    assert "urgent" in failed(settings, file, assistant(settings, Unguarded))


def test_synonyms_that_are_off_are_seen(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = gold(tmp_path, [case for case in OPEN if case.variants.abbreviation][::3])
    assert "abbreviation_recall_5" not in failed(settings, file, assistant(settings))
    monkeypatch.setattr(expansion, "_may_be_met", lambda text: iter(()))
    assert "abbreviation_recall_5" in failed(settings, file, assistant(settings))


def test_a_review_that_was_dropped_is_an_error_and_no_zero(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = tmp_path / "fewer"
    shutil.copytree(SHIPPED, corpus)
    dropped = next(corpus.glob("nyscp-*.md"))
    dropped.unlink()
    fewer = settings.model_copy(update={"corpus": corpus})
    ingest(fewer)
    code = run_and_report(fewer, Wanted(GOLD), assistant=assistant(fewer))
    assert code == 2
    assert f"no review {dropped.stem} in the index" in capsys.readouterr().err
