"""Which sentences answer: the best one and the fewest that complete it, or a whole list in the source's order."""

import re
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.ages import ages_in, child_of_age
from assistant.relevance import Scored, points_back
from ingest.nouns import Passage, Sentence

# Tuned on the open part of the gold; the part kept aside is only reported.
ANSWERS = 0.27  # a sentence below this score answers nothing
COMPLETES = 0.88  # share of the best score a further sentence needs
COMPARES = 0.5  # share of the best score that a review not named needs in a comparison
INSTEAD = 0.75  # share of the best score, and of the words it has, with which a statement answers in place of a review's own question
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


def statements_first(scored: Sequence[Scored], kinds: Container[str]) -> tuple[Scored, ...]:
    """The sentences without a review's questions to its readers, where one that states something answers too.

    A question has the words of what is asked more often than its answer has: "How could our services engage fathers?"
    tells nothing of how they do. Where no statement answers it is kept, and shown as what it is.

    Args:
        scored: the sentences found.
        kinds: the kinds of statement that are asked for; of questions asked for nothing is left out.
    """
    told = tuple(one for one in scored if one.sentence.kind != "question")
    best = max((one.score for one in scored if answers(one)), default=0.0)
    holds = max((one.coverage for one in scored if answers(one)), default=0.0)
    states = any(
        answers(one) and not leads_in(one) and one.score >= INSTEAD * best and one.coverage >= INSTEAD * holds
        for one in told
    )
    return told if states and "question" not in kinds else tuple(scored)


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
