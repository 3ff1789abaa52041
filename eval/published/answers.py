"""Questions put to the text they come with: which sentences are quoted, and when it is said that it does not answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.answerable import answerability
from assistant.answering import answering_sentences
from assistant.retrieve import Retriever
from assistant.select import Pick
from eval.published.index import canonical
from eval.published.nouns import Posed
from eval.published.search import understood
from ingest.index import Index

if TYPE_CHECKING:
    from ingest.embedding import Embedder

HALF = 0.5  # of a sentence that must be quoted, for it to count


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question: the places of the sentences quoted, none where it was refused.

    ``sure``: how likely the text was taken to answer, on the scale on which the decision is made.
    """

    case: Posed
    quoted: frozenset[int]
    refused: bool
    sure: float


@dataclass(frozen=True, slots=True)
class Chosen:
    """How the sentences quoted agree with those of the reader they agree with best."""

    precision: float
    recall: float
    f1: float


def put(cases: Sequence[Posed], index: Index, embedder: "Embedder") -> Iterable[Outcome]:
    """Put each question to its own text alone, by the decisions that answer questions to reviews.

    What guards a chat on safeguarding (danger, personal data, other subjects) plays no part here.
    """
    retriever = Retriever(index, embedder, {})
    for case in cases:
        query = replace(understood(case.question, index), review_ids=(case.text.id,))
        evidence = retriever(query)
        picks = answering_sentences(query, evidence, index)
        yield Outcome(
            case, quoted_of(case, picks), not picks, answerability(evidence.sentences, evidence.concepts)
        )


def quoted_of(case: Posed, picks: Sequence[Pick]) -> frozenset[int]:
    """The places of the set's own sentences of which at least half is quoted."""
    before = canonical(case.text)[1]
    spans = [(start - before, end - before) for start, end in (pick.span for pick in picks)]

    def share(start: int, end: int) -> float:
        return max((min(end, stop) - max(start, at) for at, stop in spans), default=0) / max(1, end - start)

    return frozenset(n for n, (start, end) in enumerate(case.sentences) if share(start, end) >= HALF)


def chosen(outcome: Outcome) -> Chosen | None:
    """Precision, recall and F1 of the sentences quoted; None where no reader marked any.

    A refusal of a question that the text answers chose nothing: it counts as 0.
    """
    if not outcome.case.gold:
        return None
    each = [_agreement(outcome.quoted, gold) for gold in outcome.case.gold]
    return max(each, key=lambda one: (one.f1, one.recall))


def _agreement(quoted: frozenset[int], gold: frozenset[int]) -> Chosen:
    both = len(quoted & gold)
    if not both:
        return Chosen(0.0, 0.0, 0.0)
    precision, recall = both / len(quoted), both / len(gold)
    return Chosen(precision, recall, 2 * precision * recall / (precision + recall))


def told_apart(outcomes: Sequence[Outcome]) -> float | None:
    """How often an answerable question is surer than one that is not: the area under the ROC curve."""
    yes = [one.sure for one in outcomes if one.case.answerable]
    no = [one.sure for one in outcomes if not one.case.answerable]
    if not yes or not no:
        return None
    return sum((one > other) + 0.5 * (one == other) for one in yes for other in no) / (len(yes) * len(no))
