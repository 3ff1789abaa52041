"""Two kept runs held against each other: what is better, what is worse, what flipped, and whether it is more than noise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.cases import Case
from eval.report import Section, text_of
from eval.runs.folder import RunFolder
from eval.runs.nouns import Line
from eval.runs.reporting import scores_of
from eval.scoring.meanings import COUNTED, LOWER, MEANINGS
from eval.scoring.statistics import Change, changes, cluster_of
from ingest.errors import ReviewsError

EXACT = ("quote_exactness", "citation_validity", "urgent")  # no noise excuses these
_FLIPPED = ("outcome", "vital_facts", "which_review", "list_complete", "urgent", "other_review")
_LISTED = 30


@dataclass(frozen=True, slots=True)
class Flip:
    """A case whose verdict changed between two runs."""

    case: Case
    measure: str
    before: float
    after: float

    @property
    def better(self) -> bool:
        """Whether it changed for the better."""
        return (self.after < self.before) if self.measure in LOWER else (self.after > self.before)


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of every measure and case between two runs; ``apart`` says in what else they differ."""

    before: str
    after: str
    cases: int
    apart: tuple[str, ...]
    changes: tuple[Change, ...]
    flips: tuple[Flip, ...]

    @property
    def regressions(self) -> tuple[Change, ...]:
        """The measures that are worse beyond noise, and those that may not fall at all and did."""
        return tuple(one for one in self.changes if is_worse(one) and (one.sure or one.measure in EXACT))

    @property
    def gains(self) -> tuple[Change, ...]:
        """The measures that are better beyond noise."""
        return tuple(one for one in self.changes if one.mean and not is_worse(one) and one.sure)

    @property
    def worse(self) -> bool:
        """Whether anything is worse beyond noise."""
        return bool(self.regressions)


def is_worse(change: Change) -> bool:
    """Whether a measure moved the wrong way, by however little."""
    return change.mean > 0 if change.measure in LOWER else change.mean < 0


def compared(before: RunFolder, after: RunFolder) -> Difference:
    """Hold a run against an earlier one, over the cases that both asked in the same words.

    Raises:
        ReviewsError: one was not finished, or they share no case.
    """
    cases = {line.case.id: line.case for line in after.read(Line)}
    earlier = {line.case.id: line.case for line in before.read(Line)}
    same = [
        name
        for name, case in cases.items()
        if name in earlier
        and (earlier[name].question, earlier[name].history) == (case.question, case.history)
    ]
    if not same:
        raise ReviewsError(
            f"{before.name} and {after.name} have no case in common", "Compare runs of the same gold"
        )
    old, new = (_chosen(scores_of(run), same) for run in (before, after))
    measures = [name for name in MEANINGS if name not in COUNTED and not name.startswith("bm25")]
    return Difference(
        before.name,
        after.name,
        len(same),
        _apart(before, after, len(same)),
        changes(measures, old, new, {name: cluster_of(cases[name]) for name in same}),
        tuple(_flips(cases, old, new, same)),
    )


Scores = Mapping[str, Mapping[str, float | None]]


def _chosen(scores: Scores, names: Sequence[str]) -> dict[str, Mapping[str, float | None]]:
    return {name: scores[name] for name in names}


def _flips(cases: Mapping[str, Case], old: Scores, new: Scores, names: Sequence[str]) -> list[Flip]:
    found = []
    for name in names:
        for measure in _FLIPPED:
            one, other = old[name].get(measure), new[name].get(measure)
            if one is not None and other is not None and (one >= 1) != (other >= 1):
                found.append(Flip(cases[name], measure, one, other))
    return found


