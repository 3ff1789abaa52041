"""One claim of a draft put to the reviews: the passages that bear on it, each judged, and the verdict.

A passage counts where it is on the matter: a judge of wording may find support in a passage that speaks of something else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.claims.nouns import Claim, Judgement
from assistant.compose import readable
from assistant.drafts.nouns import DraftVerdict, Judges
from assistant.drafts.second_look import looked_at_again
from assistant.drafts.verbatim import nearly_verbatim
from assistant.expansion import abbreviations_spelt_out, expand
from assistant.nouns import Query, Support
from assistant.relevance import Scored
from assistant.retrieve import Retriever
from assistant.words import with_ages_spelt
from ingest.nouns import Passage, Review

PASSAGES = 4  # judged for one claim of each search
ON_THE_MATTER = 0.45  # cosine from which a sentence is on the subject of a claim at all
SAME_MATTER = 0.15  # of fit, by which a passage may be further off than the best that counts beside it
LEAST_FIT = 0.4  # below it what seems to support is of another matter, and bears out in part at most
FITS = 0.65  # fit from which no other review is asked whether it says it better
FITS_ANOTHER = 0.5  # least fit of a passage of another review that is credited in place of this one
CLEARLY_BETTER = 0.2  # of fit, by which it must be nearer than what the credited review says
_SAYS_NOTHING = ("question", "contact")  # kinds of passages that bear nothing out
_WEAKER: dict[Support, Support] = {"supported": "partly", "partly": "not_shown", "not_shown": "not_shown"}
_RANK = {"supported": 2, "partly": 1, "not_shown": 0}


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage with what the check says of the claim by it.

    ``near``: the cosine of its nearest sentence. ``fit``: the mean of that and of the share of the claim's words, from 0 to 1.
    ``verbatim``: the share of the claim's words that one of its sentences has in their order, where that is nearly all.
    """

    passage: Passage
    scored: tuple[Scored, ...]
    judgement: Judgement
    near: float
    fit: float
    verbatim: float = 0.0

    @property
    def rank(self) -> tuple[int, float, float, float]:
        """Better support first, then what is nearest to the claim's words, then what fits best."""
        return _RANK[self.judgement.support], self.verbatim, self.fit, self.judgement.score


@dataclass(frozen=True, slots=True)
class Decided:
    """The verdict on a claim, the passage it rests on, and the passage of another review that supports it instead."""

    verdict: DraftVerdict
    best: Judged | None
    elsewhere: Judged | None = None


class Bench:
    """Puts claims to the passages of one index."""

    def __init__(self, retriever: Retriever, judges: Judges) -> None:
        self._retriever, self._judges = retriever, judges
        self._reviews: Mapping[str, Review] = retriever.index.reviews

    def near(self, claim: str) -> tuple[float, float]:
        """How near the nearest sentence of any review is: its cosine, and the share of the claim's words it has."""
        found = self._retriever(_query(claim, ()), 1).sentences
        best = max(found, key=lambda one: one.cosine, default=None)
        return (best.cosine, best.coverage) if best else (0.0, 0.0)

    def decide(self, claim: str, credited: tuple[str, ...], quoted: Sequence[Passage] = ()) -> Decided:
        """The verdict: by the credited reviews, then by all the others."""
        own = self._judged(
            claim, credited, [one for one in quoted if not credited or one.review_id in credited]
        )
        verdict, best = decided(own)
        sure = best is not None and (best.verbatim or best.fit >= FITS)
        if not credited or (verdict == "supported" and sure):
            return Decided(verdict, best)
        others = self._judged(claim, (), [one for one in quoted if one.review_id not in credited])
        others = [one for one in others if one.passage.review_id not in credited]
        elsewhere_verdict, elsewhere = decided(others)
        if elsewhere is not None and elsewhere_verdict == "supported" and elsewhere.fit >= FITS_ANOTHER:
            margin = CLEARLY_BETTER if verdict in ("supported", "partly", "contradicted") else 0.0
            # A review that says the contrary is the one that was meant: no other is credited unless it has the very words.
            denied = verdict == "contradicted" and not elsewhere.verbatim
            if not denied and (best is None or elsewhere.fit - best.fit > margin):
                return Decided("not_shown", best, elsewhere)
        return Decided(verdict, best)

    def _judged(self, claim: str, credited: tuple[str, ...], also: Sequence[Passage]) -> list[Judged]:
        evidence = self._retriever(_query(claim, credited), 2 * PASSAGES)
        scored: dict[str, list[Scored]] = {}
        for one in evidence.sentences:
            scored.setdefault(one.passage.id, []).append(one)
        found = {
            hit.passage.id: hit.passage for hit in evidence.hits if hit.passage.kind not in _SAYS_NOTHING
        }
        passages = {one.id: one for one in (*also, *list(found.values())[:PASSAGES])}
        claims = [self._claim(claim, passage) for passage in passages.values()]
        judgements = self._judges.judge(claims) if claims else []
        return [
            _weighed(claim, put, passage, scored.get(passage.id, ()), judgement)
            for put, passage, judgement in zip(claims, passages.values(), judgements, strict=True)
        ]

    def _claim(self, claim: str, passage: Passage) -> Claim:
        review = self._reviews[passage.review_id]
        sentences = [readable(passage.quote(one.start, one.end)) for one in passage.sentences]
        names = "; ".join(dict.fromkeys(filter(None, (review.title, review.child_label, *review.aliases))))
        return Claim(claim, "\n".join(sentences), " > ".join(passage.section), names)


