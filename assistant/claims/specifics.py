"""Whether a claim puts another thing of one sort in the place of the one that is told: a cheek for a temple.

A rule, with which nothing is weighed: the rest of such a claim is as good as a quotation. It knows the sorts that matter
in reviews and whose words mean little else: parts of the body, and drugs.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from assistant.claims.nouns import REMEMBERED
from assistant.words import fold

# Each part with the words for it, and what larger parts it belongs to: who broke a thigh broke a leg.
_BODY = {
    "face": r"face|facial",
    "cheek": r"cheeks?",
    "temple": r"temples?",
    "forehead": r"forehead",
    "chin": r"chin",
    "jaw": r"jaw",
    "lip": r"lips?|mouth",
    "ear": r"ears?",
    "eye": r"eyes?|retinal?",
    "skull": r"skull",
    "neck": r"neck",
    "shoulder": r"shoulders?",
    "collarbone": r"collar ?bones?|clavicles?",
    "rib": r"ribs?",
    "chest": r"chest",
    "abdomen": r"abdomen|abdominal|stomach|tummy",
    "buttock": r"buttocks?|bottom",
    "arm": r"arms?|humerus|forearms?",
    "elbow": r"elbows?",
    "wrist": r"wrists?",
    "leg": r"legs?",
    "thigh": r"thighs?|thigh ?bones?|femurs?|femoral",
    "knee": r"knees?",
    "shin": r"shins?|tibias?|tibial?|lower legs?",
    "ankle": r"ankles?",
}
_PART_OF = {
    "leg": frozenset({"thigh", "knee", "shin", "ankle"}),
    "arm": frozenset({"elbow", "wrist", "shoulder"}),
    "face": frozenset({"cheek", "temple", "forehead", "chin", "jaw", "lip", "eye"}),
    "chest": frozenset({"rib"}),
}
_DRUGS = {
    "cocaine": r"cocaine|crack",
    "heroin": r"heroin|opiates?|opioids?",
    "cannabis": r"cannabis|marijuana",
    "amphetamine": r"amphetamines?",
    "alcohol": r"alcohol(?:ic)?|drinking|drunk",
    "ketamine": r"ketamine",
    "methadone": r"methadone",
    "benzodiazepine": r"benzodiazepines?|diazepam",
    "ecstasy": r"ecstasy|mdma",
}
_COVID = re.compile(
    r"\b(?:covid(?:[- ]?19)?|coronavirus)\b", re.IGNORECASE
)  # nothing takes its place: it is there or not
_COVID_THERE = re.compile(r"\b(?:covid|coronavirus|pandemic|lockdowns?)\b", re.IGNORECASE)
# "Level 2" is not "Level 3", though both are no counts.
_NUMBERED = re.compile(
    r"\b(sections?|levels?|tiers?|chapters?|key stages?|years?|stages?|grades?|regulations?|articles?|recommendations?|appendix) "
    r"(\d{1,3}[a-z]?(?:(?:, ?| and | or | to |[-–])\d{1,3}[a-z]?)*)\b",
    re.IGNORECASE,
)
_SORTS: tuple[Mapping[str, re.Pattern[str]], ...] = tuple(
    {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in sort.items()}
    for sort in (_BODY, _DRUGS)
)


def exchanged(claim: str, evidence: str) -> tuple[str, ...]:
    """The things that a claim names and its evidence does not, where that names others of the same sort.

    Args:
        claim: one sentence.
        evidence: what it cites, with what stands around it.
    """
    named = _COVID.search(fold(claim))
    found = [named.group().lower()] if named and not _COVID_THERE.search(fold(evidence)) else []
    for said, held in zip(_named(claim), _named(evidence), strict=True):
        if held:
            found += sorted(one for one in said - held if not _PART_OF.get(one, frozenset()) & held)
    there = _numbered(evidence)
    for name, numbers in _numbered(claim).items():
        if name in there and not numbers & there[name]:
            found += [f"{name} {number}" for number in sorted(numbers)]
    return tuple(found)


def _numbered(text: str) -> dict[str, set[str]]:
    """Of each name that goes with a number, the numbers it has in a text."""
    found: dict[str, set[str]] = {}
    for name, numbers in _NUMBERED.findall(fold(text).lower()):
        found.setdefault(name.removesuffix("s"), set()).update(re.findall(r"\d+[a-z]?", numbers))
    return found


@lru_cache(maxsize=REMEMBERED)
def _named(text: str) -> tuple[frozenset[str], ...]:
    """Of each sort, the things that a text names."""
    folded = fold(text)
    return tuple(frozenset(name for name, words in sort.items() if words.search(folded)) for sort in _SORTS)
