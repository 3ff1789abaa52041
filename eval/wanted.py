"""Figures with what is wanted of them, written to eval/results: a file that tells whether each was reached."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "results"
_TOLD = ("chromadb", "numpy", "onnxruntime", "pypdfium2", "tokenizers")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure, its n, and the least or most that it may be."""

    name: str
    figure: float
    threshold: float
    n: int
    least: bool = True

    @property
    def reached(self) -> bool:
        """Whether it is as wanted; of no cases at all nothing was shown."""
        if self.n == 0:
            return False
        return self.figure >= self.threshold if self.least else self.figure <= self.threshold


def put(
    name: str, title: str, figures: Sequence[Wanted], more: Sequence[str], results: Path | None = None
) -> int:
    """Write ``<name>.md``; returns 1 where a figure was not reached, for the command to exit with.

    Args:
        more: lines of Markdown below the figures, with no text of what was read.
    """
    lines = [
        f"# {title}",
        "",
        f"Made by `python -m eval.{name} FOLDER` on {datetime.now(UTC):%Y-%m-%d}: {platform.system()} "
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"{', '.join(f'{one} {version(one)}' for one in _TOLD)}.",
        "",
        "| figure | n | measured | wanted | reached |",
        "|---|---|---|---|---|",
    ]
    for one in figures:
        bound = f"at {'least' if one.least else 'most'} {one.threshold:g}"
        lines.append(
            f"| {one.name} | {one.n} | {one.figure:.3f} | {bound} | {'yes' if one.reached else '**NO**'} |"
        )
    results = results or RESULTS
    results.mkdir(parents=True, exist_ok=True)
    (results / f"{name}.md").write_text("\n".join([*lines, "", *more]).rstrip() + "\n", encoding="utf-8")
    return 0 if all(one.reached for one in figures) else 1
