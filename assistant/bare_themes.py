"""A theme by its name and no question: "social media", "domestic homicide". What speaks of it answers, and nothing near it."""

from collections.abc import Sequence

from assistant.interpret import subject_of
from assistant.left_unsaid import CLAUSE
from assistant.mentions import mentioned, without
from assistant.nouns import Query
from assistant.papers import Papers
from assistant.relevance import Scored
from assistant.subjects import is_named_alone, passages_on

_MOST = 3  # content words of the name of a theme


def is_bare_theme(query: Query, index: Papers) -> bool:
    """Whether a question is the name of a theme: a few words, and none that asks or tells."""
    return not CLAUSE.search(query.asks) and 0 < len(subject_of(query, index.reviews)) <= _MOST


def on_the_theme(query: Query, sentences: Sequence[Scored], index: Papers) -> tuple[Scored, ...]:
    """Of the sentences found for a listed subject that stands alone, those of passages with a word for it."""
    rest = " ".join(without(query.standalone, mentioned(query.standalone, index.reviews)).split())
    if not is_bare_theme(query, index) or not is_named_alone(rest):
        return tuple(sentences)
    held = passages_on(rest, [one.passage for one in sentences])
    return tuple(one for one in sentences if one.passage.id in held)
