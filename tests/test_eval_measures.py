"""The measures agree with hand calculation."""

import dataclasses
from collections.abc import Sequence

import pytest

from assistant.nouns import Answer, ReviewVerdict, Turn
from eval.cases import Located, locate, sentences_matching
from eval.scoring.measures import Ground, Result, score, summarise
from eval.scoring.nuggets import facts_found
from eval.scoring.retrieval import ranking_scores, recall_at, search_scores
from eval.scoring.reviews import names_reviews, quotes_another
from eval.scoring.statistics import interval
from eval.solvers import attempt
from tests.test_eval_solvers import CASES, SOURCES, FakeIndex, Oracle, fact, means, results


def test_recall_and_rank_agree_with_hand_calculation() -> None:
    located = locate(CASES[1], FakeIndex())
    assert [sorted(item) for item in located.items] == [["b1"], ["b1"]]
    assert recall_at(located, ["a1", "a2", "b1"], 2) == 0.0
    assert recall_at(located, ["a1", "a2", "b1"], 5) == 1.0
    assert ranking_scores({"b1"}, ["a1", "a2", "b1"])["mrr_10"] == pytest.approx(1 / 3)
    assert ranking_scores({"b1"}, ["a1"])["mrr_10"] == 0.0
    assert search_scores(Located(CASES[2], ()), [FakeIndex().held["a1"]]) == {}


def test_a_pattern_matches_folded_text_and_points_at_whole_sentences_of_the_source() -> None:
    passage = FakeIndex().held["a1"]
    (span,) = sentences_matching(r"bruise\s+-\s+on", passage)
    assert SOURCES["a.md"][span.start : span.end] == "He had a bruise – on the temple."


def test_a_fact_is_not_pieced_together_from_two_statements() -> None:
    wanted = (fact("both", "mother.*father"),)
    assert facts_found(wanted, ["The mother was seen.", "The father was not."]) == 0.0
    assert facts_found(wanted, ["The mother was seen, the  father was not."]) == 1.0
    assert facts_found((), ["anything"]) is None


def test_related_passages_earn_no_facts() -> None:
    oracle = Oracle(CASES)
    answer = oracle.ask(CASES[0].question)
    related = tuple(dataclasses.replace(s, role="related") for s in answer.statements)
    tried = attempt(CASES[0], oracle)
    tried = dataclasses.replace(tried, answer=dataclasses.replace(answer, statements=related))
    ground = Ground(oracle.index.review_passages, SOURCES.__getitem__)
    scores = score(locate(CASES[0], oracle.index), tried, ground)
    assert scores["vital_facts"] == 0.0 and scores["relevance"] is None and scores["citation_validity"] == 1.0


def test_asked_who_is_silent_the_reviews_without_a_mention_are_the_ones_named() -> None:
    rows = (ReviewVerdict("a", "A", "says", (1,)), ReviewVerdict("b", "B", "no_mention"))
    answer = Answer("x", "x", "answered", reviews=rows)
    case = next(one for one in CASES if one.kind == "which_review")
    speaks = case.model_copy(update={"question": "Which speak of dads?", "reviews": ("a",)})
    silent = case.model_copy(update={"question": "Which reviews say nothing on dads?", "reviews": ("b",)})
    assert names_reviews(speaks, answer) == 1.0 and names_reviews(silent, answer) == 1.0
    assert names_reviews(silent.model_copy(update={"reviews": ("a",)}), answer) == 0.0


def test_a_list_is_complete_only_with_every_item_and_another_review_is_seen() -> None:
    oracle = Oracle(CASES)
    listed = CASES[0].model_copy(update={"kind": "list"})
    tried = attempt(CASES[0], oracle)
    ground = Ground(oracle.index.review_passages, SOURCES.__getitem__)
    scores = score(locate(listed, oracle.index), tried, ground)
    assert scores["list_complete"] == 1.0
    nothing = dataclasses.replace(
        tried, answer=dataclasses.replace(tried.answer, statements=tried.answer.statements[:0])
    )
    assert score(locate(listed, oracle.index), nothing, ground)["list_complete"] == 0.0
    named = CASES[0].model_copy(update={"reviews": (tried.answer.citations[0].review_id,)})
    assert score(locate(named, oracle.index), tried, ground)["other_review"] == 0.0
    other = CASES[0].model_copy(update={"reviews": ("another",)})
    assert quotes_another(other, tried.answer) == 1.0


def test_an_urgent_answer_without_a_contact_is_not_caught() -> None:
    class NobodyToRing(Oracle):
        def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
            return dataclasses.replace(super().ask(question, history), contacts=())

    assert means(NobodyToRing(CASES))["urgent"] == 0.0


def test_a_summary_tells_scored_from_not_applicable_and_failed() -> None:
    got = results(Oracle(CASES))
    got[0] = Result(got[0].located, None, {}, "ValueError: broken")
    summary = summarise("vital_facts", got)
    assert (summary.n, summary.not_applicable, summary.failed) == (1, 3, 1)
    assert summarise("urgent", got).failed == 0


def test_the_interval_is_fixed_and_holds_the_mean() -> None:
    values = [1.0] * 8 + [0.0] * 2
    low, high = interval(values)
    assert (low, high) == interval(values)
    assert low is not None and high is not None and 0.4 <= low < 0.8 < high <= 1.0
    assert interval([1.0]) == (None, None) and interval([]) == (None, None)
