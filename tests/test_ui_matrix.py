"""The page "Which review said what" and its command: what is drawn of a matrix, and what a press does."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from conftest import Console
from streamlit.testing.v1 import AppTest

from assistant.across import Asked
from assistant.actions import Actions, Recommendation, Told
from assistant.compose import readable
from assistant.matrix import ROWS_A_PAGE, Cell, Column, Matrix, Row, arranged, numbered
from assistant.nouns import Answer, Note
from ingest.nouns import Dated
from tests.test_ui_markup import HOSTILE
from tests.ui_app import start, words
from tests.ui_kit import ANSWERS, HARBOUR, PASSAGES, FakeAssistant, citation
from ui import resources
from ui.drawing import actions, matrix
from ui.drawing.markup import Markup, visible
from ui.drawing.matrix_table import table

pytest_plugins = ("tests.ui_app",)

MATRIX = Path(__file__).parent.parent / "ui" / "views" / "matrix.py"
OURS = {
    "a",
    "blockquote",
    "button",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "h2",
    "h3",
    "p",
    "q",
    "span",
    "strong",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
}
SAYS = Cell("says", (citation(1, PASSAGES[1], page=4), citation(2, PASSAGES[0])))
UNREAD = Row(None, "scan.pdf", "", "", Dated(None, "briefing", "not_stated"), "", "not_read")


def row(title: str, *cells: Cell) -> Row:
    known = (HARBOUR.publisher, HARBOUR.review_type, HARBOUR.date, HARBOUR.standing)
    return Row(title, title, *known, cells[0].verdict, cells[0].citations, cells)


def made(headings: Sequence[str], reviews: int = 1) -> Matrix:
    """One review that says something under the first column, others that say nothing, a file not read."""
    silent = Cell("no_mention")
    rows = [row("Harbour baby review", SAYS, *(silent for _ in headings[1:]))]
    rows += [row(f"Quay review {place:02}", *(silent for _ in headings)) for place in range(reviews)]
    rows.append(replace(UNREAD, cells=(Cell("not_read"),) * len(headings)))
    columns = tuple(Column(heading, f"Which reviews mention {heading}?") for heading in headings)
    return Matrix("; ".join(headings), {}, numbered(rows), "2026-11-21", "f" * 64, columns)


class FakeAcross:
    """Makes a matrix of whatever it is asked; what the list of answers stops it stops. Counts its columns."""

    def __init__(self, reviews: int = 1) -> None:
        self.reviews, self.asked = reviews, 0

    def column(self, heading: str, filters: Mapping[str, tuple[str, ...]]) -> Asked | Answer:
        self.asked += 1
        stopped = ANSWERS.get(heading)
        return stopped or Asked(Column(heading, f"Which reviews mention {heading}?"), {})

    def matrix(self, headings: Sequence[str], filters: Mapping[str, tuple[str, ...]]) -> Matrix | Answer:
        return replace(made(headings, self.reviews), filters=filters)


@pytest.fixture
def across(fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch) -> FakeAcross:
    found = FakeAcross()
    monkeypatch.setattr(resources, "across", lambda: found)
    return found


def read(drawn: Markup) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", drawn)))


def scripts_of(app: AppTest) -> str:
    """All that is drawn as HTML, with its scripts."""
    return "".join(str(one.proto) for one in app.get("html"))


def put(app: AppTest, text: str) -> AppTest:
    """Type a theme and press the button."""
    app.text_input(key="matrix_typed").set_value(text)
    next(b for b in app.button if b.label == "Ask every review").click().run()
    assert not app.exception
    return app


def test_a_theme_that_is_typed_becomes_a_column_and_the_count_is_told(across: FakeAcross) -> None:
    app = start(MATRIX)
    assert "Nothing is asked yet" in words(app)
    text = words(put(app, "housing"))
    assert "1 of 2 reviews says something on this. No mention was found in the other one." in text
    assert "could not be read: scan.pdf" in text and "Nothing is asked yet" not in text
    assert "is not proof of absence" in text


def test_a_second_theme_stands_beside_the_first_and_is_taken_away_by_a_press(across: FakeAcross) -> None:
    app = put(put(start(MATRIX), "housing"), "escalation")
    assert "2 themes side by side" in words(app)
    pills = app.button_group(key="matrix_pressed")
    assert pills.value == ["housing", "escalation"]
    pills.set_value(["escalation"]).run()
    assert "Escalation" in words(app) and "side by side 2 reviews" not in words(app)


def test_a_seventh_column_is_refused_in_words(across: FakeAcross) -> None:
    app = start(MATRIX)
    for number in range(7):
        put(app, f"theme {number}")
    assert "The table has 6 columns, which is the most" in words(app)
    assert len(app.button_group(key="matrix_pressed").value) == 6


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("urgent", "In danger now? Call 999"),
        ("personal", "I cannot answer this"),
        ("blame", "I cannot answer this"),
    ],
)
def test_what_is_stopped_is_told_above_all_else_and_makes_no_column(
    across: FakeAcross, typed: str, told: str
) -> None:
    app = put(start(MATRIX), typed)
    text = words(app)
    assert told in text and text.index(told) < text.index("Do not type names")
    assert "Nothing is asked yet" not in text, "which would be the last word on a child in danger"
    assert not app.query_params
    kept = {
        key: app.session_state[key] for key in ("matrix_typed", "matrix_columns") if key in app.session_state
    }
    assert typed not in repr(kept)
    assert told not in words(app.run())  # and is gone with the next press


def test_many_reviews_are_drawn_a_page_at_a_time(across: FakeAcross) -> None:
    across.reviews = 60
    app = put(start(MATRIX), "housing")
    assert words(app).count("Quay review") == ROWS_A_PAGE - 1
    assert "Rows 1 to 25 of 62" in words(app)
    app.pagination(key="matrix_page").set_value(3).run()
    assert "Rows 51 to 62 of 62" in words(app)
    assert "Quay review 59" in words(app) and "scan.pdf" in words(app)
    app.text_input(key="matrix_title").set_value("harbour").run()
    assert "Only: titles with “harbour”" in words(app) and "Quay" not in words(app)
    next(b for b in app.button if b.label == "Clear filters").click().run()
    assert "of 61 reviews" in words(app)


def test_another_page_is_gone_to_at_its_top_and_the_first_table_is_not(across: FakeAcross) -> None:
    across.reviews = 60
    app = put(start(MATRIX), "housing")
    scripts = [one.value for one in app.get("html") if "scrollIntoView" in str(one.value)]
    assert not scripts
    app.pagination(key="matrix_page").set_value(2).run()
    assert "Page 2 of 3." in scripts_of(app)
    app.selectbox(key="matrix_order").set_value("title").run()
    assert "scrollIntoView" not in scripts_of(app), "which would take the focus from the field"
    app.pagination(key="matrix_page").set_value(2).run()
    assert "Page 2 of 3." in scripts_of(app)


def test_a_turn_is_taken_once_and_by_the_tab_it_was_made_in() -> None:
    app = AppTest.from_string(
        """
