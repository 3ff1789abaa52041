"""``python -m eval.mixed FOLDER``: the gold asked of the reviews alone, and of the same reviews with other papers beside them.

FOLDER holds the other papers, or has them in ``files/``. Every figure is printed for both and both parts of the gold, with
their difference and whether it is worse by no more than one case in 30; eval/results/mixed.md has the same. Asked of all papers, a case may lose its premise:
one that wants "not found" of a place is no test any more where the papers beside are of that place. By that rule alone, and
by no list, such cases are left out of both sides; they are counted and, but for those kept aside, named. Exits with 1 where
a figure is worse or an answer takes too long. The index of the mixed papers is removed afterwards; vectors are kept.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.kinds_of_paper import named_as_review
from assistant.mentions import mentioned
from assistant.words import fold
from eval.cases import CASE_KINDS, Case
from eval.run import GOLD, checked_gold, ground
from eval.runs.asking import measured
from eval.scoring.meanings import COUNTED, LOWER, MEANINGS
from eval.scoring.measures import Result, summarise
from eval.sound import answered_beside
from eval.wanted import Wanted, put
from ingest.errors import ReviewsError
from ingest.nouns import Review
from ingest.pipeline import ingest
from ingest.settings import Settings, load_settings

ONE_IN = 30  # cases, of which one may be lost
MOST_SECONDS = 0.4  # of the slowest answer in twenty
FIGURES = tuple(name for name in MEANINGS if name not in COUNTED and not name.startswith("bm25"))
OF_KINDS = ("outcome", "recall_5", "vital_facts", "relevance", "right_refusal", "wrong_refusal")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure over the same cases, alone and beside."""

    group: str
    measure: str
    n: int
    alone: float
    beside: float

    @property
    def lost(self) -> float:
        """How many cases' worth is lost beside the other papers; below 0 where some is won."""
        worse = self.beside - self.alone if self.measure in LOWER else self.alone - self.beside
        return worse * self.n

    @property
    def within(self) -> bool:
        """Whether no more than one case in 30 is lost, or one of fewer cases than that."""
        return self.lost <= max(1.0, self.n / ONE_IN) + 1e-9


