"""A small invented corpus and an assistant that answers from a list, for tests of the page."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.guard import Verdict, guard
from assistant.nouns import (
    Answer,
    Choice,
    Citation,
    Contact,
    Event,
    Finished,
    Hit,
    Note,
    Passed,
    Query,
    ReviewVerdict,
    Searched,
    Statement,
    Turn,
)
from ingest.errors import IndexMissing
from ingest.nouns import Dated, Passage, Review, Sentence
from ingest.rows import FileRecord

FILE = "harbour-baby.md"
TEXT = """# Harbour baby review

## Findings

The ward wrote down $5 and $6 -- and nobody asked why.

## Recommendations

1. **Record bruises:** write down every mark, with its size.
2. Ask the second question.
"""
RECOMMENDATION = "**Record bruises:** write down every mark, with its size."
FINDING = "The ward wrote down $5 and $6 -- and nobody asked why."
HARBOUR = Review(
    id="harbour-baby",
    title="Harbour baby review",
    publisher="Harbour Safeguarding Children Partnership",
    publisher_short="HSCP",
    review_type="rapid review",
    file=FILE,
    sha256="0" * 64,
    standing="digest",
    dates=(Dated("2021-06", "briefing", "inferred"),),
)


def passage(section: str, quote: str, ordinal: int, kind: str) -> Passage:
    """A passage of the invented review that holds just the quote."""
    start = TEXT.index(quote)
    end = start + len(quote)
    return Passage(
        id=f"p{ordinal}",
        review_id=HARBOUR.id,
        file=FILE,
        section=(section,),
        kind=kind,  # type: ignore[arg-type]
        text=quote,
        start=start,
        end=end,
        ordinal=ordinal,
        sentences=(Sentence(start, end, 0, "finding"),),
    )


PASSAGES = (
    passage("Findings", FINDING, 0, "finding"),
    passage("Recommendations", RECOMMENDATION, 1, "recommendation"),
    passage("Recommendations", "2. Ask the second question.", 2, "recommendation"),
)


def citation(n: int, held: Passage, **other: object) -> Citation:
    """A citation of a whole passage."""
    values: dict[str, object] = {
        "n": n,
        "review_id": HARBOUR.id,
        "title": HARBOUR.title,
        "publisher": HARBOUR.publisher,
        "review_type": HARBOUR.review_type,
        "date": HARBOUR.date,
        "standing": HARBOUR.standing,
        "section": held.section,
        "kind": held.kind,
        "kind_inferred": held.kind == "finding",
        "page": None,
        "file": held.file,
        "start": held.start,
        "end": held.end,
        "quote": held.text,
    }
    return Citation(**{**values, **other})  # type: ignore[arg-type]


HITS = tuple(Hit(p, HARBOUR, 1 / (n + 1), {"dense": n + 1}) for n, p in enumerate(PASSAGES))
NINES = Contact("Anywhere in the UK", "Emergency services", "At any time", "999", "999", None, False)
DOUBTFUL = Contact(
    "Harbour",
    "Referrals",
    "Hours not held",
    "01632 960123",
    "+441632960123",
    "2026-09-01",
    True,
    "Two numbers.",
)
NO_NUMBER = Contact("Inland", "No number held for Inland", "Use the council's number", "", "", None, False)


def answered(question: str, **other: object) -> Answer:
    """An answer with two quotes, everything about it filled in."""
    values: dict[str, object] = {
        "question": question,
        "searched_for": f"{question} (bruising)",
        "outcome": "answered",
        "statements": (
            Statement("Record bruises: write down every mark, with its size.", "answer", (1,)),
            Statement(FINDING, "answer", (2,)),
        ),
        "citations": (citation(1, PASSAGES[1]), citation(2, PASSAGES[0])),
        "hits": HITS,
        "filters": {"kinds": ("recommendation",)},
        "corpus_fingerprint": "f" * 64,
        "as_of": "2026-11-21",
        "timings_ms": {"search": 12.0, "total": 15.5},
    }
    return Answer(**{**values, **other})  # type: ignore[arg-type]


ANSWERS: Mapping[str, Answer] = {
    "answered": answered("answered"),
    "partly": answered("partly", outcome="partly", missing=("what was done about housing",)),
    "limited": answered("limited", filters={"type": ("rapid review",), "review": (HARBOUR.id,)}),
    "bound": answered("bound", filters={"review": (HARBOUR.id,)}),
    "follow-up": answered("follow-up", understood="What did the Harbour review find?"),
    "not_found": answered(
        "not_found",
        outcome="not_found",
        statements=(Statement(FINDING, "related", (1,)),),
        citations=(citation(1, PASSAGES[0]),),
    ),
    "clarify": answered(
        "clarify",
        outcome="clarify",
        statements=(),
        citations=(),
        choices=(Choice("The *Harbour* baby", "answered"), Choice("The inland baby", "not_found")),
    ),
    "urgent": Answer(
        "urgent",
        None,
        "urgent",
        statements=(Statement("Tell your safeguarding lead.", "note"),),
        contacts=(NINES, DOUBTFUL, NO_NUMBER),
        notes=(Note("Do not wait for this page."),),
    ),
    "urgent personal": Answer(None, None, "urgent", contacts=(NINES,)),
    "personal": Answer(None, None, "declined", reason="personal_data"),
    "blame": Answer("blame", None, "declined", reason="blame"),
    "which": answered(
        "which",
        reviews=(
            ReviewVerdict(HARBOUR.id, HARBOUR.title, "says", (1, 2)),
            ReviewVerdict("inland", "Inland toddler review", "no_mention"),
            ReviewVerdict("scan.pdf", "scan.pdf", "not_read"),
        ),
        not_searched=("scan.pdf",),
    ),
    "noted": answered(
        "noted", notes=(Note("The Panel said otherwise.", "2022-09-01", "the national Panel"),)
    ),
    "written": answered(
        "written",
        mode="written",
        fallback="The language model stopped early.",
        statements=(Statement("Two points were made.", "answer", (1, 2), "partly"),),
    ),
}


@dataclass
class FakeIndex:
    """As much of an index as the page reads."""

    reviews: Mapping[str, Review] = field(default_factory=lambda: {HARBOUR.id: HARBOUR})
    fingerprint: str = "f" * 64
    built_at: str = "2026-11-21T04:00:00+00:00"
    warning: str = ""
    files: tuple[FileRecord, ...] = ()

    def review_passages(self, review_id: str) -> tuple[Passage, ...]:
        return PASSAGES if review_id == HARBOUR.id else ()

    def review_ids_of(self, passage_ids: Sequence[str]) -> dict[str, str]:
        return {p.id: p.review_id for p in PASSAGES if p.id in passage_ids}

    def passages_by_review(self) -> dict[str, int]:
        return {name: len(PASSAGES) for name in self.reviews}

    def all_passage_ids(self, review_ids: Sequence[str] = (), kinds: Sequence[str] = ()) -> list[str]:
        return [p.id for p in PASSAGES if not kinds or p.kind in kinds]


class FakeAssistant:
    """Answers from a list; ``history`` and ``filters`` hold what it was handed, ``waits`` what it waits for."""

    def __init__(self, has_index: bool = True) -> None:
        self.has_index = has_index
        self.history: list[tuple[Turn, ...]] = []
        self.filters: list[Mapping[str, tuple[str, ...]]] = []
        self.waits: threading.Event | None = None
        self.fault: Exception | None = None
        self.behind = False

    @property
    def index(self) -> FakeIndex:
        if not self.has_index:
            raise IndexMissing("There is no index of this folder yet", "Run: reviews ingest")
        from ui.resources import settings

        path = settings().corpus / FILE
        if not path.exists():
            return FakeIndex()
        state = path.stat()
        size = state.st_size + self.behind
        return FakeIndex(files=(FileRecord(FILE, "0" * 64, size, state.st_mtime_ns, HARBOUR.id, "read"),))

    def guard(self, question: str) -> Verdict:
        return guard(question)

    def suggestions(self, n: int = 3) -> tuple[str, ...]:
        return ("answered", "which", "not_found")[:n] if self.index else ()

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Mapping[str, tuple[str, ...]] | None = None,
    ) -> Iterator[Event]:
        self.history.append(tuple(history))
        self.filters.append(filters or {})
        answer = ANSWERS.get(question, answered(question))
        if answer.outcome not in ("urgent", "declined"):
            yield Passed(question)
            assert self.index
            query = Query(question, question, answer.searched_for or "", "fact")
            yield Searched(query, answer.hits)
            if self.waits:
                assert self.waits.wait(10)
        if self.fault:
            raise self.fault
        yield Finished(answer)


def lay_out_corpus(folder: Path) -> None:
    """Write the invented corpus."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(TEXT, encoding="utf-8")
