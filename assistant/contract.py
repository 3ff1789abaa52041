"""The machine contract of ``reviews search|ask --json``: what other programs rely on.

Within a version fields are only added. Every key is always there; what is missing is null or [].
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.nouns import Answer, Citation, Hit, Outcome, Query, Reason, Role, Support, Verdict
from ingest.nouns import Dated, DateOf, Kind, Known, Standing

SEARCH: Final = "reviews.search/1"
ASK: Final = "reviews.ask/1"
Identifier = str | int | None


class _Object(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class DateObject(_Object):
    """A date in the precision that is known: year, month or day."""

    value: str | None = Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    of: DateOf
    known: Known


class HitObject(_Object):
    """A passage found. ``text`` is the canonical text of ``file`` from ``start`` to ``end``."""

    rank: int = Field(ge=1)
    passage_id: str
    score: float = Field(allow_inf_nan=False)
    review_id: str
    title: str
    publisher: str | None
    standing: Standing
    file: str
    section: str
    kind: Kind
    page: int | None
    start: int
    end: int
    text: str
    inferred: list[str]  # fields that stand in no record or heading


class StatementObject(_Object):
    """A sentence of the answer with the numbers of its citations."""

    text: str
    role: Role
    citations: list[int]
    support: Support


class CitationObject(_Object):
    """An exact quote: the canonical text of ``file`` from ``start`` to ``end``, in code points."""

    n: int = Field(ge=1)
    review_id: str
    title: str
    publisher: str | None
    review_type: str | None
    date: DateObject
    standing: Standing
    withdrawn: bool
    section: str
    kind: Kind
    page: int | None
    file: str
    start: int
    end: int
    quote: str
    inferred: list[str]  # fields that stand in no record or heading


class ReviewObject(_Object):
    """What one review says to a question asked of every review; a file that was not read has no review id."""

    review_id: str | None
    title: str
    verdict: Verdict
    citations: list[int]
    inferred: list[str]


class ChoiceObject(_Object):
    """A way to ask again."""

    label: str
    question: str


class ContactObject(_Object):
    """A contact of the register."""

    area: str
    label: str
    hours: str
    number: str
    checked: str | None
    doubtful: bool


class NoteObject(_Object):
    """A dated remark."""

    text: str
    date: str | None
    source: str | None


class ErrorDetail(_Object):
    """What was wrong with one line of a batch."""

    code: str
    message: str


class SearchObject(_Object):
    """The answer to one search."""

    schema_: Literal["reviews.search/1"] = Field(alias="schema")
    id: Identifier
    question: str | None
    query: str | None
    filters: dict[str, list[str]]
    hits: list[HitObject]


class WrittenObject(_Object):
    """What writing took, and what became of the model's claims; null where no model was asked."""

    model: str
    host: str
    sent: int
    received: int
    estimated: bool
    calls: int
    seconds: float
    checking_ms: float
    claims: int
    shown: int
    withheld: int
    uncited: int
    recited: int
    invalid: int
    repaired: int
    left_out: int
    cached: bool


class AskObject(_Object):
    """The answer to one question."""

    schema_: Literal["reviews.ask/1"] = Field(alias="schema")
    id: Identifier
    question: str | None
    searched_for: str | None
    outcome: Outcome
    reason: Reason | None
    mode: Literal["quotes", "written"]
    fallback: str | None
    text: str
    statements: list[StatementObject]
    citations: list[CitationObject]
    reviews: list[ReviewObject]
    missing: list[str]
    choices: list[ChoiceObject]
    contacts: list[ContactObject]
    notes: list[NoteObject]
    hits: list[HitObject]
    filters: dict[str, list[str]]
    corpus_fingerprint: str | None
    as_of: str | None
    not_searched: list[str]
    timings_ms: dict[str, float]
    written: WrittenObject | None


class ErrorObject(_Object):
    """A line of a batch that could not be taken."""

    schema_: Literal["reviews.search/1", "reviews.ask/1"] = Field(alias="schema")
    id: Identifier
    line: int = Field(ge=1)
    error: ErrorDetail


def schemas() -> dict[str, Any]:
    """JSON Schema of the three objects, for ``reviews schema``."""
    models: dict[str, type[BaseModel]] = {SEARCH: SearchObject, ASK: AskObject, "error": ErrorObject}
    return {name: model.model_json_schema(by_alias=True) for name, model in models.items()}


