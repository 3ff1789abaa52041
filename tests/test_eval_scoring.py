"""Searches, facts, citations, reviews, confidence and costs agree with hand calculation."""

import dataclasses
import math
from collections.abc import Sequence

import pytest
from test_eval_solvers import CASES, SOURCES, FakeIndex, cite

from assistant.nouns import Account, Answer, ReviewVerdict, Statement
from eval.cases import Fact, Located, Span, locate
from eval.citing import Cited, Citing
from eval.scoring.citations import Judge, citation_scores
from eval.scoring.meanings import COUNTED, GROUPS, LOWER, MEANINGS
from eval.scoring.nuggets import facts_with_halves, is_partly_said, sentences_of
from eval.scoring.retrieval import OF_RANKING, SEARCHES, ranking_scores, search_scores, span_scores
from eval.scoring.reviews import asks_how_many, contamination, review_scores
from eval.scoring.robustness import Worded, jaccard, robust, worst
from eval.scoring.selective import auroc, selective
from eval.scoring.spending import by_stage, cost_scores, first_words, spent

INDEX = FakeIndex()


def source(file: str) -> str:
    return SOURCES[file]


def test_measures_of_a_ranking_agree_with_hand_calculation() -> None:
    found = ranking_scores({"a", "b", "c"}, ["x", "a", "y", "b", "z", "w"])
    ideal = 1 + 1 / math.log2(3) + 1 / math.log2(4)
    assert found == pytest.approx(
        {
            "hit_1": 0.0, "hit_3": 1.0, "hit_5": 1.0, "hit_10": 1.0, "recall_5": 2 / 3, "recall_10": 2 / 3,
            "precision_5": 2 / 5, "mrr_10": 1 / 2, "ndcg_10": (1 / math.log2(3) + 1 / math.log2(5)) / ideal,
        }
    )  # fmt: skip


def test_what_is_found_beyond_ten_counts_for_nothing_and_nothing_found_is_zero() -> None:
    far = ranking_scores({"a"}, [*map(str, range(10)), "a"])
    assert set(far.values()) == {0.0} and far == ranking_scores({"a"}, []) and tuple(far) == OF_RANKING
    assert ranking_scores({"a"}, [*map(str, range(9)), "a"])["mrr_10"] == pytest.approx(0.1)


def test_an_ideal_ranking_of_more_than_ten_relevant_passages_has_an_ndcg_of_one() -> None:
    many = [f"p{n}" for n in range(14)]
    found = ranking_scores(set(many), many)
    assert found["ndcg_10"] == pytest.approx(1.0) and found["recall_10"] == pytest.approx(10 / 14)


def test_items_passages_and_reviews_are_counted_apart() -> None:
    held = INDEX.held
    located = Located(CASES[1], ({"b1": (), "b2": ()}, {"b2": ()}))
    found = search_scores(located, [held["a1"], held["a2"], held["b1"]])
    assert set(found) == set(SEARCHES)
    assert found["recall_5"] == 0.5 and found["all_recall_5"] == 0.0  # the second item is in b2 alone
    assert found["passage_recall_5"] == 0.5 and found["hit_1"] == 0.0 and found["hit_3"] == 1.0
    assert found["review_mrr_10"] == 0.5 and found["review_hit_1"] == 0.0  # a, then b
    assert found["review_recall_5"] == found["review_all_recall_5"] == 1.0


def test_spans_are_counted_by_the_character_and_none_twice() -> None:
    passage = INDEX.held["a1"]
    located = Located(
        CASES[0], ({"a1": (Span("a.md", 10, 20), Span("a.md", 15, 30))}, {"a2": (Span("a.md", 70, 80),)})
    )
    found = span_scores(located, [passage, passage], 5)
    length = passage.end - passage.start
    assert found == pytest.approx(
        {
            "span_recall_5": 20 / 30,
            "span_precision_5": 20 / length,
            "span_iou_5": 20 / (30 + length - 20),
        }
    )
    assert set(span_scores(located, [], 5).values()) == {0.0}


def test_a_fact_partly_said_counts_half_and_only_with_its_numbers_and_its_denials() -> None:
    sentence = "The health visitor did not see the baby for 19 weeks after the birth."
    assert is_partly_said(sentence, ["For 19 weeks no health visitor came to see the baby."])
    assert not is_partly_said(sentence, ["For 12 weeks no health visitor came to see the baby."])
    assert not is_partly_said(sentence, ["For 19 weeks the health visitor came to see the baby."])
    assert not is_partly_said(sentence, ["No visit in 19 weeks."])
    facts = tuple(
        Fact(text=text, weight="vital", patterns=(text,)) for text in ("did not see the baby", "the police")
    )
    parts = ["For 19 weeks no health visitor came to see the baby."]
    assert facts_with_halves(facts, parts, {facts[0]: (sentence,)}) == 0.25
    assert facts_with_halves(facts, [sentence], {facts[0]: (sentence,)}) == 0.5
    assert facts_with_halves((), parts, {}) is None