from ui import session_matrix as tab
import streamlit as st
tab.turn(tab.PAGE)
st.session_state.told = [tab.take_turn(tab.PAGE), tab.take_turn(tab.PAGE)]
tab.turn(tab.ACTIONS_PAGE)
st.session_state.told += [tab.take_turn(tab.PAGE), tab.take_turn(tab.ACTIONS_PAGE)]
tab.turn(tab.PAGE)
st.session_state.told += [tab.take_turn(tab.PAGE)]
"""
    ).run()
    assert not app.exception
    assert app.session_state["told"] == [1, 0, 0, 0, 2], (
        "of the other tab it is gone, for the reader has moved on"
    )


def test_a_long_passage_begins_in_its_cell_and_whose_words_it_is_stands_once_above() -> None:
    long = " ".join(f"word{n}" for n in range(40))
    cell = Cell("says", (replace(SAYS.citations[0], quote=long),))
    held = [row("One", cell, cell), replace(row("Two", cell, cell), standing="original")]
    columns = (Column("a", "a"), Column("b", "b"))
    whole = Matrix("a; b", {}, numbered(held), columns=columns)
    text = read(table(whole, whole.rows))
    assert text.count("word11…") == 4, "the first twelve words"
    assert text.count(long) == 4, "and the whole behind each"
    assert "“our summary”: our summary, not the publisher's words" in text
    assert "“publisher's words”: the publisher's words" in text


def test_without_an_index_the_page_says_what_to_do(fake: FakeAssistant) -> None:
    fake.has_index = False
    app = start(MATRIX)
    assert "Run: reviews ingest" in words(app) and not app.text_input


def test_one_column_shows_its_best_passage_and_the_way_to_it() -> None:
    drawn = table(made(["housing"]), made(["housing"]).rows)
    text = read(drawn)
    assert "Record bruises: write down every mark" in text
    assert "Recommendation · " not in text and "page 4" in text
    assert text.count("our summary, not the publisher's words") == 1, "said once, above the rows"
    assert "Show 1 more passage of Harbour baby review" in text
    place = SAYS.citations[0]
    assert f'href="/reviews?review=harbour-baby&amp;start={place.start}&amp;end={place.end}"' in drawn


def test_every_cell_of_several_columns_says_its_verdict_in_words() -> None:
    several = made(["housing", "escalation"])
    text = read(table(several, several.rows))
    assert "Record bruises: write down every mark" in text and "Our summary ·" not in text
    assert text.count("No mention found") == 3 and text.count("Could not be read") == 2
    assert "Says something: Record bruises" in text and "2 passages of Harbour baby review on housing" in text
    assert "housing: 1 of 2 reviews say something" in text and "escalation: 0 of 2" in text


@pytest.mark.parametrize("columns", [1, 2])
def test_hostile_text_is_text_in_the_table(columns: int) -> None:
    for text in HOSTILE:
        bad = replace(SAYS.citations[0], quote=text, section=(text,), title=text)
        held = row(text, *(Cell("says", (bad,)) for _ in range(columns)))
        heads = tuple(Column(f"{text}{n}", text, text, (Note(text),)) for n in range(columns))
        whole = arranged(Matrix(text, {}, (replace(held, publisher=text),), columns=heads))
        drawn = matrix.summary(whole) + table(whole, whole.rows) + matrix.foot(whole)
        assert set(re.findall(r"<(\w+)", drawn)) <= OURS
        assert ' href="javascript' not in drawn and set(re.findall(r" on\w+=\"", drawn)) == set()
        assert " ".join(visible(text).split()) in " ".join(read(Markup(drawn)).split())


def test_an_action_is_told_with_how_it_is_known_and_its_absence_as_no_more_than_that() -> None:
    told = Told(citation(2, PASSAGES[0]), "meaning")
    held = Actions(
        HARBOUR,
        (Recommendation(citation(1, PASSAGES[1]), (told,)), Recommendation(citation(3, PASSAGES[2]))),
        (citation(4, PASSAGES[0]),),
    )
    text = read(actions.of_review(held))
    assert "2 recommendations; something is told of 1 of them" in text
    assert "the review does not say which recommendation it answers" in text
    assert text.count("No action told") == 1 and "Also told, of no single recommendation" in text
    for found, told_words in (((told,), "something is told of it"), ((), "nothing is told of what was done")):
        one = replace(held, recommendations=(Recommendation(citation(1, PASSAGES[1]), found),))
        assert f"1 recommendation; {told_words}." in read(actions.of_review(one))
    nothing = read(actions.of_review(Actions(HARBOUR)))
    assert "Neither recommendations nor actions taken were found" in nothing


def test_the_command_prints_text_json_and_csv_that_agree(reviews: Console) -> None:
    found = reviews("matrix", "housing", "ICON", "--json").object
    assert [column["heading"] for column in found["columns"]] == ["housing", "ICON"]
    says = [sum(row["cells"][n]["verdict"] == "says" for row in found["rows"]) for n in (0, 1)]
    assert [column["says"] for column in found["columns"]] == says == [2, 3]
    text = reviews("matrix", "housing", "ICON")
    assert text.code == 0 and "housing: 2 of 5 reviews say something" in text.out
    lines = csv.DictReader(
        io.StringIO(reviews("matrix", "housing", "ICON", "--csv").out.lstrip("\ufeff")), strict=True
    )
    quotes = [one["quote"] for row in found["rows"] for cell in row["cells"] for one in cell["citations"]]
    shown = [line["Quote"] for line in lines if line["Verdict"] == "Says something"]
    assert shown == [readable(quote) for quote in quotes] != quotes  # JSON has them as the file has them


def test_the_command_stops_what_the_chat_stops_and_says_when_nothing_is_found(reviews: Console) -> None:
    stopped = reviews("matrix", "Was John Smith born 12/03/2019 seen by a GP?")
    assert stopped.code == 0 and "John" not in stopped.out + stopped.err
    assert "Not answered" in stopped.out
    assert reviews("matrix", "interpreters").code == 3
    assert reviews("matrix", *(f"theme {n}" for n in range(7))).code == 2
