"""Dated notes: where a later source is known to differ from what a quoted review said at its date."""

import tomllib
from collections.abc import Iterable
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

    def applies(self, said: frozenset[str], quoted: Iterable[Citation]) -> bool:
        """Whether all that it is about is spoken of, in a quote older than it or of no known date."""
        if not all(said & set(group) for group in self.about):
            return False
        return any(not c.date.value or c.date.value < self.date for c in quoted)


@cache
def _notes() -> tuple[_Later, ...]:
    text = resources.files("assistant").joinpath("later.toml").read_text(encoding="utf-8")
    return tuple(_Later.model_validate(one) for one in tomllib.loads(text)["note"])


def later_notes(answer: Answer) -> tuple[Note, ...]:
    """The notes that go with an answer; none where it quotes nothing as an answer."""
    numbers = {n for s in answer.statements if s.role in ("answer", "correction") for n in s.citations}
    quoted = [citation for citation in answer.citations if citation.n in numbers]
    said = frozenset(tokens(" ".join([answer.question or "", *(c.quote for c in quoted)])))
    return tuple(
        Note(note.text, note.date, note.source) for note in _notes() if quoted and note.applies(said, quoted)
    )
