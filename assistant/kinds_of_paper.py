"""Papers of another kind beside the reviews: an inspection report is no review, and "which reviews" does not ask it."""

import re
from collections.abc import Mapping

from assistant.nouns import Query
from assistant.words import fold
from ingest.catalogue import INSPECTION
from ingest.nouns import Review

_REVIEWS = re.compile(
    r"\b(?:reviews?|briefings?|scrs?|lcsprs?|cspr?s?|rrs?|cases?|of (?:them|these|those|the (?:two|three|four|five)))\b",
    re.IGNORECASE,
)
_INSPECTED = re.compile(
    r"\binspect\w*|\bofsted\b|\bjudgements?\b|\breports?\b|\bdocuments?\b|\bfiles?\b", re.IGNORECASE
)


def reviews_alone(query: Query, reviews: Mapping[str, Review]) -> tuple[str, ...]:
    """The reviews to which a question put to all of them is put; none where it may be answered by any paper.

    Without inspection reports among those held, nothing is narrowed.
    """
    if query.shape not in ("which", "compare", "list") or query.review_ids or query.parts:
        return ()
    others = {review.id for review in reviews.values() if review.review_type == INSPECTION}
    text = fold(query.standalone)
    if not others or _INSPECTED.search(text) or not (_REVIEWS.search(text) or query.shape == "which"):
        return ()
    return tuple(sorted(review_id for review_id in reviews if review_id not in others))
