"""Gold cases: what is asked, what a right answer must hold, and where the reviews say it.

Facts follow the nuggets of TREC's AutoNuggetizer (github.com/castorini/nuggetizer): one atomic fact each,
``vital`` when a good answer must hold it and ``okay`` when it only helps. Evidence is given as a pattern on
a review's text and not as a passage id, so that the gold survives another way of cutting passages.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Literal, Protocol, get_args

from pydantic import Field, ValidationError

from assistant.nouns import Outcome, Reason
from eval.parts import Absent, Strict, Variants
from eval.parts import Evidence as Evidence
from eval.parts import Fact as Fact
from ingest.errors import ReviewsError
from ingest.nouns import Passage, Review

CaseKind = Literal[
    "fact",
    "list",
    "which_review",
    "compare",
    "procedure",
    "contact",
    "follow_up",
    "unanswerable",
    "out_of_scope",
    "live_concern",
    "ambiguous",
    "multi_part",
]
CASE_KINDS: tuple[str, ...] = get_args(CaseKind)
# How a question that no review answers misses: by a detail, by the review, by what it takes for granted, or
# because no review says anything of it.
Sort = Literal["", "near_miss", "wrong_review", "false_premise", "silent"]
SORTS: tuple[str, ...] = tuple(sort for sort in get_args(Sort) if sort)
Split = Literal["open", "kept"]
Difficulty = Literal["", "easy", "medium", "hard"]
REFUSING: frozenset[str] = frozenset({"not_found", "declined", "clarify"})

TO_COMPLETE = "TO COMPLETE"  # what a case made from an answer holds until a person has been at it

_TEXTS_AT_ONCE = 2_048  # folded texts kept: every case looks at the same passages
_PLAIN = dict.fromkeys("‘’‚‛′", "'") | dict.fromkeys("“”„‟″", '"') | dict.fromkeys("‐‑‒–—―−", "-")
_FOLDS = str.maketrans(_PLAIN)


class GoldBroken(ReviewsError):
    """The gold cases cannot be used as they stand; ``problems`` lists every reason found."""

    def __init__(self, problems: Sequence[str]) -> None:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"{problems[0]}{more}", "Mend the gold file or the corpus")
        self.problems = tuple(problems)


class Case(Strict):
    """A gold question. ``open`` cases may be tuned on, ``kept`` ones are only ever measured."""

    id: str = Field(min_length=1)
    kind: CaseKind
    question: str = Field(min_length=1)
    history: tuple[str, ...] = ()
    expect: Outcome
    reason: Reason | None = None
    facts: tuple[Fact, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    reviews: tuple[str, ...] = ()
    split: Split
    sort: Sort = ""
    note: str = ""
    difficulty: Difficulty = ""
    absent: tuple[Absent, ...] = ()
    variants: Variants = Variants()

    @property
    def answerable(self) -> bool:
        """Whether the reviews, or the register of contacts, hold an answer or a part of one."""
        return self.expect in ("answered", "partly")

    @cached_property
    def to_complete(self) -> bool:
        """Whether a person has still to say what is right: until then it measures nothing, and no run asks it."""
        return TO_COMPLETE in self.model_dump_json()

    @cached_property
    def cluster(self) -> str:
        """What the case is drawn with where chance is reckoned: its review, its several reviews, or nothing but itself."""
        reviews = sorted({*self.reviews, *(item.review for item in self.evidence)})
        return "+".join(reviews) or f"case {self.id}"

    @property
    def vital(self) -> tuple[Fact, ...]:
        """The facts without which an answer is incomplete."""
        return tuple(fact for fact in self.facts if fact.weight == "vital")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file's canonical text, end exclusive."""

    file: str
    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.file == other.file and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Located:
    """A case found in an index: for each evidence item, the passages that hold it and where they say it."""

    case: Case
    items: tuple[Mapping[str, tuple[Span, ...]], ...]

    def holds_evidence(self, passage_id: str) -> bool:
        """Whether a passage holds any of the evidence."""
        return any(passage_id in item for item in self.items)

    @property
    def blocks(self) -> tuple[Span, ...]:
        """The sentences, of any passage, that say any of the evidence."""
        return tuple(span for item in self.items for spans in item.values() for span in spans)


