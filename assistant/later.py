"""Dated notes: where a later source is known to differ from what a quoted review said at its date."""

import tomllib
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, Field

from assistant.nouns import Answer, Citation, Note
from assistant.words import tokens


class _Later(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    date: str = Field(pattern=r"^\d{4}(-\d{2}){0,2}$")
    source: str = Field(min_length=1)
    text: str = Field(min_length=1)
    about: tuple[tuple[str, ...], ...] = Field(min_length=1)
    asked: tuple[tuple[str, ...], ...] = Field(min_length=1)

    def is_asked_about(self, question: str) -> bool:
        """Whether a question's own subject is what it is about."""
        return _speaks_of(question, self.asked)

    def touches(self, citation: Citation) -> bool:
        """Whether one quote speaks of all that it is about, and is older than it or of no known date."""
        older = not citation.date.value or citation.date.value < self.date
        return older and _speaks_of(citation.quote, self.about)


def _speaks_of(text: str, groups: tuple[tuple[str, ...], ...]) -> bool:
    said = frozenset(tokens(text))
    return all(said & set(group) for group in groups)


@cache
def _notes() -> tuple[_Later, ...]:
    text = resources.files("assistant").joinpath("later.toml").read_text(encoding="utf-8")
    return tuple(_Later.model_validate(one) for one in tomllib.loads(text)["note"])


def later_notes(answer: Answer) -> tuple[Note, ...]:
    """The notes that go with an answer: by what is asked, or by any one quote, be it shown as an answer or as related."""
    if answer.outcome not in ("answered", "partly", "not_found"):
        return ()
    return tuple(
        Note(note.text, note.date, note.source)
        for note in _notes()
        if note.is_asked_about(answer.question or "") or any(map(note.touches, answer.citations))
    )
