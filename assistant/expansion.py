"""Synonyms both ways, from one reviewed data file."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.words import fold

FILE = Path(__file__).with_name("synonyms.toml")


@dataclass(frozen=True, slots=True)
class Group:
    """Terms that mean the same; ``exact`` ones are matched in the letters they are written in."""

    long: str
    terms: tuple[str, ...]
    exact: tuple[str, ...]
    pattern: re.Pattern[str]
    exact_pattern: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Met:
    """A group met in a question: in which words, and whether as an abbreviation."""

    said: str
    group: Group
    abbreviated: bool
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def others(self) -> tuple[str, ...]:
        """The group's terms that the question does not use."""
        every = (self.group.long, *self.group.terms, *self.group.exact)
        return tuple(dict.fromkeys(term for term in every if term.lower() != self.said.lower()))


def expand(question: str) -> tuple[Met, ...]:
    """Look up every term of a question in the groups, in the order of the data file."""
    text = fold(question)
    found = []
    for group in groups():
        exact = group.exact_pattern.search(text) if group.exact_pattern else None
        met = exact or group.pattern.search(text)
        if met:
            patterns = [pattern for pattern in (group.pattern, group.exact_pattern) if pattern]
            spans = tuple(sorted(match.span() for pattern in patterns for match in pattern.finditer(text)))
            found.append(Met(met.group(), group, bool(exact) and met.group() != group.long, spans))
    return tuple(found)


@lru_cache(maxsize=1)
def groups() -> Sequence[Group]:
    """The groups of the data file."""
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"))["group"]
    return tuple(_group(table) for table in tables)


def _group(table: dict[str, Any]) -> Group:
    terms: tuple[str, ...] = tuple(table["terms"])
    exact: tuple[str, ...] = tuple(table["exact"])
    long = str(table["long"])
    return Group(
        long, terms, exact, _pattern((long, *terms), re.IGNORECASE), _pattern(exact) if exact else None
    )


def _pattern(terms: Sequence[str], flags: int = 0) -> re.Pattern[str]:
    longest_first = sorted(terms, key=len, reverse=True)
    plural = "s?" if flags & re.IGNORECASE else ""  # "broken bones" is what "broken bone" is
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))}){plural}(?![\w])", flags)
