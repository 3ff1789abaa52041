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
from email.utils import formatdate
from pathlib import Path
from typing import Any

from model_streams import BrokenStreams

from eval.model_server import Answer
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
        self.never_streams = False
        self.cut_at = 0  # bytes of a stream after which "cut_at" hangs up, and "ends_at" ends it

    def encrypt(self, certificate: Path) -> None:
        """Speak https from now on, with a certificate and its key from one file."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self._http.socket = context.wrap_socket(self._http.socket, server_side=True)
        self.url = self.url.replace("http:", "https:")


class _Speaker(BrokenStreams):
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
        elif self.kit.never_streams:
            self._whole()
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
        self._send(200, json.dumps({"object": "list", "data": [self._echo()]}))

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
