"""Judges claims against what they cite: signs of the wording, vectors, and a small reader of pairs, weighed together."""

import math
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.claims.nouns import Claim, Fault, Judgement
from assistant.claims.numbers import lacking
from assistant.claims.signs import NAMES, Vectors, evidence_sentences, signs
from assistant.claims.wording import wording_of
from assistant.nouns import Support

if TYPE_CHECKING:
    from ingest.embedding import Embedder

FILE = Path(__file__).with_name("points.toml")
_WHY: dict[Fault, str] = {
    "number": "a number in it stands not there: {told}",
    "names": "it speaks of somebody of whom nothing is said there: {told}",
    "review": "it names another child or review: {told}",
    "negation": "one says that something was so and the other that it was not",
    "hedge": "what is only thought possible, planned or asked for there is told as a fact",
    "recommendation": "what is recommended there is told as done",
    "scope": "it goes further than what is said there",
    "content": "too little of it is said there",
}
# Which signs speak of which fault, where they count against a claim.
_SIGNS_OF: dict[str, Fault] = {
    "number_lacking": "number",
    "who_lacking": "names",
    "who_lacking_near": "names",
    "label_other": "review",
    "name_lacking": "names",
    **dict.fromkeys(("negation_new", "negation_lost", "negation_odd", "same_words_negated", "seldom_lost"), "negation"),
    **dict.fromkeys(("doubt_lost", "plan_lost", "asks_lost"), "hedge"),
    **dict.fromkeys(("duty_lost", "duty_to_done"), "recommendation"),
    **dict.fromkeys(("all_new", "only_new", "wide_new", "lasting_new", "cause_new", "most_new", "some_lost"), "scope"),
}  # fmt: skip
_PLAIN = 0.25  # of a sign's worth, in log-odds, from which it is told as the reason
_OTHERWISE = ("number", "negation")  # with these faults the evidence says otherwise, if it is near


@dataclass(frozen=True, slots=True)
class Points:
    """What each sign is worth in log-odds, and from which probability a claim is supported, and partly."""

    worth: Vectors
    supported: float
    partly: float
    near: float


@cache
def points(file: Path = FILE) -> Points:
    """The points, as ``eval.training.claim_points`` fits them."""
    import numpy as np

    told = tomllib.loads(file.read_text(encoding="utf-8"))
    worth = np.array([told["points"].get(name, 0.0) for name in NAMES], dtype=np.float32)
    return Points(worth, told["supported"], told["partly"], told["near"])


Reader = Callable[[Sequence[tuple[str, str]]], Sequence[float]]


class ClaimChecker:
    """Judges claims by numbers, names, negation, hedges, scope and content; holds nothing of any claim.

    Args:
        embedder: for the nearness of a claim to each sentence of its evidence.
        reader: the log-odds that a passage supports a claim, for pairs (claim, passage); none counts as 0.
    """

    def __init__(self, embedder: "Embedder", reader: Reader | None = None) -> None:
        self._embedder = embedder
        self._reader = reader

    def judge(self, claims: Sequence[Claim]) -> list[Judgement]:
        """A judgement for each claim, in order."""
        if not claims:
            return []
        split = [evidence_sentences(claim.evidence) for claim in claims]
        texts = list(
            dict.fromkeys(
                text
                for claim, sentences in zip(claims, split, strict=True)
                for text in (claim.text, claim.evidence, *sentences)
            )
        )
        vectors = dict(zip(texts, self._embedder.embed(texts), strict=True))
        read = self._reader([(c.text, c.evidence) for c in claims]) if self._reader else [0.0] * len(claims)
        return [
            self._judged(claim, sentences, vectors, value)
            for claim, sentences, value in zip(claims, split, read, strict=True)
        ]

    def _judged(
        self, claim: Claim, sentences: Sequence[str], vectors: dict[str, Vectors], read: float
    ) -> Judgement:
        import numpy as np

        found = signs(
            claim.text,
            sentences,
            f"{claim.context}\n{claim.review}",
            vectors[claim.text],
            np.array([*(vectors[one] for one in sentences), vectors[claim.evidence]]),
            read,
        )
        fitted = points()
        shares = found * fitted.worth
        score = round(1 / (1 + math.exp(-float(shares.sum()))), 4)
        support: Support = (
            "supported" if score >= fitted.supported else "partly" if score >= fitted.partly else "not_shown"
        )
        if support == "supported":
            return Judgement(support, score, "its sentences say so")
        faults = _faults(found, shares)
        why = "; ".join(_WHY[fault].format(told=_told(fault, claim)) for fault in faults[:2])
        near = float(found[NAMES.index("cosine")]) >= fitted.near
        otherwise = near and support == "not_shown" and faults[0] in _OTHERWISE
        return Judgement(support, score, why, (*faults, "contradicted") if otherwise else tuple(faults))


def _faults(found: Vectors, shares: Vectors) -> list[Fault]:
    """What counts most against a claim, the worst first; too little content where no sign tells."""
    against: dict[Fault, float] = {}
    for name, value, share in zip(NAMES, found, shares, strict=True):
        fault = _SIGNS_OF.get(name)
        if fault and value > 0 and share <= -_PLAIN:
            against[fault] = against.get(fault, 0.0) + float(share)
    return sorted(against, key=lambda fault: against[fault]) or ["content"]


def _told(fault: Fault, claim: Claim) -> str:
    there = f"{claim.evidence} {claim.context} {claim.review}"
    said, held = wording_of(claim.text), wording_of(there)
    if fault == "number":
        return ", ".join(lacking(claim.text, there))
    if fault == "review":
        return ", ".join(sorted(said.labels - held.labels))
    return ", ".join(sorted((said.who - held.who) | (said.names - held.names))) or "see its names"
