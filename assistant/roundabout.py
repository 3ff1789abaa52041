"""A question without its roundabout ways of asking: "attracts comment", "the contribution of", ", I'd like to give the references"."""

import re

from assistant.asked_last import PAPERS, REQUEST

_ALL_OF = rf"(?:{PAPERS}|series|set|collection|library|instances|ones)"
_ABOUT = r"(?:observation|comment|discussion|learning|attention|consideration|criticism|mention|remark|scrutiny|concern)"
# "Identify any of these reviews in which ...", "the titles of those documents in which ...", "in how many of them, and in which, does".
_OPENING = re.compile(
    rf"^[^.?!:]{{0,90}}?\b(?:any|every|each|all|those|titles|names|whose|which|what|how many|where (?:across|in|among|within|throughout)|(?:there|been))\b(?: \w+){{0,4}}? {_ALL_OF}(?: here| held)?"
    r",?(?: if any,?| and in which,?)? (?:whose|in which|where|wherein|that|dealing with|concerned with|involving|featuring|covering|concerning|mentioning|does|do|did|is|are|was|were|has|have|had|with|on|about)\b",
    re.IGNORECASE,
)
_ONES_WHERE = re.compile(r"^(?:the |any |some )?ones? (?:where|that|which|with|about|on)\b", re.IGNORECASE)
_FRAMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:receives?|received|attracts?|attracted|merits?|merited|earns?|earned|finds?|found)(?: \w+)? {_ABOUT}\b",
        r"\b(?:makes?|made|put in) (?:an|any|its) appearance\b|\bfalls? to be \w+ed\b|\bforms? (?:a |any )?part of (?:the |its |their )?(?:learning|findings|account|story)\b",
        rf"(?:\b(?:is|are|was|were)\b)?,? (?:made )?(?:the|a) (?:subject|object|focus|matter) (?:of|for) (?:any |some )?{_ABOUT}\b",
        rf"\btreat(?:s|ed)?\b(?=.* as an? )|\bas an? (?:matter|subject|topic|theme) (?:for|of) (?:\w+ ){{0,2}}{_ABOUT}\b[^?]*",
        r"\bgives? (?:an? )?(?:\w+ )?(?:account|description|treatment) (?:of|to)\b|\bin the sense of\b|\bin respect of\b|\bwith regard to\b|^\W*,? ?if any\b,?",
        r"\b(?:go(?:es)? on to (?:be|become|have)|went on to (?:be|become|have)|gone on to (?:be|become|have))\b",
        r"\b(?:should|would|could|can|do|might) (?:i|we|one|somebody|someone|people|staff) (?:open|read|turn(?: to)?|look (?:at|in)|consult|go to|pick up|use|see)\b(?: for\b)?(?: (?:more |any |the )?(?:learning|lessons?|material|detail|information) (?:about|on|for)\b)?",
        # "the conduct or contribution of ...": what is said of a thing, where the thing is asked about
        r"\bthe (?:conduct|contributions?|limitations?|existence|presence|matter|question|issue|topic|subject|theme|position|handling|phenomenon)"
        r"(?:,? (?:and|or|nor) (?:of )?(?:the )?\w+)? of\b",
    )
)
# What is put behind a question and asks for no other thing: why it is asked, how little would do, where it may have been.
_BEHIND = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\W*\b(?:thank you|thanks|ta|cheers|please|pls)\b(?: (?:very much|so much|in advance|a lot))?\W*$",
        r"(?:,|\s-)\s*(?:it's|its|that's|thats|it is) (?:my|our|for|what (?:i|we))\b[^?]*$",
        r"(?:,|\s-)\s*(?:so |and |because |as |but )?(?:i|we|i'd|we'd|i'm|we're|i've|we've|it's|its)\b(?!\.)[^?,]*(?:,? or (?:was|is) it [^?,]*)?$",
        r",?\s+even (?:if|where|when|though|in passing)\b[^?]*$|,\s*(?:could|might|may) (?:well )?be (?:all|any|none|one|some|only)\b[^?]*$|,?\s+for all (?:i|we) know\W*$",
        r",?\s+(?:of )?any (?:sort|kind|type|description)\W*$|,?\s+and in which (?:\w+ )?(?:is|are|was|were) (?:it|that|this|they|the \w+) \w+\W*$|,?\s+and which(?: ones?)?\W*$",
    )
)
_LETTERS = re.compile(r"[a-z]{3}", re.IGNORECASE)


def without_opening(text: str) -> str:
    """A question without words by which it is put to reviews at length."""
    return REQUEST.sub(" ", _ONES_WHERE.sub(" ", _OPENING.sub(" ", text))).strip()


def without_roundabout(text: str) -> str:
    """A question without the verbs and nouns that only say that a thing is spoken of."""
    for pattern in _FRAMES:
        text = pattern.sub(" ", text)
    return text


def without_afterthought(text: str) -> str:
    """A question without what is put behind it, where something is left."""
    for pattern in _BEHIND:
        shorter = pattern.sub("", text)
        text = shorter if _LETTERS.search(shorter) else text
    return text
