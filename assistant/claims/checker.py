"""Judges claims against what they cite: signs of the wording, vectors, and a small reader of pairs, weighed together."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.claims.actors import blames
from assistant.claims.bindings import is_bound_otherwise
from assistant.claims.certainty import is_surer
from assistant.claims.clause_swaps import counts_the_other, is_of_another_office, is_of_the_other
from assistant.claims.contrasts import is_on_the_other_side
from assistant.claims.dated import is_of_another_event, is_of_another_part
from assistant.claims.denials import is_contrary
from assistant.claims.denied_parts import moves_a_denial
from assistant.claims.duties import lets_off
from assistant.claims.hearsay import is_said_or_bidden
from assistant.claims.hedges import suspicion_is_lost
from assistant.claims.in_place_of import stands_in
from assistant.claims.nouns import Claim, Fault, Judgement
from assistant.claims.numbers import lacking
from assistant.claims.opposites import takes_the_other_side
from assistant.claims.recounts import is_moved, is_nowhere, is_recounted
from assistant.claims.retelling import is_retelling
from assistant.claims.reversals import is_reversed
from assistant.claims.scope import says_more
from assistant.claims.signs import NAMES, Vectors, canonical, evidence_sentences, signs
from assistant.claims.specifics import exchanged
from assistant.claims.stages import death_is_unheard_of, goes_further
from assistant.claims.unrealised import is_told_as_done
from assistant.claims.weighing import weights
from assistant.claims.wording import wording_of, words_for
from assistant.nouns import Support

if TYPE_CHECKING:
    from ingest.embedding import Embedder

REMEMBERED = 5_000  # vectors of sentences
_WHY: dict[Fault, str] = {
    "number": "it gives a number that is not there: {told}",
    "names": "it names what is not named there: {told}",
    "review": "it names another child or review: {told}",
    "actor": "who did the harm is not said there: {told}",
    "negation": "one says that it was so, the other that it was not",
    "hedge": "what is only thought possible, planned or asked for there is told as a fact",
    "recommendation": "what is recommended there is told as done",
    "scope": "it goes further than what is said there",
    "content": "too little of it is said there",
}
_OF_SOMETHING_ELSE = "a number in it is told of something else there"  # it stands there
# Signs that speak of a fault, the gravest first; each is told only where it is there.
_SIGNS_OF: tuple[tuple[str, Fault], ...] = (
    ("label_other", "review"),
    ("number_lacking", "number"),
    ("number_moved", "number"),
    ("months_lacking", "number"),
    ("opposed", "negation"),
    ("clauses_denied", "negation"),
    ("denied_differs", "negation"),
    ("odd_best", "negation"),
    ("duty_to_done", "recommendation"),
    ("duty_lost", "recommendation"),
    ("doubt_lost", "hedge"),
    ("plan_lost", "hedge"),
    ("asks_lost", "hedge"),
    ("who_swapped", "names"),
    ("who_lacking", "names"),
    ("name_lacking", "names"),
    ("all_new", "scope"),
    ("wide_new", "scope"),
    ("only_new", "scope"),
    ("lasting_new", "scope"),
    ("some_lost", "scope"),
)
MOST_READ = 4.0  # log-odds of the reader that count, for and against
_FEW, _FAR, _FEW_WORDS = 2, 0.55, 0.55  # sentences; cosine; share of the claim's words
_LITTLE = 0.25  # share of a claim's words that its evidence has, below which too little of it is said there
_OF_ONE_MATTER = 0.5  # share of a claim's words that a recommendation has which is told as done
_OTHERWISE = ("number", "negation")  # with these faults the evidence says otherwise, if it is near


class Reader(Protocol):
    """What says how likely a passage supports a claim: ``assistant.claims.reader.ClaimReader``."""

    def scores(self, pairs: Sequence[tuple[str, str]]) -> Iterable[float]:
        """How likely each passage (the second of a pair) supports the claim, from 0 to 1."""


class ClaimChecker:
    """Judges claims by numbers, names, negation, hedges, scope and content; holds nothing of any claim.

    Args:
        embedder: for the nearness of a claim to each sentence of its evidence.
        reader: reads claims against passages; none says nothing.
    """

    def __init__(self, embedder: "Embedder", reader: Reader | None = None) -> None:
        self._embedder = embedder
        self._reader = reader
        self._remembered: dict[str, Vectors] = {}

    def judge(self, claims: Sequence[Claim]) -> list[Judgement]:
        """A judgement for each claim, in order."""
        if not claims:
            return []
        split = [evidence_sentences(claim.evidence) for claim in claims]
        vectors = self._vectors(
            [text for claim, own in zip(claims, split, strict=True) for text in (claim.text, *own)]
        )
        weighed = [_weigh(claim, own, vectors) for claim, own in zip(claims, split, strict=True)]
        read = self._read(claims, weighed)
        return [
            _judgement(claim, one, read.get(n, 0.0))
            for n, (claim, one) in enumerate(zip(claims, weighed, strict=True))
        ]

    def _read(self, claims: Sequence[Claim], weighed: Sequence["_Weighed"]) -> dict[int, float]:
        """What the reader says of the claims on which it can still change the verdict: it takes most of the time."""
        fitted = weights()
        left = [n for n, one in enumerate(weighed) if not one.retold and fitted.is_open(one.odds, MOST_READ)]
        if not left or self._reader is None:
            return {}
        scores = self._reader.scores([(claims[n].text, claims[n].evidence) for n in left])
        return {n: _log_odds(float(score)) for n, score in zip(left, scores, strict=True)}

    def warm(self) -> None:
        """Load what is loaded when the first claim is checked; the reader too, which not every claim asks."""
        said, told = "The nurse saw the baby.", "The nurse saw the baby at home."
        self.judge([Claim(said, told)])
        if self._reader:
            self._reader.scores([(said, told)])

    def prepare(self, sources: Sequence[Claim]) -> None:
        """Work out, once, what does not hang on a claim: vectors and wording.

        Args:
            sources: stand for claims to come on the same evidence; each is judged, and told to nobody.
        """
        self.judge(sources)

    def _vectors(self, texts: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of texts. They are remembered: claims of one answer are judged against the same sentences."""
        held = self._remembered
        vectors = {text: held[text] for text in dict.fromkeys(texts) if text in held}
        missing = [text for text in dict.fromkeys(texts) if text not in vectors]
        if missing:
            vectors.update(zip(missing, self._embedder.embed(missing), strict=True))
            self._remembered = vectors if len(held) > REMEMBERED else held | vectors
        return vectors


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What is known unread: a claim's signs, the log-odds they come to, whether it plainly retells a sentence, and by
    which fault it plainly says otherwise than one, if it does."""

    signed: Mapping[str, float]
    odds: float
    retold: bool
    otherwise: Fault | None


def _weigh(claim: Claim, sentences: Sequence[str], vectors: Mapping[str, Vectors]) -> _Weighed:
    import numpy as np

    found = signs(
        claim.text,
        sentences,
        f"{claim.context}\n{claim.review}",
        vectors[claim.text],
        np.array([vectors[one] for one in sentences]),
    )
    signed = dict(zip(NAMES, found.tolist(), strict=True))
    otherwise = _otherwise(claim, sentences)
    odds = -math.inf if otherwise or _is_elsewhere(signed, sentences) else weights().odds(found)
    retold = otherwise is None and is_retelling(claim.text, sentences, signed)
    return _Weighed(signed, odds, retold, otherwise)


def _otherwise(claim: Claim, sentences: Sequence[str]) -> Fault | None:
    """By which fault a claim plainly says otherwise than its evidence: a decision of rules, which nothing outweighs."""
    if (
        is_contrary(claim.text, sentences, canonical, claim.review)
        or is_reversed(claim.text, sentences, canonical)
        or is_on_the_other_side(claim.text, sentences, claim.review)
        or lets_off(claim.text, sentences, claim.review)
        or takes_the_other_side(claim.text, sentences, claim.review)
        or moves_a_denial(claim.text, sentences, claim.review)
    ):
        return "negation"
    if (
        is_nowhere(claim.text, sentences, claim.context, claim.review)
        or is_recounted(claim.text, sentences, claim.context, claim.review)
        or is_moved(claim.text, sentences)
        or is_bound_otherwise(claim.text, sentences)
        or is_of_another_event(claim.text, sentences)
        or is_of_another_part(claim.text, sentences, claim.review)
        or counts_the_other(claim.text, sentences, claim.review)
    ):
        return "number"
    there = f"{claim.evidence} {claim.context}"
    if (
        exchanged(claim.text, there)
        or stands_in(claim.text, sentences, claim.context, claim.review)
        or is_of_the_other(claim.text, sentences, claim.review)
        or is_of_another_office(claim.text, sentences, claim.review)
    ):
        return "names"
    if blames(claim.text, f"{claim.evidence}. {claim.context}"):
        return "actor"
    if (
        suspicion_is_lost(claim.text, sentences)
        or is_told_as_done(claim.text, sentences, claim.review)
        or is_surer(claim.text, sentences, claim.review)
        or is_said_or_bidden(claim.text, sentences, claim.review)
    ):
        return "hedge"
    further = (
        goes_further(claim.text, sentences)
        or death_is_unheard_of(claim.text, there)
        or says_more(claim.text, sentences, claim.review)
    )
    return "scope" if further else None


def _judgement(claim: Claim, weighed: _Weighed, read: float) -> Judgement:
    fitted, signed = weights(), weighed.signed
    score = round(fitted.probability(weighed.odds, read), 4)
    if weighed.retold:
        return Judgement(
            "supported", max(score, fitted.supported), "its sentences say so in nearly these words"
        )
    support: Support = (
        "supported" if score >= fitted.supported else "partly" if score >= fitted.partly else "not_shown"
    )
    if support == "supported":
        return Judgement(support, score, "its sentences say so")
    near = signed["cosine"] >= fitted.near
    faults: tuple[Fault, ...] = _faults(signed, near)
    if weighed.otherwise:
        faults = (weighed.otherwise, *(one for one in faults if one not in (weighed.otherwise, "content")))
    why = "; ".join(_why(fault, claim) for fault in faults[:2])
    otherwise = near and support == "not_shown" and faults[0] in _OTHERWISE
    return Judgement(support, score, why, (*faults, "contradicted") if otherwise else faults)


def _is_elsewhere(signed: Mapping[str, float], sentences: Sequence[str]) -> bool:
    """Whether one or two sentences are neither near a claim nor have half of its words: they are of another matter.

    Of a whole passage that cannot be said: the weights were fitted on passages, and a true claim may condense one.
    """
    return len(sentences) <= _FEW and signed["cosine"] < _FAR and signed["covered"] < _FEW_WORDS


def _log_odds(probability: float) -> float:
    held = min(1 - 1e-4, max(1e-4, probability))
    return max(-MOST_READ, min(MOST_READ, math.log(held / (1 - held))))


def _faults(signed: Mapping[str, float], near: bool) -> tuple[Fault, ...]:
    """What the signs speak of, the gravest first; too little content where none does, or where it is of another matter."""
    if not near or signed["covered"] < _LITTLE:
        return ("content",)
    found = dict.fromkeys(fault for name, fault in _SIGNS_OF if signed[name] > 0)
    if signed["covered_near"] < _OF_ONE_MATTER and len(found) > 1:
        found.pop("recommendation", None)  # what is recommended there is of another matter
    return tuple(found) or ("content",)


def _why(fault: Fault, claim: Claim) -> str:
    told = _told(fault, claim)
    return _OF_SOMETHING_ELSE if fault == "number" and not told else _WHY[fault].format(told=told)


def _told(fault: Fault, claim: Claim) -> str:
    there = f"{claim.evidence} {claim.context} {claim.review}"
    said, held = wording_of(claim.text), wording_of(there)
    if fault == "number":
        return ", ".join(lacking(claim.text, there))
    if fault == "review":
        return ", ".join(sorted(said.labels - held.labels))
    if fault == "actor":
        return blames(claim.text, there)
    words = words_for(
        claim.text, said.who - held.who
    )  # as the claim calls them, not by the names of our groups
    names = words | (said.names - held.names) | set(exchanged(claim.text, there))
    return ", ".join(sorted(names)) or "see its names"


def open_checker(embedder: "Embedder", cache: Path) -> ClaimChecker:
    """The checker with its reader, whose graph (58 MB) is written into ``cache`` once."""
    from assistant.claims.reader import ClaimReader

    return ClaimChecker(embedder, ClaimReader(cache))
