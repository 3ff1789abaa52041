"""A gold case made of a stored answer: what it takes over, where it goes, and how a person completes it."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.nouns import Answer, Contact, ReviewVerdict, Statement
from assistant.records import Message, Records, open_records
from eval.cases import Case, load_cases
from eval.check import check_cases
from eval.drafting import (
    COMPLETE,
    append,
    complete,
    drafted,
    found_wanting,
    is_to_complete,
    pattern,
)
from ingest.errors import ReviewsError
from tests.test_eval_solvers import FakeIndex, cite
from ui.cli import main
from ui.drawing.how import how_answered

INDEX = FakeIndex()
MARK = "He had a bruise – on the temple."
START = 27


def answered(question: str = "Where was the mark?", **fields: object) -> Answer:
    passage = INDEX.held["a1"]
    citations = (cite(1, passage, START, START + len(MARK)), cite(2, INDEX.held["b1"], 0, 32))
    said = (Statement(citations[0].quote, "answer", (1,)), Statement(citations[1].quote, "related", (2,)))
    answer = Answer(question, question, "answered", statements=said, citations=citations)
    return replace(answer, **fields)  # type: ignore[arg-type]


def message(number: int, answer: Answer | None, question: str | None = None) -> Message:
    return Message(
        number, "2026-01-02T03:04:05", "complete", question or (answer and answer.question), answer
    )


def test_a_case_takes_over_what_was_asked_and_quoted_and_leaves_the_judgement_to_a_person() -> None:
    assert answered().citations[0].quote == MARK
    case = drafted([message(7, answered())])
    assert (case.id, case.kind, case.expect, case.split) == ("own-7", "fact", "answered", "open")
    assert (case.note, case.difficulty, case.reviews) == (COMPLETE, "", ("a",))
    assert [item.pattern for item in case.evidence] == [r"He\s+had\s+a\s+bruise\s+-\s+on\s+the\s+temple\."]
    checked = check_cases([case], INDEX)
    assert checked.problems == () and len(checked.remarks) == 2


def test_a_case_that_was_left_to_complete_is_put_in_its_place_and_another_never_is(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    left = found_wanting([message(7, answered())], "It is unsafe.", quotes_stand=False)
    assert (
        left.to_complete
        and "It is unsafe." in left.note
        and not (left.facts or left.evidence or left.reviews)
    )
    whole = drafted([message(7, answered())]).model_copy(update={"note": "It says where."})
    other = whole.model_copy(update={"id": "own-8"})
    assert [append(left, file), append(other, file)] == [1, 2]
    assert is_to_complete("own-7", file) and not is_to_complete("own-8", file)
    assert complete(whole, file) == 1
    assert load_cases(file) == (whole, other) and not is_to_complete("own-7", file)
    before = file.read_text("utf-8")
    with pytest.raises(ReviewsError, match="complete already"):
        complete(whole, file)
    assert file.read_text("utf-8") == before
    file.write_text("", encoding="utf-8")
    assert complete(whole, file) == 1 and load_cases(file) == (whole,)
    file.write_text("[]\n", encoding="utf-8")
    assert not is_to_complete("own-7", file) and not is_to_complete("own-7", tmp_path)


@pytest.mark.parametrize("quote", ["A (b) [c]? $1.50 + 2* {x} | \\d ^", "“It’s – ok”\n  & so-on", "..."])
def test_the_pattern_of_a_quote_matches_it_and_no_other(quote: str) -> None:
    from eval.cases import compiled, fold

    assert compiled(pattern(quote)).fullmatch(fold(quote))
    assert not compiled(pattern(quote)).fullmatch(fold(quote)[:-1] + "x")


def test_what_was_asked_before_is_its_history_but_not_what_was_stopped() -> None:
    before = [
        message(1, answered("What of Child A?")),
        Message(2, "", "complete", None, Answer(None, None, "declined", "personal_data")),
        Message(3, "", "failed", "Broken?"),
    ]
    case = drafted(
        [*before, message(4, answered("And the mark?", understood="Where was the mark of Child A?"))]
    )
    assert case.history == ("What of Child A?",) and case.kind == "follow_up"


def test_the_kind_follows_from_what_came_of_the_question() -> None:
    contact = Contact("", "Desk", "always", "01234 567890", "01234567890", None, False)
    plain = {"statements": (), "citations": ()}
    rows = (ReviewVerdict("a", "A", "says", (1,)), ReviewVerdict("b", "B", "no_mention"))
    kinds = {
        drafted([message(1, answer)]).kind: drafted([message(1, answer)])
        for answer in (
            answered(outcome="not_found"),
            answered(outcome="clarify"),
            answered(outcome="declined", reason="blame"),
            answered(outcome="urgent", contacts=(contact,)),
            answered(contacts=(contact,), **plain),
            answered(reviews=rows),
        )
    }
    assert set(kinds) == {
        "unanswerable",
        "ambiguous",
        "out_of_scope",
        "live_concern",
        "contact",
        "which_review",
    }
    assert kinds["unanswerable"].evidence == () == kinds["live_concern"].facts
    assert kinds["contact"].facts[0].text == "01234 567890" and kinds["which_review"].reviews == ("a",)


def test_nothing_of_a_withdrawn_review_goes_into_a_case() -> None:
    gone = answered()
    gone = replace(gone, citations=tuple(replace(c, withdrawn=True) for c in gone.citations))
    case = drafted([message(1, gone)])
    assert case.evidence == () == case.facts and case.reviews == ()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (Message(3, "", "failed", "Broken?"), "Answer 3 was never given"),
        (
            message(4, Answer(None, None, "declined", "personal_data")),
            "The question of answer 4 was not kept",
        ),
    ],
)
def test_what_cannot_be_a_case_is_told(asked: Message, told: str) -> None:
    with pytest.raises(ReviewsError, match=told):
        drafted([asked])


def test_a_case_is_added_to_the_file_once(tmp_path: Path) -> None:
    file = tmp_path / "new" / "gold.jsonl"
    case = drafted([message(1, answered())])
    assert append(case, file) == 1
    file.write_text(file.read_text().rstrip("\n"))  # an editor may leave off the last line's end
    assert append(case.model_copy(update={"id": "own-2"}), file) == 2
    assert [one.id for one in load_cases(file)] == ["own-1", "own-2"]
    with pytest.raises(ReviewsError, match="has a case own-1 already"):
        append(case, file)
    file.write_text("no gold\n")
    with pytest.raises(ReviewsError, match="Name a gold file"):
        append(case, file)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REVIEWS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("REVIEWS_CORPUS", str(tmp_path))
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "data"


def keep(records: Records, conversation: str, *answers: Answer) -> None:
    for answer in answers:
        records.finish(records.begin_message(conversation), answer)
    records.close()


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = main(argv)
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_a_stored_answer_is_found_by_its_number_on_the_page_and_in_the_list(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(open_records(data), "one", answered(), answered("And then?", outcome="not_found"))
    code, out, _ = run(capsys, "list", "--answers")
    assert code == 0 and [line.split()[0] for line in out.splitlines()] == ["2", "1"]
    assert out.splitlines()[0].endswith("not found   And then?")
    assert "answer 2" in str(how_answered(message(2, answered())))
    assert "Kept as" not in str(how_answered(message(0, answered())))  # shown in a tab, and kept nowhere


def test_the_latest_answer_or_one_by_number_becomes_a_case_of_ones_own_file(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(open_records(data), "one", answered(), answered("And then?", outcome="not_found"))
    keep(open_records(data), "two", answered("Anything else?"))
    code, out, err = run(capsys, "eval", "new")
    assert code == 0 and f"own-3: line 1 of {data / 'gold.jsonl'}" in out
    assert "TO COMPLETE" in err and f"reviews eval --gold {data / 'gold.jsonl'} --check" in err
    other = tmp_path / "other.jsonl"
    assert run(capsys, "eval", "new", "2", "--to", str(other))[0] == 0
    (latest,), (second,) = load_cases(data / "gold.jsonl"), load_cases(other)
    assert (latest.question, latest.history) == ("Anything else?", ())  # of another conversation
    assert (second.expect, second.history) == ("not_found", ("Where was the mark?",))
    code, _, err = run(capsys, "eval", "new", "99")
    assert code == 1 and "No stored answer has the number 99. Run: reviews list --answers" in err


def test_where_nothing_was_asked_nothing_is_begun(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for argv in (("eval", "new"), ("list", "--answers")):
        code, _, err = run(capsys, *argv)
        assert code == 1 and "No answer is stored in" in err
    assert not data.exists()


_EDITS = """
import json, pathlib, sys
file = pathlib.Path(sys.argv[-1])
done = file.with_name("edited")
if "broken" in sys.argv and not done.exists():
    done.write_text(file.read_text())
    file.write_text(file.read_text().replace('"fact"', '"facts"', 1))
