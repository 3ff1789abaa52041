"""``python -m eval.solvers``: the assistant beside what it has to be better than, in one run.

Ours, ours with each stage of its search left out, BM25 alone, vectors alone, the LlamaIndex starter, one that always refuses
and one that knows the evidence answer a seeded share of the gold: of the corpus that settings name, of the publishers'
originals (--originals FOLDER), and of the corpus with made-up reviews beside it. Writes one Markdown file. Cases kept
aside count in totals and are named nowhere.
"""

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from pathlib import Path

from eval.run import RESULTS
from eval.solvers.compare import OURS, SOLVERS, Compared, compare, opened
from eval.solvers.distractors import write_distractors
from eval.solvers.table import as_markdown
from ingest.errors import ReviewsError
from ingest.settings import Settings, load_settings

SHARE = 0.05  # asked of three corpora in about five minutes of one core
DISTRACTORS = 30


def main(arguments: list[str] | None = None) -> int:
    """Compare and write; 0 when done, 1 for a deliberate error."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.solvers", description=(__doc__ or "").partition("\n\n")[2]
    )
    parser.add_argument("--share", type=float, default=SHARE, help=f"of the gold, 0 to 1 ({SHARE})")
    parser.add_argument("--originals", type=Path, help="a folder with the publishers' originals")
    parser.add_argument(
        "--distractors",
        type=int,
        default=DISTRACTORS,
        help=f"made-up reviews beside ({DISTRACTORS}; 0: none)",
    )
    parser.add_argument("--solver", action="append", choices=SOLVERS, help="only this one, beside ours")
    parser.add_argument("--out", type=Path, default=RESULTS / "solvers.md")
    wanted = parser.parse_args(arguments)
    solvers = [name for name in SOLVERS if not wanted.solver or name in (OURS, *wanted.solver)]
    begun = time.monotonic()
    try:
        if not 0 < wanted.share <= 1:
            raise ReviewsError(f"--share {wanted.share} is no share", "Give a number above 0 and up to 1")
        settings = load_settings()
        compared = [compare(settings.corpus.name, opened(settings), wanted.share, solvers)]
        if wanted.originals:
            there = settings.model_copy(update={"corpus": wanted.originals})
            compared.append(compare(wanted.originals.name, opened(there), wanted.share, solvers))
        if wanted.distractors > 0:
            compared.append(_with_distractors(settings, wanted.distractors, wanted.share, solvers))
    except ReviewsError as error:
        print(error, file=sys.stderr)
        return 1
    how = (
        f"Made by `python -m eval.solvers --share {wanted.share:g}`: a seeded share of each kind of gold question, open and"
        f" kept aside. On {platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python"
        f" {platform.python_version()}; {time.monotonic() - begun:.0f} s in all. Seconds are of a single thread, and"
        " compare solvers of one run alone."
    )
    wanted.out.parent.mkdir(parents=True, exist_ok=True)
    wanted.out.write_text(as_markdown(compared, how), encoding="utf-8")
    print(f"Written: {wanted.out}")
    return 0


def _with_distractors(settings: Settings, count: int, share: float, solvers: list[str]) -> Compared:
    """The corpus with other papers beside it; its index is removed afterwards, vectors are kept."""
    with tempfile.TemporaryDirectory(prefix="reviews-solvers-") as folder:
        corpus = Path(folder) / "corpus"
        shutil.copytree(settings.corpus.expanduser(), corpus)
        written = write_distractors(corpus, count)
        mixed = settings.model_copy(update={"corpus": corpus})
        try:
            name = f"{settings.corpus.name}, with {written} made-up reviews beside"
            return compare(name, opened(mixed), share, solvers)
        finally:
            shutil.rmtree(mixed.index_folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
