"""What is not lost when a page is left, loaded again or gone back to: a draft, a table, a conversation."""

import re
from pathlib import Path

import pytest
from draft_kit import FakeChecker
from streamlit.testing.v1 import AppTest

from assistant.replies import area_pressed
from tests.test_ui_draft import PAGE as DRAFT
from tests.test_ui_draft import TEXT, check
from tests.test_ui_draft import checker as checker
from tests.test_ui_matrix import MATRIX, FakeAcross, made, put
from tests.test_ui_matrix import across as across
from tests.ui_app import APP, ask, button, html, invented, opened, start, words
from tests.ui_app import fake as fake
from tests.ui_kit import FakeAssistant
from ui import resources, session
from ui.drawing.matrix_table import table
from ui.views.limits import CONTROL

__all__ = ["invented"]  # a fixture of the tests below


def links(drawn: str, begins: str) -> list[str]:
    """The links that lead to addresses beginning so, whole."""
    return [found for found in re.findall(r"<a [^>]*>.*?</a>", drawn) if f'href="{begins}' in found]


def address(file: Path, **said: str | list[str]) -> AppTest:
    """A page after its first run at an address."""
    app = AppTest.from_file(str(file), default_timeout=30)
    for name, value in said.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def again(app: AppTest, file: Path) -> AppTest:
    """The page loaded anew at the address that it has now, as a reload or a link that was sent does it."""
    return address(file, **{name: app.query_params[name] for name in app.query_params})


def test_a_passage_is_read_in_a_new_tab_so_that_a_draft_or_a_table_stays_open(checker: FakeChecker) -> None:
    drawn = html(check(start(DRAFT), TEXT)), table(made(["a"]), made(["a"]).rows)
    for one in drawn:
        found = links(one, "/reviews?")
        assert found
        for link in found:
            assert 'target="_blank"' in link and 'rel="noopener"' in link and "(opens in a new tab)" in link


def test_a_table_is_there_again_when_its_address_is_loaded(across: FakeAcross) -> None:
    across.reviews = 60
    app = put(put(start(MATRIX), "housing"), "escalation")
    app.selectbox(key="matrix_order").set_value("title").run()
    app.multiselect(key="matrix_facet_kind").set_value(["finding"]).run()
    app.pagination(key="matrix_page").set_value(2).run()
    assert app.query_params["q"] == ["housing", "escalation"]
    other = again(app, MATRIX)
    assert other.button_group(key="matrix_pressed").value == ["housing", "escalation"]
    assert other.selectbox(key="matrix_order").value == "title"
    assert other.multiselect(key="matrix_facet_kind").value == ["finding"]
    assert "Rows 26 to 50 of 62" in words(other)
    assert dict(other.query_params) == dict(app.query_params)


def test_going_back_shows_the_table_of_the_address(across: FakeAcross) -> None:
    app = put(put(start(MATRIX), "housing"), "escalation")
    app.query_params["q"] = "housing"
    app.run()
    assert app.button_group(key="matrix_pressed").value == ["housing"]
    app.query_params.clear()
    app.run()
    assert not app.exception and "Nothing is asked yet" in words(app)


@pytest.mark.parametrize("stopped", ["urgent", "personal", "blame"])
def test_what_is_stopped_leaves_the_address_that_brought_it(across: FakeAcross, stopped: str) -> None:
    app = address(MATRIX, q=[stopped, "housing"])
    assert app.query_params["q"] == "housing" and "on this." in words(app)
    assert ("In danger now? Call 999" if stopped == "urgent" else "I cannot answer this") in words(app)


def test_words_that_no_title_holds_are_in_no_address(across: FakeAcross) -> None:
    app = put(start(MATRIX), "housing")
    app.text_input(key="matrix_title").set_value("harbour").run()
    assert app.query_params["title"] == "harbour"
    app.text_input(key="matrix_title").set_value("Alfie Example").run()
    assert not app.exception and "title" not in app.query_params


def test_an_address_that_nobody_could_have_kept_does_no_harm(across: FakeAcross) -> None:
    said: dict[str, str | list[str]] = {"order": "x", "page": "99", "publisher": "Nobody", "kind": "<b>"}
    app = address(MATRIX, q=[f"theme {n}" for n in range(9)], **said)
    assert "which is the most" in words(app) and len(app.query_params["q"]) == 6
    assert set(app.query_params) == {"q"}


def test_a_reload_or_back_shows_the_same_conversation(fake: FakeAssistant) -> None:
    app = ask(start(), "answered")
    other = again(app, APP)
    assert "You asked: answered" in words(other) and "Questions to start with" not in words(other)
    ask(other, "which")
    assert [turn.question for turn in fake.history[-1]] == ["answered"]
    button(other, "new").click().run()
    assert "c" not in other.query_params and "You asked" not in words(other)
    other.query_params["c"] = app.query_params["c"]  # gone back to
    assert "You asked: which" in words(other.run())


def test_nothing_of_a_question_is_in_the_address_of_its_conversation(fake: FakeAssistant) -> None:
    app = ask(start(), "urgent personal")
    assert set(app.query_params) == {"c"} and re.fullmatch("[0-9a-f]{32}", app.query_params["c"])


def test_the_address_of_a_conversation_opens_it_for_its_own_reader_alone(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "reader", lambda: "a" * 32)
    ann = ask(start(), "answered")
    assert "You asked: answered" in words(again(ann, APP))
    monkeypatch.setattr(session, "reader", lambda: "b" * 32)
    ben = again(ann, APP)
    assert "You asked" not in words(ben) and "is not kept for this browser" in words(ben)
    ask(ben, "which")
    assert fake.history[-1] == () and ben.query_params["c"] != ann.query_params["c"]
    assert "is not kept for this browser" not in words(ben)
    held = resources.everybodys_records().messages(ann.query_params["c"])
    assert [message.question for message in held] == ["answered"]


def test_a_page_come_to_by_the_menu_shows_the_conversation_that_was_open(fake: FakeAssistant) -> None:
    app = ask(start(), "answered")
    here = app.query_params["c"]
    app.query_params.clear()
    app.session_state["page_shown_last"] = "about"
    assert "You asked: answered" in words(app.run()) and app.query_params["c"] == here
    app.query_params.clear()  # on the same page: gone back to before the first question
    assert "You asked" not in words(app.run()) and not app.exception


def test_a_new_conversation_begins_without_the_limits_and_the_text_of_the_last(fake: FakeAssistant) -> None:
    app = opened(ask(start(), "answered"), CONTROL)
    app.pills(key="limit-kind").set_value(["finding"]).run()
    app.session_state["question_box"] = "half a question"
    button(app, "new").click().run()
    assert app.pills(key="limit-kind").value == [] and not app.chat_input[0].proto.value
    assert app.session_state["question_box"] in ("", None)
    ask(app, "which")
    assert fake.filters[-1] == {}


def test_an_area_that_was_pressed_is_no_sentence_in_the_mouth_of_the_reader(fake: FakeAssistant) -> None:
    text = words(ask(start(), area_pressed("East Sussex")))
    assert "You chose: East Sussex" in text and "You asked" not in text
    assert "You asked: Is a child at risk now?" in words(ask(start(), "Is a child at risk now?"))


def test_what_stands_by_the_box_is_one_short_line_once_something_is_asked(fake: FakeAssistant) -> None:
    app = start()
    assert "Ask about reviews, not about a child you know" in words(app)
    text = words(ask(app, "answered"))
    assert text.count("No names or personal details.") == 1 and "not about a child you know" not in text
    button(app, "new").click().run()
    assert "Ask about reviews, not about a child you know" in words(app)
