"""The reader of claims: the same scores as in torch, each of its pair alone, its refusals."""

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from conftest import ROOT

from assistant.claims import reader
from assistant.claims.checker import ClaimChecker
from assistant.claims.reader import TRAINED, ClaimReader
from assistant.cross_encoder import CrossEncoder, Pair
from eval.training.claims import KINDS
from eval.training.faults import FAULTS
from eval.training.pairs import hand_written
from ingest.embedding import Embedder
from ingest.errors import ReviewsError

REFERENCE = json.loads((Path(__file__).parent / "reference_claims.json").read_text("utf-8"))
PAIRS = [(row["claim"], row["passage"]) for row in REFERENCE]
SCORES = np.array([row["score"] for row in REFERENCE], np.float32)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("graphs")


@pytest.fixture(scope="module")
def claims(cache: Path) -> ClaimReader:
    return ClaimReader(cache)


def test_scores_equal_those_of_torch(cache: Path, claims: ClaimReader) -> None:
    scores = claims.scores(PAIRS)
    assert scores.dtype == np.float32 and scores.shape == (len(PAIRS),)
    assert SCORES.max() - SCORES.min() > 0.5
    # Torch multiplied in bfloat16, which has three digits; the graph in eight bits.
    assert np.abs(scores - SCORES).max() < 0.1
    exact = CrossEncoder(TRAINED, cache, "fp32").logits([Pair(*pair) for pair in PAIRS])
    assert np.abs(1 / (1 + np.exp(exact)) - SCORES).max() < 0.02


def test_the_trainers_network_gives_the_same_scores(claims: ClaimReader) -> None:
    pytest.importorskip("torch", reason="only the trainer needs torch")
    from eval.training.claims_net import ClaimNetwork

    trained = ClaimNetwork(KINDS)
    trained.network.read(TRAINED.weights())
    assert np.abs(trained.scores(PAIRS) - SCORES).max() < 2e-3


def test_a_score_hangs_on_its_pair_alone(cache: Path, claims: ClaimReader) -> None:
    forward = claims.scores(PAIRS)
    assert np.array_equal(forward, claims.scores(PAIRS[::-1])[::-1])
    assert np.array_equal(forward, np.concatenate([claims.scores([pair]) for pair in PAIRS]))
    assert np.array_equal(forward, ClaimReader(cache, threads=1).scores(PAIRS))


def test_warming_loads_the_reader_whatever_the_first_claim_needs() -> None:
    class Counts:
        read = 0

        def scores(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
            self.read += len(pairs)
            return [0.5] * len(pairs)

    class Flat:
        def embed(self, texts: Sequence[str]) -> np.ndarray:
            return np.ones((len(texts), 4), np.float32) / 2

    reads = Counts()
    ClaimChecker(cast(Embedder, Flat()), reads).warm()
    assert reads.read >= 1


def test_nothing_an_empty_claim_and_texts_too_long_are_taken(claims: ClaimReader) -> None:
    assert claims.scores([]).shape == (0,)
    odd = [("", "A passage."), ("A claim.", ""), ("word " * 500, "word " * 900), ("bruise \udce9", "bruise")]
    scores = claims.scores(odd)
    assert ((scores >= 0) & (scores <= 1)).all()


def test_what_is_cut_off_does_not_count(claims: ClaimReader) -> None:
    long = "The nurse saw a bruise. " * 60
    one, other = claims.scores(
        [("A bruise was seen.", long), ("A bruise was seen.", long + "No bruise was seen.")]
    )
    assert one == other


def test_a_reader_that_is_absent_or_another_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "TRAINED", replace(TRAINED, file=tmp_path / "reader.safetensors"))
    with pytest.raises(ReviewsError, match=r"reader\.safetensors is missing\. Install the project again"):
        ClaimReader(tmp_path).scores(PAIRS[:1])
    reader.TRAINED.file.write_bytes(b"another")
    with pytest.raises(ReviewsError, match=r"not the one this version was measured with"):
        ClaimReader(tmp_path).scores(PAIRS[:1])


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("number", "He was seen three times."),
        ("negated", "The school did not share it."),
        ("hedge", "The bruise may have been caused by a fall."),
        ("wrong_child", "The health visitor told the police."),
        ("over_general", "Some staff knew."),
    ],
)
def test_a_fault_by_rule_changes_the_sentence(kind: str, text: str) -> None:
    assert FAULTS[kind](text, random.Random(0)) not in (None, text)
    assert FAULTS[kind]("Blue.", random.Random(0)) is None


def test_training_pairs_are_of_known_kinds_and_their_passages_stand_in_their_review() -> None:
    pairs = hand_written()
    assert len(pairs) > 15_000 and {pair["kind"] for pair in pairs} == set(KINDS)
    lines = (ROOT / "eval/training/reviews.jsonl").read_text("utf-8").splitlines()
    reviews = {one["id"]: " ".join(text for _, text in one["sentences"]) for one in map(json.loads, lines)}
    assert all(pair["passage"] in reviews[pair["review"]] for pair in pairs[-11_000:])
    assert len({(pair["claim"], pair["passage"]) for pair in pairs}) == len(pairs)
