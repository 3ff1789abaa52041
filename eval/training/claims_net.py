"""The reader of claims in torch: what ``eval/training/claims.py`` trains, and how it is written.

The same sums as ``assistant/claims/reader_graph.py``, for many pairs at once and with a gradient.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.claims.reader import MOST_CLAIM_TOKENS, MOST_PASSAGE_TOKENS, START, Tokens, marks, tokens
from assistant.claims.reader_graph import FIRST
from ingest.embedding.graph import DIMENSION, EPSILON, HEADS, LAYERS
from ingest.embedding.minilm import SEPARATOR, official_tokenizer, official_weights

DROPPED = 0.1  # share of numbers that are put to nought while training
KIND_SHARE, TOKEN_SHARE = 0.3, 0.25  # of the two other losses, beside that of the verdict
AT_ONCE = 32


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


class Network:
    """The reader with its gradients; it begins as the adapted embedder's upper layers."""

    def __init__(self, kinds: Sequence[str]) -> None:
        import torch

        self._kinds = list(kinds)
        self._before = {name: torch.from_numpy(part.copy()) for name, part in official_weights().items()}
        trained = tuple(f"encoder.layer.{layer}." for layer in range(FIRST, LAYERS))
        own = {name: part for name, part in self._before.items() if name.startswith(trained)}
        self._own = {name: torch.nn.Parameter(weight.clone()) for name, weight in own.items()}
        wide = 4 * DIMENSION
        shapes = {"head.weight": (1, wide), "kind.weight": (len(kinds), wide), "token.weight": (1, DIMENSION)}
        self._heads = {n: torch.nn.Parameter(torch.randn(s) * s[1] ** -0.5 / 3) for n, s in shapes.items()}
        self._heads |= {"marks.claim": torch.nn.Parameter(torch.randn(4, DIMENSION) / 50)}
        self._heads |= {
            f"marks.passage.{layer}": torch.nn.Parameter(torch.randn(2, DIMENSION) / 50)
            for layer in range(FIRST, LAYERS)
        }
        for name, start in (("head", 2.0), ("token", -4.0)):
            self._heads[f"{name}.bias"] = torch.nn.Parameter(torch.tensor([start]))
        self._heads["kind.bias"] = torch.nn.Parameter(torch.zeros(len(kinds)))
        self._kept: dict[str, Any] = {}
        self._dropped = 0.0

    @property
    def upper(self) -> list[Any]:
        """The layers that are trained."""
        return list(self._own.values())

    @property
    def heads(self) -> list[Any]:
        """The marks and what reads the verdict off the layers, which begin at random."""
        return list(self._heads.values())

    def loss(self, examples: Sequence[Example]) -> Any:
        """Of the verdict, of the kind of fault, and of the tokens whose fault is known."""
        import torch
        from torch.nn.functional import binary_cross_entropy_with_logits as binary
        from torch.nn.functional import cross_entropy

        self._dropped = DROPPED
        fault, kind, of_tokens = self._run([(one.claim, one.passage) for one in examples])
        self._dropped = 0.0
        weights = torch.tensor([one.weight for one in examples])
        wrong = torch.tensor([float(one.kind != "true") for one in examples])
        kinds = torch.tensor([self._kinds.index(one.kind) for one in examples])
        total = (binary(fault, wrong, reduction="none") * weights).sum()
        total = total + KIND_SHARE * (cross_entropy(kind, kinds, reduction="none") * weights).sum()
        for row, one in enumerate(examples):
            if one.place is not None:
                at = torch.tensor(_at_fault(one.claim, one.place))
                total = total + TOKEN_SHARE * binary(of_tokens[row, 1 : 1 + len(at)], at, reduction="sum")
        return total / len(examples)

    def scores(self, pairs: Sequence[tuple[str, str]]) -> npt.NDArray[np.float32]:
        """How likely each passage is to support its claim."""
        import torch

        with torch.no_grad():
            parts = [
                torch.sigmoid(-self._run(pairs[at : at + AT_ONCE])[0]) for at in range(0, len(pairs), AT_ONCE)
            ]
        return np.concatenate([part.numpy() for part in parts])

    def write(self, out: Path, rank: int) -> None:
        """Write what changed in the matrices as products of low rank, in half precision, and the rest as it is."""
        import torch
        from safetensors.torch import save_file

        parts = {name: one.detach() for name, one in self._heads.items() if not name.startswith("kind")}
        for name, one in self._own.items():
            if one.ndim == 2:
                left, size, right = torch.linalg.svd(one.detach() - self._before[name], full_matrices=False)
                root = size[:rank].sqrt()
                stem = name.removesuffix(".weight")
                parts[f"{stem}.A"] = (root[:, None] * right[:rank]).half().contiguous()
                parts[f"{stem}.B"] = (left[:, :rank] * root).half().contiguous()
            else:
                parts[name] = one.detach()
        save_file(parts, str(out))

    def read(self, weights: dict[str, Any]) -> None:
        """Take over weights as ``assistant.claims.reader.reading`` gives them."""
        import torch

        for held in (self._own, self._heads):
            for name in held.keys() & weights.keys():
                held[name].data = torch.from_numpy(np.array(weights[name]))

    def _run(self, pairs: Sequence[tuple[str, str]]) -> tuple[Any, Any, Any]:
        """Log-odds of a fault, scores of its kinds, and log-odds for every token of the claims."""
        import torch
        from torch.nn.functional import dropout, gelu, linear, scaled_dot_product_attention

        weights = self._own | self._heads
        claims, real_claim = _padded([self._states(claim, MOST_CLAIM_TOKENS)[:1] for claim, _ in pairs])
        passages, real_passage = _padded([self._states(text, MOST_PASSAGE_TOKENS) for _, text in pairs])
        marked = [marks(_tokens(claim), _tokens(passage)) for claim, passage in pairs]
        of_claim, of_passage = (_rows([one[side] for one in marked]) for side in (0, 1))

        def dense(x: Any, name: str) -> Any:
            return linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])

        def heads(x: Any) -> Any:
            return x.view(len(pairs), -1, HEADS, DIMENSION // HEADS).transpose(1, 2)

        def add(x: Any, y: Any, name: str) -> Any:
            return _norm(weights, x + dropout(y, self._dropped, self._dropped > 0), name)

        hidden = claims[0] + weights["marks.claim"][of_claim]
        mask = torch.cat([real_claim, real_passage], 1)[:, None, None, :]
        for layer in range(FIRST, LAYERS):
            source = f"encoder.layer.{layer}"
            seen = torch.cat(
                [hidden, passages[layer - FIRST] + weights[f"marks.passage.{layer}"][of_passage]], 1
            )
            query = heads(dense(hidden, f"{source}.attention.self.query"))
            key, value = (heads(dense(seen, f"{source}.attention.self.{part}")) for part in ("key", "value"))
            context = scaled_dot_product_attention(query, key, value, attn_mask=mask).transpose(1, 2)
            attended = dense(context.reshape(hidden.shape), f"{source}.attention.output.dense")
            hidden = add(hidden, attended, f"{source}.attention.output")
            wide = gelu(dense(hidden, f"{source}.intermediate.dense"))
            hidden = add(hidden, dense(wide, f"{source}.output.dense"), f"{source}.output")
        claim, passage = _mean(hidden, real_claim), _mean(passages[-1], real_passage)
        pooled = torch.cat([hidden[:, 0], claim, passage, (claim - passage).abs()], 1)
        pooled = dropout(pooled, self._dropped, self._dropped > 0)
        inner = torch.zeros_like(real_claim)
        for row, one in enumerate(marked):
            inner[row, 1 : len(one[0]) - 1] = True
        of_tokens = dense(hidden, "token")[..., 0].masked_fill(~inner, -1e4)
        return dense(pooled, "head")[:, 0] + of_tokens.logsumexp(1), dense(pooled, "kind"), of_tokens

    def _states(self, text: str, most: int) -> Any:
        """What the embedder makes of the tokens, after each layer from ``FIRST`` on; made once."""
        import torch

        key = f"{most} {text}"
        if key not in self._kept:
            ids = [START, *_tokens(text).ids[:most], SEPARATOR]
            with torch.no_grad():
                self._kept[key] = torch.stack(_embedded(self._before, ids)).half()
        return self._kept[key].float()


@cache
def _tokenizer() -> Any:
    return official_tokenizer()


@cache
def _tokens(text: str) -> Tokens:
    return tokens(_tokenizer(), text)


def _embedded(weights: dict[str, Any], ids: list[int]) -> list[Any]:
    """The states of one text's tokens, of shape (tokens, 384), after each layer from ``FIRST`` on."""
    from torch.nn.functional import gelu, linear, scaled_dot_product_attention

    def dense(x: Any, name: str) -> Any:
        return linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])

    word, place, kind = (
        weights[f"embeddings.{n}_embeddings.weight"] for n in ("word", "position", "token_type")
    )
    hidden = _norm(weights, word[ids] + place[: len(ids)] + kind[0], "embeddings")
    states = []
    for layer in range(LAYERS):
        source = f"encoder.layer.{layer}"
        parts = [
            dense(hidden, f"{source}.attention.self.{part}").view(len(ids), HEADS, -1).transpose(0, 1)
            for part in ("query", "key", "value")
        ]
        context = scaled_dot_product_attention(*parts).transpose(0, 1).reshape(hidden.shape)
        attended = dense(context, f"{source}.attention.output.dense")
        hidden = _norm(weights, hidden + attended, f"{source}.attention.output")
        wide = gelu(dense(hidden, f"{source}.intermediate.dense"))
        hidden = _norm(weights, hidden + dense(wide, f"{source}.output.dense"), f"{source}.output")
        if layer + 1 >= FIRST:
            states.append(hidden)
    return states


