"""What is quoted of one review, from how likely each of its sentences is to be part of the answer.

A list item or a short paragraph is quoted whole. What the rules chose stays where it was as good on made-up briefings (in folds that
the trees were not fitted on, ``eval/training/selection.py``): the sentences of a fact, and a whole section that a list was asked of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np

from assistant.relevance import Scored
from assistant.select import MOST_WORDS, Pick, introduces, leads_in
from assistant.selection.signs import NAMES, Ruled
from assistant.selection.trees import Floats, Trees, read_trees

FILE = Path(__file__).with_name("trees.safetensors")


@dataclass(frozen=True, slots=True)
class Bars:
    """From what probability on a sentence beside the best is quoted: ``least``, and ``share`` of the best's.

    ``most``: points quoted.
    """

    least: float
    share: float
    most: int


LIST = 0.65  # how likely a question wants several things, from which it is answered as a list
ANSWERED = 0.65  # how likely the review must answer where the rules find no answer
ANSWERED_BY_RULES = 0.35  # and where they do
LEAST_OF_BEST = 0.3  # how likely the likeliest sentence must be where the rules find no answer
BORNE_OUT = 0.34  # share of a whole section chosen by rule that answers, from which all of it is quoted
INSTEAD = 0.5  # share of the likeliest question's probability with which a statement answers in its place
HALF_OF_LIST = 0.5  # of the items under one heading, from which all of them are quoted
LEAST_ITEMS = 3  # of a list that is made whole
OF_LIST = Bars(least=0.15, share=0.3, most=12)
OF_FACT = Bars(least=0.3, share=0.7, most=3)


@cache
def trees(file: Path = FILE) -> Trees:
    """What this version was measured with; read once.

    Raises:
        ReviewsError: the file is missing, damaged or of other signs.
    """
    return read_trees(file, NAMES)


def decided(
    found: Sequence[Scored], likely: Floats, sure: float, several: float, ruled: Ruled
) -> list[Pick] | Literal["as ruled"]:
    """What to quote, or that what the rules quote stands; no picks where the review does not answer.

    Args:
        found: the sentences of a review in the order of the text, one at least.
        likely: how likely each is to be part of the answer.
        sure: how likely the review answers at all.
        several: how likely the question wants several things.
        ruled: what the rules would quote.
    """
    best = found[int(likely.argmax())]
    as_list = ruled.of_list or (several >= LIST and best.sort is None)
    if ruled.how == "named" or (ruled.how == "whole" and ruled.of_list):
        return "as ruled"
    if (best.unfit and not as_list) or sure < (ANSWERED_BY_RULES if ruled.how else ANSWERED):
        return "as ruled" if ruled.how == "whole" else []
    if not ruled.how and likely.max() < LEAST_OF_BEST:
        return []
    if ruled.how == "sentences" and not as_list:
        return "as ruled"
    if not ruled.of_questions:
        likely = _stated(found, likely, ruled)
    likely = _without_leads(found, likely)
    # Of a list narrowed to a subject the other items are of something else.
    picks = points(found, likely, OF_LIST if as_list else OF_FACT, as_list, ruled.how != "gathered")
    if ruled.how == "whole" and as_list and _share_quoted(found, ruled, picks) >= BORNE_OUT:
        return "as ruled"
    return picks


def _stated(found: Sequence[Scored], likely: Floats, ruled: Ruled) -> Floats:
    """Where a statement answers by rule, or is about as likely to, no question that the review puts to its readers does."""
    asks = np.array([one.sentence.kind == "question" for one in found])
    stated = np.where(asks, 0, likely).astype(np.float32)
    by_rule = bool(ruled.places) and not any(asks[n] for n in ruled.places)
    return stated if by_rule or stated.max() >= INSTEAD * likely.max() else likely


def _without_leads(found: Sequence[Scored], likely: Floats) -> Floats:
    """Without the sentences that only lead in to a list, as far as any other is likely to answer."""
    leads = np.array([leads_in(one) or introduces(one) for one in found])
    others = np.where(leads, 0, likely).astype(np.float32)
    return others if others.max() >= OF_LIST.least else likely


def _share_quoted(found: Sequence[Scored], ruled: Ruled, picks: Sequence[Pick]) -> float:
    """Of the points that the rules quote the share that is among the picks."""
    quoted = {(pick.passage.id, sentence.block) for pick in picks for sentence in pick.sentences}
    points_ruled = {(found[n].passage.id, found[n].sentence.block) for n in ruled.places}
    return len(points_ruled & quoted) / max(1, len(points_ruled))


def points(
    found: Sequence[Scored], likely: Floats, bars: Bars, as_list: bool, made_whole: bool = True
) -> list[Pick]:
    """What is quoted of sentences in the order of the text, as likely to answer as told.

    A list item or a short paragraph is quoted whole, as far as it is of one kind; of a long one the sentences that answer.
    A list stands in the source's order, else the likeliest point leads; ``made_whole``: with its other items, where half are quoted.
    """
    best = float(likely.max(initial=0.0))
    least = min(best, max(bars.least, bars.share * best))
    picks = [pick for group in _blocks(found) for pick in _of_block(found, likely, group, least)]
    picks = sorted(picks, key=lambda pick: -pick.score)[: bars.most]
    picks += _missing_items(found, picks, bars.most) if as_list and made_whole else []
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
    first = found[group[0]]
    words = len(first.passage.quote(first.sentence.start, found[group[-1]].sentence.end).split())
    short = first.sentence.item or words <= MOST_WORDS
    runs: list[list[int]] = []
    for place in group:
        if not short and likely[place] < least:
            continue
        goes_on = bool(runs) and place == runs[-1][-1] + 1
        if goes_on and (not short or found[place].sentence.kind == found[runs[-1][-1]].sentence.kind):
            runs[-1].append(place)
        else:
            runs.append([place])
    return [
        Pick(first.passage, tuple(found[place].sentence for place in run), float(likely[run].max()))
        for run in runs
        if likely[run].max() >= least
    ]
