"""Synonyms both ways, from one reviewed data file."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.words import fold, stem, tokens

SHOWN = 4  # other words that are shown for a question with one thing to look for
SHOWN_OF_EACH = 2  # and of each where there are several
BEGINNING = 3  # letters by which terms are looked up
FORM = 5  # letters that two forms of a word have in common
FILE = Path(__file__).with_name("synonyms.toml")
_BEGINS = re.compile(rf"(?<![\w-])(?=(\S.{{0,{BEGINNING - 1}}}))")


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
    for group in _may_be_met(text):
        exact = group.exact_pattern.search(text) if group.exact_pattern else None
        met = exact or group.pattern.search(text)
        if met:
            patterns = [pattern for pattern in (group.pattern, group.exact_pattern) if pattern]
            spans = tuple(sorted(match.span() for pattern in patterns for match in pattern.finditer(text)))
            found.append(Met(met.group(), group, bool(exact) and met.group() != group.long, spans))
    return tuple(found)


def abbreviations_spelt_out(question: str, met: Sequence[Met]) -> str:
    """The question with each abbreviation spelt out once beside it: the text to embed."""
    text = question
    for one in met:
        if one.abbreviated and _tells(one, question):
            place = re.search(rf"(?<![\w(]){re.escape(one.said)}(?!\w)(?! \()", text)
            if place:
                text = f"{text[: place.end()]} ({one.group.long}){text[place.end() :]}"
    return text


def with_terms(question: str, met: Sequence[Met]) -> str:
    """The question with what its search adds: abbreviations in full, and after it a few of the other words looked for."""
    added = [others for one in met if (others := _different(one, question))]
    most = SHOWN if len(added) == 1 else SHOWN_OF_EACH
    shown = [", ".join(others[:most]) + (" ..." if len(others) > most else "") for others in added]
    text = abbreviations_spelt_out(question, met)
    return f"{text} (also: {'; '.join(shown)})" if shown else text


def _tells(one: Met, question: str) -> bool:
    """Whether the long form says more than what is typed: not for "GPs", nor in "CT scans"."""
    if not one.spans or one.group.long in one.group.exact:
        return False
    end = one.spans[0][1]
    after = fold(question)[end:].split()[:1]
    said = {stem(word) for word in tokens(f"{one.said} {' '.join(after)}")}
    return not {stem(word) for word in tokens(one.group.long)} <= said


def _different(one: Met, question: str) -> list[str]:
    """The other words of a group, the shortest names first; no form of what the question says, and no abbreviation."""
    if one.abbreviated and _tells(one, question):
        return []
    asked = _stemmed(question)
    found: dict[frozenset[str], str] = {}
    for term in one.others:
        key = _stemmed(term)
        if term not in one.group.exact and not key <= asked and not _is_form(term, one.said):
            found.setdefault(key, term)
    return sorted(found.values(), key=lambda term: len(term.split()))


def _is_form(term: str, said: str) -> bool:
    """Whether a word is another form of one: "midwives" and "midwife", which have no stem in common."""
    return " " not in term and term[:FORM].lower() == said[:FORM].lower()


def _stemmed(text: str) -> frozenset[str]:
    return frozenset(stem(part) for word in tokens(text) for part in word.split("-"))


def _may_be_met(text: str) -> Iterator[Group]:
    """The groups of which some term begins as a word of the text does: nearly all the others need no search."""
    begun = {match.group(1).lower()[:most] for match in _BEGINS.finditer(text) for most in (1, 2, BEGINNING)}
    return (group for group, own in zip(groups(), _beginnings(), strict=True) if not own.isdisjoint(begun))


@lru_cache(maxsize=1)
def _beginnings() -> Sequence[frozenset[str]]:
    return tuple(
        frozenset(term.lower()[:BEGINNING] for term in (group.long, *group.terms, *group.exact))
        for group in groups()
    )


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
    ordered = sorted(terms, key=len, reverse=True)
    any_case = bool(flags & re.IGNORECASE)
    words = "|".join(
        _in_number(re.escape(term), any_case).replace("\\ ", "[ -]") for term in ordered
    )  # "the crying-baby programme"
    plural = "s?" if any_case else ""  # "broken bones" is what "broken bone" is
    return re.compile(rf"(?<![\w-])(?:{words}){plural}(?![\w])", flags)


def _in_number(term: str, any_case: bool) -> str:
    """A term that may be of several too, where that is more than an s: "injury" is in "injuries"."""
    return re.sub(r"(?<=[bcdfghjklmnpqrstvwxz])y$", "(?:y|ies)", term) if any_case else term


def longest_first(found: Sequence[Met]) -> list[Met]:
    """Synonyms met, those of more letters first: "looked after children" are told before children are."""
    return sorted(found, key=lambda met: -max((end - start for start, end in met.spans), default=0))
