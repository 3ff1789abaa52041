"""The order in which the lines of a page are read: column by column where there are columns."""

from collections.abc import Sequence
from itertools import pairwise

from ingest.readers.lines import Line, Page

GUTTER = 14.0  # points of white between two columns


def in_reading_order(lines: Sequence[Line], page: Page) -> list[Line]:
    """The order of the file, unless that jumps to and fro between columns: then column by column."""
    jumps = sum(
        1
        for one, other in pairwise(lines)
        if one.row is None
        and other.row is None
        and _beside(one, other)
        and abs(one.left - other.left) > GUTTER
    )
    if jumps < max(4, len(lines) // 5):
        return list(lines)
    return _cut(list(lines), page.width)


def _beside(one: Line, other: Line) -> bool:
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > 0.5 * min(one.height, other.height) and (
        one.right <= other.left or other.right <= one.left
    )


def _cut(lines: list[Line], width: float) -> list[Line]:
    """Recursive cuts along white space (Nagy and Seth 1984): across the page first, then between columns."""
    if len(lines) < 4:
        return sorted(lines, key=lambda line: (round(line.top), line.left))
    lines = sorted(lines, key=lambda line: line.top)
    gutter = _gutter(lines, width)
    if gutter is not None:
        left = [line for line in lines if line.right <= gutter + 1]
        right = [line for line in lines if line.right > gutter + 1]
        return [*_cut(left, width), *_cut(right, width)]
    for number in range(1, len(lines)):
        above, below = lines[:number], lines[number:]
        if (
            _gutter(below, width) is not None
            and len(below) >= 4
            and max(line.bottom for line in above) <= below[0].top + 2
        ):
            return [*sorted(above, key=lambda line: (round(line.top), line.left)), *_cut(below, width)]
    return sorted(lines, key=lambda line: (round(line.top), line.left))


def _gutter(lines: Sequence[Line], width: float) -> float | None:
    """Where a column of white runs through all lines, with some on either side."""
    spans = sorted((line.left, line.right) for line in lines)
    reached = spans[0][1]
    best: tuple[float, float] | None = None
    for left, right in spans[1:]:
        if left - reached >= GUTTER and (best is None or left - reached > best[0]):
            best = (left - reached, (left + reached) / 2)
        reached = max(reached, right)
    if best is None:
        return None
    sides = [sum(line.right <= best[1] for line in lines), sum(line.left >= best[1] for line in lines)]
    return best[1] if min(sides) >= 2 and 0.15 * width < best[1] < 0.85 * width else None
