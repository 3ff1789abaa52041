"""``python -m eval.training.urgent [--write]``: fit the points of the urgent guard again.

On the open phrasings (``eval/phrasings.jsonl``) and the open gold questions, and on a share of the questions to made-up
reviews (``reviews.jsonl``), which are harmless; what was kept aside takes no part. Logistic regression with an L2
penalty, by Newton's method (Hastie, Tibshirani and Friedman 2009, 4.4.1); a live concern weighs twice. A sign of danger or of a plea
for help may never count against urgency, nor one of length or punctuation alone for it: what comes out so is left
out, and the rest fitted again. Prints what four-fold cross-validation misses and takes for urgent at several bars, then with ``--write`` puts
the points of all, three to one unit of log-odds and rounded, into ``assistant/urgent_points.toml``.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.urgent import FILE, POINTS_A_UNIT, signs
from eval.cases import load_cases
from eval.run import GOLD
from eval.wordings import phrasings

PENALTY, LIVE_WEIGHT, FEWEST, FOLDS, ROUNDS = 1.0, 2.0, 6, 4, 15
ONE_IN = 5  # of the questions to made-up reviews
BARS = (-6, -5, -4, -3, -2, -1, 0)  # points
SETTLED = 0.001  # a step from which on the fit goes on no further
FOR = frozenset({"live_beside", "says_suicide"})
AGAINST = frozenset({"document", "nobody_in_danger"})
OF_DANGER = frozenset(
    [
        "grave",
        "grave_me",
        "clear",
        "clear2",
        "weak",
        "near",
        "danger_near",
        "danger_recent",
        "danger_near_recent",
        "danger_far",
        "asks_help",
        "disclosure",
        "recent",
        "lasting",
        "live",
        "state_pron",
        "me",
        "me_young",
        "person",
    ]
)
OF_A_LIVE_FORM = frozenset(
    [
        "age",
        "bridge",
        "help",
        "moment",
        "pills",
        "reported",
        "me",
        "third",
        "present",
        "me+present",
        "me+moment",
        "me+help",
        "me+bridge",
        "third+present",
        "third+moment",
        "age+present",
        "reported+moment",
        "topic+me",
        "pills+me",
        "document+moment",
        "document+bridge",
    ]
)
OF_CALM = frozenset(["calm", "calm_help", "no_danger", "ends_calm", "ends_calm_asking"])
OF_MANNER = frozenset(["question_mark", "words3", "words7", "words14", "words30"])
Told = tuple[frozenset[str], bool]  # the signs of a message, and whether it tells of a live concern
Array = npt.NDArray[np.float64]


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print, and write where asked; returns 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {FILE.name}")
    given = parser.parse_args(arguments)
    told = [(signs(one.text), one.urgent) for one in phrasings() if one.split == "open"]
    told += [
        (signs(case.question), case.expect == "urgent") for case in load_cases(GOLD) if case.split == "open"
    ]
    told += [(signs(question), False) for question in _asked_of_reviews()]
    reached = np.zeros(len(told))
    order = list(range(len(told)))
    random.Random(0).shuffle(order)
    for fold in range(FOLDS):
        out = set(order[fold::FOLDS])
        points = fitted([told[i] for i in order if i not in out])
        for i in out:
            reached[i] = sum(points.get(sign, 0) for sign in told[i][0]) + points[""]
    live = np.array([urgent for _, urgent in told])
    print(f"{len(told)} messages, {live.sum()} live concerns; cross-validated:")
    for bar in BARS:
        missed, false = int((live & (reached < bar)).sum()), int((~live & (reached >= bar)).sum())
        print(f"  at {bar:+d} points: {missed} missed, {false} false alarms")
    if given.write:
        _write(fitted(told), FILE)
    return 0


def _asked_of_reviews() -> list[str]:
    lines = (Path(__file__).with_name("reviews.jsonl")).read_text(encoding="utf-8").splitlines()
    reviews = [json.loads(line) for line in lines]
    return [item[0] for r in reviews for kind in ("questions", "unanswerable") for item in r[kind]][::ONE_IN]


def fitted(told: Sequence[Told]) -> dict[str, int]:
    """Points by sign; the constant stands under the empty name."""
    counts = Counter(sign for found, _ in told for sign in found)
    names = sorted(sign for sign, count in counts.items() if count >= FEWEST)
    place = {name: number for number, name in enumerate(names)}
    x = np.zeros((len(told), len(names) + 1))
    x[:, -1] = 1
    for row, (found, _) in zip(x, told, strict=True):
        row[[place[sign] for sign in found if sign in place]] = 1
    y = np.array([float(urgent) for _, urgent in told])
    ways = np.array([*(_way(name) for name in names), 0])
    kept = np.ones(len(ways), dtype=bool)
    weights = np.zeros(len(ways))
    while True:
        weights[kept] = _regression(x[:, kept], y, np.where(y == 1, LIVE_WEIGHT, 1.0), weights[kept])
        against = kept & (weights * ways < 0)
        if not against.any():
            break
        kept &= ~against
        weights[against] = 0
    points = {name: round(POINTS_A_UNIT * float(w)) for name, w in zip([*names, ""], weights, strict=True)}
    return {name: value for name, value in points.items() if value or not name}


def _way(sign: str) -> int:
    """1 where a sign may count for urgency only, -1 where against it only, 0 where the fit decides."""
    scope, _, kind = sign.rpartition(".")
    if sign in FOR or (scope in ("plain", "told", "asked", "no_texts") and kind in OF_DANGER):
        return 1
    if sign in AGAINST or kind in OF_CALM:
        return -1
    return -1 if scope == "form" and kind in OF_MANNER else int(scope == "form" and kind in OF_A_LIVE_FORM)


def _regression(x: Array, y: Array, weight: Array, start: Array) -> Array:
    w = start.copy()
    penalty = np.full(len(w), PENALTY)
    penalty[-1] = 0.01
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (weight * (p - y)) + penalty * w
        curve = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        w -= step
        if np.abs(step).max() < SETTLED:
            break
    return w


def _write(points: dict[str, int], path: Path) -> None:
    head = path.read_text(encoding="utf-8").split("[points]")[0]
    constant = points.pop("")
    head = "\n".join(
        f"constant = {constant}" if line.startswith("constant") else line for line in head.splitlines()
    )
    rows = "\n".join(f'"{name}" = {value}' for name, value in sorted(points.items()))
    path.write_text(f"{head}\n[points]\n{rows}\n", encoding="utf-8")
    print(f"Written: {path.name}, {len(points)} signs")


if __name__ == "__main__":
    sys.exit(main())
