"""What is kept of a withdrawn review outside the index is counted, and said with how to delete it."""

import json
from pathlib import Path

from assistant.feedback import FeedbackRecords
from assistant.records import open_records
from assistant.still_kept import StillKept, still_kept
from tests.ui_kit import HARBOUR, answered
from ui.drawing.about_checks import kept_besides
from ui.upkeep import _still_kept


def test_every_place_that_quotes_the_review_is_counted(tmp_path: Path) -> None:
    assert still_kept(tmp_path, [HARBOUR.id]).nothing and list(tmp_path.iterdir()) == []
    records = open_records(tmp_path, withdrawn=lambda: lambda review: None)
    for conversation in ("one", "one", "two"):
        message = records.begin_message(conversation)
        records.finish(message, answered("What was found?"))
    FeedbackRecords(records).give(message, "unsafe", 1, "", True)
    lines = [{"evidence": [{"review": name}]} for name in ("inland", HARBOUR.id)]
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    for run, name in (("first", HARBOUR.id), ("second", f"{HARBOUR.id}-2")):
        (tmp_path / "runs" / run).mkdir(parents=True)
        (tmp_path / "runs" / run / "passages.jsonl").write_text(json.dumps({"review_id": name}))
    (tmp_path / "withdrawn.json").write_text(json.dumps(HARBOUR.id))
    (tmp_path / "gold.own-3.json").write_text(json.dumps(HARBOUR.id))
    assert still_kept(tmp_path, [HARBOUR.id]) == StillKept(2, 1, (2,), ("first",), ("gold.own-3.json",))
    assert still_kept(tmp_path, ["inland", HARBOUR.id]).gold_lines == (1, 2)
    assert still_kept(tmp_path, ["nobody"]).nothing


def test_records_that_cannot_be_read_are_named_and_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "records.sqlite").write_text("no database")
    found = still_kept(tmp_path, [HARBOUR.id])
    assert not found.nothing and found.unread == (str(tmp_path / "records.sqlite"),)


def test_it_is_said_what_to_delete() -> None:
    told = "\n".join(_still_kept(StillKept(2, 1, (3, 8), ("r1",), ("old",), ("shut",)), Path("data")))
    for said in (
        "2 conversations",
        "1 item of feedback",
        "Delete from it line 3, 8",
        "data/runs/r1",
        "data/old",
        "shut",
    ):
        assert said in told
    assert "Nothing in data quotes it" in _still_kept(StillKept(), Path("data"))[0]


def test_about_says_what_a_withdrawn_review_leaves() -> None:
    assert "still hold its words, out of sight, until they are deleted" in kept_besides()
    assert "gold.jsonl" in kept_besides()
