"""The plots of a run, as SVG that stands in a page: text stays text, and the same run gives the same bytes."""

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from eval.cases import CASE_KINDS
from eval.scoring.meanings import MEANINGS
from eval.scoring.measures import Result, summarise
from eval.scoring.selective import Selective

WIDTH, HEIGHT = 4.6, 3.1  # inches: a plot is read on a telephone without turning it
INK, SOFT, OURS, OTHER, BAD = "#14181c", "#4a545d", "#1d5fa8", "#b35900", "#a3161e"
BY_MEASURE = (
    "hit_5",
    "recall_5",
    "ndcg_10",
    "vital_facts",
    "relevance",
    "list_complete",
    "which_review",
    "right_refusal",
)
_BESIDE = {
    "hit_5": "bm25_hit_5",
    "recall_5": "bm25_recall_5",
    "ndcg_10": "bm25_ndcg_10",
    "vital_facts": "bm25_vital_facts",
}


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing with its title and what it says in words, for whoever does not see it."""

    title: str
    told: str
    svg: str


def by_kind(results: Sequence[Result]) -> Plot:
    """The share of right outcomes and of vital facts, by kind of question."""
    kinds = [kind for kind in CASE_KINDS if any(r.located.case.kind == kind for r in results)]
    groups = {kind: [r for r in results if r.located.case.kind == kind] for kind in kinds}
    outcome = {kind: summarise("outcome", groups[kind]) for kind in kinds}
    vital = {kind: summarise("vital_facts", groups[kind]) for kind in kinds}

    def draw(axes: Any) -> None:
        places = np.arange(len(kinds))
        for shift, summaries, colour, hatch, label in (
            (-0.2, outcome, OURS, "", "outcome right"),
            (0.2, vital, OTHER, "///", "vital facts"),
        ):
            means = [summaries[kind].mean or 0 for kind in kinds]
            axes.barh(places + shift, means, 0.38, color=colour, hatch=hatch, edgecolor="white", label=label)
        axes.set_yticks(places, [f"{kind.replace('_', ' ')} ({len(groups[kind])})" for kind in kinds])
        axes.invert_yaxis()
        axes.set_xlim(0, 1)
        axes.legend(loc="upper center", bbox_to_anchor=(0.4, 1.12), ncols=2, frameon=False)

    told = "; ".join(f"{kind.replace('_', ' ')}: {outcome[kind].mean or 0:.2f} right" for kind in kinds)
    return Plot("By kind of question", told, _drawn(draw, HEIGHT + 0.13 * len(kinds)))


def by_measure(results: Sequence[Result]) -> Plot:
    """The headline measures with their intervals, BM25 alone beside where it has them."""
    held = [(name, s) for name in BY_MEASURE if (s := summarise(name, results)).mean is not None]

    def draw(axes: Any) -> None:
        for place, (name, s) in enumerate(held):
            if s.low is not None and s.high is not None:
                axes.plot([s.low, s.high], [place, place], color=OURS, linewidth=2)
            axes.plot([s.mean], [place], "o", color=OURS, label="this run, 95%" if place == 0 else None)
            beside = summarise(_BESIDE[name], results).mean if name in _BESIDE else None
            if beside is not None:
                axes.plot([beside], [place], "D", color=OTHER, label="BM25 alone" if place == 0 else None)
        axes.set_yticks(range(len(held)), [f"{MEANINGS[name][0]} ({s.n})" for name, s in held])
        axes.invert_yaxis()
        axes.set_xlim(0, 1)
        if held:
            axes.legend(loc="upper center", bbox_to_anchor=(0.4, 1.16), ncols=2, frameon=False)

    told = "; ".join(f"{MEANINGS[name][0]} {s.mean:.2f}" for name, s in held)
    return Plot("By measure", told, _drawn(draw))


def risk_coverage(found: Selective) -> Plot | None:
    """How many answers are wrong, of those that are surest; None where no answer tells how sure it is."""
    if not found.points:
        return None

    def draw(axes: Any) -> None:
        axes.plot([c for c, _ in found.points], [r for _, r in found.points], color=OURS, linewidth=2)
        axes.set_xlabel("share of the answers kept, the surest first")
        axes.set_ylabel("share of those that are wrong")
        axes.set_xlim(0, 1)
        axes.set_ylim(bottom=0)

    kept = ", ".join(
        f"{accuracy:.2f} right of the surest {at:.0%}" for at, accuracy in found.accuracy.items()
    )
    return Plot("Risk and coverage", f"{found.n} answers given: {kept}.", _drawn(draw))


def latency(results: Sequence[Result]) -> Plot | None:
    """The share of answers that came within a time; None where nothing was timed."""
    seconds = sorted(1000 * r.attempt.seconds for r in results if r.attempt is not None)
    if not seconds:
        return None
    p50, p95 = (float(np.percentile(seconds, q)) for q in (50, 95))

    def draw(axes: Any) -> None:
        axes.plot(seconds, np.arange(1, len(seconds) + 1) / len(seconds), color=OURS, linewidth=2)
        for at, name in ((p50, "half"), (p95, "95%")):
            axes.axvline(at, color=SOFT, linestyle=":", linewidth=1)
            axes.annotate(
                f"{name}: {at:.0f} ms", (at, 0.04), xytext=(4, 0), textcoords="offset points", color=SOFT
            )
        axes.set_xlabel("milliseconds from question to answer")
        axes.set_ylabel("share of the answers")
        axes.set_xlim(0, max(p95 * 1.6, seconds[len(seconds) // 2]))
        axes.set_ylim(0, 1.02)

    return Plot("Time to an answer", f"Half within {p50:.0f} ms, 95% within {p95:.0f} ms.", _drawn(draw))


def _drawn(draw: Callable[[Any], None], height: float = HEIGHT) -> str:
    import matplotlib

    style = {
        "svg.fonttype": "none",  # letters stay letters: they can be read out, searched and scaled
        "svg.hashsalt": "reviews eval",
        "font.family": "sans-serif",
        "font.size": 10,
        "axes.edgecolor": SOFT,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.labelcolor": INK,
        "xtick.color": INK,
        "ytick.color": INK,
    }
    with matplotlib.rc_context(style):
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure

        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        FigureCanvasSVG(figure)
        axes = figure.add_subplot()
        axes.grid(axis="x", color="#dfe3e6", linewidth=0.8)
        axes.set_axisbelow(True)
        draw(axes)
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    svg = out.getvalue()
    svg = svg[svg.index("<svg") :]
    return re.sub(r'<svg ([^>]*?)width="[^"]*" height="[^"]*"|<svg ', _fluid, svg, count=1)


def _fluid(match: re.Match[str]) -> str:
    return f'<svg aria-hidden="true" focusable="false" {match.group(1) or ""}'
