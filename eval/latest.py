"""The latest figures: of the newest finished run that is kept, and those that the project is shipped with."""

from dataclasses import dataclass
from pathlib import Path

from eval.run import runs_folder
from eval.runs.folder import RunFolder, runs_in
from eval.runs.nouns import Manifest
from eval.wanted import RESULTS
from ingest.errors import ReviewsError
from ingest.settings import Settings

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


def newest_run(settings: Settings) -> Measured | None:
    """The newest finished run among the records that asked all the shipped questions; None where there is none."""
    for run in reversed(runs_in(runs_folder(settings))):
        try:
            if run.complete and asked_all(run.manifest) and (measured := _of_run(run)):
                return measured
        except (ReviewsError, OSError, KeyError, TypeError, ValueError):
            continue  # an older one may be whole
    return None


def asked_all(made: Manifest) -> bool:
    """Whether a run asked every question shipped, with nothing wrong on purpose: others tell of a part or of a fault."""
    chosen = (made.chosen.get(name) for name in ("split", "kinds", "cases"))
    return not (made.own_gold or made.fault or any(chosen))


def _of_run(run: RunFolder) -> Measured | None:
    summaries = run.record("summary.json")["summaries"]["all"]
    figures = tuple(
        Figure(name, float(found["mean"]), int(found["n"]))
        for name in SHOWN
        if (found := summaries.get(name)) and found["mean"] is not None
    )
    made = run.manifest
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
