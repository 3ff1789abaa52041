"""A model's endpoint on loopback, over real sockets, that answers by a script and misbehaves on demand.

    with ModelServer(answer=lambda messages: "The baby was six weeks old. [1]") as server:
        server.url            # for OPENAI_BASE_URL
        server.requests       # the bodies it was sent, as objects; server.headers has their headers
        server.fault = "cut"  # from now on, until it is None again
        server.faults = ["busy", None]  # for the next requests, before ``fault`` holds

Faults are the methods ``_fault_...`` below. Every refusal repeats the key and the question, as real servers may.
"""

import io
import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any

Messages = list[dict[str, Any]]
Answer = Callable[[Messages], str]


class ModelServer:
    """Chat completions at ``url``. Its answers come from ``answer``, word by word, ``pause`` seconds apart."""

    def __init__(self, answer: Answer = lambda messages: "The baby was six weeks old. [1]") -> None:
        self.answer = answer
        self.fault: str | None = None
        self.faults: list[str | None] = []
        self.pause = 0.0
        self.refuses: set[str] = set()  # parameters that it answers with 400
        self.wording = ""  # what it says of a refusal, in place of its own words
        self.reasoning = ""  # thoughts that it sends before the answer, in a field of their own
        self.retry_after = 1.0
        self.redirect_to = ""
        self.cut_at = 0  # bytes of a stream after which "cut_at" hangs up
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.open = 0  # requests that are being answered just now
        self.stopping = threading.Event()
        self.lock = threading.Lock()
        owner = self

        class Bound(_Speaker):
            server_kit = owner

        self._http = _Quiet(("127.0.0.1", 0), Bound)
        self.where = f"127.0.0.1:{self._http.server_port}"
        self.url = f"http://{self.where}/v1"

    def encrypt(self, certificate: Path) -> None:
        """Speak https from now on, with a certificate and its key from one file."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self._http.socket = context.wrap_socket(self._http.socket, server_side=True)
        self.url = self.url.replace("http:", "https:")

    def __enter__(self) -> "ModelServer":
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
        pass  # a client that goes away is what many tests are about


class _Speaker(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server_kit: ModelServer

    def do_POST(self) -> None:
        kit = self.server_kit
        self.body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with kit.lock:
            kit.requests.append(self.body)
            kit.headers.append(dict(self.headers))
            kit.open += 1
            fault = kit.faults.pop(0) if kit.faults else kit.fault
        try:
            if fault:
                getattr(self, f"_fault_{fault}")()
            elif refused := next((name for name in sorted(kit.refuses) if name in self.body), ""):
                self._refuse(400, self._unsupported(refused), code="unsupported_parameter", param=refused)
            elif self.path != "/v1/chat/completions":
                self._refuse(404, "Not Found")
            elif not self.body.get("stream"):
                self._whole()
            else:
                self._stream(self._said())
        except OSError:
            self.close_connection = True
        finally:
            with kit.lock:
                kit.open -= 1

    def log_message(self, *_: object) -> None:
        pass

    # The well-behaved parts.

    def _said(self) -> list[dict[str, Any]]:
        answer = self.server_kit.answer(self.body["messages"])
        words = answer.split(" ")
        thoughts = [{"reasoning_content": part} for part in self.server_kit.reasoning.split(" ") if part]
        first = [{"role": "assistant", "content": ""}, *thoughts]
        return first + [{"content": word if not place else f" {word}"} for place, word in enumerate(words)]

    def _chunk(self, delta: Any, finish: str | None = None, **more: Any) -> bytes:
        choices = [{"index": 0, "delta": delta, "finish_reason": finish}]
        return self._event({"object": "chat.completion.chunk", "id": "1", "choices": choices, **more})

    def _event(self, found: Any) -> bytes:
        return b"data: " + json.dumps(found, ensure_ascii=False).encode() + b"\n\n"

    def _stream(self, deltas: list[dict[str, Any]], finish: str = "stop") -> None:
        self._begin()
        for delta in deltas:
            self._part(self._chunk(delta))
            self.server_kit.stopping.wait(self.server_kit.pause)
        self._part(self._chunk({}, finish))
        if (self.body.get("stream_options") or {}).get("include_usage"):
            self._part(
                self._event({"object": "chat.completion.chunk", "choices": [], "usage": self._usage(deltas)})
            )
        self._part(b"data: [DONE]\n\n")
        self._part(b"")

    def _usage(self, deltas: list[dict[str, Any]]) -> dict[str, int]:
        sent = sum(len(message["content"].split()) for message in self.body["messages"])
        return {"prompt_tokens": sent, "completion_tokens": len(deltas), "total_tokens": sent + len(deltas)}

    def _whole(self) -> None:
        text = self.server_kit.answer(self.body["messages"])
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

    def _echo(self) -> str:
        return f"{self.headers.get('Authorization')} asked {self.body['messages'][-1]['content']}"

    def _refuse(
        self, status: int, message: str, code: str = "", param: str | None = None, **headers: str
    ) -> None:
        said = self.server_kit.wording or json.dumps(
            {
                "error": {
                    "message": f"{message} ({self._echo()})",
                    "type": "error",
                    "code": code,
                    "param": param,
                }
            }
        )
        self._send(status, said, **headers)

    def _unsupported(self, name: str) -> str:
        instead = " Use 'max_completion_tokens' instead." if name == "max_tokens" else ""
        return f"Unsupported parameter: '{name}' is not supported with this model.{instead}"

    def _until_gone(self, part: Callable[[], bytes], pause: float) -> None:
        """Send again and again until the client goes, or the server stops."""
        while not self.server_kit.stopping.wait(pause):
            self.wfile.write(part())

    def _listen_until_gone(self) -> None:
        self.connection.settimeout(0.02)
        while not self.server_kit.stopping.is_set():
            try:
                if not self.connection.recv(1):
                    break
            except TimeoutError:
                continue
        self.close_connection = True

    def _halves(self) -> Iterator[dict[str, Any]]:
        said = self._said()
        yield from said[: len(said) // 2 + 1]

    def _begun(self) -> None:
        self._begin()
        for delta in self._halves():
            self._part(self._chunk(delta))

    # What goes wrong before an answer.

    def _fault_busy(self) -> None:
        self._refuse(429, "Rate limit reached")

    def _fault_busy_seconds(self) -> None:
        self._refuse(429, "Rate limit reached", Retry_After=f"{self.server_kit.retry_after:g}")

    def _fault_busy_date(self) -> None:
        self._refuse(
            429,
            "Rate limit reached",
            Retry_After=formatdate(time.time() + self.server_kit.retry_after, usegmt=True),
        )

    def _fault_used_up(self) -> None:
        self._refuse(
            429, "You exceeded your current quota, please check your plan", code="insufficient_quota"
        )

    def _fault_server_error(self) -> None:
        self._refuse(500, "The server had an error")

    def _fault_unavailable(self) -> None:
        self._send(503, f"<html><body>{self._echo()}</body></html>", "text/html")

    def _fault_wrong_key(self) -> None:
        self._refuse(401, "Incorrect API key provided")

    def _fault_forbidden(self) -> None:
        self._refuse(403, "Not allowed")

    def _fault_unknown_model(self) -> None:
        self._refuse(404, f"The model `{self.body['model']}` does not exist", code="model_not_found")

    def _fault_no_path(self) -> None:
        self._refuse(404, "Not Found")

    def _fault_too_long(self) -> None:
        self._refuse(
            400, "This model's maximum context length is 8192 tokens", code="context_length_exceeded"
        )

    def _fault_bad_request(self) -> None:
        self._refuse(400, "Something is odd")

    def _fault_filtered(self) -> None:
        self._refuse(400, "The response was filtered by our content management policy", code="content_filter")

    def _fault_redirect(self) -> None:
        self._refuse(307, "Elsewhere", Location=self.server_kit.redirect_to)

    def _fault_html(self) -> None:
        self._send(200, f"<html><body>Log in, {self._echo()}</body></html>", "text/html; charset=utf-8")

    def _fault_not_a_stream(self) -> None:
        self._whole()

    def _fault_error_with_200(self) -> None:
        self._refuse(200, "the request exceeds the available context size")

    def _fault_hang_up(self) -> None:
        self.close_connection = True

    def _fault_silent(self) -> None:
        self._listen_until_gone()

    def _fault_header_drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        self._until_gone(lambda: b"X-More: and more\r\n", 0.02)

    def _fault_error_drip(self) -> None:
        self.wfile.write(
            b"HTTP/1.1 500 Oh\r\nContent-Type: application/json\r\nContent-Length: 9000000\r\n\r\n"
        )
        self._until_gone(lambda: b" ", 0.02)

    # What goes wrong within one.

    def _fault_cut(self) -> None:
        self._begun()
        self.close_connection = True

    def _fault_cut_at(self) -> None:
        connection, self.wfile = self.wfile, io.BytesIO()
        self._stream(self._said())
        head, _, body = self.wfile.getvalue().partition(b"\r\n\r\n")
        self.wfile = connection
        self.wfile.write(head + b"\r\n\r\n" + body[: self.server_kit.cut_at])
        self.close_connection = True

    def _fault_cut_within_a_letter(self) -> None:
        self._begun()
        whole = self._chunk({"content": "café"})
        self._part(whole[: whole.index("é".encode()) + 1])
        self._part(b"")

    def _fault_ends_early(self) -> None:
        self._begun()
        self._part(b"")

    def _fault_cut_before_a_word(self) -> None:
        self._begin()
        self.close_connection = True

    def _fault_cut_short(self) -> None:
        self._stream(self._said(), "length")

    def _fault_content_filter(self) -> None:
        self._stream(list(self._halves()), "content_filter")

    def _fault_refusal(self) -> None:
        self._stream([{"role": "assistant"}, {"refusal": f"I cannot, {self._echo()}"}])

    def _fault_no_choices(self) -> None:
        self._begin()
        self._part(self._event({"object": "chat.completion.chunk", "choices": []}))
        self._part(b"data: [DONE]\n\n")
        self._part(b"")

    def _fault_nothing(self) -> None:
        self._begin()
        self._part(b"")

    def _fault_white_space(self) -> None:
        self._stream([{"content": " \n"}, {"content": "\t "}])

    def _fault_broken_json(self) -> None:
        self._begun()
        self._part(f'data: {{"choices": [{{"{self._echo()}\n\n'.encode())
        self._listen_until_gone()

    def _fault_broken_letters(self) -> None:
        self._begun()
        self._part(self._chunk({"content": "x"}).replace(b'"x"', b'"\xff\xfe"'))
        self._listen_until_gone()

    def _fault_error_event(self) -> None:
        self._begun()
        self._part(self._event({"error": {"message": self._echo(), "code": 500}}))
        self._listen_until_gone()

    def _fault_no_delta(self) -> None:
        self._begin()
        self._part(self._event({"choices": [{"index": 0, "text": self._echo()}]}))
        self._listen_until_gone()

    def _fault_odd_types(self) -> None:
        self._begin()
        self._part(self._event({"choices": [{"index": 0, "delta": {"content": {"text": self._echo()}}}]}))
        self._listen_until_gone()

    def _fault_chunk_garbage(self) -> None:
        self._begun()
        self.wfile.write(f"zz {self._echo()}\r\n\r\n".encode())
        self._listen_until_gone()

    def _fault_stalled(self) -> None:
        self._begun()
        self._listen_until_gone()

    def _fault_stalled_when_done(self) -> None:
        self._begun()
        self._part(self._chunk({}, "stop"))
        self._listen_until_gone()

    def _fault_drip(self) -> None:
        self._begin()
        self._until_gone(lambda: self._chunked(self._chunk({"content": "more "})), 0.05)

    def _fault_keep_alive(self) -> None:
        self._begin()
        self._until_gone(lambda: self._chunked(b": still here\n\n"), 0.05)

    def _fault_empty_deltas(self) -> None:
        self._begin()
        self._until_gone(lambda: self._chunked(self._chunk({"content": ""})), 0.05)

    def _fault_huge(self) -> None:
        self._begin()
        self._until_gone(lambda: self._chunked(self._chunk({"content": "and more " * 50})), 0)

    def _fault_huge_line(self) -> None:
        self._begin()
        self._part(b"data: ")
        self._until_gone(lambda: self._chunked(b"x" * 60_000), 0)

    def _chunked(self, part: bytes) -> bytes:
        return b"%x\r\n%s\r\n" % (len(part), part)

    # What is odd, and must not matter.

    def _fault_slow_letters(self) -> None:
        """Every byte on its own, so that letters of two bytes are torn."""
        self._begin()
        for delta in self._said():
            for byte in self._chunk(delta):
                self._part(bytes((byte,)))
        self._part(self._chunk({}, "stop") + b"data: [DONE]\n\n")
        self._part(b"")

    def _fault_no_finish(self) -> None:
        """It ends with [DONE] and never says why."""
        self._begun()
        self._part(b"data: [DONE]\n\n")
        self._part(b"")
