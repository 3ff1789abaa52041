"""A message judged by rule with the reviews held in view: which of them it names, and what they call their children."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from assistant.guard import Verdict, guard
from assistant.mentions import is_only_named, mentioned, names_review
from assistant.names import children_named
from assistant.nouns import Choice
from assistant.urgent import (
    asks_a_question,
    asks_for_help,
    is_surely_urgent,
    is_urgent_after_a_question,
    points,
)
from assistant.urgent_signs import signs_of
from assistant.words import fold
from ingest.errors import ReviewsError
from ingest.nouns import Review

_PART = re.compile(r"(?<=[.!?;,])\s+|\s[–-]+\s|\b(?:right|true|correct|wrong) that\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\?\s*$|^\W*(?:(?:and|so|also|but|per|in|or)\W+)?(?:what|which|who|whose|when|where|why|how|did|was|were|has|have|does|do|is|are|can|could|should|would|"
    r"list|give|show|tell|compare|summari[sz]e|explain|describe|find)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w'-]+")
LEAST = -20  # points of the whole message, under which what stands beside a question is only talk around it
Held = Callable[[], Mapping[str, Review]]  # the reviews; raises where there is no index


def judged(question: str, public_numbers: tuple[str, ...], held: Held) -> Verdict:
    """What a message is, judged by rule: to be answered, urgent or declined.

    Only a question that would be urgent is looked through for the name of a review, so that a live concern
    is met even where there is no index. What is no question, or asks for help, stays urgent whoever it
    names: a child in danger may be called as a child in a review is.
    """
    verdict = guard(question, public_numbers)
    with suppress(ReviewsError):
        if verdict.outcome == "urgent" and is_only_named(question, held()):
            return guard("", public_numbers)
        if verdict.outcome == "urgent" and asks_a_question(question) and not asks_for_help(question):
            if not names_review(question, held()):
                return verdict
            verdict = guard(question, public_numbers, names_review=True)
        if verdict.outcome == "go_on" and points(question) >= LEAST and tells_of_danger_beside(question):
            return Verdict("urgent", why=("Rule: beside its question it tells of danger",))
        if (
            verdict.outcome != "urgent"
            and not verdict.personal_data
            and _goes_on_to_danger(question, held(), any_danger=verdict.outcome == "go_on")
        ):
            return Verdict("urgent", why=("Rule: after its question it tells of danger",))
        if verdict.outcome == "go_on":
            said = frozenset(word.removesuffix("'s") for word in _WORD.findall(fold(question).lower()))
            children = [one for one in children_named(held()) if {one.lower(), f"{one.lower()}s"} & said]
            if children:
                return guard(question, public_numbers, names_review=True, children=children)
    return verdict


def tells_of_danger_beside(question: str) -> bool:
    """Whether a message that asks something tells of danger besides, in parts that ask nothing.

    "What does the Harbour review say? The baby next door is screaming" tells of a baby, whatever it asks beside that.
    """
    parts = [part for part in _PART.split(question) if part.strip()]
    told = [part for part in parts if not _ASKS.search(part)]
    return 0 < len(told) < len(parts) and is_surely_urgent(" ".join(told))


def _goes_on_to_danger(question: str, reviews: Mapping[str, Review], any_danger: bool) -> bool:
    """Whether a message opens with a question on reviews, and what follows that would be urgent by itself.

    Whoever works on reviews tells of themselves first and asks then; what comes after the question is what it was
    asked for. The question itself speaks of documents, and would take from what follows whatever that tells.

    ``any_danger``: to whomever; else only what is told in the first person counts, as beside a question that is declined.
    """
    parts = [part for part in _PART.split(question) if part.strip()]
    asks = _leading(parts, lambda part: "document" in signs_of(part) or names_review(part, reviews))
    named = _leading(parts, lambda part: names_review(part, reviews))
    return (0 < asks < len(parts) and is_urgent_after_a_question(" ".join(parts[asks:]), False)) or (
        any_danger and 0 < named < len(parts) and is_urgent_after_a_question(" ".join(parts[named:]), True)
    )


def _leading(parts: Sequence[str], on_reviews: Callable[[str], bool]) -> int:
    """How many parts at the start ask something on reviews."""
    others = (at for at, part in enumerate(parts) if not (_ASKS.search(part) and on_reviews(part)))
    return next(others, len(parts))


def offered_instead(question: str, verdict: Verdict, held: Held) -> tuple[Choice, ...]:
    """In place of who somebody is: what was learnt from the review that the question names."""
    if verdict.reason != "identity":
        return ()
    with suppress(ReviewsError):
        reviews = held()
        named = [reviews[one] for one in mentioned(question, reviews).review_ids]
        return tuple(Choice(one.shown_title, f"What was the learning in {one.title}?") for one in named)
    return ()
