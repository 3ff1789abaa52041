"""Whole sections: which one a list is asked of, and whether all of it or only the items on a subject."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.relevance import Concept, Scored, Vector, coverage
from assistant.select import Pick, section_items
from assistant.words import content, fold, stem, tokens
from ingest.index import Index
from ingest.nouns import Passage, Sentence

WHOLE = 0.5  # share of the subject that a heading must hold for the whole section to be on it
ITEM = 0.62  # share of the best item's score that another needs
# A subject narrows a list down only where it is named as one: "recommendations on scans".
_ON = re.compile(
    r"\b(?:about|on|re|regarding|around|concerning|for|over|to do with|with regard)\b", re.IGNORECASE
)
_ALL = re.compile(r"\b(?:all|everything|full|complete|every|each|whole)\b", re.IGNORECASE)
_DO = re.compile(r"\bdo\b|\bdoing\b|\bask(?:s|ed|ing)?\b", re.IGNORECASE)

Embed = Callable[[Sequence[str]], Sequence[Vector]]


@dataclass(frozen=True, slots=True)
class Section:
    """The passages of a review that stand under one heading path, in order."""

    review_id: str
    headings: tuple[str, ...]
    passages: tuple[Passage, ...]

    @property
    def kind(self) -> str:
        """The kind that the heading announces."""
        return self.passages[0].kind

    def holds(self, kinds: Sequence[str]) -> bool:
        """Whether it is of one of these kinds, or any sentence in it is."""
        return self.kind in kinds or any(s.kind in kinds for p in self.passages for s in p.sentences)


def sections(index: Index, review_ids: Sequence[str]) -> list[Section]:
    """The sections of some reviews, in order; contact blocks and boilerplate lists stand apart by kind."""
    groups: dict[tuple[str, tuple[str, ...], str], list[Passage]] = {}
    for review_id in review_ids:
        for passage in index.review_passages(review_id):
            groups.setdefault((review_id, passage.section, passage.kind), []).append(passage)
    return [Section(review_id, headings, tuple(found)) for (review_id, headings, _), found in groups.items()]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is asked of: the question, its subject, the kinds of statement it names."""

    question: str
    kinds: tuple[str, ...]
    subject: tuple[Concept, ...]
    vector: Vector
    process: bool = False


def best_section(
    found: Sequence[Section], wanted: Wanted, scored: Sequence[Scored], embed: Embed
) -> Section | None:
    """The section that a question asks for: by its kind, its heading and its best sentence."""
    pool = (
        [s for s in found if s.holds(wanted.kinds)]
        if wanted.kinds
        else [s for s in found if (s.kind == "boilerplate") == wanted.process]
    )
    if not pool:
        return None
    own = [s for s in pool if s.kind in wanted.kinds] or pool
    headings = embed([" ".join(section.headings) or "text" for section in own])
    best = {section: _best(section, scored) for section in own}

    def rank(section: Section) -> tuple[float, str]:
        place = own.index(section)
        likeness = float(headings[place] @ wanted.vector)
        heading = coverage(wanted.subject, " ".join(section.headings)) if wanted.subject else 0.0
        said = len(_words(wanted.question) & _words(" ".join(section.headings)))
        return 0.4 * likeness + 0.5 * best[section] + 0.35 * heading + 0.2 * min(said, 2), section.passages[
            0
        ].id

    return max(own, key=rank)


def items(section: Section, wanted: Wanted, scored: Sequence[Scored]) -> list[Pick]:
    """The items of a section that were asked for, in the source's order."""

    def of_kind(sentence: Sentence) -> bool:
        return not wanted.kinds or section.kind in wanted.kinds or sentence.kind in wanted.kinds

    every = section_items(section.passages, of_kind)
    if not every:
        return []
    narrowed = wanted.subject and _ON.search(fold(wanted.question)) and not _ALL.search(fold(wanted.question))
    if not narrowed or coverage(wanted.subject, " ".join(section.headings)) >= WHOLE:
        return every
    scores = {(s.passage.id, s.sentence.start): s.score for s in scored}
    best = {
        pick: max((scores.get((pick.passage.id, s.start), 0.0) for s in pick.sentences), default=0.0)
        for pick in every
    }
    top = max(best.values(), default=0.0)
    return [pick for pick in every if top and best[pick] >= ITEM * top]


def _best(section: Section, scored: Sequence[Scored]) -> float:
    ids = {passage.id for passage in section.passages}
    return max((s.score for s in scored if s.passage.id in ids), default=0.0)


def _words(text: str) -> frozenset[str]:
    words = frozenset(stem(word) for word in content(tokens(text)))
    return words | (frozenset({"do"}) if _DO.search(fold(text)) else frozenset())
