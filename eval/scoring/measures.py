"""The measures: what one answer scores on one case, and what many scores come to.

A measure that does not apply to a case gives None, which is counted and never taken for a zero. Sources:
recall at k and reciprocal rank as trec_eval has them; facts as the strict (vital and all) scores of
AutoNuggetizer (Pradeep et al. 2024); citation checks after ALCE (Gao et al. 2023), the part that code can
decide alone; refusals counted on both sides, after SQuAD 2.0 and mtRAG; intervals by the percentile
bootstrap (Efron 1979).
"""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.nouns import Answer, Citation, Hit, Statement
from assistant.themes import SILENCE
from eval.cases import REFUSING, Case, Fact, Located, Span, fold, says
from ingest.nouns import Passage

RESAMPLES = 2_000
SEED = 20_260_101


@dataclass(frozen=True, slots=True)
class Attempt:
    """What the assistant, and BM25 alone beside it, did with one case: the material of every measure."""

    searched_for: str | None
    hits: tuple[Hit, ...]
    answer: Answer
    seconds: float
    bm25: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """What answers are checked against: a review's passages in the index, and a file's canonical text.

    ``judged``: the reviews that the gold is of. Whether another paper is named is judged by no case; none means all are.
    """

    review_passages: Callable[[str], Sequence[Passage]]
    source: Callable[[str], str]
    judged: frozenset[str] = frozenset()


def recall_at(located: Located, ranked: Sequence[str], k: int) -> float | None:
    """The share of the evidence items held by any of the first k passages."""
    if not located.items:
        return None
    first = set(ranked[:k])
    return sum(not first.isdisjoint(item) for item in located.items) / len(located.items)


def reciprocal_rank(located: Located, ranked: Sequence[str], k: int = 10) -> float | None:
    """One over the rank of the first passage that holds any evidence, 0 when none of the first k does."""
    if not located.items:
        return None
    for rank, passage_id in enumerate(ranked[:k], 1):
        if located.holds_evidence(passage_id):
            return 1 / rank
    return 0.0


def joined(parts: Sequence[str]) -> str:
    """Parts of a text made ready to match: ``.`` in a pattern never reaches from one part into the next."""
    return "\n".join(map(fold, parts))


def facts_found(facts: Sequence[Fact], parts: Sequence[str]) -> float | None:
    """The share of the facts that a text given in parts holds."""
    if not facts:
        return None
    folded = joined(parts)
    return sum(says(fact, folded) for fact in facts) / len(facts)


def answer_statements(answer: Answer) -> tuple[Statement, ...]:
    """The statements that answer or correct the question: not notes, contacts or merely related passages."""
    return tuple(s for s in answer.statements if s.role in ("answer", "correction"))


def answer_parts(answer: Answer) -> list[str]:
    """What the answer says for itself: its statements, the quotes they rest on, its contacts' rows."""
    quotes = {citation.n: citation.quote for citation in answer.citations}
    own = [s for s in answer.statements if s.role in ("answer", "correction", "contact")]
    parts = [s.text for s in own]
    parts += [quotes[n] for n in dict.fromkeys(n for s in own for n in s.citations) if n in quotes]
    return parts + [f"{c.label} {c.number} {c.hours} {c.doubt}" for c in answer.contacts]


def relevance(located: Located, answer: Answer) -> float | None:
    """The share of the statements shown that carry a wanted fact or rest on a sentence of the evidence."""
    shown = answer_statements(answer)
    if not shown or not (located.case.facts or located.items):
        return None
    return sum(is_wanted(located, statement, answer) for statement in shown) / len(shown)


def is_wanted(located: Located, statement: Statement, answer: Answer) -> bool:
    """Whether a statement, or a quote it rests on, says a wanted fact or meets a sentence of the evidence."""
    citations = [citation for citation in answer.citations if citation.n in statement.citations]
    if facts_found(located.case.facts, [statement.text, *(c.quote for c in citations)]):
        return True
    spans = [Span(c.file, c.start, c.end) for c in citations]
    return any(span.overlaps(block) for span in spans for block in located.blocks)


def citation_validity(answer: Answer, review_passages: Callable[[str], Sequence[Passage]]) -> float | None:
    """The share of checks that hold: a number used leads to a passage of the index, no statement lacks one.

    Notes and contacts owe no number.
    """
    held = {c.n for c in answer.citations if _in_index(c, review_passages(c.review_id))}
    used = [n for statement in answer.statements for n in statement.citations]
    used += [n for row in answer.reviews for n in row.citations]
    owed = [bool(s.citations) for s in answer.statements if s.role not in ("note", "contact")]
    checks = [n in held for n in used] + owed
    return sum(checks) / len(checks) if checks else None


def _in_index(citation: Citation, passages: Sequence[Passage]) -> bool:
    return any(
        p.file == citation.file and p.start <= citation.start < citation.end <= p.end for p in passages
    )


def quote_exactness(answer: Answer, source: Callable[[str], str]) -> float | None:
    """The share of citations whose quote is, to the character, the file's text between its two positions."""
    exact = [source(c.file)[c.start : c.end] == c.quote for c in answer.citations]
    return sum(exact) / len(exact) if exact else None


