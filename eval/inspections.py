"""``python -m eval.inspections FOLDER``: real PDFs beside the shipped reviews, and questions each answered by one of them.

FOLDER holds ``files/`` and ``questions.jsonl`` with a line for each question: ``question``, ``answer`` and the ``file`` that
holds it. Prints in how many the right file is found first, in how many the first statement gives the answer from it, how
long an answer takes, and how fast the PDFs are read; writes it to eval/results/inspections.md, with what is wanted, and
exits with 1 where a figure is short of that.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.wanted import Wanted, put
from ingest.pipeline import ingest
from ingest.read import read_document
from ingest.readers.isolated import IsolatedReader
from ingest.settings import SHIPPED_CORPUS, load_settings

RIGHT_FILE, RIGHT_ANSWER = 0.97, 0.90  # shares of the questions
MOST_SECONDS = 0.4  # of the slowest answer in twenty

if TYPE_CHECKING:
    from assistant.assistant import Assistant


def main() -> int:
    """Measure, print and write; 1 where a figure is not as wanted."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.inspections", description=(__doc__ or "").partition("\n\n")[2]
    )
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    questions = [
        json.loads(line) for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    files = sorted((folder / "files").iterdir())
    with tempfile.TemporaryDirectory(prefix="reviews-inspections-") as home:
        corpus = Path(home) / "corpus"
        shutil.copytree(SHIPPED_CORPUS, corpus)
        for file in files:
            shutil.copy(file, corpus / file.name)
        os.environ |= {
            "REVIEWS_HOME": f"{home}/home",
            "REVIEWS_DATA": f"{home}/data",
            "REVIEWS_CORPUS": str(corpus),
        }
        pages, rate = _pages_a_second(files)
        print(f"PDF read: {rate:.0f} pages a second", flush=True)
        report = ingest(load_settings())
        print(f"ingested: {report.passage_count} passages, {len(report.failed)} files failed", flush=True)
        figures = _ask(questions)
    failed = Wanted("files that could not be read", len(report.failed), 0, len(files), least=False)
    more = [f"{pages} pages of {len(files)} files were read at {rate:.0f} pages a second."]
    return put("inspections", "Inspection reports beside the reviews", (*figures, failed), more)


def _pages_a_second(files: list[Path]) -> tuple[int, float]:
    with IsolatedReader() as reader:
        read_document(files[0], reader)
        started = time.perf_counter()
        pages = sum(len(read_document(file, reader)[1].page_starts) for file in files)
        return pages, pages / (time.perf_counter() - started)


def _ask(questions: list[dict[str, Any]]) -> tuple[Wanted, ...]:
    from assistant.assistant import open_assistant

    assistant = open_assistant(load_settings())
    assistant.ask(questions[0]["question"])
    first = right = 0
    spent = []
    for one in questions:
        _, hits = assistant.search(one["question"])
        first += bool(hits) and hits[0].passage.file == one["file"]
        started = time.perf_counter()
        right += _is_right(assistant, one)
        spent.append(time.perf_counter() - started)
    count = len(questions)
    print(f"right file found first: {first / count:.3f} ({first}/{count})")
    print(f"right answer from it in the first statement: {right / count:.3f} ({right}/{count})")
    slowest = statistics.quantiles(spent, n=20)[-1] if count > 1 else sum(spent)
    print(f"an answer: {statistics.median(spent) * 1000:.0f} ms, p95 {slowest * 1000:.0f} ms")
    return wanted_of(first, right, slowest, count)


def wanted_of(first: int, right: int, slowest: float, count: int) -> tuple[Wanted, ...]:
    """What is wanted of so many questions: the right file and the right answer first, and soon."""
    return (
        Wanted("right file found first", first / max(count, 1), RIGHT_FILE, count),
        Wanted("right answer from it in the first statement", right / max(count, 1), RIGHT_ANSWER, count),
        Wanted("seconds of an answer, p95", slowest, MOST_SECONDS, count, least=False),
    )


def _is_right(assistant: "Assistant", one: dict[str, Any]) -> bool:
    answer = assistant.ask(one["question"])
    told = next((statement for statement in answer.statements if statement.role == "answer"), None)
    if told is None or not told.citations:
        return False
    cited = next(citation for citation in answer.citations if citation.n == told.citations[0])
    return cited.file == one["file"] and one["answer"].casefold() in cited.quote.casefold()


if __name__ == "__main__":
    sys.exit(main())
