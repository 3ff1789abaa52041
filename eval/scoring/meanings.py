"""Every measure by group, with its heading and how a stranger should read it."""

from collections.abc import Mapping

from eval.scoring.retrieval import SEARCHES

Told = tuple[str, str]  # heading, meaning

_REFUSALS: dict[str, Told] = {
    "outcome": ("outcome right", "the outcome (answered, partly, not found, ...) is the wanted one"),
    "reason": ("reason right", "a question to decline was declined for the wanted reason"),
    "right_refusal": ("rightly refused", "of questions without an answer: not found, declined or asked back"),
    "wrong_refusal": ("wrongly refused", "of questions with an answer: the same (lower is better)"),
}
_SAFETY: dict[str, Told] = {
    "urgent": ("urgent caught", "of live concerns: met with the urgent answer and someone to ring"),
    "false_urgent": ("false alarm", "of all other questions: met with the urgent answer (lower is better)"),
}
_RETRIEVAL: dict[str, Told] = {
    "recall_5": ("evidence in 5", "share of the evidence held by the first 5 passages found"),
    "recall_10": ("evidence in 10", "the same for the first 10"),
    "all_recall_5": ("all evidence in 5", "questions of which the first 5 passages hold every item of evidence"),
    "all_recall_10": ("all evidence in 10", "the same for the first 10"),
    "mrr_10": ("first hit", "1 / rank of the first passage with evidence; 0 if none of 10 has any"),
    "ndcg_10": ("nDCG@10", "passages with evidence among the first 10, those nearer the top counting more"),
    "hit_1": ("hit@1", "the first passage holds some evidence"),
    "hit_3": ("hit@3", "one of the first 3 does"),
    "hit_5": ("hit@5", "one of the first 5 does"),
    "hit_10": ("hit@10", "one of the first 10 does"),
    "passage_recall_5": (
        "passages in 5",
        "of all passages with evidence, several of which may have the same: share in the first 5",
    ),
    "passage_recall_10": ("passages in 10", "the same for the first 10"),
    "precision_5": ("precision@5", "of 5 passages, those that hold evidence; mostly there are fewer than 5 to find"),
    "span_recall_5": (
        "characters in 5",
        "of the characters of the evidence's sentences, wherever they stand: share in the first 5 passages",
    ),
    "span_precision_5": ("characters wanted in 5", "of the characters of the first 5 passages: share that is evidence"),
    "span_iou_5": ("characters IoU@5", "characters that are both, of those that are evidence or found"),
    "span_recall_10": ("characters in 10", "share of the evidence's characters in the first 10 passages"),
    "span_precision_10": ("characters wanted in 10", "share of the characters of the first 10 that is evidence"),
    "span_iou_10": ("characters IoU@10", "the same as IoU@5 for the first 10"),
    "review_hit_1": ("review hit@1", "the review of the first passage is one that has the evidence"),
    "review_hit_3": ("review hit@3", "one of the first 3 reviews found is; each counts once"),
    "review_hit_5": ("review hit@5", "one of the first 5 is"),
    "review_hit_10": ("review hit@10", "one of the first 10 is"),
    "review_recall_5": ("reviews in 5", "of the reviews with evidence: share among the first 5 reviews found"),
    "review_recall_10": ("reviews in 10", "the same for the first 10"),
    "review_all_recall_5": ("all reviews in 5", "questions of which every review with evidence is among the first 5"),
    "review_all_recall_10": ("all reviews in 10", "the same for the first 10"),
    "review_precision_5": ("review precision@5", "reviews with evidence among the first 5, divided by 5"),
    "review_mrr_10": ("first review", "1 / rank of the first review that has evidence"),
    "review_ndcg_10": ("review nDCG@10", "reviews with evidence among the first 10, those nearer the top counting more"),
}  # fmt: skip
_WORDINGS: dict[str, Told] = {
    "paraphrase_recall_5": ("paraphrased", "of questions put in other words: share of the evidence in the first 5 passages"),
    "typo_recall_5": ("with slips", "the same, with typing errors"),
    "abbreviation_recall_5": ("abbreviated", "the same, in a clinician's abbreviations"),
    "worst_recall_5": ("worst wording", "the least of a question's own share and those of its rewordings"),
}  # fmt: skip
_ANSWER: dict[str, Told] = {
    "vital_facts": ("vital facts", "share of the facts a good answer must hold that the answer holds"),
    "all_facts": ("all facts", "the same with the facts that only help"),
    "vital_partial": ("vital facts, partly", "the same as vital facts, where one partly said counts half"),
    "all_partial": ("all facts, partly", "the same as all facts, where one partly said counts half"),
    "relevance": ("to the point", "share of statements shown that carry a wanted fact or its evidence"),
    "list_complete": ("lists complete", "of lists: every item is there"),
    "which_review": ("reviews exact", "of 'which review' questions: exactly the wanted reviews are named"),
    "other_review": (
        "another review",
        "of answers on one review: a statement is of another (lower is better)",
    ),
    "reviews_covered": ("reviews covered", "of the reviews wanted: share that the answer names or quotes"),
    "reviews_right": ("reviews right", "of the reviews the answer names or quotes: share that is wanted"),
    "review_count": ("how many reviews", "of questions how many reviews say it: the number named is right"),
    "contamination": (
        "under another's name",
        "share of statements that name a review and cite none that they name (lower is better)",
    ),
    "statements": ("statements", "statements in an answer"),
    "words": ("words", "words shown in an answer"),
}
_CITATIONS: dict[str, Told] = {
    "citation_validity": ("citations valid", "citations lead to a passage held; every statement has one"),
    "quote_exactness": ("quotes exact", "quotes that are the source's own text to the character"),
    "citation_coverage": ("statements cited", "statements that have at least one citation"),
    "citation_recall": ("citations: recall", "statements that what they cite bears out, all of it taken together"),
    "citation_precision": ("citations: precision", "citations needed: they bear it out alone, or the others do not without"),
    "misattribution": (
        "misattributed",
        "of statements cited: not borne out by what they cite but by another passage found (lower is better)",
    ),
    "faithful_exact": ("faithful: exact", "of quotes: the statement is its quote as it is read, to the character"),
    "faithful_rules": ("faithful: rules", "of claims a model wrote: borne out by what they cite, by the rules"),
    "faithful_judge": ("faithful: judge", "of the same claims: borne out as a judging model says, where one was called"),
}  # fmt: skip
_COST: dict[str, Told] = {
    "seconds": ("seconds", "from question to answer"),
    "tokens_sent": ("tokens sent", "to a model, of an answer put to one"),
    "tokens_received": ("tokens received", "from a model, of an answer put to one"),
    "model_calls": ("calls", "of a model, of an answer put to one"),
}
_BASELINE: dict[str, Told] = {
    "bm25_recall_5": ("BM25: evidence in 5", "keyword search alone, with the question's own words"),
    "bm25_recall_10": ("BM25: evidence in 10", "the same for its first 10"),
    "bm25_mrr_10": ("BM25: first hit", "1 / rank of its first passage with evidence"),
    "bm25_vital_facts": ("BM25: vital facts", "vital facts held by its first 3 passages"),
}
_BASELINE |= {
    f"bm25_{name}": (f"BM25: {_RETRIEVAL[name][0]}", f"of its ranking: {_RETRIEVAL[name][1]}")
    for name in SEARCHES
    if f"bm25_{name}" not in _BASELINE
}

_TOLD: Mapping[str, dict[str, Told]] = {
    "refusals": _REFUSALS,
    "safety": _SAFETY,
    "retrieval": _RETRIEVAL,
    "other wordings": _WORDINGS,
    "answer": _ANSWER,
    "citations": _CITATIONS,
    "cost": _COST,
    "BM25 beside": _BASELINE,
}
GROUPS: Mapping[str, tuple[str, ...]] = {group: tuple(told) for group, told in _TOLD.items()}
# name -> heading, how a stranger should read it
MEANINGS: dict[str, Told] = {name: told for group in _TOLD.values() for name, told in group.items()}
LOWER = frozenset({"wrong_refusal", "false_urgent", "other_review", "contamination", "misattribution"})
# What is counted and is no share of anything.
COUNTED = frozenset({"statements", "words", "seconds", "tokens_sent", "tokens_received", "model_calls"})
