"""One run: check the gold, ask every question, score the answers, keep all of it in a folder, write the reports.

``seconds`` are wall-clock seconds of a single thread after a warm-up that is thrown away; they compare runs
on one machine and nothing else.
"""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from eval.account import Tallied, figures, sections_written, tallied
from eval.beside import sections_beside
from eval.cases import Case, GoldBroken, load_cases
from eval.check import Checked, check_cases, judge, load_thresholds
from eval.citing import Citing
from eval.remembering import Remembering
from eval.report import Report, Section, as_text
from eval.runs.asking import asked, warm_up
from eval.runs.folder import RunFolder, begin, run_named
from eval.runs.making import folder_name, manifest_of
from eval.runs.nouns import Manifest
from eval.runs.reporting import publish, with_cases, write_run
from eval.scoring.measures import Ground, Result
from eval.solvers import Asked
from eval.watching import EndpointDead, Watching
from ingest.errors import FileUnreadable, ReviewsError
from ingest.read import canonical
from ingest.settings import Settings

HERE = Path(__file__).resolve().parent
GOLD = HERE / "gold.jsonl"
RESULTS = HERE / "results"
THRESHOLDS = HERE / "thresholds.toml"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a run.

    ``kinds`` and ``split`` choose cases, none means all. ``out``: a folder that figures and report are copied to.
    ``plain``: the gold alone, without what is measured beside it. ``resume``: a run that was interrupted.
    ``compare``: a run that this one is held against. ``workers``: processes. ``judge``: a model's claims are judged by a model too.
    """

    gold: Path = GOLD
    split: str | None = None
    kinds: tuple[str, ...] = ()
    out: Path | None = None
    plain: bool = False
    resume: str = ""
    compare: str = ""
    workers: int = 1
    judge: bool = False

    @property
    def chosen(self) -> dict[str, Any]:
        """Which cases, and whether anything is measured beside them, for the manifest."""
        return {"split": self.split, "kinds": list(self.kinds), "plain": self.plain}


@dataclass(frozen=True, slots=True)
class Run:
    """A run that was made: its report and the folder it is kept in."""

    report: Report
    folder: RunFolder


def run_and_report(
    settings: Settings,
    wanted: Wanted | None = None,
    json_output: bool = False,
    assistant: Asked | None = None,
) -> int:
    """What ``reviews eval`` does: figures on standard output, progress on standard error.

    Returns:
        0 when every gate is passed and nothing is worse than in the run compared with, 1 when not, 2 for an invalid run.
    """
    wanted = wanted or Wanted()
    try:
        before = run_named(wanted.compare, runs_folder(settings)) if wanted.compare else None
        made = run(settings, wanted, assistant or open_asked(settings))
    except GoldBroken as broken:
        print("\n".join(broken.problems), file=sys.stderr)
        return 2
    except EndpointDead as dead:
        print(" ".join(f"reviews: {dead}".split()), file=sys.stderr)
        return 2
    report = made.report
    print(json.dumps(with_cases(report), ensure_ascii=False) if json_output else as_text(report), end="")
    print(f"Kept in {made.folder.path}: open report.html there", file=sys.stderr)
    if before is None:
        return report.exit_code
    from eval.runs.comparing import compared, told

    difference = compared(before, made.folder)
    print(told(difference), end="", file=sys.stderr if json_output else sys.stdout)
    return report.exit_code or int(difference.worse)


def run(settings: Settings, wanted: Wanted, assistant: Asked, checked: Checked | None = None) -> Run:
    """Ask the gold questions that are wanted, score the answers, keep and report them.

    Raises:
        GoldBroken: a case does not fit the index; nothing is asked then.
        ReviewsError: no case is wanted, or the run to go on with is of something else.
    """
    checked = checked or checked_gold(wanted.gold, assistant)
    chosen = [
        found
        for found in checked.located
        if wanted.split in (None, found.case.split) and (not wanted.kinds or found.case.kind in wanted.kinds)
    ]
    if checked.to_complete:
        print(
            f"Not asked, for somebody has to complete them: {', '.join(checked.to_complete)}", file=sys.stderr
        )
    if not chosen:
        raise ReviewsError(
            f"No case is {' '.join(filter(None, [wanted.split, *wanted.kinds])) or 'complete'}",
            "See the kinds: reviews eval --help"
            if checked.located
            else f"Complete those of {wanted.gold.name}: reviews eval --check tells what is left",
        )
    model, host = (assistant.model, assistant.host) if isinstance(assistant, Watching) else ("", "")
    manifest = manifest_of(
        settings,
        assistant.index,
        wanted.gold,
        len(chosen),
        wanted.chosen,
        model=model,
        host=host,
        own_gold=wanted.gold != GOLD,
        worded=(checked.worded_apart, checked.worded),
        workers=wanted.workers,
    )
    folder = _folder(settings, wanted, manifest)
    if wanted.workers < 2:  # else the processes that ask warm up
        warm_up([located.case for located in chosen], assistant)
    against = ground(settings, assistant, checked)
    if model:
        against = judging(settings, wanted.judge)(against)
        print(f"{len(chosen)} questions, each with what is found for it, go to {host}", file=sys.stderr)
    try:
        results = asked(folder, chosen, assistant, against, settings, wanted.workers)
    except KeyboardInterrupt:
        print(f"Stopped; go on with: reviews eval --resume {folder.name}", file=sys.stderr)
        raise
    report = reported(settings, wanted, manifest, checked, results, assistant, against)
    write_run(folder, report)
    if wanted.out is not None:
        print("Written: {} and {}".format(*publish(report, wanted.out)), file=sys.stderr)
    return Run(report, folder)


def reported(
    settings: Settings,
    wanted: Wanted,
    manifest: Manifest,
    checked: Checked,
    results: tuple[Result, ...],
    assistant: Asked,
    against: Ground,
) -> Report:
    """The report of results, with what is measured beside them unless a plain run is wanted."""
    thresholds = load_thresholds(THRESHOLDS)
    written: tuple[Section, ...] = ()
    told: tuple[dict[str, Any], ...] = ()
    if isinstance(assistant, Watching):
        written, told = _written(settings, assistant, results, against)
    beside = sections_beside(assistant, results) if wanted.gold == GOLD and not wanted.plain else ()
    return Report(
        corpus=manifest.corpus + ("-written" if written else ""),
        fingerprint=manifest.fingerprint,
        gold=manifest.gold_sha256[:12],
        date=manifest.made,
        versions=dict(manifest.versions),
        split=wanted.split,
        quotable=manifest.quotable,
        checked=checked,
        results=results,
        judged=tuple(judge(gate, results) for gate in thresholds.gate),
        most_failed=thresholds.most_failed,
        goals=tuple(judge(goal, results) for goal in thresholds.goal) if wanted.split != "open" else (),
        beside=(*written, *beside),
        written=told,
        whole=not wanted.kinds and not manifest.own_gold,
    )


def _folder(settings: Settings, wanted: Wanted, manifest: Manifest) -> RunFolder:
    place = runs_folder(settings)
    if not wanted.resume:
        return begin(place / folder_name(manifest), manifest)
    held = run_named(wanted.resume, place)
    if held.manifest.same != manifest.same:
        raise ReviewsError(
            f"The run {held.name} is of another state: code, corpus, index, gold, model or cases have changed since",
            "Begin anew: reviews eval",
        )
    return held


def runs_folder(settings: Settings) -> Path:
    """Where runs are kept: among the records, for a person's marks are in them."""
    return settings.data.expanduser() / "runs"


