"""What every graph of ours needs to run: sealed in a cache folder, and a session of onnxruntime without telemetry."""

import hashlib
import os
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

from ingest.errors import ReviewsError

MOST_THREADS = 8


def session(model: bytes) -> Any:
    """A session over a graph, to be run from any thread, each run on the thread that asks."""
    forbid_telemetry()
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    # The graph is written fused: optimising it was measured to gain nothing, and could change vectors.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def sealed(cache: Path, name: str, build: Callable[[], bytes]) -> bytes:
    """The graph from the cache if it is whole, else built and written there.

    Args:
        cache: folder; made if absent, may be deleted.
        name: what tells this graph from every other, without onnxruntime's version, which is added.
        build: writes it.

    Raises:
        ReviewsError: the cache cannot be written.
    """
    path = cache / f"{name}-ort{metadata.version('onnxruntime')}.onnx"
    seal = path.with_name(path.name + ".sha256")
    try:
        model = path.read_bytes()
        if seal.read_text("ascii").strip() == hashlib.sha256(model).hexdigest():
            return model
    except (OSError, UnicodeDecodeError):
        pass  # absent or unreadable: written anew below, where a real fault of the disk is reported
    model = build()
    try:
        cache.mkdir(parents=True, exist_ok=True)
        _replace(path, model)
        _replace(seal, hashlib.sha256(model).hexdigest().encode("ascii"))
    except OSError as error:
        raise ReviewsError(
            f"Cannot write the embedder's graph to {cache} ({error.strerror or error})",
            "Free 100 MB there, or set REVIEWS_HOME to a folder that can be written",
        ) from None
    return model


def forbid_telemetry() -> None:
    """Keep onnxruntime from writing a device id and calling Microsoft. Has no effect after its import."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def usable_threads() -> int:
    """Processor threads this process may use, at most 8."""
    affinity = getattr(os, "sched_getaffinity", None)  # Linux only
    return min(MOST_THREADS, len(affinity(0)) if affinity else os.cpu_count() or 1)


def _replace(path: Path, contents: bytes) -> None:
    """Write a file so that readers see the old one or the new one, never a part."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        draft.write_bytes(contents)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
