"""``reviews feedback``: what was said of answers, listed, closed with a reply, opened again and deleted."""

import json
from pathlib import Path

import pytest

from assistant.feedback import FeedbackRecords
from assistant.records import FILE_NAME, open_records
from tests.ui_kit import answered
from ui.cli import main


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REVIEWS_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = main(["feedback", *argv])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def give(data: Path, words: str = "Another ward.", question: str = "What of bruises?") -> None:
    """Two items on one answer: a quote of a wrong source, then something unsafe on the whole."""
    records = open_records(data)
    message = records.begin_message("here")
    records.finish(message, answered(question))
    feedback = FeedbackRecords(records)
    feedback.give(message, "unsafe", None, "", True)
    feedback.give(message, "wrong_source", 2, words, False)
    records.close()


def test_open_feedback_is_listed_unsafe_first_with_whose_words_a_quote_is_in(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    give(data)
    code, out, _ = run(capsys)
    first, second, quote, reader = out.splitlines()
    assert code == 0 and "Unsafe, on the whole answer of answer 1: What of bruises?" in first
    assert "Wrong source, on quote 2 of answer 1" in second
    assert "Harbour baby review (our summary, not the publisher's words): “The ward wrote down" in quote
    assert reader.strip() == "Reader: Another ward."


def test_feedback_is_closed_with_a_reply_and_opened_again(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    give(data)
    code, out, _ = run(capsys, "--close", "2", "--reply", "It was put right.")
    assert code == 0 and "closed" in out and "Reply: It was put right." in out
    assert "Wrong source" not in run(capsys)[1] and "Wrong source" in run(capsys, "--all")[1]
    assert run(capsys, "--reopen", "2")[0] == 0
    assert "Wrong source" in run(capsys)[1]


def test_one_is_deleted_for_good_and_its_answer_and_the_others_stay(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    give(data)
    code, out, err = run(capsys, "--delete", "2")
    assert (code, err) == (0, "") and out == (
        "Feedback 2 (Wrong source, on quote 2 of answer 1) is deleted. The answer stays in its conversation, if that "
        "is still kept.\n"
    )
    listed = run(capsys, "--all")[1]
    assert "Wrong source" not in listed and "Unsafe" in listed
    assert b"Another ward" not in (data / FILE_NAME).read_bytes()
    records = open_records(data)
    assert [one.status for one in records.messages("here")] == ["complete"]
    records.close()
    assert run(capsys, "--delete", "2")[0] == 1


def test_deleting_as_json_tells_what_went_and_that_its_test_question_stays(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    give(data)
    records = open_records(data)
    FeedbackRecords(records).made_gold(2, "own-1")
    records.close()
    told = json.loads(run(capsys, "--delete", "2", "--json")[1])
    assert told["deleted"] == {"id": 2, "reason": "wrong_source", "answer": 1, "gold": "own-1"}
    assert "own-1 that was made of it" not in run(capsys, "--delete", "1")[1]


def test_what_is_unsafe_is_not_closed_without_a_reply(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    give(data)
    number = str(json.loads(run(capsys, "--json")[1])["feedback"][0]["id"])
    code, _, told = run(capsys, "--close", number)
    assert code and f"--close {number} --reply TEXT" in told
    assert len(json.loads(run(capsys, "--json")[1])["feedback"]) == 2


def test_a_reply_stays_when_what_was_opened_again_is_closed_without_another(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    give(data)
    run(capsys, "--close", "1", "--reply", "It was put right.")
    run(capsys, "--reopen", "1")
    code, out, _ = run(capsys, "--close", "1")
    assert code == 0 and "Reply: It was put right." in out


def test_as_json_each_field_has_its_name(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    give(data)
    told = json.loads(run(capsys, "--json")[1])
    assert told["schema"] == "reviews.feedback/1"
    unsafe, wrong = told["feedback"]
    assert (unsafe["reason"], unsafe["citation"], unsafe["outlives_conversation"]) == ("unsafe", None, True)
    assert (wrong["citation"]["n"], wrong["citation"]["standing"], wrong["words"]) == (
        2,
        "digest",
        "Another ward.",
    )
    numbers = {one["reason"]: str(one["id"]) for one in told["feedback"]}
    run(capsys, "--close", numbers["unsafe"], "--reply", "The review was put right.")
    run(capsys, "--close", numbers["wrong_source"])
    assert json.loads(run(capsys, "--json")[1])["feedback"] == []
    assert run(capsys)[1] == "No feedback is open.\n"


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("--close", "9"), "There is no feedback 9"),
        (("--reopen", "9"), "There is no feedback 9"),
        (("--delete", "9"), "There is no feedback 9"),
        (("--delete", "1", "--reply", "Thanks"), "A reply goes with what it closes"),
        (("--reply", "Thanks"), "A reply goes with what it closes"),
        (("--close", "1", "--reply", "Alfie Example, born 3 May 2019"), "may hold a person's details"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    data: Path, capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], told: str
) -> None:
    give(data)
    code, out, err = run(capsys, *argv)
    assert (code, out) == (1, "") and told in err and len(err.splitlines()) == 1 and "Alfie" not in err


def test_looking_where_nothing_is_kept_begins_nothing(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys)
    assert code == 1 and "No feedback is kept" in err and not data.exists()


def test_what_is_listed_cannot_steer_the_terminal(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    give(data, words="\x1b[31mred\u202e and\nmore", question="a\x07b")
    out = run(capsys)[1]
    assert not {"\x1b", "\x07", "\u202e"} & set(out)


def test_listing_keeps_conversations_as_long_as_is_set(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    give(data)
    records = open_records(data)
    records.file.write("UPDATE conversations SET touched = '2020-01-01T00:00:00+00:00'")
    records.close()
    monkeypatch.setenv("REVIEWS_KEEP_DAYS", "0")
    assert "Wrong source" in run(capsys)[1]
    monkeypatch.setenv("REVIEWS_KEEP_DAYS", "30")
    out = run(capsys)[1]
    assert "Wrong source" not in out and "Unsafe" in out  # sent to outlive its conversation
