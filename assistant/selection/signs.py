"""What tells whether a sentence is part of the answer: of itself, its list item or paragraph, its section, and the question.

A row a sentence, in the order of the text; ``NAMES`` names the columns. That several sentences are near together, under one
heading, of one kind and near the best, tells a list from a fact as no score of one sentence can.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from assistant.answerable import plainly_said
from assistant.kinds_asked import any_of, wanted_kinds, wants_one
from assistant.nouns import Query
from assistant.relevance import Scored, coverage
from assistant.retrieve import Evidence
from assistant.selection.trees import Floats
from assistant.words import content, fold, tokens
from ingest.nouns import KINDS

Numbers = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]
Embed = Callable[[Sequence[str]], Sequence[npt.NDArray[np.float32]]]

# Of the question: what it asks for, in what words.
_ASKED = {
    "asks_all": any_of(r"\b(?:all|every\w*|each|list|full|complete|whole|any|anything|points?|bullets?|enumerate)\b"),
    "asks_who": any_of(r"\b(?:who|whom|whose|which (?:agency|agencies|service|services|professional\w*))\b"),
    "asks_when": any_of(r"\bwhen\b|\bwhat (?:date|year|month|time|day)\b|\bhow (?:soon|long)\b"),
    "asks_number": any_of(r"\bhow (?:many|much|old|often)\b|\b(?:percentage|proportion|number|rate|figures?|age)\b"),
    "asks_why": any_of(r"\bwhy\b|\breasons?\b|\bhow come\b|\bwhat (?:led|caused)\b"),
    "asks_if": any_of(r"^\W*(?:is|was|were|are|did|does|do|has|have|had|can|could|should)\b"),
    "asks_duty": any_of(r"\b(?:should|must|ought|supposed|expected|meant|need|needs) (?:\w+ )?to\b|\bshould\b|\bto do\b"),
    "asks_plural": any_of(r"\b(?:what|which) (?:\w+ ){0,2}?\w{3,}s\b(?! (?:is|was|does|did)\b)|\bwere\b|\bare\b"),
}  # fmt: skip
# Of a sentence: what it holds of that.
_HOLDS = {
    "number": any_of(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twice|half|third|quarter|dozen)\b"),
    "date": any_of(
        r"\b(?:19|20)\d\d\b|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b"
        r"|\b(?:days?|weeks?|months?|years?) (?:later|after|before|earlier)\b|\bin may\b"
    ),
    "duty": any_of(r"\b(?:should|must|needs? to|ought|has to|have to|is to|are to|will)\b"),
    "reason": any_of(r"\b(?:because|since|so that|as a result|due to|owing to|led to|meant that|therefore|reason)\b"),
    "denial": any_of(r"\b(?:not?|never|none|nobody|without|failed|missed|lack\w*)\b|n't\b"),
}  # fmt: skip
_QUESTION = (
    *("several", "is_list", "kind_asked", "kinds_likely", "wants_one", "concepts", "words_asked"),
    *("best_cosine", "best_score", "near", "nearly_near", "sentences", "kind_held", "best_coverage", *_ASKED),
    *("by_rules", "rules_silent", "rules_whole", "rules_gathered", "unspoken", "plainly_said"),
)
_SENTENCE = (
    *("cosine", "cosine_behind", "cosine_share", "coverage", "coverage_behind", "score", "score_share"),
    *("place", "place_share", "unfit", "fits", "item", "words", "leads_in", "in_rules", *_HOLDS),
    *("block_best", "block_mean", "block_size", "block_coverage", "of_best_block", "rules_in_block"),
    *(
        "section_best",
        "section_mean",
        "section_mean_behind",
        "section_size",
        "section_in_best",
        "section_score",
    ),
    *("best_beside", "place_in_section", "of_best_section", "from_best", "rules_in_section"),
    *("of_kind", "passage_of_kind", "kind_of_best", *(f"kind_{kind}" for kind in KINDS)),
    *("heading", "heading_behind", "heading_coverage", "before", "after"),
)
NAMES: tuple[str, ...] = (*_QUESTION, *_SENTENCE)
FAR = 99.0  # from the best sentence: of another section
NEAR, NEARLY = 0.9, 0.8  # share of the best cosine
BEST = 5  # sentences that count as the best
ALONE = -1.0  # behind the best: of a sentence that has none beside it


# The best sentences, items on a subject, points that name whom or what is asked about, all of a section.
How = Literal["", "sentences", "gathered", "named", "whole"]


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules would quote: the places of the sentences, and how they came to them ("" where they find no answer).

    ``unspoken``: the review has no word of a subject asked about. ``of_list``: the rules read the question as one for a list,
    ``of_questions`` as one for the review's own questions.
    """

    places: frozenset[int] = frozenset()
    how: How = ""
    unspoken: bool = False
    of_list: bool = False
    of_questions: bool = False


