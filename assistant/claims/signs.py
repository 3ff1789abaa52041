"""Signs by which a claim is judged: numbers, pure functions of the texts and of their vectors."""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.claims.nouns import REMEMBERED
from assistant.claims.numbers import lacking, months_in, moved
from assistant.claims.polarity import denied_clauses, differing
from assistant.claims.polarity import odd as odd_of
from assistant.claims.wording import Wording, first_who, named_in, wording_of
from assistant.expansion import expand
from assistant.words import content, fold, stem, tokens
from ingest.sentences import sentence_spans

Vectors = NDArray[np.float32]
NEAR = 0.75  # share of the best sentence's nearness that another needs to be what the claim retells
_SIMPLE = ("negation", "seldom", "doubt", "duty", "plan", "asks", "all", "most", "some", "only", "wide", "lasting",
           "cause", "more", "less", "before", "after")  # fmt: skip
NAMES = (
    "cosine", "cosine_two", "covered", "covered_near", "number_lacking", "who_lacking", "who_lacking_near", "label_other", "name_lacking",
    *(f"{cue}_{side}" for cue in _SIMPLE for side in ("new", "lost")),
    "duty_to_done", "same_words_negated",
    "denied_differs", "clauses_denied", "clauses_met", "denied_both", "opposed", "odd_best", "odd_second", "denied_differs_second",
    "who_swapped", "who_first_lacking", "number_moved", "months_lacking",
)  # fmt: skip


def evidence_sentences(evidence: str) -> list[str]:
    """The sentences of a passage; every point of a list is one."""
    lines = [line for line in re.split(r"\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)])\s)", evidence) if line.strip()]
    return [line[s:e] for line in lines for s, e in sentence_spans(line, 0, len(line))] or [evidence]


@lru_cache(maxsize=REMEMBERED)
def canonical(text: str) -> frozenset[str]:
    """The stems of a text's content words, one for all words of a group of synonyms."""
    text = fold(text)
    own = {stem(word) for word in content(tokens(text))}
    for met in expand(text):
        if met.others:
            own.add(min((met.said.lower(), *(other.lower() for other in met.others))))
    return frozenset(own)


def signs(
    claim: str, sentences: Sequence[str], context: str, claim_vector: Vectors, vectors: Vectors
) -> Vectors:
    """The signs of one claim, in the order of ``NAMES``.

    Args:
        claim: the claim.
        sentences: those of its evidence.
        context: what stands around, and what the review is called.
        claim_vector: (dimension,), of length 1.
        vectors: (sentences, dimension), of length 1.
    """
    cosines = vectors @ claim_vector
    own = canonical(claim)
    stems_of = [canonical(one) for one in sentences]
    overlap = np.array([len(own & one) / max(1, len(own)) for one in stems_of])
    nearness = cosines + overlap
    near = [n for n, value in enumerate(nearness) if value >= NEAR * nearness.max()][:3]
    near_text = " ".join(sentences[n] for n in near)
    whole = " ".join(sentences)
    said, close = wording_of(claim), wording_of(near_text)
    at_hand, around = named_in(whole), named_in(context)
    labels = at_hand.labels | around.labels
    all_stems = frozenset().union(*stems_of)
    values: dict[str, float] = {
        "cosine": float(cosines.max()),
        "cosine_two": float(np.sort(cosines)[-2:].mean()),
        "covered": len(own & all_stems) / max(1, len(own)),
        "covered_near": float(overlap.max()),
        "number_lacking": float(len(lacking(claim, f"{whole} {context}"))),
        "who_lacking": float(len(said.who - at_hand.who - around.who)),
        "who_lacking_near": float(len(said.who - close.who)),
        "label_other": float(bool(labels) and bool(said.labels - labels)),
        "name_lacking": float(
            len(said.names - at_hand.names - around.names - _capitals(whole) - _capitals(context))
        ),
    }
    for cue in _SIMPLE:
        values[f"{cue}_new"] = float(said.cues[cue] > 0 and close.cues[cue] == 0)
        values[f"{cue}_lost"] = float(said.cues[cue] == 0 and close.cues[cue] > 0)
    order = sorted(range(len(sentences)), key=lambda n: -nearness[n])
    best, second = sentences[order[0]], sentences[order[1]] if len(order) > 1 else ""
    values["denied_differs"], values["denied_both"], values["opposed"] = differing(claim, best)
    values["denied_differs_second"] = differing(claim, second)[0] if second else 0.0
    values["clauses_denied"], values["clauses_met"] = denied_clauses(claim, sentences, canonical)
    values["odd_best"], values["odd_second"] = odd_of(claim, best), odd_of(claim, second) if second else 0.0
    at_best = wording_of(best)
    lacking_there, unused = said.who - at_best.who, at_best.who - said.who
    values["who_swapped"] = float(min(len(lacking_there), len(unused)))
    values["who_first_lacking"] = float(bool(said.who) and first_who(claim) not in at_best.who)
    values["number_moved"] = float(moved(claim, whole))
    values["months_lacking"] = float(len(months_in(claim) - months_in(whole) - months_in(context)))
    values["duty_to_done"] = float(_done(said) and close.cues["duty"] > 0 and said.cues["duty"] == 0)
    values["same_words_negated"] = values["covered_near"] * (values["negation_new"] + values["negation_lost"])
    return np.array([values[name] for name in NAMES], dtype=np.float32)


@lru_cache(maxsize=REMEMBERED)
def _capitals(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in re.findall(r"\b[A-Z][\w'-]+", fold(text)))


def _done(said: Wording) -> bool:
    return said.cues["done"] > 0
