"""The machine contract of ``reviews search|ask --json``: what other programs rely on.

Within a version fields are only added. Every key is always there; what is missing is null or [].
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from assistant.contract_objects import (
    ASK,
    SEARCH,
    AskObject,
    ChoiceObject,
    CitationObject,
    ContactObject,
    DateObject,
    ErrorObject,
    HitObject,
    Identifier,
    NoteObject,
    ReviewObject,
    SearchObject,
    StatementObject,
    WrittenObject,
)
from assistant.nouns import Answer, Citation, Hit, Query
from ingest.nouns import Dated

__all__ = [
    "ASK",
    "SEARCH",
    "Identifier",
    "ask_object",
    "citation_object",
    "error_object",
    "schemas",
    "search_object",
    "section_path",
    "stopped_search",
]


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
