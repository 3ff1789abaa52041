"""CLAPNQ (Rosenthal et al. 2024), JSON Lines: a question, the passage it is put to, and the sentences that answer."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from eval.published.lines import Fields, broken, id_of, list_of, objects, text_of
from eval.published.nouns import AnswerSet, Posed, SearchSet, Spans, Text, Topic
from ingest.errors import ReviewsError


def read_clapnq(paths: Sequence[Path]) -> AnswerSet:
    """Read files of answerable and unanswerable questions as one set.

    Raises:
        ReviewsError: a file cannot be read or a line is wrong.
    """
    cases: dict[str, Posed] = {}
    for path in paths:
        for number, fields in objects(path):
            try:
                case = _case(fields)
            except ValueError as error:
                raise broken(path, number, str(error)) from None
            if case.id in cases:
                raise broken(path, number, f'the id "{case.id}" is there already')
            cases[case.id] = case
    if not cases:
        raise ReviewsError(f"{paths[0]} holds no question", "Name a file of CLAPNQ")
    return AnswerSet(" and ".join(path.stem for path in paths), tuple(cases.values()))


def as_beir(found: AnswerSet) -> SearchSet:
    """Every text to be searched, and for each answerable question the text that answers it."""
    asked = [case for case in found.cases if case.answerable]
    topics = tuple(Topic(case.id, case.question) for case in asked)
    return SearchSet(found.name, found.texts, topics, {case.id: {case.text.id: 1} for case in asked})


def _case(fields: Fields) -> Posed:
    passages = list_of(fields, "passages")
    if len(passages) != 1 or not isinstance(passages[0], dict):
        raise ValueError('"passages" does not hold exactly one passage')
    words, title = text_of(passages[0], "text"), text_of(passages[0], "title", empty=True)
    key = hashlib.sha256(f"{title}\0{words}".encode("utf-8", "replace")).hexdigest()[:16]
    said = list_of(passages[0], "sentences")
    spans = _spans(words, said)
    outputs = list_of(fields, "output")
    gold = tuple(taken for one in outputs if (taken := _taken(one, said)))
    answerable = bool(gold) or any(text_of(one, "answer", empty=True).strip() for one in outputs)
    text = Text(key, title, words)
    return Posed(id_of(fields, "id"), text_of(fields, "input"), text, spans, answerable, gold)


def _taken(output: object, said: Sequence[object]) -> frozenset[int]:
    """The places of the sentences that one reader took."""
    if not isinstance(output, dict):
        raise ValueError('"output" holds something that is no object')
    chosen = [one for one in list_of(output, "selected_sentences") if one]
    unknown = [one for one in chosen if one not in said]
    if unknown:
        raise ValueError(f'a selected sentence is not of the passage: "{str(unknown[0])[:60]}"')
    return frozenset(place for place, one in enumerate(said) if one in chosen)


def _spans(words: str, said: Sequence[object]) -> Spans:
    """Where the sentences stand in the text, each after the one before it."""
    spans, at = [], 0
    for number, one in enumerate(said, 1):
        start = words.find(one, at) if isinstance(one, str) else -1
        if start < 0:
            raise ValueError(f"sentence {number} does not stand in the passage's text")
        at = start + len(str(one))
        spans.append((start, at))
    return tuple(spans)
