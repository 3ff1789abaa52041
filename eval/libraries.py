"""``python -m eval.libraries``: how made-up libraries of six briefings answer what is asked of several reviews at once.

``eval/training/libraries.jsonl`` sets the briefings of ``briefings.jsonl`` beside each other, six at a time and without a record, with
questions which of them say a thing and comparisons of some or all. Their writers had seen neither the assistant nor the gold. Rules
were made beside the libraries that are ``open``; without ``--all`` those kept aside are asked, and the figures written to
``eval/results/libraries.md``. 95% intervals: percentile bootstrap over libraries.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from assistant.assistant import Assistant
from assistant.nouns import Answer
from eval.training.selection_examples import opened, plain, read_briefings
from eval.unseen import Figure, table

LIBRARIES = Path(__file__).with_name("training") / "libraries.jsonl"
RESULTS = Path(__file__).with_name("results") / "libraries.md"


@dataclass(frozen=True, slots=True)
class Told:
    """An answer by the briefings' ids: the reviews that are said to say it, and what is quoted, each with its review."""

    says: frozenset[str]
    quotes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A question of a library, with its figures by name; no figure where it does not apply."""

    library: str
    kind: str
    figures: Mapping[str, float]


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask, print, and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--all", action="store_true", help="those that rules were made beside as well; nothing is written"
    )
    given = parser.parse_args(arguments)
    libraries = [one for one in read_libraries() if given.all or one["split"] == "kept"]
    judged = [one for library in libraries for one in asked(library)]
    told = table(
        "Made-up libraries",
        f"{len(judged)} questions on {len(libraries)} libraries of six briefings without a record (`python -m eval.libraries`).",
        _figures(judged),
    )
    print(told)
    if not given.all:
        RESULTS.write_text(told + "\n", encoding="utf-8")


def read_libraries() -> list[dict[str, Any]]:
    """The libraries: ``briefings`` (ids), ``split`` (open or kept) and ``questions``.

    A question has ``kind``, ``q`` and, of which reviews say it, ``says`` (places that do, by briefing) and ``unsure``
    (those on which two readers might differ), or, of a comparison, ``facts`` (of each briefing, each with the places that give it)
    and ``silent``.
    """
    return [json.loads(line) for line in LIBRARIES.read_text(encoding="utf-8").splitlines()]


def asked(library: dict[str, Any]) -> Iterator[Judged]:
    """Every question of a library, put to it as a whole."""
    held = [one for one in read_briefings() if one["id"] in library["briefings"]]
    with tempfile.TemporaryDirectory(prefix="reviews-library-") as folder:
        assistant, ids = opened(held, Path(folder))
        briefings = {review: briefing for briefing, review in ids.items()}
        for question in library["questions"]:
            yield judged(question, _told(assistant, question["q"], briefings), library["briefings"][0])


def _told(assistant: Assistant, question: str, briefings: Mapping[str, str]) -> Told:
    answer: Answer = assistant.ask(question)
    says = {briefings[row.review_id] for row in answer.reviews if row.verdict == "says" and row.review_id}
    quotes = ((briefings[one.review_id], plain(one.quote)) for one in answer.citations)
    return Told(frozenset(says), tuple(quotes))


def judged(question: dict[str, Any], told: Told, library: str) -> Judged:
    """The figures of one answer."""
    if question["kind"] == "which":
        unsure = set(question.get("unsure", ()))
        wanted, named = set(question["says"]) - unsure, told.says - unsure
        figures = {"exactly the reviews that say it": float(wanted == named)}
        if wanted:
            figures["of the reviews that say it, named"] = len(wanted & named) / len(wanted)
        if named:
            figures["of the reviews named, those that say it"] = len(wanted & named) / len(named)
        return Judged(library, "which", figures)
    facts = [(briefing, fact) for briefing, many in question["facts"].items() for fact in many]

    def gives(quote: tuple[str, str], fact: tuple[str, Sequence[str]]) -> bool:
        return quote[0] == fact[0] and any(plain(words) in quote[1] for words in fact[1])

    figures = {
        "facts quoted": fmean(any(gives(quote, fact) for quote in told.quotes) for fact in facts),
        "quotes": float(len(told.quotes)),
    }
    if told.quotes:
        figures["quotes to the point"] = fmean(
            any(gives(quote, fact) for fact in facts) for quote in told.quotes
        )
        meant = set(question["facts"]) | set(question.get("silent", ()))
        figures["quotes of a review that was asked"] = fmean(review in meant for review, _ in told.quotes)
    return Judged(library, "compare", figures)


def _figures(judged: Sequence[Judged]) -> list[Figure]:
    names = dict.fromkeys((one.kind, name) for one in judged for name in one.figures)
    found: list[Figure] = []
    for kind, name in names:
        own = [one for one in judged if one.kind == kind and name in one.figures]
        found.append((f"{kind}: {name}", [one.figures[name] for one in own], [one.library for one in own]))
    return found


if __name__ == "__main__":
    main()
