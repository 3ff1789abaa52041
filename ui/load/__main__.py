"""Measures the page on a server of its own and writes ``eval/results/page.md``; exit code 1 where a bound is missed."""

import argparse
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from eval.cases import load_cases
from eval.run import GOLD
from eval.wanted import RESULTS, Wanted
from ui.load.browser import Waits, ready, waits
from ui.load.measures import Crowd, Stretch, at_once, one_by_one, other_answers, plan
from ui.load.serving import bare, shipped

_READERS, _EACH, _ROUNDS = 20, 5, 10
_LONGEST = 150  # characters of a question: a longer one has its heading cut
_PACKAGES = ("streamlit", "starlette", "uvicorn", "chromadb", "onnxruntime")


def main(given: Sequence[str] | None = None) -> int:
    """Measure, write, and say whether all bounds were kept."""
    parser = argparse.ArgumentParser(prog="python -m ui.load", description=__doc__)
    parser.add_argument(
        "--questions", type=int, default=1000, help="asked one after the other (default 1000)"
    )
    parser.add_argument(
        "--seconds", type=float, default=300, help="after which no more are asked (default 300)"
    )
    parser.add_argument("--remark", default="", help="a sentence on the machine to put with the figures")
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder to write page.md to")
    arguments = parser.parse_args(given)
    cases = load_cases(GOLD)
    texts = [case.question for case in cases if case.expect == "answered" and not case.history]
    asked = plan([text for text in texts if len(text) < _LONGEST], _READERS, _EACH)
    with tempfile.TemporaryDirectory(prefix="reviews-page-") as made, bare(Path(made)) as port:
        least = ready(f"http://127.0.0.1:{port}", _ROUNDS)
    with tempfile.TemporaryDirectory(prefix="reviews-page-") as made, shipped(Path(made)) as (port, pid):
        one_by_one(port, asked[:2], 10, pid, 60)
        seen = waits(f"http://127.0.0.1:{port}", asked[0][0], _ROUNDS)
        crowd = at_once(port, asked)
        alone = one_by_one(port, asked, arguments.questions, pid, arguments.seconds)
    figures = bounds(seen, crowd, alone)
    text = table(figures, crowd, alone, arguments.remark, least)
    arguments.results.mkdir(parents=True, exist_ok=True)
    (arguments.results / "page.md").write_text(text, encoding="utf-8")
    print(text)
    return 0 if all(one.reached for one in figures) else 1


def bounds(seen: Waits | None, crowd: Crowd, alone: Stretch) -> list[Wanted]:
    """The figures with what is wanted of them; seconds, megabytes and counts."""
    figures = []
    if seen:
        figures += [
            Wanted(
                "page ready, warm: navigation to question box, median, s",
                _median(seen.ready),
                2,
                len(seen.ready),
                False,
            ),
            Wanted(
                "first word after a question, in the browser, slowest, s",
                max(seen.told),
                0.5,
                len(seen.told),
                False,
            ),
        ]
    first, whole = [one.first for one in crowd.given], [one.whole for one in crowd.given]
    count = len(crowd.given)
    return (
        [
            *figures,
            Wanted(f"{_READERS} readers at once: questions answered", count, _READERS * _EACH, count),
            Wanted(f"{_READERS} readers at once: errors", len(crowd.faults), 0, _READERS, False),
            Wanted(
                f"{_READERS} readers at once: saw what was not their own", len(crowd.mixed), 0, count, False
            ),
            Wanted("answered otherwise than alone", other_answers(crowd.given, alone.given), 0, count, False),
            Wanted(f"{_READERS} readers at once: answer stands, p95, s", _p95(whole), 5, count, False),
            Wanted(
                "one reader: first word, p95, s",
                _p95([one.first for one in alone.given]),
                0.5,
                len(alone.given),
                False,
            ),
            Wanted(
                "memory gained in 1,000 questions, MB",
                (alone.growth or 0) / 1e6,
                20,
                len(alone.looks) if alone.growth is not None else 0,
                False,
            ),
        ]
        if first
        else figures
    )


def table(
    figures: Sequence[Wanted], crowd: Crowd, alone: Stretch, remark: str, least: Sequence[float] = ()
) -> str:
    """The figures as Markdown.

    Args:
        figures: those with a bound.
        crowd, alone: what they were taken from.
        remark: a sentence on the machine.
        least: seconds until a page with nothing but a question box was ready on it, one for each round.
    """
    versions = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    lines = [
        "# The page: how quick it is, and how it stands many readers",
        "",
        f"Made by `python -m ui.load` on {datetime.now(UTC):%Y-%m-%d}: {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores, Python {platform.python_version()}, {versions}. The shipped corpus, `quotes` mode; "
        "readers, browser and server share the machine. A reader is a WebSocket that speaks Streamlit's own messages, asks "
        "without a pause, and waits until the page stands. " + remark,
        "",
        "| figure | n | measured | wanted | reached |",
        "|---|---|---|---|---|",
    ]
    for one in figures:
        bound = f"at {'least' if one.least else 'most'} {one.threshold:g}"
        lines.append(
            f"| {one.name} | {one.n} | {one.figure:.2f} | {bound} | {'yes' if one.reached else '**NO**'} |"
        )
    whole = [one.whole for one in crowd.given]
    lines += ["", *(f"- {told}" for told in (*_least(least), *_told(whole, crowd, alone)))]
    return "\n".join(lines) + "\n"


def _least(least: Sequence[float]) -> list[str]:
    if not least:
        return []
    told = "A Streamlit page with nothing but a question box is ready on this machine in"
    return [f"{told} {_median(least):.2f} s (median of {len(least)}, {min(least):.2f} to {max(least):.2f})."]


def _told(whole: Sequence[float], crowd: Crowd, alone: Stretch) -> list[str]:
    told = [f"Error: {fault}" for fault in crowd.faults]
    if whole:
        told.append(
            f"{_READERS} readers at once: median {_median(whole):.2f} s, slowest {max(whole):.2f} s, "
            f"{len(whole) / crowd.seconds:.1f} answers a second; first word p95 {_p95([one.first for one in crowd.given]):.2f} s."
        )
    if alone.given:
        told.append(
            f"One reader after the other: {len(alone.given)} questions in {alone.seconds:.0f} s, median "
            f"{_median([one.whole for one in alone.given]):.2f} s, p95 {_p95([one.whole for one in alone.given]):.2f} s."
        )
    if alone.memory:
        held = ", ".join(
            f"{size / 1e6:.0f} MB after {asked}"
            for asked, size in alone.memory[:: max(1, len(alone.memory) // 6)]
        )
        told.append(f"Memory of the server: {held}; at the end {alone.memory[-1][1] / 1e6:.0f} MB.")
    return told


def _median(values: Sequence[float]) -> float:
    return statistics.median(values)


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


if __name__ == "__main__":
    sys.exit(main())
