"""How sure a figure is: intervals of a mean, differences of two runs, and what is left of them when many are looked at.

Cases of one review stand or fall together, so they are drawn together: the bootstrap (Efron 1979) draws clusters, not
cases. A cluster is all the cases of one review; cases of several reviews go with those of exactly the same reviews; a
case of no review is a cluster of its own. With few reviews such an interval is wide and itself uncertain: it tells that
the figure may be another one on other reviews. A percentile interval, a fixed seed: the same scores give the same ends.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.cases import Case

RESAMPLES = 2_000
SEED = 20_260_101
SURE = 0.05  # a difference as large by chance alone in fewer than one of twenty
_TWO_SIDED, _POWER = 1.959964, 0.841621  # of the normal distribution, at 0.05 and for a power of 0.8

Ends = tuple[float | None, float | None]
Numbers = NDArray[np.float64]


def cluster_of(case: Case) -> str:
    """What a case is drawn with: its review, its several reviews, or nothing but itself."""
    return case.cluster


def interval(values: Sequence[float], clusters: Sequence[Hashable] | None = None) -> Ends:
    """The 95% interval of a mean; none of fewer than two clusters. Without ``clusters`` each value is one."""
    sums, counts = _by_cluster(values, clusters)
    if len(sums) < 2:
        return None, None
    return _ends(_drawn_means(sums, counts))


def difference_of_parts(one: Sequence[float], other: Sequence[float]) -> tuple[float, float]:
    """The 95% interval of the difference of the means of different cases, drawn case by case.

    Two parts of one gold are of the same reviews and differ in their cases: so it is cases that chance has dealt, and drawing
    reviews would leave that out.
    """
    dice = np.random.default_rng(SEED)
    drawn = [
        np.asarray(part, float)[dice.integers(0, len(part), size=(RESAMPLES, len(part)))].mean(axis=1)
        for part in (one, other)
    ]
    return _ends(drawn[0] - drawn[1])


@dataclass(frozen=True, slots=True)
class Change:
    """One measure of the same cases in two runs, the later less the earlier.

    ``chance``: how often as large a difference comes by chance; by McNemar's exact test where all scores are 0 or 1,
    else by the bootstrap. ``adjusted``: the same, of one looked at among many. ``detectable``: the smallest difference
    that these cases would show four times in five.
    """

    measure: str
    n: int
    before: float
    after: float
    low: float | None
    high: float | None
    rose: int
    fell: int
    chance: float
    adjusted: float
    detectable: float | None

    @property
    def mean(self) -> float:
        """The later mean less the earlier."""
        return self.after - self.before

    @property
    def same(self) -> int:
        """Cases with the same score in both."""
        return self.n - self.rose - self.fell

    @property
    def sure(self) -> bool:
        """Whether it is more than noise: by its interval, and among all the measures looked at."""
        apart = self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)
        return apart and self.adjusted < SURE


Scores = Mapping[str, float | None]


def changes(
    measures: Sequence[str],
    before: Mapping[str, Scores],
    after: Mapping[str, Scores],
    clusters: Mapping[str, Hashable],
) -> tuple[Change, ...]:
    """What became of each measure between two runs, over the cases that both have a score for.

    Args:
        measures: their names; those that no case has in both runs are left out.
        before: the scores of the earlier run by the id of the case.
        after: the scores of the later run.
        clusters: what each case is drawn with; a case that is not in it is drawn alone.
    """
    found = []
    for measure in measures:
        pairs = {
            name: (one, other)
            for name in before
            if (one := before[name].get(measure)) is not None
            and (other := after.get(name, {}).get(measure)) is not None
        }
        if pairs:
            names = [clusters.get(name, ("alone", name)) for name in pairs]
            found.append(_change(measure, list(pairs.values()), names))
    adjusted = holm([one.chance for one in found])
    return tuple(_with(one, value) for one, value in zip(found, adjusted, strict=True))


def _change(measure: str, pairs: Sequence[tuple[float, float]], clusters: Sequence[Hashable]) -> Change:
    both = np.asarray(pairs, float)
    apart = both[:, 1] - both[:, 0]
    rose, fell = int((apart > 0).sum()), int((apart < 0).sum())
    sums, counts = _by_cluster(apart.tolist(), clusters)
    low, high, chance, detectable = None, None, 1.0, None
    if len(sums) > 1:
        drawn = _drawn_means(sums, counts)
        low, high = _ends(drawn)
        least = min(int((drawn <= 0).sum()), int((drawn >= 0).sum()))
        chance = min(1.0, 2 * (least + 1) / (len(drawn) + 1))
        detectable = float((_TWO_SIDED + _POWER) * drawn.std())
    if np.isin(both, (0.0, 1.0)).all():
        chance = mcnemar(rose, fell)
    means = both.mean(axis=0)
    return Change(
        measure, len(pairs), float(means[0]), float(means[1]), low, high, rose, fell, chance, chance, detectable
    )  # fmt: skip


def _with(change: Change, adjusted: float) -> Change:
    fields: dict[str, Any] = {name: getattr(change, name) for name in change.__slots__}
    return Change(**fields | {"adjusted": adjusted})


def mcnemar(rose: int, fell: int) -> float:
    """How often so uneven a split of the cases that changed comes by chance, two-sided and exact (McNemar 1947)."""
    changed, fewer = rose + fell, min(rose, fell)
    if not changed:
        return 1.0
    ways = sum(accumulate(range(fewer), lambda way, k: way * (changed - k) // (k + 1), initial=1))
    return min(1.0, float(2 * ways / 2**changed))


def holm(chances: Sequence[float]) -> tuple[float, ...]:
    """The chances of several tests, each as it counts among all of them (Holm 1979), in the order given."""
    adjusted = [0.0] * len(chances)
    least = 0.0
    for rank, place in enumerate(sorted(range(len(chances)), key=lambda n: chances[n])):
        least = max(least, min(1.0, (len(chances) - rank) * chances[place]))
        adjusted[place] = least
    return tuple(adjusted)


def _by_cluster(values: Sequence[float], clusters: Sequence[Hashable] | None) -> tuple[Numbers, Numbers]:
    """The sum and the number of the values of each cluster, in the order the clusters are first seen."""
    if clusters is None:
        return np.asarray(values, float), np.ones(len(values))
    places: dict[Hashable, int] = {}
    at = [places.setdefault(name, len(places)) for name in clusters]
    if not at:
        return np.zeros(0), np.zeros(0)
    return np.bincount(at, weights=np.asarray(values, float)).astype(float), np.bincount(at).astype(float)


@lru_cache(maxsize=96)
def _draws(clusters: int) -> NDArray[np.uint8]:
    """How often each cluster is in each draw. It hangs on their number alone, so many measures share one."""
    picked = np.random.default_rng(SEED).integers(0, clusters, size=(RESAMPLES, clusters))
    rows = np.arange(RESAMPLES)[:, None] * clusters
    times = np.bincount((picked + rows).ravel(), minlength=RESAMPLES * clusters)
    return times.reshape(RESAMPLES, clusters).astype(np.uint8)


def _drawn_means(sums: Numbers, counts: Numbers) -> Numbers:
    return _drawn_sums(sums) / _drawn_sums(counts)


def _drawn_sums(values: Numbers) -> Numbers:
    """The sum of the clusters' values in each draw; by one thread, since two in turn cost more than they save."""
    times = _draws(len(values)).astype(np.float32)
    drawn: Numbers = np.einsum("dc,c->d", times, values.astype(np.float32)).astype(np.float64)
    return drawn


def _ends(drawn: Numbers) -> tuple[float, float]:
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(low), float(high)
