"""A run as it is shown: one list of sections, drawn for the terminal or as Markdown, and the same as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from eval.cases import CASE_KINDS
from eval.check import Checked, Judged
from eval.scoring.meanings import COUNTED, GROUPS, MEANINGS
from eval.scoring.measures import Result, Summary, summarise
from eval.scoring.statistics import RESAMPLES
from eval.show import LOOK, falls_short, missed_facts

_BY_KIND = (
    "outcome",
    "recall_5",
    "bm25_recall_5",
    "vital_facts",
    "bm25_vital_facts",
    "relevance",
    "statements",
    "right_refusal",
    "wrong_refusal",
)


@dataclass(frozen=True, slots=True)
class Report:
    """A run: what was measured, with what, and what came of it.

    ``quotable`` is False when a review is not one of our own digests: the publishers' texts are not copied
    into the report, which then gives places and scores only. ``whole``: every gate has cases to go by, or fails.
    """

    corpus: str
    fingerprint: str
    gold: str
    date: str
    versions: dict[str, str]
    split: str | None
    quotable: bool
    checked: Checked
    results: tuple[Result, ...]
    judged: tuple[Judged, ...]
    most_failed: float
    goals: tuple[Judged, ...] = ()
    beside: "tuple[Section, ...]" = ()
    written: tuple[dict[str, Any], ...] = ()
    whole: bool = True

    @property
    def failed(self) -> tuple[Result, ...]:
        """The cases that raised an error."""
        return tuple(result for result in self.results if result.attempt is None)

    @property
    def exit_code(self) -> int:
        """0 when every gate is passed, 1 when one is not, 2 when too many cases failed to count."""
        if len(self.failed) > self.most_failed * len(self.results):
            return 2
        return 0 if all(judged.passed or self.passed_over(judged) for judged in self.judged) else 1

    def passed_over(self, judged: Judged) -> bool:
        """Whether a gate has nothing to go by and need not have: some kinds alone were asked, or somebody's own cases."""
        return not self.whole and not judged.n and not judged.failed


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, remarks under it and a table, whose first row holds the column headings."""

    title: str
    remarks: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def sections(report: Report) -> tuple[Section, ...]:
    """All there is to show of a run, in reading order."""
    return (
        Section(f"Evaluation: {report.corpus}", _provenance(report)),
        Section("By kind of question", (_CELLS,), _by_kind(report.results)),
        *_every_measure(report.results),
        *report.beside,
        *(
            [Section("Goals, on the part kept aside", (_GOALS,), _gates(report.goals, report))]
            if report.goals
            else []
        ),
        Section("Gates", (_verdict(report),), _gates(report.judged, report)),
        Section("Cases to look at", *_to_look_at(report.results)),
    )


_GOALS = "What a lead is to be able to count on. A goal that is missed is shown here and fails no run."
_CELLS = "Each cell: mean (cases scored); - where the measure applies to no case. The measures are explained below."
_INTERVALS = (
    f"95%: percentile bootstrap of the mean ({RESAMPLES:,} resamples), where the cases of one review are drawn together: "
    "how far the figure may depend on which reviews and questions were asked; no width over few cases is no certainty. "
    "n: cases scored. n/a: the measure does not apply. failed: raised an error. open: cases that may be tuned on; "
    "kept: never tuned on."
)


def _provenance(report: Report) -> tuple[str, ...]:
    checked = report.checked
    return (
        f"{len(report.results)} cases ({report.split or 'open and kept'}); {len(report.failed)} failed.",
        f"Corpus {report.fingerprint}; gold {report.gold}; {report.date}.",
        told_apart(checked),
        ", ".join(f"{name} {version}" for name, version in report.versions.items()),
    )


def told_apart(checked: Checked) -> str:
    """How many questions are worded unlike what answers them, in one sentence."""
    return (
        f"{checked.worded_apart} of {checked.worded} answerable questions share under a third of their words "
        "with the sentences that answer them."
    )


def _by_kind(results: Sequence[Result]) -> tuple[tuple[str, ...], ...]:
    rows: list[tuple[str, ...]] = [("kind", "cases", *(MEANINGS[name][0] for name in _BY_KIND))]
    for kind in (*CASE_KINDS, "all"):
        group = [r for r in results if kind in ("all", r.located.case.kind)]
        if group:
            cells = (_cell(name, summarise(name, group)) for name in _BY_KIND)
            rows.append((kind, str(len(group)), *cells))
    return tuple(rows)


def _every_measure(results: Sequence[Result]) -> tuple[Section, ...]:
    """A section for each group of measures; the first tells how to read them all."""
    return tuple(
        Section(
            f"Measures: {group}",
            (_INTERVALS,) if place == 0 else (),
            _measures(names, results),
        )
        for place, (group, names) in enumerate(GROUPS.items())
    )


def _measures(names: Sequence[str], results: Sequence[Result]) -> tuple[tuple[str, ...], ...]:
    columns = ("measure", "mean", "median", "95%", "n", "n/a", "failed", "open", "kept", "meaning")
    rows: list[tuple[str, ...]] = [columns]
    for name in names:
        heading, meaning = MEANINGS[name]
        s = summarise(name, results)
        middle = (_figure(name, s.mean), _figure(name, s.median))
        between = "-" if s.low is None else f"{_figure(name, s.low)}-{_figure(name, s.high)}"
        counts = map(str, (s.n, s.not_applicable, s.failed))
        splits = [
            summarise(name, [r for r in results if r.located.case.split == x]) for x in ("open", "kept")
        ]
        cells = (_cell(name, summary) for summary in splits)
        rows.append((heading, *middle, between, *counts, *cells, meaning))
    return tuple(rows)


def _gates(judged: Sequence[Judged], report: Report) -> tuple[tuple[str, ...], ...]:
    rows = [("gate", "wanted", "reached", "n", "passed")]
    for j in judged:
        of = f" of kind {j.gate.scope}" if j.gate.scope else ""
        name = f"{MEANINGS[j.gate.measure][0]} ({j.gate.statistic}{of})"
        reached = _reached(j) + (f", {j.failed} failed" if j.failed else "")
        passed = "yes" if j.passed else "not measured" if report.passed_over(j) else "NO"
        rows.append((name, f"{j.gate.op} {j.gate.value:g}", reached, str(j.n), passed))
    return tuple(rows)


def _reached(judged: Judged) -> str:
    # Four digits, not two decimals: 0.998 must not be printed as a 1.00 that fails a gate of 1.
    return "-" if judged.figure is None else f"{judged.figure:.4g}"


def _verdict(report: Report) -> str:
    if report.exit_code == 2:
        return f"INVALID RUN: {len(report.failed)} of {len(report.results)} cases raised an error."
    counted = [j for j in report.judged if not report.passed_over(j)]
    missed = [j for j in counted if not j.passed]
    if not missed:
        return f"All {len(counted)} gates passed."
    told = (
        f"{MEANINGS[j.gate.measure][0]} {_reached(j)} (n={j.n}), wanted {j.gate.op} "
        f"{j.gate.value:g}: {j.gate.why}"
        for j in missed
    )
    return "GATE FAILED: " + "; ".join(told) + "."


def _to_look_at(results: Sequence[Result]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    rows: list[tuple[str, ...]] = [
        ("case", "kind", "wanted", "got", *(MEANINGS[name][0] for name in LOOK), "missing or error")
    ]
    short = [r for r in results if falls_short(r)]
    for r in short:
        case = r.located.case
        if case.split == "kept" and r.attempt:  # to look at these would be to tune on them
            continue
        got = r.attempt.answer.outcome if r.attempt else "failed"
        cells = (_figure(name, r.scores.get(name)) for name in LOOK)
        told = r.error or "; ".join(missed_facts(r))
        rows.append((case.id, case.kind, case.expect, got, *cells, told))
    kept = sum(r.located.case.split == "kept" for r in short)
    remark = f"{len(short)} of {len(results)} fall short: another outcome than wanted, or a share below 1."
    unlisted = (
        f" Of these {kept} are kept, and listed only if they failed, lest they be tuned on." if kept else ""
    )
    return (remark + unlisted,), tuple(rows) if len(rows) > 1 else ()


def _figure(name: str, value: float | None) -> str:
    if value is None:
        return "-"
    if name in COUNTED - {"statements", "seconds"}:
        return f"{value:.0f}"
    return f"{value:.3f}" if name == "seconds" else f"{value:.2f}"


def _cell(name: str, summary: Summary) -> str:
    return "-" if summary.mean is None else f"{_figure(name, summary.mean)} ({summary.n})"


def as_text(report: Report) -> str:
    """The sections for a terminal."""
    return text_of(sections(report))


def text_of(them: Sequence[Section]) -> str:
    """Sections in aligned columns."""
    drawn = []
    for section in them:
        widths = [max(map(len, column)) for column in zip(*section.rows, strict=True)]
        lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in section.rows]
        remarks = [part for remark in section.remarks for part in wrap(remark, 110)]
        drawn.append("\n".join([section.title, *remarks, *([""] if lines else []), *lines]))
    return "\n\n".join(drawn) + "\n"


def as_markdown(report: Report) -> str:
    """The sections as Markdown."""
    return markdown_of(sections(report))


def markdown_of(them: Sequence[Section]) -> str:
    """Sections with their tables."""
    drawn = []
    for section in them:
        rows = [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in section.rows]
        if rows:
            rows.insert(1, "|" + "---|" * len(section.rows[0]))
        parts = [f"## {section.title}", *section.remarks, "\n".join(rows)]
        drawn.append("\n\n".join(part for part in parts if part))
    return "\n\n".join(drawn) + "\n"
