"""How the index does as the collection grows: ``python -m eval.bench_scale [--passages 2000 20000 200000]``.

Writes eval/results/scale.json, and from all sizes in it scale.md and scale.svg. The collection is made up: sentences of our own made-up reviews,
mixed anew for each, in Markdown files that the real ingest reads, splits and indexes. The vectors are seeded
ones, so that no hours go into embedding; the time of embedding is that of the words counted apart. Each step
runs in a process of its own, so that its memory and its start are its own.
"""

import argparse
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import numpy as np

from eval.collection import SeededEmbedder, review_text, told_sentences, write_collection
from ingest.index import Index
from ingest.rows import Vectors
from ingest.settings import Settings
from ingest.wiring import settings_fingerprint

RESULTS = Path(__file__).resolve().parent / "results"
SIZES = (2_000, 20_000, 200_000)
QUESTIONS, ROUNDS, LISTS = 40, 3, 6


def _ingest(settings: Settings) -> dict[str, float]:
    from ingest.pipeline import ingest

    begun = time.perf_counter()
    report = ingest(settings, embedder=SeededEmbedder())
    spent = time.perf_counter() - begun
    made = settings.index_folder / "generations" / report.generation
    size = sum(path.stat().st_size for path in made.rglob("*") if path.is_file())
    return {"seconds": spent, "passages": report.passage_count, "bytes": size, "written": report.written}


def ingest_all(settings: Settings) -> dict[str, float]:
    """Ingest the collection for the first time."""
    return _ingest(settings)


def replace_one(settings: Settings) -> dict[str, float]:
    """Change one file, and ingest."""
    path = settings.corpus / "review-00001.md"
    path.write_text(review_text(told_sentences(), 1, edition=time.time_ns()), encoding="utf-8")
    seen = _ingest(settings)
    assert seen["written"]
    return seen


def nothing_changed(settings: Settings) -> dict[str, float]:
    """Ingest again."""
    seen = _ingest(settings)
    assert not seen["written"]
    return seen


def _opened(settings: Settings) -> Index:
    return Index.open(settings.index_folder, settings_fingerprint(SeededEmbedder().fingerprint))


def open_and_ask(settings: Settings) -> dict[str, float]:
    """Open in a fresh process, ask a first question, then many."""
    from assistant.contacts import load_register
    from assistant.papers import Shelves
    from assistant.reading import QuestionReader
    from assistant.retrieve import Retriever

    register = load_register(settings.contacts)
    begun = time.perf_counter()
    index = _opened(settings)
    opened = time.perf_counter() - begun
    shelves, embedder = Shelves(), SeededEmbedder()
    read = QuestionReader(register, lambda message: False, shelves)

    def search(question: str) -> float:
        started = time.perf_counter()
        query = read(question, (), index, {})
        assert Retriever(shelves.of(index, query.among), embedder, {})(query, 10).hits
        return time.perf_counter() - started

    first = search("What was said about bruises?")
    single, every = (
        list(_questions(QUESTIONS, "What did they say about")),
        list(_questions(LISTS, "Which reviews mention")),
    )
    asked = [search(question) for _ in range(ROUNDS) for question in single]
    listed = [search(question) for question in every]
    return {
        "open": opened,
        "first": first,
        "p50": statistics.median(asked),
        "p95": statistics.quantiles(asked, n=20)[-1],
        "every": statistics.median(listed),
        "peak": _peak(),
    }


def _questions(count: int, opening: str) -> Iterator[str]:
    """Questions in words of the made-up reviews."""
    from assistant.words import content, tokens

    dice = random.Random(11)
    told = [said for _, said in told_sentences()]
    for sentence in dice.sample(told, count):
        words = content(tokens(sentence))
        yield f"{opening} {' '.join(dice.sample(words, min(5, len(words))))}?"


def recall(settings: Settings) -> dict[str, float]:
    """The share of the ten nearest, found by comparing with every vector, that Chroma finds."""
    index = _opened(settings)
    ids = index.all_passage_ids()
    dice = np.random.default_rng(13)
    asked = SeededEmbedder().embed([f"question {n}" for n in dice.integers(0, 10**9, 30)])
    best = _nearest_of_all(index, ids, asked)
    found = [{name for name, _ in index.dense(vector, 10)} for vector in asked]
    return {"recall": float(np.mean([len(one & other) / 10 for one, other in zip(best, found, strict=True)]))}


def _nearest_of_all(index: Index, ids: Sequence[str], asked: Vectors) -> list[set[str]]:
    names: list[str] = []
    scores = []
    for at in range(0, len(ids), 5_000):
        part = list(index.vectors(ids[at : at + 5_000]))
        names += [passage.id for passage, _ in part]
        scores.append(asked @ np.stack([vector for _, vector in part]).T)
    return [{names[place] for place in np.argsort(-row)[:10]} for row in np.concatenate(scores, axis=1)]


STEPS: dict[str, Callable[[Settings], dict[str, float]]] = {
    "ingest": ingest_all,
    "ask": open_and_ask,
    "recall": recall,
    "replace": replace_one,
    "again": nothing_changed,
}


def _peak() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0


def _step(name: str, settings: Settings) -> dict[str, float]:
    seen = STEPS[name](settings)
    return {**seen, "peak": _peak()}


