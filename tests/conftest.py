"""What tests share: folders apart from the user's own, one ingest of each corpus, one console."""

import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import property_kit  # noqa: F401 - its import sets the profile of all property tests
import pytest
from filelock import FileLock

from assistant.assistant import Assistant, open_assistant
from assistant.contract import ask_object, search_object
from assistant.nouns import Turn
from ingest.pipeline import ingest
from ingest.read import canonical
from ingest.settings import Settings
from tests.browser_kit import browser, chat, page, pytest_runtest_protocol, tab  # noqa: F401 - fixtures, a hook

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "corpus"
ORIGINALS = ROOT.parent / "shared" / "briefings"
GOLD = [json.loads(line) for line in (ROOT / "eval" / "gold.jsonl").read_text("utf-8").splitlines()]
NOON = "2026-11-18T12:00:00"  # a Wednesday


def words(text: str) -> list[str]:
    """The words of a line."""
    return text.split()


@dataclass(frozen=True)
class Corpus:
    """A corpus folder with its index and an assistant over it."""

    settings: Settings
    assistant: Assistant
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.settings.corpus

    def text(self, file: str) -> str:
        if file not in self.texts:
            self.texts[file] = canonical(self.folder / file)
        return self.texts[file]

    def ask(self, question: str, history: Sequence[str] = (), **filters: tuple[str, ...]) -> dict[str, Any]:
        """The object of ``reviews ask --json``."""
        answer = self.assistant.ask(question, [Turn(turn) for turn in history], filters)
        found: dict[str, Any] = ask_object(answer)
        return found

    def search(self, question: str, top_k: int = 10) -> dict[str, Any]:
        """The object of ``reviews search --json``."""
        found: dict[str, Any] = search_object(None, question, *self.assistant.search(question, (), top_k))
        return found


def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run, the same for all its workers."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The session's REVIEWS_HOME. Nothing of the user's own is touched.

    Workers of one run share the embedder's graph and what was embedded; each has its own indexes.
    """
    base = tmp_path_factory.mktemp("session")
    for name in ("models", "vectors"):
        (shared(tmp_path_factory) / name).mkdir(exist_ok=True)
        (base / "home").mkdir(exist_ok=True)
        (base / "home" / name).symlink_to(shared(tmp_path_factory) / name, target_is_directory=True)
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("REVIEWS_", "OPENAI_"))]:
            patch.delenv(name)
        patch.setenv("REVIEWS_HOME", str(base / "home"))
        patch.setenv("REVIEWS_DATA", str(base / "data"))
        patch.setenv("REVIEWS_CORPUS", str(SHIPPED))
        yield base / "home"


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """Streamlit's test runner puts the page in the place of the main module, which a process begun later would run."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before


def ingested(folder: Path, home: Path) -> Corpus:
    """A corpus folder after its ingest."""
    settings = Settings(corpus=folder, home=home, now=NOON)
    with FileLock(
        (home / "models").resolve().parent / "ingest.lock"
    ):  # what one worker embeds the others read
        ingest(settings)
    return Corpus(settings, open_assistant(settings))


@pytest.fixture(scope="session")
def shipped(home: Path) -> Corpus:
    """The digests that are shipped."""
    return ingested(SHIPPED, home)


@pytest.fixture(scope="session")
def originals(home: Path) -> Corpus:
    """The publishers' originals, which are not part of the project."""
    if not ORIGINALS.is_dir():
        pytest.skip("the publishers' originals (../shared/briefings) are not at hand")
    return ingested(ORIGINALS, home)


@pytest.fixture(scope="session", params=["shipped", "originals"])
def corpus(request: pytest.FixtureRequest) -> Corpus:
    """Each of the two corpora."""
    found: Corpus = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def mixed(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Two digests, a file that cannot be read, one that no record names, one as Windows writes it."""
    folder = tmp_path_factory.mktemp("mixed") / "corpus"
    folder.mkdir()
    for name in ("catalogue.toml", "nyscp-child-h-scr.md", "wsscp-child-s-scr-2016.md"):
        (folder / name).write_bytes((SHIPPED / name).read_bytes())
    (folder / "scan.pdf").write_bytes(b"%PDF-1.7 no words")
    (folder / "notes.md").write_text(
        "# Harbour notes\n\n## Findings\n\nThe harbour nursery kept no record of bruising on babies.\n"
    )
    (folder / "windows.txt").write_bytes(
        b"\xef\xbb\xbfQuay review\r\n\r\nThe quay team met twice \xe2\x80\x93 late."
    )
    return ingested(folder, home)


@dataclass(frozen=True)
class Ran:
    """What a command came to."""

    code: int
    raw: bytes
    err: str

    @property
    def out(self) -> str:
        return self.raw.decode("utf-8")

    @property
    def objects(self) -> list[dict[str, Any]]:
        """Each line of standard output as an object; anything but strict JSON is an error."""
        return [json.loads(line, parse_constant=_refuse) for line in self.out.splitlines()]

    @property
    def object(self) -> dict[str, Any]:
        (only,) = self.objects
        return only


def _refuse(name: str) -> None:
    raise AssertionError(f"{name} is not JSON")


Console = Callable[..., Ran]


@pytest.fixture(scope="session")
def reviews(shipped: Corpus) -> Console:
    """The command line in this process, over the shipped corpus unless the environment says otherwise.

    Assistants are kept between commands, as opening one takes a second; all else is real.
    """
    from ui import asking, matrixing
    from ui.cli import main

    kept: dict[str, Assistant] = {}

    def opened(settings: Settings) -> Assistant:
        key = settings.model_dump_json()
        if key not in kept:
            kept[key] = open_assistant(settings)
        return kept[key]

    def run(*arguments: str, stdin: bytes = b"", **environment: object) -> Ran:
        out, err = io.BytesIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch:
            for name, value in {"NOW": NOON, **environment}.items():
                patch.setenv(f"REVIEWS_{name}", str(value))
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            for verb in (asking, matrixing):
                patch.setattr(verb, "open_assistant", opened)
            text = io.TextIOWrapper(out, encoding="utf-8", newline="\n")
            with redirect_stdout(text), redirect_stderr(err):
                try:
                    code = main(arguments)
                except SystemExit as end:
                    code = int(end.code or 0)
                text.flush()
        return Ran(code, out.getvalue(), err.getvalue())

    return run


LONG = (
    "axe",
    "offline",
    "readers",
    "contract",
    "browser",
    "guards",
    "failing_writes",
    "kills",
    "doctor",
    "withdraw",
    "cli",
    "injections_asked",
    "eval_written",
    "model_",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The rooms that take longest begin first, so that no worker is left with one while the others are done."""
    items.sort(key=lambda item: not any(item.path.stem.startswith(f"test_{room}") for room in LONG))
