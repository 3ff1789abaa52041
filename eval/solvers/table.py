"""The comparison as Markdown: a row a solver, how sure each figure is, and what each stage is worth."""

import statistics
from collections.abc import Mapping, Sequence

from eval.scoring.measures import Result
from eval.scoring.statistics import Change, changes, cluster_of, interval
from eval.solvers.compare import OURS, SOLVERS, Compared

COLUMNS = {
    "recall_5": "evidence in 5",
    "ndcg_10": "nDCG@10",
    "vital_facts": "vital facts",
    "relevance": "to the point",
    "list_complete": "lists complete",
    "which_review": "reviews exact",
    "right_refusal": "rightly refused",
    "wrong_refusal": "wrongly refused ↓",
    "other_review": "another review ↓",
    "words": "words",
}
MARKED = tuple(name for name in COLUMNS if name != "words")  # of which differences are told


def as_markdown(compared: Sequence[Compared], how: str) -> str:
    """The whole file.

    Args:
        compared: each corpus.
        how: what was asked, and on what, in a sentence or two.
    """
    told = [f"- **{name}**: {SOLVERS[name].told}." for name in next(iter(compared)).results]
    lines = [
        "# Solvers compared",
        "",
        how,
        "",
        "Every solver is asked the same cases and measured alike: a passage holds a piece of evidence when it has at least"
        " half of the sentences that say it, however texts are cut. ↓: lower is better. A solver that answers with whole"
        " chunks says more of everything: see the words it shows.",
        "",
        *told,
    ]
    for one in compared:
        lines += _of_corpus(one)
    return "\n".join(lines) + "\n"


def _of_corpus(one: Compared) -> list[str]:
    cases = next(iter(one.results.values()))
    kept = sum(result.located.case.split == "kept" for result in cases)
    lost = f" {one.lost} cases lose their premise there and are left out." if one.lost else ""
    lines = [
        "",
        f"## {one.name}",
        "",
        f"{len(cases)} cases, {kept} of them kept aside; {one.passages} passages.{lost}{_failures(one.results)}",
        "",
        *_table([*COLUMNS.values(), "seconds (p50)"], {name: _figures(r) for name, r in one.results.items()}),
        "",
        "The cases scored, and the 95% interval of each mean (bootstrap by review):",
        "",
        *_table(list(COLUMNS.values()), {name: _intervals(r) for name, r in one.results.items()}),
        "",
        "On the cases kept aside alone:",
        "",
        *_table(
            [*COLUMNS.values(), "seconds (p50)"],
            {name: _figures(_kept(results)) for name, results in one.results.items()},
        ),
    ]
    return lines + (_worth(one.results) if OURS in one.results and len(one.results) > 1 else [])


def _kept(results: Sequence[Result]) -> list[Result]:
    return [result for result in results if result.located.case.split == "kept"]


def _failures(results: Mapping[str, Sequence[Result]]) -> str:
    broken = {name: sum(r.attempt is None for r in found) for name, found in results.items()}
    told = ", ".join(f"{name} {count}" for name, count in broken.items() if count)
    return f" Cases that raised an error and count nowhere: {told}." if told else ""


def _table(columns: Sequence[str], rows: Mapping[str, Sequence[str]]) -> list[str]:
    head = ["| solver | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    return head + [f"| {name} | " + " | ".join(cells) + " |" for name, cells in rows.items()]


def _values(measure: str, results: Sequence[Result]) -> list[tuple[float, str]]:
    """The scores there are, each with what its case is drawn with."""
    scores = [(result.scores.get(measure), cluster_of(result.located.case)) for result in results]
    return [(score, cluster) for score, cluster in scores if score is not None]


def _figures(results: Sequence[Result]) -> list[str]:
    cells = []
    for measure in COLUMNS:
        values = [score for score, _ in _values(measure, results)]
        shape = ".0f" if measure == "words" else ".2f"
        cells.append(f"{statistics.fmean(values):{shape}}" if values else "-")
    seconds = [score for score, _ in _values("seconds", results)]
    return [*cells, f"{statistics.median(seconds):.3f}" if seconds else "-"]


def _intervals(results: Sequence[Result]) -> list[str]:
    cells = []
    for measure in COLUMNS:
        values = _values(measure, results)
        low, high = interval([score for score, _ in values], [cluster for _, cluster in values])
        shape = ".0f" if measure == "words" else ".2f"
        between = "" if low is None or high is None else f" [{low:{shape}}, {high:{shape}}]"
        cells.append(f"n {len(values)}{between}" if values else "-")
    return cells


def _worth(results: Mapping[str, Sequence[Result]]) -> list[str]:
    """What each other solver has less, or more, than ours."""
    rows, remarks = {}, []
    for name, found in results.items():
        if name != OURS:
            apart = differences(results[OURS], found)
            rows[name] = [_cell(apart.get(measure)) for measure in MARKED]
            remarks.append(f"- {name}: {_remark(apart)}")
    return [
        "",
        "Each less ours, on the cases that both have a score for, with the paired 95% interval (bootstrap by review). **Bold**:"
        " more than noise, also among the nine measures looked at (Holm).",
        "",
        *_table([COLUMNS[name] for name in MARKED], rows),
        "",
        *remarks,
    ]


def differences(ours: Sequence[Result], others: Sequence[Result]) -> dict[str, Change]:
    """Each measure of another solver against ours, case by case."""
    before, after = ({r.located.case.id: r.scores for r in side} for side in (ours, others))
    clusters = {r.located.case.id: cluster_of(r.located.case) for r in ours}
    return {one.measure: one for one in changes(MARKED, before, after, clusters)}


def _cell(one: Change | None) -> str:
    if one is None:
        return "-"
    between = "" if one.low is None else f" [{one.low:+.2f}, {one.high:+.2f}]"
    told = f"{one.mean:+.2f}{between}"
    return f"**{told}**" if one.sure else told


def _remark(apart: Mapping[str, Change]) -> str:
    """The differences that are more than noise, in words."""
    lower = {"wrong_refusal", "other_review"}
    better: list[str] = []
    worse: list[str] = []
    for measure, one in apart.items():
        if one.sure:
            side = better if (one.mean < 0) == (measure in lower) else worse
            side.append(f"{COLUMNS[measure].removesuffix(' ↓')} {one.mean:+.2f}")
    said = [
        f"{what} in {', '.join(found)}" for what, found in (("worse", worse), ("better", better)) if found
    ]
    return ("; ".join(said) or "no figure differs by more than noise") + "."
