"""``python -m eval.training.claim_weights OUT``: fit the trees by which the signs of a claim are weighed.

Needs ``pip install lightgbm scikit-learn``, which nothing else here does. The signs are those of ``assistant/claims/signs.py``, with the
name of the review and without; the pairs those of ``claims.jsonl`` (made-up reviews), sentences of the same passages as
they stand or lightly cut, which are true, and the open pairs on the five reviews, which weigh more. The pairs kept aside
take no part.

Signs that only tell how pairs were written (how long a claim is) take none either, and each other is held to its direction.
The weight of the reader is fitted on pairs of reviews that it was not trained on.
"""

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.claims.checker import MOST_READ
from assistant.claims.reader import ClaimReader
from assistant.claims.retelling import is_retelling
from assistant.claims.signs import NAMES, evidence_sentences, signs
from eval.claims import OPEN, Pair, load_pairs, of_training
from eval.training.claims import is_held_out
from eval.training.faults import reworded, shortened
from ingest.embedding import MiniLM
from ingest.settings import load_settings

UP = frozenset("cosine cosine_two covered covered_near".split())  # noqa: SIM905
DOWN = frozenset(
    """number_lacking who_lacking who_lacking_near label_other name_lacking negation_new negation_lost doubt_lost
    duty_lost plan_lost asks_lost all_new only_new wide_new lasting_new cause_new some_lost duty_to_done
    same_words_negated denied_differs clauses_denied opposed odd_best denied_differs_second who_swapped who_first_lacking
    number_moved months_lacking""".split()  # noqa: SIM905
)
OPEN_WEIGHT, CLOSE_SHARE = 10.0, 6
TREES, LEAVES, RATE = 250, 8, 0.05
WITHHELD, PARTLY = 0.10, 0.5  # of the true open pairs; share of the bar
NEAR, FLOOR, READER = 0.5, 0.48, 0.6  # cosines; the least that the reader weighs

Floats = npt.NDArray[np.float32]


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, print what the open pairs score in folds that they were left out of, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="weights.json to write")
    given = parser.parse_args(arguments)
    models = load_settings().home.expanduser() / "models"
    embedder, reader = MiniLM(models), ClaimReader(models)
    hand = of_training()
    dice = random.Random(3)
    close = [one for pair in hand if dice.randrange(CLOSE_SHARE) == 0 and (one := _close(pair, dice))]
    opened = load_pairs(OPEN)
    held = [pair for pair in hand if is_held_out(pair.review)]
    all_signs = _signs([*hand, *close, *opened], embedder)
    a, b = len(hand), len(hand) + len(close)
    x, x_open = all_signs[:, :b], all_signs[:, b:]
    y = np.array([pair.true for pair in (*hand, *close)], float)
    y_open = np.array([pair.true for pair in opened], float)
    out = np.array([is_held_out(pair.review) for pair in (*hand, *close)])
    read_held = _log_odds(reader.scores([(pair.claim, pair.passage) for pair in held]))
    read_open = _log_odds(reader.scores([(pair.claim, pair.passage) for pair in opened]))

    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold

    kinds = np.array([pair.kind for pair in opened])
    folded, weights = np.zeros(len(opened)), []
    for seed in range(3):
        for fit, left in StratifiedKFold(5, shuffle=True, random_state=seed).split(x_open[0], kinds):
            trees = _fit(x[:, ~out], y[~out], x_open[:, fit], y_open[fit], seed)
            own = _logit(trees, all_signs[0, :a][out[:a]])
            joined = LogisticRegression(class_weight="balanced").fit(np.c_[own, read_held], y[:a][out[:a]])
            weights.append(joined.coef_[0][1] / joined.coef_[0][0])
            folded[left] += _logit(trees, x_open[1][left]) / 3
    weight = float(np.clip(np.mean(weights), READER, 1.0))
    scores = folded + weight * read_open
    scores[x_open[1][:, NAMES.index("cosine")] < FLOOR] = -9.0
    for n, pair in enumerate(opened):
        if is_retelling(
            pair.claim, evidence_sentences(pair.passage), dict(zip(NAMES, x_open[1][n], strict=True))
        ):
            scores[n] = 9.0
    bar = float(np.quantile(scores[y_open == 1], WITHHELD))
    print(f"reader weighs {weight:.2f}; of the open pairs left out, at {WITHHELD:.2f} of the true withheld:")
    for kind in sorted(set(kinds)):
        print(f"  {kind:14}{float((scores[kinds == kind] < bar).mean()):.2f} withheld")
    trees = _fit(x, y, x_open, y_open, 0)
    told = _as_told(trees) | {"reader": round(weight, 3), "near": NEAR, "floor": FLOOR}
    supported = float(1 / (1 + np.exp(-bar)))
    told |= {"supported": round(supported, 4), "partly": round(PARTLY * supported, 4)}
    given.out.write_text(json.dumps(told, separators=(",", ":")) + "\n", encoding="utf-8")


