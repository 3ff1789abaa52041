"""How good a search is: by passage, by the characters of evidence in what was found, and by review.

Measures of a ranking come from ``ir_measures``, which has them as trec_eval does; a passage is relevant when it holds any of
the evidence. Several passages may hold one item of evidence, so recall by item, which asks whether every item was found
and not every passage that has it, stands apart (elsewhere called subtopic recall). By review, a ranking of passages is
first made one of reviews, each where its first passage stands.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from eval.cases import Located, Span
from ingest.nouns import Passage

DEPTH = 10  # passages of a ranking that are looked at
SPANNED = (5, 10)
OF_RANKING = (
    "hit_1",
    "hit_3",
    "hit_5",
    "hit_10",
    "recall_5",
    "recall_10",
    "precision_5",
    "mrr_10",
    "ndcg_10",
)
OF_PASSAGES = tuple(
    {"recall_5": "passage_recall_5", "recall_10": "passage_recall_10"}.get(x, x) for x in OF_RANKING
)
OF_ITEMS = ("recall_5", "recall_10", "all_recall_5", "all_recall_10")
OF_SPANS = tuple(f"span_{what}_{k}" for k in SPANNED for what in ("recall", "precision", "iou"))
OF_REVIEWS = tuple(f"review_{name}" for name in (*OF_RANKING, "all_recall_5", "all_recall_10"))
SEARCHES = (*OF_ITEMS, *OF_PASSAGES, *OF_SPANS, *OF_REVIEWS)


def search_scores(located: Located, found: Sequence[Passage]) -> dict[str, float]:
    """Every measure of one ranking of passages, best first; none where a case has no evidence to be found."""
    if not located.items:
        return {}
    ids = [passage.id for passage in found]
    relevant = {passage_id for item in located.items for passage_id in item}
    scores = {name: recall_at(located, ids, int(name.rpartition("_")[2])) for name in OF_ITEMS[:2]}
    scores |= {f"all_{name}": float(value == 1.0) for name, value in scores.items()}
    scores |= dict(zip(OF_PASSAGES, ranking_scores(relevant, ids).values(), strict=True))
    for k in SPANNED:
        scores |= span_scores(located, found[:k], k)
    wanted = {evidence.review for evidence in located.case.evidence}
    reviews = ranking_scores(wanted, list(dict.fromkeys(passage.review_id for passage in found[:DEPTH])))
    reviews |= {f"all_recall_{k}": float(reviews[f"recall_{k}"] == 1.0) for k in (5, 10)}
    return scores | {f"review_{name}": value for name, value in reviews.items()}


def reworded_scores(
    located: Located, found: Sequence[Passage], reworded: Mapping[str, Sequence[Passage]]
) -> dict[str, float]:
    """The share of the evidence that each other wording of the question finds in 5, and the least of all of them."""
    if not located.items or not reworded:
        return {}
    scores = {
        f"{sort}_recall_5": recall_at(located, [passage.id for passage in those], 5)
        for sort, those in reworded.items()
    }
    own = recall_at(located, [passage.id for passage in found], 5)
    return scores | {"worst_recall_5": min(own, *scores.values())}


def recall_at(located: Located, ranked: Sequence[str], k: int) -> float:
    """The share of the evidence items held by any of the first k passages."""
    first = set(ranked[:k])
    return sum(not first.isdisjoint(item) for item in located.items) / len(located.items)


def ranking_scores(relevant: Collection[str], ranked: Sequence[str]) -> dict[str, float]:
    """The measures of ``OF_RANKING`` of one ranking, in that order."""
    first = list(dict.fromkeys(ranked))[:DEPTH]
    return dict(_of_ranks(tuple(name in relevant for name in first), len(relevant)))


@lru_cache(maxsize=4_096)
def _of_ranks(hits: tuple[bool, ...], relevant: int) -> Mapping[str, float]:
    """They hang on where the relevant ones stand, and on how many there are: no name matters."""
    import ir_measures
    from ir_measures import RR, P, R, Success, nDCG

    # The ranking ends at DEPTH, so that the reciprocal rank of all of it is that of its first ten.
    measures = (Success @ 1, Success @ 3, Success @ 5, Success @ 10, R @ 5, R @ 10, P @ 5, RR, nDCG @ 10)
    run = {f"d{place}": float(len(hits) - place) for place in range(len(hits))}
    judged = {f"d{place}": 1 for place, hit in enumerate(hits) if hit}
    judged |= {f"unseen{n}": 1 for n in range(relevant - sum(hits))}
    evaluator = ir_measures.pytrec_eval.evaluator(measures, {"q": judged})
    values = {told.measure: float(told.value) for told in evaluator.iter_calc({"q": run})}
    return {name: values[measure] for name, measure in zip(OF_RANKING, measures, strict=True)}


def span_scores(located: Located, found: Sequence[Passage], k: int) -> dict[str, float]:
    """What the first passages have of the characters of the evidence's sentences, wherever these stand.

    Recall: of those characters, the share found. Precision: of the characters found, the share that are such. IoU: of all
    that are either, the share that are both. None found is 0 of each.
    """
    wanted = _merged(located.blocks)
    got = _merged(Span(passage.file, passage.start, passage.end) for passage in found)
    both = _length(_merged(_shared(wanted, got)))
    either = _length(wanted) + _length(got) - both
    parts = {"recall": _length(wanted), "precision": _length(got), "iou": either}
    return {f"span_{what}_{k}": both / of if of else 0.0 for what, of in parts.items()}


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The same stretches, none of them touching another."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.file, one.start)):
        if found and found[-1].file == span.file and span.start <= found[-1].end:
            found[-1] = Span(span.file, found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _shared(some: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    return [
        Span(one.file, max(one.start, other.start), min(one.end, other.end))
        for one in some
        for other in others
        if one.overlaps(other)
    ]


def _length(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)