class ReviewIndex(Protocol):
    """What the harness needs of ``ingest.index.Index``; a small fake is enough for a test."""

    @property
    def reviews(self) -> Mapping[str, Review]:
        """Every live review by its id."""

    @property
    def fingerprint(self) -> str:
        """What tells one state of the corpus from another."""

    def review_passages(self, review_id: str) -> Sequence[Passage]:
        """The passages of one review, in reading order."""

    def lexical(self, terms: Sequence[str], top_k: int) -> Sequence[tuple[str, float]]:
        """Passage ids with their BM25 scores, best first."""

    def passages(self, ids: Sequence[str]) -> Sequence[Passage]:
        """The passages with these ids, in the same order."""


@lru_cache(_TEXTS_AT_ONCE)
def fold(text: str) -> str:
    """The text with white space collapsed, curly quotes and dashes made plain: what patterns match on."""
    return " ".join(text.translate(_FOLDS).split())


@lru_cache(_TEXTS_AT_ONCE // 8)
def _places(text: str) -> list[int]:
    """The place in a text of each letter of what it folds to."""
    positions: list[int] = []
    after_space = True
    for position, character in enumerate(text):
        space = character.isspace()
        if not (space and after_space):
            positions.append(position)
        after_space = space
    return positions


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A gold pattern, ready to match without regard to case."""
    return re.compile(pattern, re.IGNORECASE)


def says(fact: Fact, folded: str) -> bool:
    """Whether a folded text holds the fact."""
    return any(compiled(pattern).search(folded) for pattern in fact.patterns)


def sentences_matching(pattern: str, passage: Passage) -> tuple[Span, ...]:
    """For each match of the pattern in the passage, the stretch of the sentences that the match touches."""
    matches = list(compiled(pattern).finditer(fold(passage.text)))
    if not matches:
        return ()
    positions = _places(passage.text)
    spans = []
    for match in matches:
        if match.end() == match.start():
            continue
        start = passage.start + positions[match.start()]
        end = passage.start + positions[match.end() - 1] + 1
        touched = [s for s in passage.sentences if s.start < end and start < s.end]
        spans.append(
            Span(
                passage.file,
                min([start, *(s.start for s in touched)]),
                max([end, *(s.end for s in touched)]),
            )
        )
    return tuple(spans)


def locate(case: Case, index: ReviewIndex) -> Located:
    """Find the evidence of a case in an index; an item that is nowhere stays an empty mapping."""
    items: list[Mapping[str, tuple[Span, ...]]] = []
    for evidence in case.evidence:
        review = index.reviews.get(evidence.review)
        pattern = evidence.sought(review.standing) if review else None
        found: dict[str, tuple[Span, ...]] = {}
        if pattern is not None:
            for passage in index.review_passages(evidence.review):
                spans = sentences_matching(pattern, passage)
                if spans:
                    found[passage.id] = spans
        items.append(found)
    return Located(case, tuple(items))


def load_cases(path: Path) -> tuple[Case, ...]:
    """Read gold cases from JSON Lines; a byte-order mark and blank lines are allowed.

    Raises:
        GoldBroken: a line is not a case; the message names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise ReviewsError(f"{path}: {error.strerror}", "Name a file of gold cases") from None
    cases: list[Case] = []
    problems: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            cases.append(Case.model_validate_json(line))
        except ValidationError as error:
            problems.extend(f"{path.name} line {number}: {told}" for told in _told(error))
    if problems or not cases:
        raise GoldBroken(problems or [f"{path.name} holds no cases"])
    return tuple(cases)


def _told(error: ValidationError) -> Iterable[str]:
    for fault in error.errors():
        place = ".".join(str(part) for part in fault["loc"])
        yield f"{place}: {fault['msg']}" if place else str(fault["msg"])
