"""One run: check the gold, ask every question, score the answers, write the report.

``seconds`` are wall-clock seconds of a single thread after a warm-up that is thrown away; they compare runs
on one machine and nothing else.
"""

import hashlib
import json
import platform
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from assistant.nouns import Turn
from eval.account import Tallied, figures, sections_written, tallied
from eval.beside import sections_beside
from eval.cases import CASE_KINDS, GoldBroken, Located, load_cases
from eval.check import Checked, Judged, check_cases, judge, load_thresholds
from eval.citing import Citing
from eval.report import MEANINGS, Report, Section, as_markdown, as_text, told_apart
from eval.scoring.measures import Ground, Result, score, summarise
from eval.show import case_in_full, case_record
from eval.solvers import Asked, attempt
from eval.watching import EndpointDead, Watching
from ingest.errors import FileUnreadable, ReviewsError
from ingest.read import canonical
from ingest.settings import Settings

HERE = Path(__file__).resolve().parent
GOLD = HERE / "gold.jsonl"
RESULTS = HERE / "results"
THRESHOLDS = HERE / "thresholds.toml"
SCHEMA = "reviews.eval/1"
_WARM_UP = 3
_PACKAGES = (
    "ask-the-reviews",
    "chromadb",
    "llama-index-core",
    "numpy",
    "onnxruntime",
    "pydantic",
    "tokenizers",
)


def run_and_report(
    settings: Settings,
    gold: Path | None = None,
    split: str | None = None,
    out: Path | None = None,
    json_output: bool = False,
    check_only: bool = False,
    case_id: str | None = None,
    assistant: Asked | None = None,
) -> int:
    """What ``reviews eval`` does: figures on standard output, progress on standard error.

    Returns:
        0 when every gate (or the check) is passed, 1 when a gate is not, 2 for an invalid run.
    """
    asked = assistant or _opened(settings)
    gold = gold or GOLD
    try:
        checked = checked_gold(gold, asked)
        if check_only:
            print(f"{len(checked.located)} cases fit the index. {told_apart(checked)}")
            return 0
        if case_id is not None:
            print(case_in_full(_one(settings, checked, asked, case_id)), end="")
            return 0
        report = run(settings, gold, split, out or RESULTS, asked, checked)
    except GoldBroken as broken:
        print("\n".join(broken.problems), file=sys.stderr)
        return 2
    except EndpointDead as dead:
        print(" ".join(f"reviews: {dead}".split()), file=sys.stderr)
        return 2
    print(json.dumps(as_record(report), ensure_ascii=False) if json_output else as_text(report), end="")
    return report.exit_code


def run(
    settings: Settings,
    gold: Path = GOLD,
    split: str | None = None,
    out: Path = RESULTS,
    assistant: Asked | None = None,
    checked: Checked | None = None,
) -> Report:
    """Ask the gold questions of a split (all without one), score the answers, write the report to ``out``.

    Raises:
        GoldBroken: a case does not fit the index; nothing is asked then.
    """
    asked = assistant or _opened(settings)
    checked = checked or checked_gold(gold, asked)
    chosen = [found for found in checked.located if split in (None, found.case.split)]
    if not chosen:
        raise ReviewsError(f"No case has the split {split!r}", "Use open or kept")
    _warm_up(chosen, asked)
    against = ground(settings, asked, checked)
    written: tuple[Section, ...] = ()
    told: tuple[dict[str, Any], ...] = ()
    if isinstance(asked, Watching):
        results, written, told = _watched(settings, chosen, asked, against)
    else:
        results = measured(chosen, asked, against)
    thresholds = load_thresholds(THRESHOLDS)
    report = Report(
        corpus=settings.corpus.name + ("-written" if written else ""),
        fingerprint=asked.index.fingerprint,
        gold=hashlib.sha256(gold.read_bytes()).hexdigest()[:12],
        date=settings.now or datetime.now(UTC).isoformat(timespec="seconds"),
        versions=_versions(),
        split=split,
        quotable=all(review.standing == "digest" for review in asked.index.reviews.values()),
        checked=checked,
        results=results,
        judged=tuple(judge(gate, results) for gate in thresholds.gate),
        most_failed=thresholds.most_failed,
        goals=tuple(judge(goal, results) for goal in thresholds.goal) if split != "open" else (),
        beside=(*written, *(sections_beside(asked, results) if gold == GOLD else ())),
        written=told,
    )
    _write(report, out)
    return report


def checked_gold(gold: Path, assistant: Asked) -> Checked:
    """The gold cases, held against the index of the assistant.

    Raises:
        GoldBroken: at least one case does not fit.
    """
    checked = check_cases(load_cases(gold), assistant.index)
    if checked.problems:
        raise GoldBroken(checked.problems)
    return checked


def _watched(
    settings: Settings, chosen: Sequence[Located], asked: Watching, ground: Ground
) -> tuple[tuple[Result, ...], tuple[Section, ...], tuple[dict[str, Any], ...]]:
    """Results of written mode with the sections and figures of it; stopped early, nothing is written."""
    told = f"Written by {asked.model} at {asked.host}, judging call {'on' if settings.judge else 'off'}."
    print(f"{len(chosen)} questions, each with what is found for it, go to {asked.host}", file=sys.stderr)
    try:
        results = measured(chosen, asked, ground, asked.note)
    except KeyboardInterrupt:
        stopped = f"Stopped after {len(asked.seen)} of {len(chosen)} cases; earlier reports stay as they are"
        print(stopped, file=sys.stderr)
        raise
    from assistant.claims.checker import open_checker
    from ingest.wiring import open_embedder

    citing = Citing(
        open_checker(open_embedder(settings), settings.home.expanduser() / "models"),
        asked.index.reviews,
        ground.review_passages,
    )
    them: tuple[Tallied, ...] = tallied(results, asked.seen, citing)
    found = figures(them, ground)
    return results, sections_written(found, them, told), tuple(asdict(figure) for figure in found)


