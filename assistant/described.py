"""Files that go by their titles, called by what they are on: "the unseen fathers one", "the suicide briefing".

Such words name a file where the title of no other has all of them: "the neglect review" is nobody's where two are on neglect.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from assistant.names import goes_by_its_title
from assistant.titles import WHAT_IT_IS
from assistant.words import content, fold, stem, tokens
from ingest.nouns import Review

_WORDS = 6  # before the noun, at most
_BREAKS = r"(?!(?:the|that|this|which|who|what|and|or|with|in|on|of|for|to|by|from|was|were|is|are|did|does|do|has|have|had|say|says|said)\b)"
_PHRASE = re.compile(
    rf"\bthe (?P<words>(?:{_BREAKS}[\w'-]+ ){{1,{_WORDS}}}?)(?:one|review|briefing|report|case|paper|scr|lcspr)\b(?!-)",
    re.IGNORECASE,
)

Span = tuple[int, int]


def described_places(text: str, reviews: Mapping[str, Review]) -> Iterator[tuple[str, Span]]:
    """Each review that a folded text calls by what its title is on, with the place."""
    titles = _titles(tuple((r.id, r.title) for r in reviews.values() if goes_by_its_title(r)))
    if not titles:
        return
    for match in _PHRASE.finditer(text):
        words = _telling(match["words"].replace("-", " "))
        found = [review_id for review_id, own in titles if words and words <= own]
        if len(found) == 1:
            yield found[0], match.span()


@lru_cache(maxsize=4)
def _titles(told: tuple[tuple[str, str], ...]) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((review_id, _telling(title.replace("-", " "))) for review_id, title in told)


def _telling(text: str) -> frozenset[str]:
    """The stems of the words that say what a paper is on."""
    what = frozenset(map(stem, WHAT_IT_IS.split()))
    return frozenset(stem(word) for word in content(tokens(fold(text)))) - what
