"""Telling what is wrong with an answer, and the page on which it is looked at."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.feedback import FeedbackRecords
from ingest.errors import ReviewsError
from tests.ui_app import ask, button, start, words
from tests.ui_kit import ANSWERS, FakeAssistant, answered
from ui import resources

pytest_plugins = ("tests.ui_app",)
PAGE = Path(__file__).parent.parent / "ui" / "views" / "feedback.py"
PERSONAL = "It was Alfie Example, born 3 May 2019, of 14 Quay Street, Harbour HX1 2AB"


def opened(app: AppTest) -> AppTest:
    """The page with the control under its only answer opened."""
    app.session_state["tell-1"] = True
    app.run()
    assert not app.exception
    return app


def send(app: AppTest) -> AppTest:
    """Press the button of the open form."""
    next(b for b in app.button if b.label == "Send feedback").click().run()
    assert not app.exception
    return app


def test_feedback_on_a_citation_is_sent_and_thanked_for(fake: FakeAssistant) -> None:
    app = opened(ask(start(), "answered"))
    app.radio(key="tell-1-reason").set_value("not_supported")
    app.selectbox(key="tell-1-citation").set_value(2)
    app.text_area(key="tell-1-words").set_value("Another ward is meant.")
    app.checkbox(key="tell-1-outlives").set_value(True)
    text = words(send(app))
    assert "Thank you. Feedback 1 : Does not support what is said, on quote 2. Open." in text
    (held,) = resources.feedback().held()
    assert (held.reason, held.citation, held.words, held.outlives) == (
        "not_supported",
        2,
        "Another ward is meant.",
        True,
    )
    app.run()
    assert "Thank you" not in words(app) and "Feedback 1" in words(app)


def test_thanks_and_the_warning_of_danger_stand_under_the_answer_that_was_told_of(
    fake: FakeAssistant,
) -> None:
    app = ask(ask(start(), "answered"), "partly")
    give(1)
    app.session_state["tell-2"] = True
    app.run()
    app.radio(key="tell-2-reason").set_value("unsafe")
    app.text_area(key="tell-2-words").set_value("The baby is not breathing")
    text = words(send(app))
    second = text.index("You asked: partly")
    assert text.count("Thank you.") == text.count("Your words read as if a child may be in danger.") == 1
    assert (
        text.index("Feedback 1 :") < second < text.index("Your words read as if") < text.index("Thank you.")
    )
    assert "Thank you. Feedback 2 : Unsafe" in text
    assert "Thank you" not in words(app.run())


def test_the_form_says_what_is_kept_and_how_long(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVIEWS_KEEP_DAYS", "7")
    text = words(opened(ask(start(), "answered")))
    assert "with a copy of the question and the answer" in text
    assert "Without the tick it goes when the conversation is deleted or 7 days old" in text
    assert "Nobody watches for it" in text
    assert "Anyone who opens the Feedback page on this computer can read it." in text


def test_words_that_point_to_a_person_are_not_kept_and_stay_to_be_changed(fake: FakeAssistant) -> None:
    app = opened(ask(start(), "answered"))
    assert "Choose what is wrong" in words(send(app))
    app.radio(key="tell-1-reason").set_value("out_of_date")
    app.text_area(key="tell-1-words").set_value(PERSONAL)
    text = words(send(app))
    assert "nothing was kept" in text and "Alfie" not in text
    assert resources.feedback().held() == ()
    assert app.text_area(key="tell-1-words").value == PERSONAL
    app.text_area(key="tell-1-words").set_value("Another ward is meant.")
    assert "nothing was kept" not in words(send(app))
    assert len(resources.feedback().held()) == 1


def test_words_of_a_child_in_danger_are_met_with_999(fake: FakeAssistant) -> None:
    app = opened(ask(start(), "answered"))
    app.radio(key="tell-1-reason").set_value("unsafe")
    app.text_area(key="tell-1-words").set_value("The baby is not breathing")
    assert "Your words read as if a child may be in danger" in words(send(app))


def test_an_answer_that_is_not_kept_takes_no_feedback(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ReviewsError("The record of conversations cannot be used", "Check the disk")

    monkeypatch.setattr(resources, "records", broken)
    app = ask(start(), "answered")
    assert "This answer is not kept, so it cannot take feedback." in words(app)


def test_feedback_on_a_conversation_deleted_meanwhile_is_refused_plainly(fake: FakeAssistant) -> None:
    app = opened(ask(start(), "answered"))
    app.radio(key="tell-1-reason").set_value("unsafe")
    resources.records().delete_all()
    send(app)
    assert "is not kept any more" in words(app)
    assert resources.feedback().held() == ()


def keep(name: str = "answered") -> int:
    """An answer in a conversation of its own; its number."""
    records = resources.records()
    message = records.begin_message(f"c-{name}")
    records.finish(message, ANSWERS.get(name) or answered(name))
    return message


def give(message: int, reason: str = "wrong_source", citation: int | None = None, said: str = "") -> int:
    feedback: FeedbackRecords = resources.feedback()
    return feedback.give(message, reason, citation, said, False)  # type: ignore[arg-type]


def test_the_empty_page_says_where_feedback_comes_from(fake: FakeAssistant) -> None:
    text = words(start(PAGE))
    assert "No feedback yet" in text and "Tell us about this answer" in text


def test_the_page_says_when_the_records_cannot_be_read(fake: FakeAssistant, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    text = words(start(PAGE))
    assert "Set REVIEWS_DATA to a folder you may write to" in text


def test_open_feedback_is_listed_with_unsafe_on_top_and_its_citation(fake: FakeAssistant) -> None:
    message = keep()
    give(message, "unsafe", None, "It says nothing of 999.")
    give(message, "wrong_source", 1)
    resources.feedback().close(give(message, "out_of_date"), "")
    text = words(start(PAGE))
    assert text.index("Unsafe on the whole answer") < text.index("Wrong source on quote 1")
    assert "Out of date on" not in text
    assert "It says nothing of 999." in text and "Record bruises: write down every mark" in text
    assert "Our summary, not the publisher's words" in text


def test_facets_narrow_the_list_and_figures_stand_above_them(fake: FakeAssistant) -> None:
    message = keep()
    give(message, "unsafe")
    resources.feedback().close(give(message, "out_of_date"), "")
    app = start(PAGE)
    app.selectbox(key="feedback-reason").set_value("out_of_date").run()
    assert "None fits" in words(app)
    app.segmented_control(key="feedback-state").set_value("All").run()
    assert "Out of date on the whole answer" in words(app) and "Unsafe on" not in words(app)
    assert "1 open, 1 of them unsafe , 1 closed." in words(app)


def test_a_long_list_is_paged(fake: FakeAssistant) -> None:
    message = keep()
    numbers = [give(message, said=f"remark {n}") for n in range(23)]
    app = start(PAGE)
    assert "23 items, 1 to 10 shown" in words(app)
    app.pagination[0].set_value(3).run()
    assert not app.exception
    assert "23 items, 21 to 23 shown" in words(app) and f"Feedback {numbers[0]} " in words(app)
    for number in numbers[:3]:
        resources.feedback().close(number, "")
    assert "20 items, 11 to 20 shown" in words(app.run())


def test_feedback_is_replied_to_closed_and_opened_again(fake: FakeAssistant) -> None:
    number = give(keep())
    app = start(PAGE)
    app.text_area(key=f"reply-{number}").set_value("The review was added.")
    next(b for b in app.button if b.label == "Close it").click().run()
    assert f"Feedback {number} is closed." in words(app)
    app.segmented_control(key="feedback-state").set_value("Closed").run()
    assert "The review was added." in words(app)
    button(app, "reopen-").click().run()
    assert f"Feedback {number} is open again." in words(app)
    assert resources.feedback().one(number).state == "open"


def test_a_reply_that_points_to_a_person_is_not_kept(fake: FakeAssistant) -> None:
    number = give(keep())
    app = start(PAGE)
    app.text_area(key=f"reply-{number}").set_value(PERSONAL)
    next(b for b in app.button if b.label == "Close it").click().run()
    assert "nothing was kept" in words(app)
    assert resources.feedback().one(number).reply == ""


def test_one_is_shown_by_its_number_and_what_is_no_number_is_told(fake: FakeAssistant) -> None:
    message = keep()
    give(message, said="one remark")
    give(message, said="another remark")
    app = AppTest.from_file(str(PAGE), default_timeout=30)
    app.query_params["number"] = "1"
    app.run()
    assert "one remark" in words(app) and "another remark" not in words(app)
    for number in ("99", "-1", "<b>", "9" * 30):
        app.query_params["number"] = number
        app.run()
        assert not app.exception and "There is no feedback" in words(app)


def test_what_is_unsafe_is_not_closed_without_a_reply(fake: FakeAssistant) -> None:
    number, other = give(keep(), "unsafe"), give(keep("partly"))
    app = start(PAGE)
    assert app.text_area(key=f"reply-{number}").label.startswith("What was done about it")
    assert app.text_area(key=f"reply-{other}").label.endswith("(optional)")
    next(b for b in app.button if b.label == "Close it").click().run()
    assert "closing it needs a reply" in words(app) and "is closed" not in words(app)
    assert resources.feedback().one(number).state == "open"
    app.text_area(key=f"reply-{number}").set_value("The review was put right.")
    next(b for b in app.button if b.label == "Close it").click().run()
    assert f"Feedback {number} is closed." in words(app)