def measured(
    chosen: Sequence[Located],
    assistant: Asked,
    ground: Ground,
    note: Callable[[Result], None] = lambda _: None,
) -> tuple[Result, ...]:
    """Ask and score each case; one that raises an error is kept as failed, and the others go on.

    ``note`` is told of each result, and may end the run.
    """
    results = []
    begun = time.monotonic()
    for number, located in enumerate(chosen, 1):
        try:
            tried = attempt(located.case, assistant)
        except Exception as error:  # whatever it is, it is this case's failure and is listed with it
            results.append(Result(located, None, {}, f"{type(error).__name__}: {error}"))
        else:
            results.append(Result(located, tried, score(located, tried, ground)))
        note(results[-1])
        if number % 20 == 0 or number == len(chosen):
            told = f"{number} of {len(chosen)} cases asked, {time.monotonic() - begun:.0f} s"
            print(told, file=sys.stderr, flush=True)
    return tuple(results)


def as_record(report: Report) -> dict[str, Any]:
    """The report for machines: every figure with its n, and every case."""
    groups = {"all": report.results}
    for kind in CASE_KINDS:
        groups[f"kind:{kind}"] = tuple(r for r in report.results if r.located.case.kind == kind)
    for split in ("open", "kept"):
        groups[f"split:{split}"] = tuple(r for r in report.results if r.located.case.split == split)
    return {
        "schema": SCHEMA,
        "corpus": report.corpus,
        "corpus_fingerprint": report.fingerprint,
        "gold_sha256": report.gold,
        "date": report.date,
        "versions": report.versions,
        "split": report.split,
        "cases": len(report.results),
        "failed": [result.located.case.id for result in report.failed],
        "exit_code": report.exit_code,
        "worded_apart": {"n": report.checked.worded, "cases": report.checked.worded_apart},
        "gates": [judged.gate.model_dump() | _reached(judged) for judged in report.judged],
        **({"written": list(report.written)} if report.written else {}),
        "goals": [judged.gate.model_dump() | _reached(judged) for judged in report.goals],
        "summaries": {
            group: {name: asdict(summarise(name, results)) for name in MEANINGS}
            for group, results in groups.items()
            if results
        },
        "results": [case_record(result, report.quotable) for result in report.results],
    }


def _reached(judged: Judged) -> dict[str, Any]:
    return {"reached": judged.figure, "n": judged.n, "failed": judged.failed, "passed": judged.passed}


def _write(report: Report, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    record = as_record(report)
    cases = ",\n".join(json.dumps(r, ensure_ascii=False, allow_nan=False) for r in record.pop("results"))
    head = json.dumps(record, ensure_ascii=False, allow_nan=False, indent=1).removesuffix("\n}")
    whole = f'{head},\n "results": [\n{cases}\n ]\n}}\n'  # a case a line, so that two runs can be compared
    (out / f"{report.corpus}.json").write_text(whole, encoding="utf-8")
    (out / f"{report.corpus}.md").write_text(as_markdown(report), encoding="utf-8")
    print(f"Written: {out / report.corpus}.json and .md", file=sys.stderr)


def _one(settings: Settings, checked: Checked, assistant: Asked, case_id: str) -> Result:
    chosen = [found for found in checked.located if found.case.id == case_id]
    if not chosen:
        raise ReviewsError(f"No gold case has the id {case_id!r}", "Look it up in eval/gold.jsonl")
    _warm_up(chosen, assistant)
    return measured(chosen, assistant, ground(settings, assistant, checked))[0]


def ground(settings: Settings, assistant: Asked, checked: Checked) -> Ground:
    """What answers are checked against; of the papers held those are judged that any case is of."""
    cases = [located.case for located in checked.located]
    judged = frozenset(i for case in cases for i in (*case.reviews, *(item.review for item in case.evidence)))
    return Ground(assistant.index.review_passages, _reader(settings), judged)


def _warm_up(chosen: Sequence[Located], assistant: Asked) -> None:
    # What a model answers costs, and would be remembered: there the search alone is warmed up.
    begin = assistant.search if isinstance(assistant, Watching) else assistant.ask
    for located in chosen[:_WARM_UP]:
        try:
            begin(located.case.question, [Turn(question) for question in located.case.history])
        except Exception:  # the same question is asked again, and its failure counted, in the run
            continue


def _reader(settings: Settings) -> Callable[[str], str]:
    @cache
    def source(file: str) -> str:
        try:
            return canonical(settings.corpus.expanduser() / file, settings.limits)
        except FileUnreadable:
            return ""  # no quote is exact against a file that cannot be read

    return source


def _opened(settings: Settings) -> Asked:
    if settings.writes:
        return Watching(settings)
    from assistant.assistant import open_assistant  # brings the embedder, which --help should not wait for

    opened: Asked = open_assistant(settings)
    return opened


def _versions() -> dict[str, str]:
    versions = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            continue
    return versions
