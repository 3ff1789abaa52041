"""The two graphs of the reader, written as those of the embedder are: fused operators, no torch.

The lower layers read the question and every sentence alone, so that what they make of a sentence can be kept; the
upper ones read them together (MacAvaney et al. 2020, PreTTR; Cao et al. 2020, DeFormer).
"""

import numpy as np

from ingest.embedding.graph import (
    DIMENSION,
    LAYERS,
    TOKENS,
    Shape,
    Weights,
    Writer,
    embeddings,
    encoder_layer,
)

VERSION = 1
"""Raise it with every change to this file that can change what is read."""

LOWER = 3  # layers that read a text alone
SAME, FROM_QUESTION, FROM_SENTENCE, BETWEEN_SENTENCES = range(4)
"""What a token looks at: its own text; a sentence from the question; the question from a sentence; another sentence."""


def lower_graph(weights: Weights, max_tokens: int) -> bytes:
    """Inputs as the embedder's; output ``hidden``, of shape (batch, tokens, 384)."""
    writer = Writer()
    hidden = embeddings(writer, weights, max_tokens)
    for layer in range(LOWER):
        hidden = encoder_layer(writer, weights, layer, hidden)
    writer.node("Identity", [hidden], "hidden")
    return writer.model("reader, lower layers", TOKENS, {"hidden": ["batch", "tokens", DIMENSION]})


def upper_graph(weights: Weights, attention: np.ndarray) -> bytes:
    """The layers that read all texts together.

    Args:
        weights: of the layers from ``LOWER`` on.
        attention: shape (layers, 3), what is added to the attention scores of a token of another text.

    Returns:
        A graph with inputs ``states`` (1, tokens, 384), the lower layers' output of all texts in a row, and ``looks``
        (tokens, tokens), what each token looks at in each other; output ``hidden`` (1, tokens, 384).
    """
    writer = Writer()
    axes = writer.constant("axes", np.array([0, 1], np.int64))
    hidden = "states"
    for number, layer in enumerate(range(LOWER, LAYERS)):
        row = np.concatenate([[0.0], attention[number]]).astype(np.float32)
        table = writer.constant(f"attention{layer}", row)
        square = writer.node("Gather", [table, "looks"], f"attention{layer}.square")
        bias = writer.node("Unsqueeze", [square, axes], f"attention{layer}.bias")
        hidden = encoder_layer(writer, weights, layer, hidden, attention_bias=bias)
    writer.node("Identity", [hidden], "hidden")
    shape: Shape = [1, "tokens", DIMENSION]
    return writer.model(
        "reader, upper layers", {"states": shape, "looks": ["tokens", "tokens"]}, {"hidden": shape}
    )
