"""Other papers beside the reviews: made-up reviews in our own words, a seeded draw of those the embedder was adapted on."""

import json
import random
from itertools import groupby
from pathlib import Path

from eval.collection import TEXTS

SEED = 20_260_102


def write_distractors(folder: Path, count: int) -> int:
    """Write so many made-up reviews, or all that there are, as Markdown files; returns how many."""
    told = [json.loads(line) for line in TEXTS.read_text("utf-8").splitlines()]
    drawn = random.Random(SEED).sample(told, min(count, len(told)))
    for number, review in enumerate(drawn):
        lines = [f"# {review['title']}"]
        for heading, under in groupby(review["sentences"], key=lambda one: str(one[0])):
            lines += ["", f"## {heading}", "", *(f"- {sentence}" for _, sentence in under)]
        (folder / f"beside-{number:03}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(drawn)
