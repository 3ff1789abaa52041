"""SQuAD 2.0 (Rajpurkar et al. 2018), JSON: paragraphs, questions, and spans that answer or none."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from eval.published.lines import NEXT, Fields, id_of, list_of, text_of
from eval.published.nouns import AnswerSet, Posed, Spans, Text
from ingest.errors import ReviewsError
from ingest.sentences import sentence_spans


def read_squad(path: Path) -> AnswerSet:
    """Read a file. Its answers are a few words; the gold here is the sentences in which they stand.

    Raises:
        ReviewsError: it cannot be read, or something in it is wrong; the place is named.
    """
    cases: dict[str, Posed] = {}
    for place, title, paragraph in _paragraphs(path):
        try:
            words = text_of(paragraph, "context")
            key = hashlib.sha256(f"{title}\0{words}".encode("utf-8", "replace")).hexdigest()[:16]
            text, sentences = Text(key, title, words), tuple(sentence_spans(words, 0, len(words)))
            for number, fields in enumerate(list_of(paragraph, "qas"), 1):
                case = _case(fields, number, text, sentences)
                if case.id in cases:
                    raise ValueError(f'the id "{case.id}" is there already')
                cases[case.id] = case
        except ValueError as error:
            raise ReviewsError(f"{path.name}, {place}: {error}", NEXT) from None
    if not cases:
        raise ReviewsError(f"{path.name} holds no question", "Name a file of SQuAD 2.0")
    return AnswerSet(path.stem, tuple(cases.values()))


def _paragraphs(path: Path) -> Iterator[tuple[str, str, Fields]]:
    """Each paragraph with its place in the file and its article's title."""
    try:
        held = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ReviewsError(f"{path} cannot be read ({error.strerror})", "Check the path") from None
    except json.JSONDecodeError as error:
        raise ReviewsError(f"{path.name}, line {error.lineno}: it is no JSON ({error.msg})", NEXT) from None
    except (UnicodeDecodeError, RecursionError):
        raise ReviewsError(f"{path.name} is no JSON in UTF-8", NEXT) from None
    place = "the whole"
    try:
        for number, article in enumerate(list_of(_fields(held), "data"), 1):
            place = f"article {number}"
            title = text_of(_fields(article), "title", empty=True).replace("_", " ")
            for inner, paragraph in enumerate(list_of(article, "paragraphs"), 1):
                place = f"article {number}, paragraph {inner}"
                yield place, title, _fields(paragraph)
    except ValueError as error:
        raise ReviewsError(f"{path.name}, {place}: {error}", NEXT) from None


def _fields(held: object) -> Fields:
    if not isinstance(held, dict):
        raise ValueError("it is no JSON object")
    return held


def _case(held: object, number: int, text: Text, sentences: Spans) -> Posed:
    try:
        fields = _fields(held)
        gold = tuple(_sentences_of(_fields(one), text, sentences) for one in list_of(fields, "answers"))
        impossible = fields.get("is_impossible", False)
        if not isinstance(impossible, bool) or impossible == bool(gold):
            raise ValueError('"is_impossible" and "answers" do not agree')
        return Posed(id_of(fields, "id"), text_of(fields, "question"), text, sentences, bool(gold), gold)
    except ValueError as error:
        raise ValueError(f"question {number}: {error}") from None


def _sentences_of(answer: Fields, text: Text, sentences: Spans) -> frozenset[int]:
    """The places of the sentences that one reader's answer stands in."""
    said, start = text_of(answer, "text"), answer.get("answer_start")
    if not isinstance(start, int) or text.text[start : start + len(said)] != said:
        raise ValueError(f'the answer "{said[:40]}" does not stand where "answer_start" says')
    end = start + len(said)
    return frozenset(place for place, (one, other) in enumerate(sentences) if one < end and start < other)
