"""One small chart for each measure over the runs: a dot a run with its interval, joined where runs can be compared."""

import math
from collections.abc import Sequence
from itertools import pairwise

from eval.scoring.measures import Summary
from eval.viewing.runs import ListedRun
from ui.drawing.evaluation.tables import figure, heading
from ui.drawing.markup import Markup, join, tag

_MOST_NUMBERS = 12  # numbers of runs that fit under a chart
_HALF = 0.9  # of the thickness of a line, in hundredths of the chart's height
Numbered = tuple[int, ListedRun]
Held = tuple[int, int, ListedRun, Summary]  # place, number, run, its summary


def trends(measures: Sequence[str], runs: Sequence[Numbered]) -> Markup:
    """The charts; ``runs``: with the numbers that the table gives them, the earliest first."""
    return tag("div", *(_trend(measure, runs) for measure in measures), class_="trends")


def _trend(measure: str, runs: Sequence[Numbered]) -> Markup:
    held = [
        (place, number, run, summary)
        for place, (number, run) in enumerate(runs)
        if run.figures and (summary := run.figures.of(measure)) is not None
    ]
    title = tag("figcaption", heading(measure))
    if not held:
        return tag("figure", title, tag("p", "No run has a score for this."))
    first, last = held[0], held[-1]
    told = f"Run {last[1]}: {figure(measure, last[3].mean)} ({last[3].n:,} cases)."
    if len(held) > 1:
        told += f" Run {first[1]}: {figure(measure, first[3].mean)} ({first[3].n:,} cases)."
    low, high = _scale([summary for *_, summary in held])
    ground = _Ground(low, high, len(runs))
    drawn = tag(
        "div",
        *(ground.line(value) for value in (low, (low + high) / 2, high)),
        *(ground.joined(*pair) for pair in pairwise(held)),
        *(ground.dot(place, summary) for place, _, _, summary in held),
        *_numbers(ground, runs),
        class_="plot",
        aria_hidden="true",  # the line under it and the table say the same
    )
    return tag("figure", title, drawn, tag("p", told))


class _Ground:
    """Where a value and a run stand in a chart, in hundredths of its width and height."""

    def __init__(self, low: float, high: float, places: int) -> None:
        self.low, self.high = low, high
        self.step = 100 / max(1, places)

    def x(self, place: int) -> float:
        return self.step * (place + 0.5)

    def y(self, value: float) -> float:
        return 100 * (value - self.low) / (self.high - self.low)

    def line(self, value: float) -> Markup:
        return tag("span", tag("span", f"{value:.2f}"), class_="grid", style=f"bottom:{self.y(value):.1f}%")

    def dot(self, place: int, summary: Summary) -> Markup:
        left, interval = f"left:{self.x(place):.2f}%", Markup()
        if summary.low is not None and summary.high is not None:
            low, high = self.y(summary.low), self.y(summary.high)
            interval = tag(
                "span", class_="interval", style=f"{left};bottom:{low:.1f}%;height:{high - low:.1f}%"
            )
        assert summary.mean is not None
        return join(interval, tag("span", class_="dot", style=f"{left};bottom:{self.y(summary.mean):.1f}%"))

    def joined(self, one: Held, other: Held) -> Markup:
        """A line between two runs that can be compared, cut out of the ground of the chart."""
        if one[2].series != other[2].series or one[3].mean is None or other[3].mean is None:
            return Markup()
        ends = [
            (self.x(end[0]), 100 - self.y(mean)) for end, mean in ((one, one[3].mean), (other, other[3].mean))
        ]
        above = [f"{x:.2f}% {y - _HALF:.2f}%" for x, y in ends]
        below = [f"{x:.2f}% {y + _HALF:.2f}%" for x, y in reversed(ends)]
        return tag("span", class_="joined", style=f"clip-path:polygon({', '.join(above + below)})")


def _scale(summaries: Sequence[Summary]) -> tuple[float, float]:
    """Tenths that hold every interval; a flat row of dots gets a tenth of its own."""
    ends = [end for s in summaries for end in (s.low, s.mean, s.high) if end is not None]
    low = math.floor(round(min(ends) * 10, 6)) / 10
    high = math.ceil(round(max(ends) * 10, 6)) / 10
    if high - low < 0.1:
        low, high = (low - 0.1, high) if low >= 0.1 else (low, high + 0.1)
    return round(low, 1), round(high, 1)


def _numbers(ground: _Ground, runs: Sequence[Numbered]) -> list[Markup]:
    every = -(-len(runs) // _MOST_NUMBERS)
    return [
        tag("span", str(number), class_="run", style=f"left:{ground.x(place):.2f}%")
        for place, (number, _) in enumerate(runs)
        if (len(runs) - 1 - place) % every == 0
    ]
