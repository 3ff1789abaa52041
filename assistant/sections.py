"""Whole sections: which one a list is asked of, and whether all of it or only the items on a subject."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import fmean

from assistant.papers import Papers
from assistant.relevance import Concept, Scored, Vector, coverage
from assistant.select import Pick, section_items
from assistant.themes import Named, alternatives, share_said
from assistant.words import content, fold, stem, tokens
from ingest.nouns import Passage, Sentence

WHOLE = 0.5  # share of the subject that a heading must hold for the whole section to be on it
WHOLE_SECTION = (
    0.62  # share of the nearest sentence's cosine that the mean of a section asked for as a list reaches
)
ITEM = 0.62  # share of the best item's score that another needs
# A subject narrows a list down only where it is named as one: "recommendations on scans".
_ON = re.compile(
    r"\b(?:about|on|re|regarding|around|concerning|over|to do with|with regard to|relat(?:e|es|ed|ing) to|deal(?:s|ing)? with|(?:that|which|points|recommendations|findings|lessons) (?:concern|mention)s?|(?:well|badly|wrong|right|better) (?:with|in))\b(.*)",
    re.IGNORECASE,
)
# What is laid on somebody is not about them: "what duties does it place on agencies?"
_LAID_ON = re.compile(
    r"\b(?:plac(?:e|es|ed|ing)|lay|lays|laid|impos(?:e|es|ed|ing)|falls?|rests?|incumbent|bear|bears|binding)(?: \w+)? (?:up)?on\b",
    re.IGNORECASE,
)
_OF_WHAT_WAS_SAID = re.compile(r"\s*(?:its?|their|them|his|her|him|this|that|these|those)\b", re.IGNORECASE)
# "What are staff asked to do?", "what should we do now?": and not "what did the father do?".
_DO = re.compile(
    r"\bto (?:go away and )?do\b|\bdo (?:now|next|about)\b|\bdoing\b|\b(?:should|must|can|could|need) (?:\w+ ){1,3}do\b|\bask(?:s|ed|ing)?\b",
    re.IGNORECASE,
)
# Headings under which readers are told what to do.
_TO_DO = re.compile(
    r"\b(?:what to do|next steps|what (?:you|we|i) (?:can|should|must|need to) do|over to you|what (?:this means|next)|"
    r"actions? for (?:you|practitioners|professionals|teams))\b",
    re.IGNORECASE,
)
_READ_ON = re.compile(
    r"\b(?:reading|links?|resources?|references?|further information|more information|useful|websites?|guidance|tools?)\b",
    re.IGNORECASE,
)
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


def sections(index: Papers, review_ids: Sequence[str]) -> list[Section]:
    """The sections of some reviews, in order; contact blocks and boilerplate lists stand apart by kind."""
    groups: dict[tuple[str, tuple[str, ...], str], list[Passage]] = {}
    for review_id in review_ids:
        for passage in index.review_passages(review_id):
            groups.setdefault((review_id, passage.section, passage.kind), []).append(passage)
    return [Section(review_id, headings, tuple(found)) for (review_id, headings, _), found in groups.items()]


def what_to_do(found: Sequence[Section]) -> list[Section]:
    """The sections whose heading tells readers what to do."""
    return [section for section in found if _TO_DO.search(" ".join(section.headings[-1:]))]


def to_read_on(found: Sequence[Section]) -> list[Section]:
    """The sections whose heading tells where to read on; other boilerplate, such as what a review is, lists no links."""
    return [section for section in found if _READ_ON.search(" ".join(section.headings))]


def with_subsections(section: Section, found: Sequence[Section]) -> Section:
    """A section together with those under it, where it only leads in to them and its list stands there."""
    if any(s.item for p in section.passages for s in p.sentences):
        return section
    depth = len(section.headings)
    under = [
        one
        for one in found
        if one.review_id == section.review_id
        and len(one.headings) > depth
        and one.headings[:depth] == section.headings
        and one.kind == section.kind
    ]
    return Section(
        section.review_id, section.headings, tuple(p for one in (section, *under) for p in one.passages)
    )


def told_before(section: Section) -> list[Pick]:
    """The paragraphs of a section before its list that say something themselves, and do not only lead in to it."""
    blocks = [(passage, block) for passage in section.passages for block in passage.blocks()]
    first = next((n for n, (_, block) in enumerate(blocks) if block[0].item), 0)
    said = (
        (passage, block, passage.quote(block[0].start, block[-1].end)) for passage, block in blocks[:first]
    )
    return [Pick(passage, block, 1.0) for passage, block, text in said if not text.rstrip().endswith(":")]


def points_under(section: Section, found: Sequence[Section]) -> int:
    """How many list items stand under a section's heading, of whatever kind: a list of questions may end with a task."""
    under = {passage.id: passage for passage in section.passages}
    for one in found:
        if (one.review_id, one.headings) == (section.review_id, section.headings):
            under |= {passage.id: passage for passage in one.passages}
    return sum(bool(block[0].item) for passage in under.values() for block in passage.blocks())


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is asked of: the question, its subject, the kinds of statement it names."""

    question: str
    kinds: tuple[str, ...]
    subject: tuple[Concept, ...]
    vector: Vector
    process: bool = False
    rest: str = ""  # the question without what names reviews


def best_section(
    found: Sequence[Section], wanted: Wanted, scored: Sequence[Scored], embed: Embed
) -> Section | None:
    """The section that a question asks for: by its kind, its heading and its best sentence."""
    own = pool_of(found, wanted)
    if not own:
        return None
    headings = embed(
        [" ".join(section.headings[1:]) or " ".join(section.headings) or "text" for section in own]
    )
    said = {section: _cosines(section, scored) for section in own}

    def rank(section: Section) -> tuple[float, str]:
        likeness = float(headings[own.index(section)] @ wanted.vector)
        words = min(heading_words(section, wanted), 2)
        heading = coverage(wanted.subject, " ".join(section.headings))
        near = (fmean(said[section]) + max(said[section])) / 2 if said[section] else 0.0
        return near + 0.5 * likeness + 0.3 * heading + 0.15 * words, section.passages[0].id

    return max(own, key=rank)


def is_whole(section: Section, scored: Sequence[Scored], least: float = WHOLE_SECTION) -> bool:
    """Whether all of a section is near to the question, and not some sentence of it alone.

    Of made-up reviews, the mean of the section that a list asked for was 0.75 of the nearest sentence's cosine
    at the median; of the section that holds a single fact, 0.53.
    """
    own = _cosines(section, scored)
    nearest = max((one.cosine for one in scored), default=0.0)
    return len(own) > 1 and nearest > 0 and fmean(own) >= least * nearest


def _cosines(section: Section, scored: Sequence[Scored]) -> list[float]:
    ids = {passage.id for passage in section.passages}
    return [one.cosine for one in scored if one.passage.id in ids]


def pool_of(found: Sequence[Section], wanted: Wanted) -> list[Section]:
    """The sections that a list may be of: those of the kinds asked for, else all but contacts and general words."""
    if wanted.kinds:
        held = [section for section in found if section.holds(wanted.kinds)]
        return [section for section in held if section.kind in wanted.kinds] or held
    return [
        section
        for section in found
        if (section.kind == "boilerplate") == wanted.process and section.kind != "contact"
    ]


def under_own_heading(found: Sequence[Section], wanted: Wanted) -> Section | None:
    """Of several lists of one kind the one whose own heading names the subject: the questions on fathers, under "Fathers".

    Questions are grouped by what they are on, so that any word of the question tells; of other kinds only a subject named as one.
    """
    own = [section for section in pool_of(found, wanted) if section.kind in wanted.kinds and section.headings]
    if len(own) < 2 or not (narrowed(wanted) or wanted.kinds == ("question",)):
        return None
    named = [
        section
        for section in own
        if any(coverage((concept,), section.headings[-1]) >= WHOLE for concept in wanted.subject)
    ]
    return (
        named[0] if len(named) == 1 and any(s.item for p in named[0].passages for s in p.sentences) else None
    )


def heading_words(section: Section, wanted: Wanted) -> int:
    """How many content words of the question stand in the section's headings; "what to do" counts as one."""
    return len(_words(wanted.question) & _words(" ".join(section.headings)))


