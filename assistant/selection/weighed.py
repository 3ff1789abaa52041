"""Where what is learnt decides with the rules: questions of one review for a fact or a list."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.listing import NO_LIST, Listed
from assistant.nouns import Query
from assistant.papers import Papers
from assistant.retrieve import Evidence
from assistant.sections import Section, sections
from assistant.select import Pick
from assistant.selection.chosen import chosen
from assistant.selection.signs import ByRules, Embed

BORNE_OUT = (
    0.34  # share of a whole section chosen by its heading that answers, from which all of it is quoted
)
LEAST_ITEMS = 2  # of a section that is said to be quoted whole


def is_weighed(query: Query) -> bool:
    """Whether a question is of one review, and for a fact or a list that it has not named one item of."""
    return len(query.review_ids) == 1 and query.shape in ("fact", "list") and query.item is None


def told_by_rules(rules: Listed, unspoken: bool) -> ByRules:
    """What the rules quote, as the signs take it."""
    return ByRules(frozenset((pick.passage.file, *pick.span) for pick in rules.picks), unspoken)


def weighed_together(
    query: Query, evidence: Evidence, rules: Listed, unspoken: bool, index: Papers, embed: Embed
) -> Listed:
    """What to quote, by what is learnt of questions and their answers, the rules' choice among its signs.

    Where both choose the same, the rules' remarks on it stand.

    Args:
        query: of which ``is_weighed`` holds.
        evidence: what was found.
        rules: what the rules quote, nothing where they find no answer.
        unspoken: whether the review has no word of a subject asked about.
        index: that holds the review.
        embed: vectors of headings.
    """
    picks = chosen(query, evidence, told_by_rules(rules, unspoken), embed)
    if not picks:
        return NO_LIST
    if rules.whole is not None and _share_quoted(rules.picks, picks) >= BORNE_OUT:
        return rules
    if {(pick.passage.file, *pick.span) for pick in picks} == {
        (pick.passage.file, *pick.span) for pick in rules.picks
    }:
        return rules
    return replace(NO_LIST, picks=picks, whole=_all_items_of(picks, index), weighed=True)


def _share_quoted(wanted: Sequence[Pick], picks: Sequence[Pick]) -> float:
    quoted = {(pick.passage.id, sentence) for pick in picks for sentence in pick.sentences}
    met = [any((pick.passage.id, sentence) in quoted for sentence in pick.sentences) for pick in wanted]
    return sum(met) / max(1, len(met))


def _all_items_of(picks: Sequence[Pick], index: Papers) -> Section | None:
    """The section whose list items the picks are, each of them and nothing else."""
    quoted = {(pick.passage.id, pick.sentences[0].block) for pick in picks}
    for section in sections(index, [picks[0].passage.review_id]):
        blocks = [(passage, block) for passage in section.passages for block in passage.blocks()]
        own = {(passage.id, block[0].block) for passage, block in blocks if block[0].item}
        if own == quoted and len(own) >= LEAST_ITEMS:
            return section
    return None