def checked_gold(gold: Path, assistant: Asked, papers_beside: bool = False) -> Checked:
    """The gold cases, held against the index of the assistant.

    ``papers_beside``: others than the gold is of are held too; what they answer is no fault of the gold.

    Raises:
        GoldBroken: at least one case does not fit.
    """
    cases = load_cases(gold)
    checked = check_cases(cases, assistant.index, own_reviews(cases) if papers_beside else None)
    if checked.problems:
        raise GoldBroken(checked.problems)
    return checked


def _written(
    settings: Settings, watching: Watching, results: tuple[Result, ...], ground: Ground
) -> tuple[tuple[Section, ...], tuple[dict[str, Any], ...]]:
    """Sections and figures of what the model claimed."""
    told = (
        f"Written by {watching.model} at {watching.host}, judging call {'on' if settings.judge else 'off'}."
    )
    if ground.judge is not None:
        told += f" {ground.judge.told}."
    assert ground.citing is not None
    them: tuple[Tallied, ...] = tallied(results, watching.seen, ground.citing)
    found = figures(them, ground)
    return sections_written(found, them, told), tuple(asdict(figure) for figure in found)


def judging(settings: Settings, by_model: bool = False) -> Callable[[Ground], Ground]:
    """Puts to what answers are checked against what judges a model's claims: the rules of written mode, and a model.

    Raises:
        ReviewsError: a model is to judge, and its endpoint is not set or fails.
    """
    from assistant.claims.checker import open_checker
    from ingest.wiring import open_embedder

    checker = open_checker(open_embedder(settings), settings.home.expanduser() / "models")
    judge = None
    if by_model:
        from eval.judge import open_judge

        judge = open_judge(settings)
    return lambda ground: replace(
        ground, citing=Citing(checker, ground.reviews, ground.review_passages), judge=judge
    )


def ground(settings: Settings, assistant: Asked, checked: Checked) -> Ground:
    """What answers are checked against; of the papers held those are judged that any case is of."""
    judged = own_reviews([located.case for located in checked.located])
    held = Remembering(assistant.index)
    return Ground(held.review_passages, _reader(settings), judged, reviews=held.reviews)


def own_reviews(cases: Sequence[Case]) -> frozenset[str]:
    """The reviews that any of the cases is of."""
    return frozenset(i for case in cases for i in (*case.reviews, *(item.review for item in case.evidence)))


def _reader(settings: Settings) -> Callable[[str], str]:
    @cache
    def source(file: str) -> str:
        try:
            return canonical(settings.corpus.expanduser() / file, settings.limits)
        except FileUnreadable:
            return ""  # no quote is exact against a file that cannot be read

    return source


def open_asked(settings: Settings) -> Asked:
    """The assistant that settings describe, watched where a model writes."""
    if settings.writes:
        return Watching(settings)
    from assistant.assistant import open_assistant  # brings the embedder, which --help should not wait for

    opened: Asked = open_assistant(settings)
    return opened
