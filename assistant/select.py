"""Which sentences answer: the best one and the fewest that complete it, or a whole list in the source's order."""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.ages import ages_in, child_of_age
from assistant.bare_titles import is_bare_title
from assistant.gist import Spoken, gist
from assistant.relevance import Scored, points_back
from assistant.themes import Named, share_said
from ingest.nouns import Passage, Sentence

# Tuned on the open part of the gold; the part kept aside is only reported.
ANSWERS = 0.27  # a sentence below this score answers nothing
COMPLETES = 0.88  # share of the best score a further sentence needs
COMPARES = 0.5  # share of the best score that a review not named needs in a comparison
# Whether a review "says" something on a theme: weights of a logistic regression over its best meaning, score and share
# of the theme's words, and how far its best lies below the best of any review. Fitted on 390 questions to made-up
# libraries of eight reviews each and on the open gold of both corpora, which weighs twice.
SAYS_COSINE, SAYS_SCORE, SAYS_COVERAGE, SAYS_BELOW_COSINE, SAYS_BELOW_SCORE = 3.85, 4.57, 3.45, 1.7, 3.78
SAYS_AT = 4.02
SAYS_COMPARED = 1.0  # of a review that the question names
SAYS_COMPARED_OF_ALL = 3.0  # of one that it does not, in a comparison of all
FEW_THINGS = 2  # of so few things, a point with the words for all of them is on the theme
VERY_NEAR, NEVER = 0.6, 1.1  # cosine from which a review says what it has no word for
MOST = 3
MOST_WORDS = 75  # of a quote that is widened to the rest of its list item or paragraph

