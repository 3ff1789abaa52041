"""When a model is asked again, and when it is left alone: waits, and the breaker."""

import threading
from datetime import UTC, datetime

import pytest
from model_kit import SLACK, call, check_said, libraries, open_at, server
from model_server import ModelServer

from assistant.model.breaker import Breaker
from assistant.model.nouns import ModelFailed
from assistant.model.waiting import backoff, retry_after

__all__ = ["libraries", "server"]  # fixtures of the tests below

ANSWER = "The baby was six weeks old. [1]"


@pytest.mark.parametrize("form", ["busy_seconds", "busy_date"])
def test_retry_after_is_honoured(server: ModelServer, form: str) -> None:
    server.faults, server.retry_after = [form, form, None], 7
    waits: list[float] = []
    called = call(open_at(server.url, waits))
    assert called.text == ANSWER and called.usage and called.usage.calls == 3
    assert len(waits) == 2 and all(5.5 <= wait <= 7 for wait in waits)


@pytest.mark.parametrize(("asked", "seconds"), [(60, 300.0), (5, 2.0)])
def test_a_wait_that_is_too_long_is_not_begun(server: ModelServer, asked: int, seconds: float) -> None:
    server.fault, server.retry_after = "busy_seconds", asked
    waits: list[float] = []
    called = call(open_at(server.url, waits), seconds=seconds)
    assert called.fault == "busy" and f"asks for a wait of {asked} s" in called.said
    check_said(called.said)
    assert waits == [] and len(server.requests) == 1 and called.seconds < SLACK


def test_what_a_retry_after_header_may_hold() -> None:
    now = datetime(2026, 11, 18, 12, tzinfo=UTC)
    read = {
        "3": 3.0,
        "0.5": 0.5,
        "-4": 0.0,
        "Wed, 18 Nov 2026 12:00:09 GMT": 9.0,
        "Wed, 18 Nov 2026 11:00:00 GMT": 0.0,
        **dict.fromkeys(("", "soon", "nan", "inf", "Wed, 99 Nov 2026"), None),
    }
    assert {value: retry_after(value, lambda: now) for value in read} == read
    assert [backoff(retry, lambda: 1.0) for retry in range(6)] == [0.5, 1, 2, 4, 8, 10]
    assert backoff(3, lambda: 0.0) == 0


def test_a_dead_endpoint_rests_and_is_tried_by_one(server: ModelServer) -> None:
    clock = [100.0]
    breaker = Breaker(server.where, lambda: clock[0])
    endpoint = open_at(server.url, breaker=breaker)
    server.fault = "html"
    assert [call(endpoint).fault for _ in range(4)] == ["no_model_there"] * 3 + ["resting"]
    clock[0] += 12.4
    rested = call(endpoint)
    assert (
        rested.said
        == f"The model at {server.where} has failed several times in a row; it is tried again in 18 s."
    )
    assert len(server.requests) == 3
    clock[0] += 18
    assert [call(endpoint).fault for _ in range(2)] == ["no_model_there", "resting"]
    assert len(server.requests) == 4
    clock[0] += 30
    server.fault = None
    assert [call(endpoint).fault for _ in range(2)] == ["", ""]


@pytest.mark.parametrize("fault", ["too_long", "bad_request", "refusal", "wrong_key", "cut_short"])
def test_an_endpoint_that_is_alive_never_rests(server: ModelServer, fault: str) -> None:
    endpoint = open_at(server.url)
    server.faults = ["html", "html", fault, "html", "html", None]
    faults = [call(endpoint).fault for _ in range(6)]
    assert "resting" not in faults and faults[-1] == ""


def test_a_call_in_a_hurry_does_not_speak_of_the_endpoint(server: ModelServer) -> None:
    endpoint = open_at(server.url)
    server.fault = "silent"
    assert [call(endpoint, seconds=0.1).fault for _ in range(5)] == ["slow"] * 5


def test_one_thread_of_many_tries_a_resting_endpoint() -> None:
    clock = [0.0]
    breaker = Breaker("here", lambda: clock[0])
    for _ in range(3):
        breaker.failed()
    clock[0] = 30.0
    tried: list[bool] = []
    together = threading.Barrier(20)

    def enter() -> None:
        together.wait()
        try:
            tried.append(breaker.enter())
        except ModelFailed as failed:
            assert failed.fault == "resting"

    threads = [threading.Thread(target=enter) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tried == [True]
    breaker.left(True)
    assert breaker.enter(), "a trial that was given up is made anew"
    clock[0] += 30
    assert breaker.enter(), "a trial that never ended does not close the endpoint for ever"
