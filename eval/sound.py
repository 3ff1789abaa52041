"""What makes a gold unsound though its evidence is found: each rule can be decided by code.

A case that a bare refusal answers measures nothing; nor does a question that no review answers where a passage
does answer it; and an open question that is nearly one kept aside gives that one away. What a person has still to
complete is only remarked on.
"""

from collections.abc import Collection, Iterable, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from assistant import replies
from eval.cases import TO_COMPLETE, Case, ReviewIndex, compiled, fold, says

NEARLY = 90  # of 100, by rapidfuzz: from here on two questions are one
# All that an answer may say when it says nothing of any review.
REFUSALS: tuple[str, ...] = (
    replies.NOT_FOUND,
    replies.NONE_PERMITTED,
    replies.NO_NUMBER_FOR,
    replies.UNHELD,
    replies.NONE_OF_KIND,
    replies.UNSPOKEN,
    replies.RELATED,
    replies.ORPHAN,
    replies.WHICH_AREA,
    replies.CLARIFY,
    replies.OF_WHICH_LIST,
    replies.ONLY_ENGLISH,
    *replies.DECLINED.values(),
)


def unsound(cases: Sequence[Case], index: ReviewIndex, among: Collection[str] | None = None) -> Iterable[str]:
    """Every case that measures nothing, or gives another away.

    ``among``: the reviews in which what must be absent is looked for; None means all that are held.
    """
    for case in cases:
        yield from _answered_by_a_refusal(case)
        yield from _answered_all_the_same(case, index, among)
    yield from _given_away(cases)


def _answered_by_a_refusal(case: Case) -> Iterable[str]:
    if case.answerable and case.vital:
        for refusal in map(fold, REFUSALS):
            if all(says(fact, refusal) for fact in case.vital):
                yield f"{case.id}: its vital facts are all in a bare refusal: {refusal[:60]!r}"
                return


def _answered_all_the_same(case: Case, index: ReviewIndex, among: Collection[str] | None) -> Iterable[str]:
    if case.answerable:
        if case.absent:
            yield f"{case.id}: a case with an answer has nothing that must be absent"
        return
    if case.facts:
        yield f"{case.id}: a case without an answer has facts; name what must be absent in their place"
    for absent in case.absent:
        if absent.review and absent.review not in index.reviews:
            yield f"{case.id}: no review {absent.review} in the index"
            continue
        held = index.reviews if among is None else [name for name in index.reviews if name in among]
        for review in [absent.review] if absent.review else held:
            if _stands_in(absent.pattern, review, index):
                yield f"{case.id}: no review is to answer it, but {review} matches {absent.pattern!r}"
                break


def answered_beside(case: Case, index: ReviewIndex, own: Collection[str]) -> str | None:
    """The title of a paper that the gold is not of, and that answers a case which no review is to answer; None of others."""
    for absent in case.absent:
        for name, review in index.reviews.items():
            if name not in own and not absent.review and _stands_in(absent.pattern, name, index):
                return review.title
    return None


def _stands_in(pattern: str, review: str, index: ReviewIndex) -> bool:
    return any(compiled(pattern).search(fold(passage.text)) for passage in index.review_passages(review))


def _given_away(cases: Sequence[Case]) -> Iterable[str]:
    """Open cases with a wording that is nearly one of those kept aside, which are not named."""
    open_ones = [(case, asked) for case in cases if case.split == "open" for asked in _asked(case)]
    kept = [asked for case in cases if case.split == "kept" for asked in _asked(case)]
    if not open_ones or not kept:
        return
    alike = process.cdist([asked for _, asked in open_ones], kept, scorer=fuzz.ratio, score_cutoff=NEARLY)
    for name in dict.fromkeys(open_ones[row][0].id for row in np.flatnonzero(alike.max(axis=1))):
        yield f"{name}: its question, or a variant, is nearly that of a case kept aside"


def _asked(case: Case) -> list[str]:
    return [
        fold(" / ".join((*case.history, wording))).casefold()
        for wording in (case.question, *case.variants.questions)
    ]


def remarks(cases: Sequence[Case]) -> Iterable[str]:
    """What is worth completing; a run goes on without it."""
    for case in cases:
        left = [name for name in ("note", "difficulty") if not getattr(case, name)]
        if left:
            yield f"{case.id}: without {' and '.join(left)}"
        if case.to_complete:
            yield f"{case.id}: something in it is still marked {TO_COMPLETE}, so no run asks it"
        if case.answerable and not case.vital:
            yield f"{case.id}: no vital fact, so its answers are not judged by what they hold"
