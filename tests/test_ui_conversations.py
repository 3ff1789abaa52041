"""The list of conversations: searched, named, deleted one by one and all at once, and changed in another tab."""

import pytest
from streamlit.testing.v1 import AppTest

from assistant.nouns import Answer
from assistant.records import Records
from tests.ui_app import ABOUT, ask, button, start, words
from tests.ui_kit import FakeAssistant, answered
from ui import resources

pytest_plugins = ("tests.ui_app",)
PERSONAL = "Alfie Example, born 3 May 2019"


def keep(count: int) -> Records:
    """So many conversations of one answer each."""
    records = resources.records()
    for n in range(count):
        records.finish(records.begin_message(f"c{n}"), answered(f"question {n}"))
    return records


def listed(app: AppTest) -> list[str]:
    return [b.label.replace("*", "") for b in app.button if (b.key or "").startswith("open-")]


def test_a_search_narrows_the_list_and_is_cleared(fake: FakeAssistant) -> None:
    keep(4)
    app = start()
    field = app.text_input(key="conversations_searched_for")
    field.set_value("QUESTION 2").run()
    assert listed(app) == ["question 2"] and "1 conversation found" in words(app)
    field.set_value("zebra").run()
    assert listed(app) == [] and "No conversation has all these words" in words(app)
    app.button(key="clear").click().run()
    assert not app.exception and len(listed(app)) == 4


def test_a_long_list_is_shown_in_part_and_grows_by_a_press(fake: FakeAssistant) -> None:
    keep(130)
    app = start()
    assert len(listed(app)) == 20
    assert app.button(key="all").label == "Show 100 more of 130"
    app.button(key="all").click().run()
    assert len(listed(app)) == 120 and app.button(key="all").label == "Show all 130"
    app.button(key="all").click().run()
    assert len(listed(app)) == 130 and "all" not in [b.key for b in app.button]


def test_the_conversation_that_is_open_is_named(fake: FakeAssistant) -> None:
    app = ask(start(), "answered")
    button(app, "rename-").click().run()
    here = resources.records().conversations()[0].id
    app.text_input(key=f"name-{here}").set_value("Supervision in May")
    next(b for b in app.button if b.label == "Save the name").click().run()
    assert not app.exception and listed(app) == ["Supervision in May"]


def test_a_name_that_points_to_a_person_is_not_kept(
    fake: FakeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    app = ask(start(), "answered")
    button(app, "rename-").click().run()
    here = resources.records().conversations()[0].id
    app.text_input(key=f"name-{here}").set_value(PERSONAL)
    next(b for b in app.button if b.label == "Save the name").click().run()
    assert not app.exception and listed(app) == ["answered"]
    assert "Alfie" not in words(app) + caplog.text


def test_all_are_deleted_after_a_second_press_that_names_how_many(fake: FakeAssistant) -> None:
    records = keep(3)
    message = records.messages("c0")[0].id
    resources.feedback().give(message, "unsafe", None, "", False)
    resources.feedback().made_gold(1, "own-1")
    kept = resources.feedback().give(message, "wrong_source", None, "", True)
    app = start()
    app.button(key="delete-all").click().run()
    text = words(app)
    assert "3 conversations will be deleted" in text and "1 item of feedback will go too" in text
    assert (
        "A test question made of such feedback stays, with the question in it, in the file gold.jsonl" in text
    )
    assert app.button(key="confirm-all").label == "Delete all 3" and records.count() == 3
    app.button(key="confirm-all").click().run()
    assert not app.exception and records.count() == 0
    assert [one.id for one in resources.feedback().held()] == [kept]
    assert "3 conversations deleted." in words(app)


def test_a_conversation_deleted_in_another_tab_is_said_and_the_next_question_begins_another(
    fake: FakeAssistant,
) -> None:
    app = ask(start(), "answered")
    before = resources.records().conversations()[0].id
    resources.records().delete(before)
    ask(app, "which")
    text = words(app)
    assert "You asked: which" in text and "You asked: answered" not in text
    assert "The conversation that was open here is not kept any more" in text
    assert "is not kept any more" not in words(app.run())
    assert fake.history[-1] == ()
    assert [c.id for c in resources.records().conversations()] != [before]


def test_a_tab_whose_conversation_is_gone_says_so_once(fake: FakeAssistant) -> None:
    app = ask(start(), "answered")
    resources.records().delete_all()
    assert "The conversation that was open here is not kept any more" in words(app.run())
    assert "The conversation that was open here" not in words(app.run())


def test_deleting_in_this_tab_is_no_surprise(fake: FakeAssistant) -> None:
    app = ask(start(), "answered")
    button(app, "delete-").click().run()
    app.button(key="confirm-yes").click().run()
    assert "The conversation that was open here" not in words(app)


def test_questions_of_another_tab_are_pointed_out(fake: FakeAssistant) -> None:
    app = ask(start(), "answered")
    assert "in another tab" not in words(app)
    records = resources.records()
    records.finish(records.begin_message(records.conversations()[0].id), answered("asked elsewhere"))
    assert "went on in another tab: 1 question below came from there" in words(app.run())
    assert "went on in another tab" not in words(app.run())


def test_questions_of_another_tab_are_pointed_out_when_the_reader_asks_at_once(fake: FakeAssistant) -> None:
    app = ask(start(), "answered")
    records = resources.records()
    records.finish(records.begin_message(records.conversations()[0].id), answered("asked elsewhere"))
    assert "went on in another tab: 1 question below came from there" in words(ask(app, "which"))
    button(app, "new").click().run()
    assert "went on in another tab" not in words(app)


def test_an_answer_to_a_conversation_deleted_meanwhile_is_shown_all_the_same(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish = Records.finish

    def deleted_first(records: Records, message: int, answer: Answer) -> None:
        records.delete_all()
        finish(records, message, answer)

    monkeypatch.setattr(Records, "finish", deleted_first)
    text = words(ask(start(), "answered"))
    assert "What the reviews say" in text and "This answer is shown but not kept" in text
    assert "was deleted, here or in another tab" in text


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ("0", "until you delete them"),
        ("1", "for 1 day after"),
        ("30", "for 30 days after their last question"),
    ],
)
def test_how_long_conversations_are_kept_is_told(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch, days: str, told: str
) -> None:
    monkeypatch.setenv("REVIEWS_KEEP_DAYS", days)
    assert f"Kept on this computer only, {told}" in words(ask(start(), "answered"))
    assert told in words(start(ABOUT))
