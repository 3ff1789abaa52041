"""Every way in which a model's endpoint fails, over a real socket: what is said, how often it is asked, how long it takes."""

import logging
import shutil
import socket
import subprocess
import threading
import time
import warnings
from pathlib import Path

import pytest
from model_kit import CANARIES, CONNECT, SLACK, call, check_said, libraries, open_at, reveals, server
from model_server import ModelServer

__all__ = ["libraries", "server"]  # fixtures of the tests below

BEGUN = "The baby was six"  # half of the answer, which is kept
FAULTS = {  # fault of the server: what it is called, part of what is said, requests, the text that was shown
    "busy": ("busy", "is busy", 3, ""),
    "used_up": ("busy", "used up", 1, ""),
    "server_error": ("server_error", "HTTP status 500", 3, ""),
    "unavailable": ("server_error", "HTTP status 503", 3, ""),
    "wrong_key": ("wrong_key", "refused the key", 1, ""),
    "forbidden": ("wrong_key", "refused the key", 1, ""),
    "unknown_model": ("unknown_model", 'does not know "m"', 1, ""),
    "no_path": ("no_model_there", "404", 1, ""),
    "html": ("no_model_there", "web page", 1, ""),
    "not_a_stream": ("no_model_there", "not a stream", 1, ""),
    "redirect": ("redirect", "not followed", 1, ""),
    "too_long": ("too_long", "less text", 1, ""),
    "error_with_200": ("too_long", "less text", 1, ""),
    "bad_request": ("broken", "HTTP status 400", 1, ""),
    "filtered": ("refused", "filter", 1, ""),
    "hang_up": ("cut", "broke the connection off", 3, ""),
    "cut": ("cut", "broke the connection off", 1, BEGUN),
    "cut_within_a_letter": ("cut", "middle of its answer", 1, BEGUN),
    "ends_early": ("cut", "middle of its answer", 1, BEGUN),
    "cut_before_a_word": ("cut", "broke the connection off", 3, ""),
    "cut_short": ("cut_short", "60 tokens", 1, "The baby was six weeks old. [1]"),
    "content_filter": ("refused", "filter", 1, BEGUN),
    "refusal": ("refused", "refused to answer", 1, ""),
    "no_choices": ("empty", "without words", 1, ""),
    "nothing": ("cut", "middle of its answer", 3, ""),
    "white_space": ("empty", "without words", 1, ""),
    "broken_json": ("broken", "cannot be read", 1, BEGUN),
    "broken_letters": ("broken", "cannot be read", 1, BEGUN),
    "error_event": ("broken", "with an error", 1, BEGUN),
    "no_delta": ("broken", "cannot be read", 1, ""),
    "odd_types": ("broken", "cannot be read", 1, ""),
    "chunk_garbage": ("cut", "broke the connection off", 1, BEGUN),
    "silent": ("slow", "did not answer within 0.5 s", 1, ""),
    "header_drip": ("slow", "did not answer within 0.5 s", 1, ""),
    "keep_alive": ("slow", "did not answer within 0.5 s", 1, ""),
    "empty_deltas": ("slow", "did not answer within 0.5 s", 1, ""),
    "stalled": ("slow", "did not finish its answer within 1.2 s", 1, BEGUN),
    "drip": ("slow", "did not finish its answer within 1.2 s", 1, "more more"),
    "huge": ("cut_short", "far more than it was allowed", 1, "and more and more"),
    "huge_line": ("broken", "without an end", 1, ""),
}
FIRST_WORD, WHOLE = 0.5, 1.2
NO_WORD = ("silent", "header_drip", "keep_alive", "empty_deltas")
NO_END = ("stalled", "drip")


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_one_plain_line_in_time(server: ModelServer, fault: str) -> None:
    named, part, requests, text = FAULTS[fault]
    server.fault = fault
    threads = set(threading.enumerate())
    waits: list[float] = []
    endpoint = open_at(server.url, waits, first_word=FIRST_WORD if fault in NO_WORD else 10)
    called = call(endpoint, seconds=WHOLE if fault in NO_END else 15)
    assert called.fault == named, called
    assert part in called.said and server.where in called.said
    check_said(called.said)
    assert len(server.requests) == requests
    assert waits == [0.25, 0.5][: requests - 1]
    assert called.text.startswith(text) and bool(called.text) == bool(text)
    assert (
        called.seconds
        < {**dict.fromkeys(NO_WORD, FIRST_WORD), **dict.fromkeys(NO_END, WHOLE)}.get(fault, 1) + SLACK
    )
    assert server.quiet(), "a connection was left open"
    left = [thread for thread in set(threading.enumerate()) - threads if "process_request" not in thread.name]
    assert left == [], "a thread was left behind"