def _weighed(
    claim: str, put: Claim, passage: Passage, scored: Sequence[Scored], judgement: Judgement
) -> Judged:
    """A judged passage; without scored sentences it is one that the draft quotes, and so on the matter."""
    near = max((one.cosine for one in scored), default=1.0)
    fit = max(((one.cosine + one.coverage) / 2 for one in scored), default=1.0)
    sentences = [passage.quote(one.start, one.end) for one in passage.sentences]
    verbatim = max((nearly_verbatim(claim, one) for one in sentences), default=0.0)
    return Judged(
        passage,
        tuple(scored or _all_of(passage)),
        looked_at_again(put, sentences, judgement),
        near,
        max(fit, verbatim),
        verbatim,
    )


def decided(found: Sequence[Judged]) -> tuple[DraftVerdict, Judged | None]:
    """The verdict that the judged passages give, and the passage it rests on.

    Those count that fit the claim about as well as the best of them; what says otherwise counts where none of them supports it.
    """
    if not found:
        return "nothing_found", None
    most = max(one.fit for one in found)
    counted = [one for one in found if one.fit >= most - SAME_MATTER]
    best = max(counted, key=lambda one: one.rank)
    support = best.judgement.support if most >= LEAST_FIT else _WEAKER[best.judgement.support]
    if support == "supported":
        return "supported", best
    against = [one for one in counted if one.judgement.contradicted]
    if against:
        return "contradicted", max(against, key=lambda one: (one.fit, one.rank))
    if support == "partly":
        return "partly", best
    # What is at fault in one word, as a rule tells, is on the matter however far the vectors put it.
    of_a_word = [one for one in found if one.fit >= LEAST_FIT and _is_of_a_word(one.judgement)]
    if of_a_word:
        return "not_shown", max(of_a_word, key=lambda one: (one.fit, one.near))
    closest = max(found, key=lambda one: one.near)
    return ("not_shown" if closest.near >= ON_THE_MATTER else "nothing_found"), closest


def _is_of_a_word(judgement: Judgement) -> bool:
    return bool(judgement.faults) and judgement.faults[0] != "content"


def _all_of(passage: Passage) -> list[Scored]:
    return [Scored(passage, sentence, 0.0, 0.0, 0.0) for sentence in passage.sentences]


def _query(claim: str, review_ids: tuple[str, ...]) -> Query:
    met = expand(claim)
    terms = tuple(dict.fromkeys(term for one in met for term in one.others))
    spelt_out = with_ages_spelt(abbreviations_spelt_out(claim, met))
    return Query(claim, claim, claim, "fact", terms, review_ids, asks=claim, spelt_out=spelt_out)
