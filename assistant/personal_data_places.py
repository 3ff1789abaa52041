"""Addresses: postcodes, streets with a house number, flats, and streets where somebody is said to live."""

import re

from assistant.personal_data_words import TOWNS

_POSTCODE = re.compile(
    # The second half has no C, I, K, M, O or V; "Q1 2nd" is no postcode.
    # ZZ99, which the NHS uses where a home has no postcode, takes any letters.
    r"\bZZ99[ -]?\d[A-Z]{2}\b|\b(?:[A-Z]{1,2}\d[A-Z\d]?|GIR)[ -]?(?!(?-i:\d(?:st|nd|rd|th|yr|hr)\b))\d[ABD-HJLNP-UW-Z]{2}\b|"
    r"(?-i:\b[A-Z]{1,2} \d{1,2}[A-Z]? \d[ABD-HJLNP-UW-Z]{2}\b)",
    re.IGNORECASE,
)
_ROADS = "Street|Road|Avenue|Lane|Crescent|Terrace"
_OTHERS = (
    "St|Rd|Ave|Ln|Cres|Close|Cl|Drive|Dr|Way|Court|Gardens?|Gdns|Place|Pl|Grove|Hill|Row|Mews|Walk|Square|Sq|Rise|"
    "Green|Park|View|Parade|Hollow|Croft|Vale|Wharf|Quay|Yard|Broadway|Path|Cottages?|House|Mount|Meadows?|Fields|"
    "Villas|Buildings|Heights|Boulevard|Esplanade|Lodge|Farm"
)
_NUMBER = r"(?<![\w.,£/-])(?:1[0-8]\d\d|\d{1,3})(?P<letter>[a-h])?,? "  # no house bears the number of a year
_STREET = re.compile(
    rf"{_NUMBER}(?!Great Ormond|Downing)(?:[A-Z][\w'.-]{{0,30}} ){{1,3}}(?<!Family )(?<!Crown )(?<!High )"
    r"(?<!County )(?<!Youth )(?<!Magistrates' )(?<!Magistrates )(?<!Supreme )(?<!Coroner's )"
    rf"(?:{_ROADS}|{_OTHERS})\b(?! (?:Hospital|Paper|School|Trust|Council|Review)\b)"
)
_STREET_LOWER = re.compile(
    rf"{_NUMBER}(?P<name>(?:[a-z][a-z'-]{{0,30}} ){{1,3}})"
    rf"(?:(?P<road>{_ROADS}|rd|ave|ln|gardens|gdns|grove|mews|croft|cottages|villas|drive|court)|{_OTHERS})\b"
    r"(?! (?:deaths?|traffic|accidents?|safety|collisions?|users?|casualt|crash|injur|worker|closure|orders?))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:\b(?:at|of|to|from|is|address|home|lives?|living|flat \w{1,4}|number|no)|[,:(\"-]|^)[ .,:]{0,2}$",
    re.IGNORECASE,
)
_AFTER = re.compile(rf" ?(?:[,;)?!]|\.(?!\d)|$)|,? (?:{TOWNS})\b", re.IGNORECASE)
_NOT_A_STREET = re.compile(
    r"\b(?:the|a|an|of|in|on|by|to|per|for|from|at|with|and|or|as|was|were|is|are|their|his|her|its|our|my|every|this|that|"
    r"these|those|same|main|busy|fatal|residential|public|single|different|separate|other|more|out|under|down|up|along|"
    r"across|off|over|some|each|all|cases?|famil(?:y|ies)|child(?:ren)?|bab(?:y|ies)|infants?|parents?|people|agenc(?:y|ies)|"
    r"reviews?|reports?|days?|weeks?|wks?|months?|years?|yrs?|hours?|minutes?|times?|miles?|metres?|per ?cent|percent|"
    r"points?|steps?|professionals|workers|visits?|nights?|meetings?|incidents?|services?|pages?|who|which|what|how|did|does|do|has|had|have|not|no|mobile|found|went|came|got|say|said|"
    r"crown|county|youth|magistrates|learning|practice|recommendations?|questions?|ways?|things?|good|best|key|"
    r"great ormond|downing|early|serious|safe|care|foster|council|children's|nursing|opportunit(?:y|ies))\b",
    re.IGNORECASE,
)
_NOT_A_COUNT = r"(?![.:]\d| ?(?:%|am\b|pm\b|o'clock|per|out|of|weeks?|months?|days?|years?|yrs|different|addresses|homes|houses|properties|times))"
_FLAT = re.compile(
    rf"\b(?:flat|apartment|apt|caravan)\.? ?(?:(?:no|number)\.? ?|#)?\d{{1,4}} ?[a-z]?\b{_NOT_A_COUNT}",
    re.IGNORECASE,
)
_LIVES = r"\b(?:liv(?:es?|ed|ing)|resid(?:es?|ed|ing)|stay(?:s|ing)|address(?: is| was)?)"
_LIVES_AT = re.compile(
    rf"{_LIVES}(?: at|:)? ?(?:(?<=at )|(?<=: )|(?:number|no\.?|#) ?)\d{{1,4}} ?[a-z]?\b{_NOT_A_COUNT}",
    re.IGNORECASE,
)
_LIVES_IN = re.compile(
    rf"(?i:{_LIVES}|\b(?:house|home))\W{{1,2}}(?:(?:is |was )?(?:on|in|at|off|near) )?(?:[A-Z][\w'.-]{{0,30}} ){{1,3}}"
    rf"(?:{_ROADS}|St|Rd|Ave|Close|Drive|Gardens|Grove|Mews)\b"
)


def has_address(text: str) -> bool:
    """Whether a text holds a full postcode, a numbered street or flat, or the street somebody lives in.

    Args:
        text: a message in its plain form.
    """
    if _LIVES_IN.search(text):
        return True
    if not any(character.isdigit() for character in text):
        return False
    if _POSTCODE.search(text) or _STREET.search(text) or _FLAT.search(text) or _LIVES_AT.search(text):
        return True
    return any(
        not _NOT_A_STREET.search(match["name"])
        and (
            match["letter"]
            or match["road"]
            or _BEFORE.search(text[: match.start()][-20:])
            or _AFTER.match(text, match.end())
        )
        for match in _STREET_LOWER.finditer(text)
    )
