"""From how likely each sentence is to be part of the answer to what is quoted: whole points, best first or in the source's order."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from assistant.nouns import Query
from assistant.relevance import Scored
from assistant.retrieve import Evidence
from assistant.select import MOST_WORDS, Pick
from assistant.selection.answered import is_answered_with
from assistant.selection.several import wants_several
from assistant.selection.signs import NAMES, ByRules, Embed, in_order, signs
from assistant.selection.trees import Floats, Trees, read_trees
from ingest.nouns import Sentence

FILE = Path(__file__).with_name("trees.safetensors")


@dataclass(frozen=True, slots=True)
class Bars:
    """From what probability on a sentence beside the best is quoted: ``least``, and ``share`` of the best's.

    ``most``: points quoted.
    """

    least: float
    share: float
    most: int


# Set on made-up briefings in folds that the trees were not fitted on (``eval/training/selection.py``).
LIST = 0.65  # how likely a question wants several things, from which it is answered as a list
HALF_OF_LIST = 0.5  # of the items under one heading, from which all of them are quoted
LEAST_ITEMS = 3  # of a list that is made whole
ANSWERED = 0.65  # how likely the review must answer
OF_LIST = Bars(least=0.15, share=0.3, most=12)
OF_FACT = Bars(least=0.3, share=0.7, most=3)


@cache
def trees(file: Path = FILE) -> Trees:
    """What this version was measured with; read once.

    Raises:
        ReviewsError: the file is missing, damaged or of other signs.
    """
    return read_trees(file, NAMES)


def chosen(query: Query, evidence: Evidence, rules: ByRules, embed: Embed) -> list[Pick]:
    """The points of one review that answer, by all that is known of its sentences; none where it does not answer.

    Args:
        query: what is asked of one review.
        evidence: what was found in it.
        rules: what the rules would quote.
        embed: vectors of headings.
    """
    found = in_order(evidence.sentences)
    if not found:
        return []
    several = wants_several(evidence.vector)
    rows = signs(query, evidence, found, rules, several, embed)
    likely = trees().probabilities(rows)
    if is_answered_with(rows, likely) < ANSWERED:
        return []
    as_list = query.shape == "list" or several >= LIST
    return points(found, likely, OF_LIST if as_list else OF_FACT, as_list)


def points(found: Sequence[Scored], likely: Floats, bars: Bars, as_list: bool) -> list[Pick]:
    """What is quoted of sentences in the order of the text, as likely to answer as told.

    A list item or a short paragraph is quoted whole, as far as it is of one kind; of a long one the sentences that answer.
    A list stands in the source's order, else the likeliest point leads.
    """
    best = float(likely.max(initial=0.0))
    least = min(best, max(bars.least, bars.share * best))
    picks = [pick for group in _blocks(found) for pick in _of_block(found, likely, group, least)]
    picks = sorted(picks, key=lambda pick: -pick.score)[: bars.most]
    picks += _missing_items(found, picks, bars.most) if as_list else []
    if as_list:
        order = {(one.passage.id, one.sentence): place for place, one in enumerate(found)}
        picks.sort(key=lambda pick: order[pick.passage.id, pick.sentences[0]])
    return picks


def _missing_items(found: Sequence[Scored], picks: Sequence[Pick], most: int) -> list[Pick]:
    """The items of lists of which at least half is quoted: half a list reads as if it were the whole."""
    quoted = {(pick.passage.id, sentence.block) for pick in picks for sentence in pick.sentences}
    lists: dict[tuple[str, ...], list[list[int]]] = {}
    for group in _blocks(found):
        if found[group[0]].sentence.item:
            lists.setdefault(found[group[0]].passage.section, []).append(group)
    missing = []
    for items in lists.values():
        absent = [g for g in items if (found[g[0]].passage.id, found[g[0]].sentence.block) not in quoted]
        if LEAST_ITEMS <= len(items) <= most and len(items) - len(absent) >= HALF_OF_LIST * len(items):
            missing += absent
    return [Pick(found[g[0]].passage, tuple(found[n].sentence for n in g), 0.0) for g in missing]


def _blocks(found: Sequence[Scored]) -> list[list[int]]:
    """The places of the sentences of each list item or paragraph, in order."""
    groups: dict[tuple[str, int], list[int]] = {}
    for place, one in enumerate(found):
        groups.setdefault((one.passage.id, one.sentence.block), []).append(place)
    return list(groups.values())


def _of_block(found: Sequence[Scored], likely: Floats, group: Sequence[int], least: float) -> list[Pick]:
    if max(likely[group]) < least:
        return []
    first = found[group[0]]
    words = len(first.passage.quote(first.sentence.start, found[group[-1]].sentence.end).split())
    short = first.sentence.item or words <= MOST_WORDS

    def belongs(place: int, run: Sequence[int]) -> bool:
        if not run:
            return True
        last = run[-1]
        return place == last + 1 and (not short or _kind(found[place]) == _kind(found[last]))

    runs: list[list[int]] = []
    for place in group:
        if not short and likely[place] < least:
            continue
        if runs and belongs(place, runs[-1]):
            runs[-1].append(place)
        else:
            runs.append([place])
    return [
        Pick(first.passage, tuple(_sentence(found[place]) for place in run), float(np.max(likely[run])))
        for run in runs
        if max(likely[run]) >= least
    ]


def _kind(scored: Scored) -> str:
    return scored.sentence.kind


def _sentence(scored: Scored) -> Sentence:
    return scored.sentence
