"""Measures the lexical index that is used, SQLite FTS5, against bm25s on made-up passages.

``python -m eval.bench_lexical [--passages 200000]`` writes eval/results/lexical.md. Every stage runs in a
process of its own, so that its peak memory is its own. The file cache is warm throughout.
"""

import argparse
import json
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from ingest.library import Library
from ingest.library_writer import INDEX_FILE, write_library
from ingest.nouns import Passage
from ingest.rows import Entry

RESULTS = Path(__file__).parent / "results" / "lexical.md"
VOCABULARY = 60_000
WORDS_EACH = 120
STOP_WORDS = 100
QUERIES = 50
TOP_K = 50
Ask = Callable[[Sequence[str]], Any]
STAGES = ("fts5 build", "fts5 ask", "bm25s build", "bm25s ask", "bm25s-mapped ask")


def vocabulary() -> list[str]:
    """Words of two to four syllables, the same on every run."""
    syllables = [consonant + vowel for consonant in "bcdfghlmnprstvw" for vowel in "aeiou"]
    rng = np.random.default_rng(1)
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        words["".join(rng.choice(syllables, rng.integers(2, 5)))] = None
    return list(words)


def texts(count: int) -> Iterator[str]:
    """Passages whose words follow Zipf's law."""
    words = np.array(vocabulary(), object)
    odds = 1 / np.arange(1, VOCABULARY + 1)
    cumulated = np.cumsum(odds / odds.sum())
    rng = np.random.default_rng(2)
    for _ in range(count):
        picked = np.minimum(np.searchsorted(cumulated, rng.random(WORDS_EACH)), VOCABULARY - 1)
        yield " ".join(words[picked])


def queries(terms: int) -> list[list[str]]:
    """Questions with the words of passages, without the most frequent words of all."""
    stopped = set(vocabulary()[:STOP_WORDS])
    rng = np.random.default_rng(terms)
    asked = []
    for text in texts(QUERIES):
        content = sorted(set(text.split()) - stopped)
        asked.append([str(word) for word in rng.choice(content, min(terms, len(content)), replace=False)])
    return asked


def _entries(folder: Path) -> Iterator[Entry]:
    none = np.zeros((0, 1), np.float32)
    for n, text in enumerate(_stored(folder)):
        passage = Passage(f"p{n:07d}", f"r{n // 40}", f"r{n // 40}.md", (), "finding", "", 0, 0, n % 40, ())
        yield Entry(passage, text, np.ones(1, np.float32), none)


def _stored(folder: Path) -> Iterator[str]:
    with (folder / "passages.txt").open(encoding="utf-8") as file:
        yield from map(str.strip, file)


def fts5_build(folder: Path) -> dict[str, float]:
    """Build the library as ingest does, with next to nothing but the indexed text in it."""
    path = folder / INDEX_FILE
    write_library(folder, reviews=[], files=[], entries=_entries(folder), dimension=1)
    with closing(sqlite3.connect(path)) as connection:
        sql = "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'lexical%'"
        try:
            return {"bytes": connection.execute(sql).fetchone()[0]}
        except sqlite3.OperationalError:  # this SQLite was built without dbstat
            return {"bytes": path.stat().st_size}


def fts5_ask(folder: Path) -> dict[str, float]:
    """Open and ask."""

    def opened() -> Ask:
        library = Library(folder)
        return lambda terms: library.lexical(terms, TOP_K)

    return _asked(opened)


def bm25s_build(folder: Path) -> dict[str, float]:
    """Tokenise, index and save."""
    import bm25s

    retriever = bm25s.BM25()
    retriever.index(
        bm25s.tokenize(list(_stored(folder)), stopwords=None, show_progress=False), show_progress=False
    )
    retriever.save(folder / "bm25s")
    return {"bytes": sum(path.stat().st_size for path in (folder / "bm25s").rglob("*"))}


