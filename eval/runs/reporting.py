"""What is written of a run: its figures for machines, its report for people, its tables for other programs."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from eval.cases import CASE_KINDS
from eval.check import Judged
from eval.report import Report, Section, as_markdown, markdown_of, sections
from eval.runs.folder import RunFolder
from eval.runs.tables import TIMED, as_csv, as_junit
from eval.scoring.meanings import MEANINGS
from eval.scoring.measures import summarise
from eval.show import case_record
from ingest.errors import ReviewsError

SCHEMA = "reviews.eval/1"
BESIDE = "beside.json"
SCORES = "scores.jsonl"


def as_record(report: Report, timed: bool = True) -> dict[str, Any]:
    """The figures for machines, each with its n; ``timed``: with what differs between two runs of the same."""
    groups = {"all": report.results}
    for kind in CASE_KINDS:
        groups[f"kind:{kind}"] = tuple(r for r in report.results if r.located.case.kind == kind)
    for split in ("open", "kept"):
        groups[f"split:{split}"] = tuple(r for r in report.results if r.located.case.split == split)
    names = [name for name in MEANINGS if timed or name not in TIMED]
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
            group: {name: asdict(summarise(name, results)) for name in names}
            for group, results in groups.items()
            if results
        },
    }


def _reached(judged: Judged) -> dict[str, Any]:
    return {"reached": judged.figure, "n": judged.n, "failed": judged.failed, "passed": judged.passed}


def with_cases(report: Report) -> dict[str, Any]:
    """The figures with every case."""
    return as_record(report) | {
        "results": [case_record(result, report.quotable) for result in report.results]
    }


def write_run(folder: RunFolder, report: Report, marks: Section | None = None) -> None:
    """Write scores, figures, report, page and tables into the folder of the run; ``marks``: what a person disputes."""
    from eval.pages.page import page_of  # draws, which the other parts of a run need not wait for

    scores = (
        {
            "id": result.located.case.id,
            "scores": {name: value for name, value in result.scores.items() if name not in TIMED},
        }
        for result in report.results
    )
    lines = (json.dumps(one, ensure_ascii=False, allow_nan=False) for one in scores)
    folder.write(SCORES, "".join(f"{line}\n" for line in lines))
    beside = {"sections": [asdict(section) for section in report.beside], "written": list(report.written)}
    folder.write(BESIDE, json.dumps(beside, ensure_ascii=False, allow_nan=False, indent=1) + "\n")
    them = sections(report)
    folder.write("report.md", markdown_of(them))
    folder.write("report.html", page_of(report, folder.manifest, marks, folder.name, them))
    folder.write("cases.csv", as_csv(report.results))
    folder.write("junit.xml", as_junit(report.corpus, report.results, report.judged))
    figures = as_record(report, timed=False)  # last: it tells that the run is complete
    folder.write("summary.json", json.dumps(figures, ensure_ascii=False, allow_nan=False, indent=1) + "\n")


def scores_of(folder: RunFolder) -> dict[str, dict[str, float | None]]:
    """What each case of a run scored, by its id.

    Raises:
        ReviewsError: the run was not finished.
    """
    try:
        lines = (folder.path / SCORES).read_text(encoding="utf-8").splitlines()
    except OSError:
        raise ReviewsError(
            f"The run {folder.name} was not finished", f"Go on with it: reviews eval --resume {folder.name}"
        ) from None
    return {one["id"]: one["scores"] for one in map(json.loads, lines)}


def publish(report: Report, out: Path) -> tuple[Path, Path]:
    """Write figures and report where others read them, under the corpus's name; a publisher's texts stay out."""
    out.mkdir(parents=True, exist_ok=True)
    record = with_cases(report)
    cases = ",\n".join(json.dumps(r, ensure_ascii=False, allow_nan=False) for r in record.pop("results"))
    head = json.dumps(record, ensure_ascii=False, allow_nan=False, indent=1).removesuffix("\n}")
    whole = f'{head},\n "results": [\n{cases}\n ]\n}}\n'  # a case a line, so that two runs can be compared
    figures, told = out / f"{report.corpus}.json", out / f"{report.corpus}.md"
    figures.write_text(whole, encoding="utf-8")
    told.write_text(as_markdown(report), encoding="utf-8")
    return figures, told