def _norm(weights: dict[str, Any], x: Any, name: str) -> Any:
    from torch.nn.functional import layer_norm

    name += ".LayerNorm"
    return layer_norm(x, (DIMENSION,), weights[f"{name}.weight"], weights[f"{name}.bias"], EPSILON)


def _mean(states: Any, real: Any) -> Any:
    return (states * real[..., None]).sum(1) / real.sum(1, keepdim=True)


def _padded(states: Sequence[Any]) -> tuple[Any, Any]:
    """States of texts as (layers, texts, tokens, 384), and which tokens are real."""
    import torch

    longest = max(one.shape[1] for one in states)
    whole = torch.zeros(states[0].shape[0], len(states), longest, DIMENSION)
    real = torch.zeros(len(states), longest, dtype=torch.bool)
    for row, one in enumerate(states):
        whole[:, row, : one.shape[1]] = one
        real[row, : one.shape[1]] = True
    return whole, real


def _rows(rows: Sequence[list[int]]) -> Any:
    import torch

    longest = max(map(len, rows))
    return torch.tensor([row + [0] * (longest - len(row)) for row in rows])


def _at_fault(claim: str, place: tuple[int, int]) -> list[float]:
    """For each token of a claim whether it is at fault: those of the place, or the next where something was left out."""
    start, end = place
    places = _tokens(claim).places[:MOST_CLAIM_TOKENS]
    found = [float(a < end and b > start) for a, b in places]
    if place != (-1, -1) and places and not any(found):
        found[next((i for i, (a, _) in enumerate(places) if a >= start), -1)] = 1.0
    return found
