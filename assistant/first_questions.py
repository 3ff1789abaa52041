"""Questions to start with."""

from assistant.papers import Papers


def first_questions(index: Papers, count: int) -> tuple[str, ...]:
    """Questions that this corpus can answer: a theme that reviews share, and what single reviews hold."""
    reviews = sorted(index.reviews.values(), key=lambda review: (not review.child_label, review.id))
    asks: list[str] = []
    for review in reviews:
        kinds = {s.kind for p in index.review_passages(review.id) for s in p.sentences}
        name = review.child_label or review.title
        if "recommendation" in kinds:
            asks.append(f"What did the {name} review recommend?")
        elif "learning" in kinds and review.child_label:
            asks.append(f"What are the key learning points from {name}?")
    themes = [theme for review in reviews for theme in review.themes]
    shared = sorted({t for t in themes if themes.count(t) > 1}, key=lambda t: (-themes.count(t), t))
    asks[:0] = [f"Which reviews mention {theme}?" for theme in shared[:1]]
    return tuple(dict.fromkeys(asks))[:count]
