"""A made-up library of 500 reviews, and how long questions of every review take in it (a part of ``make bench``)."""

import json
import os
import random
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from ingest.settings import load_settings

REVIEWS, SENTENCES = 500, 20
ROUNDS = 3
TEXTS = Path(__file__).resolve().parent / "training" / "reviews.jsonl"
QUESTIONS = (
    "Which reviews mention fathers or partners who were not seen?",
    "Which of them say something about interpreters?",
    "How many reviews recommend training for GPs?",
    "Which reviews say nothing about domestic abuse?",
    "Compare what all the reviews say about missed appointments",
    "Do any of the reviews bring up unsafe sleep?",
)


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds: to ingest the library, and of each question asked warm."""

    ingest: float
    asked: tuple[float, ...]

    @property
    def median(self) -> float:
        """Of the questions."""
        return statistics.median(self.asked)


def write_library(folder: Path) -> None:
    """Write the reviews as Markdown: sentences of made-up reviews, those beyond the first 190 mixed from two."""
    dice = random.Random(0)
    made_up = [json.loads(line) for line in TEXTS.read_text("utf-8").splitlines()]
    for number in range(REVIEWS):
        parts = [made_up[number]] if number < len(made_up) else dice.sample(made_up, 2)
        told = [tuple(sentence) for part in parts for sentence in part["sentences"]]
        chosen = sorted(dice.sample(range(len(told)), min(SENTENCES, len(told))))
        lines = [f"# Learning briefing {number + 1}: made-up child {number + 1}"]
        heading = ""
        for at in chosen:
            if told[at][0] != heading:
                heading = told[at][0]
                lines += ["", f"## {heading}", ""]
            lines.append(f"- {told[at][1]}")
        (folder / f"made-up-{number + 1:03d}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def timed() -> Timed:
    """Ingest the library into a place of its own and ask the questions, three times each after a warm-up."""
    from assistant.assistant import open_assistant
    from ingest.pipeline import ingest

    folder = Path(tempfile.mkdtemp(prefix="reviews-library-"))
    write_library(folder)
    before = os.environ.get("REVIEWS_CORPUS")
    os.environ["REVIEWS_CORPUS"] = str(folder)
    try:
        settings = load_settings()
        begun = time.perf_counter()
        ingest(settings)
        spent = time.perf_counter() - begun
        assistant = open_assistant(settings)
        assistant.ask(QUESTIONS[0])
        asked = []
        for _ in range(ROUNDS):
            for question in QUESTIONS:
                begun = time.perf_counter()
                assistant.ask(question)
                asked.append(time.perf_counter() - begun)
    finally:
        if before is None:
            del os.environ["REVIEWS_CORPUS"]
        else:
            os.environ["REVIEWS_CORPUS"] = before
    return Timed(spent, tuple(asked))
