"""A model's endpoint when it behaves: what is sent, what comes, what is mended, when it is asked again."""

import json
import os
import subprocess
import sys
import threading
import time

import pytest
from conftest import ROOT
from model_kit import KEY, call, check_said, libraries, open_at, server
from model_server import ModelServer

from assistant.model.breaker import Breaker
from assistant.model.endpoint import open_endpoint
from assistant.model.faults import Place
from assistant.model.nouns import Message, Usage
from assistant.model.spoken import Spoken
from assistant.model.whole import as_stream
from ingest.errors import ReviewsError
from ingest.settings import Settings

__all__ = ["libraries", "server"]  # fixtures of the tests below

ANSWER = "The baby was six weeks old. [1]"


def test_an_answer_comes_word_by_word_with_its_cost(server: ModelServer) -> None:
    server.pause = 0.05
    pieces, times = [], []
    for piece in open_at(server.url).stream(
        [Message("system", "Be brief."), Message("user", "How old?")],
        most_tokens=70,
        until=time.monotonic() + 5,
    ):
        pieces.append(piece)
        times.append(time.monotonic())
    assert "".join(piece for piece in pieces if isinstance(piece, str)) == ANSWER
    assert pieces[-1] == Usage(4, 8, 1) and len(pieces) == 8
    assert times[-1] - times[0] > 0.25, "the words were kept back"
    (sent,) = server.requests
    assert sent == {
        "model": "m",
        "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "How old?"}],
        "max_tokens": 70,
        "temperature": 0.0,
        "stream": True,
        "stream_options": {"include_usage": True},
    }


def test_an_answer_that_comes_whole_is_taken_too(server: ModelServer) -> None:
    server.never_streams = True
    called = call(open_at(server.url))
    assert called.text == ANSWER and not called.fault and len(server.requests) == 1