def _apart(before: RunFolder, after: RunFolder, same: int) -> tuple[str, ...]:
    one, other = before.manifest, after.manifest
    told = [
        f"{what}: {_or_none(was)}, now {_or_none(now)}"
        for what, was, now in (
            ("code", one.commit, other.commit),
            ("corpus", one.fingerprint[:12], other.fingerprint[:12]),
            ("index", one.index, other.index),
            ("gold", one.gold_sha256[:12], other.gold_sha256[:12]),
            ("mode", f"{one.mode} {one.model}".strip(), f"{other.mode} {other.model}".strip()),
            ("fault", one.fault, other.fault),
            *(("prompt " + name, one.prompts.get(name, ""), now) for name, now in other.prompts.items()),
        )
        if was != now
    ]
    alone = (one.cases - same, other.cases - same)
    if any(alone):
        told.append(f"cases in one alone: {alone[0]} before, {alone[1]} now; left out")
    return tuple(told)


def _or_none(text: str) -> str:
    return text or "none"


def sections_compared(difference: Difference) -> tuple[Section, ...]:
    """The comparison in reading order."""
    d = difference
    named = [MEANINGS[one.measure][0] for one in d.regressions]
    verdict = f"WORSE: {', '.join(named)}." if named else "Nothing is worse beyond noise."
    if d.gains:
        verdict += f" Better: {', '.join(MEANINGS[one.measure][0] for one in d.gains)}."
    intro = Section(f"{d.after} against {d.before}", (verdict, f"{d.cases} cases in both.", *d.apart))
    rows: list[tuple[str, ...]] = [
        ("measure", "before", "now", "change", "95%", "rose", "fell", "chance", "sees from", "verdict")
    ]
    for one in d.changes:
        if one.rose or one.fell:
            rows.append(_row(one))
    unchanged = sum(not (one.rose or one.fell) for one in d.changes)
    told = (
        "Paired over the cases; 95% by bootstrap over reviews; chance: how often as large a change comes by chance, "
        "of all the measures looked at (Holm). sees from: the smallest change these cases would show four times in five. "
        f"{unchanged} measures are the same in every case."
    )
    table = Section("Every measure that changed", (told,), tuple(rows) if len(rows) > 1 else ())
    return (intro, table, *_flipped(d.flips))


def _row(one: Change) -> tuple[str, ...]:
    between = "-" if one.low is None or one.high is None else f"{one.low:+.3f} to {one.high:+.3f}"
    sure = one.sure or (one.measure in EXACT and is_worse(one))
    verdict = ("WORSE" if is_worse(one) else "better") if sure else "within noise"
    seen = "-" if one.detectable is None else f"{one.detectable:.3f}"
    return (
        MEANINGS[one.measure][0],
        *(f"{one.before:.3f}", f"{one.after:.3f}", f"{one.mean:+.3f}", between),
        *(str(one.rose), str(one.fell), f"{one.adjusted:.3f}", seen, verdict),
    )


def _flipped(flips: Sequence[Flip]) -> list[Section]:
    sections = []
    for title, own in (
        ("Cases that came right", [flip for flip in flips if flip.better]),
        ("Cases that went wrong", [flip for flip in flips if not flip.better]),
    ):
        shown = [flip for flip in own if flip.case.split != "kept"]
        kept = len({flip.case.id for flip in own} - {flip.case.id for flip in shown})
        by_case: dict[str, list[Flip]] = {}
        for flip in shown:
            by_case.setdefault(flip.case.id, []).append(flip)
        rows = [("case", "kind", "measures", "question")]
        for name, those in list(by_case.items())[:_LISTED]:
            what = ", ".join(f"{MEANINGS[f.measure][0]} {f.before:.2f} to {f.after:.2f}" for f in those)
            rows.append((name, those[0].case.kind, what, those[0].case.question))
        remarks = [f"{len(by_case) + kept} cases."]
        if kept:
            remarks.append(f"{kept} of them are kept aside, and not listed lest they be tuned on.")
        if len(by_case) > _LISTED:
            remarks.append(f"The first {_LISTED} are listed.")
        sections.append(Section(title, (" ".join(remarks),), tuple(rows) if len(rows) > 1 else ()))
    return sections


def told(difference: Difference) -> str:
    """The comparison for a terminal."""
    return text_of(sections_compared(difference))