def _close(pair: Pair, dice: random.Random) -> Pair | None:
    """A sentence of the passage as a true claim: as it stands, or lightly cut and reworded."""
    sentences = [s.lstrip("-*• ") for s in evidence_sentences(pair.passage) if len(s.split()) > 5]
    if not sentences:
        return None
    said = dice.choice(sentences)
    said = shortened(said, dice) if dice.random() < 0.6 else said
    said = reworded(said, dice) if dice.random() < 0.6 else said
    return Pair("", "true", said, pair.passage, pair.review, True)


def _signs(pairs: Sequence[Pair], embedder: MiniLM) -> Floats:
    """Shape (2, pairs, signs): with the name of the review as context, and without."""
    split = [evidence_sentences(pair.passage) for pair in pairs]
    texts = sorted({text for pair, own in zip(pairs, split, strict=True) for text in (pair.claim, *own)})
    vectors = dict(zip(texts, embedder.embed(texts), strict=True))
    found = np.array(
        [
            [
                signs(
                    pair.claim,
                    own,
                    pair.review if named else "",
                    vectors[pair.claim],
                    np.array([vectors[sentence] for sentence in own]),
                )
                for pair, own in zip(pairs, split, strict=True)
            ]
            for named in (True, False)
        ],
        dtype=np.float32,
    )
    return found


def _fit(x: Floats, y: Any, x_open: Floats, y_open: Any, seed: int) -> Any:
    from lightgbm import LGBMClassifier

    rows = np.concatenate([*x, *x_open])
    wanted = np.concatenate([y, y, y_open, y_open])
    weight = np.concatenate([np.ones(2 * len(y)), np.full(2 * len(y_open), OPEN_WEIGHT)])
    directions = [1 if name in UP else -1 if name in DOWN else 0 for name in NAMES]
    return LGBMClassifier(
        n_estimators=TREES,
        num_leaves=LEAVES,
        learning_rate=RATE,
        min_child_samples=25,
        class_weight="balanced",
        colsample_bytree=0.4,
        subsample=0.8,
        subsample_freq=1,
        verbose=-1,
        random_state=seed,
        deterministic=True,
        force_row_wise=True,
        monotone_constraints=directions,
        monotone_constraints_method="advanced",
        n_jobs=1,
    ).fit(rows, wanted, sample_weight=weight)


def _logit(trees: Any, rows: Floats) -> Any:
    return trees.predict(rows, raw_score=True)


def _log_odds(probabilities: Floats) -> Floats:
    held = np.clip(probabilities, 1e-4, 1 - 1e-4)
    odds: Floats = np.clip(np.log(held / (1 - held)), -MOST_READ, MOST_READ)
    return odds


def _as_told(model: Any) -> dict[str, Any]:
    """The trees as ``assistant.claims.weighing`` reads them."""
    trees, leaves = [], []
    for told in model.booster_.dump_model()["tree_info"]:
        nodes: list[list[str | float]] = []
        values: list[float] = []
        _walk(told["tree_structure"], nodes, values)
        trees.append(nodes)
        leaves.append(values)
    return {"start": 0.0, "trees": trees, "leaves": leaves}


def _walk(node: dict[str, Any], nodes: list[list[str | float]], values: list[float]) -> int:
    """Add a node and all below it; returns its place, or -n-1 for leaf n."""
    if "leaf_value" in node:
        values.append(round(node["leaf_value"], 5))
        return -len(values)
    place = len(nodes)
    nodes.append([])
    left = _walk(node["left_child"], nodes, values)
    right = _walk(node["right_child"], nodes, values)
    nodes[place] = [NAMES[node["split_feature"]], float(f"{node['threshold']:.6g}"), left, right]
    return place


if __name__ == "__main__":
    main()