def in_order(sentences: Sequence[Scored]) -> list[Scored]:
    """Sentences in the order of the text."""
    return sorted(sentences, key=lambda one: (one.passage.review_id, one.sentence.start))


def signs(
    query: Query,
    evidence: Evidence,
    found: Sequence[Scored],
    ruled: Ruled,
    several: float,
    embed: Embed,
) -> Floats:
    """The signs of sentences in the order of the text, shape (sentences, len(NAMES)).

    Args:
        query: what is asked.
        evidence: what was found for it.
        found: its sentences, of one review, as ``in_order`` gives them; one at least.
        ruled: what the rules quote.
        several: how likely the question wants several things, from 0 to 1.
        embed: vectors of headings.
    """
    count = len(found)
    cosine = np.array([one.cosine for one in found])
    covered = np.array([one.coverage for one in found])
    score = np.array([one.score for one in found])
    texts = [one.passage.quote(one.sentence.start, one.sentence.end) for one in found]
    best, top_cosine, top_score = int(score.argmax()), float(cosine.max()), float(score.max())
    kinds, strict = wanted_kinds(query.asks)
    by_rules = np.isin(np.arange(count), list(ruled.places)).astype(float)
    asks = fold(query.asks)
    columns: dict[str, npt.ArrayLike] = {
        "several": several,
        "is_list": ruled.of_list,
        "kind_asked": strict,
        "kinds_likely": bool(kinds),
        "wants_one": wants_one(query.asks),
        "concepts": len(evidence.concepts),
        "words_asked": len(content(tokens(query.asks))),
        "best_cosine": top_cosine,
        "best_score": top_score,
        "near": (cosine >= NEAR * top_cosine).sum(),
        "nearly_near": (cosine >= NEARLY * top_cosine).sum(),
        "sentences": count,
        "kind_held": any(one.sentence.kind in kinds for one in found),
        "best_coverage": covered.max(),
        "by_rules": by_rules.sum(),
        "rules_silent": not ruled.how,
        "rules_whole": ruled.how == "whole",
        "rules_gathered": ruled.how in ("gathered", "named"),
        "unspoken": ruled.unspoken,
        "plainly_said": bool(plainly_said(found, evidence.concepts)),
        **{name: bool(pattern.search(asks)) for name, pattern in _ASKED.items()},
    }
    rank = np.empty(count)
    rank[np.argsort(-score, kind="stable")] = np.arange(count)
    columns |= {
        "cosine": cosine,
        "cosine_behind": cosine - top_cosine,
        "cosine_share": cosine / max(top_cosine, 1e-6),
        "coverage": covered,
        "coverage_behind": covered - covered.max(),
        "score": score,
        "score_share": score / max(top_score, 1e-6),
        "place": rank,
        "place_share": rank / count,
        "unfit": [one.unfit for one in found],
        "fits": [one.sort is not None and not one.unfit for one in found],
        "item": [one.sentence.item for one in found],
        "words": [len(text.split()) for text in texts],
        "leads_in": [text.rstrip().endswith(":") for text in texts],
        "in_rules": by_rules,
        "of_kind": [one.sentence.kind in kinds for one in found],
        "passage_of_kind": [one.passage.kind in kinds for one in found],
        "kind_of_best": [one.sentence.kind == found[best].sentence.kind for one in found],
        **{f"kind_{kind}": [one.sentence.kind == kind for one in found] for kind in KINDS},
        **{name: [bool(pattern.search(fold(t))) for t in texts] for name, pattern in _HOLDS.items()},
    }
    blocks = _numbered([(one.passage.id, one.sentence.block) for one in found])
    columns |= _of_blocks(blocks, cosine - top_cosine, covered, by_rules, best)
    sections = _numbered([(one.passage.review_id, one.passage.section) for one in found])
    columns |= _of_sections(sections, cosine - top_cosine, score - top_score, by_rules, rank, best)
    columns |= _of_headings(found, sections, evidence, embed)
    rows = np.empty((count, len(NAMES)), np.float32)
    for place, name in enumerate(NAMES):
        rows[:, place] = np.asarray(columns[name], np.float32)
    return rows


