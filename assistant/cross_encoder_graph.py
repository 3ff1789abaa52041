"""A cross-encoder as an ONNX graph: two texts read together, through all six layers of MiniLM."""

from collections.abc import Sequence

import numpy as np

from ingest.embedding.graph import (
    EPSILON,
    LAYERS,
    Precision,
    Shape,
    Weights,
    Writer,
    begun,
    layer,
    serialised,
)

VERSION = 1
"""Raise it with every change to this file that can change a score."""

_TOKENS: Shape = ["one", "tokens"]


def build(weights: Weights, max_tokens: int, precision: Precision) -> bytes:
    """Write the graph.

    Inputs, of one pair a run: ``input_ids``, ``types``, ``marks`` and ``attention_mask``, int32 of shape (1, tokens); and
    ``first`` and ``rest``, float32 of that shape, the share of each token in the mean of the first text and in that of the
    rest. Output ``logit``, shape (1,): the log-odds of what was trained, from the first token and both means, and, with
    ``token.weight`` and ``token.bias``, from each token of the first text besides.

    Args:
        weights: those of MiniLM's layers and word table; ``types``, ``marks``, ``head.weight`` and ``head.bias`` besides.
        max_tokens: longest pair the graph must take.
        precision: ``int8`` quantises the matrix products, never the tables.
    """
    writer = begun(precision)
    hidden = _embeddings(writer, weights, max_tokens)
    for number in range(LAYERS):
        hidden = layer(writer, weights, number, hidden, precision)
    axis = writer.constant("axis1", np.array([1], np.int64))
    zero = writer.constant("place0", np.array([0], np.int64))
    opening = writer.node(
        "Squeeze", [writer.node("Gather", [hidden, zero], "opening.row", axis=1), axis], "opening"
    )
    means = [_mean(writer, hidden, share, axis) for share in ("first", "rest")]
    pooled = writer.node("Concat", [opening, *means], "pooled", axis=-1)
    made = writer.node("MatMul", [pooled, writer.constant("head.weight", weights["head.weight"].T)], "made")
    whole = writer.node("Add", [made, writer.constant("head.bias", weights["head.bias"])], "whole")
    if "token.weight" in weights:
        whole = writer.node("Add", [whole, _worst(writer, weights, hidden, axis)], "with.worst")
    writer.node("Squeeze", [whole, axis], "logit")
    inputs: dict[str, tuple[str, Shape]] = dict.fromkeys(
        ("input_ids", "types", "marks", "attention_mask"), ("int32", _TOKENS)
    )
    inputs |= dict.fromkeys(("first", "rest"), ("float32", _TOKENS))
    return serialised(writer, "cross-encoder", inputs, {"logit": ["one"]})


def _worst(writer: Writer, weights: Weights, hidden: str, axis: str) -> str:
    """The log of the sum over the first text's tokens of the odds of each: one that is at fault is enough."""
    of_tokens = [
        writer.constant("token.weight", weights["token.weight"].T),
        writer.constant("token.bias", weights["token.bias"]),
    ]
    made = writer.node("MatMul", [hidden, of_tokens[0]], "token.made")
    odds = writer.node("Add", [made, of_tokens[1]], "token.odds")
    is_first = writer.node("Sign", ["first"], "is_first")
    outside = writer.node("Sub", [is_first, writer.constant("one1", np.array(1, np.float32))], "outside")
    far = writer.node("Mul", [outside, writer.constant("far", np.array(1e4, np.float32))], "far.outside")
    column = writer.node("Unsqueeze", [far, writer.constant("axis2", np.array([2], np.int64))], "far.column")
    masked = writer.node("Add", [odds, column], "token.masked")
    return writer.node("ReduceLogSumExp", [masked], "worst", axes=[1], keepdims=0)


def _embeddings(writer: Writer, weights: Weights, max_tokens: int) -> str:
    tables: Sequence[tuple[str, str, str]] = (
        ("embeddings.word_embeddings.weight", "input_ids", "words"),
        ("types", "types", "typed"),
        ("marks", "marks", "marked"),
    )
    parts = [
        writer.node("Gather", [writer.constant(f"table.{name}", weights[source]), indices], name)
        for source, indices, name in tables
    ]
    places = writer.constant(
        "table.places", weights["embeddings.position_embeddings.weight"][None, :max_tokens]
    )
    from_zero = writer.constant("from0", np.array([0], np.int64))
    second = writer.constant("second", np.array([1], np.int64))
    count = writer.node("Gather", [writer.node("Shape", ["input_ids"], "shape"), second], "count", axis=0)
    parts.append(writer.node("Slice", [places, from_zero, count, second], "placed"))
    summed = parts[0]
    for part in parts[1:]:
        summed = writer.node("Add", [summed, part], f"with.{part}")
    norm = [
        writer.constant(f"embeddings.{name}", weights[f"embeddings.LayerNorm.{source}"])
        for name, source in (("gamma", "weight"), ("beta", "bias"))
    ]
    return writer.node("LayerNormalization", [summed, *norm], "embedded", axis=-1, epsilon=EPSILON)


def _mean(writer: Writer, hidden: str, share: str, axis: str) -> str:
    row = writer.node("Unsqueeze", [share, axis], f"{share}.row")
    mean = writer.node("MatMul", [row, hidden], f"{share}.mean.row")
    return writer.node("Squeeze", [mean, axis], f"{share}.mean")
