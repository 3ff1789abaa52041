"""``python -m eval.training.train OUT [--round N]``: train the adapter of the default embedder again.

Needs ``pip install torch``, which nothing else here does, and on two cores about half an hour for the first round, a
quarter of one for the second and less for the third.

The texts (``reviews.jsonl``) are made up for the purpose: no real case, place or person. Each holds sentences under
headings, questions with the numbers of the sentences that answer them (``best``; ``also`` is a fair part of an answer
and neither rewarded nor punished), questions for lists, and questions that no sentence answers. ``themes.jsonl`` holds
questions to small libraries of eight reviews: in each review some sentences say it, or none does.

Method: low-rank matrices (Hu et al. 2021) on every linear layer of the encoder, trained by a softmax over the sentences
of one review and a null answer whose score is one learnt number; the null takes the questions without an answer, so
that cosines can be compared between questions. The gold questions and the five shipped reviews are not used.

The adapter that is shipped was made in three rounds, each on top of the one before: five epochs of rank 16 over the sets
a to k as they were then (36 questions a review); two epochs of rank 32 over all sets, of a to k mostly over the questions
that were written later, with lists and themes; and one epoch of rank 16 with plain questions in the reviews' own words
besides (``literal.py``). The second and third start from the adapter that is installed.
"""

import argparse
import json
import random
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.themes import theme
from eval.training.encoder import Encoder
from eval.training.literal import foreign, literal

HERE = Path(__file__).resolve().parent
SHARPNESS = 20.0  # of the softmax over cosines
HELD_OUT = 10  # every tenth review of the sets a to k, by a hash of its id, is only measured
FIRST_SETS, FIRST_QUESTIONS, FIRST_UNANSWERABLE = "abcdefghijk", 36, 16

Item = tuple[str, list[int], list[int], float]  # question, best, also, weight; without best the null is right
Review = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Round:
    """One round of training: epochs, rank of the matrices, learning rate, and how many plain questions a review gets.

    ``further``: it goes on from the adapter that is installed.
    """

    epochs: int
    rank: int
    rate: float
    further: bool = True
    plain: int = 0


ROUNDS = (Round(5, 16, 1e-3, further=False), Round(2, 32, 7e-4), Round(1, 16, 6e-4, plain=14))
FOREIGN = 4  # plain questions of another review that one with plain questions gets


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, print what the reviews held out score after every epoch, write the adapter."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="adapter.safetensors to write")
    parser.add_argument(
        "--round", type=int, choices=(1, 2, 3), default=3, help="which round (3 unless given)"
    )
    given = parser.parse_args(arguments)
    import torch

    torch.manual_seed(0)
    dice = random.Random(0)
    now = ROUNDS[given.round - 1]
    reviews = _reviews()
    held = [first_questions(review) for review in reviews if is_held_out(review["id"])]
    seen = [r for r in reviews if not is_held_out(r["id"]) and (now.further or r["id"][0] in FIRST_SETS)]
    themes = _themes()
    encoder = Encoder(now.rank, now.further)
    null = torch.nn.Parameter(torch.tensor(9.0))
    plain = [_plainly_asked(review) for review in held]
    _measure(encoder, held, "before")
    _measure(encoder, plain, "before, plain questions")
    own = encoder.parameters
    optimizer = torch.optim.AdamW(
        [{"params": own, "lr": now.rate}, {"params": [null], "lr": 0.02, "weight_decay": 0.0}],
        weight_decay=0.01,
    )
    steps = now.epochs * len(seen)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda i: min(1, (i + 1) / (0.08 * steps)) * max(0.02, 1 - i / steps)
    )
    for epoch in range(now.epochs):
        for review in dice.sample(seen, len(seen)):
            items = _later(review, themes, dice) if now.further else _first(review, dice)
            if now.plain:
                items += literal(review, now.plain, dice) + foreign(review, dice.choice(seen), FOREIGN, dice)
            loss = _loss(encoder, null, _sentences(review), items)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(own, 1.0)
            optimizer.step()
            schedule.step()
        _measure(encoder, held, f"epoch {epoch + 1} of {now.epochs}")
        _measure(encoder, plain, f"epoch {epoch + 1} of {now.epochs}, plain questions")
    encoder.write(given.out)


def _reviews() -> list[Review]:
    return [json.loads(line) for line in (HERE / "reviews.jsonl").read_text("utf-8").splitlines()]


def is_held_out(review_id: str) -> bool:
    """Whether a made-up review is only measured."""
    return review_id[0] in FIRST_SETS and zlib.crc32(review_id.encode()) % HELD_OUT == 0


def first_questions(review: Review) -> Review:
    """The review with the questions that it had in the first round only."""
    return review | {
        "questions": review["questions"][:FIRST_QUESTIONS],
        "unanswerable": review["unanswerable"][:FIRST_UNANSWERABLE],
    }


