"""Two people at one computer's page never see each other's conversations: who a browser is, and what it is shown."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from assistant.feedback import FeedbackRecords
from assistant.records import new_conversation, open_records
from tests.ui_app import ask, button, fake, invented, start, words
from tests.ui_kit import FakeAssistant, answered
from ui import session
from ui.reader import READER, MarksReaders, is_mark

__all__ = ["fake", "invented"]  # fixtures of the tests below

ANN, BEN = "a" * 32, "b" * 32
PAGE = [(b"accept", b"text/html,application/xhtml+xml")]


def test_each_reader_sees_finds_and_deletes_their_own_and_what_was_kept_before(tmp_path: Path) -> None:
    records = open_records(tmp_path)
    ann, ben = records.of(ANN), records.of(BEN)
    for kept_by, question in ((records, "Before?"), (ann, "Of Ann?"), (ben, "Of Ben?")):
        kept_by.finish(kept_by.begin_message(new_conversation()), answered(question))

    def titles(seen: Any, search: str = "") -> list[str | None]:
        return sorted(str(one.title) for one in seen.conversations(search))

    assert titles(records) == ["Before?", "Of Ann?", "Of Ben?"]
    assert titles(ann) == ["Before?", "Of Ann?"] and ann.count() == 2
    assert titles(ben, "of") == ["Of Ben?"] and ben.count("ann") == 0
    feedback = FeedbackRecords(records, ())
    for message in ann.latest(2):
        feedback.give(message.id, "unsafe", None, "", outlives=False)
    assert (feedback.going_with(), feedback.going_with(reader=ANN)) == (2, 1)
    assert ann.delete_all() == 2
    assert titles(records) == ["Of Ben?"]


def headers_given(*more: tuple[bytes, bytes], accept: bool = True) -> list[str]:
    """What the server sets in a browser that sends these."""
    sent: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def keep(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "headers": [*(PAGE if accept else ()), *more]}
    asyncio.run(MarksReaders(app)(scope, None, keep))  # type: ignore[arg-type]
    return [value.decode() for name, value in sent[0]["headers"] if name == b"set-cookie"]


def test_a_browser_is_given_a_mark_once_with_a_page_and_with_nothing_else() -> None:
    (given,) = headers_given()
    name, _, mark = given.split(";")[0].partition("=")
    assert name == READER and is_mark(mark) and "HttpOnly" in given and "SameSite=Strict" in given
    assert headers_given()[0] != given
    assert headers_given((b"cookie", f"other=1; {READER}={ANN}".encode())) == []
    assert len(headers_given((b"cookie", f"{READER}=somebody".encode()))) == 1
    assert len(headers_given((b"cookie", b"\xff;=;"))) == 1
    assert headers_given(accept=False) == []


def test_the_page_lists_no_conversation_of_another_reader(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "reader", lambda: ANN)
    app = ask(start(), "which")
    assert button(app, "open-").label == "**which**"
    monkeypatch.setattr(session, "reader", lambda: BEN)
    other = start()
    assert [one for one in other.button if (one.key or "").startswith("open-")] == []
    assert "Conversations" not in words(other)