def asked_by_heading(section: Section, wanted: Wanted) -> bool:
    """Whether the heading says what is asked for, so that all under it is the answer."""
    heading = " ".join(section.headings)
    subject = coverage(wanted.subject, heading) if wanted.subject else 0.0
    if subject >= WHOLE:
        return True
    return heading_words(section, wanted) > 0 and not narrowed(wanted)


def narrowed(wanted: Wanted) -> bool:
    """Whether the question names a subject within what it lists: "recommendations on scans"."""
    on = _ON.search(_LAID_ON.sub(" ", fold(wanted.question)))
    after = {stem(word) for word in content(tokens(on.group(1)))} if on else set()
    return any(concept.words & after for concept in wanted.subject)


def items(section: Section, wanted: Wanted) -> list[Pick]:
    """All items of a section, in the source's order."""

    def of_kind(sentence: Sentence) -> bool:
        return not wanted.kinds or section.kind in wanted.kinds or sentence.kind in wanted.kinds

    if wanted.kinds and any(s.kind in wanted.kinds for p in section.passages for s in p.sentences):
        return section_items(section.passages, lambda sentence: sentence.kind in wanted.kinds)
    return section_items(section.passages, of_kind)


def with_updates(found: Sequence[Section], on: Sequence[Sequence[Named]]) -> list[Pick]:
    """What is recommended on a subject, each with the update under it, which seldom names the subject again."""
    picks = []
    for passage in dict.fromkeys(passage for section in found for passage in section.passages):
        for block in passage.blocks():
            said = passage.quote(block[0].start, block[-1].end)
            if any(s.kind == "update" for s in block) and any(share_said(one, said) == 1.0 for one in on):
                picks += [Pick(passage, run, 1.0) for run in runs_of_kind(block)]
    return picks


