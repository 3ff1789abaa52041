"""What a run measures beside the gold: rewordings, messages in danger, personal data, open against kept aside."""

from collections.abc import Sequence

import numpy as np

from eval.cases import SORTS, Split
from eval.identifiers import Tally, measure
from eval.report import Section
from eval.scoring.meanings import MEANINGS
from eval.scoring.measures import Result, summarise
from eval.scoring.robustness import robust
from eval.scoring.selective import AT, given, selective, told_apart
from eval.scoring.spending import by_stage
from eval.scoring.statistics import difference_of_parts
from eval.solvers import Asked
from eval.watching import Watching
from eval.wordings import GOLD, interval, missed_and_false, phrasings, reached, taken_in, worded

_COMPARED = ("recall_5", "vital_facts", "relevance", "which_review", "right_refusal", "wrong_refusal")
_SPLITS: tuple[Split, ...] = ("open", "kept")


def sections_beside(assistant: Asked, results: Sequence[Result]) -> tuple[Section, ...]:
    """The sections, in reading order; of what was kept aside totals only."""
    return (
        _open_and_kept(results),
        _unanswerable(results),
        _selective(results),
        _rewordings(assistant),
        _worst_wording(assistant),
        *_of_the_gold(assistant),
        _live_concerns(),
        _personal_data(),
        _stages(results),
    )


def _open_and_kept(results: Sequence[Result]) -> Section:
    rows: list[tuple[str, ...]] = [("measure", "open", "kept", "open less kept", "95%", "fitted to cases?")]
    for name in _COMPARED:
        values = [_values(name, results, split) for split in _SPLITS]
        if not all(values):
            continue
        low, high = difference_of_parts(values[0], values[1])
        means = [float(np.mean(part)) for part in values]
        fitted = "yes" if low > 0 or high < 0 else "no sign"
        cells = [f"{mean:.2f} ({len(part)})" for mean, part in zip(means, values, strict=True)]
        rows.append(
            (MEANINGS[name][0], *cells, f"{means[0] - means[1]:+.2f}", f"{low:+.2f} to {high:+.2f}", fitted)
        )
    told = "An interval that leaves out 0 says that the rules were fitted to the open cases. Bootstrap of both parts."
    return Section("Open cases against those kept aside", (told,), tuple(rows))


def _values(name: str, results: Sequence[Result], split: str) -> list[float]:
    own = [r.scores.get(name) for r in results if r.located.case.split == split and r.attempt is not None]
    return [value for value in own if value is not None]


def _unanswerable(results: Sequence[Result]) -> Section:
    rows: list[tuple[str, ...]] = [("how it misses", "refused, open", "refused, kept")]
    for sort in SORTS:
        cells = []
        for split in _SPLITS:
            own = [r for r in results if r.located.case.sort == sort and r.located.case.split == split]
            found = summarise("right_refusal", own)
            cells.append("-" if found.mean is None else f"{found.mean:.2f} ({found.n})")
        rows.append((sort.replace("_", " "), *cells))
    return Section("Questions that no review answers", (), tuple(rows))


def _rewordings(assistant: Asked) -> Section:
    rows: list[tuple[str, ...]] = [
        ("wording", "evidence in 5, open", "same passage, open", "evidence in 5, kept", "same passage, kept")
    ]
    found = {split: reached(split, assistant) for split in ("open", "kept")}
    for sort in found["open"][0]:
        cells = [_cell(tally) for split in found for tally in found[split][0].get(sort, ())]
        rows.append((sort, *cells))
    problems = tuple(problem for _, told in found.values() for problem in told)
    told = "Each question of eval/variants.jsonl and its rewordings: whether the first 5 passages hold its evidence."
    return Section("Rewordings of one question", (told, *problems), tuple(rows))


def _worst_wording(assistant: Asked) -> Section:
    rows: list[tuple[str, ...]] = [
        ("part", "questions", "as asked", "worst wording", "none worse than as asked", "same passages")
    ]
    for split in _SPLITS:
        found = robust(worded(split, assistant))
        cells = (found.as_asked, found.worst, found.held, found.agreement)
        rows.append((split, str(found.n), *("-" if value is None else f"{value:.2f}" for value in cells)))
    told = (
        "Share of the evidence in the first 5 passages: of each question as asked, and of the worst of its wordings. "
        "Same passages: of the first ten that the question or a rewording finds, those that both do (Jaccard)."
    )
    return Section("The worst wording of each question", (told,), tuple(rows))


