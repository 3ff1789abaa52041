"""When several reviews fit a question about one, or its "his" points to nobody: ask which, with the choices to press."""

import re
from collections.abc import Sequence

from assistant.asked import asked
from assistant.interpret import subject_of
from assistant.kinds_asked import wanted_kinds
from assistant.nouns import Choice, Query
from assistant.papers import Papers
from assistant.pronouns import without_own_people
from assistant.relevance import Scored
from assistant.retrieve import Evidence
from assistant.words import content, fold, stem, stems, tokens
from ingest.nouns import Review

GENERIC = frozenset(
    [
        "old",
        "age",
        "aged",
        "young",
        "younger",
        "oldest",
        "baby",
        "babies",
        "child",
        "children",
        "infant",
        "mum",
        "mother",
        "dad",
        "father",
        "parent",
        "parents",
        "family",
        "happened",
        "happen",
        "injury",
        "injuries",
        "injured",
        "hurt",
        "harm",
        "die",
        "died",
        "dead",
        "date",
        "year",
        "year's",
        "gender",
        "sex",
        "boy",
        "girl",
        "outcome",
        "result",
        "rapid",
        "serious",
        "practice",
        "type",
        "kind",
        "publisher",
        "published",
        "say",
        "conclude",
        "concluded",
    ]
)

# One child or family, as if there were no other: "the baby", "his mother".
_ONE_CHILD = re.compile(
    r"\b(?:the|this|that) (?:baby|child|infant|boy|girl|little one|mother|mum|father|dad|family|parents|case)\b(?! (?:protection|safeguarding))"
    r"|\b(?:he|she|his|her|him)\b|\bthe (?:\w+ ){0,3}(?:review|scr|briefing|report|one)\b",
    re.IGNORECASE,
)

# "The baby with the burn on the hand": a child told by what befell it.
_TOLD_BY = re.compile(
    r"\b(?:the|that) (?:baby|child|infant|newborn|toddler|boy|girl|little one) (?:with|(?:who|that) (?:had|has|got|suffered)) (?P<what>[^?,.;:]+)",
    re.IGNORECASE,
)
UNDECIDED = 0.76  # share of the best review's score from which another may be meant as well

_WORKER = re.compile(
    r"\b(?:hvs?|mws?|sws?|gps?|health visit\w*|midwi\w*|social workers?|doctors?|nurses?|paed\w*|professionals?|staff|workers?|officers?|women|woman|mums)\b",
    re.IGNORECASE,
)


def choices_of(query: Query, evidence: Evidence, index: Papers) -> tuple[Choice, ...]:
    """Ways to ask again where one review is asked about and nothing says which."""
    pool = [index.reviews[i] for i in query.review_ids] if query.review_ids else list(index.reviews.values())
    if query.shape not in ("fact", "list") or len(pool) < 2:
        return ()
    kinds, strict = wanted_kinds(query.asks)
    words = [word for word in subject_of(query, index.reviews) if word not in GENERIC]
    said = without_own_people(query.standalone)
    one = _ONE_CHILD.search(said) and not _WORKER.search(said)
    if query.orphan:
        return tuple(_choice(query, review) for review in pool)
    if words and not (one and _undecided(evidence)):
        return ()
    if strict and not words:
        pool = [
            r for r in pool if any(s.kind in kinds for p in index.review_passages(r.id) for s in p.sentences)
        ]
    elif asked(query.asks, ()).process or (query.shape == "list" and not one):
        return ()
    return tuple(_choice(query, review) for review in pool) if len(pool) > 1 else ()


def choices_in_short(query: Query, index: Papers) -> tuple[Choice, ...]:
    """Of which of the reviews meant a summary is wanted."""
    pool = query.review_ids or tuple(index.reviews)
    return tuple(
        Choice(_label(index.reviews[i]), f"Summarise the review: {index.reviews[i].title}") for i in pool
    )


def _choice(query: Query, review: Review) -> Choice:
    return Choice(_label(review), f"{query.standalone.rstrip('?. ')}, in {review.title}?")


def of_child_told(query: Query, sentences: Sequence[Scored], index: Papers) -> tuple[Scored, ...]:
    """Where a child is told by what befell it, and one review alone tells of such a child, what is said of that one.

    In a review of several children only the points that tell of it. All the sentences where more reviews tell of one,
    or none does: then it is asked back. The words themselves count, for a synonym may be another child's.
    """
    told = _TOLD_BY.search(fold(query.standalone))
    words = (
        frozenset(map(stem, content(tokens(told["what"])))) if told and not query.review_ids else frozenset()
    )
    points = {
        (one.passage.id, block[0].start): one.passage.review_id
        for one in sentences
        for block in one.passage.blocks()
        if len(words) > 1 and words <= stems(fold(one.passage.quote(block[0].start, block[-1].end)))
    }
    if len(set(points.values())) != 1:
        return tuple(sentences)
    review_id = next(iter(points.values()))
    of_one = bool(index.reviews[review_id].child_label)
    return tuple(
        one
        for one in sentences
        if one.passage.review_id == review_id
        and (
            of_one
            or any(one.sentence in b and (one.passage.id, b[0].start) in points for b in one.passage.blocks())
        )
    )


def _undecided(evidence: Evidence) -> bool:
    """Whether the best sentences of two reviews are about as good."""
    best: dict[str, float] = {}
    for one in evidence.sentences:
        best[one.passage.review_id] = max(best.get(one.passage.review_id, 0.0), one.score)
    first, *rest = sorted(best.values(), reverse=True) or [0.0]
    return bool(rest) and rest[0] >= UNDECIDED * first


def _label(review: Review) -> str:
    return f"{review.shown_title} ({review.publisher_short})"