def runs_of_kind(block: Sequence[Sentence]) -> list[tuple[Sentence, ...]]:
    """The stretches of a point that are each of one kind: what is recommended, and the update on it."""
    return [tuple(run) for _, run in groupby(block, key=lambda sentence: sentence.kind)]


def on_subject(
    found: Sequence[Section], wanted: Wanted, scored: Sequence[Scored], most: int = 8
) -> tuple[list[Pick], bool]:
    """The items of any section that are on the subject, in the source's order; of one thing, those that name it.

    Returns:
        The items, and whether each names the subject.
    """
    scores = {(s.passage.id, s.sentence.start): s.score for s in scored}
    every = [pick for section in pool_of(found, wanted) for pick in items(section, wanted)]
    on = _ON.search(fold(wanted.rest or wanted.question))
    whole = on is not None and narrowed(wanted) and not _OF_WHAT_WAS_SAID.match(on.group(1))
    about = alternatives(on.group(1)) if on and whole else ()
    if about and wanted.kinds[:1] == ("update",) and (told := with_updates(found, about)):
        # What was done leads, and what it was done about stands after it.
        return sorted(told, key=lambda pick: pick.sentences[0].kind not in wanted.kinds)[:most], True
    if about and all(len(things) == 1 for things in about):
        said = [p for p in every if any(share_said(one, p.passage.quote(*p.span)) == 1.0 for one in about)]
        if said:
            return said[:most], True
    best = {
        pick: max((scores.get((pick.passage.id, s.start), 0.0) for s in pick.sentences), default=0.0)
        for pick in every
    }
    top = max(best.values(), default=0.0)
    kept = sorted((pick for pick in every if top and best[pick] >= ITEM * top), key=lambda pick: -best[pick])[
        :most
    ]
    return [pick for pick in every if pick in kept], False


def _words(text: str) -> frozenset[str]:
    words = frozenset(stem(word) for word in content(tokens(text)))
    return words | (frozenset({"do"}) if _DO.search(fold(text)) else frozenset())
