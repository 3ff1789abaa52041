"""What a comparison asks of each review by itself: the question without the names of the reviews and the words that set them beside each other.

"How was each boy's weight tracked, for Emrallt and for Ellis?" asks of either: "How was boy's weight tracked?"
"""

import re

from assistant.mentions import Mention
from assistant.words import content, fold, tokens

MOST = 8  # reviews that are asked one by one; of more the best of each are compared as they were found
_NAME = "\0"
_LINK = r"(?:,|;|\+|&|/|and|or|plus|v\.?|vs\.?|versus|with|against|to|than|as against|compared (?:to|with)|next to|beside|alongside|as well as)"
_LEADS = r"(?:in|for|from|of|by|at|between|across|both|the|that|this|of the|in the|for the|either|within|under|about|on)"
_SAID = r"(?:one|ones|case|cases|review|reviews|briefing|briefings|story|stories|paper|papers)"
_NAMES = re.compile(
    rf"(?:\b{_LEADS}\s+)*{_NAME}(?:'s?)?(?:\s+{_SAID}\b)?(?:\s*(?:{_LINK}\s*)+(?:\b{_LEADS}\s+)*{_NAME}(?:'s?)?(?:\s+{_SAID}\b)?)*",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:compar(?:e|ed|es|ing|ison)(?: (?:of|with|to|how|between))?|contrast(?:ed|s|ing)?|(?:set|put|place)(?: side by side)? (?=(?:what|how|the|who|why)\b)|side by side|"
    r"next to each other|as against|versus|vs|in common|respectively|(?:the )?(?:difference|differences|similarities)(?: (?:is|are|between|in))?|differ(?:s|ed)?|"
    r"each of (?:the|these|them|those)?|in (?:the )?(?:two|three|both|each|either|all) (?:reviews|cases|briefings)|(?:in|for|of) (?:each|both|either)\b(?! \w)|(?:across|of|in|by) all(?: of)? (?:the|these|those|five|six)?(?: \w+)? ?(?:reviews|cases|briefings)|"
    r"review by review|both|each)\b",
    re.IGNORECASE,
)
_EACH_REVIEW = re.compile(
    r"\b(?:each|every one)(?: of)? (?:the|these|those|our|your) (?:\w+ )?(?:reviews|briefings|cases|reports|papers)\b",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"^[\s,;:.–-]*(?:(?:and|or|with|to|between|on|about|the|v|also|so|say)\s+)*(?=\w)|[\s,;:–-]+(?:(?:and|or|with|to|between|in|for|of|v)\s*)*$",
    re.IGNORECASE,
)


def asked_alone(question: str, mention: Mention) -> str:
    """The question for one review; empty where nothing is left that asks.

    Args:
        question: as it stands alone.
        mention: the reviews that it names.
    """
    folded = fold(question)
    kept: list[str] = []
    at = 0
    for start, end in mention.spans:
        kept += [folded[at:start], _NAME]
        at = end
    text = "".join([*kept, folded[at:]])
    asks = text.rstrip().endswith("?")
    text = _EACH_REVIEW.sub("the review", _NAMES.sub(" ", text).replace(_NAME, " "))
    text = _COMPARES.sub(" ", text)
    text = " ".join(_LEFT.sub("", " ".join(text.replace("?", " ? ").split())).split())
    text = re.sub(r"\s+([?.,;:])", r"\1", text).strip(" ,;:-?")
    return f"{text}{'?' if asks else ''}" if content(tokens(text)) else ""