def bm25s_ask(folder: Path, mapped: bool = False) -> dict[str, float]:
    """Open, in memory or mapped from the disk, and ask."""
    import bm25s

    def opened() -> Ask:
        retriever = bm25s.BM25.load(folder / "bm25s", mmap=mapped)
        return lambda terms: retriever.retrieve([terms], k=TOP_K, show_progress=False)

    return _asked(opened)


def _asked(opened: Callable[[], Ask]) -> dict[str, float]:
    short, long = queries(8), queries(20)
    started = time.perf_counter()
    ask = opened()
    ask(short[0])
    seen = {"cold": time.perf_counter() - started}
    for name, asked in (("8", short), ("20", long)):
        took = []
        for terms in asked:
            begun = time.perf_counter()
            ask(terms)
            took.append(time.perf_counter() - begun)
        seen[f"p50 {name}"] = statistics.median(took)
        seen[f"p95 {name}"] = statistics.quantiles(took, n=20)[-1]
    return seen


def stage(name: str, folder: Path) -> dict[str, float]:
    """Run one stage in this process."""
    import resource

    stages: dict[str, Callable[[Path], dict[str, float]]] = {
        "fts5 build": fts5_build,
        "fts5 ask": fts5_ask,
        "bm25s build": bm25s_build,
        "bm25s ask": bm25s_ask,
        "bm25s-mapped ask": partial(bm25s_ask, mapped=True),
    }
    begun = time.perf_counter()
    seen = stages[name](folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {**seen, "seconds": time.perf_counter() - begun, "peak": peak}


def table(count: int, seen: dict[str, dict[str, float]]) -> str:
    """The figures as Markdown."""
    processor = next(
        (line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), ""
    )
    rows = [
        f"# Lexical search over {count:,} made-up passages",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.platform()}, {processor or platform.processor()},"
        f" {os.cpu_count()} cores; Python {platform.python_version()}, SQLite {sqlite3.sqlite_version},"
        f" bm25s {version('bm25s')}.",
        "",
        f"Passages of {WORDS_EACH} words, Zipf's law over {VOCABULARY:,} words; {QUERIES} questions of 8 and"
        f" of 20 words each, drawn from passages without the {STOP_WORDS} most frequent words; best {TOP_K}."
        " FTS5 is asked through the library as in use. Warm file cache. Made with"
        " `python -m eval.bench_lexical`.",
        "",
        "| | build | on disk | peak memory, build | open and first answer | peak memory, asking"
        " | 8 terms, p50 / p95 | 20 terms, p50 / p95 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, built in (("fts5", "fts5"), ("bm25s", "bm25s"), ("bm25s-mapped", "bm25s")):
        build, ask = seen[f"{built} build"], seen[f"{name} ask"]
        times = " | ".join(
            f"{ask[f'p50 {n}'] * 1e3:.0f} / {ask[f'p95 {n}'] * 1e3:.0f} ms" for n in ("8", "20")
        )
        rows.append(
            f"| {name} | {build['seconds']:.0f} s | {build['bytes'] / 1e6:.0f} MB"
            f" | {build['peak'] / 1e6:.0f} MB | {ask['cold']:.2f} s | {ask['peak'] / 1e6:.0f} MB | {times} |"
        )
    return "\n".join(rows) + "\n"


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []


def main() -> None:
    """Measure all stages and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--passages", type=int, default=200_000)
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--stage", choices=STAGES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.stage:
        print(json.dumps(stage(wanted.stage, wanted.folder)))
        return
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with (folder / "passages.txt").open("w", encoding="utf-8") as file:
            file.writelines(f"{text}\n" for text in texts(wanted.passages))
        seen = {}
        for name in STAGES:
            command = [sys.executable, "-m", "eval.bench_lexical", "--stage", name, "--folder", made]
            seen[name] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
            print(name, seen[name], file=sys.stderr)
    wanted.results.parent.mkdir(parents=True, exist_ok=True)
    wanted.results.write_text(table(wanted.passages, seen), encoding="utf-8")
    print(wanted.results.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
