"""Ruled tables of a PDF page: which lines of print stand in which row and cell, told by the rules drawn around them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.readers.lines import Line

THIN = 2.5  # points up to which a drawn box is a rule
NEAR = 3.0  # points within which two rules are one
FEWEST_ROWS, FEWEST_CELLS = 2, 2
MOST_PATHS = 4_000  # drawn things on a page looked at


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the rules of a page run, in points from the top left: rows between ``tops``, cells between ``lefts``."""

    tops: tuple[float, ...] = ()
    lefts: tuple[float, ...] = ()

    @classmethod
    def of(cls, page: Any, height: float) -> "Grid":
        """The rules drawn on a page that make a grid; empty where none do."""
        import pypdfium2.raw as raw

        across: list[tuple[float, float, float]] = []
        down: list[tuple[float, float, float]] = []
        for number, drawn in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)):
            if number > MOST_PATHS:
                break
            left, bottom, right, top = drawn.get_bounds()
            for a, b, c, d in _edges(left, height - top, right, height - bottom):
                if d - b <= THIN and c - a > 4 * THIN:
                    across.append(((b + d) / 2, a, c))
                elif c - a <= THIN and d - b > 2 * THIN:
                    down.append(((a + c) / 2, b, d))
        tops, lefts = _merged(y for y, _, _ in across), _merged(x for x, _, _ in down)
        if len(tops) <= FEWEST_ROWS or len(lefts) <= FEWEST_CELLS:
            return cls()
        return cls(tops, lefts)

    def place(self, line: Line) -> tuple[int, int] | None:
        """The row and the cell that a line stands in; None for one outside."""
        if not self.tops:
            return None
        middle, left = (line.top + line.bottom) / 2, line.left + 1
        if not (self.tops[0] <= middle <= self.tops[-1] and self.lefts[0] - NEAR <= left <= self.lefts[-1]):
            return None
        row = sum(top <= middle for top in self.tops)
        cell = sum(edge - NEAR <= left for edge in self.lefts)
        return row, cell


def _edges(left: float, top: float, right: float, bottom: float) -> list[tuple[float, float, float, float]]:
    """A rule as it is; of a box its four edges, as a cell may be drawn as one."""
    if right - left <= THIN or bottom - top <= THIN:
        return [(left, top, right, bottom)]
    return []


def _merged(places: Iterable[float]) -> tuple[float, ...]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > NEAR:
            found.append(place)
    return tuple(found)


def in_cells(lines: Sequence[Line], grid: Grid) -> list[Line]:
    """The lines, those of a table row by row and cell by cell where its first line stands."""
    placed = [(line, grid.place(line)) for line in lines]
    rows = {place[0] for _, place in placed if place}
    cells = {place for _, place in placed if place}
    if len(rows) < FEWEST_ROWS or len(cells) <= len(rows):
        return list(lines)  # a frame around text, or one column: no table
    table = sorted(
        (replace(line, row=place[0], cell=place[1]) for line, place in placed if place),
        key=lambda line: (line.row, line.cell, line.top),
    )
    first = next(number for number, (_, place) in enumerate(placed) if place)
    before = [line for line, place in placed[:first] if not place]
    after = [line for line, place in placed[first:] if not place]
    return [*before, *table, *after]