def _numbered(keys: Sequence[object]) -> Numbers:
    """For each key its number, from 0 in the order of their first."""
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys])


def _of_blocks(
    blocks: Numbers, behind: Values, covered: Values, by_rules: Values, best: int
) -> dict[str, npt.ArrayLike]:
    """Of the list item or paragraph that each sentence is of."""
    own = [blocks == number for number in range(blocks.max() + 1)]
    return {
        "block_best": np.array([behind[of].max() for of in own])[blocks],
        "block_mean": np.array([behind[of].mean() for of in own])[blocks],
        "block_size": np.array([of.sum() for of in own])[blocks],
        "block_coverage": np.array([covered[of].max() for of in own])[blocks],
        "rules_in_block": np.array([by_rules[of].max() for of in own])[blocks],
        "of_best_block": blocks == blocks[best],
    }


def _of_sections(
    sections: Numbers, behind: Values, score_behind: Values, by_rules: Values, rank: Values, best: int
) -> dict[str, npt.ArrayLike]:
    """Of the section that each sentence stands in, and of its neighbours there."""
    own = [np.flatnonzero(sections == number) for number in range(sections.max() + 1)]
    mean = np.array([behind[of].mean() for of in own])
    beside, before, after = (np.full(len(sections), ALONE) for _ in range(3))
    for of in own:
        before[of[1:]], after[of[:-1]] = behind[of[:-1]], behind[of[1:]]
        second, first = np.sort(np.append(behind[of], ALONE))[-2:]
        beside[of] = np.where(behind[of] == first, second, first)
    rows = np.arange(len(sections))
    return {
        "section_best": np.array([behind[of].max() for of in own])[sections],
        "section_mean": mean[sections],
        "section_mean_behind": mean[sections] - mean.max(),
        "section_size": np.array([len(of) for of in own])[sections],
        "section_in_best": np.array([(rank[of] < BEST).sum() for of in own])[sections],
        "section_score": np.array([score_behind[of].mean() for of in own])[sections],
        "rules_in_section": np.array([by_rules[of].sum() for of in own])[sections],
        "best_beside": beside,
        "before": before,
        "after": after,
        "place_in_section": rows - np.array([of[0] for of in own])[sections],
        "of_best_section": sections == sections[best],
        "from_best": np.where(sections == sections[best], np.abs(rows - best), FAR),
    }


def _of_headings(
    found: Sequence[Scored], sections: Numbers, evidence: Evidence, embed: Embed
) -> dict[str, npt.ArrayLike]:
    """Of the headings that each sentence stands under."""
    first = [int(np.flatnonzero(sections == number)[0]) for number in range(sections.max() + 1)]
    headings = [found[row].passage.section for row in first]
    vectors = embed([" ".join(one[1:]) or " ".join(one) or "text" for one in headings])
    near = np.array([float(vector @ evidence.vector) for vector in vectors])
    covered = np.array([coverage(evidence.concepts, " ".join(one)) for one in headings])
    return {
        "heading": near[sections],
        "heading_behind": (near - near.max())[sections],
        "heading_coverage": covered[sections],
    }