def test_the_sentences_of_a_fact_are_those_of_the_evidence_that_say_it() -> None:
    located = locate(CASES[0], INDEX)
    (sentences,) = sentences_of(located, source).values()
    assert sentences == ("He had a bruise – on the temple.",)


def answer(*statements: Statement, quotes: Sequence[tuple[str, int, int]] = (), **fields: object) -> Answer:
    cited = tuple(cite(n, INDEX.held[name], start, end) for n, (name, start, end) in enumerate(quotes, 1))
    made = Answer("q", "q", "answered", statements=statements, citations=cited)
    return dataclasses.replace(made, **fields)  # type: ignore[arg-type]


BABY, BRUISE = ("a1", 0, 26), ("a1", 27, 59)


def test_a_quote_that_is_not_needed_costs_precision_and_a_missing_one_recall() -> None:
    exact, bare = Statement("The baby was 19 weeks old.", "answer", (1, 2)), Statement("So it was.", "answer")
    found = citation_scores(answer(exact, quotes=[BABY, BRUISE]), source)
    assert found["citation_recall"] == found["faithful_exact"] == 1.0
    assert found["citation_precision"] == 0.5  # the second quote is another sentence
    found = citation_scores(answer(exact, bare, quotes=[BABY]), source)
    assert found["citation_coverage"] == 0.5
    assert found["citation_recall"] == found["faithful_exact"] == 0.0  # a number leads nowhere; one has none


def test_two_quotes_that_make_one_statement_are_both_needed() -> None:
    both = Statement("The baby was 19 weeks old. He had a bruise – on the temple.", "answer", (1, 2))
    found = citation_scores(answer(both, quotes=[BABY, BRUISE]), source)
    assert found["citation_recall"] == found["citation_precision"] == 1.0 and found["misattribution"] == 0.0


def test_a_refusal_has_no_figure_of_faithfulness() -> None:
    related = Statement("The baby was 19 weeks old.", "related", (1,))
    refused = answer(related, quotes=[BABY], outcome="not_found")
    assert set(citation_scores(refused, source).values()) == {None}


class Rules(Citing):
    """Bears out what begins with "True"; a stand-in for rules that have tests of their own."""

    def __init__(self) -> None:
        pass

    def judge(self, claim: Statement, answer: Answer) -> Cited:
        good = claim.text.startswith("True")
        return Cited(claim.text, 2, good, 1 if good else 0)

    def borne_out_elsewhere(self, claim: Statement, answer: Answer) -> bool:
        return claim.text.endswith("elsewhere")


def test_the_tiers_of_faithfulness_are_kept_apart() -> None:
    statements = (
        Statement("True by rule", "answer", (1,)),
        Statement("False elsewhere", "answer", (1,)),
        Statement("The baby was 19 weeks old.", "answer", (1,)),
    )
    account = Account("m", "h", shown=2, sent=100, received=20, calls=1)
    written = answer(*statements, quotes=[BABY], mode="written", account=account)
    found = citation_scores(written, source, Rules())
    assert (found["faithful_exact"], found["faithful_rules"], found["faithful_judge"]) == (1.0, 0.5, None)
    assert found["citation_coverage"] == 1.0 and found["citation_recall"] == pytest.approx(2 / 3)
    assert found["citation_precision"] == pytest.approx(2 / 5) and found["misattribution"] == pytest.approx(
        1 / 3
    )
    unruled = citation_scores(written, source)
    assert unruled["citation_recall"] is None and unruled["faithful_rules"] is None  # and not zero
    judge = Judge("a judge", lambda claim, _: claim.text.startswith("True") or None, 0.9, 60)
    assert citation_scores(written, source, Rules(), judge)["faithful_judge"] == 1.0
    assert (
        "0.90 of 60 labels" in judge.told and "not known" in dataclasses.replace(judge, agreement=None).told
    )


def test_reviews_named_are_counted_both_ways_and_by_their_number() -> None:
    rows = tuple(ReviewVerdict(name, name, "says") for name in ("a", "c"))
    case = CASES[1].model_copy(update={"reviews": ("a", "b", "d"), "question": "How many speak of dads?"})
    found = review_scores(case, answer(reviews=rows))
    assert found == {"reviews_covered": pytest.approx(1 / 3), "reviews_right": 0.5, "review_count": 0.0}
    assert review_scores(case, answer())["reviews_right"] is None and asks_how_many(case)
    two = case.model_copy(update={"reviews": ("a", "b")})
    assert review_scores(two, answer(reviews=rows))["review_count"] == 1.0
    assert not asks_how_many(case.model_copy(update={"question": "Which speak of dads?"}))


