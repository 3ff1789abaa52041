"""The labels that reviews give a child or a family: "Child H", "Child 2", "Family Marsh", "Baby Kite"."""

import re
from collections.abc import Iterator

from assistant.words import fold

CODED = re.compile(
    r"\b(?:[Cc]hild|[Ff]amily|[Bb]aby|CHILD) (?:([A-Z]{1,3}\d{0,2}|\d{1,2})|([B-Zb-z]))(?![\w'-])"
)
_PAPER = r"(?:reviews?|scrs?|lcsprs?|case|briefing|report|one|inquiry|overview)"
# A capital after the name makes it part of a longer one ("Baby Sleep Safety"), if that is no word for a review.
_NAMED = re.compile(
    r"\b(?:[Cc]hild|[Ff]amily|[Bb]aby|CHILD|FAMILY|BABY) (?P<name>[A-Z][a-z]{2,})(?![\w-])"
    r"(?! (?!(?i:serious|local|rapid|learning|practice|executive|summary|final|and|or|"
    + _PAPER
    + r")\b)[A-Z])"
)
_IN_SMALL_LETTERS = re.compile(rf"\bthe (?P<label>(?:child|family|baby) (?P<name>[a-z]{{3,}})) {_PAPER}\b")
_OF_A_PAPER = re.compile(rf"(?:'s)? (?:[\w-]+ ){{0,3}}?{_PAPER}\b", re.IGNORECASE)

# Words of the field that follow "child", "family" or "baby" and name nobody.
_NO_NAMES = """
abuse act adoption aged all and are arrangements assessment assessments at behaviour benefit box bank bruising
can care carers centre centres clinic commissioner concern concerns conference conferences contact could court
courts criminal cruelty death deaths development did died does exploitation first focused for friendly from
group groups had harm has have health help history home homes hub hubs in injury is issues justice law learning
liaison life line looked loss maintenance maltreatment mental mortality must neglect not nurse nursing obesity
of on outcomes plan planning plans policy poverty practice protection psychiatry psychology rights safeguarding
safety services service serious sexual should sleep slings social solutions steps subject support that the
therapy time to trafficking trust victims violence visits was weighing welfare were who whose will with work
worker workers
"""


def named_in(text: str) -> Iterator[tuple[str, str, bool]]:
    """The labels with a name in a text as it was typed: the label, the name, whether it is said to be a paper's.

    "Child Zebra" is one and "Child Protection" is none; small letters do where a review of the child is meant.
    """
    folded = fold(text)
    for match in _NAMED.finditer(folded):
        if match["name"].lower() not in _NO_NAMES.split():
            yield match.group(), match["name"], bool(_OF_A_PAPER.match(folded, match.end()))
    for match in _IN_SMALL_LETTERS.finditer(folded):
        if match["name"] not in _NO_NAMES.split():
            yield match["label"], match["name"], False


def said_of(title: str) -> set[str]:
    """What a review may be called by the labels in its title: "Child Kite", and "Kite review" for short."""
    coded = {match.group() for match in CODED.finditer(fold(title))}
    named = {label: name for label, name, _ in named_in(title)}
    papers = ("review", "case", "scr", "lcspr", "briefing", "report", "one", "inquiry")
    return coded | set(named) | {f"{name} {paper}" for name in named.values() for paper in papers}
