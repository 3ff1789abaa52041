"""``python -m eval.unseen``: how made-up briefings that nothing was fitted on are answered.

The gold is on five reviews that the rules were made beside. Here the whole assistant is asked, review by review, the questions on the
briefings of ``eval/training/briefings.jsonl`` that were held out (``is_held_out``): for lists, for facts, and those that the
briefing does not answer. An item of an answer counts as quoted where a quote holds one of the places that say it. 95% intervals:
percentile bootstrap over briefings. Writes ``eval/results/unseen.md``.
"""

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from assistant.assistant import Assistant
from eval.cases import REFUSING
from eval.scoring.answers import answer_statements
from eval.scoring.statistics import interval
from eval.training.selection_examples import is_held_out, opened, plain, read_briefings

RESULTS = Path(__file__).with_name("results") / "unseen.md"
Figure = tuple[str, list[float], list[str]]  # what it is of, a value a question, the briefing of each


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a briefing and what came of it.

    ``quoted``: for each item of the answer whether it is quoted. ``to_the_point``: for each statement whether it holds one.
    """

    briefing: str
    kind: str
    outcome: str
    quoted: tuple[bool, ...]
    to_the_point: tuple[bool, ...]


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask, print, and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--all", action="store_true", help="those that were fitted on as well; nothing is written"
    )
    given = parser.parse_args(arguments)
    briefings = [one for one in read_briefings() if "of" not in one and (given.all or is_held_out(one["id"]))]
    with tempfile.TemporaryDirectory(prefix="reviews-unseen-") as folder:
        assistant, ids = opened(briefings, Path(folder))
        asked = [
            put(assistant, one, ids[one["id"]], question)
            for one in briefings
            for question in one["questions"]
        ]
    told = report(asked, len(briefings))
    print(told)
    if not given.all:
        RESULTS.write_text(told + "\n", encoding="utf-8")


def put(assistant: Assistant, briefing: dict[str, Any], review: str, question: dict[str, Any]) -> Asked:
    """Ask one question of its briefing."""
    answer = assistant.ask(question["q"], filters={"review": (review,)})
    statements = [
        [plain(answer.citations[n - 1].quote) for n in one.citations]
        for one in answer_statements(answer)
        if one.citations
    ]
    items = [[plain(words) for words in item] for item in question.get("items", ())]

    def holds(quotes: Sequence[str], item: Sequence[str]) -> bool:
        return any(words in quote for words in item for quote in quotes)

    return Asked(
        briefing["id"],
        question["kind"],
        answer.outcome,
        tuple(any(holds(quotes, item) for quotes in statements) for item in items),
        tuple(any(holds(quotes, item) for item in items) for quotes in statements),
    )


def report(asked: Sequence[Asked], briefings: int) -> str:
    """The figures as Markdown."""
    return table(
        "Briefings that nothing was fitted on",
        f"{len(asked)} questions on {briefings} made-up briefings, each asked of its briefing alone (`python -m eval.unseen`).",
        _figures(asked),
    )


def table(heading: str, said: str, figures: Sequence[Figure]) -> str:
    """Figures as Markdown, each with its mean and 95% interval."""
    lines = [f"# {heading}", "", said, "", "| figure | value | 95% interval | n |", "|---|---|---|---|"]
    for name, values, groups in figures:
        low, high = interval(values, groups)
        between = "-" if low is None or high is None else f"{low:.3f} to {high:.3f}"
        lines.append(f"| {name} | {fmean(values):.3f} | {between} | {len(values)} |")
    return "\n".join(lines)


def _figures(asked: Sequence[Asked]) -> list[Figure]:
    found: list[Figure] = []

    def add(name: str, some: Sequence[Asked], values: Sequence[float]) -> None:
        found.append((name, list(values), [one.briefing for one in some]))

    for kind in ("list", "fact"):
        own = [one for one in asked if one.kind == kind]
        shown = [one for one in own if one.to_the_point]
        add(f"{kind}: items quoted", own, [fmean(one.quoted) for one in own])
        if kind == "list":
            add("list: every item quoted", own, [float(all(one.quoted)) for one in own])
        add(f"{kind}: statements to the point", shown, [fmean(one.to_the_point) for one in shown])
        add(f"{kind}: statements shown", shown, [float(len(one.to_the_point)) for one in shown])
        add(f"{kind}: refused or asked back", own, [float(one.outcome in REFUSING) for one in own])
        add(f"{kind}: taken for urgent", own, [float(one.outcome == "urgent") for one in own])
    none = [one for one in asked if one.kind == "none"]
    add("not in the briefing: refused", none, [float(one.outcome in REFUSING) for one in none])
    return found


if __name__ == "__main__":
    main()
