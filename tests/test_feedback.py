"""Feedback on an answer: what is kept of it, how long, and in which order it is looked at."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.feedback import AnswerGone, Feedback, FeedbackRecords, Reason, Tally
from assistant.kept_words import PersonalWords
from assistant.records import FILE_NAME, Records, open_records
from assistant.stored_answers import slim
from ingest.errors import ReviewsError
from ingest.withdrawn import Tombstone
from tests.ui_kit import ANSWERS, HARBOUR, answered

PERSONAL = "It was Alfie Example, born 3 May 2019, of 14 Quay Street, Harbour HX1 2AB"


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return open_records(tmp_path)


@pytest.fixture
def feedback(records: Records) -> FeedbackRecords:
    return FeedbackRecords(records)


def keep(records: Records, conversation: str, name: str = "answered") -> int:
    """An answer in a conversation; its number."""
    message = records.begin_message(conversation)
    records.finish(message, ANSWERS.get(name) or answered(name))
    return message


def give(feedback: FeedbackRecords, message: int, **other: object) -> Feedback:
    """Feedback on an answer, as it is then held."""
    values = {"reason": "wrong_source", "citation": None, "words": "", "outlives": False, **other}
    return feedback.one(feedback.give(message, **values))  # type: ignore[arg-type]


def test_feedback_holds_the_question_and_answer_as_they_were(
    records: Records, feedback: FeedbackRecords
) -> None:
    held = give(feedback, keep(records, "here"), citation=2, words=" Not this ward. ")
    assert (held.reason, held.citation, held.words, held.state) == (
        "wrong_source",
        2,
        "Not this ward.",
        "open",
    )
    assert held.message.question == "answered" and held.message.answer == slim(ANSWERS["answered"])
    assert held.cited == ANSWERS["answered"].citations[1]
    here, silent, other = held.message.id, keep(records, "here"), give(feedback, keep(records, "there"))
    more = give(feedback, here)
    told = feedback.on([here, silent, other.message.id])
    assert told == {here: (held, more), silent: (), other.message.id: (other,)}


@pytest.mark.parametrize("outlives", [True, False])
@pytest.mark.parametrize("away", ["one", "all", "old"])
def test_feedback_outlives_its_conversation_only_where_the_reader_chose_so(
    records: Records, feedback: FeedbackRecords, outlives: bool, away: str
) -> None:
    held = give(feedback, keep(records, "here"), outlives=outlives)
    assert feedback.going_with("here") == feedback.going_with() == int(not outlives)
    if away == "one":
        records.delete("here")
    elif away == "all":
        assert records.delete_all() == 1
    else:
        records.purge(days=-1)
    assert records.conversations() == ()
    assert feedback.held() == ((held,) if outlives else ())


def test_words_that_point_to_a_person_leave_nothing_at_all(tmp_path: Path) -> None:
    records = open_records(tmp_path)
    feedback = FeedbackRecords(records)
    message = keep(records, "here")
    number = give(feedback, message).id
    with pytest.raises(PersonalWords, match="nothing was kept"):
        feedback.give(message, "unsafe", None, PERSONAL, True)
    with pytest.raises(PersonalWords):
        feedback.close(number, PERSONAL)
    assert [(one.id, one.state, one.reply) for one in feedback.held()] == [(number, "open", "")]
    records.close()
    assert b"Alfie" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_the_numbers_of_offices_may_be_told(records: Records) -> None:
    feedback = FeedbackRecords(records, ("01632 960123",))
    assert give(feedback, keep(records, "here"), words="It should give 01632 960123.").words
    with pytest.raises(PersonalWords):
        give(feedback, keep(records, "here"), words="It should give 01632 960124.")


def test_only_an_answer_that_is_kept_takes_feedback(records: Records, feedback: FeedbackRecords) -> None:
    message = keep(records, "here")
    begun = records.begin_message("here")
    for number in (begun, 99, -1):
        with pytest.raises(AnswerGone):
            give(feedback, number)
    with pytest.raises(ReviewsError, match="no quote 3"):
        give(feedback, message, citation=3)
    with pytest.raises(ReviewsError, match="longer than 1,000"):
        give(feedback, message, words="a " * 501)
    records.delete("here")
    with pytest.raises(AnswerGone):
        give(feedback, message)
    assert feedback.held() == ()


def test_open_comes_before_closed_and_unsafe_before_all_else(
    records: Records, feedback: FeedbackRecords
) -> None:
    message = keep(records, "here")
    reasons: tuple[Reason, ...] = ("unsafe", "out_of_date", "unsafe", "wrong_source", "unsafe")
    given = [feedback.give(message, reason, None, f"remark {n}", False) for n, reason in enumerate(reasons)]
    feedback.close(given[2], "It was put right.")
    feedback.close(given[1], "It was corrected.")
    assert [one.id for one in feedback.held()] == [given[n] for n in (4, 0, 3, 2, 1)]
    assert [one.id for one in feedback.held("open", "unsafe")] == [given[4], given[0]]
    assert [one.id for one in feedback.held(most=2, after=2)] == [given[3], given[2]]
    assert set(feedback.tallies()) == {
        Tally("open", "unsafe", 2),
        Tally("open", "wrong_source", 1),
        Tally("closed", "unsafe", 1),
        Tally("closed", "out_of_date", 1),
    }


def test_a_second_press_does_not_give_feedback_twice(records: Records, feedback: FeedbackRecords) -> None:
    message = keep(records, "here")
    first = give(feedback, message, citation=1, words="Once")
    assert give(feedback, message, citation=1, words="Once") == first
    assert len({give(feedback, message, citation=n, words="Once").id for n in (None, 1, 2)}) == 3
    feedback.close(first.id, "")
    assert give(feedback, message, citation=1, words="Once").id != first.id


def test_feedback_is_closed_with_a_reply_and_opened_again(
    records: Records, feedback: FeedbackRecords
) -> None:
    number = give(feedback, keep(records, "here")).id
    feedback.close(number, " Thank you. ")
    closed = feedback.one(number)
    assert (closed.state, closed.reply) == ("closed", "Thank you.") and closed.replied
    feedback.reopen(number)
    feedback.made_gold(number, "own-1")
    assert feedback.one(number) == replace(closed, state="open", gold="own-1")


def test_what_is_unsafe_is_not_closed_without_a_reply(records: Records, feedback: FeedbackRecords) -> None:
    number = give(feedback, keep(records, "here"), reason="unsafe").id
    for nothing in ("", "  \n"):
        with pytest.raises(ReviewsError, match=r"closing it needs a reply.*Say in the reply what was done"):
            feedback.close(number, nothing)
    assert feedback.one(number).state == "open"
    feedback.close(number, "The review was put right.")
    assert feedback.one(number).state == "closed"


def test_what_is_not_there_is_told(feedback: FeedbackRecords) -> None:
    for change in (
        lambda: feedback.close(7, ""),
        lambda: feedback.reopen(7),
        lambda: feedback.one(7),
        lambda: feedback.made_gold(7, "own-1"),
    ):
        with pytest.raises(ReviewsError, match="no feedback 7"):
            change()


def test_a_quote_of_a_review_that_is_withdrawn_is_not_shown_in_feedback(tmp_path: Path) -> None:
    gone: list[str] = []
    tombstone = Tombstone(
        HARBOUR.id, HARBOUR.title, HARBOUR.file, "", "digest", "0" * 64, "0" * 64, "asked", "", "2026-11-22"
    )
    records = open_records(tmp_path, withdrawn=lambda: lambda name: tombstone if name in gone else None)
    held = give(FeedbackRecords(records), keep(records, "here"), citation=1)
    assert held.cited and not held.cited.withdrawn
    gone.append(HARBOUR.id)
    (now,) = FeedbackRecords(records).held()
    assert now.cited and now.cited.withdrawn and "Record bruises" not in repr(now)


def test_an_answer_that_cannot_be_read_is_told_and_the_rest_stays(tmp_path: Path) -> None:
    records = open_records(tmp_path)
    first = give(FeedbackRecords(records), keep(records, "here"))
    give(FeedbackRecords(records), keep(records, "here"))
    records.close()
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("UPDATE feedback SET answer = '{\"v\":99}' WHERE id = ?", (first.id,))
    second, broken = FeedbackRecords(open_records(tmp_path)).held()
    assert second.message.answer is not None
    assert broken.message.answer is None and "cannot be read" in broken.message.fault