def _plainly_asked(review: Review) -> Review:
    """The review with plain questions in its own words in place of those that were written for it."""
    asked = literal(review, 20, random.Random(7))
    return review | {"questions": [(question, best + also, []) for question, best, also, _ in asked]}


def _sentences(review: Review) -> list[str]:
    return [f"{heading}: {text}" for heading, text in review["sentences"]]


def _themes() -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for line in (HERE / "themes.jsonl").read_text("utf-8").splitlines():
        one = json.loads(line)
        for review_id in one["group"]:
            best = one["sentences"].get(review_id, [])
            found.setdefault(review_id, []).append((theme(one["q"]), best, [], 1.0 if best else 0.5))
    return found


def _some(items: Sequence[Any], most: int, dice: random.Random) -> list[Any]:
    return dice.sample(list(items), min(most, len(items)))


def _first(review: Review, dice: random.Random) -> list[Item]:
    told = first_questions(review)
    return [
        *((q, best, also, 1.0) for q, best, also in _some(told["questions"], 24, dice)),
        *((q, [], [], 0.5) for q, _, _ in _some(told["unanswerable"], 8, dice)),
    ]


def _later(review: Review, themes: Mapping[str, list[Item]], dice: random.Random) -> list[Item]:
    """Of a review of the first sets what was written later, and a little of the rest; of the others of everything."""
    old = review["id"][0] in FIRST_SETS
    asked, unanswerable = review["questions"], review["unanswerable"]
    fresh, fresh_none = (
        asked[FIRST_QUESTIONS:] if old else asked,
        unanswerable[FIRST_UNANSWERABLE:] if old else unanswerable,
    )
    questions = _some(fresh, 22, dice)
    none = _some(fresh_none, 12, dice)
    if old:
        questions += _some(asked[:FIRST_QUESTIONS], 6 if fresh else 18, dice)
        none += _some(unanswerable[:FIRST_UNANSWERABLE], 2 if fresh_none else 6, dice)
    return [
        *((q, best, also, 1.0) for q, best, also in questions),
        *((q, [], [], 0.5) for q, _, _ in none),
        *((q, best, also, 0.6) for q, best, also in _some(review["lists"], 3, dice)),
        *_some(themes.get(review["id"], []), 5, dice),
    ]


def _loss(encoder: Encoder, null: Any, sentences: list[str], items: list[Item]) -> Any:
    import torch

    vectors = encoder([*sentences, *(item[0] for item in items)])
    cosines = vectors[len(sentences) :] @ vectors[: len(sentences)].T
    scores = torch.cat([SHARPNESS * cosines, null.expand(len(items), 1)], dim=1)
    total = torch.zeros(())
    for row, (_, best, also, weight) in zip(scores, items, strict=True):
        if not best:
            total = total - weight * torch.log_softmax(row, 0)[-1]
            continue
        spared = torch.zeros(len(row))
        spared[[i for i in also if i not in best]] = -1e4
        row = row + spared
        if len(best) <= 2:
            total = total - weight * torch.logsumexp(torch.log_softmax(row, 0)[best], 0)
        else:  # each item of a list against all that is no item of it
            others = torch.ones(len(row), dtype=torch.bool)
            others[best] = False
            against = torch.logsumexp(row[others], 0)
            softened = torch.stack([torch.nn.functional.softplus(against - row[i]) for i in best])
            total = total + weight * softened.mean()
    return total / len(items)


def _measure(encoder: Encoder, reviews: list[Review], label: str) -> None:
    """Print top-1, top-3 and the AUROC of the nearest cosine for telling answerable questions from the others."""
    import torch

    first = third = count = 0
    nearest: tuple[list[float], list[float]] = ([], [])
    with torch.inference_mode():
        for review in reviews:
            vectors = encoder(_sentences(review))
            rows = encoder([q for q, _, _ in review["questions"]]) @ vectors.T
            for (_, best, _), row in zip(review["questions"], rows, strict=True):
                ranked = row.argsort(descending=True).tolist()
                first, third, count = (
                    first + (ranked[0] in best),
                    third + bool(set(ranked[:3]) & set(best)),
                    count + 1,
                )
                nearest[1].append(float(row.max()))
            none = encoder([q for q, _, _ in review["unanswerable"]]) @ vectors.T
            nearest[0].extend(float(value) for value in none.max(dim=1).values)
    wins = sum(a > b for a in nearest[1] for b in nearest[0]) / (len(nearest[0]) * len(nearest[1]))
    print(
        f"{label}: n {count}, top-1 {first / count:.3f}, top-3 {third / count:.3f}, AUROC {wins:.3f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
