"""A stored run looked at again: scored anew without asking anything, and its disputed verdicts counted."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from eval.cases import Located
from eval.check import Checked, judge, load_thresholds
from eval.report import Report, Section
from eval.runs.folder import RunFolder
from eval.runs.lines import Shelf, ground_of, result_of
from eval.runs.nouns import Line, Mark, Timing, Verdict
from eval.runs.reporting import BESIDE, write_run
from eval.scoring.meanings import MEANINGS
from eval.scoring.measures import Ground, Result
from ingest.errors import ReviewsError


@dataclass(frozen=True, slots=True)
class Stored:
    """A run read back: its lines, and its results by the measures as they are now."""

    folder: RunFolder
    lines: tuple[Line, ...]
    results: tuple[Result, ...]
    shelf: Shelf


def stored(
    folder: RunFolder,
    located: Mapping[str, Located] | None = None,
    judges: Callable[[Ground], Ground] = lambda ground: ground,
) -> Stored:
    """Read a run and score it by the measures as they are now.

    Args:
        located: cases as they are now, by id, found in the same corpus; of the others the run's own stand.
        judges: puts to what answers are checked against what judges the claims of a model.
    """
    shelf, lines = folder.shelf(), folder.read(Line)
    timings = {timing.id: timing for timing in folder.read(Timing)}
    whole = tuple(line for line in lines if line.case.id in timings)  # the last may have been interrupted
    now = located or {}
    judged = frozenset(
        name
        for line in whole
        for case in [now[line.case.id].case if line.case.id in now else line.case]
        for name in (*case.reviews, *(item.review for item in case.evidence))
    )
    ground = judges(ground_of(whole, shelf, judged))
    results = tuple(
        result_of(line, timings[line.case.id], shelf, ground, now.get(line.case.id)) for line in whole
    )
    return Stored(folder, whole, results, shelf)


def scored_again(
    folder: RunFolder,
    located: Mapping[str, Located] | None = None,
    judges: Callable[[Ground], Ground] = lambda ground: ground,
) -> Report:
    """Score a run anew and write its reports again; what was measured beside the gold stays as it was.

    Raises:
        ReviewsError: the run was interrupted before its last case.
    """
    found, manifest = stored(folder, located, judges), folder.manifest
    if len(found.results) < manifest.cases:
        raise ReviewsError(
            f"The run {folder.name} has {len(found.results)} of {manifest.cases} cases",
            f"Finish it: reviews eval --resume {folder.name}",
        )
    report = report_of(folder, found.results)
    write_run(folder, report, disputed(folder))
    return report


def report_of(folder: RunFolder, results: tuple[Result, ...]) -> Report:
    """The report of a stored run."""
    from eval.run import THRESHOLDS

    manifest, thresholds = folder.manifest, load_thresholds(THRESHOLDS)
    kept_aside = any(result.located.case.split == "kept" for result in results)
    beside = folder.record(BESIDE) or {"sections": [], "written": []}
    return Report(
        corpus=manifest.corpus + ("-written" if manifest.mode == "written" else ""),
        fingerprint=manifest.fingerprint,
        gold=manifest.gold_sha256[:12],
        date=manifest.made,
        versions=dict(manifest.versions),
        split=manifest.chosen.get("split"),
        quotable=manifest.quotable,
        checked=Checked((), (), manifest.worded_apart, manifest.worded),
        results=results,
        judged=tuple(judge(gate, results) for gate in thresholds.gate),
        most_failed=thresholds.most_failed,
        goals=tuple(judge(goal, results) for goal in thresholds.goal) if kept_aside else (),
        beside=tuple(
            Section(one["title"], tuple(one["remarks"]), tuple(map(tuple, one["rows"])))
            for one in beside["sections"]
        ),
        written=tuple(beside["written"]),
        whole=not manifest.chosen.get("kinds") and not manifest.own_gold,
    )


def mark(folder: RunFolder, case: str, measure: str, verdict: Verdict, why: str) -> Mark:
    """Keep what a person makes of a verdict; a later mark of the same verdict stands in place of an earlier one.

    Raises:
        ReviewsError: the run has no such case or the case no such score, or a dispute gives no reason.
    """
    from eval.runs.reporting import scores_of

    scores = scores_of(folder)
    if case not in scores:
        raise ReviewsError(
            f"The run {folder.name} has no case {case!r}", "Its cases stand in cases.csv there"
        )
    if scores[case].get(measure) is None:
        held = ", ".join(name for name, value in scores[case].items() if value is not None)
        raise ReviewsError(f"{case} has no score {measure!r}", f"It has {held or 'none'}")
    if verdict == "dispute" and not why.strip():
        raise ReviewsError("A dispute needs its reason", "Give one with --why")
    made = Mark(case, measure, verdict, why.strip(), datetime.now(UTC).isoformat(timespec="seconds"))
    folder.add(made)
    return made


def marks_of(folder: RunFolder) -> tuple[Mark, ...]:
    """The marks that stand: of each verdict the last, unless it was taken back."""
    last = {(one.case, one.measure): one for one in folder.read(Mark)}
    return tuple(one for one in last.values() if one.verdict != "removed")


def unmark(folder: RunFolder, case: str, measure: str) -> None:
    """Take a mark back; one that is not there is no error, for another tab may have been first.

    Raises:
        OSError: it cannot be written.
    """
    if any((one.case, one.measure) == (case, measure) for one in marks_of(folder)):
        folder.add(Mark(case, measure, "removed", "", datetime.now(UTC).isoformat(timespec="seconds")))


def disputed(folder: RunFolder) -> Section | None:
    """How many verdicts a person looked at and how many they dispute, by measure; None where none was marked."""
    standing = marks_of(folder)
    if not standing:
        return None
    looked = Counter(one.measure for one in standing)
    against = Counter(one.measure for one in standing if one.verdict == "dispute")
    rows = [("measure", "looked at by a person", "disputed", "share disputed")]
    for measure, n in looked.most_common():
        heading = MEANINGS[measure][0] if measure in MEANINGS else measure
        rows.append((heading, str(n), str(against[measure]), f"{against[measure] / n:.2f}"))
    reasons = tuple(f"{one.case}, {one.measure}: {one.why}" for one in standing if one.verdict == "dispute")
    return Section("Verdicts that a person looked at", _shortened(reasons), tuple(rows))


def _shortened(reasons: Sequence[str], most: int = 20) -> tuple[str, ...]:
    more = len(reasons) - most
    return (*reasons[:most], *([f"and {more} more in marks.jsonl"] if more > 0 else []))
