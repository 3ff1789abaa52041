"""What is not lost when a page is left, loaded again or gone back to: a draft, a table, a conversation."""

import re
from pathlib import Path

import pytest
from draft_kit import FakeChecker
from streamlit.testing.v1 import AppTest

from tests.test_ui_draft import PAGE as DRAFT
from tests.test_ui_draft import TEXT, check
from tests.test_ui_draft import checker as checker
from tests.test_ui_matrix import MATRIX, FakeAcross, made, put
from tests.test_ui_matrix import across as across
from tests.ui_app import fake as fake
from tests.ui_app import html, invented, start, words
from ui.drawing.matrix_table import table

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
