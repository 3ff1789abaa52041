"""What a published set is made of, whichever format it came in."""

from collections.abc import Mapping
from dataclasses import dataclass

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a set: a document that is searched for, or a passage that a question is put to."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A question of a retrieval set."""

    id: str
    question: str


@dataclass(frozen=True, slots=True)
class SearchSet:
    """Texts, questions, and for each question how relevant which texts are (above 0), by its id."""

    name: str
    texts: tuple[Text, ...]
    topics: tuple[Topic, ...]
    relevant: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Posed:
    """A question put to one text.

    ``sentences`` are the spans of the text's sentences, in order; ``gold`` holds, for each reader who marked any, the
    places of those that answer: of a question that is answered, a set may hold none.
    """

    id: str
    question: str
    text: Text
    sentences: Spans
    answerable: bool
    gold: tuple[frozenset[int], ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerSet:
    """Questions, each put to a text of its own or one that it shares."""

    name: str
    cases: tuple[Posed, ...]

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text once."""
        return tuple({case.text.id: case.text for case in self.cases}.values())
