"""``python -m eval.published PATH``: our pipeline measured on a question set that others publish.

PATH is a BEIR folder (corpus.jsonl, queries.jsonl, qrels/), one or more .jsonl files of CLAPNQ, or a .json file of SQuAD 2.0.
Search is measured beside BM25 alone and the published MiniLM alone; answers by the sentences quoted, and refusals both ways.
The texts are indexed in a temporary folder, which is removed; only their vectors are kept, by content.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from eval.published.measure import Half, Kind, measure
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
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    asked = parser.parse_args(arguments)
    try:
        found = measure(
            asked.path, load_settings(), kind=asked.kind, limit=asked.limit, half=asked.half, part=asked.part
        )
    except ReviewsError as error:
        print(error, file=sys.stderr)
        return 1
    print(json.dumps(found.as_json()) if asked.json else found.as_markdown())
    return 0


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("a whole number of 1 or more is wanted")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
