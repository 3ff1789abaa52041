"""A draft becomes a report: which of its sentences say something of a review, and whether the reviews bear them out."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.drafts.aims import aims
from assistant.drafts.bare import bare
from assistant.drafts.judging import Bench, Decided, Judged
from assistant.drafts.naming import not_held
from assistant.drafts.nouns import (
    Aim,
    Checked,
    Credit,
    Draft,
    DraftReport,
    DraftSentence,
    DraftVerdict,
    Judges,
    QuotationCheck,
)
from assistant.drafts.places import cited
from assistant.drafts.quotations import Quotations
from assistant.mentions import mentioned, without
from assistant.nouns import Citation
from assistant.papers import Papers
from assistant.retrieve import Retriever
from assistant.words import ABOUT_REVIEWS, content, tokens
from ingest.nouns import Passage, Review

if TYPE_CHECKING:
    from ingest.embedding import Embedder

RETELLS = 0.66  # cosine from which a sentence that names no review plainly retells one
RETELLS_WORDS = 0.4  # and the share of its words that the nearest sentence has
FRAME_WORDS = 3  # content words beside a quotation that only lead into it
_WORST: tuple[DraftVerdict, ...] = ("contradicted", "nothing_found", "not_shown", "partly", "supported")


class DraftChecker:
    """Checks drafts against one index. Nothing of a draft is kept."""

    def __init__(self, index: Papers, embedder: "Embedder", judges: Judges) -> None:
        self._index = index
        self._bench = Bench(Retriever(index, embedder, {}), judges)
        self._quotations = Quotations(index)

    def check(self, draft: Draft, progress: Callable[[int], None] = lambda done: None) -> DraftReport:
        """Check every sentence; ``progress`` is told how many are done."""
        begun = time.monotonic()
        found = []
        for one in self.each(draft):
            found.append(one)
            progress(len(found))
        return self.report(draft, found, time.monotonic() - begun)

    def each(self, draft: Draft, done: int = 0) -> Iterator[Checked]:
        """Yield the sentences checked, one by one, but for the first ``done`` of them, which were checked before."""
        found = aims(draft.sentences, self._index.reviews)
        for sentence, aim in zip(draft.sentences[done:], found[done:], strict=True):
            yield self._checked(sentence, aim)

    def report(self, draft: Draft, found: Sequence[Checked], seconds: float) -> DraftReport:
        """The report on the sentences that were checked, which may be the first ones only; ``seconds`` it took."""
        return DraftReport(
            draft,
            tuple(found),
            self._index.fingerprint,
            self._index.built_at,
            tuple(one.file for one in self._index.files if one.status in ("failed", "unread")),
            round(seconds, 2),
        )

    def _checked(self, sentence: DraftSentence, aim: Aim) -> Checked:
        if aim.left_aside is not None:
            return Checked(sentence, aim)
        if label := not_held(sentence.text, self._index.reviews):
            why = f"The review that it names ({label}) is not among those held here."
            return Checked(sentence, Aim(because="names"), (), "nothing_found", 0.0, why)
        claim = bare(sentence.text, self._index.reviews)
        if aim.because is None:
            cosine, share = self._bench.near(claim)
            if cosine < RETELLS or share < RETELLS_WORDS:
                return Checked(sentence, Aim(left_aside="says_nothing_of_a_review"))
            aim = Aim(because="retells")
        quotations = tuple(self._quotations.check(one, aim.review_ids) for one in sentence.quoted)
        passages = [passage for one in quotations for passage in self._quotations.passages_of(one)]
        if quotations and _only_quotes(sentence, self._index.reviews):
            return self._by_quotation(sentence, aim, quotations)
        decided = self._decide(claim, aim, passages)
        if _is_of_no_review(aim, decided):
            return Checked(sentence, Aim(left_aside="says_nothing_of_a_review"))
        return self._told(sentence, aim, claim, decided, quotations)

    def _decide(self, claim: str, aim: Aim, passages: Sequence[Passage]) -> Decided:
        """Of several reviews of which the same is said, the one that bears it out least."""
        if not aim.each:
            return self._bench.decide(claim, aim.review_ids, passages)
        found = [self._bench.decide(claim, (one,), passages) for one in aim.review_ids]
        shown = [one for one in found if one.verdict in ("supported", "partly")]
        least = min(found, key=lambda one: _WORST.index(one.verdict))
        # Where one of them bears it out and another does not, the paper says too much, and no other is credited.
        if shown and least.verdict in ("not_shown", "nothing_found"):
            return Decided("partly", shown[0].best)
        return replace(least, elsewhere=None) if shown else least

    def _by_quotation(
        self, sentence: DraftSentence, aim: Aim, quotations: tuple[QuotationCheck, ...]
    ) -> Checked:
        """A sentence that is its quotation: the words themselves decide, and whose they are."""
        evidence = tuple(cited for one in quotations for cited in one.evidence)
        credited = self._credited(aim)
        missing = [one for one in quotations if one.verdict == "not_in_the_reviews"]
        astray = [one for one in evidence if aim.review_ids and one.review_id not in aim.review_ids]
        score = min(one.score for one in quotations)
        verdict: DraftVerdict = "supported"
        why = "The words stand in the review as quoted."
        credit = None
        if missing:
            verdict, why = "nothing_found", "No review has these words, or words near to them."
        elif astray:
            verdict, why = "not_shown", "The words are of another review than the one credited."
            credit = Credit(self._index.reviews[astray[0].review_id], _numbered(astray))
            evidence = tuple(one for one in evidence if one not in astray)
        elif any(one.verdict == "misquoted" for one in quotations):
            verdict, why = (
                "partly",
                "The words quoted are not those of the review, and may say something else.",
            )
        return Checked(
            sentence, aim, credited, verdict, score, why, (), _numbered(evidence), credit, quotations
        )

    def _told(
        self,
        sentence: DraftSentence,
        aim: Aim,
        claim: str,
        decided: Decided,
        quotations: tuple[QuotationCheck, ...],
    ) -> Checked:
        best, verdict = decided.best, decided.verdict
        why = best.judgement.why if best else ""
        if verdict == "nothing_found":
            why = "Nothing on this was found in the reviews."
        elif decided.elsewhere:
            why = "Another review says it, and far more plainly than this one."
        if verdict == "supported" and any(one.verdict != "exact" for one in quotations):
            verdict, why = "partly", "The words quoted are not those of the review."
        elif verdict == "partly" and aim.each and best and best.judgement.support == "supported":
            others = [i for i in aim.review_ids if i != best.passage.review_id]
            named = ", ".join(self._index.reviews[i].title for i in others)
            why = f"One of the reviews named says it; it was not found in: {named}."
        credit = None
        if decided.elsewhere:
            review = self._index.reviews[decided.elsewhere.passage.review_id]
            credit = Credit(review, self._evidence(claim, decided.elsewhere))
        return Checked(
            sentence,
            aim,
            self._credited(aim),
            verdict,
            round(best.judgement.score, 3) if best else 0.0,
            why,
            tuple(best.judgement.faults) if best and verdict != "supported" else (),
            self._evidence(claim, best) if best and verdict != "nothing_found" else (),
            credit,
            quotations,
        )

    def _credited(self, aim: Aim) -> tuple[Review, ...]:
        return tuple(self._index.reviews[one] for one in aim.review_ids)

    def _evidence(self, claim: str, judged: Judged) -> tuple[Citation, ...]:
        return cited(claim, self._index.reviews[judged.passage.review_id], judged.scored)


def _is_of_no_review(aim: Aim, decided: Decided) -> bool:
    """Whether a sentence only stands under the name of a review, or beside talk of reviews, and is not of their subject."""
    if aim.because == "heading":
        return decided.verdict == "nothing_found"
    beside = aim.because == "goes_on" and not aim.review_ids
    return beside and decided.verdict in ("nothing_found", "not_shown")


def _numbered(found: Sequence[Citation]) -> tuple[Citation, ...]:
    return tuple(replace(one, n=number) for number, one in enumerate(found, 1))


def _only_quotes(sentence: DraftSentence, reviews: Mapping[str, Review]) -> bool:
    """Whether beside its quotations it has words that lead into them and no more."""
    if sentence.form == "block_quote":
        return True
    outside = sentence.text
    for one in sorted(sentence.quoted, key=lambda one: -one.start):
        outside = outside[: one.start - sentence.start] + " " + outside[one.end - sentence.start :]
    rest = content(tokens(without(outside, mentioned(outside, reviews))))
    return len([word for word in rest if word not in ABOUT_REVIEWS]) <= FRAME_WORDS
