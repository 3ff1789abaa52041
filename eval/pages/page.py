"""The page of a run: one file, no network, no script; whatever it is given is shown as text and never as markup."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from eval.cases import CASE_KINDS, Located, Span, says
from eval.pages.plots import Plot, by_kind, by_measure, latency, risk_coverage
from eval.report import Report, Section, sections
from eval.runs.nouns import Manifest
from eval.scoring.answers import answer_parts
from eval.scoring.meanings import MEANINGS
from eval.scoring.measures import Result
from eval.scoring.nuggets import joined
from eval.scoring.selective import is_right, selective
from eval.show import falls_short
from ingest.nouns import Passage

TEMPLATE = Path(__file__).with_name("report.html.j2")
PASSAGES_SHOWN = 5  # of the passages found, beside those that hold evidence or are quoted
_CASES = "Cases to look at"  # the section that the page has in full


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a passage: whether the gold says that it answers, and whether the answer quotes it."""

    text: str
    wanted: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage of a case: its place in the search, where it is from, and its text in stretches."""

    rank: int
    place: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A case that falls short, ready to be shown."""

    result: Result
    got: str
    facts: tuple[tuple[str, str, bool], ...]
    scores: tuple[tuple[str, str], ...]
    passages: tuple[Shown, ...]
    verdicts: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """What is wrong with it, in a line."""
        case = self.result.located.case
        parts = [f"wanted {case.expect}, got {self.got}"] if self.got != case.expect else []
        missed = [text for text, weight, held in self.facts if weight == "vital" and not held]
        if missed:
            parts.append("missing: " + "; ".join(missed))
        low = [
            f"{heading} {value}"
            for heading, value in self.scores
            if heading in _WORTH and value not in ("1.00", "-")
        ]
        return ". ".join([*parts, *low]) or self.result.error


_WORTH = tuple(MEANINGS[name][0] for name in ("recall_5", "relevance", "which_review", "reason"))


def page_of(
    report: Report,
    manifest: Manifest,
    marks: Section | None = None,
    name: str = "",
    held: Sequence[Section] = (),
) -> str:
    """The page as HTML; ``held``: the report's sections, where they are reckoned already."""
    short = [r for r in report.results if falls_short(r)]
    listed = [r for r in short if r.located.case.split != "kept" or r.error]
    groups = [
        (kind.replace("_", " "), [_case(r) for r in listed if r.located.case.kind == kind])
        for kind in CASE_KINDS
    ]
    return str(
        _template().render(
            report=report,
            manifest=manifest,
            name=name,
            plots=plots(report.results),
            sections=[s for s in held or sections(report) if s.title != _CASES],
            marks=marks,
            groups=[(kind, cases) for kind, cases in groups if cases],
            short=len(short),
            kept=len(short) - len(listed),
            verdict={0: "All gates passed", 1: "A gate failed", 2: "Not valid"}[report.exit_code],
        )
    )


def plots(results: Sequence[Result]) -> list[Plot]:
    """The plots that the results give something for."""
    answers = [
        (r.attempt.answer.confidence, is_right(r.located.case, r.attempt.answer, r.scores))
        for r in results
        if r.attempt is not None and r.attempt.answer.outcome in ("answered", "partly")
    ]
    drawn = [by_kind(results), by_measure(results), risk_coverage(selective(answers)), latency(results)]
    return [plot for plot in drawn if plot is not None]


def _case(result: Result) -> Case:
    case, attempt = result.located.case, result.attempt
    if attempt is None:
        return Case(result, "failed", (), (), ())
    folded = joined(answer_parts(attempt.answer))
    facts = (
        tuple((fact.text, fact.weight, says(fact, folded)) for fact in case.facts) if case.answerable else ()
    )
    scores = tuple(
        (MEANINGS[name][0], f"{value:.2f}") for name, value in result.scores.items() if value is not None
    )
    verdicts = tuple(f"{row.shown_title}: {row.verdict.replace('_', ' ')}" for row in attempt.answer.reviews)
    return Case(result, attempt.answer.outcome, facts, scores, tuple(_passages(result)), verdicts)


def _passages(result: Result) -> Iterator[Shown]:
    attempt = result.attempt
    assert attempt is not None
    quoted = [Span(c.file, c.start, c.end) for c in attempt.answer.citations]
    for rank, hit in enumerate(attempt.hits or attempt.answer.hits, 1):
        stretches = cut(hit.passage, result.located, quoted)
        if rank <= PASSAGES_SHOWN or any(one.wanted or one.quoted for one in stretches):
            where = " > ".join((hit.review.title, *hit.passage.section))
            yield Shown(
                rank, f"{where} ({hit.passage.file} {hit.passage.start}-{hit.passage.end})", stretches
            )


def cut(passage: Passage, located: Located, quoted: Sequence[Span]) -> tuple[Stretch, ...]:
    """A passage cut where the evidence and the answer's quotes begin and end."""
    wanted = [span for item in located.items for span in item.get(passage.id, ())]
    own = [span for span in quoted if span.overlaps(Span(passage.file, passage.start, passage.end))]
    edges = {passage.start, passage.end}
    for span in (*wanted, *own):
        edges |= {min(max(at, passage.start), passage.end) for at in (span.start, span.end)}
    found = []
    ends = sorted(edges)
    for start, end in pairwise(ends):
        here = Span(passage.file, start, end)
        found.append(
            Stretch(
                passage.quote(start, end),
                any(here.overlaps(span) for span in wanted),
                any(here.overlaps(span) for span in own),
            )
        )
    return tuple(found)


@lru_cache(maxsize=1)
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
