"""Every solver asked the same cases of one corpus, and what each came to."""

import math
import random
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.assistant import Assistant
from assistant.nouns import Turn
from assistant.retrieve import ALL_STAGES
from eval.cases import Located
from eval.mixed import without_premise
from eval.run import GOLD, checked_gold, ground
from eval.runs.asking import measured
from eval.scoring.measures import Ground, Result
from eval.solvers.ablated import LEFT_OUT, assistant_with
from eval.solvers.asked import Asked
from eval.solvers.baselines import MeaningAlone, WordsAlone
from eval.solvers.bounds import AlwaysRefuses, Oracle
from eval.solvers.recut import CutsAnew, recut
from eval.sound import answered_beside
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.wiring import open_embedder

if TYPE_CHECKING:
    from ingest.embedding import Embedder

SEED = 20_260_103
OURS = "ours"
SMALL, SMALL_OVERLAP = 200, 40  # tokens of a chunk that the embedder reads whole


@dataclass(frozen=True, slots=True)
class Bench:
    """What solvers are built from: one corpus, ingested, with the gold found in it."""

    settings: Settings
    ours: Assistant
    embedder: "Embedder"
    located: tuple[Located, ...]
    ground: Ground


@dataclass(frozen=True, slots=True)
class Solver:
    """One row of the comparison: how it answers, in a line, and how it is built."""

    told: str
    built: Callable[[Bench], Asked]


@dataclass(frozen=True, slots=True)
class Compared:
    """One corpus: how large it is, how many cases lost their premise there, and each solver's results."""

    name: str
    passages: int
    lost: int
    results: Mapping[str, tuple[Result, ...]]


def _starter(bench: Bench, *sizes: int) -> Asked:
    from eval.solvers.starter import Starter  # brings LlamaIndex

    return Starter(bench.ours.index, bench.embedder, bench.ground.source, *sizes)


def _without(name: str) -> Callable[[Bench], Asked]:
    return lambda bench: assistant_with(bench.settings, LEFT_OUT[name])


SOLVERS: dict[str, Solver] = {
    OURS: Solver("the assistant as it is", lambda bench: bench.ours),
    "no lexical": Solver("passages by meaning alone are scored by sentence", _without("no lexical")),
    "no dense": Solver("passages by words and synonyms alone are scored by sentence", _without("no dense")),
    "no second stage": Solver(
        "passages in the order of the two searches; quotes are chosen as ever, from the first of them",
        _without("no second stage"),
    ),
    "no expansion": Solver(
        "no synonyms, no abbreviations in full, in search and in sentences' scores", _without("no expansion")
    ),
    "no per-review grouping": Solver(
        "lists, comparisons and 'which review' are searched as a fact is", _without("no per-review grouping")
    ),
    "BM25 alone": Solver(
        "the best three sentences of the first three passages by words; the question as it stands, nothing refused",
        lambda bench: WordsAlone(bench.ours.index),
    ),
    "dense alone": Solver(
        "the same by meaning", lambda bench: MeaningAlone(bench.ours.index, bench.embedder)
    ),
    "starter": Solver(
        "LlamaIndex: SentenceSplitter as it comes, VectorStoreIndex with our embedder; the five nearest chunks,"
        " whole, are the answer, nothing refused",
        _starter,
    ),
    "starter, small chunks": Solver(
        f"the same with chunks of {SMALL} tokens, which the embedder reads whole",
        lambda bench: _starter(bench, SMALL, SMALL_OVERLAP),
    ),
    "always refuse": Solver("what no answer at all is worth", lambda bench: AlwaysRefuses(bench.ours.index)),
    "oracle passages": Solver(
        "exactly the evidence's sentences, refused where a case has none: as far as quoting can go",
        lambda bench: Oracle(bench.ours.index, bench.located),
    ),
}


def opened(settings: Settings) -> Bench:
    """Ingest the corpus that settings name, and find the gold in it.

    Raises:
        GoldBroken: a case does not fit the index.
    """
    ingest(settings)
    ours = assistant_with(settings, ALL_STAGES)
    checked = checked_gold(GOLD, ours, papers_beside=True)
    return Bench(settings, ours, open_embedder(settings), checked.located, ground(settings, ours, checked))


def compare(name: str, bench: Bench, share: float, solvers: Sequence[str] = tuple(SOLVERS)) -> Compared:
    """Ask a share of the gold of each solver; cases that have no premise in this corpus are left out."""
    index, judged = bench.ours.index, bench.ground.judged
    cases = drawn(bench.located, share)
    kept = [
        one
        for one in cases
        if without_premise(one.case, index.reviews, judged) is None
        and answered_beside(one.case, index, judged) is None
    ]
    results = {}
    for solver in solvers:
        print(f"{name}: {solver}", file=sys.stderr, flush=True)
        results[solver] = asked(SOLVERS[solver].built(bench), kept, bench.ground)
    return Compared(name, bench.ours.index.passage_count, len(cases) - len(kept), results)


def asked(solver: Asked, cases: Sequence[Located], against: Ground) -> tuple[Result, ...]:
    """The results of one solver; one that cuts the texts in its own way is judged by its own passages."""
    if isinstance(solver, CutsAnew):
        own = solver.passages
        cases = [recut(one, own) for one in cases]
        against = replace(
            against, review_passages=lambda review_id: [p for p in own if p.review_id == review_id]
        )
    solver.ask(
        cases[0].case.question, [Turn(said) for said in cases[0].case.history]
    )  # a first answer takes longer
    return measured(cases, solver, against)


def drawn(located: Sequence[Located], share: float) -> list[Located]:
    """A seeded share of the cases of each kind and part, at least one of each, in the order of the gold."""
    groups: dict[tuple[str, str], list[str]] = {}
    for one in located:
        groups.setdefault((one.case.kind, one.case.split), []).append(one.case.id)
    dice = random.Random(SEED)
    chosen = {name for ids in groups.values() for name in dice.sample(ids, math.ceil(share * len(ids)))}
    return [one for one in located if one.case.id in chosen]
