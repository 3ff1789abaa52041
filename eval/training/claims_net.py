"""What the reader of claims learns from an example: whether the claim is borne out, what is wrong with it, and where."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.claims.reader import TRAINED
from assistant.cross_encoder import Pair, Tokens, tokens
from eval.training.cross_net import Network
from ingest.embedding.minilm import official_tokenizer

KIND_SHARE, TOKEN_SHARE = 0.3, 0.25  # of the two other losses, beside that of the verdict


@dataclass(frozen=True, slots=True)
class Example:
    """A claim and a passage, and what the reader is to say of them.

    ``kind``: "true" or what is wrong. ``place``: the characters of the claim that are at fault, (-1, -1) if none is, None
    if it is not known.
    """

    claim: str
    passage: str
    kind: str
    place: tuple[int, int] | None = None
    weight: float = 1.0

    def times(self, factor: float) -> "Example":
        """The same at another weight."""
        return replace(self, weight=self.weight * factor)

    def shared(self, empty: Collection[str]) -> float:
        """The share of the claim's words that stand in the passage, words without content aside."""
        held = set(_tokens(self.passage).words)
        said = [word for word in _tokens(self.claim).words if word not in empty and len(word) > 1]
        return sum(word in held for word in said) / max(1, len(said))


class ClaimNetwork:
    """The reader of claims with its gradients."""

    def __init__(self, kinds: Sequence[str]) -> None:
        self._kinds = list(kinds)
        self.network = Network(TRAINED, {"kind": len(self._kinds)}, of_tokens=True)

    def loss(self, examples: Sequence[Example]) -> Any:
        """Of the verdict, of the kind of fault, and of the tokens whose fault is known."""
        import torch
        from torch.nn.functional import binary_cross_entropy_with_logits as binary
        from torch.nn.functional import cross_entropy

        found = self.network.run([Pair(one.claim, one.passage) for one in examples], training=True)
        weights = torch.tensor([one.weight for one in examples])
        wrong = torch.tensor([float(one.kind != "true") for one in examples])
        kinds = torch.tensor([self._kinds.index(one.kind) for one in examples])
        total = (binary(found["head"], wrong, reduction="none") * weights).sum()
        total = total + KIND_SHARE * (cross_entropy(found["kind"], kinds, reduction="none") * weights).sum()
        for row, one in enumerate(examples):
            if one.place is not None:
                at = torch.tensor(_at_fault(one.claim, one.place))
                said = found["token"][row, 1 : 1 + len(at)]
                total = total + TOKEN_SHARE * binary(said, at, reduction="sum")
        return total / len(examples)

    def scores(self, pairs: Sequence[tuple[str, str]]) -> npt.NDArray[np.float32]:
        """How likely each passage is to support its claim."""
        faults = self.network.logits([Pair(claim, passage) for claim, passage in pairs])
        return np.asarray(1 / (1 + np.exp(faults)), np.float32)


@cache
def _tokens(text: str) -> Tokens:
    return tokens(_tokenizer(), text)


@cache
def _tokenizer() -> Any:
    return official_tokenizer()


def _at_fault(claim: str, place: tuple[int, int]) -> list[float]:
    """For each token of a claim whether it is at fault: those of the place, or the next where something was left out."""
    start, end = place
    places = _tokens(claim).places[: TRAINED.most_first]
    found = [float(a < end and b > start) for a, b in places]
    if place != (-1, -1) and places and not any(found):
        found[next((i for i, (a, _) in enumerate(places) if a >= start), -1)] = 1.0
    return found
