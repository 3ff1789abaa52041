"""Answers review by review: which of them say it, and which do not."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant import replies
from assistant.ages import Span, ages_in, span_asked, without_span
from assistant.bare_titles import spoken
from assistant.compose import Composer
from assistant.interpret import only_a_kind
from assistant.kinds_asked import KIND_WORDS, wanted_kinds
from assistant.mentions import mentioned, without
from assistant.nouns import Note, Query, ReviewVerdict
from assistant.papers import Papers
from assistant.parts import Draft
from assistant.relevance import Scored
from assistant.retrieve import Evidence
from assistant.select import ANSWERS, Pick, best_sentences, leads_in
from assistant.themes import (
    SILENCE,
    Named,
    alternatives,
    named_in,
    put_to_all,
    share_said,
    theme,
)
from assistant.who_says import (
    NEVER,
    VERY_NEAR,
    has_words,
    is_plain,
    who_says,
)
from assistant.words import fold

ASIDE = ("question", "boilerplate", "contact")  # kinds of statement that say little on a theme
LESS_SAID = 0.12  # and how much less they are worth as a review's word on it
# A kind of statement on some subject: "which made recommendations about escalation?".
_KIND_ABOUT = re.compile(
    r"\b(?:recommend\w*|recs|good practice|strengths|actions?(?: taken)?)(?: \w+)? (?:about|on|for|regarding|around|concerning)\b",
    re.IGNORECASE,
)
FEW = 2  # quotes of a review, where it is asked what the reviews say


def which_say(query: Query, evidence: Evidence, index: Papers, composer: Composer) -> Draft | None:
    """A row for every review meant, with the quote of each that says it; None where none does.

    Asked which say nothing, those in which no mention was found are named first, and the others are quoted.
    """
    says = _says(query, evidence, index)
    silent_asked = asks_who_is_silent(query)
    meant = [r for r in index.reviews.values() if not query.searched or r.id in query.searched]
    if not says and not silent_asked:
        return None
    if silent_asked:
        silent = [review.shown_title for review in sorted(meant, key=lambda r: r.id) if review.id not in says]
        told = replies.SILENT.format(titles="; ".join(silent)) if silent else replies.NONE_SILENT
        composer.say(told.format(count=len(meant)))
    rows = []
    for review in sorted(meant, key=lambda r: (-says[r.id][0].score if r.id in says else 0.0, r.id)):
        if review.id in says:
            quotes = composer.quote_all(says[review.id])
            rows.append(ReviewVerdict.of(review, "says", tuple(dict.fromkeys(quotes))))
        else:
            rows.append(ReviewVerdict.of(review, "no_mention"))
    counted = replies.EVERY_REVIEW if len(says) < len(meant) else replies.EVERY_ONE
    note = Note(counted.format(says=len(says), total=len(meant)))
    rule = (
        "asked which say nothing"
        if silent_asked
        else f"{len(says)} of {len(meant)} reviews come close enough to the question"
    )
    return Draft("answered", composer, reviews=(*rows, *unread_rows(index)), notes=(note,), rules=(rule,))


def asks_who_is_silent(query: Query) -> bool:
    """Whether it is asked which reviews do not say it."""
    return bool(SILENCE.search(fold(query.standalone)))


def silent_rows(query: Query, index: Papers) -> tuple[ReviewVerdict, ...]:
    """The rows of an answer in which no review says it."""
    meant = [r for r in index.reviews.values() if not query.searched or r.id in query.searched]
    rows = [ReviewVerdict.of(r, "no_mention") for r in sorted(meant, key=lambda r: r.id)]
    return (*rows, *unread_rows(index))


def unread_rows(index: Papers) -> tuple[ReviewVerdict, ...]:
    """A row for each file that could not be read."""
    return tuple(
        ReviewVerdict(None, record.file, "not_read") for record in index.files if record.status == "failed"
    )


def _says(query: Query, evidence: Evidence, index: Papers) -> dict[str, tuple[Pick, ...]]:
    """The best quote of each review that says something on what is asked; where it is asked what they say, those close to it."""
    span = span_asked(query.standalone)
    of_age = _of_age(span, query, index) if span else None
    if span and of_age is not None and not named_in(without_span(about(query, index), span)):
        return {review_id: (pick,) for review_id, pick in of_age.items()}
    kinds, strict = wanted_kinds(query.asks)
    only_kind = only_a_kind(query, index.reviews)
    found = [s for s in evidence.sentences if not leads_in(s)]
    held = list(spoken(query, found))
    of_kind = only_kind or (strict and bool(_KIND_ABOUT.search(fold(query.asks))))
    if of_kind:
        held = [s for s in held if s.sentence.kind in kinds]
    of_review: dict[str, list[Scored]] = {}
    for scored in held:
        if of_age is not None and scored.passage.review_id not in of_age:
            continue
        of_review.setdefault(scored.passage.review_id, []).append(scored)
    things = alternatives(about(query, index))
    if of_kind and not only_kind:
        things = _but_for_kinds(things)
    most = FEW if put_to_all(fold(query.standalone)) else 1
    return {
        review_id: _best_of(of_review[review_id], things, most)
        for review_id in (of_review if only_kind else _with_a_sentence(of_review, found, things, of_kind))
    }


def _but_for_kinds(things: Sequence[Sequence[Named]]) -> tuple[tuple[Named, ...], ...]:
    """What a theme names beside a kind of statement: of "recommendations about escalation" the escalation."""
    return tuple(tuple(one for one in each if not one.words <= KIND_WORDS) or tuple(each) for each in things)


def _with_a_sentence(
    spoken_of: Mapping[str, Sequence[Scored]],
    found: Sequence[Scored],
    things: Sequence[Sequence[Named]],
    of_kind: bool,
) -> list[str]:
    """The reviews that say something in a sentence of their own; a bare title may bear one out, and is none alone.

    Args:
        spoken_of: the sentences of each review that say something.
        found: those and the bare titles.
        things: the things that each alternative of the theme names.
        of_kind: a kind of statement is asked for, to whose name its statements are near, whatever they are about.
    """
    alone = who_says(spoken_of, things, every=found, near=NEVER if of_kind else VERY_NEAR)
    if of_kind:
        return alone
    with_titles: dict[str, list[Scored]] = {}
    for one in found:
        if one.passage.review_id in spoken_of:
            with_titles.setdefault(one.passage.review_id, []).append(one)
    borne_out = [
        review_id
        for review_id in who_says(with_titles, things)
        if (best := max(spoken_of[review_id], key=lambda one: _worth(one, things))).coverage
        and best.score >= ANSWERS
    ]
    return list(dict.fromkeys((*alone, *borne_out)))


def with_words(own: Sequence[Scored], things: Sequence[Sequence[Named]]) -> Sequence[Scored]:
    """Of the sentences of a review those in points that have the words of a plain theme, where there are any."""
    if not is_plain(things):
        return own
    one_of_each = {one.passage.id: one for one in own}
    said = {key for key, one in one_of_each.items() if any(has_words([one], few) for few in things)}
    return [one for one in own if one.passage.id in said] or own


def _of_age(span: Span, query: Query, index: Papers) -> dict[str, Pick] | None:
    """Of each review meant that is of a child of the ages asked about, by its record, the point that gives the age.

    None where no record gives an age.
    """
    if not any(review.ages for review in index.reviews.values()):
        return None
    found: dict[str, Pick] = {}
    for review in index.reviews.values():
        ages = frozenset(age for said in review.ages for age in ages_in(said) if span.holds([age]))
        if not ages or (query.review_ids and review.id not in query.review_ids):
            continue
        points = (
            Pick(passage, block, 1.0)
            for passage in index.review_passages(review.id)
            for block in passage.blocks()
            if ages & ages_in(passage.quote(block[0].start, block[-1].end))
        )
        if point := next(points, None):
            found[review.id] = point
    return found


def about(query: Query, index: Papers) -> str:
    """What a question put to reviews is about, without its own frame and what names the reviews."""
    return theme(" ".join(without(query.standalone, mentioned(query.standalone, index.reviews)).split()))


def _best_of(own: Sequence[Scored], things: Sequence[Sequence[Named]], most: int) -> tuple[Pick, ...]:
    """What to quote of a review: a sentence that has the words before one that is only near, and those close to it.

    What it found or recommends comes before what it asks its readers or where it tells them to read on.
    """

    ranked = [replace(one, score=_worth(one, things), unfit=False) for one in with_words(own, things)]
    return tuple(best_sentences(ranked, most, least=float("-inf")))


def _worth(one: Scored, things: Sequence[Sequence[Named]]) -> float:
    words = one.passage.quote(one.sentence.start, one.sentence.end)
    said = max((share_said(few, words) for few in things), default=0.0)
    less = LESS_SAID if one.sentence.kind in ASIDE else 0.0
    return one.score + one.coverage / 2 + said / 2 - less
