"""When several reviews fit a question about one, or its "his" points to nobody: ask which, with the choices to press."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asked import asked
from assistant.interpret import subject_of
from assistant.kinds_asked import wanted_kinds
from assistant.mentions import mentioned
from assistant.nameless import namelessly
from assistant.nouns import Choice, Query
from assistant.papers import Papers
from assistant.pronouns import without_own_people
from assistant.relevance import Scored
from assistant.retrieve import Evidence
from assistant.themes import named_in
from assistant.who_says import who_says
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
        "bone",
        "bones",
        "broken",
        "roughly",
        "exactly",
    ]
)
# What every review has: asked of one that is not named, any of them may be meant.
_OF_ANY_REVIEW = frozenset(
    "commissioned commission commissioning ordered board partnership authority council wrote written author reviewer".split()  # noqa: SIM905
)

# One child or family, as if there were no other: "the baby", "his mother".
_ONE_CHILD = re.compile(
    r"\b(?:the|this|that) (?:baby|child|infant|boy|girl|little one|mother|mum|father|dad|family|parents|case)\b(?! (?:protection|safeguarding))"
    r"|\b(?:he|she|his|her|him)\b|\bthe (?!national )(?:\w+ ){0,3}(?:review|scr|briefing|report|one)\b",
    re.IGNORECASE,
)

# One document or one event, as if there were no other: "did it say", "the recommendation on scans", "came out of it".
_ONE_REVIEW = re.compile(
    r"\b(?:the|that|this) (?!national )(?:\w+ ){0,3}(?:review|scr|lcspr|briefing|report)\b(?! (?:groups?|panel|process|team|sub-?group|meetings?|system|author))"
    r"|\b(?:do|does|did) it (?:\w+ )?(?:say|tell|find|recommend|conclude|mention|suggest|ask|want)\b"
    r"|\b(?:out of|because of|as a result of|following|after|since|from) it\W*$|\bwas (?:it\W*$|all (?:this|that|of it)\b)"
    r"|(?<!about )(?<!with )(?<!to )(?<!of )(?<!on )\bthe (?:[\w-]+ ){0,2}(?:finding|recommendation|lesson|action plan)\b(?!s)"
    r"|\bthe (?:[\w-]+ ){1,4}(?:bit|part|section|paragraph|chapter) (?:say|said|about|on)\b"
    r"|^\W*(?:was|were) there (?:an?|any) (?!(?:review|briefing|case|national)\b)|\b(?:was|did|had|is) baby\b",
    re.IGNORECASE,
)
# One of a publisher's papers, without an article: "Harbour injury briefing: anything on care leavers?"
_ONE_OF_THEM = re.compile(r"\b(?:review|scr|lcspr|briefing|report)\b(?!s)", re.IGNORECASE)
# Who asks, and what for: "as a midwife, ...", "... for my scrutiny paper".
_ASKER = re.compile(
    r"^\W*(?:speaking )?as an? [^,?.]{3,40},|\bfor (?:my|our|an?|tomorrow'?s|next week'?s|this week'?s) (?:[\w-]+ ){0,3}"
    r"(?:paper|report|slides?|presentation|board|training|audit|meeting|session|newsletter|handout|assignment|essay|supervision|portfolio|cpd|talk)\b",
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
    one = _of_one(query, index)
    words = _subject(query, index, one)
    if query.orphan:
        return tuple(_choice(query, review, index) for review in pool)
    if words and one:
        saying = _saying(words, evidence)
        if len(saying) > 1:
            return tuple(_choice(query, review, index) for review in pool if review.id in saying)
    if words and not (one == "child" and _undecided(evidence)):
        return ()
    if strict and not words:
        pool = [
            r for r in pool if any(s.kind in kinds for p in index.review_passages(r.id) for s in p.sentences)
        ]
    elif asked(query.asks, ()).process or (query.shape == "list" and not one):
        return ()
    return tuple(_choice(query, review, index) for review in pool) if len(pool) > 1 else ()


def _of_one(query: Query, index: Papers) -> str:
    """Whether a question is of one child or one review as if there were no other; which of the two it says."""
    said = without_own_people(query.standalone)
    if _ONE_CHILD.search(said) and not _WORKER.search(said):
        return "child"
    if _ONE_REVIEW.search(said):
        return "review"
    named = mentioned(said, index.reviews)
    one_of_them = len(query.review_ids) > 1 and not named.exact and _ONE_OF_THEM.search(said)
    return "review" if one_of_them else ""


def _subject(query: Query, index: Papers, one: str) -> list[str]:
    """The words of a question that tell one review from another, without who asks it and for what."""
    bare = replace(query, standalone=_ASKER.sub(" ", fold(query.standalone)))
    any_has = GENERIC | _OF_ANY_REVIEW if one else GENERIC
    return [word for word in subject_of(bare, index.reviews) if word not in any_has]


def _saying(words: Sequence[str], evidence: Evidence) -> list[str]:
    """The reviews that say something on what is asked."""
    of_review: dict[str, list[Scored]] = {}
    for scored in evidence.sentences:
        of_review.setdefault(scored.passage.review_id, []).append(scored)
    things = named_in(" ".join(words))
    return who_says(of_review, [things]) if things else []


def choices_in_short(query: Query, index: Papers) -> tuple[Choice, ...]:
    """Of which of the reviews meant a summary is wanted."""
    pool = query.review_ids or tuple(index.reviews)
    return tuple(
        Choice(_label(index.reviews[i]), f"Summarise the review: {index.reviews[i].title}") for i in pool
    )


def _choice(query: Query, review: Review, index: Papers) -> Choice:
    """The question again, of one review; without a name in it that would still mean several."""
    asked_of = f"{query.standalone.rstrip('?. ')}, in {review.title}?"
    if query.review_ids and mentioned(asked_of, index.reviews).review_ids != (review.id,):
        named = mentioned(query.standalone, index.reviews)
        bare = namelessly(query.standalone, named, index.reviews)
        asked_of = f"{bare.rstrip('?. ')}, in {review.title}?"
    return Choice(_label(review), asked_of)


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
    if not any(one.coverage for one in evidence.sentences):
        return False  # none has a word for it
    best: dict[str, float] = {}
    for one in evidence.sentences:
        best[one.passage.review_id] = max(best.get(one.passage.review_id, 0.0), one.score)
    first, *rest = sorted(best.values(), reverse=True) or [0.0]
    return bool(rest) and rest[0] >= UNDECIDED * first


def _label(review: Review) -> str:
    return f"{review.shown_title} ({review.publisher_short})"
