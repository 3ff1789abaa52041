"""The labels that reviews give a child or a family: "Child H", "Child 2", "Family Marsh", "Baby Kite"."""

import re
from collections.abc import Iterator

from assistant.spelling import is_everyday
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

_CODE, _FIRST = r"(?:[A-Z]{1,3}\d{0,2}|\d{1,2})", r"[A-Z][a-z]{2,}"
# "Children M and N", "Child M and N", "Babies Ash, Bryony and Cole".
_SEVERAL = re.compile(
    rf"\b(?:(?P<one>child|children|family|families|baby|babies) (?-i:(?P<codes>{_CODE}(?:, {_CODE})*,? (?:and|&) {_CODE}))"
    rf"|(?P<more>children|families|babies) (?-i:(?P<names>{_FIRST}(?:, {_FIRST})*,? (?:and|&) {_FIRST})))(?![\w'-])",
    re.IGNORECASE,
)
_ONE_OF = {"child": "Child", "famil": "Family", "bab": "Baby"}
_QUOTED = re.compile(rf"(?<!\w)(?P<mark>[\"'])(?P<name>{_FIRST})(?P=mark)(?!\w)")

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


def each_of_several(text: str) -> dict[str, str]:
    """The labels that a text gives to several at once, each with its name: of "Children M and N" those of Child M and Child N."""
    found: dict[str, str] = {}
    for match in _SEVERAL.finditer(fold(text)):
        noun = (match["one"] or match["more"]).lower()
        names = re.findall(rf"{_FIRST}|{_CODE}", match["codes"] or match["names"])
        small = [name.lower() for name in names]
        if match["names"] and (set(small) & set(_NO_NAMES.split()) or all(map(is_everyday, small))):
            continue
        one = next(label for begin, label in _ONE_OF.items() if noun.startswith(begin))
        found |= {f"{one} {name}": name for name in names}
    return found


def first_names(title: str) -> set[str]:
    """The names of children in a title: in their labels, or in quotation marks."""
    named = {name for _, name, _ in named_in(title)} | set(each_of_several(title).values()) | _quoted(title)
    return {name for name in named if re.fullmatch(_FIRST, name)}


def _quoted(title: str) -> set[str]:
    said = {match["name"] for match in _QUOTED.finditer(fold(title))}
    return {name for name in said if name.lower() not in _NO_NAMES.split()}


def said_of(title: str) -> set[str]:
    """What a review may be called by the labels in its title: "Child Kite", and "Kite review" for short."""
    coded = {match.group() for match in CODED.finditer(fold(title))}
    named = {label for label, _, _ in named_in(title)}
    papers = ("review", "case", "scr", "lcspr", "briefing", "report", "one", "inquiry")
    short = {f"{name} {paper}" for name in first_names(title) for paper in papers}
    return coded | named | set(each_of_several(title)) | short
