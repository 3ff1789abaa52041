"""The whole answer of its parts: what was found, with the notes that go with it."""

from dataclasses import replace

from assistant.answerable import answerability
from assistant.contacts import Register
from assistant.kinds_of_paper import not_asked
from assistant.later import later_notes
from assistant.nouns import Answer, Note, Query
from assistant.parts import Draft
from assistant.planted import PLANTED, planted_between, quotes_planted
from assistant.retrieve import Evidence, carried
from assistant.stopwatch import Stopwatch
from assistant.whom_to_call import printed_notes
from assistant.why import explained
from ingest.index import Index


def finished(
    query: Query, evidence: Evidence, found: Draft, index: Index, register: Register, watch: Stopwatch
) -> Answer:
    """The answer to a query, from what was found for it in an index."""
    answer = Answer(
        question=query.question,
        searched_for=query.searched_for,
        outcome=found.outcome,
        statements=tuple(found.composer.statements),
        citations=tuple(found.composer.citations),
        reviews=found.reviews,
        missing=found.missing,
        choices=found.choices,
        contacts=found.contacts,
        notes=found.notes,
        hits=evidence.hits,
        filters={**query.filters, **({"review": query.review_ids} if query.review_ids else {})},
        corpus_fingerprint=index.fingerprint,
        as_of=index.built_at,
        why=explained(
            query,
            evidence,
            found,
            {name: index.reviews[name].title for name in query.review_ids if name in index.reviews},
        ),
        understood=query.standalone if carried(query) and not query.item else None,
        not_searched=tuple(record.file for record in index.files if record.status in ("failed", "unread")),
        timings_ms=watch.timings(),
        confidence=answerability(evidence.sentences, evidence.concepts) if evidence.sentences else None,
    )
    unasked = not_asked(query, index.reviews) if found.outcome == "not_found" else ()
    notes = (
        *answer.notes,
        *unasked,
        *planted_notes(found, index),
        *printed_notes(answer.citations, register),
        *later_notes(answer),
    )
    return replace(answer, notes=tuple(dict.fromkeys(notes)))


def planted_notes(found: Draft, index: Index) -> tuple[Note, ...]:
    """That part of what is quoted speaks to a model and not to people."""
    planted = any(
        quotes_planted(one.quote)
        or planted_between(
            [passage for passage in index.review_passages(one.review_id) if passage.file == one.file],
            one.start,
            one.end,
        )
        for one in found.composer.citations
    )
    return (Note(PLANTED),) if planted else ()
