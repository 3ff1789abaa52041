"""Claims written by hand to passages of the made-up reviews, from the two files that hold them.

``claims.jsonl`` holds the first, each with its passage. ``claims_in_place.jsonl`` holds those written later, each with the
numbers of the first and the last sentence of its review that are its passage.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent

Pair = dict[str, str]
"""``claim``, ``passage``, ``kind`` ("true", or what is wrong) and ``review``."""


def hand_written() -> list[Pair]:
    """Every pair, the first written first."""
    first = [{name: one[name] for name in ("claim", "passage", "kind", "review")} for one in _lines("claims")]
    texts = {one["id"]: [text for _, text in one["sentences"]] for one in _lines("reviews")}
    later = [
        {
            "claim": one["claim"],
            "passage": " ".join(texts[one["review"]][one["first"] : one["last"] + 1]),
            "kind": one["kind"],
            "review": one["review"],
        }
        for one in _lines("claims_in_place")
    ]
    return [*first, *later]


def _lines(name: str) -> Iterator[dict[str, Any]]:
    for line in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)
