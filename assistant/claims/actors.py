"""Whether a claim says who did a harm, where its evidence tells of the harm and of nobody who did it.

A rule, with which nothing is weighed: that parents were arrested, or that a child was in their care, does not say that they
hurt the child. To tell it is the gravest thing that a paper can get wrong.
"""

import re

from assistant.words import fold

_PEOPLE = (
    r"parents?|mothers?|mums?|fathers?|dads?|step-?fathers?|step-?mothers?|step-?dads?|(?:ex-)?partners?|boyfriends?|girlfriends?|"
    r"husbands?|wife|grandmothers?|grandfathers?|grandparents?|uncles?|aunts?|brothers?|sisters?|siblings?|cousins?|carers?|"
    r"foster carers?|childminders?|babysitters?|nanny|teachers?|couple"
)
_HARMED = (
    r"injur(?:ed|ing|y|ies)|harm(?:ed|ing)|poison(?:ed|ing)|abus(?:ed|ing|e)|kill(?:ed|ing)|murder(?:ed|ing)?|assault(?:ed|ing|s)?|"
    r"shook|shaken|shaking|hurt(?:ing)?|hit|hitting|beat(?:en|ing)?|burn(?:t|ed|ing)|inflict(?:ed|ing)|smother(?:ed|ing)|"
    r"starv(?:ed|ing)|strangl(?:ed|ing)|drugg(?:ed|ing)|scald(?:ed|ing)|bit|bitten|threw|thrown|fractur(?:ed|ing)|bruis(?:ed|ing)|"
    r"caus(?:ed|ing)|administer(?:ed|ing)"
)
_WHOSE = r"(?:both |either |one |of |a |an |another |the |his |her |their |its |child's |baby's |own |young |birth )*"
_BY = re.compile(
    rf"\b(?:{_HARMED})\b(?:\W+(?!by\b)\w[\w'-]*){{0,6}}?\W+(?:by|at the hands of) {_WHOSE}(?P<who>{_PEOPLE})\b",
    re.IGNORECASE,
)
_ACTIVE = re.compile(
    rf"\b(?P<who>{_PEOPLE}) (?:(?:had|have|has|then|both|deliberately|intentionally|repeatedly|admitted|must have) )*"
    r"(?:injured|harmed|poisoned|abused|killed|murdered|assaulted|shook|shaken|hurt|hit|beat|beaten|burnt|burned|inflicted|smothered|starved|"
    r"strangled|drugged|scalded|bit|bitten|threw|fractured|bruised|caused|administered)\b(?! by\b)",
    re.IGNORECASE,
)
_GUILTY = re.compile(
    rf"\b(?:{_PEOPLE})\b[^.;]{{0,60}}?\b(?:convict\w+|guilty|charged|sentenced|jailed|imprisoned|confess\w+|responsible|perpetrat\w+|violen\w+|"
    rf"abusive|admitted (?:that|to [a-z]+ing|[a-z]+ing)|caused|{_HARMED})\b|"
    rf"\b(?:{_HARMED}|violence|cruelty|perpetrated)\b[^.;]{{0,60}}?\b(?:by|from|at the hands of|caused by) {_WHOSE}(?:{_PEOPLE})\b|"
    rf"\b(?:{_PEOPLE})(?:'s|s') (?:\w+ )?(?:abuse|violence|assaults?|cruelty)\b",
    re.IGNORECASE,
)
_ONLY_ARRESTED = re.compile(r"\b(?:arrest\w*|bailed|interviewed|investigat\w+|suspect\w*)\b", re.IGNORECASE)
_NO_FACT = re.compile(
    r"\b(?:no|not|never|nobody|neither|nor|if|whether|may|might|could|would|should|must be|can|risk|risks|suspect\w*|alleg\w+|possibl\w+|"
    r"believed|thought|likely|fear\w*|concerns?|themselves|as (?:a )?child(?:ren)?)\b|n't\b|\?",
    re.IGNORECASE,
)
_HARM = re.compile(rf"\b(?:{_HARMED}|injuries|traces of|haem\w+|toxicology)\b", re.IGNORECASE)


def blames(claim: str, evidence: str) -> str:
    """Whom a claim says did a harm, where the evidence tells of harm and of nobody of theirs who did it; else empty.

    Args:
        claim: one sentence.
        evidence: what it cites, with what stands around it.
    """
    said, held = fold(claim), fold(evidence)
    if _NO_FACT.search(said):
        return ""
    found = _BY.search(said) or _ACTIVE.search(said)
    if not found or not _HARM.search(held):
        return ""
    return "" if any(map(_tells_who, re.split(r"(?<=[.;!?])\s", held))) else found.group("who").lower()


def _tells_who(sentence: str) -> bool:
    return bool(_GUILTY.search(sentence)) and not _ONLY_ARRESTED.search(sentence)
