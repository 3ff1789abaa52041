"""A question without the names of the reviews it is of, and still a sentence."""

import re
from collections.abc import Mapping, Sequence

from assistant.mentions import Mention
from assistant.names import label_names
from assistant.narrowing import HEADS
from assistant.words import fold
from ingest.nouns import Review

_DOCUMENT = re.compile(
    rf"\b(?:{'|'.join(pattern.pattern for of, pattern in HEADS if of != 'event')})\b", re.IGNORECASE
)
_AFTER = re.compile(
    rf"\s+(?:\w+ )?(?:{'|'.join(pattern.pattern for of, pattern in HEADS if of != 'event')})\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:after|since|following|from|the)\s+$", re.IGNORECASE)
_CHILD = re.compile(r"\b(?:child|baby|boy|girl|infant)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:the|an?)\s+$", re.IGNORECASE)


def says_document(text: str) -> bool:
    """Whether a name says that a document is meant: "the Child H review", and not Child H."""
    return bool(_DOCUMENT.search(text))


def namelessly(text: str, mention: Mention, reviews: Mapping[str, Review]) -> str:
    """The folded text with "the child", "the review" or "the partnership" where it names one.

    It asks the same and is still a sentence, which "What did    say about bruising?" is not.
    """
    folded, at, parts = fold(text), 0, []
    children = [pattern for review in reviews.values() if (pattern := label_names(review))]
    for start, end in mention.spans:
        before = _ARTICLE.sub("", folded[at:start])
        if at and not before.strip():  # "ESSCP 2020" is one name of one review
            at = end
            continue
        after = _AFTER.match(folded, end)
        end = after.end() if after else end
        owned = "'s" if folded[:end].endswith("'s") else ""
        parts += [before, _generic(folded[start:end], before, children), owned]
        at = end
    return " ".join("".join([*parts, folded[at:]]).split())


def _generic(named: str, before: str, children: Sequence[re.Pattern[str]]) -> str:
    if says_document(named) or re.search(r"\d{4}", named):
        return "the review"
    if not _CHILD.search(named) and not any(pattern.search(named) for pattern in children):
        return "the partnership"
    return "the review" if _SINCE.search(before) else "the child"
