"""The default embedder in torch, with low-rank matrices beside its linear layers: what the trainer trains."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ingest.embedding.minilm import official_tokenizer, official_weights, token_ids

SCALE = 2.0  # of the products B @ A; it is folded into B when they are written
MOST_TOKENS = 96
BATCHES = 16  # in which texts of about one length are encoded together


class Encoder:
    """MiniLM in torch with low-rank matrices beside every linear layer: texts to unit vectors of shape (texts, 384)."""

    def __init__(self, rank: int, further: bool) -> None:
        import torch

        self._tokenizer = official_tokenizer()
        self._weights = {
            name: torch.from_numpy(value.copy()) for name, value in official_weights(adapt=further).items()
        }
        self._further = further
        linear = [
            name
            for name, value in self._weights.items()
            if name.startswith("encoder.layer") and name.endswith("weight") and value.ndim == 2
        ]
        self._low = {
            n: torch.nn.Parameter(
                torch.randn(rank, self._weights[n].shape[1]) / math.sqrt(self._weights[n].shape[1])
            )
            for n in linear
        }
        self._high = {n: torch.nn.Parameter(torch.zeros(self._weights[n].shape[0], rank)) for n in linear}

    @property
    def parameters(self) -> list[Any]:
        """What is trained."""
        return [*self._low.values(), *self._high.values()]

    def __call__(self, texts: Sequence[str]) -> Any:
        import torch

        weights = self._weights | {
            name: self._weights[name] + SCALE * self._high[name] @ low for name, low in self._low.items()
        }
        ids = [
            row if len(row) <= MOST_TOKENS else [*row[: MOST_TOKENS - 1], row[-1]]
            for row in token_ids(self._tokenizer, texts)
        ]
        order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
        size = -(-len(order) // BATCHES)
        encoded = [
            _forward(weights, [ids[i] for i in order[at : at + size]]) for at in range(0, len(order), size)
        ]
        return torch.cat(encoded)[torch.tensor(order).argsort()]

    def write(self, out: Path) -> None:
        """Write the matrices, those of the shipped adapter included where training went on from it."""
        import torch
        from safetensors.torch import load_file, save_file

        from ingest.embedding.adapter import FILE

        before = load_file(str(FILE)) if self._further else {}
        parts = {}
        for name, low in self._low.items():
            stem = name.removesuffix(".weight")
            lows, highs = [low.detach()], [SCALE * self._high[name].detach()]
            if f"{stem}.A" in before:
                lows.insert(0, before[f"{stem}.A"].float())
                highs.insert(0, before[f"{stem}.B"].float())
            parts[f"{stem}.A"] = torch.cat(lows, 0).half().contiguous()
            parts[f"{stem}.B"] = torch.cat(highs, 1).half().contiguous()
        save_file(parts, str(out))


def _forward(weights: Mapping[str, Any], rows: list[list[int]]) -> Any:
    """The encoder as published (BERT, Devlin et al. 2019), mean pooling, length 1."""
    import torch
    from torch.nn.functional import gelu, layer_norm, linear, normalize, scaled_dot_product_attention

    longest = max(map(len, rows))
    ids = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
    real = ids > 0

    def norm(x: Any, name: str) -> Any:
        return layer_norm(
            x, (384,), weights[f"{name}.LayerNorm.weight"], weights[f"{name}.LayerNorm.bias"], 1e-12
        )

    def dense(x: Any, name: str) -> Any:
        return linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])

    hidden = norm(
        weights["embeddings.word_embeddings.weight"][ids]
        + weights["embeddings.position_embeddings.weight"][:longest]
        + weights["embeddings.token_type_embeddings.weight"][0],
        "embeddings",
    )
    for layer in range(6):
        source = f"encoder.layer.{layer}"
        heads = [
            dense(hidden, f"{source}.attention.self.{part}").view(len(rows), longest, 12, 32).transpose(1, 2)
            for part in ("query", "key", "value")
        ]
        context = scaled_dot_product_attention(*heads, attn_mask=real[:, None, None, :])
        context = context.transpose(1, 2).reshape(len(rows), longest, 384)
        hidden = norm(
            hidden + dense(context, f"{source}.attention.output.dense"), f"{source}.attention.output"
        )
        wide = gelu(dense(hidden, f"{source}.intermediate.dense"))
        hidden = norm(hidden + dense(wide, f"{source}.output.dense"), f"{source}.output")
    total = (hidden * real[..., None]).sum(1)
    return normalize(total / real.sum(1, keepdim=True), dim=-1)
