"""Whether something is asked for in short: which reviews, and in how many points."""

import re

from assistant.kinds_asked import subject, wanted_kinds
from assistant.mentions import Mention
from assistant.words import NUMBER_WORDS, fold

_IN_SHORT = re.compile(
    r"\b(?:summar(?:y|ies|i[sz]e[ds]?|i[sz]ing)|overview|the gist|in a nutshell|in brief|in short|in a few (?:words|lines)|tl;?dr|(?:an? |the )?outline (?:of|for)|outline(?= the)|precis|synopsis|"
    r"quick (?:run[- ]?down|read|guide))\b",
    re.IGNORECASE,
)
# In what form, or for whom, it is wanted: "in five lines for a headteacher".
_TAIL = re.compile(
    r"\b(?:in|as|with|using) (?:plain english|plain words|simple terms|(?:an? |one |two |three |four |five |six |ten |\d+ |a few |short |bullet )+"
    r"(?:paragraphs?|lines?|sentences?|words?|bullets?|points?|minutes?|page))\b|\bfor (?:an? |my |our |the )[\w' -]+$|\bexecutive\b",
    re.IGNORECASE,
)
# Of every review at once: "a summary of each review", "summarise all the briefings".
_OF_EACH = re.compile(
    r"\b(?:for |of )?(?:each|every|all)(?: one)?(?: of)?(?: the| these| those)?(?: \w+)?(?: (?:reviews?|briefings?|cases?|scrs?|documents?))\b"
    r"|\b(?:for |of )?(?:the|these|those) (?:\w+ ){0,3}(?:reviews|briefings|cases|scrs|documents)\b|\b(?:each|all) of them\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    rf"\b({'|'.join(NUMBER_WORDS[1:])}|[2-9]|1[0-9]) (?:(?:key|main|short|bullet) ){{0,2}}(?:points?|bullets?|things|messages)\b",
    re.IGNORECASE,
)
_FRAME = frozenset(
    """
    tl dr tldr main quick short please review briefing report case one line liner sentence bullet paragraph
    """.split()  # noqa: SIM905
)


def speaks_of_summary(question: str) -> bool:
    """Whether a question has a word for something told in short, of whatever."""
    return bool(_IN_SHORT.search(fold(question)))


def asks_in_short(asks: str) -> bool:
    """Whether a whole review is asked for in short, and not some subject or kind of statement of it.

    Args:
        asks: the question without what names reviews.
    """
    text = fold(asks)
    if not speaks_of_summary(text) or wanted_kinds(text)[0]:
        return False
    rest = subject(
        _OF_EACH.sub(" ", _IN_SHORT.sub(" ", _POINTS.sub(" ", _TAIL.sub(" ", text.rstrip("?!. ")))))
    )
    return not [word for word in rest if word not in _FRAME]


def asks_of_each(asks: str, mention: Mention) -> bool:
    """Whether what is asked for in short is several reviews: all of them, or each of those named."""
    several = mention.exact and len(mention.review_ids) > 1
    return several or bool(_OF_EACH.search(fold(asks)))


def points_asked(asks: str) -> int | None:
    """In how many points it is wanted: "in three bullet points"; None where that is not said."""
    found = _POINTS.search(fold(asks))
    if found is None:
        return None
    said = found[1].lower()
    return int(said) if said.isdigit() else NUMBER_WORDS.index(said) + 1