else:
    case = json.loads(done.read_text() if done.exists() else file.read_text())
    file.write_text(json.dumps({**case, "note": "Temple, not knee.", "difficulty": "easy"}))
"""


def on_a_terminal(argv: Sequence[str], typed: bytes, environment: dict[str, str]) -> tuple[int, str]:
    import pty  # not everywhere

    ours, theirs = pty.openpty()
    os.write(ours, typed)
    with subprocess.Popen(
        [sys.executable, "-m", "ui.cli", *argv], stdin=theirs, stdout=theirs, stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    ) as child:  # fmt: skip
        _, told = child.communicate(timeout=120)
    os.close(theirs)
    os.close(ours)
    return child.returncode, told.decode()


@pytest.mark.skipif(os.name != "posix", reason="there is no pseudo-terminal here")
def test_on_a_terminal_the_case_opens_in_the_editor_until_it_is_one(data: Path, tmp_path: Path) -> None:
    keep(open_records(data), "one", answered(), answered("And then?"))
    script = tmp_path / "edit.py"
    script.write_text(_EDITS)
    code, told = on_a_terminal(["eval", "new", "1"], b"", {"EDITOR": f"{sys.executable} {script}"})
    assert code == 0 and "TO COMPLETE" not in told
    broken = {"VISUAL": f"{sys.executable} {script} broken"}
    code, told = on_a_terminal(["eval", "new", "2"], b"\n", broken)
    assert code == 0 and "This is no gold case: kind: Input should be 'fact'" in told
    cases: tuple[Case, ...] = load_cases(data / "gold.jsonl")
    assert [(case.id, case.note, case.difficulty) for case in cases] == [
        ("own-1", "Temple, not knee.", "easy"),
        ("own-2", "Temple, not knee.", "easy"),
    ]
    assert not list(data.glob("*.json"))  # a draft that became a case is not left behind


@pytest.mark.skipif(os.name != "posix", reason="there is no pseudo-terminal here")
def test_a_case_left_unfinished_stays_and_is_taken_up_again(data: Path, tmp_path: Path) -> None:
    keep(open_records(data), "one", answered())
    script = tmp_path / "edit.py"
    script.write_text(_EDITS)
    code, told = on_a_terminal(["eval", "new"], b"\x04", {"EDITOR": f"{sys.executable} {script} broken"})
    draft = data / "gold.own-1.json"
    assert code == 1 and f"left unfinished in {draft}. Run: reviews eval new 1" in told
    assert json.loads(draft.read_text())["kind"] == "facts" and not (data / "gold.jsonl").exists()
    code, told = on_a_terminal(["eval", "new", "1"], b"", {"EDITOR": f"{sys.executable} {script} broken"})
    assert code == 0 and load_cases(data / "gold.jsonl")[0].difficulty == "easy" and not draft.exists()