def test_nothing_of_the_environment_goes_along(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "org-secret")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "project-secret")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-More: secret\nAuthorization: Bearer another")
    monkeypatch.setenv("OPENAI_API_BASE", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    for name in ("http_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert call(open_at(server.url)).text == ANSWER
    (headers,) = server.headers
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert set(headers) == {
        "Host",
        "Authorization",
        "Content-Type",
        "Accept",
        "Accept-Encoding",
        "User-Agent",
        "Content-Length",
    }


def test_a_proxy_is_used_for_other_hosts_only(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://{server.where}")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    endpoint = open_at("http://models.invalid/v1")
    assert (
        call(endpoint).fault == "no_model_there"
    )  # the server, as a proxy, sees the whole address and knows it not
    assert server.headers[0]["Host"] == "models.invalid"
    monkeypatch.setenv("http_proxy", "socks5://127.0.0.1:9")
    with pytest.raises(ReviewsError, match="NO_PROXY"):
        open_at("http://models.invalid/v1")
    monkeypatch.setenv("no_proxy", "models.invalid")
    open_at("http://models.invalid/v1")


@pytest.mark.parametrize(
    ("refused", "requests", "sent"),
    [
        ({"max_tokens"}, 2, {"max_completion_tokens", "temperature", "stream_options"}),
        ({"max_tokens", "temperature"}, 3, {"max_completion_tokens", "stream_options"}),
        ({"stream_options"}, 2, {"max_tokens", "temperature"}),
        ({"max_tokens", "max_completion_tokens", "temperature", "stream_options"}, 5, set()),
    ],
)
def test_a_refused_parameter_is_mended_once_and_remembered(
    server: ModelServer,
    refused: set[str],
    requests: int,
    sent: set[str],
) -> None:
    server.refuses = refused
    endpoint = open_at(server.url)
    first, second = call(endpoint), call(endpoint)
    assert first.text == second.text == ANSWER
    assert first.usage and second.usage and (first.usage.calls, second.usage.calls) == (requests, 1)
    assert first.usage.estimated == ("stream_options" in refused)
    assert len(server.requests) == requests + 1
    assert set(server.requests[-1]) == {"model", "messages", "stream"} | sent


def test_a_parameter_refused_without_end_is_given_up(server: ModelServer) -> None:
    server.fault, server.wording = "bad_request", '{"detail": "Extra inputs are not permitted: temperature"}'
    breaker = Breaker("here")
    for _ in range(4):
        called = call(open_at(server.url, breaker=breaker))
        assert called.fault == "broken" and "temperature" in called.said
    assert len(server.requests) == 8, "asked once as it was and once mended, and never found dead"


@pytest.mark.parametrize(
    ("status", "wording", "fault", "refuses"),
    [
        (400, "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens (4300 in the messages, 700 in the completion).", "too_long", ""),
        (400, "'max_tokens' or 'max_completion_tokens' is too large: 700. This model's maximum context length is 4096 tokens", "too_long", ""),
        (400, '{"error":{"code":"context_length_exceeded","message":"Input tokens exceed the configured limit of 272000 tokens."}}', "too_long", ""),
        (400, '{"error":{"code":400,"message":"request (5000 tokens) exceeds the available context size (4096 tokens), try increasing it","type":"exceed_context_size_error"}}', "too_long", ""),
        (500, '{"error":{"code":500,"message":"Context size has been exceeded.","type":"server_error"}}', "too_long", ""),
        (400, '{"error":"the input length exceeds the context length"}', "too_long", ""),
        (400, "Requested tokens (2285) exceed context window of 2048", "too_long", ""),
        (413, "Payload Too Large", "too_long", ""),
        (400, "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.", "broken", "temperature"),
        (400, "[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options'), 'msg': 'Extra inputs are not permitted'}]", "broken", "stream_options"),
        (400, "Unrecognized request argument supplied: stream_options", "broken", "stream_options"),
        (400, "Argument not supported: stream_options", "broken", "stream_options"),
        (400, "What was the temperature of the room?", "broken", ""),
        (404, '{"error":{"message":"model \\"llama9\\" not found, try pulling it first"}}', "unknown_model", ""),
        (404, '{"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource does not exist."}}', "unknown_model", ""),
        (400, "openai/none is not a valid model ID", "unknown_model", ""),
        (404, '{"detail":"Not Found"}', "no_model_there", ""),
        (404, "<html>404</html>", "no_model_there", ""),
        (402, "Payment required", "busy", ""),
        (529, "Overloaded", "server_error", ""),
    ],
)  # fmt: skip
def test_the_wordings_of_known_servers_are_told_apart(
    status: int, wording: str, fault: str, refuses: str
) -> None:
    failure = Place("here", "m").answered(status, "application/json", wording)
    assert (failure.fault, failure.refuses) == (fault, refuses)
    check_said(failure.said)


THOUGHTS = {
    "<think>Let me see.</think>\n\nSix weeks. [1]": "Six weeks. [1]",
    "\n <think>\nA < b\n</think>Six": "Six",
    "<thinking>hm</thinking> Six": "Six",
    "<Think>hm</think>Six": "Six",
    "Six <think>weeks</think>": "Six <think>weeks</think>",
    "  Six": "Six",
    "<thing> Six": "<thing> Six",
    "<th": "<th",
    "<think>for ever": "",
    "": "",
}


@pytest.mark.parametrize("size", [1, 2, 7, 100])
def test_thoughts_at_the_head_are_no_part_of_the_answer(size: int) -> None:
    for written, shown in THOUGHTS.items():
        spoken = Spoken()
        parts = [spoken.hear(written[at : at + size]) for at in range(0, len(written), size)]
        assert "".join(parts) + spoken.end() == shown, (written, size)


def test_thoughts_are_signs_of_life_and_not_shown(server: ModelServer) -> None:
    server.reasoning, server.pause = "first I look at the passages and then I write", 0.06
    server.answer = lambda messages: "<think>more thoughts</think> Six weeks. [1]"
    called = call(open_at(server.url, first_word=0.5))
    assert called.text == "Six weeks. [1]" and called.failed is None and called.seconds > 0.6


def test_many_may_ask_at_once(server: ModelServer) -> None:
    server.answer = lambda messages: f"You asked {messages[-1]['content']}."
    server.pause = 0.01
    endpoint = open_at(server.url)
    said: dict[int, str] = {}  # or what failed

    def ask(number: int) -> None:
        called = call(endpoint, messages=[Message("user", f"number {number}")])
        said[number] = called.text + called.said

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == {number: f"You asked number {number}." for number in range(12)}


def test_halves_of_characters_are_no_reason_to_fail(server: ModelServer) -> None:
    assert call(open_at(server.url), messages=[Message("user", "odd \ud83d text")]).text == ANSWER


@pytest.mark.parametrize(
    ("settings", "step"),
    [
        ({"openai_api_key": KEY}, "REVIEWS_MODEL"),
        ({"model": "m"}, "OPENAI_API_KEY"),
        ({"model": "m", "openai_api_key": f"{KEY}\n{KEY}"}, "Copy the key"),
        *[
            ({"model": "m", "openai_base_url": address}, "OPENAI_")
            for address in (
                "127.0.0.1:8000/v1",
                "file:///etc/passwd",
                f"http://user:{KEY}@host/v1",
                f"http://host/v1?key={KEY}",
                "http://host:port/v1",
                "http://",
                "http://[::1/v1",
                "http://a b/v1",
            )
        ],
    ],
)
def test_settings_that_cannot_work_name_the_next_step(settings: dict[str, str], step: str) -> None:
    none = {"model": "", "openai_api_key": "", "openai_base_url": ""}
    with pytest.raises(ReviewsError) as caught:
        open_endpoint(Settings(**{**none, **settings}))  # type: ignore[arg-type]
    assert step in caught.value.next_step and KEY not in str(caught.value)


def test_settings_that_work() -> None:
    own = open_endpoint(Settings(model=" m ", openai_api_key=KEY, openai_base_url=""))
    assert (own.name, own.where) == ("m", "api.openai.com") and KEY not in repr(own)
    assert (
        open_endpoint(Settings(model="m", openai_api_key="", openai_base_url="http://[::1]:8/v1")).where
        == "[::1]:8"
    )


def test_no_library_is_loaded_before_the_first_call() -> None:
    program = (
        "import sys; from assistant.model.endpoint import open_endpoint; from ingest.settings import Settings; "
        "open_endpoint(Settings(model='m', openai_base_url='http://127.0.0.1:9/v1')); "
        "print([name for name in ('openai', 'httpx', 'httpcore', 'llama_index') if name in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=dict(os.environ), capture_output=True, text=True
    )
    assert ran.stdout == "[]\n", ran.stderr


@pytest.mark.parametrize(
    ("body", "taken"),
    [
        ({"choices": [{"message": {"content": "Six weeks. [1]"}, "finish_reason": "stop"}]}, True),
        ({"choices": [{"message": {"content": "Six we"}}]}, False),
        (
            {"error": {"code": 429}, "choices": [{"message": {"content": "x"}, "finish_reason": "stop"}]},
            False,
        ),
        ({"choices": []}, False),
    ],
)
def test_a_whole_answer_is_one_that_says_it_came_to_its_end(body: dict[str, object], taken: bool) -> None:
    told = as_stream(json.dumps(body).encode())
    assert (b"[DONE]" in (told or b"")) is taken
