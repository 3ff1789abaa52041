"""The connection to an endpoint. Imported by the verb that calls, as it knows httpx and httpcore.

Each request has a connection of its own: none is left over from an answer that was cut. The clock is asked before
every read and write of the socket, so that neither a slow drip nor headers without an end outlast a limit, and no
thread is needed to watch. Only the name is looked up in a thread, as the system's call cannot be interrupted; it ends
when the resolver gives up.
"""

import re
import socket
import ssl
import threading
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

import httpcore
import httpx

from assistant.model.clock import Clock, Late
from assistant.model.faults import JSON, STREAM, Failing, Place
from assistant.model.waiting import retry_after
from assistant.model.whole import as_stream

ENOUGH_BYTES = 64_000  # of an answer that is no stream
ENOUGH_SECONDS = 2.0
MOST_BYTES = 8_000_000
MOST_LINE = 500_000  # bytes without an end of line, which the client would gather
SLICE = 65_536
DONE = re.compile(rb"(?:^|[\r\n])data: ?\[DONE\]")
EVENT = re.compile(rb"(?:^|[\r\n])data:[^\r\n]+(?:\n\n|\r\n\r\n|\r\r)")


class Wire(httpx.BaseTransport):
    """Carries one request, and what is answered if that is a stream of events, or a whole answer, which becomes one.

    Args:
        place: the endpoint, for what is said of it.
        key: goes into the one header that is not the same for all.
        clock: the limits.
        encryption: for https, and for a proxy that speaks it; None where neither is needed.
        proxy: address of a proxy, or none.

    Raises:
        Failing: the answer is anything else.
    """

    def __init__(
        self, place: Place, key: str, clock: Clock, encryption: ssl.SSLContext | None, proxy: str
    ) -> None:
        self._place, self._clock = place, clock
        # Written here whole, so that no header of the environment's and nothing of this machine goes along.
        self._headers = {
            "Authorization": f"Bearer {key}",
            "Content-Type": "application/json",
            "Accept": STREAM,
            "Accept-Encoding": "identity",  # what is packed small could be unpacked without an end
            "User-Agent": "ask-the-reviews",
        }
        common: dict[str, Any] = {
            "ssl_context": encryption,
            "max_connections": 1,
            "network_backend": _Network(place, clock),
        }
        self._pool = _through(proxy, common) if proxy else httpcore.ConnectionPool(**common)
        self.done = self.ended = False
        self.understood = False  # set by whoever reads, when the first event made sense

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send, and give back a stream of events."""
        body, url = request.read(), request.url
        headers = {"Host": url.netloc.decode(), **self._headers, "Content-Length": str(len(body))}
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=list(headers.items()),
                content=body,
            )
        )
        named = {name.lower().decode("latin-1"): value.decode("latin-1") for name, value in answer.headers}
        kind = named.get("content-type", "").partition(";")[0].strip().lower()
        packed = named.get("content-encoding", "identity").strip().lower()
        assert isinstance(answer.stream, Iterable)
        if answer.status == 200 and kind == JSON and packed == "identity":
            body = self._all(answer.stream)
            if (told := as_stream(body)) is None:
                raise Failing(self._place.answered(200, kind, body[:ENOUGH_BYTES].decode("utf-8", "replace")))
            return httpx.Response(200, headers={"Content-Type": STREAM}, stream=_Heard(self, [told]))
        if answer.status != 200 or kind not in (STREAM, "") or packed != "identity":
            said = self._beginning(answer.stream)
            wait = retry_after(named.get("retry-after", ""))
            raise Failing(self._place.answered(answer.status, kind, said, wait))
        return httpx.Response(200, headers={"Content-Type": STREAM}, stream=_Heard(self, answer.stream))

    def heard(self, parts: Iterable[bytes]) -> Iterator[bytes]:
        """The bytes of a stream, up to a limit that no answer comes near.

        LlamaIndex passes over a choice without a delta, and would do so until the time is over: when more is asked for
        and the first event was not understood, the stream is none of a chat.
        """
        count = line = 0
        head = tail = b""
        for part in parts:
            count += len(part)
            line = len(part) - part.rfind(b"\n") - 1 + (0 if b"\n" in part else line)
            if count > MOST_BYTES or line > MOST_LINE:
                raise Failing(self._place.fails("broken", "sends without an end"))
            tail = tail[-16:] + part
            self.done = self.done or bool(DONE.search(tail))
            if not self.understood and len(head) < ENOUGH_BYTES:
                head += part
            yield part
            if not self.understood and EVENT.search(head):
                raise Failing(self._place.fails("broken", "sent an answer that cannot be read"))
        self.ended = True

    def close(self) -> None:
        """Close the connection, whatever is still on its way."""
        self._pool.close()

    def _all(self, parts: Iterable[bytes]) -> bytes:
        """The whole of an answer that is no stream, within the limits of the clock."""
        found = bytearray()
        for part in parts:
            self._clock.spoke()
            found += part
            if len(found) > MOST_BYTES:
                raise Failing(self._place.fails("broken", "sends without an end"))
        return bytes(found)

    def _beginning(self, parts: Iterable[bytes]) -> str:
        """As much of a refusal as it takes to tell which; its status says enough where this fails."""
        self._clock.shorten(ENOUGH_SECONDS)
        found = b""
        try:
            for part in parts:
                found += part
                if len(found) >= ENOUGH_BYTES:
                    break
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, Late):
            pass
        return found[:ENOUGH_BYTES].decode("utf-8", "replace")


class _Heard(httpx.SyncByteStream):
    def __init__(self, wire: Wire, parts: Iterable[bytes]) -> None:
        self._wire, self._parts = wire, parts

    def __iter__(self) -> Iterator[bytes]:
        return self._wire.heard(self._parts)

    def close(self) -> None:
        self._wire.close()


class _Network(httpcore.NetworkBackend):
    """Connects within the clock's limits."""

    def __init__(self, place: Place, clock: Clock) -> None:
        self._place, self._clock = place, clock

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        refused: Exception | None = None
        for address in self._addresses(host, port):
            try:
                stream = httpcore.SyncBackend().connect_tcp(
                    address, port, self._clock.left(), local_address, socket_options
                )
                return _Stream(stream, self._clock)
            except httpcore.ConnectError as error:
                refused = error
        raise refused or httpcore.ConnectError("no address")

    def _addresses(self, host: str, port: int) -> list[str]:
        found: list[str] = []
        ended = threading.Event()

        def look_up() -> None:
            try:
                listed = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
                found.extend(dict.fromkeys(str(address[0]) for *_, address in listed))
            except (OSError, UnicodeError):
                pass  # said below, as no address was found
            finally:
                ended.set()

        threading.Thread(target=look_up, daemon=True, name="model-name").start()
        if not ended.wait(self._clock.left()):
            raise Late
        if not found:
            failure = self._place.fails(
                "unreachable", "cannot be reached: its name leads nowhere", again=True
            )
            raise Failing(failure)
        return found


class _Stream(httpcore.NetworkStream):
    """A socket whose every read and write ends within the clock's limits."""

    def __init__(self, stream: httpcore.NetworkStream, clock: Clock) -> None:
        self._stream, self._clock = stream, clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._clock.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._clock.sent()
        for start in range(0, len(buffer), SLICE):
            self._stream.write(buffer[start : start + SLICE], self._clock.left())

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._clock.left())
        return _Stream(stream, self._clock)

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _through(proxy: str, common: dict[str, Any]) -> httpcore.HTTPProxy:
    parts = urlsplit(proxy)
    login = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    bare = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    encryption = common["ssl_context"] if parts.scheme == "https" else None
    return httpcore.HTTPProxy(bare, proxy_auth=login, proxy_ssl_context=encryption, **common)


def encryption() -> ssl.SSLContext:
    """What is trusted: the usual authorities, SSL_CERT_FILE, and the system's own, such as an employer's."""
    context = httpx.create_ssl_context()
    context.load_default_certs()
    return context
