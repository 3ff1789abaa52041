"""``python -m eval.training.selection FOLDER``: learn which sentences of a review answer a question.

Needs ``pip install lightgbm scikit-learn``, which nothing else here does; some minutes on two cores.

Boosted trees (LightGBM, Ke et al. 2017) learn from the examples of ``selection_examples.py`` whether a sentence is part of the
answer, a logistic regression from a question's vector whether it is for a list, and another from the likeliest sentence whether
the question is answered at all. What they are worth is printed from folds by briefing, beside the rules alone; what is written
is fitted on all briefings but those ``is_held_out``, which ``python -m eval.unseen`` asks.
"""

import argparse
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np

from assistant.selection.answered import of_likeliest
from assistant.selection.chosen import decided
from assistant.selection.logistic import Logistic
from assistant.selection.signs import NAMES
from assistant.selection.trees import Floats, write_trees
from eval.training.selection_examples import Example, is_held_out, read_examples

FOLDS = 6
TREES, LEAVES, RATE = 350, 15, 0.04
SHARPNESS, SOFT = 3.0, 0.03  # inverse strength of the penalties
OF_LISTS = frozenset(
    {"several", "is_list", "kind_asked", "kinds_likely", "wants_one", "asks_all", "asks_plural"}
)
SEVERAL = NAMES.index("several")
KINDS = ("list", "fact", "none")


@dataclass(frozen=True, slots=True)
class Told:
    """What is quoted for an example: groups of sentences, a group a point."""

    points: tuple[frozenset[int], ...]

    def vital(self, example: Example) -> float:
        """The share of the items that are quoted."""
        quoted = frozenset().union(*self.points)
        return fmean(bool(held & quoted) for held in example.holds)

    def relevance(self, example: Example) -> float:
        """The share of the points that hold an item."""
        return fmean(bool(point & example.wanted) for point in self.points)


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, print what folds score, write the trees."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder for what assistant/selection/ ships")
    given = parser.parse_args(arguments)
    examples = [one for one in read_examples() if one.holds or one.kind == "none"]
    folds = [zlib.crc32(one.briefing.encode()) % FOLDS for one in examples]
    examples = with_several(examples, folds)
    likely = _out_of_fold(examples, folds)
    looked_at = np.stack([of_likeliest(one.rows, said) for one, said in zip(examples, likely, strict=True)])
    sure = np.zeros(len(examples))
    for fold in range(FOLDS):
        out = np.array(folds) == fold
        learnt = _answered(
            looked_at[~out], [one for one, own in zip(examples, folds, strict=True) if own != fold]
        )
        sure[out] = [learnt.probability(one) for one in looked_at[out]]
    print(
        f"{len(examples)} questions on {len({one.briefing for one in examples})} briefings, in {FOLDS} folds"
    )
    print(report("rules alone", examples, [_by_rules(one) for one in examples]))
    told = [_told(one, said, own) for one, said, own in zip(examples, likely, sure, strict=True)]
    print(report("learnt", examples, told))
    is_seen = np.array([not is_held_out(one.briefing) for one in examples])
    seen = [one for one in examples if not is_held_out(one.briefing)]
    _several(seen).write(given.out / "several.safetensors")
    _answered(looked_at[is_seen], seen).write(given.out / "answered.safetensors")
    trees = _fit(seen).dump_model()["tree_info"]
    write_trees(given.out / "trees.safetensors", NAMES, [_flat(one["tree_structure"]) for one in trees])


def with_several(examples: Sequence[Example], folds: Sequence[int]) -> list[Example]:
    """The examples with how likely each question wants several things, by what is learnt of the other folds."""
    found = list(examples)
    for fold in set(folds):
        learnt = _several([one for one, own in zip(examples, folds, strict=True) if own != fold])
        for place, own in enumerate(folds):
            if own == fold:
                one = examples[place]
                rows = one.rows.copy()
                rows[:, SEVERAL] = learnt.probability(one.vector)
                found[place] = replace(one, rows=rows)
    return found


def _several(examples: Sequence[Example]) -> Logistic:
    """Learns from a question's vector whether it is for a list; questions without an answer take no part."""
    own = [one for one in examples if one.kind != "none"]
    return _regression(np.stack([one.vector for one in own]), [one.kind == "list" for one in own], SHARPNESS)


