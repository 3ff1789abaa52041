"""Under a filter on reviews, those outside it that a question only seems to name: the filter wins over a word of a title.

"Kit" in a question put to one review is the Kit of its text, though another file's title has the name too. A label ("Child H"),
a whole title and a paper ("the Barnet report") mean the other review, and then nothing passes.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from assistant.labels import first_names
from assistant.names import goes_by_its_title, names_in
from assistant.short_titles import short_places
from assistant.titles import Span, of_everyday_words, title_places
from assistant.unheld import Told
from assistant.words import fold
from ingest.nouns import Review

_KINDS = (
    "serious|case|local|child|safeguarding|practice|rapid|thematic|learning|ofsted|council|authority|services"
)
_OF_A_PAPER = re.compile(
    rf"(?:'s)? (?:(?:{_KINDS}) )*(?:reviews?|scrs?|lcsprs?|cases?|briefings?|reports?|inspections?|one|inquiry|overview|paper)\b",
    re.IGNORECASE,
)
# What stands by a first name in a label or a short name; more words are a title, and of one file alone.
_BY_A_NAME = frozenset("child baby family s review case scr lcspr briefing report one inquiry".split())  # noqa: SIM905
_OF_A_PLACE = re.compile(r"\b(?:in|at|from) (?:the )?$", re.IGNORECASE)


def seemingly_named(
    texts: Iterable[str], reviews: Mapping[str, Review], permitted: Collection[str], told: Told
) -> frozenset[str]:
    """The ids of the reviews outside a filter that the texts name by no more than words that fit those within it.

    Args:
        texts: the question and those before it.
        reviews: all that are held.
        permitted: the ids of those that the filter lets through.
        told: whether these have a word as a name.
    """
    within = {
        name.lower()
        for review_id in permitted
        if goes_by_its_title(reviews[review_id])
        for name in first_names(reviews[review_id].title)
    }
    seem: set[str] = set()
    mean: set[str] = set()
    for text in map(fold, texts):
        for review_id, span, by_title in _places(text, reviews, permitted):
            words = set(re.findall(r"[a-z]+", text[slice(*span)].lower()))
            is_shared = bool(words & within) and words - within <= _BY_A_NAME
            only_seems = is_shared or (by_title and _fits_within(text, span, told))
            (seem if only_seems else mean).add(review_id)
    return frozenset(seem - mean)


def _places(
    text: str, reviews: Mapping[str, Review], permitted: Collection[str]
) -> Iterator[tuple[str, Span, bool]]:
    """Where a text names the reviews outside; whether by a name in a title, and not by what is of that review alone."""
    real: dict[str, list[Span]] = {}
    for patterns in names_in(reviews):
        for review_id, pattern in patterns.items():
            if pattern:
                real.setdefault(review_id, []).extend(match.span() for match in pattern.finditer(text))
    for review_id, span in short_places(text, reviews):
        real.setdefault(review_id, []).append(span)
    yield from ((i, span, False) for i, spans in real.items() if i not in permitted for span in spans)
    for review_id, span in title_places(text, reviews):
        own = real.get(review_id, ())
        if review_id not in permitted and not any(a <= span[0] and span[1] <= b for a, b in own):
            yield review_id, span, True


def _fits_within(text: str, span: Span, told: Told) -> bool:
    """Whether a name in a title may be but a word, or somebody whom the reviews within tell of."""
    if _OF_A_PAPER.match(text, span[1]):
        return False
    name = text[slice(*span)].removesuffix("'s")
    if of_everyday_words(name) and not (name[:1].isupper() and _OF_A_PLACE.search(text[: span[0]])):
        return True
    return all(told(word) for word in re.findall(r"[\w'-]{3,}", name) if word[:1].isupper())