_SHORT_LEAD = 2  # sentences of a paragraph that is nothing but a lead-in
_HERE_THEY_ARE = re.compile(
    r"(?:these|here|below|the following|set out below) (?:are|is)\b.*\b(?:questions|points|steps|themes|actions|"
    r"recommendations|findings|examples)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pick:
    """A stretch of a passage to quote: one sentence, or a whole list item."""

    passage: Passage
    sentences: tuple[Sentence, ...]
    score: float

    @property
    def span(self) -> tuple[int, int]:
        """Start and end in the canonical text."""
        return self.sentences[0].start, self.sentences[-1].end


def answers(scored: Scored) -> bool:
    """Whether a sentence is near enough to the question, and of the sort it asks for, to count as an answer."""
    return scored.score >= ANSWERS and not scored.unfit


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
        one.patterns and spoken.says(review_id, (one,)) for review_id in held for things in about for one in things
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


def best_sentences(scored: Iterable[Scored], most: int = MOST, least: float = ANSWERS) -> list[Pick]:
    """The best sentence and those close to it, each with the rest of its point; near-repeats are left out."""
    ranked = sorted(
        (s for s in scored if s.score >= least and not s.unfit),
        key=lambda s: (-s.score, s.passage.id, s.sentence.start),
    )
    picks: list[Pick] = []
    for one in ranked:
        if picks and one.score < COMPLETES * picks[0].score:
            break
        if len(picks) == most:
            break
        if leads_in(one) or any(_repeats(one, pick) for pick in picks):
            continue
        picks.append(_not_twice(whole_point(one), one.sentence, picks))
    return picks


def _not_twice(pick: Pick, best: Sentence, earlier: Sequence[Pick]) -> Pick:
    """A point without those of its sentences that are quoted already, on either side of its best."""
    quoted = {s for other in earlier if other.passage.id == pick.passage.id for s in other.sentences}
    at = pick.sentences.index(best)
    first = next((n + 1 for n in range(at - 1, -1, -1) if pick.sentences[n] in quoted), 0)
    last = next((n for n in range(at + 1, len(pick.sentences)) if pick.sentences[n] in quoted), None)
    return replace(pick, sentences=pick.sentences[first:last])


def whole_point(scored: Scored) -> Pick:
    """What to quote of a sentence: itself, with what it cannot be read without."""
    return Pick(scored.passage, _whole_point(scored), scored.score)


def _whole_point(scored: Scored) -> tuple[Sentence, ...]:
    """The sentence with the rest of its list item or paragraph, as far as that is of one kind and stays short.

    A practitioner reads a point, not a sentence torn out of it: of 166 questions the best sentence held the
    answer in 71 of 100, its whole point in 84. Of a long paragraph, what comes after is taken before what
    came before, unless the sentence points back ("These were ...").
    """
    block = next(block for block in scored.passage.blocks() if scored.sentence in block)
    at = block.index(scored.sentence)
    first = last = at
    while first > 0 and _points_back(scored, block[first]) and _fits(scored, block, first - 1, last):
        first -= 1
    while last + 1 < len(block) and _fits(scored, block, first, last + 1):
        last += 1
    while first > 0 and _fits(scored, block, first - 1, last):
        first -= 1
    return block[first : last + 1]


def _points_back(scored: Scored, sentence: Sentence) -> bool:
    return points_back(scored.passage.quote(sentence.start, sentence.end))


def _fits(scored: Scored, block: Sequence[Sentence], first: int, last: int) -> bool:
    words = len(scored.passage.quote(block[first].start, block[last].end).split())
    return words <= MOST_WORDS and len({sentence.kind for sentence in block[first : last + 1]}) == 1


def first_words(passage: Passage, sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """The first of some sentences that stand one after the other, as many as stay short; one at least."""
    last = 1
    while (
        last < len(sentences)
        and len(passage.quote(sentences[0].start, sentences[last].end).split()) <= MOST_WORDS
    ):
        last += 1
    return sentences[:last]


def section_items(passages: Sequence[Passage], wanted: Callable[[Sentence], bool]) -> list[Pick]:
    """Every list item of a section, whole and in the source's order; paragraphs where there is no list."""
    ordered = sorted(passages, key=lambda passage: passage.start)
    blocks = [
        (passage, block) for passage in ordered for block in passage.blocks() if any(map(wanted, block))
    ]
    items = [(passage, block) for passage, block in blocks if block[0].item]
    chosen = items if len(items) > 1 else blocks
    return [Pick(passage, _trimmed(block, wanted, bool(items)), 1.0) for passage, block in chosen]


def _trimmed(
    block: tuple[Sentence, ...], wanted: Callable[[Sentence], bool], is_item: bool
) -> tuple[Sentence, ...]:
    """A list item stays whole unless it is of two kinds; of a paragraph, the run of wanted sentences."""
    if is_item and len({sentence.kind for sentence in block}) == 1:
        return block
    places = [place for place, sentence in enumerate(block) if wanted(sentence)] or [0, len(block) - 1]
    return block[places[0] : places[-1] + 1]


def same_age(
    question: str, scored: Sequence[Scored], of_one_child: Container[str] = ()
) -> tuple[Scored, ...]:
    """Where a question tells a child by its age, only what is said of a child of that age.

    A point that gives another age is of another child. One that gives none is of that child if it stands in the
    same section as one that does, or in a review of one child. In general terms, nothing is left out without
    any point of that age.

    Args:
        question: that may tell a child by its age.
        scored: the sentences found.
        of_one_child: ids of the reviews that are of a single child.
    """
    asked = ages_in(question)
    if not asked:
        return tuple(scored)
    ages = {id(one): ages_in(_block_text(one)) for one in scored}
    of_age = [one for one in scored if asked & ages[id(one)]]
    bound = child_of_age(question)
    if not bound:
        return (
            tuple(one for one in scored if not ages[id(one)] or asked & ages[id(one)])
            if of_age
            else tuple(scored)
        )
    places = {_place(one, of_one_child) for one in of_age}
    return tuple(
        one
        for one in scored
        if asked & ages[id(one)] or (not ages[id(one)] and _place(one, of_one_child) in places)
    )


def _place(scored: Scored, of_one_child: Container[str]) -> tuple[str, ...]:
    """Where what is said of one child stands together."""
    passage = scored.passage
    return (
        (passage.review_id,) if passage.review_id in of_one_child else (passage.review_id, *passage.section)
    )


def _block_text(scored: Scored) -> str:
    block = next(block for block in scored.passage.blocks() if scored.sentence in block)
    return scored.passage.quote(block[0].start, block[-1].end)


def leads_in(scored: Scored) -> bool:
    """A sentence such as "The following actions were taken:" answers nothing by itself, unless it is a number that is asked for."""
    if scored.sort:
        return False
    words = scored.passage.quote(scored.sentence.start, scored.sentence.end)
    return words.rstrip().endswith(":") and "\n" not in words


def introduces(scored: Scored) -> bool:
    """Whether a sentence stands in a short paragraph before "These are the questions": it is none of them itself."""
    block = next(block for block in scored.passage.blocks() if scored.sentence in block)
    last = scored.passage.quote(block[-1].start, block[-1].end)
    return len(block) <= _SHORT_LEAD and not block[0].item and bool(_HERE_THEY_ARE.match(last))


def _repeats(scored: Scored, pick: Pick) -> bool:
    """Already quoted, or the same words elsewhere."""
    if scored.passage.id == pick.passage.id and scored.sentence in pick.sentences:
        return True
    mine = scored.passage.quote(scored.sentence.start, scored.sentence.end)
    theirs = pick.passage.quote(*pick.span)
    return " ".join(mine.split()).casefold() in " ".join(theirs.split()).casefold()
