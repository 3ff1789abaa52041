"""Where what is learnt decides with the rules: questions of one review for a fact or a list."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.kinds_asked import wanted_kinds
from assistant.listing import NO_LIST, Listed
from assistant.nouns import Query
from assistant.papers import Papers
from assistant.relevance import Scored
from assistant.retrieve import Evidence
from assistant.sections import Section, sections
from assistant.select import Pick
from assistant.selection.answered import is_answered_with
from assistant.selection.chosen import decided, trees
from assistant.selection.several import wants_several
from assistant.selection.signs import Embed, How, Ruled, in_order, signs

WEIGHED = "the sentences of the review weighed together; likely answered: {likely} ({sure:.2f} of 1)"
LEAST_ITEMS = 2  # of a section that is said to be quoted whole


def is_weighed(query: Query) -> bool:
    """Whether a question is of one review, and for a fact or a list: not for one item by its place, nor for links."""
    asks_what_is_told = query.shape in ("fact", "list") and query.item is None
    return (
        len(query.review_ids) == 1 and asks_what_is_told and "boilerplate" not in wanted_kinds(query.asks)[0]
    )


def weighed_together(
    query: Query, evidence: Evidence, rules: Listed, unspoken: bool, index: Papers, embed: Embed
) -> Listed:
    """What to quote, by what is learnt of questions and their answers, the rules' choice among its signs.

    Of facts the rules' sentences are as good (to the point in 0.89 of made-up briefings, 0.90), and stay; so does a whole section,
    and its remarks, where some of it is borne out. Lists that the rules gather, and questions on which they are silent, are
    answered by what is learnt.

    Args:
        query: of which ``is_weighed`` holds.
        evidence: what was found.
        rules: what the rules quote, nothing where they find no answer.
        unspoken: whether the review has no word of a subject asked about.
        index: that holds the review.
        embed: vectors of headings.
    """
    found = in_order(evidence.sentences)
    if not found:
        return NO_LIST
    if rules.named and not rules.picks:
        return rules  # no point names whom it is asked for: none is put in the review's mouth
    ruled = as_ruled(query, found, rules, unspoken)
    several = wants_several(evidence.vector)
    rows = signs(query, evidence, found, ruled, several, embed)
    likely = trees().probabilities(rows)
    sure = is_answered_with(rows, likely)
    picks = decided(found, likely, sure, several, ruled)
    if picks == "as ruled":
        return rules
    told = WEIGHED.format(likely="yes" if picks else "no", sure=sure)
    whole = _all_items_of(picks, index) if picks else None
    return replace(NO_LIST, picks=picks, whole=whole, weighed=told)


def as_ruled(query: Query, found: Sequence[Scored], rules: Listed, unspoken: bool) -> Ruled:
    """What the rules quote, by the places of sentences."""
    how: How = "sentences"
    if rules.named:
        how = "named"
    elif rules.whole:
        how = "whole"
    elif rules.gathered:
        how = "gathered"
    spans = [(pick.passage.file, *pick.span) for pick in rules.picks]
    places = frozenset(
        n
        for n, one in enumerate(found)
        if any(
            file == one.passage.file and start < one.sentence.end and one.sentence.start < end
            for file, start, end in spans
        )
    )
    of_questions = "question" in wanted_kinds(query.asks)[0]
    return Ruled(places, how if spans else "", unspoken, query.shape == "list", of_questions)


def _all_items_of(picks: Sequence[Pick], index: Papers) -> Section | None:
    """The section whose list items the picks are, each of them and nothing else."""
    quoted = {(pick.passage.id, pick.sentences[0].block) for pick in picks}
    for section in sections(index, [picks[0].passage.review_id]):
        blocks = [(passage, block) for passage in section.passages for block in passage.blocks()]
        own = {(passage.id, block[0].block) for passage, block in blocks if block[0].item}
        if own == quoted and len(own) >= LEAST_ITEMS:
            return section
    return None
