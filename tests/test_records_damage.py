"""What happens to the records when the program is killed and when the file suffers."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from assistant.nouns import Answer
from assistant.records import FILE_NAME, Records, open_records
from ingest.errors import ReviewsError
from tests.ui_kit import answered

SECRET = "Alfie Example of 14 Quay Street"


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return open_records(tmp_path)


def ask(records: Records, conversation: str, question: str, answer: Answer) -> None:
    message = records.begin_message(conversation)
    if answer.question is not None:
        records.keep_question(message, question)
    records.finish(message, answer)


_WRITER = """
import sys
from pathlib import Path
from assistant.records import open_records
from tests.ui_kit import answered
records = open_records(Path(sys.argv[1]))
for n in range(100000):
    message = records.begin_message("here")
    records.keep_question(message, f"question {n}")
    print(f"asked {n}", flush=True)
    records.finish(message, answered(f"question {n}"))
    print(f"answered {n}", flush=True)
"""


@pytest.mark.parametrize("lines", [1, 4, 9, 16, 31, 44])
def test_a_kill_loses_nothing_that_was_acknowledged(tmp_path: Path, lines: int) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )
    assert child.stdout
    said = [child.stdout.readline() for _ in range(lines)]
    child.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    said += child.stdout.readlines()
    child.wait()
    records = open_records(tmp_path)
    assert records.warning == ""
    messages = records.messages("here")
    asked = [line.split()[1] for line in said if line.startswith("asked")]
    done = [line.split()[1] for line in said if line.startswith("answered")]
    held = {m.question: m for m in messages}
    assert all(f"question {n}" in held for n in asked)
    assert all(held[f"question {n}"].status == "complete" for n in done)
    assert {m.status for m in messages} <= {"complete", "interrupted"}


def damage_header(path: Path) -> None:
    path.write_bytes(b"x" * 100 + path.read_bytes()[100:])


def damage_middle(path: Path) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[:4096] + b"\xff" * 8192 + raw[4096 + 8192 :])


def cut_in_half(path: Path) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2])


def not_a_database(path: Path) -> None:
    path.write_bytes(b"<html>log in first</html>" * 40)


@pytest.mark.parametrize("damage", [damage_header, damage_middle, cut_in_half, not_a_database])
def test_a_damaged_file_is_set_aside_and_said(tmp_path: Path, damage: object) -> None:
    records = open_records(tmp_path)
    for n in range(12):
        ask(records, "here", f"question {n}", answered(f"question {n}"))
    records.close()
    path = tmp_path / FILE_NAME
    damage(path)  # type: ignore[operator]
    damaged = path.read_bytes()
    records = open_records(tmp_path)
    aside = list(tmp_path.glob(f"{FILE_NAME}.corrupt-*Z"))
    assert len(aside) == 1 and aside[0].read_bytes() == damaged
    assert aside[0].name in records.warning
    assert records.conversations() == ()
    ask(records, "here", "again", answered("again"))
    records.close()
    assert open_records(tmp_path).warning == ""


def test_an_unreadable_answer_is_shown_as_failed_and_the_rest_stays(tmp_path: Path) -> None:
    records = open_records(tmp_path)
    ask(records, "here", "one", answered("one"))
    ask(records, "here", "two", answered("two"))
    records.close()
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("UPDATE messages SET answer = '{\"v\":99}' WHERE question = 'one'")
    one, two = open_records(tmp_path).messages("here")
    assert (one.status, one.answer, one.question) == ("failed", None, "one")
    assert two.status == "complete"


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    open_records(tmp_path).close()
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("PRAGMA user_version = 7")
    with pytest.raises(ReviewsError, match="newer version"):
        open_records(tmp_path)


def test_a_folder_that_cannot_be_made_gives_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ReviewsError, match="REVIEWS_DATA"):
        open_records(tmp_path / "file" / "data")


def test_a_locked_file_gives_one_line(
    tmp_path: Path, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    records.begin_message("here")
    records.file._connection.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(ReviewsError, match="no other program holds the file"):
        records.begin_message("here")
    other.execute("ROLLBACK")
    records.begin_message("here")


def test_the_settings_of_the_file_are_the_safe_ones(tmp_path: Path, records: Records) -> None:
    connection = records.file._connection
    found = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "secure_delete", "busy_timeout", "foreign_keys")
    }
    assert found == {
        "journal_mode": "truncate",
        "synchronous": 2,
        "secure_delete": 1,
        "busy_timeout": 5000,
        "foreign_keys": 1,
    }
    if os.name == "posix":
        assert (tmp_path / FILE_NAME).stat().st_mode & 0o077 == 0


def test_many_threads_write_at_once(records: Records) -> None:
    faults: list[BaseException] = []

    def many(name: str) -> None:
        try:
            for n in range(20):
                ask(records, name, f"{name} {n}", answered(f"{name} {n}"))
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=many, args=(f"c{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    for n in range(6):
        assert [m.question for m in records.messages(f"c{n}")] == [f"c{n} {k}" for k in range(20)]