def search_object(identifier: Identifier, question: str, query: Query, hits: Sequence[Hit]) -> dict[str, Any]:
    """The contract's object for a search."""
    found = SearchObject(
        schema=SEARCH,
        id=identifier,
        question=question,
        query=query.searched_for,
        filters=_filters(query.filters),
        hits=_hits(hits),
    )
    return found.model_dump(by_alias=True)


def stopped_search(identifier: Identifier, question: str | None) -> dict[str, Any]:
    """The contract's object for a search that was stopped before anything was searched."""
    found = SearchObject(schema=SEARCH, id=identifier, question=question, query=None, filters={}, hits=[])
    return found.model_dump(by_alias=True)


def ask_object(answer: Answer, identifier: Identifier = None) -> dict[str, Any]:
    """The contract's object for an answer."""
    made = AskObject(
        schema=ASK,
        id=identifier,
        question=answer.question,
        searched_for=answer.searched_for,
        outcome=answer.outcome,
        reason=answer.reason,
        mode=answer.mode,
        fallback=answer.fallback,
        text=answer.text,
        statements=[StatementObject.model_validate(s, from_attributes=True) for s in answer.statements],
        citations=[citation_object(citation) for citation in answer.citations],
        reviews=[ReviewObject.model_validate(r, from_attributes=True) for r in answer.reviews],
        missing=list(answer.missing),
        choices=[ChoiceObject(label=c.label, question=c.question) for c in answer.choices],
        contacts=[
            ContactObject.model_validate(c, from_attributes=True)
            for c in answer.contacts
            if c.number  # where the register holds none, a statement says so
        ],
        notes=[NoteObject(text=n.text, date=n.date, source=n.source) for n in answer.notes],
        hits=_hits(answer.hits),
        filters=_filters(answer.filters),
        corpus_fingerprint=answer.corpus_fingerprint,
        as_of=answer.as_of,
        not_searched=list(answer.not_searched),
        timings_ms=dict(answer.timings_ms),
        written=WrittenObject.model_validate(answer.account, from_attributes=True)
        if answer.account
        else None,
    )
    return made.model_dump(by_alias=True)


def error_object(schema: str, identifier: Identifier, line: int, code: str, message: str) -> dict[str, Any]:
    """The contract's object for a bad line."""
    made = {"schema": schema, "id": identifier, "line": line, "error": {"code": code, "message": message}}
    return ErrorObject.model_validate(made).model_dump(by_alias=True)


def section_path(section: Sequence[str]) -> str:
    """Headings as one text."""
    return " > ".join(section)


def _recorded(text: str, standing: str) -> str | None:
    """What a record says of a review; of one that no record names, ingest has only words for people."""
    return None if standing == "unrecorded" else text or None


def _filters(filters: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {name: list(values) for name, values in filters.items()}


def _date(dated: Dated) -> DateObject:
    return DateObject(value=dated.value, of=dated.of, known=dated.known)


def _hits(hits: Sequence[Hit]) -> list[HitObject]:
    return [
        HitObject(
            rank=rank,
            passage_id=hit.passage.id,
            score=hit.score,
            review_id=hit.review.id,
            title=hit.review.title,
            publisher=_recorded(hit.review.publisher, hit.review.standing),
            standing=hit.review.standing,
            file=hit.passage.file,
            section=section_path(hit.passage.section),
            kind=hit.passage.kind,
            page=hit.passage.page,
            start=hit.passage.start,
            end=hit.passage.end,
            text=hit.passage.text,
            inferred=list(hit.inferred),
        )
        for rank, hit in enumerate(hits, 1)
    ]


def citation_object(citation: Citation) -> CitationObject:
    """The contract's object for a citation."""
    return CitationObject.model_validate(
        {
            "n": citation.n,
            "review_id": citation.review_id,
            "title": citation.title,
            "publisher": _recorded(citation.publisher, citation.standing),
            "review_type": _recorded(citation.review_type, citation.standing),
            "date": _date(citation.date),
            "standing": citation.standing,
            "withdrawn": citation.withdrawn,
            "section": section_path(citation.section),
            "kind": citation.kind,
            "page": citation.page,
            "file": citation.file,
            "start": citation.start,
            "end": citation.end,
            "quote": citation.quote,
            "inferred": list(citation.inferred),
        }
    )
