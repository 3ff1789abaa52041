"""Intervals draw the cases of one review together; differences are told from noise."""

import numpy as np
import pytest

from eval.cases import Case, Evidence
from eval.scoring.statistics import _draws, changes, cluster_of, holm, interval, mcnemar


def case(name: str, *reviews: str, evidence: str = "") -> Case:
    items = (Evidence(review=evidence, digest="x", original="x"),) if evidence else ()
    return Case(
        id=name, kind="fact", question="?", expect="answered", split="open", reviews=reviews, evidence=items
    )


def test_cases_of_one_review_are_drawn_together_and_those_of_none_alone() -> None:
    assert cluster_of(case("one", "a")) == cluster_of(case("two", evidence="a")) == "a"
    assert cluster_of(case("three", "b", "a")) == cluster_of(case("four", "a", evidence="b")) == "a+b"
    assert cluster_of(case("five")) != cluster_of(case("six"))


def test_cases_that_stand_or_fall_together_give_a_wider_interval() -> None:
    values = [1.0] * 20 + [0.0] * 20
    alone = interval(values)
    together = interval(values, ["a"] * 10 + ["b"] * 10 + ["c"] * 10 + ["d"] * 10)
    assert together == (0.0, 1.0)  # of four reviews all that are drawn may be right, or wrong
    assert alone[0] is not None and alone[1] is not None and 0.3 < alone[0] < 0.5 < alone[1] < 0.7
    assert interval(values, ["a"] * 40) == (None, None)  # one review tells nothing of others


def test_an_interval_of_lone_cases_is_that_of_the_normal_distribution() -> None:
    low, high = interval([1.0] * 500 + [0.0] * 500)
    assert (low, high) == pytest.approx((0.469, 0.531), abs=0.004)


def test_a_mean_is_of_cases_however_the_reviews_are_drawn() -> None:
    low, high = interval([1.0] * 90 + [0.0] * 10, ["big"] * 90 + ["small"] * 10)
    assert (low, high) == (0.0, 1.0)  # each is drawn twice in a quarter of the draws
    low, high = interval([0.9] * 90 + [0.9] * 10, ["big"] * 90 + ["small"] * 10)
    assert low == pytest.approx(0.9) and high == pytest.approx(0.9)


def test_the_exact_test_of_mcnemar_agrees_with_hand_calculation() -> None:
    assert mcnemar(0, 0) == 1.0 and mcnemar(3, 3) == 1.0
    assert mcnemar(5, 0) == pytest.approx(2 / 32)
    assert mcnemar(1, 8) == mcnemar(8, 1) == pytest.approx(2 * (1 + 9) / 2**9)
    assert 0.0 <= mcnemar(3_000, 2_000) < 1e-40


def test_holm_agrees_with_hand_calculation_and_keeps_the_order() -> None:
    assert holm([0.04, 0.01, 0.03]) == pytest.approx((0.06, 0.03, 0.06))
    assert holm([0.6, 0.7]) == (1.0, 1.0) and holm([]) == ()


def test_a_change_beyond_noise_is_told_from_one_within_it() -> None:
    names = [f"c{n}" for n in range(100)]
    before = {name: {"better": 0.0, "same": float(n % 2), "none": None} for n, name in enumerate(names)}
    after = {
        name: {"better": float(n < 30), "same": float((n + (n < 2)) % 2), "none": 1.0}
        for n, name in enumerate(names)
    }
    better, same = changes(["better", "same", "none"], before, after, {})
    assert (better.n, better.rose, better.fell, better.same) == (100, 30, 0, 70)
    assert better.mean == pytest.approx(0.3) and better.sure and better.chance == mcnemar(30, 0)
    assert (same.rose, same.fell) == (1, 1) and not same.sure and same.adjusted == 1.0
    assert better.adjusted == pytest.approx(2 * better.chance)
    assert better.detectable is not None and 0.1 < better.detectable < 0.15  # 2.8 times 0.046


def test_a_change_that_one_review_makes_alone_is_not_sure() -> None:
    names = [f"c{n}" for n in range(40)]
    before = {name: {"x": 0.5} for name in names}
    after = {name: {"x": 0.9 if n < 10 else 0.5} for n, name in enumerate(names)}
    (alone,) = changes(["x"], before, after, {})
    (together,) = changes(["x"], before, after, {name: n // 10 for n, name in enumerate(names)})
    assert alone.sure and not together.sure and together.low == 0.0


def test_measures_of_as_many_reviews_share_their_draws() -> None:
    dice = np.random.default_rng(1)
    clusters = [f"c{n}" for n in dice.integers(0, 300, 988)]
    interval([1.0] * 988, clusters)
    drawn = _draws.cache_info().misses
    assert all(interval(row, clusters)[0] for row in dice.random((40, 988)).tolist())
    assert _draws.cache_info().misses == drawn