def _answered(looked_at: Floats, examples: Sequence[Example]) -> Logistic:
    """Learns whether a question is answered; without the signs of lists, since none of these is without an answer here."""
    deaf = [1 + place for place, name in enumerate(NAMES) if name in OF_LISTS]
    spread = looked_at.std(0)
    scale = np.where(spread > 0, 1 / np.maximum(spread, 1e-6), 0.0)
    scale[deaf] = 0.0
    middle = looked_at.mean(0)
    learnt = _regression((looked_at - middle) * scale, [one.kind != "none" for one in examples], SOFT)
    weight = learnt.weight * scale
    return Logistic(weight.astype(np.float32), learnt.constant - float(middle @ weight))


def _regression(rows: Floats, right: Sequence[bool], strength: float) -> Logistic:
    from sklearn.linear_model import LogisticRegression

    learnt = LogisticRegression(C=strength, max_iter=2000).fit(rows, right)
    return Logistic(learnt.coef_[0].astype(np.float32), float(learnt.intercept_[0]))


def _out_of_fold(examples: Sequence[Example], folds: Sequence[int]) -> list[Floats]:
    """How likely each sentence of each example is to answer, by trees fitted on the other folds."""
    likely = [np.zeros(0, np.float32) for _ in examples]
    for fold in range(FOLDS):
        model = _fit([one for one, own in zip(examples, folds, strict=True) if own != fold])
        for place, own in enumerate(folds):
            if own == fold:
                likely[place] = np.asarray(model.predict(examples[place].rows), np.float32)
    return likely


def report(name: str, examples: Sequence[Example], told: Sequence[Told]) -> str:
    """A line of figures: of lists and facts the items quoted, of lists those whole, the points that hold an item, refusals."""
    parts = [f"{name:34}"]
    for kind in KINDS:
        own = [(one, said) for one, said in zip(examples, told, strict=True) if one.kind == kind]
        refused = fmean(not said.points for _, said in own)
        if kind == "none":
            parts.append(f"none: refused {refused:.3f}")
            continue
        shown = [(one, said) for one, said in own if said.points]
        vital = [said.vital(one) if said.points else 0.0 for one, said in own]
        parts.append(
            f"{kind}: items {fmean(vital):.3f}, whole {fmean(v == 1 for v in vital):.3f}, to the point "
            f"{fmean(said.relevance(one) for one, said in shown):.3f}, refused {refused:.3f}, "
            f"points {fmean(len(said.points) for _, said in shown):.1f}"
        )
    return "; ".join(parts)


def _told(example: Example, likely: Floats, sure: float) -> Told:
    """What is quoted in the end."""
    picks = decided(example.found, likely, sure, float(example.rows[0, SEVERAL]), example.ruled)
    if picks == "as ruled":
        return _by_rules(example)
    places = {(one.passage.id, one.sentence): n for n, one in enumerate(example.found)}
    return Told(tuple(frozenset(places[pick.passage.id, s] for s in pick.sentences) for pick in picks))


def _by_rules(example: Example) -> Told:
    groups: dict[tuple[str, int], set[int]] = {}
    for n in sorted(example.ruled.places):
        one = example.found[n]
        groups.setdefault((one.passage.id, one.sentence.block), set()).add(n)
    return Told(tuple(frozenset(group) for group in groups.values()))


def _fit(examples: Sequence[Example]) -> Any:
    import lightgbm

    rows = np.concatenate([one.rows for one in examples])
    right = np.concatenate([np.isin(np.arange(len(one.rows)), list(one.wanted)) for one in examples])
    weight = np.concatenate([np.full(len(one.rows), len(one.rows) ** -0.5) for one in examples])
    settings = {
        "objective": "binary",
        "learning_rate": RATE,
        "num_leaves": LEAVES,
        "min_data_in_leaf": 40,
        "feature_fraction": 0.5,
        "bagging_fraction": 0.8,
        "bagging_freq": 1,
        "lambda_l2": 8,
        "verbose": -1,
        "num_threads": 2,
        "seed": 0,
        "deterministic": True,
    }
    return lightgbm.train(settings, lightgbm.Dataset(rows, right.astype(int), weight=weight), TREES)


def _flat(root: dict[str, Any]) -> dict[str, list[float]]:
    """A tree of LightGBM as ``write_trees`` takes it."""
    flat: dict[str, list[float]] = {part: [] for part in ("sign", "threshold", "left", "right", "leaf")}

    def put(node: dict[str, Any]) -> int:
        if "leaf_value" in node:
            flat["leaf"].append(node["leaf_value"])
            return -len(flat["leaf"])
        at = len(flat["sign"])
        for part in ("sign", "threshold", "left", "right"):
            flat[part].append(0)
        flat["sign"][at], flat["threshold"][at] = node["split_feature"], node["threshold"]
        flat["left"][at], flat["right"][at] = put(node["left_child"]), put(node["right_child"])
        return at

    put(root)
    return flat


if __name__ == "__main__":
    main()