def test_a_statement_under_another_reviews_name_is_counted() -> None:
    held = {
        name: dataclasses.replace(review, title=title)
        for (name, review), title in zip(INDEX.reviews.items(), ("Child Q", "Child W"), strict=True)
    }
    told = (Statement("Child Q was seen.", "answer", (1,)), Statement("Child W was seen.", "answer", (1,)))
    assert contamination(answer(*told, quotes=[BABY]), held) == 0.5
    assert contamination(answer(told[0], quotes=[BABY]), held) == 0.0
    assert contamination(answer(*told, quotes=[BABY], outcome="not_found"), held) is None


def test_risk_and_coverage_agree_with_hand_calculation() -> None:
    found = selective([(0.9, True), (0.8, True), (0.7, False), (0.6, True), (0.5, False), (None, True)])
    assert (found.n, found.unsigned) == (5, 1)
    assert [risk for _, risk in found.points] == pytest.approx([0, 0, 1 / 3, 1 / 4, 2 / 5])
    assert found.area == pytest.approx((1 / 3 + 1 / 4 + 2 / 5) / 5)
    assert found.least == pytest.approx((1 / 4 + 2 / 5) / 5)
    assert found.accuracy[0.8] == pytest.approx(3 / 4) and found.accuracy[1.0] == pytest.approx(3 / 5)
    assert found.auroc == pytest.approx(5 / 6)


def test_equal_confidences_give_no_order_and_none_give_no_figure() -> None:
    one, other = (selective([(0.5, first), (0.5, not first)]) for first in (True, False))
    assert one == other and [risk for _, risk in one.points] == pytest.approx([0.5, 0.5])
    assert auroc([(0.5, True), (0.5, False)]) == 0.5 and auroc([(0.5, True)]) is None
    assert selective([(None, True)]).area is None and selective([]).n == 0


def test_the_worst_wording_and_the_passages_in_common_agree_with_hand_calculation() -> None:
    assert jaccard(["a", "b"], ["b", "c"]) == pytest.approx(1 / 3) and jaccard([], []) == 1.0
    assert jaccard(["a", "b"], ["a", "c"], k=1) == 1.0
    one = (
        Worded("as asked", ("a", "b"), 1.0),
        Worded("typo", ("a",), 0.5),
        Worded("paraphrase", ("a", "b"), 1.0),
    )
    two = (Worded("as asked", ("c",), 0.5), Worded("typo", ("c",), 1.0))
    found = robust([one, two, (Worded("as asked", ("d",), 0.0),)])  # the last was put in one way only
    assert (found.n, found.as_asked, found.worst, found.held) == (2, 0.75, 0.5, 0.5)
    assert found.agreement == pytest.approx((0.5 + 1 + 1) / 3)
    assert worst({"x": [1.0, None, 0.2], "y": [None]}) == {"x": 0.2} and robust([]).worst is None


def test_times_and_tokens_are_of_the_answers_that_spent_any() -> None:
    answers = [
        answer(timings_ms={"guard": 1.0, "retrieve": float(n), "total": n + 1.0}) for n in range(1, 102)
    ]
    stages = {one.name: one for one in by_stage([*answers, answer(timings_ms={"guard": 3.0, "total": 3.0})])}
    assert list(stages) == ["guard", "retrieve", "total"] and stages["guard"].n == 102
    assert (stages["retrieve"].n, stages["retrieve"].middle, stages["retrieve"].slow) == (101, 51.0, 96.0)
    assert stages["guard"].most == 3.0 and spent("x", [None]) is None
    first = first_words({"one": 0.2, "two": None})
    assert first is not None and (first.n, first.middle) == (1, 0.2)
    account = Account("m", "h", sent=100, received=20, calls=2)
    assert cost_scores(answer(account=account)) == {
        "tokens_sent": 100.0, "tokens_received": 20.0, "model_calls": 2.0,
    }  # fmt: skip
    remembered = dataclasses.replace(account, cached=True)
    assert (
        set(cost_scores(answer(account=remembered)).values()) == {None} == set(cost_scores(answer()).values())
    )


def test_every_measure_is_in_one_group_and_has_a_meaning() -> None:
    names = [name for group in GROUPS.values() for name in group]
    assert len(names) == len(set(names)) and set(names) == set(MEANINGS)
    assert {*LOWER, *COUNTED, *SEARCHES, *(f"bm25_{name}" for name in SEARCHES)} <= set(names)
    headings = [heading for heading, _ in MEANINGS.values()]
    assert len(headings) == len(set(headings))
