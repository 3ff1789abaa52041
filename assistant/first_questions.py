"""Questions to start with."""

import re

from assistant.papers import Papers
from ingest.nouns import Review

_YEAR = re.compile(r"\s*[(\[][^()\[\]]*\b(?:19|20)\d\d[^()\[\]]*[)\]]$")
_PAPER = re.compile(r"\b(?:review|briefing|report|summary|paper|digest)$", re.IGNORECASE)


def first_questions(index: Papers, count: int) -> tuple[str, ...]:
    """Questions that this corpus can answer: a theme that reviews share, and what single reviews hold."""
    reviews = sorted(index.reviews.values(), key=lambda review: (not review.child_label, review.id))
    asks: list[str] = []
    for review in reviews:
        kinds = {s.kind for p in index.review_passages(review.id) for s in p.sentences}
        if "recommendation" in kinds:
            asks.append(_what_is_recommended(review))
        elif "learning" in kinds and review.child_label:
            asks.append(f"What are the key learning points from {review.child_label}?")
    themes = [theme for review in reviews for theme in review.themes]
    shared = sorted({t for t in themes if themes.count(t) > 1}, key=lambda t: (-themes.count(t), t))
    asks[:0] = [f"Which reviews mention {theme}?" for theme in shared[:1]]
    return tuple(dict.fromkeys(asks))[:count]


def _what_is_recommended(review: Review) -> str:
    """The question in words that a person would use: a title names its paper, and is no "review" a second time."""
    if review.child_label:
        return f"What did the {review.child_label} review recommend?"
    title = _YEAR.sub("", review.title) if _PAPER.search(_YEAR.sub("", review.title)) else ""
    if not title:
        return f"What did the review “{review.title}” recommend?"
    year = review.title[len(title) :]
    return f"What did {'' if title.lower().startswith('the ') else 'the '}{title}{year} recommend?"
