"""``make bench``: speed of the parts, measured in one run on one machine; writes eval/results/bench.md.

The answers are measured by ``eval.bench_answers``, which says what ORIGINALS and PUBLISHED_SETS add.
Absolute times are of this machine; ratios within a run travel better. Each figure has its n.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from eval.bench_library import REVIEWS, timed
from ingest.settings import Settings, load_settings

OUT = Path(__file__).resolve().parent / "results" / "bench.md"
_COLD, _WARM_ROUNDS = 5, 3
_PACKAGES = ("chromadb", "onnxruntime", "tokenizers", "numpy", "llama-index-core", "streamlit")
Row = tuple[str, str, str, str]


def main() -> int:
    """Measure and write the table; returns 0."""
    home = Path(tempfile.mkdtemp(prefix="reviews-bench-"))
    os.environ["REVIEWS_HOME"] = str(home)
    settings = load_settings()
    rows = [*_commands(), *_warm(settings), *_precisions(settings, home), *_library()]
    text = _table(rows)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(text, encoding="utf-8")
    print(text)
    # The page is measured by a module of the floor above, which is run and not imported.
    others = ("eval.bench_answers", "eval.bench_lexical", "ui.load", "eval.bench_scale")
    return max(subprocess.run([sys.executable, "-m", other], check=False).returncode for other in others)


def _commands() -> list[Row]:
    """Whole processes, from start to end."""
    question = "What did the Child H review recommend about strategy meetings?"
    reviews = [sys.executable, "-m", "ui.cli"]
    rows = [_timed("reviews --help", _COLD, [*reviews, "--help"])]
    rows.append(
        _timed("reviews ingest, nothing there yet (builds the embedder's graph)", 1, [*reviews, "ingest"])
    )
    rows.append(_timed("reviews ingest, nothing changed", _COLD, [*reviews, "ingest"]))
    rows.append(_timed("reviews ingest --rebuild", 3, [*reviews, "ingest", "--rebuild"]))
    rows.append(_timed("reviews ask, cold", _COLD, [*reviews, "ask", question]))
    rows.append(
        _timed("reviews ask, cold, urgent", _COLD, [*reviews, "ask", "my baby is not breathing, help"])
    )
    return rows


def _timed(name: str, runs: int, command: Sequence[str]) -> Row:
    spent = []
    for _ in range(runs):
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        spent.append(time.perf_counter() - started)
    return name, f"{statistics.median(spent):.2f} s", f"{max(spent):.2f} s", str(runs)


def _questions() -> list[str]:
    from eval.cases import load_cases
    from eval.run import GOLD

    return [case.question for case in load_cases(GOLD) if not case.history]


def _warm(settings: Settings) -> list[Row]:
    """Answers of a warm assistant, every gold question."""
    from assistant.assistant import open_assistant

    assistant = open_assistant(settings)
    questions = _questions()
    for question in questions[:3]:
        assistant.ask(question)
    spent, processor = [], []
    for _ in range(_WARM_ROUNDS):
        for question in questions:
            started, used = time.perf_counter(), time.process_time()
            assistant.ask(question)
            spent.append(1000 * (time.perf_counter() - started))
            processor.append(1000 * (time.process_time() - used))
    count = str(len(spent))
    return [
        (
            "an answer, warm, five reviews",
            f"{statistics.median(spent):.0f} ms",
            f"{_p95(spent):.0f} ms (p95)",
            count,
        ),
        (
            "the same, processor time",
            f"{statistics.median(processor):.0f} ms",
            f"{_p95(processor):.0f} ms (p95)",
            count,
        ),
    ]


def _library() -> list[Row]:
    """Questions put to every one of 500 made-up reviews."""
    seen = timed()
    count = str(len(seen.asked))
    name = f"a question of every review, warm, {REVIEWS} made-up reviews"
    return [
        (f"reviews ingest, {REVIEWS} made-up reviews", f"{seen.ingest:.0f} s", "", "1"),
        (name, f"{seen.median:.2f} s", f"{max(seen.asked):.2f} s", count),
    ]


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def _precisions(settings: Settings, home: Path) -> list[Row]:
    """fp32 against int8 in turn, on the shipped passages."""
    from assistant.assistant import open_assistant
    from ingest.embedding import MiniLM

    index = open_assistant(settings).index
    texts = [passage.text for review in index.reviews for passage in index.review_passages(review)]
    fp32, int8 = MiniLM(home / "models", "fp32"), MiniLM(home / "models", "int8")
    passages = _ratio(lambda: fp32.embed(texts), lambda: int8.embed(texts), 3)
    questions = _questions()
    single = _ratio(
        lambda: [fp32.embed([q]) for q in questions], lambda: [int8.embed([q]) for q in questions], 3
    )
    agree = float((fp32.embed(texts) * int8.embed(texts)).sum(axis=1).min())
    return [
        (f"fp32 time / int8 time, {len(texts)} passages", f"{passages:.2f}", "", "3"),
        (f"fp32 time / int8 time, {len(questions)} questions one by one", f"{single:.2f}", "", "3"),
        ("cosine of int8 and fp32, lowest of the passages", f"{agree:.4f}", "", str(len(texts))),
    ]


def _ratio(one: Callable[[], object], other: Callable[[], object], rounds: int) -> float:
    """The median ratio of two calls' times, made in turn after a warm-up."""
    one(), other()
    ratios = []
    for _ in range(rounds):
        spent = []
        for call in (one, other):
            started = time.perf_counter()
            call()
            spent.append(time.perf_counter() - started)
        ratios.append(spent[0] / spent[1])
    return statistics.median(ratios)


def _table(rows: Sequence[Row]) -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    lines = [
        "# Speed",
        "",
        f"Made by `make bench` on {datetime.now(UTC):%Y-%m-%d}: {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores, Python {platform.python_version()}, {versions}.",
        "",
        "| what | median | most | n |",
        "|---|---|---|---|",
        *(f"| {' | '.join(row)} |" for row in rows),
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
