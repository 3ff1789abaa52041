"""What is told of each of several children: "what injuries did each of the three babies have?" wants all three told.

A review of several children tells of them in a list with an item for each, or in sentences that count them off
("One had ... Another had ... The third ..."). Where a question says how many there are and a review tells of exactly so
many, all of them are told, in the source's order, and each by itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.ages import ages_in
from assistant.nouns import Query
from assistant.papers import Papers
from assistant.relevance import Scored
from assistant.sections import sections
from assistant.select import Pick
from assistant.words import NUMBER_WORDS, fold
from ingest.nouns import Passage, Sentence

_WHOM = (
    r"(?:babies|infants|children|kids|siblings|newborns|toddlers|youngsters|young people|teenagers|boys|girls|brothers|sisters|twins|little ones|"
    r"cases|incidents|families)"
)
_COUNTED = re.compile(
    rf"(?P<each>\b(?:each|every one|all)(?: of)?(?: the| these| those| its)? )?\b(?P<count>two|three|four|five|six|seven|eight|[2-8]) (?:(?!(?:and|or|from|of|to|in|that|who|which|were|was|are|is|did|does|do|had|have)\b)[\w'-]+ ){{0,5}}?{_WHOM}\b",
    re.IGNORECASE,
)
# "Each of the notifications", of whatever number.
_EACH_OF = re.compile(
    rf"\b(?:each|every one|all)(?: of)? (?:the|these|those|its) (?:[\w'-]+ ){{0,3}}?(?:{_WHOM}|notifications|referrals|presentations)\b",
    re.IGNORECASE,
)
_COUNTS = range(2, 9)
_ONE = re.compile(
    r"\b(?:names?|called|(?:one|any|either|none|some|most) of (?:the|these|those)|which (?:one|of)|how many|did (?:any|either)|was (?:any|either)|in common|compar\w+|differ\w*)\b|^\W*(?:why|when|did|was|were|is|are|do|does|has|have)\b",
    re.IGNORECASE,
)
_CHILD = re.compile(
    r"\W*(?:(?:an?|the) (?:[\w'-]+ ){0,3}?(?:baby|infant|child|boy|girl|newborn|toddler|teenager|young person)\b|(?:child|baby|case|infant|sibling|family|young person) (?:[a-z]\b|\d|one|two|three|four|five))",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\W*(?:in )?(?:one|the first)\b", re.IGNORECASE)
_NEXT = re.compile(
    r"\W*(?:in |for )?(?:another|a (?:second|third|fourth|fifth)|the (?:second|third|fourth|fifth|other|last|final|remaining)(?: (?:one|case|child|baby))?)\b",
    re.IGNORECASE,
)
# Share of the best sentence's score that the best of what is told of each reaches, and where "each" is said; and the least
# score: of questions on what no item tells (schooling, medicine, work) the best item had 0.15 at most.
NEAR, NEAR_EACH = 0.8, 0.6
LEAST, LEAST_EACH = 0.25, 0.2


def each_told(query: Query, scored: Sequence[Scored], index: Papers) -> list[Pick]:
    """What one review tells of each of so many children, an item or a sentence for each; nothing where none does.

    Args:
        query: that says how many children it means; of one review or one publisher's, or of whichever tells of so many.
        scored: the sentences found, of which some of what is told must be near the best.
        index: that holds the reviews.
    """
    text = fold(query.asks)
    counted = _COUNTED.search(text)
    each = _EACH_OF.search(text) is not None
    publishers = {index.reviews[review_id].publisher for review_id in query.review_ids}
    if (
        (counted is None and not (each and len(query.review_ids) == 1))
        or _ONE.search(text)
        or len(publishers) > 1
    ):
        return []
    counts = [_number(counted["count"].lower())] if counted else _COUNTS
    held = list(query.searched or sorted(index.reviews))
    score = {(one.passage.id, one.sentence.start): one.score for one in scored if not one.unfit}
    best = max(score.values(), default=0.0)
    groups = [group for review_id in held for count in counts for group in _groups(review_id, count, index)]
    worth = [(_worth(group, score), group) for group in groups]
    least = (
        max(LEAST_EACH, NEAR_EACH * best)
        if each or (counted and counted["each"])
        else max(LEAST, NEAR * best)
    )
    worth = [one for one in worth if one[0] >= least]
    if not worth or len({group[0].passage.review_id for _, group in worth}) > 1:
        return []
    return max(worth, key=lambda one: one[0])[1]


def _number(said: str) -> int:
    return NUMBER_WORDS.index(said) + 1 if said in NUMBER_WORDS else int(said)


def _worth(group: Sequence[Pick], score: Mapping[tuple[str, int], float]) -> float:
    return max(score.get((pick.passage.id, s.start), 0.0) for pick in group for s in pick.sentences)


def _groups(review_id: str, count: int, index: Papers) -> Iterator[list[Pick]]:
    """The lists of a review with an item for each of so many children, and the sentences that count them off."""
    for section in sections(index, [review_id]):
        blocks = [(passage, block) for passage in section.passages for block in passage.blocks()]
        items = [Pick(passage, block, 1.0) for passage, block in blocks if block[0].item]
        if len(items) == count and all(_is_of_child(pick) for pick in items):
            yield items
        for passage, block in blocks:
            if told := _counted_off(passage, block, count):
                yield told


def _is_of_child(pick: Pick) -> bool:
    said = pick.passage.quote(*pick.span)
    return bool(_CHILD.match(said) or (ages_in(said) and re.search(r"\b(?:old|aged)\b", said)))


def _counted_off(passage: Passage, block: Sequence[Sentence], count: int) -> list[Pick]:
    """The sentences of a paragraph from "One ..." to the last of so many."""
    said = [passage.quote(sentence.start, sentence.end) for sentence in block]
    for start in range(len(block) - count + 1):
        rest = said[start + 1 : start + count]
        if _FIRST.match(said[start]) and all(_NEXT.match(one) for one in rest):
            return [Pick(passage, tuple(block[start : start + count]), 1.0)]
    return []
