"""The latest figures: of the newest finished run that is kept, and those that the project is shipped with."""

from dataclasses import dataclass
from pathlib import Path

from eval.runs.nouns import Manifest
from eval.viewing.runs import Figures, Overview
from eval.wanted import RESULTS

SHOWN = {  # the measures that tell most, by their names in a run and in the shipped table
    "outcome": "outcome right",
    "recall_5": "evidence in 5",
    "vital_facts": "vital facts",
    "right_refusal": "rightly refused",
    "wrong_refusal": "wrongly refused",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure's mean between 0 and 1, over so many cases."""

    measure: str
    mean: float
    n: int


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured: when (ISO date), of which corpus, over how many questions."""

    made: str
    corpus: str
    cases: int
    mode: str
    figures: tuple[Figure, ...]


def newest_run(kept: Overview) -> Measured | None:
    """The newest finished run of those kept that asked all the shipped questions; None where there is none."""
    for run in kept.runs:  # the latest first; of one that cannot be read there are no figures
        made, came = run.manifest, run.figures
        if made and came and asked_all(made) and (measured := _of_run(made, came)):
            return measured
    return None


def asked_all(made: Manifest) -> bool:
    """Whether a run asked every question shipped, with nothing wrong on purpose: others tell of a part or of a fault."""
    chosen = (made.chosen.get(name) for name in ("split", "kinds", "cases"))
    return not (made.own_gold or made.fault or any(chosen))


def _of_run(made: Manifest, came: Figures) -> Measured | None:
    figures = tuple(
        Figure(name, found.mean, found.n)
        for name in SHOWN
        if (found := came.of(name)) and found.mean is not None
    )
    return Measured(made.made[:10], made.corpus, made.cases, made.mode, figures) if figures else None


def shipped(results: Path = RESULTS) -> Measured | None:
    """The figures of ``corpus.md`` as they were shipped; None where they are not at hand."""
    try:
        lines = (results / "corpus.md").read_text(encoding="utf-8").splitlines()
        head = next(line for line in lines if line.startswith("| kind |"))
        row = next(line for line in lines if line.startswith("| all |"))
        made = next(line for line in lines if line.startswith("Corpus ")).rpartition(";")[2].strip()[:10]
        cells = dict(zip(_cells(head), _cells(row), strict=True))
        figures = tuple(_figure(name, cells[words]) for name, words in SHOWN.items())
        return Measured(made, "corpus", int(cells["cases"]), "quotes", figures)
    except (OSError, StopIteration, KeyError, ValueError):
        return None


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def _figure(name: str, cell: str) -> Figure:
    """A cell such as ``0.86 (988)``."""
    mean, n = cell.rstrip(")").split(" (")
    return Figure(name, float(mean), int(n))
