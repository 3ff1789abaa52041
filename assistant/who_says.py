"""Whether a review says something on a theme: by the words for it in one of its points, or by how near its best comes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.bare_titles import is_bare_title
from assistant.gist import Spoken, gist
from assistant.relevance import Scored
from assistant.themes import Named, share_said

# Whether a review "says" something on a theme: weights of a logistic regression over its best meaning, score and share
# of the theme's words, and how far its best lies below the best of any review. Fitted on 390 questions to made-up
# libraries of eight reviews each and on the open gold of both corpora, which weighs twice.
SAYS_COSINE, SAYS_SCORE, SAYS_COVERAGE, SAYS_BELOW_COSINE, SAYS_BELOW_SCORE = 3.85, 4.57, 3.45, 1.7, 3.78
SAYS_AT = 4.02
SAYS_COMPARED = 1.0  # of a review that the question names
SAYS_COMPARED_OF_ALL = 3.0  # of one that it does not, in a comparison of all
FEW_THINGS = 2  # of so few things, a point with the words for all of them is on the theme
VERY_NEAR, NEVER = 0.6, 1.1  # cosine from which a review says what it has no word for


def who_says(
    of_review: Mapping[str, Sequence[Scored]],
    about: Sequence[Sequence[Named]] = (),
    least: float = SAYS_AT,
    every: Sequence[Scored] = (),
    near: float = VERY_NEAR,
) -> list[str]:
    """The reviews that say something on a theme, each judged by its best and by how far that is from the best of all.

    Args:
        of_review: the sentences of each review.
        about: the things named by each alternative of the theme. A review with the words of one says it, and a
            review with none of its words does not, however near, unless it is very near.
        least: what a review must be worth.
        near: cosine from which a review says what it has no word for.
        every: all sentences, bare titles too, of which some has a word or none does; those of the reviews where not given.
    """
    held = {review_id: own for review_id, own in of_review.items() if own}
    cosine = {review_id: max(one.cosine for one in own) for review_id, own in held.items()}
    score = {review_id: max(one.score for one in own) for review_id, own in held.items()}
    nearest, best = max(cosine.values(), default=0.0), max(score.values(), default=0.0)

    def worth(review_id: str) -> float:
        return (
            SAYS_COSINE * cosine[review_id]
            + SAYS_SCORE * score[review_id]
            + SAYS_COVERAGE * max(one.coverage for one in held[review_id])
            + SAYS_BELOW_COSINE * (cosine[review_id] - nearest)
            + SAYS_BELOW_SCORE * (score[review_id] - best)
        )

    every = every or [one for own in held.values() for one in own]

    def unsaid(things: Sequence[Named]) -> bool:
        """Of "social media" no review has the one word, and the other alone is another thing."""
        return not all(has_words(every, (thing,), titles=True) for thing in things)

    spoken = Spoken({review_id: tuple(points_of(own)) for review_id, own in held.items()})
    about = [gist(things, tuple(held), spoken.says) for things in about]
    plain = is_plain(about)
    half_known = bool(about) and all(len(things) == FEW_THINGS and unsaid(things) for things in about)

    told = plain and any(
        one.patterns and spoken.says(review_id, (one,))
        for review_id in held
        for things in about
        for one in things
    )

    def says(review_id: str) -> bool:
        own = held[review_id]
        if told and not any(spoken.says(review_id, things) for things in about):
            return False  # where some have the word, one that is only near speaks of something else
        if any(len(things) <= FEW_THINGS and spoken.says(review_id, things) for things in about):
            return True
        lacks = plain or half_known or not any(one.coverage for one in own)
        return worth(review_id) >= least and not (lacks and cosine[review_id] < near)

    return [review_id for review_id in held if says(review_id)]


def is_plain(about: Sequence[Sequence[Named]]) -> bool:
    """Whether a theme names one thing, or one or another: then a review has a word for it, or says nothing on it."""
    return bool(about) and all(len(things) <= 1 for things in about)


def has_words(scored: Iterable[Scored], things: Sequence[Named], titles: bool = False) -> bool:
    """Whether some point has the words, or listed synonyms, for all the things named; ``titles`` is as for ``points_of``."""
    return any(share_said(things, point) == 1.0 for point in points_of(scored, titles))


def points_of(scored: Iterable[Scored], titles: bool = False) -> Iterator[str]:
    """The points of the passages of some sentences, which are looked at whole.

    Args:
        scored: the sentences.
        titles: whether a bare title counts too that is not among them itself.
    """
    held = {(one.passage.id, one.sentence): one for one in scored}
    for passage in {one.passage.id: one.passage for one in held.values()}.values():
        for block in passage.blocks():
            if titles or not is_bare_title(passage, block[0]) or (passage.id, block[0]) in held:
                yield passage.quote(block[0].start, block[-1].end)