def main() -> int:
    """Measure and print; 0 where every figure is within one case in 30 and answers are quick enough."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.mixed", description=(__doc__ or "").partition("\n\n")[2]
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", choices=("open", "kept"))
    wanted = parser.parse_args()
    settings = load_settings()
    try:
        papers = other_papers(wanted.folder)
        alone = _asked(settings, wanted.split, "the reviews alone").results
        mixed = _beside(settings, papers, wanted.split)
    except ReviewsError as error:
        print(error, file=sys.stderr)
        return 1
    beside, lost = mixed.results, mixed.lost()
    found = figures(alone, beside, lost)
    told = as_text(found, lost, (alone, beside))
    print(told)
    quick = slowest(beside) <= MOST_SECONDS
    print(
        f"an answer beside them, p95: {slowest(beside) * 1000:.0f} ms (alone {slowest(alone) * 1000:.0f} ms), "
        f"{'within' if quick else 'MORE THAN'} {MOST_SECONDS * 1000:.0f} ms"
    )
    worse = [one for one in found if not one.within]
    print(f"{len(worse)} of {len(found)} figures are worse by more than one case in {ONE_IN}")
    part = f" ({wanted.split} part)" if wanted.split else ""
    wanted_of = (
        Wanted(f"figures worse by more than one case in {ONE_IN}", len(worse), 0, len(found), least=False),
        Wanted(
            "seconds of an answer beside them, p95", slowest(beside), MOST_SECONDS, len(beside), least=False
        ),
    )
    return put("mixed", f"The gold{part} beside other papers", wanted_of, table_of(found, lost))


def other_papers(folder: Path) -> list[Path]:
    """The files of a folder, or of the ``files`` in it.

    Raises:
        ReviewsError: there are none.
    """
    inner = folder / "files"
    held = inner if inner.is_dir() else folder
    found = sorted(path for path in held.iterdir() if path.is_file()) if held.is_dir() else []
    if not found:
        raise ReviewsError(f"{folder} has no files to lay beside the reviews", "Name a folder of papers")
    return found


def without_premise(case: Case, reviews: Mapping[str, Review], own: frozenset[str]) -> str | None:
    """The title of the paper that takes away a case's premise: of the place of which nothing was to be found.

    A question that calls what it names a review keeps its premise, whatever other paper of that place is held.

    Args:
        case: a gold case.
        reviews: all papers held.
        own: the ids of the reviews that the gold is of.
    """
    if case.expect != "not_found":
        return None
    text = fold(" ".join((*case.history, case.question)))
    named = [i for i in mentioned(text, reviews).review_ids if i not in own]
    return reviews[named[0]].title if named and not named_as_review(text, reviews) else None


def figures(alone: Sequence[Result], beside: Sequence[Result], lost: Mapping[str, str]) -> tuple[Figure, ...]:
    """Each measure over the cases that keep their premise, of both parts, of each and of each kind."""
    found = []
    for group in ("all", "open", "kept", *CASE_KINDS):
        sides = [
            [r for r in side if r.located.case.id not in lost and _is_of(r.located.case, group)]
            for side in (alone, beside)
        ]
        for measure in OF_KINDS if group in CASE_KINDS else FIGURES:
            one, other = (_mean(measure, side) for side in sides)
            if one is not None and other is not None:
                found.append(Figure(group, measure, one[1], one[0], other[0]))
    return tuple(found)


def _is_of(case: Case, group: str) -> bool:
    return group in ("all", case.split, case.kind)


def _mean(measure: str, results: Sequence[Result]) -> tuple[float, int] | None:
    """The mean and the number of cases; one that raised an error is the worst it can be."""
    of = summarise(measure, results)
    if of.n + of.failed == 0:
        return None
    worst = float(measure in LOWER)
    return ((of.mean or 0.0) * of.n + worst * of.failed) / (of.n + of.failed), of.n + of.failed


def slowest(results: Sequence[Result]) -> float:
    """The seconds within which 19 of 20 answers come."""
    spent = [r.attempt.seconds for r in results if r.attempt is not None]
    return statistics.quantiles(spent, n=20)[-1] if len(spent) > 1 else sum(spent)


def as_text(found: Sequence[Figure], lost: Mapping[str, str], sides: Sequence[Sequence[Result]]) -> str:
    """The table, after what was left out of it and what failed."""
    cases = {r.located.case.id: r.located.case for r in sides[0]}
    lines = [f"{len(cases)} cases; {len(lost)} lose their premise and count on neither side:"]
    lines += [f"  {i}: {title!r} is held now" for i, title in lost.items() if cases[i].split == "open"]
    kept = sum(cases[i].split == "kept" for i in lost)
    lines.append(f"  {kept} of those kept aside, which are not named")
    for name, results in zip(("alone", "beside"), sides, strict=True):
        broken = [r for r in results if r.attempt is None]
        lines.append(f"{name}: {len(broken)} cases raised an error{': ' if broken else ''}")
        lines[-1] += "; ".join(f"{r.located.case.id} ({r.error})" for r in broken)
    lines.append(
        f"{'of':<13}{'measure':<20}{'n':>5}{'alone':>8}{'beside':>8}{'less':>8}  within 1 in {ONE_IN}"
    )
    for one in found:
        told = "yes" if one.within else f"NO: {one.lost:.1f} cases lost"
        lines.append(
            f"{one.group:<13}{MEANINGS[one.measure][0]:<20}{one.n:>5}{one.alone:>8.3f}{one.beside:>8.3f}"
            f"{one.beside - one.alone:>+8.3f}  {told}"
        )
    return "\n".join(lines)


def table_of(found: Sequence[Figure], lost: Mapping[str, str]) -> list[str]:
    """The figures as Markdown, without a word of the papers: their titles stand in what is printed alone."""
    lines = [f"{len(lost)} cases lose their premise and count on neither side.", ""]
    lines += ["| of | measure | n | alone | beside | within |", "|---|---|---|---|---|---|"]
    for one in found:
        cells = (one.group, MEANINGS[one.measure][0], one.n, f"{one.alone:.3f}", f"{one.beside:.3f}")
        lines.append(f"| {' | '.join(map(str, cells))} | {'yes' if one.within else '**NO**'} |")
    return lines


@dataclass(frozen=True, slots=True)
class Side:
    """The gold asked of one corpus: what came of it, the papers held there, and those that the gold is of.

    ``answered``: by case, the title of a paper beside that answers what no review is to answer.
    """

    results: tuple[Result, ...]
    reviews: Mapping[str, Review]
    judged: frozenset[str]
    answered: Mapping[str, str] = field(default_factory=dict)

    def lost(self) -> dict[str, str]:
        """The cases that have no premise here, each with the title of the paper that takes it away."""
        told = {
            r.located.case.id: without_premise(r.located.case, self.reviews, self.judged)
            for r in self.results
        }
        return {**self.answered, **{case_id: title for case_id, title in told.items() if title is not None}}


def _beside(settings: Settings, papers: Sequence[Path], split: str | None) -> Side:
    with tempfile.TemporaryDirectory(prefix="reviews-mixed-") as folder:
        corpus = Path(folder) / "corpus"
        shutil.copytree(settings.corpus.expanduser(), corpus)
        for paper in papers:
            shutil.copy(paper, corpus / f"beside-{paper.name}")
        mixed = settings.model_copy(update={"corpus": corpus})
        try:
            return _asked(mixed, split, f"with {len(papers)} papers beside them")
        finally:
            shutil.rmtree(mixed.index_folder, ignore_errors=True)


def _asked(settings: Settings, split: str | None, what: str) -> Side:
    """Ingest, say what could not be read so that nothing is left out in silence, and ask the gold."""
    from assistant.assistant import open_assistant  # brings the embedder

    report = ingest(settings)
    failed = "; ".join(f"{row.file}: {row.reason}" for row in report.failed)
    told = f"{what}: {report.passage_count} passages, {len(report.failed)} files failed"
    print(f"{told} ({failed})" if failed else told, flush=True)
    assistant = open_assistant(settings)
    checked = checked_gold(GOLD, assistant, papers_beside=True)
    against = ground(settings, assistant, checked)
    chosen = [found for found in checked.located if split in (None, found.case.split)]
    assistant.ask(chosen[0].case.question)  # a first answer takes longer
    answered = {
        found.case.id: title
        for found in chosen
        if (title := answered_beside(found.case, assistant.index, against.judged)) is not None
    }
    results = measured(chosen, assistant, against)
    return Side(results, assistant.index.reviews, against.judged, answered)


if __name__ == "__main__":
    sys.exit(main())
