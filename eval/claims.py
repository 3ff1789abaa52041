"""``python -m eval.claims [--split open|kept]``: the claim checker alone, on pairs of a claim and a passage.

The pairs are on the five reviews, two halves by two writers: ``claims_open.jsonl``, on which the checker was tuned, and
``claims_kept.jsonl``, written and frozen by somebody who had not seen it. True claims share under 60% of their words with the
passage; the others have one fault each, by ``kind``. Passages of the digests stand in the files; those of the publishers'
originals are given by file and span, and are left out, saying so, where the originals are not at hand (``--originals``).
A claim passes where the checker calls it supported. 95% intervals: percentile bootstrap over passages, 2,000 resamples.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from assistant.claims.checker import ClaimChecker, open_checker
from assistant.claims.nouns import Claim
from eval.training.pairs import hand_written
from ingest.embedding import MiniLM
from ingest.errors import ReviewsError
from ingest.settings import load_settings

HERE = Path(__file__).resolve().parent
OPEN, KEPT = HERE / "claims_open.jsonl", HERE / "claims_kept.jsonl"
ORIGINALS = HERE.parent.parent / "shared" / "briefings"
KINDS = ("true", "swapped", "negated", "number", "hedge", "wrong_child", "over_general")
GOAL, GOAL_KIND, GOAL_WITHHELD = 0.85, 0.80, 0.10
RESAMPLES = 2_000


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim put to a passage; ``true`` where the passage supports it."""

    id: str
    kind: str
    claim: str
    passage: str
    review: str
    true: bool


def load_pairs(file: Path, originals: Path = ORIGINALS) -> list[Pair]:
    """The pairs of a file whose passages are at hand.

    Raises:
        ReviewsError: a line is no pair; it is named.
    """
    pairs = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            told = json.loads(line)
            passage = told.get("passage") or _cut(originals, **told["source"])
            if passage is None:
                continue
            true = told["support"] == "supported"
            pairs.append(Pair(told["id"], told["kind"], told["claim"], passage, told["review"], true))
        except (ValueError, KeyError, TypeError) as error:
            raise ReviewsError(
                f"{file.name}, line {number}: {type(error).__name__}: {error}", "Mend the line"
            ) from None
    return pairs


def of_training() -> list[Pair]:
    """The pairs on made-up reviews."""
    return [
        Pair("", one["kind"], one["claim"], one["passage"], one["review"], one["kind"] == "true")
        for one in hand_written()
    ]


def _cut(originals: Path, file: str, start: int, end: int) -> str | None:
    text = _original(originals / file)
    return None if text is None else text[start:end]


@cache
def _original(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError:
        return None


@dataclass(frozen=True, slots=True)
class Judged:
    """What the checker made of pairs: which pass, and how long one took (milliseconds)."""

    pairs: tuple[Pair, ...]
    passes: tuple[bool, ...]
    milliseconds: float

    def right(self, kind: str) -> list[bool]:
        """For each pair of a kind whether the checker is right."""
        return [
            passed == pair.true
            for pair, passed in zip(self.pairs, self.passes, strict=True)
            if pair.kind == kind
        ]

    @property
    def balanced(self) -> float:
        """Mean of the share of true pairs that pass and the share of the others that do not."""
        return _balanced([pair.true for pair in self.pairs], list(self.passes))

    def interval(self) -> tuple[float, float]:
        """Of the balanced accuracy, 95%, with the pairs of one passage drawn together."""
        dice = np.random.default_rng(0)
        of_passage: dict[str, list[int]] = {}
        for n, pair in enumerate(self.pairs):
            of_passage.setdefault(pair.passage, []).append(n)
        groups = list(of_passage.values())
        found = []
        for _ in range(RESAMPLES):
            drawn = [n for g in dice.integers(0, len(groups), len(groups)) for n in groups[g]]
            found.append(_balanced([self.pairs[n].true for n in drawn], [self.passes[n] for n in drawn]))
        low, high = np.quantile(found, [0.025, 0.975])
        return float(low), float(high)


def _balanced(true: Sequence[bool], passes: Sequence[bool]) -> float:
    yes = [passed for wanted, passed in zip(true, passes, strict=True) if wanted]
    no = [not passed for wanted, passed in zip(true, passes, strict=True) if not wanted]
    return (sum(yes) / max(1, len(yes)) + sum(no) / max(1, len(no))) / 2


def judge(pairs: Sequence[Pair], checker: ClaimChecker) -> Judged:
    """Put each pair to the checker, one by one as an answer would, after one that is not counted."""
    checker.judge([Claim(pairs[0].claim, pairs[0].passage)])
    started = time.perf_counter()
    found = [checker.judge([Claim(one.claim, one.passage, "", one.review)])[0] for one in pairs]
    spent = (time.perf_counter() - started) * 1000 / len(pairs)
    return Judged(tuple(pairs), tuple(one.support == "supported" for one in found), spent)


def table(name: str, judged: Judged) -> str:
    """The figures of one half as text."""
    low, high = judged.interval()
    goal = "reached" if judged.balanced >= GOAL else "not reached"
    lines = [
        f"{name}: {len(judged.pairs)} pairs, {judged.milliseconds:.0f} ms a claim",
        f"  balanced accuracy  {judged.balanced:.3f}  [{low:.3f}, {high:.3f}]  goal {GOAL}: {goal}",
    ]
    for kind in KINDS:
        right = judged.right(kind)
        if not right:
            continue
        share = sum(right) / len(right)
        told = f"withheld {1 - share:.2f}, goal {GOAL_WITHHELD}" if kind == "true" else f"goal {GOAL_KIND}"
        lines.append(f"  {kind:17}  {share:.3f}  n {len(right):3}  {told}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; returns 0 where the half kept aside reaches its goals (or was not asked for), else 1."""
    parser = argparse.ArgumentParser(prog="python -m eval.claims", description=__doc__)
    parser.add_argument("--split", choices=("open", "kept"), help="only this half")
    parser.add_argument(
        "--originals", type=Path, default=ORIGINALS, help="folder of the publishers' originals"
    )
    parser.add_argument("--no-reader", action="store_true", help="rules and vectors alone")
    given = parser.parse_args(arguments)
    models = load_settings().home.expanduser() / "models"
    embedder = MiniLM(models)
    checker = ClaimChecker(embedder) if given.no_reader else open_checker(embedder, models)
    code = 0
    for name, file in (("open", OPEN), ("kept", KEPT)):
        if given.split not in (None, name):
            continue
        pairs = load_pairs(file, given.originals)
        whole = len(file.read_text(encoding="utf-8").splitlines())
        if len(pairs) < whole:
            print(
                f"{name}: {whole - len(pairs)} pairs left out, whose originals are not at hand",
                file=sys.stderr,
            )
        judged = judge(pairs, checker)
        print(table(name, judged))
        if name == "kept":
            kinds = [sum(right) / len(right) for kind in KINDS[1:] if (right := judged.right(kind))]
            true = judged.right("true")
            withheld = 1 - sum(true) / max(1, len(true))
            code = int(judged.balanced < GOAL or min(kinds) < GOAL_KIND or withheld > GOAL_WITHHELD)
    return code


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ReviewsError as error:
        sys.exit(f"eval.claims: {error}")
