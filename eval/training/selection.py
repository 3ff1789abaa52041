"""``python -m eval.training.selection FOLDER``: learn which sentences of a review answer a question.

Needs ``pip install lightgbm scikit-learn``, which nothing else here does; some minutes on two cores.

``briefings.jsonl`` holds made-up briefings, each with questions for lists and facts and the words of its text that answer,
and questions that it does not answer. None of them took part in training the embedder, so what is near to what is told as it
is for a review that nobody has seen. Each question is put to its briefing as the assistant would put it; every sentence then
has its signs (``assistant/selection/signs.py``), what the rules would quote among them, and counts as part of the answer where
it holds some of these words. Boosted trees (LightGBM, Ke et al. 2017) learn to tell. What they are worth is printed from folds by
briefing, beside the rules alone; the trees written are fitted on all briefings but the ``is_held_out``, which
``python -m eval.unseen`` asks.
"""

import argparse
import json
import os
import re
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np

from assistant.answering import fitting, quoted_by_rules, unspoken_subjects
from assistant.assistant import Assistant, open_assistant
from assistant.listing import NO_LIST
from assistant.relevance import Scored
from assistant.selection.answered import of_likeliest
from assistant.selection.chosen import ANSWERED, LIST, OF_FACT, OF_LIST, points
from assistant.selection.logistic import Logistic
from assistant.selection.signs import NAMES, in_order, signs
from assistant.selection.trees import Floats, write_trees
from assistant.selection.weighed import is_weighed, told_by_rules
from ingest.pipeline import ingest
from ingest.settings import load_settings

BRIEFINGS = Path(__file__).with_name("briefings.jsonl")
FOLDS, HELD_OUT = 6, 6
TREES, LEAVES, RATE = 350, 15, 0.04
SHARPNESS, SOFT = 3.0, 0.03  # inverse strength of the penalties
OF_LISTS = frozenset(
    {"several", "is_list", "kind_asked", "kinds_likely", "wants_one", "asks_all", "asks_plural"}
)
SEVERAL = NAMES.index("several")
KINDS = ("list", "fact", "none")
BARS = (0.5, 0.6, 0.65, ANSWERED, 0.75, 0.8)


@dataclass(frozen=True, slots=True)
class Example:
    """A question put to its briefing.

    ``vector``: the question's. ``rows``: signs, a row a sentence of ``found``. ``holds``: for each item of the answer, which sentences hold it.
    ``ruled``: which sentences the rules quote.
    """

    briefing: str
    kind: str
    question: str
    as_list: bool
    vector: Floats
    found: tuple[Scored, ...]
    rows: Floats
    holds: tuple[frozenset[int], ...]
    ruled: frozenset[int]

    @property
    def wanted(self) -> frozenset[int]:
        """The sentences that hold any item."""
        return frozenset().union(*self.holds)


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
    parser.add_argument("out", type=Path, help="folder for trees.safetensors and several.safetensors")
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
    for bar in BARS:
        told = [
            _told(one, said) if is_sure >= bar else Told(())
            for one, said, is_sure in zip(examples, likely, sure, strict=True)
        ]
        print(report(f"learnt, answered from {bar}", examples, told))
    is_seen = np.array([not is_held_out(one.briefing) for one in examples])
    seen = [one for one in examples if not is_held_out(one.briefing)]
    _several(seen).write(given.out / "several.safetensors")
    _answered(looked_at[is_seen], seen).write(given.out / "answered.safetensors")
    trees = _fit(seen).dump_model()["tree_info"]
    write_trees(given.out / "trees.safetensors", NAMES, [_flat(one["tree_structure"]) for one in trees])


def is_held_out(briefing: str) -> bool:
    """Whether a briefing takes no part in what is shipped."""
    return zlib.crc32(("h" + briefing).encode()) % HELD_OUT == 0


def read_briefings() -> list[dict[str, Any]]:
    """The briefings: ``id``, ``title``, ``text`` (Markdown) and ``questions`` (``kind``, ``q`` and, but for none, ``items``)."""
    return [json.loads(line) for line in BRIEFINGS.read_text(encoding="utf-8").splitlines()]


def opened(briefings: Sequence[dict[str, Any]], folder: Path) -> tuple[Assistant, dict[str, str]]:
    """An assistant over briefings, ingested into a folder, and the id of each one's review by the briefing's."""
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    for one in briefings:
        (corpus / f"{one['id']}.md").write_text(one["text"].rstrip() + "\n", encoding="utf-8")
    models = load_settings().home.expanduser() / "models"
    home = folder / "home"
    home.mkdir()
    if models.is_dir():
        (home / "models").symlink_to(models.resolve())
    os.environ |= {
        "REVIEWS_CORPUS": str(corpus),
        "REVIEWS_HOME": str(home),
        "REVIEWS_DATA": str(home / "data"),
    }
    settings = load_settings()
    ingest(settings)
    assistant = open_assistant(settings)
    files = {Path(review.file).stem: review.id for review in assistant.index.reviews.values()}
    return assistant, {one["id"]: files[one["id"]] for one in briefings}


def read_examples() -> Iterator[Example]:
    """Every question of every briefing with its signs."""
    briefings = read_briefings()
    with tempfile.TemporaryDirectory(prefix="reviews-briefings-") as folder:
        assistant, ids = opened(briefings, Path(folder))
        index = assistant.index
        for briefing in briefings:
            for asked in briefing["questions"]:
                query = assistant.read(asked["q"], (), index, {"review": (ids[briefing["id"]],)})
                if not is_weighed(query) or query.parts:
                    continue
                papers = assistant.shelf(index, query)
                evidence = fitting(query, assistant.retrieve(query, papers, 10), papers)
                if not evidence.sentences:
                    continue
                sources = assistant.sources(index, papers)
                unspoken = bool(unspoken_subjects(query, evidence, papers))
                listed = NO_LIST if unspoken else quoted_by_rules(query, evidence, sources)
                rules = told_by_rules(listed, unspoken)
                found = tuple(in_order(evidence.sentences))
                texts = [plain(one.passage.quote(one.sentence.start, one.sentence.end)) for one in found]
                items = [[plain(words) for words in item] for item in asked.get("items", ())]
                held = [
                    frozenset(n for n, text in enumerate(texts) if any(words in text for words in item))
                    for item in items
                ]
                yield Example(
                    briefing["id"],
                    asked["kind"],
                    asked["q"],
                    query.shape == "list",
                    evidence.vector,
                    found,
                    signs(query, evidence, found, rules, 0.5, sources.embed),
                    tuple(one for one in held if one),
                    frozenset(n for n, one in enumerate(found) if rules.has(one)),
                )


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


def plain(text: str) -> str:
    """Text without marks of Markdown, in small letters, white space collapsed."""
    return " ".join(re.sub(r"[*_`|]", " ", text).split()).casefold()


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


def _told(example: Example, likely: Floats) -> Told:
    as_list = example.as_list or bool(example.rows[0, SEVERAL] >= LIST)
    bars = OF_LIST if as_list else OF_FACT
    places = {(one.passage.id, one.sentence): n for n, one in enumerate(example.found)}
    picks = points(example.found, likely, bars, as_list)
    return Told(tuple(frozenset(places[p.passage.id, s] for s in p.sentences) for p in picks))


def _by_rules(example: Example) -> Told:
    groups: dict[tuple[str, int], set[int]] = {}
    for n in sorted(example.ruled):
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


def _flat(root: dict[str, Any]) -> dict[str, Sequence[float]]:
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