def test_the_table_holds_every_fault_of_the_server() -> None:
    methods = {name.removeprefix("_fault_") for name in dir(_speaker()) if name.startswith("_fault_")}
    elsewhere = {"busy_seconds", "busy_date", "error_drip", "stalled_when_done", "slow_letters", "no_finish"}
    elsewhere |= {"cut_at", "ends_at"}
    assert methods == set(FAULTS) | elsewhere


def _speaker() -> type:
    import model_server

    return model_server._Speaker


@pytest.mark.parametrize("fault", ["cut_at", "ends_at"])
def test_a_stream_cut_at_any_byte_is_never_taken_for_whole(server: ModelServer, fault: str) -> None:
    answer = "Six weeks – old. [1]"
    server.answer, server.fault = lambda messages: answer, fault
    ends = {}
    for server.cut_at in range(0, 1_200, 37):
        called = call(open_at(server.url))
        assert answer.startswith(called.text)
        assert called.fault or called.text == answer
        ends[server.cut_at] = called.fault
    whole = [at for at, ended in ends.items() if not ended]
    assert whole == list(range(whole[0], 1_200, 37)), "the same stream is whole with more of it"
    assert set(ends.values()) == {"cut", ""}


def test_an_answer_that_is_whole_needs_no_proper_end(server: ModelServer) -> None:
    server.fault = "stalled_when_done"
    called = call(open_at(server.url))
    assert called.failed is None and called.text == BEGUN and called.seconds < 1 + SLACK
    assert called.usage is not None and called.usage.estimated
    server.fault = "no_finish"
    assert call(open_at(server.url)).text == BEGUN


def test_letters_may_be_torn_between_packets(server: ModelServer) -> None:
    server.answer = lambda messages: "Zoë’s café – naïve. [1]"
    server.fault = "slow_letters"
    called = call(open_at(server.url))
    assert called.failed is None and called.text == "Zoë’s café – naïve. [1]"


def test_a_refusal_that_drips_is_still_told_by_its_status(server: ModelServer) -> None:
    server.fault = "error_drip"
    called = call(open_at(server.url, first_word=FIRST_WORD))
    assert called.fault == "server_error" and called.seconds < 3 * FIRST_WORD + SLACK


def test_a_redirect_is_never_followed(server: ModelServer) -> None:
    with ModelServer() as other:
        server.fault, server.redirect_to = "redirect", f"{other.url}/chat/completions"
        assert call(open_at(server.url)).fault == "redirect"
        assert other.requests == [] and len(server.requests) == 1


def test_an_endpoint_where_nothing_listens(libraries: None) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # taken, and not listening
        waits: list[float] = []
        called = call(open_at(f"http://127.0.0.1:{closed.getsockname()[1]}/v1", waits))
    assert called.fault == "unreachable" and "nothing answers there" in called.said
    assert waits == [], "a connection that is refused at once is not tried again"
    check_said(called.said)


