"""The cases of a run as a list to be filtered, searched and paged. Those kept aside are counted, and listed on demand only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from eval.scoring.meanings import LOWER
from eval.scoring.measures import Result
from eval.show import falls_short

Came = Literal["short", "right", "error", "any"]
A_PAGE = 25  # cases
# Measures below which an answer or a search is plainly short of something; ranks and counts are only told.
FAILABLE = (
    *("outcome", "reason", "right_refusal", "wrong_refusal", "urgent", "false_urgent"),
    *("vital_facts", "all_facts", "relevance", "list_complete", "which_review", "other_review"),
    *("reviews_covered", "reviews_right", "review_count", "contamination"),
    *("recall_5", "recall_10", "worst_recall_5"),
    *("citation_validity", "quote_exactness", "citation_coverage", "citation_recall", "misattribution"),
    *("faithful_exact", "faithful_rules", "faithful_judge"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A case in the list: what was asked, wanted and given, and the measures that it falls short of."""

    id: str
    kind: str
    kept: bool
    question: str
    expect: str
    got: str
    short: bool
    error: str
    failed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """Which cases are wanted. Empty texts mean any; ``kept``: those kept aside are listed too; ``page`` counts from 1."""

    came: Came = "short"
    kind: str = ""
    got: str = ""
    failed: str = ""
    find: str = ""
    kept: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the cases that fit: ``matched`` in all, ``kept_aside`` more that fit and are not listed."""

    rows: tuple[Row, ...]
    number: int
    pages: int
    matched: int
    kept_aside: int


def fails(measure: str, value: float | None) -> bool:
    """Whether a score is short of the best there is; one that does not apply is not."""
    if value is None:
        return False
    return value > 0 if measure in LOWER else value < 1


def failed_measures(result: Result) -> tuple[str, ...]:
    """The measures that a case falls short of, in the order they are reported."""
    return tuple(name for name in FAILABLE if fails(name, result.scores.get(name)))


def rows_of(results: Sequence[Result]) -> tuple[Row, ...]:
    """The cases as rows, in the order asked."""
    return tuple(map(_row, results))


def _row(result: Result) -> Row:
    case = result.located.case
    return Row(
        id=case.id,
        kind=case.kind,
        kept=case.split == "kept",
        question=case.question,
        expect=case.expect,
        got=result.attempt.answer.outcome if result.attempt else "",
        short=falls_short(result),
        error=result.error,
        failed=failed_measures(result),
    )


def page_of(rows: Sequence[Row], sought: Sought) -> Page:
    """The page of those that fit; a page beyond the last is the last."""
    fit = [row for row in rows if _fits(row, sought)]
    listed = [row for row in fit if sought.kept or not row.kept]
    pages = max(1, -(-len(listed) // A_PAGE))
    number = min(max(1, sought.page), pages)
    shown = listed[(number - 1) * A_PAGE : number * A_PAGE]
    return Page(tuple(shown), number, pages, len(listed), len(fit) - len(listed))


def _fits(row: Row, sought: Sought) -> bool:
    came = {"any": True, "short": row.short, "right": not row.short, "error": bool(row.error)}[sought.came]
    text = f"{row.id} {row.question}".casefold()
    return (
        came
        and sought.kind in ("", row.kind)
        and sought.got in ("", row.got)
        and (not sought.failed or sought.failed in row.failed)
        and all(word in text for word in sought.find.casefold().split())
    )
