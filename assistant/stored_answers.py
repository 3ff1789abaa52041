"""An answer as it lies in a file: whole, versioned, and without what is not kept."""

import json
from dataclasses import replace
from functools import lru_cache
from typing import Any

from assistant.nouns import Answer, Hit
from ingest.errors import ReviewsError

ANSWER_VERSION = 1


@lru_cache(maxsize=1)
def _stored_answer() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Answer)


def slim(answer: Answer) -> Answer:
    """The answer as it is stored: without the sentences of its hits, and without text that was blocked."""
    hits = tuple(_without_sentences(hit) for hit in answer.hits)
    if answer.reason == "personal_data" or answer.question is None:
        return replace(answer, hits=hits, question=None, searched_for=None, understood=None)
    return replace(answer, hits=hits)


def _without_sentences(hit: Hit) -> Hit:
    return replace(hit, passage=replace(hit.passage, sentences=()))


def dumps(answer: Answer) -> str:
    """An answer as versioned JSON."""
    return f'{{"v":{ANSWER_VERSION},"answer":{_stored_answer().dump_json(answer).decode()}}}'


@lru_cache(maxsize=128)
def loads(stored: str) -> Answer:
    """The answer that ``dumps`` wrote; those asked for lately are remembered, for a page asks again in every run.

    Raises:
        ReviewsError: it was written by another version, or it is not an answer.
    """
    try:
        parsed = json.loads(stored)
        if parsed["v"] == ANSWER_VERSION:
            answer: Answer = _stored_answer().validate_json(json.dumps(parsed["answer"]))
            return answer
    except (ValueError, KeyError, TypeError):
        pass
    raise ReviewsError("A stored answer cannot be read by this version", "Ask the question again")