def test_a_name_that_leads_nowhere(libraries: None, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = []

    def nowhere(host: str, *_: object, **__: object) -> None:
        looked_up.append(host)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    called = call(open_at("http://models.invalid/v1"))
    assert called.fault == "unreachable" and "models.invalid" in called.said and "name" in called.said
    assert looked_up == ["models.invalid"] * 3
    check_said(called.said)


def test_a_name_server_that_is_silent(libraries: None, monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: released.wait(10) and [])
    called = call(open_at("http://models.invalid/v1"))
    released.set()
    assert called.fault == "slow" and "could not be reached within 1 s" in called.said
    assert called.seconds < CONNECT + SLACK


def test_an_endpoint_that_does_not_accept(libraries: None) -> None:
    """Its queue of connections is full, as behind a firewall that drops packets."""
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        knocking = []
        for _ in range(3):
            knocking.append(socket.socket())
            knocking[-1].setblocking(False)
            knocking[-1].connect_ex(full.getsockname())
        called = call(open_at(f"http://127.0.0.1:{full.getsockname()[1]}/v1"))
        for one in knocking:
            one.close()
    assert called.fault == "slow" and called.seconds < CONNECT + SLACK
    check_said(called.said)


def test_a_certificate_must_be_trusted(
    server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not shutil.which("openssl"):
        pytest.skip("openssl is not at hand to make a certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1"
    command = [*made.split(), "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    both = tmp_path / "both.pem"
    both.write_bytes(key.read_bytes() + certificate.read_bytes())
    server.encrypt(both)
    called = call(open_at(server.url))
    assert called.fault == "unreachable" and "certificate is not trusted" in called.said
    assert server.requests == []
    check_said(called.said)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert call(open_at(server.url)).text == "The baby was six weeks old. [1]"
    server.fault = "drip"
    called = call(open_at(server.url), seconds=WHOLE)
    assert called.fault == "slow" and called.seconds < WHOLE + SLACK and server.quiet()


def test_https_to_a_server_that_speaks_http(server: ModelServer) -> None:
    called = call(open_at(server.url.replace("http:", "https:")))
    assert called.fault == "unreachable" and "https" in called.said and server.requests == []
    check_said(called.said)


def test_time_that_is_over_asks_nobody(server: ModelServer) -> None:
    called = call(open_at(server.url), seconds=-1)
    assert called.fault == "slow" and server.requests == [] and called.seconds < 0.2


def test_a_reader_who_goes_away_closes_the_connection(server: ModelServer) -> None:
    server.fault = "drip"
    from assistant.model.nouns import Message

    stream = open_at(server.url).stream([Message("user", "?")], most_tokens=60, until=time.monotonic() + 30)
    assert next(stream)
    stream.close()
    assert server.quiet()


def test_nothing_is_left_of_a_call_that_was_cut(server: ModelServer) -> None:
    endpoint = open_at(server.url)
    for fault in ("cut", "chunk_garbage", "stalled"):
        server.faults = [fault, None]
        assert call(endpoint, seconds=WHOLE).text == BEGUN
        called = call(endpoint)
        assert called.failed is None and called.text == "The baby was six weeks old. [1]"
        assert called.usage and (called.usage.received, called.usage.calls) == (8, 1)


def test_neither_key_nor_question_reaches_a_log_or_an_error(
    server: ModelServer,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    for name in [None, "openai", "httpx", "httpcore", *logging.root.manager.loggerDict]:
        if name is None or name.partition(".")[0] in ("openai", "httpx", "httpcore", "llama_index"):
            caplog.set_level(logging.DEBUG, name)
    logging.getLogger("httpx").debug(
        "%s", "the logs are heard"
    )  # before the first call of this process, or shut
    logging.getLogger("elsewhere").debug("the logs are heard")
    for fault in (*FAULTS, None):
        server.fault, server.redirect_to = fault, f"{server.url}/chat/completions"
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            endpoint = open_at(server.url, first_word=FIRST_WORD if fault in NO_WORD else 10)
            called = call(endpoint, seconds=0.6 if fault in NO_END else 15)
        assert (called.failed is None) == (fault is None), fault
        written = capfd.readouterr()
        seen = [caplog.text, written.out, written.err, *(str(warning.message) for warning in warned)]
        if called.failed:
            seen.append(reveals(called.failed))
        found = [canary for canary in CANARIES for text in seen if canary in text]
        assert found == [], fault
    assert "the logs are heard" in caplog.text
