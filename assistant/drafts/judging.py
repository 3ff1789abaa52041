"""One claim of a draft put to the reviews: the passages that bear on it, each judged, and the verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.claims.nouns import Claim, Judgement
from assistant.compose import readable
from assistant.drafts.nouns import DraftVerdict, Judges
from assistant.expansion import abbreviations_spelt_out, expand
from assistant.nouns import Query
from assistant.relevance import Scored
from assistant.retrieve import Retriever
from assistant.words import with_ages_spelt
from ingest.nouns import Passage, Review

PASSAGES = 4  # judged for one claim of each search
ON_THE_MATTER = 0.45  # cosine from which a sentence is on the subject of a claim at all
SAME_MATTER = 0.06  # cosine by which the passage that says otherwise may be further off than the best
CLEARLY_BETTER = 0.2  # of score, by which another review must support what the credited one shows in part
SURE = 0.5  # score from which no other review is asked whether it says it better
_SAYS_NOTHING = ("question", "contact", "boilerplate")  # kinds of passages that bear nothing out
_RANK = {"supported": 2, "partly": 1, "not_shown": 0}


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage with what the check says of the claim by it; ``near``: the cosine of its nearest sentence."""

    passage: Passage
    scored: tuple[Scored, ...]
    judgement: Judgement
    near: float

    @property
    def rank(self) -> tuple[int, float, float]:
        """Better support first, then the score, then nearness."""
        return _RANK[self.judgement.support], self.judgement.score, self.near


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
        sure = best is not None and best.judgement.score >= SURE
        if not credited or (verdict == "supported" and sure):
            return Decided(verdict, best)
        others = self._judged(claim, (), [one for one in quoted if one.review_id not in credited])
        others = [one for one in others if one.passage.review_id not in credited]
        elsewhere_verdict, elsewhere = decided(others)
        if elsewhere is not None and elsewhere_verdict == "supported":
            margin = elsewhere.judgement.score - (best.judgement.score if best else 0.0)
            if verdict not in ("supported", "partly") or margin >= CLEARLY_BETTER:
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
            Judged(
                passage,
                tuple(scored.get(passage.id) or _all_of(passage)),
                judgement,
                max((one.cosine for one in scored.get(passage.id, ())), default=1.0),
            )
            for passage, judgement in zip(passages.values(), judgements, strict=True)
        ]

    def _claim(self, claim: str, passage: Passage) -> Claim:
        review = self._reviews[passage.review_id]
        sentences = [readable(passage.quote(one.start, one.end)) for one in passage.sentences]
        names = "; ".join(dict.fromkeys(filter(None, (review.title, review.child_label, *review.aliases))))
        return Claim(claim, "\n".join(sentences), " > ".join(passage.section), names)


def decided(found: Sequence[Judged]) -> tuple[DraftVerdict, Judged | None]:
    """The verdict that the judged passages give, and the passage it rests on.

    What says otherwise counts where it is on the same matter: as near as what supports in part.
    """
    if not found:
        return "nothing_found", None
    best = max(found, key=lambda one: one.rank)
    if best.judgement.support == "supported":
        return "supported", best
    nearest = max(one.near for one in found)
    against = [one for one in found if one.judgement.contradicted and one.near >= nearest - SAME_MATTER]
    if against:
        return "contradicted", max(against, key=lambda one: (one.near, one.rank))
    if best.judgement.support == "partly":
        return "partly", best
    closest = max(found, key=lambda one: one.near)
    return ("not_shown" if nearest >= ON_THE_MATTER else "nothing_found"), closest


def _all_of(passage: Passage) -> list[Scored]:
    return [Scored(passage, sentence, 0.0, 0.0, 0.0) for sentence in passage.sentences]


def _query(claim: str, review_ids: tuple[str, ...]) -> Query:
    met = expand(claim)
    terms = tuple(dict.fromkeys(term for one in met for term in one.others))
    spelt_out = with_ages_spelt(abbreviations_spelt_out(claim, met))
    return Query(claim, claim, claim, "fact", terms, review_ids, asks=claim, spelt_out=spelt_out)
