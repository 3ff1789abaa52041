"""Which reviews an answer speaks of: all that are wanted, no others, the right number, and none under another's name."""

import re
from collections.abc import Mapping

from assistant.mentions import mentioned
from assistant.nouns import Answer
from assistant.themes import SILENCE
from eval.cases import Case, fold
from eval.scoring.answers import answer_statements, answers_it
from ingest.nouns import Review

COUNTS = re.compile(r"\bhow many\b|\bnumber of (?:the )?reviews\b", re.IGNORECASE)
OF_REVIEWS_NAMED = ("reviews_covered", "reviews_right", "review_count")


def named_reviews(case: Case, answer: Answer, judged: frozenset[str] = frozenset()) -> frozenset[str]:
    """The reviews that it names, of those judged: by the rows that say it or, without rows, by citations.

    Asked which reviews say nothing, those are wanted, and named by the rows without a mention.
    """
    if answer.reviews:
        wanted = "no_mention" if SILENCE.search(fold(case.question)) else "says"
        named = {row.review_id for row in answer.reviews if row.verdict == wanted and row.review_id}
    else:
        numbers = {n for s in answer_statements(answer) for n in s.citations}
        named = {c.review_id for c in answer.citations if c.n in numbers}
    return frozenset(named & judged if judged else named)


def names_reviews(case: Case, answer: Answer, judged: frozenset[str] = frozenset()) -> float:
    """1 when exactly the wanted of the reviews judged are named."""
    return float(named_reviews(case, answer, judged) == set(case.reviews))


def quotes_another(case: Case, answer: Answer) -> float:
    """1 when a statement of the answer quotes a review that the case is not of."""
    numbers = {n for statement in answer_statements(answer) for n in statement.citations}
    return float(any(c.n in numbers and c.review_id not in case.reviews for c in answer.citations))


def asks_how_many(case: Case) -> bool:
    """Whether it asks how many reviews say something."""
    return case.kind == "which_review" and bool(COUNTS.search(fold(case.question)))


def review_scores(
    case: Case, answer: Answer, judged: frozenset[str] = frozenset()
) -> dict[str, float | None]:
    """How many of the wanted reviews are named, how many of those named are wanted, and whether their number is right."""
    wanted, named = set(case.reviews), named_reviews(case, answer, judged)
    return {
        "reviews_covered": len(named & wanted) / len(wanted) if wanted else None,
        "reviews_right": len(named & wanted) / len(named) if named else None,
        "review_count": float(len(named) == len(wanted)),
    }


def contamination(answer: Answer, reviews: Mapping[str, Review]) -> float | None:
    """The share of the cited statements that name a review and cite none of those they name.

    Quotes are judged as claims are: one in which a review itself speaks of another is counted too, and not assumed away.
    """
    cited = [s for s in answer_statements(answer) if s.citations]
    if not cited or not answers_it(answer) or not reviews:
        return None
    sources = {c.n: c.review_id for c in answer.citations}
    wrong = 0
    for statement in cited:
        named = set(mentioned(statement.text, reviews).review_ids)
        wrong += bool(named) and named.isdisjoint({sources.get(n) for n in statement.citations})
    return wrong / len(cited)
