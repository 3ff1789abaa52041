"""The recommendations of a review, and beside each what the review itself tells of being done about it.

Few reviews say which action answers which recommendation. What stands in the same point is beside it, and what names its
number; else what is nearest in meaning and in words, which is told as such. The rest is told of the review as a whole.
That nothing is told here is not proof that nothing was done.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from assistant.compose import Composer
from assistant.nouns import Citation
from assistant.relevance import Vector
from assistant.select import Pick, section_items
from assistant.withdrawn import Of, told_as_withdrawn
from assistant.words import stems
from ingest.errors import ReviewsError
from ingest.nouns import Passage, Review, Sentence

if TYPE_CHECKING:
    from ingest.index import Index

How = Literal["same_point", "number", "meaning"]
DONE = ("action", "update")
# Of the actions of the briefings shipped, those that answer a recommendation are nearer to it than this, share as many
# words with it, and are nearer by so much to it than to the next.
NEAR, SHARED, APART = 0.45, 3, 0.05
_NUMBERED = re.compile(
    r"\brecommendations? (?:no\.? ?|numbers? )?(\d{1,2}(?:(?:, ?| and |, and | to |-|–)\d{1,2})*)\b",
    re.IGNORECASE,
)
_Points = Sequence[tuple[Pick, Vector, frozenset[str]]]  # what is quoted, its vector, its words


@dataclass(frozen=True, slots=True)
class Told:
    """What a review tells of being done, and how that is known to belong to the recommendation it stands beside."""

    citation: Citation
    how: How


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation, whole, with what its review tells of it; nothing where no action is told."""

    citation: Citation
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Actions:
    """What one review recommends and what it tells of being done; ``others`` belong to no single recommendation."""

    review: Review
    recommendations: tuple[Recommendation, ...] = ()
    others: tuple[Citation, ...] = ()

    @property
    def with_action(self) -> int:
        """How many of its recommendations have something beside them."""
        return sum(bool(one.told) for one in self.recommendations)


@dataclass(frozen=True, slots=True)
class ActionsOfAll:
    """Several reviews, each with what it recommends and tells of being done.

    ``only``: what chose the reviews, in one line; empty where all were chosen. ``withdrawn``: what is told of each that was
    chosen and is withdrawn. ``not_read``: the titles of those whose passages could not be read, or ids no longer held.
    ``as_of``: when the index was written.
    """

    reviews: tuple[Actions, ...] = ()
    only: str = ""
    withdrawn: tuple[str, ...] = ()
    not_read: tuple[str, ...] = ()
    as_of: str | None = None
    corpus_fingerprint: str | None = None


def actions_of_all(index: "Index", review_ids: Sequence[str], only: str, of: Of) -> ActionsOfAll:
    """The recommendations of some reviews, in the order given, without those that are withdrawn."""
    found, withdrawn, not_read = [], [], []
    for review_id in review_ids:
        held, tombstone = index.reviews.get(review_id), of(review_id)
        if tombstone:
            title = (held or tombstone.review()).shown_title
            withdrawn.append(told_as_withdrawn(title, tombstone))
            continue
        try:
            found.append(actions_of(index, review_id))
        except (ReviewsError, KeyError):
            not_read.append(held.shown_title if held else review_id)
    return ActionsOfAll(
        tuple(found), only, tuple(withdrawn), tuple(not_read), index.built_at, index.fingerprint
    )


def actions_of(index: "Index", review_id: str) -> Actions:
    """The recommendations of a review in its own order, and what it tells of them.

    Raises:
        KeyError: there is no such review.
        IndexDamaged: its passages cannot be read.
    """
    review = index.reviews[review_id]
    passages = index.review_passages(review_id)
    recommended = [
        pick for pick in section_items(passages, _recommends) if not _text(pick).rstrip().endswith(":")
    ]
    done = [pick for passage in passages for block in passage.blocks() if (pick := _done(passage, block))]
    beside: dict[int, list[tuple[Pick, How]]] = {}
    places = {_block(pick): place for place, pick in enumerate(recommended)}
    left = []
    for pick in done:
        if _block(pick) in places:
            beside.setdefault(places[_block(pick)], []).append((pick, "same_point"))
        else:
            left.append(pick)
    others = []
    for pick, found in zip(left, _paired(recommended, left, index), strict=True):
        if found:
            beside.setdefault(found[0], []).append((pick, found[1]))
        else:
            others.append(pick)
    composer = Composer({review_id: review})

    def cited(pick: Pick) -> Citation:
        return composer.citations[composer.cite(pick) - 1]

    recommendations = tuple(
        Recommendation(cited(pick), tuple(Told(cited(one), how) for one, how in beside.get(place, ())))
        for place, pick in enumerate(recommended)
    )
    return Actions(review, recommendations, tuple(map(cited, others)))


def _recommends(sentence: Sentence) -> bool:
    return sentence.kind == "recommendation"


def _done(passage: Passage, block: Sequence[Sentence]) -> Pick | None:
    """Of a point the run of sentences that tell what was done; without one that leads in to a list."""
    told = [place for place, sentence in enumerate(block) if sentence.kind in DONE]
    if not told:
        return None
    sentences = tuple(block[told[0] : told[-1] + 1])
    if passage.quote(sentences[-1].start, sentences[-1].end).rstrip().endswith(":"):
        sentences = sentences[:-1]
    return Pick(passage, sentences, 1.0) if sentences else None


def _block(pick: Pick) -> tuple[str, int]:
    return pick.passage.id, pick.sentences[0].block


def _text(pick: Pick) -> str:
    return pick.passage.quote(*pick.span)


def _paired(
    recommended: Sequence[Pick], done: Sequence[Pick], index: "Index"
) -> Sequence[tuple[int, How] | None]:
    """For each action the place of the recommendation it belongs to, and how that is known; None where it is not."""
    if not recommended or not done:
        return [None] * len(done)
    keys = list(dict.fromkeys(pick.passage.id for pick in (*recommended, *done)))
    vectors = index.sentence_vectors(keys)
    to = [_point(pick, vectors) for pick in recommended]
    return [_by_number(_text(pick), recommended) or _by_meaning(_point(pick, vectors), to) for pick in done]


def _point(pick: Pick, vectors: Mapping[str, Vector]) -> tuple[Pick, Vector, frozenset[str]]:
    places = [pick.passage.sentences.index(sentence) for sentence in pick.sentences]
    whole = vectors[pick.passage.id][places].mean(axis=0)
    return pick, whole / (np.linalg.norm(whole) or 1.0), stems(_text(pick))


def _by_number(text: str, recommended: Sequence[Pick]) -> tuple[int, How] | None:
    """The one recommendation that an action names by its number; of several lists a number may be of any."""
    numbers = {int(number) for listed in _NUMBERED.findall(text) for number in re.findall(r"\d+", listed)}
    one_list = len({pick.passage.section for pick in recommended}) == 1
    if one_list and len(numbers) == 1 and (number := numbers.pop()) in range(1, len(recommended) + 1):
        return number - 1, "number"
    return None


def _by_meaning(point: tuple[Pick, Vector, frozenset[str]], to: _Points) -> tuple[int, How] | None:
    """The recommendation nearest to an action, where it is near in words too and no other is as near."""
    _, vector, words = point
    ranked = sorted(((float(vector @ other), place) for place, (_, other, _) in enumerate(to)), reverse=True)
    nearness, best = ranked[0]
    next_best = ranked[1][0] if len(ranked) > 1 else 0.0
    if nearness >= NEAR and nearness - next_best >= APART and len(words & to[best][2]) >= SHARED:
        return best, "meaning"
    return None