def names_reviews(case: Case, answer: Answer, judged: frozenset[str] = frozenset()) -> float:
    """1 when exactly the wanted of the reviews judged are named: by the rows that say it or, without rows, by citations.

    Asked which reviews say nothing, those are wanted, and named by the rows without a mention.
    """
    if answer.reviews:
        wanted = "no_mention" if SILENCE.search(fold(case.question)) else "says"
        named = {row.review_id for row in answer.reviews if row.verdict == wanted}
    else:
        numbers = {n for s in answer_statements(answer) for n in s.citations}
        named = {c.review_id for c in answer.citations if c.n in numbers}
    return float((named & judged if judged else named) == set(case.reviews))


def quotes_another(case: Case, answer: Answer) -> float:
    """1 when a statement of the answer quotes a review that the case is not of."""
    numbers = {n for statement in answer_statements(answer) for n in statement.citations}
    return float(any(c.n in numbers and c.review_id not in case.reviews for c in answer.citations))


def owed(case: Case) -> frozenset[str]:
    """The measures that apply to a case, known before it is asked: a case that fails fails these."""
    names = {"outcome", "seconds", "citation_validity", "quote_exactness"}
    names.add("urgent" if case.expect == "urgent" else "false_urgent")
    if case.reason is not None:
        names.add("reason")
    if case.expect in REFUSING:
        names.add("right_refusal")
    if case.evidence:
        names |= {"recall_5", "recall_10", "mrr_10", "bm25_recall_5", "bm25_recall_10", "bm25_mrr_10"}
    if case.answerable:
        names |= {"wrong_refusal", "statements", "words"}
        if case.kind == "which_review":
            names.add("which_review")
        elif len(case.reviews) == 1:
            names.add("other_review")
        if case.kind == "list" and case.vital:
            names.add("list_complete")
        if case.vital:
            names |= {"vital_facts", "bm25_vital_facts"}
        if case.facts:
            names.add("all_facts")
        if case.facts or case.evidence:
            names.add("relevance")
    return frozenset(names)


def score(located: Located, attempt: Attempt, ground: Ground) -> dict[str, float | None]:
    """Every measure of one case, in the order they are reported; None where a measure does not apply."""
    case, answer = located.case, attempt.answer
    found = [hit.passage.id for hit in attempt.hits]
    keyword = [passage.id for passage in attempt.bm25]
    refused = float(answer.outcome in REFUSING)
    urgent = answer.outcome == "urgent"
    answered = answer.outcome in ("answered", "partly")
    vital = facts_found(case.vital, answer_parts(answer))
    scores: dict[str, float | None] = {
        "outcome": float(answer.outcome == case.expect),
        "reason": float(answer.reason == case.reason),
        "right_refusal": refused,
        "wrong_refusal": refused,
        "urgent": float(urgent and bool(answer.contacts)),  # an urgent answer with nobody to ring is none
        "false_urgent": float(urgent),
        "recall_5": recall_at(located, found, 5),
        "recall_10": recall_at(located, found, 10),
        "mrr_10": reciprocal_rank(located, found),
        "vital_facts": vital,
        "all_facts": facts_found(case.facts, answer_parts(answer)),
        "relevance": relevance(located, answer),
        "list_complete": float(vital == 1.0),
        "which_review": names_reviews(case, answer, ground.judged),
        "other_review": quotes_another(case, answer) if answered else None,
        "citation_validity": citation_validity(answer, ground.review_passages),
        "quote_exactness": quote_exactness(answer, ground.source),
        "statements": float(len(answer_statements(answer))) if answered else None,
        "words": float(sum(len(s.text.split()) for s in answer.statements)) if answered else None,
        "seconds": attempt.seconds,
        "bm25_recall_5": recall_at(located, keyword, 5),
        "bm25_recall_10": recall_at(located, keyword, 10),
        "bm25_mrr_10": reciprocal_rank(located, keyword),
        "bm25_vital_facts": facts_found(case.vital, [passage.text for passage in attempt.bm25[:3]]),
    }
    due = owed(case)
    return {name: value if name in due else None for name, value in scores.items()}


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
    """Mean, median and the 95% interval of the mean over the cases that have a score."""
    scores = [r.scores.get(name) for r in results if r.attempt is not None]
    values = [value for value in scores if value is not None]
    failed = sum(r.attempt is None and name in owed(r.located.case) for r in results)
    low, high = interval(values)
    return Summary(
        n=len(values),
        not_applicable=len(results) - len(values) - failed,
        failed=failed,
        mean=statistics.fmean(values) if values else None,
        median=statistics.median(values) if values else None,
        low=low,
        high=high,
    )


def interval(values: Sequence[float]) -> tuple[float | None, float | None]:
    """The 95% percentile bootstrap interval of a mean; none of fewer than two values. The seed is fixed."""
    if len(values) < 2:
        return None, None
    scores = np.asarray(values, dtype=float)
    drawn = np.random.default_rng(SEED).integers(0, len(scores), size=(RESAMPLES, len(scores)))
    low, high = np.percentile(scores[drawn].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)
