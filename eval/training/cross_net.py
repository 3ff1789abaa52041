"""A cross-encoder in torch: what ``claims.py`` trains, and how it is written.

The same sums as ``assistant/cross_encoder_graph.py``, for many pairs at once and with a gradient. Matrix products are in
bfloat16, for which new processors have instructions (AMX); attention is written out and numbers are dropped by a mask that is
drawn once, because torch's own were measured to take two thirds of a step.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.cross_encoder import ALONE, Pair, Sequenced, Trained, sequenced
from ingest.embedding.graph import DIMENSION, EPSILON, HEADS, LAYERS
from ingest.embedding.minilm import official_tokenizer, official_weights

DROPPED = 0.1  # share of numbers that are put to nought while training
MARKS = 5
SHAPE = 32  # sequences are as long as a multiple of it: for each new length the library compiles anew
AT_ONCE = 48
_DRAWN = 1 << 24  # numbers of the mask


class Network:
    """A cross-encoder with its gradients; it begins as the adapted embedder.

    Args:
        trained: what it is to read, and how much of it.
        heads: further outputs by name with their sizes, of what is pooled; they are not written.
        of_tokens: whether each token of the first text says something too.
    """

    def __init__(
        self, trained: Trained, heads: Mapping[str, int] | None = None, of_tokens: bool = False
    ) -> None:
        import torch

        self._trained = trained
        self._before = {name: torch.from_numpy(part.copy()) for name, part in official_weights().items()}
        own = ("encoder.layer.", "embeddings.LayerNorm.")
        self._own = {n: torch.nn.Parameter(w.clone()) for n, w in self._before.items() if n.startswith(own)}
        kinds = self._before["embeddings.token_type_embeddings.weight"]
        self._own["types"] = torch.nn.Parameter(kinds.clone())
        wide = 3 * DIMENSION
        shapes = {"head": (1, wide), **{name: (size, wide) for name, size in (heads or {}).items()}}
        shapes |= {"token": (1, DIMENSION)} if of_tokens else {}
        self._heads = {f"{n}.weight": torch.nn.Parameter(torch.randn(s) / s[1]) for n, s in shapes.items()}
        self._heads |= {f"{n}.bias": torch.nn.Parameter(torch.zeros(s[0])) for n, s in shapes.items()}
        if of_tokens:
            self._heads["token.bias"].data.fill_(-4.0)
            self._heads["head.bias"].data.fill_(1.0)
        self._heads["marks"] = torch.nn.Parameter(torch.randn(MARKS, DIMENSION) / 50)
        self._kept = (torch.rand(_DRAWN) > DROPPED).to(torch.bfloat16) / (1 - DROPPED)
        self._training = False

    @property
    def layers(self) -> list[Any]:
        """What begins as the embedder."""
        return list(self._own.values())

    @property
    def heads(self) -> list[Any]:
        """The marks and what reads the layers, which begin at random."""
        return list(self._heads.values())

    def run(self, pairs: Sequence[Pair], training: bool = False) -> dict[str, Any]:
        """Outputs by name: ``head``, shape (pairs,), those asked for, and ``token``, shape (pairs, tokens), where each
        token of the first text says something; of all else it is far below nought, and ``head`` has its sum."""
        import torch
        from torch.nn.functional import linear

        self._training = training
        rows = [sequenced(self._tokenizer, self._trained, pair) for pair in pairs]
        hidden, real = self._states(rows)
        first = torch.zeros(hidden.shape[:2])
        for row, one in enumerate(rows):
            first[row, 1 : 1 + one.claimed] = 1
        pooled = self._drop(
            torch.cat([hidden[:, 0], _mean(hidden, first), _mean(hidden, real.float() - first)], 1)
        )

        def head(name: str, of: Any) -> Any:
            return linear(of, self._heads[f"{name}.weight"], self._heads[f"{name}.bias"])

        names = {n.partition(".")[0] for n in self._heads} - {"marks", "token"}
        found = {name: head(name, pooled) for name in names}
        found["head"] = found["head"][:, 0]
        if "token.weight" in self._heads:
            found["token"] = head("token", hidden)[..., 0].masked_fill(first == 0, -1e4)
            found["head"] = found["head"] + found["token"].logsumexp(1)
        return found

    def logits(self, pairs: Sequence[Pair]) -> npt.NDArray[np.float32]:
        """The head's output for each pair, in order."""
        import torch

        order = sorted(range(len(pairs)), key=lambda i: len(pairs[i].first) + len(pairs[i].second))
        out = np.zeros(len(pairs), np.float32)
        with torch.no_grad():
            for at in range(0, len(order), AT_ONCE):
                some = order[at : at + AT_ONCE]
                out[some] = self.run([pairs[i] for i in some])["head"].numpy()
        return out

    def write(self, out: Path, rank: int) -> None:
        """Write what changed in the matrices as products of low rank, in half precision, and the rest as it is."""
        import torch
        from safetensors.torch import save_file

        written = ("head.", "token.", "marks")
        parts = {n: one.detach() for n, one in self._heads.items() if n.startswith(written)}
        parts["marks"] = parts["marks"].clone()
        parts["marks"][ALONE] = 0
        for name, one in self._own.items():
            if one.ndim == 2 and name in self._before:
                left, size, right = torch.linalg.svd(one.detach() - self._before[name], full_matrices=False)
                root = size[:rank].sqrt()
                stem = name.removesuffix(".weight")
                parts[f"{stem}.A"] = (root[:, None] * right[:rank]).half().contiguous()
                parts[f"{stem}.B"] = (left[:, :rank] * root).half().contiguous()
            else:
                parts[name] = one.detach()
        save_file(parts, str(out))

    def read(self, weights: Mapping[str, Any]) -> None:
        """Take over weights as ``Trained.weights`` gives them."""
        import torch

        for held in (self._own, self._heads):
            for name in held.keys() & weights.keys():
                held[name].data = torch.from_numpy(np.array(weights[name]))

    def _states(self, rows: Sequence[Sequenced]) -> tuple[Any, Any]:
        """The tokens' states after all layers, and which tokens are real."""
        import torch
        from torch.nn.functional import gelu, layer_norm, linear

        longest = -(-max(len(one.ids) for one in rows) // SHAPE) * SHAPE

        def padded(lists: Sequence[Sequence[int]]) -> Any:
            return torch.tensor([[*one, *[0] * (longest - len(one))] for one in lists])

        ids, types, marks = (padded([getattr(r, part) for r in rows]) for part in ("ids", "types", "marks"))
        real, weights = ids > 0, self._own

        def norm(x: Any, name: str) -> Any:
            scale, shift = (weights[f"{name}.LayerNorm.{part}"] for part in ("weight", "bias"))
            return layer_norm(x, (DIMENSION,), scale, shift, EPSILON)

        def dense(x: Any, name: str) -> Any:
            return linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])

        words, places = (self._before[f"embeddings.{n}_embeddings.weight"] for n in ("word", "position"))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            marked = self._heads["marks"][marks] * (marks != ALONE)[..., None]
            hidden = words[ids] + places[:longest] + weights["types"][types] + marked
            hidden = self._drop(norm(hidden, "embeddings"))
            unseen = torch.zeros(len(rows), 1, 1, longest, dtype=torch.bfloat16)
            unseen = unseen.masked_fill(~real[:, None, None, :], -1e4)
            for layer in range(LAYERS):
                source = f"encoder.layer.{layer}"
                query, key, value = (
                    dense(hidden, f"{source}.attention.self.{part}")
                    .view(len(rows), longest, HEADS, -1)
                    .transpose(1, 2)
                    for part in ("query", "key", "value")
                )
                scores = torch.matmul(query * (DIMENSION // HEADS) ** -0.5, key.transpose(-1, -2)) + unseen
                context = torch.matmul(torch.softmax(scores, -1, dtype=torch.bfloat16), value)
                context = context.transpose(1, 2).reshape(len(rows), longest, DIMENSION)
                attended = self._drop(dense(context, f"{source}.attention.output.dense"))
                hidden = norm(hidden + attended, f"{source}.attention.output")
                wide = gelu(dense(hidden, f"{source}.intermediate.dense"))
                narrow = self._drop(dense(wide, f"{source}.output.dense"))
                hidden = norm(hidden + narrow, f"{source}.output")
        return hidden.float(), real

    def _drop(self, x: Any) -> Any:
        import torch

        if not self._training:
            return x
        start = int(torch.randint(0, _DRAWN - x.numel(), (1,)))
        return x * self._kept[start : start + x.numel()].view(x.shape)

    @cached_property
    def _tokenizer(self) -> Any:
        return official_tokenizer()


def _mean(states: Any, share: Any) -> Any:
    return (states * share[..., None]).sum(1) / share.sum(1, keepdim=True).clamp(min=1)
