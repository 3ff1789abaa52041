"""The measures: what one answer scores on one case, and what many scores come to.

A measure that does not apply to a case gives None, which is counted and never taken for a zero. What each is and where it
comes from stands with it: ``retrieval``, ``nuggets``, ``answers``, ``citations``, ``reviews``; refusals are counted on both
sides, after SQuAD 2.0 and mtRAG, and with their confidence in ``selective``; intervals are in ``statistics``.
"""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.nouns import Answer, Hit
from eval.cases import REFUSING, Case, Located
from eval.citing import Citing
from eval.scoring.answers import answer_parts, answer_statements, answers_it, refuses, relevance
from eval.scoring.citations import OF_CITATIONS, Judge, citation_scores, citation_validity, quote_exactness
from eval.scoring.meanings import MEANINGS
from eval.scoring.nuggets import facts_found, facts_with_halves, sentences_of
from eval.scoring.retrieval import SEARCHES, reworded_scores, search_scores
from eval.scoring.reviews import asks_how_many, contamination, names_reviews, quotes_another, review_scores
from eval.scoring.spending import cost_scores
from eval.scoring.statistics import cluster_of, interval
from ingest.nouns import Passage, Review

# They apply where a model wrote, which nobody knows before it is asked: no case owes them.
OF_A_MODEL = frozenset({"faithful_rules", "faithful_judge", "tokens_sent", "tokens_received", "model_calls"})


@dataclass(frozen=True, slots=True)
class Attempt:
    """What the assistant, and BM25 alone beside it, did with one case: the material of every measure.

    ``reworded``: what the search finds for other wordings of the question, by their sort.
    """

    searched_for: str | None
    hits: tuple[Hit, ...]
    answer: Answer
    seconds: float
    bm25: tuple[Passage, ...] = ()
    reworded: Mapping[str, Sequence[Passage]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ground:
    """What answers are checked against: a review's passages in the index, and a file's canonical text.

    ``judged``: the reviews that the gold is of. Whether another paper is named is judged by no case; none means all are.
    ``reviews``: all that are held, by id, to tell which one a text names. ``citing``: the rules that judge what a model
    wrote; ``judge``: a model that does; without one its measures have no score.
    """

    review_passages: Callable[[str], Sequence[Passage]]
    source: Callable[[str], str]
    judged: frozenset[str] = frozenset()
    reviews: Mapping[str, Review] = field(default_factory=dict)
    citing: Citing | None = None
    judge: Judge | None = None


def owed(case: Case) -> frozenset[str]:
    """The measures that apply to a case, known before it is asked: a case that fails fails these."""
    names = {"outcome", "seconds", "citation_validity", "quote_exactness", *OF_CITATIONS} - OF_A_MODEL
    names.add("urgent" if case.expect == "urgent" else "false_urgent")
    if case.reason is not None:
        names.add("reason")
    if case.expect in REFUSING:
        names.add("right_refusal")
    if case.evidence:
        names |= {*SEARCHES, *(f"bm25_{name}" for name in SEARCHES)}
        names |= {f"{sort}_recall_5" for sort in case.variants.rewordings}
        if case.variants.rewordings:
            names.add("worst_recall_5")
    return frozenset(names | (_owed_by_an_answer(case) if case.answerable else set()))


def _owed_by_an_answer(case: Case) -> set[str]:
    names = {"wrong_refusal", "statements", "words", "contamination"}
    if case.kind == "which_review":
        names.add("which_review")
    elif len(case.reviews) == 1:
        names.add("other_review")
    if case.reviews:
        names |= {"reviews_covered", "reviews_right"}
    if asks_how_many(case):
        names.add("review_count")
    if case.kind == "list" and case.vital:
        names.add("list_complete")
    if case.vital:
        names |= {"vital_facts", "vital_partial", "bm25_vital_facts"}
    if case.facts:
        names |= {"all_facts", "all_partial"}
    if case.facts or case.evidence:
        names.add("relevance")
    return names


def score(located: Located, attempt: Attempt, ground: Ground) -> dict[str, float | None]:
    """Every measure of one case, in the order they are reported; None where a measure does not apply."""
    case, answer = located.case, attempt.answer
    refused = float(refuses(answer))
    urgent = answer.outcome == "urgent"
    answered = answers_it(answer)
    parts = answer_parts(answer)
    vital = facts_found(case.vital, parts)
    sentences = sentences_of(located, ground.source) if case.answerable else {}
    baseline = search_scores(located, attempt.bm25)
    scores: dict[str, float | None] = {
        "outcome": float(answer.outcome == case.expect),
        "reason": float(answer.reason == case.reason),
        "right_refusal": refused,
        "wrong_refusal": refused,
        "urgent": float(urgent and bool(answer.contacts)),  # an urgent answer with nobody to ring is none
        "false_urgent": float(urgent),
        "vital_facts": vital,
        "all_facts": facts_found(case.facts, parts),
        "vital_partial": facts_with_halves(case.vital, parts, sentences),
        "all_partial": facts_with_halves(case.facts, parts, sentences),
        "relevance": relevance(located, answer),
        "list_complete": float(vital == 1.0),
        "which_review": names_reviews(case, answer, ground.judged),
        "other_review": quotes_another(case, answer) if answered else None,
        "contamination": contamination(answer, ground.reviews),
        "citation_validity": citation_validity(answer, ground.review_passages),
        "quote_exactness": quote_exactness(answer, ground.source),
        "statements": float(len(answer_statements(answer))) if answered else None,
        "words": float(sum(len(s.text.split()) for s in answer.statements)) if answered else None,
        "seconds": attempt.seconds,
        "bm25_vital_facts": facts_found(case.vital, [passage.text for passage in attempt.bm25[:3]]),
        **search_scores(located, [hit.passage for hit in attempt.hits]),
        **{f"bm25_{name}": value for name, value in baseline.items()},
        **reworded_scores(located, [hit.passage for hit in attempt.hits], attempt.reworded),
        **review_scores(case, answer, ground.judged),
        **citation_scores(answer, ground.source, ground.citing, ground.judge),
        **cost_scores(answer),
    }
    due = owed(case) | OF_A_MODEL
    return {name: scores.get(name) if name in due else None for name in MEANINGS}


@dataclass(frozen=True, slots=True)
class Result:
    """One case's run. If it failed, ``attempt`` is None, ``error`` says why and there are no scores."""

    located: Located
    attempt: Attempt | None
    scores: Mapping[str, float | None]
    error: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """One measure over many cases: ``n`` have a score; ``failed`` were owed one and raised an error."""

    n: int
    not_applicable: int
    failed: int
    mean: float | None
    median: float | None
    low: float | None
    high: float | None


def summarise(name: str, results: Sequence[Result]) -> Summary:
    """Mean, median and the 95% interval of the mean, clustered by review, over the cases that have a score."""
    scored = [r for r in results if r.attempt is not None and r.scores.get(name) is not None]
    values = [value for r in scored if (value := r.scores[name]) is not None]
    failed = sum(r.attempt is None and name in owed(r.located.case) for r in results)
    low, high = interval(values, [cluster_of(r.located.case) for r in scored])
    return Summary(
        n=len(values),
        not_applicable=len(results) - len(values) - failed,
        failed=failed,
        mean=statistics.fmean(values) if values else None,
        median=statistics.median(values) if values else None,
        low=low,
        high=high,
    )
