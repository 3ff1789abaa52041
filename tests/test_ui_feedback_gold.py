"""A test question made of feedback on its page, in one press; what is right is said at once, or after it in a form."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.feedback import Reason
from eval.cases import load_cases
from tests.test_ui_feedback import PAGE, PERSONAL, give, keep
from tests.ui_app import start, words
from tests.ui_kit import RECOMMENDATION, FakeAssistant
from ui.words import FEEDBACK

pytest_plugins = ("tests.ui_app",)


def making(number: int) -> AppTest:
    """The page with the form for a test question opened."""
    app = start(PAGE)
    app.session_state[f"gold-{number}"] = True
    app.run()
    assert not app.exception
    return app


def test_one_press_makes_a_gold_case_of_the_answer_and_the_feedback(
    fake: FakeAssistant, tmp_path: Path
) -> None:
    number = give(keep(), "not_supported", 2)
    app = start(PAGE)
    app.button(key=f"gold-now-{number}").click().run()
    assert not app.exception
    text = words(app)
    file = tmp_path / "data" / "gold.jsonl"
    assert f"Written as own-1 , line 1 of {file}" in text and "To change it, edit that line" in text
    assert f"reviews eval --gold {file} --check" in text
    (case,) = load_cases(file)
    assert case.expect == "answered" and case.difficulty == "medium"
    assert "Does not support what is said, on quote 2" in case.note
    assert [fact.text for fact in case.facts] == [RECOMMENDATION.replace("**", "")], "all but the one doubted"
    assert not [b for b in app.button if b.key == f"gold-now-{number}"]


@pytest.mark.parametrize(
    ("answer", "reason", "citation"),
    [
        ("not_found", "review_missing", None),
        ("answered", "unsafe", None),
        ("answered", "unsafe", 2),
        ("answered", "wrong_source", None),
        ("answered", "not_supported", None),
        ("answered", "review_missing", 2),
        ("not_found", "not_supported", 1),
    ],
)
def test_one_press_keeps_what_is_said_of_the_answer_itself_and_leaves_what_is_right_to_say(
    fake: FakeAssistant, tmp_path: Path, answer: str, reason: Reason, citation: int | None
) -> None:
    number = give(keep(answer), reason, citation)
    app = start(PAGE)
    app.button(key=f"gold-now-{number}").click().run()
    assert not app.exception
    text = words(app)
    assert "Written as own-1" in text and "No run asks it until it is complete" in text
    assert "still to complete" in text and not [b for b in app.button if b.key == f"gold-now-{number}"]
    (case,) = load_cases(tmp_path / "data" / "gold.jsonl")
    assert case.to_complete and FEEDBACK[reason] in case.note
    # What was found wanting is no gold; a quote is, where there is only more to say.
    assert bool(case.facts) == (reason == "review_missing" and answer == "answered")


def test_what_is_right_is_said_after_the_press_and_takes_the_place_of_the_line(
    fake: FakeAssistant, tmp_path: Path
) -> None:
    number = give(keep("not_found"), "review_missing")
    app = start(PAGE)
    app.button(key=f"gold-now-{number}").click().run()
    app = making(number)
    app.radio(key=f"expect-{number}").set_value("not_found").run()
    app.text_area(key=f"why-{number}").set_value("No review that is held speaks of it.")
    next(b for b in app.button if b.label == "Write it").click().run()
    assert not app.exception
    file = tmp_path / "data" / "gold.jsonl"
    (case,) = load_cases(file)
    assert not case.to_complete and case.note == "No review that is held speaks of it."
    assert "Written as own-1 , line 1 of" in words(app) and "still to complete" not in words(app)
    assert "Made into the test question own-1" in words(app.run())


def test_two_readers_who_find_one_answer_wanting_make_two_cases(fake: FakeAssistant, tmp_path: Path) -> None:
    message = keep()
    first, second = give(message, "unsafe"), give(message, "not_supported")
    for number in (first, second):
        app = start(PAGE)
        app.button(key=f"gold-now-{number}").click().run()
        assert not app.exception and "Written as own-1" in words(app)
    file = tmp_path / "data" / "gold.jsonl"
    assert [case.id for case in load_cases(file)] == ["own-1", f"own-1-{second}"]
    app = making(second)
    app.radio(key=f"expect-{second}").set_value("not_found").run()
    app.text_area(key=f"why-{second}").set_value("No review that is held speaks of it.")
    next(b for b in app.button if b.label == "Write it").click().run()
    assert [case.to_complete for case in load_cases(file)] == [True, False]


def test_a_gold_case_is_made_with_what_a_person_says(fake: FakeAssistant, tmp_path: Path) -> None:
    number = give(keep(), "not_supported", 2)
    app = making(number)
    assert f"reviews eval --gold {tmp_path / 'data' / 'gold.jsonl'}" in words(app)
    app.radio(key=f"expect-{number}").set_value("answered").run()
    assert app.multiselect(key=f"quotes-{number}").value == []
    assert any(
        "2 (does not support what is said, the reader says)" in told for told in app.multiselect[0].options
    )
    app.multiselect(key=f"quotes-{number}").set_value([1])
    app.text_area(key=f"why-{number}").set_value("The recommendation says what to write down.")
    next(b for b in app.button if b.label == "Write it").click().run()
    assert not app.exception
    text = words(app)
    file = tmp_path / "data" / "gold.jsonl"
    assert f"Written as own-1 , line 1 of {file}" in text
    assert f"reviews eval --gold {file} --case own-1" in text
    (case,) = load_cases(file)
    assert (case.expect, case.note) == ("answered", "The recommendation says what to write down.")
    assert [fact.text for fact in case.facts] == [RECOMMENDATION.replace("**", "")]
    assert "Made into the test question own-1" in words(app.run())
    assert not [b for b in app.button if b.label == "Write it"]


def test_a_gold_case_without_its_reason_is_not_written(fake: FakeAssistant, tmp_path: Path) -> None:
    number = give(keep())
    app = making(number)
    assert app.radio(key=f"expect-{number}").value is None
    app.radio(key=f"expect-{number}").set_value("answered").run()
    next(b for b in app.button if b.label == "Write it").click().run()
    assert "Say in a sentence why" in words(app)
    app.text_area(key=f"why-{number}").set_value(PERSONAL)
    next(b for b in app.button if b.label == "Write it").click().run()
    assert "nothing was kept" in words(app)
    assert not (tmp_path / "data" / "gold.jsonl").exists()
