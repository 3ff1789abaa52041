"""For whom or what the items of a kind are: "recommendations for midwives", "what does it expect of schools?"."""

import re
from collections.abc import Sequence

from assistant.expansion import expand
from assistant.sections import Section, Wanted, items, pool_of, runs_of_kind
from assistant.select import Pick
from assistant.themes import Named, alternatives, share_said
from assistant.words import content, fold, stem, tokens

# "Recommendations for midwives", "what did it recommend for the police?", "GP recommendations".
_FOR = re.compile(r"\bfor (?!example\b|instance\b|now\b|which\b)([^,.;:?!()]+)", re.IGNORECASE)
# "What does it expect of paediatricians?"
_ASKED_OF = re.compile(
    r"\b(?:(?:ask|expect|require|want|demand)(?:s|ed)? (?:of|from)|(?:fall|rest)s? (?:up)?on|lies? with) (?!us\b|me\b|you\b)([^,.;:?!()]+)",
    re.IGNORECASE,
)
# "What did health visiting services change?": what was done since is then told of them.
_CHANGED_BY = re.compile(
    r"\bwhat (?:did|has|have|had) ((?:[\w'&/-]+ ){1,4}?)(?:change|alter|reform|tighten)(?:ed|d)?\b",
    re.IGNORECASE,
)
_OF_KIND = re.compile(
    r"\b([\w&-]+(?: [\w&-]+)?)(?:'s?)? (?:recommendations?|recs|actions|lessons)\b", re.IGNORECASE
)
# To these anything in a review is addressed, or it is what the reader wants it for.
_EVERYBODY = frozenset(
    stem(word)
    for word in """
    practitioners professionals staff workforce agencies agency partners partnership partnerships teams team services
    workers colleagues everyone practice safeguarding learning training audit meeting supervision board paper report
    improvement change future discussion reflection development multi-agency local national session slides
    """.split()  # noqa: SIM905
)
_FEW_WORDS = 2  # "housing services": with more, it is told at length what it is for
_AND = re.compile(r"\band\b|&", re.IGNORECASE)


def addressed(wanted: Wanted) -> tuple[tuple[Named, ...], ...]:
    """For whom or what the items of a kind are asked, each a thing with its synonyms; empty where for nobody."""
    text = fold(
        wanted.rest or wanted.question
    )  # what names a review is nobody: "of housing staff in the 2021 paper"
    tails = [match.group(1) for match in _FOR.finditer(text)]
    tails += [match.group(1) for match in _ASKED_OF.finditer(text)]
    tails += [match.group(1) for match in _CHANGED_BY.finditer(text) if expand(match.group(1))]
    if not wanted.kinds:
        tails = [tail for tail in tails if expand(tail)]  # "the list for Friday" is for nobody
    elif not tails:
        tails = [match.group(1) for match in _OF_KIND.finditer(text) if expand(match.group(1))]
    subject = frozenset(stem for concept in wanted.subject for stem in concept.words)
    whom = [
        tuple(thing for thing in things if thing.words & subject and not thing.words & _EVERYBODY)
        for tail in tails
        if not _is_everybody(tail)
        for part in _AND.split(tail)
        for things in alternatives(part)
    ]
    return tuple(things for things in whom if things)


def _is_everybody(tail: str) -> bool:
    """Whether it is said of anybody: "for our staff"; of "housing services" only some are meant."""
    words = frozenset(stem(word) for word in content(tokens(tail)))
    return words <= _EVERYBODY if len(words) <= _FEW_WORDS else bool(words & _EVERYBODY)


def items_for(
    whom: Sequence[Sequence[Named]], found: Sequence[Section], wanted: Wanted, most: int = 12
) -> list[Pick]:
    """The items of the kind asked for that address or mention somebody, in the source's order.

    What was done since stands in a section of its own in one review, and beside each recommendation in another.
    """
    told_beside = "update" in wanted.kinds
    pool = [s for s in found if s.holds(wanted.kinds)] if told_beside else pool_of(found, wanted)
    every = [pick for section in pool for pick in items(section, wanted)]
    said = [
        pick for pick in every if any(share_said(one, pick.passage.quote(*pick.span)) == 1.0 for one in whom)
    ]
    return said[:most]


def points_for(whom: Sequence[Sequence[Named]], found: Sequence[Section], most: int = 12) -> list[Pick]:
    """The recommendations that name somebody, or whose updates do, each whole and in the source's order.

    An update tells who was reminded of a recommendation that is put to nobody.
    """
    picks: list[Pick] = []
    for passage in dict.fromkeys(passage for section in found for passage in section.passages):
        for block in passage.blocks():
            said = passage.quote(block[0].start, block[-1].end)
            if block[0].kind == "recommendation" and any(share_said(one, said) == 1.0 for one in whom):
                picks += [Pick(passage, run, 1.0) for run in runs_of_kind(block)]
    return picks[:most]
