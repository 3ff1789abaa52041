"""Several reviews compared: what each of them says, review by review."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answerable import is_answered
from assistant.bare_titles import spoken
from assistant.compose import Composer
from assistant.interpret import only_a_kind
from assistant.kinds_asked import subject, wanted_kinds
from assistant.listing import Listed, lacks_kind, listed
from assistant.mentions import mentioned, without
from assistant.nouns import Query, ReviewVerdict
from assistant.papers import Papers
from assistant.parts import Draft
from assistant.per_review import ASIDE, about, with_words
from assistant.relevance import Scored
from assistant.retrieve import Evidence
from assistant.sections import Embed
from assistant.select import COMPARES, MOST, Pick, best_sentences, leads_in, whole_point
from assistant.themes import Named, alternatives, share_said, without_comparing
from assistant.who_says import SAYS_COMPARED, SAYS_COMPARED_OF_ALL, is_plain, who_says

# Words that only say that statements of a kind were found: "the strengths picked out in ...", "what worked well".
_PICKED = frozenset(
    """
    worked work picked found seen noted set list listed table put next alongside identified
    """.split()  # noqa: SIM905
)


def compared(
    query: Query,
    evidence: Evidence,
    index: Papers,
    composer: Composer,
    embed: Embed,
    alone: Mapping[str, Listed],
) -> Draft | None:
    """The best sentences of each review meant, review by review, with a row for each; None where none says it.

    Of reviews that are named, and asked for a kind of statement and nothing else ("compare the strengths"), all of them.

    A review that the question does not name is left out where it says little.

    Args:
        alone: what each review says when it is asked alone, by its id; nothing of many.
    """
    things = alternatives(without_comparing(about(query, index)))
    best = max((s.score for s in evidence.sentences if not s.unfit), default=0.0)
    meant = query.searched or tuple(index.reviews)
    said = spoken(query, evidence.sentences)
    of_review = {i: [s for s in said if s.passage.review_id == i] for i in meant}
    kinds, strict = wanted_kinds(query.asks)
    of_kind_alone = strict and query.review_ids and not _beside_kind(query, index)
    if of_kind_alone and (whole := _whole_lists(query, evidence, index, composer, embed)):
        return whole
    only_kind = only_a_kind(query, index.reviews)
    if strict:  # "compare the strengths": statements of that kind, where a review has any
        of_kind = {i: [s for s in own if s.sentence.kind in kinds] for i, own in of_review.items()}
        of_review = {i: own if only_kind else own or of_review[i] for i, own in of_kind.items()}
    # Of reviews that the question names each is quoted, but for one without a word for what is compared.
    loosely = query.review_ids and not is_plain(things)
    least = SAYS_COMPARED if query.review_ids else SAYS_COMPARED_OF_ALL
    if only_kind and any(of_review.values()):
        saying = [i for i in meant if of_review[i]]  # whatever their words
    elif loosely and any((on_any := _on_any(of_review, things)).values()):
        saying = [i for i in meant if on_any[i]]
    elif loosely or not things:
        saying = list(meant)
    else:
        saying = who_says(of_review, things, least, evidence.sentences)
    if not saying and is_answered(evidence.sentences, evidence.concepts, bool(query.review_ids), query.asks):
        # Said in other words: by those whose nearest sentence has some of them, else by whichever are near.
        saying = [i for i in query.review_ids if _nearest_covers(of_review[i])] or list(query.review_ids)
    rows: list[ReviewVerdict] = []
    for review_id in meant:
        own = with_words(of_review[review_id], things) if review_id in saying else []
        picks = best_sentences(own, least=0.0 if query.review_ids else COMPARES * best)
        if query.review_ids and is_plain(things):
            picks += _further(own, things, picks)
        if query.review_ids or review_id in saying:
            picks = _with_alone(picks, alone.get(review_id), bool(query.review_ids))
        numbers = tuple(dict.fromkeys(composer.quote_all(picks)))
        rows.append(ReviewVerdict.of(index.reviews[review_id], "says" if picks else "no_mention", numbers))
    if not composer.statements:
        return None
    return Draft("answered", composer, reviews=tuple(rows), rules=("a row for each review compared",))


def _with_alone(picks: Sequence[Pick], alone: Listed | None, named: bool) -> list[Pick]:
    """What is quoted of a review, with what it says when it is asked alone.

    Of reviews that the question names the nearest to what is compared stands (on made-up libraries, 0.61 of it to the point and 0.52
    of what was asked alone); where every review is asked, one says more alone than beside the others (vital facts 0.67 and 0.41).
    """
    own = list(alone.picks) if alone else []
    if named or not own:
        return [*picks] or own
    quoted = {(pick.passage.id, sentence.block) for pick in own for sentence in pick.sentences}
    rest = [
        pick for pick in picks if not any((pick.passage.id, one.block) in quoted for one in pick.sentences)
    ]
    return [*own, *rest[:1]]


def _on_any(
    of_review: Mapping[str, Sequence[Scored]], things: Sequence[Sequence[Named]]
) -> dict[str, list[Scored]]:
    """Of each review the sentences whose point, or its headings, has a word for any of the things compared."""

    def on_one(one: Scored) -> bool:
        point = whole_point(one)
        text = " ".join((*point.passage.section, point.passage.quote(*point.span)))
        return any(share_said(few, text) > 0 for few in things)

    return {review_id: [one for one in own if on_one(one)] for review_id, own in of_review.items()}


def _nearest_covers(own: Sequence[Scored]) -> bool:
    """Whether the best sentence of a review holds anything of what is asked."""
    nearest = max(own, key=lambda one: one.score, default=None)
    return nearest is not None and nearest.coverage > 0


def _further(own: Sequence[Scored], things: Sequence[Sequence[Named]], picks: Sequence[Pick]) -> list[Pick]:
    """More points of a review with the word for the one thing compared, to as many as are quoted of one."""
    found = list(picks)
    for one in sorted(own, key=lambda one: (-one.score, one.passage.id, one.sentence.start)):
        point = whole_point(one)
        again = any(
            p.passage.id == point.passage.id and set(p.sentences) & set(point.sentences) for p in found
        )
        words = point.passage.quote(*point.span)
        says = one.sentence.kind not in ASIDE and any(share_said(few, words) == 1.0 for few in things)
        if len(found) < MOST and says and not again and not leads_in(one) and not one.unfit:
            found.append(point)
    return found[len(picks) :]


def _beside_kind(query: Query, index: Papers) -> list[str]:
    """What a comparison is on beside the kind of statement that it asks for."""
    rest = without(query.standalone, mentioned(query.standalone, index.reviews))
    return [word for word in subject(without_comparing(rest)) if word not in _PICKED]


def _whole_lists(
    query: Query, evidence: Evidence, index: Papers, composer: Composer, embed: Embed
) -> Draft | None:
    """The list of each review that is asked for, whole, as it would be asked of that one alone."""
    rows: list[ReviewVerdict] = []
    for review_id in query.review_ids:
        of_one = replace(query, shape="list", review_ids=(review_id,))
        own = replace(
            evidence, sentences=tuple(s for s in evidence.sentences if s.passage.review_id == review_id)
        )
        picks = [] if lacks_kind(of_one, index) else listed(of_one, own, index, embed).picks
        numbers = tuple(dict.fromkeys(composer.quote_all(picks)))
        rows.append(ReviewVerdict.of(index.reviews[review_id], "says" if picks else "no_mention", numbers))
    if not composer.statements:
        return None
    return Draft("answered", composer, reviews=tuple(rows), rules=("the whole list of each review compared",))
