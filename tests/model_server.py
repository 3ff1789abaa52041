"""A model's endpoint on loopback, over real sockets, that answers by a script and misbehaves on demand.

    with ModelServer(answer=lambda messages: "The baby was six weeks old. [1]") as server:
        server.url            # for OPENAI_BASE_URL
        server.requests       # the bodies it was sent, as objects; server.headers has their headers
        server.fault = "cut"  # from now on, until it is None again
        server.faults = ["busy", None]  # for the next requests, before ``fault`` holds

Faults are the methods ``_fault_...`` below. Every refusal repeats the key and the question, as real servers may.
"""

import json
import ssl
import time
from collections.abc import Callable, Iterator
from email.utils import formatdate
from pathlib import Path
from typing import Any

from eval.model_server import Answer, Speaker
from eval.model_server import ModelServer as WellBehaved


class ModelServer(WellBehaved):
    """One that misbehaves on demand."""

    def __init__(self, answer: Answer = lambda messages: "The baby was six weeks old. [1]") -> None:
        super().__init__(answer, _Speaker)
        self.fault: str | None = None
        self.faults: list[str | None] = []
        self.refuses: set[str] = set()  # parameters that it answers with 400
        self.wording = ""  # what it says of a refusal, in place of its own words
        self.reasoning = ""  # thoughts that it sends before the answer, in a field of their own
        self.retry_after = 1.0
        self.redirect_to = ""
        self.cut_at = 0  # bytes of a stream after which "cut_at" hangs up, and "ends_at" ends it

    def encrypt(self, certificate: Path) -> None:
        """Speak https from now on, with a certificate and its key from one file."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self._http.socket = context.wrap_socket(self._http.socket, server_side=True)
        self.url = self.url.replace("http:", "https:")


class _Speaker(Speaker):
    kit: ModelServer

    def reply(self) -> None:
        kit = self.kit
        with kit.lock:
            fault = kit.faults.pop(0) if kit.faults else kit.fault
        if fault:
            getattr(self, f"_fault_{fault}")()
        elif refused := next((name for name in sorted(kit.refuses) if name in self.body), ""):
            self._refuse(400, self._unsupported(refused), code="unsupported_parameter", param=refused)
        elif self.path != "/v1/chat/completions":
            self._refuse(404, "Not Found")
        else:
            super().reply()

    def _said(self) -> list[dict[str, Any]]:
        first, *words = super()._said()
        return [
            first,
            *({"reasoning_content": part} for part in self.kit.reasoning.split(" ") if part),
            *words,
        ]

    def _echo(self) -> str:
        return f"{self.headers.get('Authorization')} asked {self.body['messages'][-1]['content']}"

    def _refuse(
        self, status: int, message: str, code: str = "", param: str | None = None, **headers: str
    ) -> None:
        said = self.kit.wording or json.dumps(
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
        while not self.kit.stopping.wait(pause):
            self.wfile.write(part())

    def _listen_until_gone(self) -> None:
        self.connection.settimeout(0.02)
        while not self.kit.stopping.is_set():
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
        self._refuse(429, "Rate limit reached", Retry_After=f"{self.kit.retry_after:g}")

    def _fault_busy_date(self) -> None:
        self._refuse(
            429,
            "Rate limit reached",
            Retry_After=formatdate(time.time() + self.kit.retry_after, usegmt=True),
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
        self._refuse(307, "Elsewhere", Location=self.kit.redirect_to)

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
        self._begin()
        self._part(b"".join(self._script(self._said()))[: self.kit.cut_at] or b"\n")
        self.close_connection = True

    def _fault_ends_at(self) -> None:
        """As if the answer were over: it is the model behind the server that broke off."""
        self._fault_cut_at()
        self._part(b"")

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
