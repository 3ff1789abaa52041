"""A model's endpoint on loopback, over real sockets, that answers by a script.

with ModelServer(answer=lambda messages: "The baby was six weeks old. [1]") as server:
    server.url       # for OPENAI_BASE_URL
    server.requests  # the bodies it was sent, as objects; server.headers has their headers
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

Messages = list[dict[str, Any]]
Answer = Callable[[Messages], str]


class Speaker(BaseHTTPRequestHandler):
    """Answers one request as a well-behaved endpoint does."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    kit: "ModelServer"

    def do_POST(self) -> None:
        """Note the request down and reply to it."""
        kit = self.kit
        self.body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with kit.lock:
            kit.requests.append(self.body)
            kit.headers.append(dict(self.headers))
            kit.open += 1
        try:
            self.reply()
        except OSError:
            self.close_connection = True
        finally:
            with kit.lock:
                kit.open -= 1

    def reply(self) -> None:
        """The answer, whole or as a stream."""
        if self.path != "/v1/chat/completions":
            self._send(404, json.dumps({"error": {"message": "Not Found"}}))
        elif not self.body.get("stream"):
            self._whole()
        else:
            self._stream(self._said())

    def log_message(self, *_: object) -> None:
        """Requests are told of nowhere but in ``requests``."""

    def _said(self) -> list[dict[str, Any]]:
        answer = self.kit.answer(self.body["messages"])
        words = answer.split(" ")
        first = [{"role": "assistant", "content": ""}]
        return first + [{"content": word if not place else f" {word}"} for place, word in enumerate(words)]

    def _chunk(self, delta: Any, finish: str | None = None, **more: Any) -> bytes:
        choices = [{"index": 0, "delta": delta, "finish_reason": finish}]
        return self._event({"object": "chat.completion.chunk", "id": "1", "choices": choices, **more})

    def _event(self, found: Any) -> bytes:
        return b"data: " + json.dumps(found, ensure_ascii=False).encode() + b"\n\n"

    def _script(self, deltas: list[dict[str, Any]], finish: str = "stop") -> Iterator[bytes]:
        yield from (self._chunk(delta) for delta in deltas)
        yield self._chunk({}, finish)
        if (self.body.get("stream_options") or {}).get("include_usage"):
            yield self._event(
                {"object": "chat.completion.chunk", "choices": [], "usage": self._usage(deltas)}
            )
        yield b"data: [DONE]\n\n"

    def _stream(self, deltas: list[dict[str, Any]], finish: str = "stop") -> None:
        self._begin()
        for place, event in enumerate(self._script(deltas, finish)):
            self.kit.stopping.wait(self.kit.pause if place else 0)
            self._part(event)
        self._part(b"")

    def _usage(self, deltas: list[dict[str, Any]]) -> dict[str, int]:
        sent = sum(len(message["content"].split()) for message in self.body["messages"])
        return {"prompt_tokens": sent, "completion_tokens": len(deltas), "total_tokens": sent + len(deltas)}

    def _whole(self) -> None:
        text = self.kit.answer(self.body["messages"])
        choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
        self._send(200, json.dumps({"object": "chat.completion", "id": "1", "choices": [choice]}))

    def _begin(self, kind: str = "text/event-stream") -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def _part(self, part: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))

    def _send(self, status: int, body: str, kind: str = "application/json", **headers: str) -> None:
        self.send_response(status)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body.encode())), **named}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body.encode())


class ModelServer:
    """Chat completions at ``url``. Its answers come from ``answer``, word by word, ``pause`` seconds apart."""

    def __init__(
        self,
        answer: Answer = lambda messages: "The baby was six weeks old. [1]",
        speaker: type[Speaker] = Speaker,
    ) -> None:
        self.answer = answer
        self.pause = 0.0
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.open = 0  # requests that are being answered just now
        self.stopping = threading.Event()
        self.lock = threading.Lock()
        self._http = _Quiet(("127.0.0.1", 0), type("Bound", (speaker,), {"kit": self}))
        self.where = f"127.0.0.1:{self._http.server_port}"
        self.url = f"http://{self.where}/v1"

    def __enter__(self) -> Self:
        serve = {"poll_interval": 0.02}
        threading.Thread(
            target=self._http.serve_forever, kwargs=serve, daemon=True, name="model-server"
        ).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self._http.shutdown()
        self._http.server_close()

    def quiet(self, seconds: float = 2.0) -> bool:
        """Whether all connections are closed, or become so within some seconds."""
        ends = time.monotonic() + seconds
        while self.open and time.monotonic() < ends:
            time.sleep(0.01)
        return self.open == 0


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, *_: object) -> None:
        pass  # a client that goes away is no fault
