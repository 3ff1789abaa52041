"""The endpoint that may stand in for the default embedder, against a real server that misbehaves."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import numpy as np
import pytest

from ingest.embedding import Embedder, EndpointEmbedder, endpoint
from ingest.errors import ReviewsError

KEY = "sk-secret-0123456789"
ODD_ROWS: dict[str, Any] = {"ragged": [1.0], "zero": [0.0] * 3, "words": ["a", "b", "c"]}


class _Server(BaseHTTPRequestHandler):
    """The first part of the path says how to misbehave."""

    seen: ClassVar[list[dict[str, Any]]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        mode, count = self.path.split("/")[1], len(body["input"])
        self.seen.append({"mode": mode, "key": self.headers["Authorization"], "path": self.path, **body})
        vectors: list[Any] = [[3.0, 4.0 + row, 0.0] for row in range(count)]
        status, kind, headers = 200, "application/json", {}
        if mode == "count":
            vectors.pop()
        elif mode in ("nan", "huge"):
            vectors[-1][1] = float(mode) if mode == "nan" else 1e308
        elif mode in ODD_ROWS:
            vectors[-1] = ODD_ROWS[mode]
        elif mode.isdigit():
            status, headers = int(mode), {"Location": "/ok/v1/embeddings"}
        data = [{"object": "embedding", "index": row, "embedding": v} for row, v in enumerate(vectors)]
        answer = json.dumps({"object": "list", "model": "m", "data": data})
        if mode == "html":
            kind, answer = "text/html", f"<html>Log in, {self.headers['Authorization']}</html>"
        elif mode.isdigit():
            answer = json.dumps({"error": {"message": f"bad key {self.headers['Authorization']}"}})
        answer = "null" if mode == "null" else answer
        self._send(status, kind, headers, answer.encode(), drip=mode == "drip")

    def _send(self, status: int, kind: str, headers: dict[str, str], answer: bytes, drip: bool) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Type": kind, "Content-Length": str(len(answer))}.items():
            self.send_header(name, value)
        self.end_headers()
        for start in range(0, len(answer), 1 if drip else len(answer)):
            self.wfile.write(answer[start : start + 1] if drip else answer)
            time.sleep(0.1 if drip else 0)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    httpd.daemon_threads = True
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()


@pytest.fixture(autouse=True)
def forget() -> None:
    _Server.seen.clear()


def test_endpoint_returns_normalised_vectors_in_order(server: str) -> None:
    embedder: Embedder = EndpointEmbedder(f"{server}/ok/v1", "m", KEY)
    assert embedder.embed([]).shape == (0, 3) and embedder.dimension == 3
    vectors = embedder.embed([f"text {number}" for number in range(40)])
    assert vectors.shape == (40, 3) and vectors.dtype == np.float32
    np.testing.assert_allclose(vectors[:1], [[0.6, 0.8, 0.0]], atol=1e-6)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert [len(request["input"]) for request in _Server.seen] == [1, 32, 8]
    assert _Server.seen[0]["key"] == f"Bearer {KEY}" and _Server.seen[0]["model"] == "m"
    assert embedder.count_tokens(["", "abc", "abcd"]) == [0, 1, 2]
    np.testing.assert_allclose(
        np.linalg.norm(EndpointEmbedder(f"{server}/huge/v1", "m", KEY).embed(["a"])), 1
    )


@pytest.mark.parametrize(
    ("mode", "message", "requests"),
    [
        *[(mode, "did not return one vector for each of 2 texts", 1) for mode in ("count", "ragged")],
        *[(mode, "zero or holds a number that is not finite", 1) for mode in ("nan", "zero")],
        *[(mode, "sent an answer that is not embeddings", 1) for mode in ("html", "null", "words")],
        ("500", "answered with HTTP status 500", 2),
        ("401", "refused the key", 1),
        ("307", "answered with HTTP status 307", 1),
    ],
)
def test_endpoint_faults_are_one_clear_error(server: str, mode: str, message: str, requests: int) -> None:
    with pytest.raises(ReviewsError) as caught:
        EndpointEmbedder(f"{server}/{mode}/v1", "m", KEY).embed(["one", "two"])
    assert message in caught.value.message and caught.value.next_step
    assert KEY not in str(caught.value) and server in str(caught.value)
    assert len(_Server.seen) == requests


def test_endpoint_that_drips_or_is_absent(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    EndpointEmbedder(f"{server}/ok/v1", "m", KEY).embed(["imports first"])
    monkeypatch.setattr(endpoint, "TOTAL_SECONDS", 1.0)
    started = time.monotonic()
    with pytest.raises(ReviewsError, match="did not answer in time"):
        EndpointEmbedder(f"{server}/drip/v1", "m", KEY).embed(["text"])
    assert time.monotonic() - started < 3
    monkeypatch.undo()
    with pytest.raises(ReviewsError, match="cannot be reached"):
        EndpointEmbedder("http://127.0.0.1:9/v1", "m", KEY).embed(["text"])


def test_endpoint_settings(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    EndpointEmbedder(f"{server}/ok/v1", "m", "").embed(["text"])
    assert KEY not in _Server.seen[0]["key"], "a key meant for another server was sent"
    with pytest.raises(ReviewsError, match="vectors of 3 numbers, not 5"):
        EndpointEmbedder(f"{server}/ok/v1", "m", "", dimension=5).embed(["text"])
    for address in ("", "localhost:1/v1", "file:///etc/passwd", f"http://u:{KEY}@h/v1", "http://h:port/v1"):
        with pytest.raises(ReviewsError) as caught:
            EndpointEmbedder(address, "m", KEY)
        assert KEY not in str(caught.value)
    prints = {EndpointEmbedder(f"{server}/{path}", name, "").fingerprint for path in "ab" for name in "mn"}
    assert len(prints) == 4