def _run(name: str, home: Path, corpus: Path) -> dict[str, float]:
    environment = {**os.environ, "REVIEWS_HOME": str(home), "REVIEWS_CORPUS": str(corpus)}
    command = [sys.executable, "-m", "eval.bench_scale", "--step", name]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment, timeout=5_400)
    seen: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    print(name, {key: round(value, 3) for key, value in seen.items()}, file=sys.stderr, flush=True)
    return seen


def measure(passages: int) -> dict[str, dict[str, float]]:
    """All steps on a collection of about so many passages."""
    with tempfile.TemporaryDirectory(prefix="reviews-scale-") as made:
        home, corpus = Path(made) / "home", Path(made) / "collection"
        corpus.mkdir()
        write_collection(corpus, max(1, passages // 80))
        seen = {name: _run(name, home, corpus) for name in ("ingest", "ask", "recall", "again")}
        replaced = [_run("replace", home, corpus) for _ in range(3)]
        middle = sorted(replaced, key=lambda one: one["seconds"])[1]
        return {**seen, "replace": middle}


def table(seen: dict[int, dict[str, dict[str, float]]]) -> str:
    """The figures as Markdown."""
    columns = [f"{int(one['ingest']['passages']):,}" for one in seen.values()]
    rows = [
        "# The index as the collection grows",
        "",
        f"Made by `python -m eval.bench_scale` on {max(str(one['on']) for one in seen.values())}: {platform.system()}"
        f" {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()},"
        f" chromadb {version('chromadb')}. Made-up reviews of about 80 passages, vectors by seed (nothing is"
        f" embedded); {QUESTIONS} questions asked {ROUNDS} times, warm; one review replaced three times, the"
        " median. Each column is a run of its own.",
        "",
        f"| passages | {' | '.join(columns)} |",
        f"|---|{'---|' * len(columns)}",
    ]
    lines: list[tuple[str, Callable[[dict[str, dict[str, float]]], str]]] = [
        ("open", lambda one: f"{one['ask']['open']:.2f} s"),
        ("first question after opening", lambda one: f"{one['ask']['first']:.2f} s"),
        ("hybrid search, p50", lambda one: f"{one['ask']['p50'] * 1e3:.0f} ms"),
        ("hybrid search, p95", lambda one: f"{one['ask']['p95'] * 1e3:.0f} ms"),
        ("a question of every review, median", lambda one: f"{one['ask']['every']:.2f} s"),
        ("peak memory of the asking process", lambda one: f"{one['ask']['peak'] / 1e6:.0f} MB"),
        ("nearest ten that Chroma finds", lambda one: f"{one['recall']['recall']:.3f}"),
        ("one review replaced", lambda one: f"{one['replace']['seconds']:.1f} s"),
        ("peak memory of that", lambda one: f"{one['replace']['peak'] / 1e6:.0f} MB"),
        ("nothing changed", lambda one: f"{one['again']['seconds']:.2f} s"),
        ("first ingest, without embedding", lambda one: f"{one['ingest']['seconds']:.0f} s"),
        ("peak memory of that", lambda one: f"{one['ingest']['peak'] / 1e6:.0f} MB"),
        ("on the disk, one generation", lambda one: f"{one['ingest']['bytes'] / 1e6:.0f} MB"),
    ]
    rows += [f"| {name} | {' | '.join(said(one) for one in seen.values())} |" for name, said in lines]
    return "\n".join(rows) + "\n\n![The same as curves](scale.svg)\n"


def plot(seen: dict[int, dict[str, dict[str, float]]], path: Path) -> None:
    """The figures as curves, both axes logarithmic."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "scale"
    from matplotlib import pyplot

    sizes = [one["ingest"]["passages"] for one in seen.values()]
    curves: dict[str, list[float]] = {
        "first ingest, without embedding": [one["ingest"]["seconds"] for one in seen.values()],
        "one review replaced": [one["replace"]["seconds"] for one in seen.values()],
        "nothing changed": [one["again"]["seconds"] for one in seen.values()],
        "a question of every review": [one["ask"]["every"] for one in seen.values()],
        "open": [one["ask"]["open"] for one in seen.values()],
        "hybrid search, p95": [one["ask"]["p95"] for one in seen.values()],
    }
    figure, axes = pyplot.subplots(figsize=(8, 5))
    for name, values in curves.items():
        axes.loglog(sizes, values, marker="o", label=name)
    axes.set_xlabel("passages")
    axes.set_ylabel("seconds")
    axes.grid(visible=True, which="major", alpha=0.3)
    axes.legend(fontsize="small")
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def main() -> int:
    """Measure every size and write the table and the plot; returns 0."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--passages", type=int, nargs="+", default=SIZES)
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.step:
        from ingest.settings import load_settings

        print(json.dumps(_step(wanted.step, load_settings())))
        return 0
    wanted.results.mkdir(parents=True, exist_ok=True)
    kept = wanted.results / "scale.json"
    for size in wanted.passages:
        known = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
        known[str(size)] = {"on": f"{datetime.now(UTC):%Y-%m-%d}", **measure(size)}
        kept.write_text(json.dumps(known, indent=1, sort_keys=True), encoding="utf-8")
    seen = {int(size): one for size, one in json.loads(kept.read_text("utf-8")).items()}
    seen = dict(sorted(seen.items()))
    (wanted.results / "scale.md").write_text(table(seen), encoding="utf-8")
    plot(seen, wanted.results / "scale.svg")
    print(table(seen))
    return 0


if __name__ == "__main__":
    sys.exit(main())
