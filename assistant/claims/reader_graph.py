"""The upper layers of the claim reader as an ONNX graph: the claim's tokens look at each other and at the passage.

The passage's tokens do not look back: what the embedder makes of a passage is made once, however many claims cite it.
"""

import numpy as np

from ingest.embedding.graph import (
    DIMENSION,
    FUSED,
    HEADS,
    LAYERS,
    Shape,
    Weights,
    Writer,
    add_norm,
    product,
    serialised,
)

VERSION = 1
"""Raise it with every change to this file that can change a score."""

FIRST = 3  # layers that read a text alone, as the embedder does


def build(weights: Weights) -> bytes:
    """Write the graph.

    Inputs: ``claim``, the claim's states after three layers, and ``claim_marks``, a mark for each token;
    ``passage3`` to ``passage6``, the passage's states, and ``passage_marks``. One pair a run. Output ``fault``: log-odds
    that the passage does not support the claim.
    """
    writer = Writer()
    claim_marks = writer.constant("marks.claim", weights["marks.claim"])
    marked = writer.node("Gather", [claim_marks, "claim_marks"], "claim.marked")
    hidden = writer.node("Add", ["claim", marked], "claim.in")
    for layer in range(FIRST, LAYERS):
        hidden = _layer(writer, weights, layer, hidden)
    first = writer.constant("first", np.array([1], np.int64))
    last = writer.constant("last", np.array([-1], np.int64))
    inner = writer.node("Slice", [hidden, first, last, first], "inner")
    of_tokens = _dense(writer, weights, "token", inner)
    worst = writer.node("ReduceLogSumExp", [of_tokens], "worst", axes=[1, 2], keepdims=0)
    zero = writer.constant("zero", np.array([0], np.int64))
    opening = writer.node("Gather", [hidden, zero], "opening.row", axis=1)
    opening = writer.node("Squeeze", [opening, first], "opening")
    claim = writer.node("ReduceMean", [hidden], "claim.mean", axes=[1], keepdims=0)
    passage = writer.node("ReduceMean", [f"passage{LAYERS}"], "passage.mean", axes=[1], keepdims=0)
    apart = writer.node("Abs", [writer.node("Sub", [claim, passage], "between")], "apart")
    pooled = writer.node("Concat", [opening, claim, passage, apart], "pooled", axis=-1)
    whole = writer.node("Squeeze", [_dense(writer, weights, "head", pooled), first], "whole")
    writer.node("Add", [whole, worst], "fault")
    states: Shape = ["one", "passage_tokens", DIMENSION]
    inputs: dict[str, tuple[str, Shape]] = {
        "claim": ("float32", ["one", "claim_tokens", DIMENSION]),
        "claim_marks": ("int32", ["one", "claim_tokens"]),
        "passage_marks": ("int32", ["one", "passage_tokens"]),
    }
    inputs |= {f"passage{layer}": ("float32", states) for layer in range(FIRST, LAYERS + 1)}
    return serialised(writer, "claim-reader", inputs, {"fault": ["one"]})


def _layer(writer: Writer, weights: Weights, layer: int, hidden: str) -> str:
    source, name = f"encoder.layer.{layer}.", f"layer{layer}."
    marks = writer.constant(name + "marks", weights[f"marks.passage.{layer}"])
    marked = writer.node("Gather", [marks, "passage_marks"], name + "marked")
    passage = writer.node("Add", [f"passage{layer}", marked], name + "passage")
    seen = writer.node("Concat", [hidden, passage], name + "seen", axis=1)
    parts = [
        _dense(writer, weights, f"{source}attention.self.{part}", hidden if part == "query" else seen)
        for part in ("query", "key", "value")
    ]
    context = writer.node("MultiHeadAttention", parts, name + "context", FUSED, num_heads=HEADS)
    dense = weights[f"{source}attention.output.dense.weight"].T
    attended = product(writer, context, dense, name + "attended")
    middle = add_norm(writer, weights, f"{source}attention.output", attended, hidden, name + "middle")
    wide = product(writer, middle, weights[f"{source}intermediate.dense.weight"].T, name + "wide")
    wide_bias = writer.constant(name + "wide.bias", weights[f"{source}intermediate.dense.bias"])
    active = writer.node("BiasGelu", [wide, wide_bias], name + "active", FUSED)
    narrow = product(writer, active, weights[f"{source}output.dense.weight"].T, name + "narrow")
    return add_norm(writer, weights, f"{source}output", narrow, middle, name + "out")


def _dense(writer: Writer, weights: Weights, source: str, left: str) -> str:
    made = product(writer, left, weights[f"{source}.weight"].T, f"{source}.made")
    return writer.node(
        "Add", [made, writer.constant(f"{source}.bias", weights[f"{source}.bias"])], f"{source}.out"
    )
