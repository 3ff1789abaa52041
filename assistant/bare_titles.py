"""Lines that are only the title or the address of a link, or of another paper: they say nothing on what they name."""

import re
from collections.abc import Iterable

from assistant.kinds_asked import wanted_kinds
from assistant.nouns import Query
from assistant.relevance import Scored
from assistant.words import fold
from ingest.nouns import Passage, Sentence

_IS_TITLE = re.compile(
    r"\W*(?:links?(?: titles?)?|titles?|web ?(?:site|address|page)|url)\s*:|\W*\[[^\]]*\]\([^)]*\)\W*$|\W*(?:https?://|www\.)\S+\W*$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?:;][\"'”’)\]*_]*\s*$")
# What is pointed to, or that a word stands somewhere, is asked for; then a title is what answers.
_ASKS_FOR_TITLES = re.compile(
    r"\b(?:guidance|guides?|toolkits?|websites?|web ?(?:pages?|address\w*)|leaflets?|documents?|procedures?|policy|policies|"
    r"further|read more|find out more|points? (?:\w+ )?to|refers? (?:\w+ )?to|titles?|titled|called|words?|phrases?|terms?)\b",
    re.IGNORECASE,
)


def is_bare_title(passage: Passage, sentence: Sentence) -> bool:
    """Whether a statement is only the title or address of something else, as further reading lists them."""
    if sentence.kind != "boilerplate":
        return False
    words = fold(passage.quote(sentence.start, sentence.end))
    return bool(_IS_TITLE.match(words)) or (sentence.item and not _ENDS.search(words))


def spoken(query: Query, sentences: Iterable[Scored]) -> tuple[Scored, ...]:
    """The sentences that say something; all of them where links, papers or words that stand somewhere are asked for."""
    kinds, _ = wanted_kinds(query.asks)
    if query.shape == "contact" or "boilerplate" in kinds or _ASKS_FOR_TITLES.search(fold(query.asks)):
        return tuple(sentences)
    return tuple(one for one in sentences if not is_bare_title(one.passage, one.sentence))
