"""What was measured on a published set, as JSON, as text, and as rows of a table in Markdown."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from eval.published.scores import Figure

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One table: what it is of, its columns, and for each row its figures."""

    title: str
    columns: Row
    rows: Mapping[str, Sequence[Figure]]


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured on one set."""

    name: str
    kind: str
    texts: int
    passages: int
    questions: int
    parts: tuple[Part, ...]

    def as_json(self) -> dict[str, Any]:
        """The report as an object of plain values."""
        return asdict(self)

    def as_markdown(self) -> str:
        """The report as Markdown; each figure with its 95% interval and its n."""
        lines = [
            f"## {self.name}",
            "",
            f"{self.kind}: {self.questions:,} questions, {self.texts:,} texts, {self.passages:,} passages.",
        ]
        for part in self.parts:
            lines += ["", f"### {part.title}", "", f"| | {' | '.join(part.columns)} |"]
            lines.append(f"|---|{'---|' * len(part.columns)}")
            lines += [f"| {name} | {' | '.join(map(cell, row))} |" for name, row in part.rows.items()]
        return "\n".join(lines) + "\n"


def page(reports: Sequence[Report]) -> str:
    """The reports as one page of Markdown."""
    lines = [
        "# Question sets that others publish",
        "",
        "Made by `python -m eval.published`: our own index, search and choice of sentences, on texts that are no reviews. Search",
        "ranks each text by its best passage. BM25 alone is SQLite's, over the same passages; MiniLM alone is the published",
        "all-MiniLM-L6-v2 over the same passages; our embedder is adapted to reviews, and alone here too. Answers are of the text",
        "each question comes with, its sentences compared with those that the set's readers marked, with the reader that agrees best.",
        "In brackets 95% intervals (bootstrap; of differences, question by question).",
        "",
    ]
    return "\n".join(lines) + "\n" + "\n".join(report.as_markdown() for report in reports)


def cell(one: Figure) -> str:
    """A figure as a cell of a table."""
    if one.mean is None:
        return f"none (n {one.n})"
    within = f" [{one.low:.3f}, {one.high:.3f}]" if one.low is not None else ""
    return f"{one.mean:.3f}{within} (n {one.n})"
