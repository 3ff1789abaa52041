"""``--batch``: JSON Lines in, one object a line out, whatever a line holds."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Console, Corpus, Ran
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from property_kit import examples

from assistant.contract import schemas
from ui import asking

GOOD = "what did Child H recommend?"
URGENT = "baby not breathing in Eastbourne"


def lines(*records: dict[str, Any] | bytes) -> bytes:
    return b"\n".join(one if isinstance(one, bytes) else json.dumps(one).encode() for one in records)


def errors(ran: Ran) -> list[tuple[Any, int, str] | None]:
    """Id, line and code of each error; None for an answer."""
    return [(one["id"], one["line"], one["error"]["code"]) if "error" in one else None for one in ran.objects]


@pytest.fixture(params=["ask", "search"])
def batch(reviews: Console, request: pytest.FixtureRequest) -> Console:
    """A batch from standard input, by either verb; every line put out is held against the schema."""
    checks = {name: Draft202012Validator(schema) for name, schema in schemas().items()}

    def run(*records: dict[str, Any] | bytes, flags: tuple[str, ...] = (), **environment: object) -> Ran:
        arguments = (request.param, "--json", "--batch", "-", *flags)
        ran = reviews(*arguments, stdin=lines(*records), **environment)
        for one in ran.objects:
            assert one["schema"] == f"reviews.{request.param}/1"
            checks["error" if "error" in one else one["schema"]].validate(one)
            assert "error" not in one or list(one) == ["schema", "id", "line", "error"]
        return ran

    return run


def test_lines_of_one_id_are_each_answered(batch: Console) -> None:
    ran = batch(*({"id": "same", "question": URGENT} for _ in range(2)))
    assert [one["id"] for one in ran.objects] == ["same", "same"] and errors(ran) == [None, None]


def test_lines_are_answered_in_order_past_a_mark_and_blank_lines(batch: Console) -> None:
    first = b"\xef\xbb\xbf" + lines({"id": "one", "question": GOOD})
    ran = batch(first, b"", b"  \t", {"id": 2, "question": "what is ICON?"}, {"id": "3", "question": URGENT})
    assert [one["id"] for one in ran.objects] == ["one", 2, "3"]
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"{not json", (None, 1, "not_json")),
        (b'{"id": "a", "question": "caf\xe9"}', (None, 1, "not_json")),
        (b"[1, 2]", (None, 1, "not_json")),
        (b"null", (None, 1, "not_json")),
        (b"[" * 200_000, (None, 1, "not_json")),
        (b'{"a":' * 100_000, (None, 1, "not_json")),
        (b'{"id": ' + b"9" * 5_000 + b', "question": "x"}', (None, 1, "not_json")),
        ({"question": GOOD}, (None, 1, "no_id")),
        ({"id": None, "question": GOOD}, (None, 1, "no_id")),
        ({"id": True, "question": GOOD}, (None, 1, "no_id")),
        ({"id": 1.0, "question": GOOD}, (None, 1, "no_id")),
        ({"id": "a"}, ("a", 1, "no_question")),
        ({"id": 7, "question": " "}, (7, 1, "no_question")),
        ({"id": "a", "question": ["x"]}, ("a", 1, "no_question")),
        ({"id": "a", "question": "x" * 4_001}, ("a", 1, "too_long")),
        ({"id": "a", "question": "half \ud800"}, ("a", 1, "not_json")),
        ({"id": "a", "question": GOOD, "history": "x"}, ("a", 1, "bad_history")),
        ({"id": "a", "question": GOOD, "history": ""}, ("a", 1, "bad_history")),
        ({"id": "a", "question": GOOD, "history": [1]}, ("a", 1, "bad_history")),
        ({"id": "a", "question": GOOD, "history": ["x" * 4_001]}, ("a", 1, "too_long")),
        ({"id": "a", "question": GOOD, "filters": {"colour": "red"}}, ("a", 1, "bad_filters")),
        ({"id": "a", "question": GOOD, "filters": {"kind": "poem"}}, ("a", 1, "bad_filters")),
        ({"id": "a", "question": GOOD, "filters": {"year": True}}, ("a", 1, "bad_filters")),
        ({"id": "a", "question": GOOD, "filters": []}, ("a", 1, "bad_filters")),
        ({"id": "a", "question": GOOD, "top_k": 0}, ("a", 1, "bad_top_k")),
        ({"id": "a", "question": GOOD, "top_k": 101}, ("a", 1, "bad_top_k")),
        ({"id": "a", "question": GOOD, "top_k": True}, ("a", 1, "bad_top_k")),
        ({"id": "a", "question": GOOD, "top_k": 3.0}, ("a", 1, "bad_top_k")),
    ],
    ids=lambda value: value[2] if isinstance(value, tuple) else "",
)
def test_a_bad_line_gives_an_error_and_the_next_is_taken(
    batch: Console, line: dict[str, Any] | bytes, error: tuple[Any, int, str]
) -> None:
    ran = batch(line, {"id": "next", "question": URGENT})
    assert errors(ran) == [error, None] and ran.code == 1
    assert "Traceback" not in ran.err


def test_ids_come_back_as_they_were(batch: Console) -> None:
    ids = ["", "a/b c", "é–🙂", "\ud800", 0, -5, 10**30, "7", 7]
    ran = batch(*({"id": one, "question": URGENT} for one in ids))
    assert [one["id"] for one in ran.objects] == ids and ran.code == 0


def test_line_numbers_count_blank_lines(batch: Console) -> None:
    assert errors(batch(b"", {"id": "a", "question": URGENT}, b"", b"bad")) == [None, (None, 4, "not_json")]


def test_a_question_of_4000_characters_is_taken(batch: Console) -> None:
    assert errors(batch({"id": "a", "question": ("what is ICON? " * 300)[:4_000]})) == [None]


def test_top_k_and_filters_of_a_line_hold(batch: Console) -> None:
    asked = {"id": "a", "question": "what should be done for babies?", "top_k": 3}
    one = batch({**asked, "filters": {"publisher": "WSSCP", "year": 2017}}).object
    assert {hit["review_id"] for hit in one["hits"]} == {"wsscp-child-s-scr-2016"} and len(one["hits"]) == 3
    assert one["filters"]["year"] == ["2017"]


def test_what_a_line_does_not_say_the_command_line_says(batch: Console) -> None:
    flags = ("--top-k", "2", "--publisher", "WSSCP")
    asked = {"id": 1, "question": "what is said of babies?"}
    ran = batch(asked, {**asked, "top_k": 4}, flags=flags)
    assert [len(one["hits"]) for one in ran.objects] == [2, 4]
    assert {hit["review_id"] for hit in ran.objects[1]["hits"]} == {"wsscp-child-s-scr-2016"}
    own = {**asked, "filters": {"publisher": "NYSCP"}}
    assert {hit["review_id"] for hit in batch(own, flags=flags).object["hits"]} == {"nyscp-child-h-scr"}


def test_history_is_carried_forward(batch: Console) -> None:
    asked = {"id": "a", "question": "and what did it recommend?", "history": ["What happened to Child H?"]}
    one = batch(asked).object
    assert "child h" in (one.get("searched_for") or one.get("query")).casefold()


@pytest.mark.parametrize(
    "blocked", ["A boy born on 14/03/2021, NHS 999 000 0018", "whose fault is Henry?", URGENT]
)
def test_what_a_guard_stopped_is_not_carried_forward(batch: Console, blocked: str) -> None:
    question = "and what about babies?"
    alone = batch({"id": "a", "question": question}).object
    after = batch({"id": "a", "question": question, "history": [blocked]}).object
    alone.pop("timings_ms", None), after.pop("timings_ms", None)
    assert after == alone


def test_a_file_is_read_as_standard_input_is(reviews: Console, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(lines({"id": "a", "question": URGENT}))
    ran = reviews("ask", "--json", "--batch", str(path))
    assert ran.object["outcome"] == "urgent" and ran.code == 0


def test_a_file_that_cannot_be_read_is_misuse(reviews: Console, tmp_path: Path) -> None:
    for path in (tmp_path / "absent.jsonl", tmp_path):
        ran = reviews("ask", "--json", "--batch", str(path))
        assert (ran.code, ran.raw) == (2, b"") and len(ran.err.splitlines()) == 1
        assert str(path) in ran.err


def test_a_question_beside_a_batch_is_misuse(reviews: Console) -> None:
    assert reviews("ask", "--batch", "-", GOOD).code == 2
    assert reviews("ask").code == 2


def test_without_an_index_only_what_needs_one_fails(batch: Console, tmp_path: Path) -> None:
    asked = [URGENT, GOOD, "whose fault was it?"]
    ran = batch(*({"id": i, "question": q} for i, q in enumerate(asked)), HOME=tmp_path)
    assert errors(ran) == [None, (1, 2, "index_missing"), None] and ran.code == 1
    assert "Run: reviews ingest" in ran.objects[1]["error"]["message"]


def test_an_index_older_than_the_corpus_answers_with_one_warning(batch: Console, mixed: Corpus) -> None:
    later = mixed.folder / "later.md"
    later.write_text("# Later\n\nA review that came later.\n")
    try:
        asked = [{"id": i, "question": GOOD} for i in range(3)]
        ran = batch(*asked, CORPUS=mixed.folder)
    finally:
        later.unlink()
    assert errors(ran) == [None] * 3 and ran.code == 0
    assert len(ran.err.splitlines()) == 1 and "later.md" in ran.err and "Run: reviews ingest" in ran.err


def test_a_fault_of_ours_costs_one_line_and_tells_nothing_of_the_question(
    reviews: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = asking.ask_object

    def faulty(answer: Any, identifier: Any = None) -> dict[str, Any]:
        if identifier == "bad":
            raise KeyError(answer.question)
        found: dict[str, Any] = real(answer, identifier)
        return found

    monkeypatch.setattr(asking, "ask_object", faulty)
    asked = lines({"id": "bad", "question": URGENT}, {"id": "good", "question": URGENT})
    ran = reviews("ask", "--json", "--batch", "-", stdin=asked)
    assert errors(ran) == [("bad", 1, "internal_error"), None] and ran.code == 1
    assert "KeyError" in ran.err and "Eastbourne" not in ran.err


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(["id", "question", "history", "filters", "top_k"])


@examples(60, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(FIELDS, JSON).map(json.dumps).map(str.encode) | st.binary())
def test_any_line_is_a_question_or_a_bad_line(raw: bytes) -> None:
    try:
        asked = asking.parse_line(raw)
    except asking.BadLine as bad:
        assert bad.code and str(bad)
    else:
        assert asked.question.strip() and asked.id is not None


@pytest.fixture
def child(shipped: Corpus) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-m", "ui.cli", "ask", "--json", "--batch", "-"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=ROOT, env=dict(os.environ)
    ) as ran:
        yield ran
        ran.kill()


def test_each_line_is_flushed_before_the_next_is_read(child: "subprocess.Popen[bytes]") -> None:
    assert child.stdin and child.stdout
    for number in range(3):
        child.stdin.write(lines({"id": number, "question": URGENT}) + b"\n")
        child.stdin.flush()
        assert json.loads(child.stdout.readline())["id"] == number
    child.stdin.close()
    assert child.wait(30) == 0


def test_a_reader_that_goes_away_ends_the_batch_quietly(child: "subprocess.Popen[bytes]") -> None:
    assert child.stdin and child.stdout and child.stderr
    child.stdout.close()
    child.stdin.write(lines(*({"id": number, "question": URGENT} for number in range(3))))
    child.stdin.close()
    assert child.wait(30) == 1 and child.stderr.read() == b""