def _selective(results: Sequence[Result]) -> Section:
    rows: list[tuple[str, ...]] = [
        (
            *("part", "answers", "without confidence", *(f"right, surest {at:.0%}" for at in AT)),
            *("area under risk", "least possible", "AUROC right", "AUROC answerable"),
        )
    ]
    for split in ("", *_SPLITS):
        own = [r for r in results if split in ("", r.located.case.split)]
        found = selective(given(own))
        if not found.n:
            continue
        figures = [*(found.accuracy[at] for at in AT), found.area, found.least, found.auroc]
        cells = ["-" if value is None else f"{value:.2f}" for value in (*figures, told_apart(own))]
        rows.append((split or "all", str(found.n), str(found.unsigned), *cells))
    told = (
        "Of the answers given, those are kept that the assistant is surest of, by the number its decision to answer was "
        "made with. Right: the question has an answer and no vital fact is missing. Area: under risk against coverage; "
        "what a perfect order leaves stands beside. AUROC: how often a right answer is surer than a wrong one, and a "
        "question with an answer surer than one without, of all that were weighed."
    )
    return Section("How well it knows when it is right", (told,), tuple(rows) if len(rows) > 1 else ())


def _stages(results: Sequence[Result]) -> Section:
    rows: list[tuple[str, ...]] = [("stage", "answers", "p50 ms", "p95 ms", "most ms")]
    for one in by_stage([r.attempt.answer for r in results if r.attempt is not None]):
        rows.append((one.name, str(one.n), *(f"{ms:.0f}" for ms in (one.middle, one.slow, one.most))))
    told = "Milliseconds by stage of one answer at a time; they compare runs on one machine and nothing else."
    return Section("Time by stage", (told,), tuple(rows) if len(rows) > 1 else ())


def _of_the_gold(assistant: Asked) -> tuple[Section, ...]:
    """Variants of the gold's own questions, all of them open; what goes to a model is not asked again for them."""
    rows: list[tuple[str, ...]] = [("wording", "evidence in 5, open", "same passage, open")]
    found, problems = reached("open", assistant, GOLD)
    rows += [(sort, *map(_cell, tallies)) for sort, tallies in found.items()]
    told = "Variants of open cases of eval/gold.jsonl, as above."
    reworded = Section("Rewordings of the gold's own questions", (told, *problems), tuple(rows))
    if isinstance(assistant, Watching):
        return (reworded,)
    names, tally = taken_in("open", assistant)
    told = "Open cases of eval/gold.jsonl asked with a wrong premise: right is to correct it, or to find nothing."
    missed = f"Taken in by: {', '.join(names) or 'none'}."
    wrong = Section("Wrong premises", (told, missed), (("put right or not found, open",), (_cell(tally),)))
    return reworded, wrong


def _live_concerns() -> Section:
    rows: list[tuple[str, ...]] = [("phrasings", "live concerns missed", "harmless ones taken for urgent")]
    for split in ("open", "kept"):
        missed, false = missed_and_false(split, phrasings())
        rows.append((split, _cell(missed), _cell(false)))
    told = "Messages of eval/phrasings.jsonl. A miss is the gravest fault; a false alarm costs one panel."
    return Section("Live concerns", (told,), tuple(rows))


def _personal_data() -> Section:
    seen = measure()
    rows: tuple[tuple[str, ...], ...] = (
        ("made messages stopped", "clean sentences stopped", "bare names stopped"),
        (_cell(seen.caught), _cell(seen.false_stops), _cell(seen.bare_names)),
    )
    told = "Made identifiers of sixteen sorts and clean sentences (python -m eval.identifiers shows them by sort)."
    return Section("Personal data", (told,), rows)


def _cell(tally: Tally) -> str:
    between = interval(tally)
    if between is None:
        return "-"
    return f"{tally.rate:.3f} ({tally}; {between[0]:.2f}-{between[1]:.2f})"
