"""``python -m eval.published PATH``: our pipeline measured on a question set that others publish.

PATH is a BEIR folder (corpus.jsonl, queries.jsonl, qrels/), one or more .jsonl files of CLAPNQ, a .json file of SQuAD 2.0, or
a folder with such sets (BEIR folders, clapnq*.jsonl, *squad*.json), each of which is measured.
Search is measured beside BM25 alone and the published MiniLM alone; answers by the sentences quoted, and refusals both ways.
The texts are indexed in a temporary folder, which is removed; only their vectors are kept, by content.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from eval.published.beir import is_beir
from eval.published.measure import Half, How, Kind, measure, published_sets
from eval.published.report import page
from ingest.errors import ReviewsError
from ingest.settings import load_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where something cannot be read."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.published", description=(__doc__ or "").partition("\n\n")[2]
    )
    parser.add_argument("path", type=Path, nargs="+")
    parser.add_argument("--kind", choices=get_args(Kind), help="the format; else told by the path")
    parser.add_argument("--limit", type=_count, help="so many questions at most, spread over the set")
    halves = [half for half in get_args(Half) if half]
    parser.add_argument("--half", choices=halves, default="", help="half of the questions, by their ids")
    parser.add_argument("--part", default="test", help="which judgements of a BEIR folder (default: test)")
    told = "the embedder's published weights in place of those adapted to reviews"
    parser.add_argument("--plain", action="store_true", help=told)
    parser.add_argument("--json", action="store_true", help="print a JSON object for each set, one a line")
    parser.add_argument("--out", type=Path, help="write the figures as Markdown to this file too")
    asked = parser.parse_args(arguments)
    how = How(asked.limit, asked.half, asked.part, not asked.plain)
    try:
        settings = load_settings()
        sets = _sets(asked.path, asked.kind)
        reports = [measure(paths, settings, how, kind=kind) for kind, paths in sets]
    except ReviewsError as error:
        print(error, file=sys.stderr)
        return 1
    if asked.out:
        asked.out.write_text(page(reports), encoding="utf-8")
    if asked.json:
        print("\n".join(json.dumps(report.as_json()) for report in reports))
    else:
        print(page(reports))
    return 0


def _sets(paths: Sequence[Path], kind: Kind | None) -> list[tuple[Kind | None, list[Path]]]:
    """What is to be measured: the sets of a folder of several, else the one that is named."""
    if kind is None and len(paths) == 1 and paths[0].is_dir() and not is_beir(paths[0]):
        return list(published_sets(paths[0]))
    return [(kind, list(paths))]


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("a whole number of 1 or more is wanted")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
