"""The Evaluation page: runs in every state, one run, its cases, a case with its passages and marks, two runs compared."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from eval.cases import Case
from eval.run import Wanted, run
from eval.runs.again import marks_of
from eval.runs.folder import RunFolder
from eval.viewing.cases import A_PAGE
from eval.viewing.opened import opened
from ingest.settings import Settings
from tests.runs_kit import Refuses, kept, made, settings, spoil
from tests.test_eval_run import write
from tests.test_ui_markup import HOSTILE
from tests.ui_app import button, by_menu, html, start, words
from tests.ui_kit import FakeAssistant
from ui import resources
from ui.drawing.evaluation.cases import asked, prose
from ui.drawing.evaluation.tables import figure
from ui.drawing.markup import safe
from ui.session_evaluation import address

pytestmark = pytest.mark.usefixtures("page")
__all__ = ["kept", "made", "settings"]
PAGE = Path(__file__).parent.parent / "ui" / "views" / "evaluation.py"
PERSONAL = "Alfie Example, born 3 May 2019"
Kept = tuple[RunFolder, RunFolder]


@pytest.fixture
def page(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIEWS_CORPUS", str(settings.corpus))
    monkeypatch.setenv("REVIEWS_DATA", str(settings.data))
    monkeypatch.setenv("REVIEWS_HOME", str(settings.home))
    monkeypatch.setattr(resources, "assistant", lambda: FakeAssistant(has_index=False))
    st.cache_resource.clear()
    st.cache_data.clear()


def see(**asked: str) -> AppTest:
    """The page at an address, after its first run."""
    app = AppTest.from_file(str(PAGE), default_timeout=30)
    for name, value in asked.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert html(app).count("<h1") == 1
    return app


def test_without_a_run_the_page_says_how_to_make_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "assistant", FakeAssistant)
    assert "No run is kept yet" in words(see()) and "reviews eval" in words(see())


def test_every_run_is_listed_with_its_state_and_its_figures_with_n(settings: Settings, kept: Kept) -> None:
    spoil(settings)
    app = see()
    text = words(app)
    assert "2 January 2026, 03:04" in text and "3 January 2026, 03:04" in text
    assert "Being made now" in text and "another version made it" in text and "It has no manifest" in text
    assert "2 of 5" in text and "gates missed" in text and "2 cases" in text
    assert f'href="{address(kept[0].name)}"' in html(app)
    assert 'class="dot"' in html(app)


def test_one_run_alone_is_listed_without_charts(settings: Settings, kept: Kept) -> None:
    shutil.rmtree(kept[0].path)
    app = see()
    assert "Over time" not in words(app) and 'class="dot"' not in html(app)
    assert app.multiselect[0].value and "3 January 2026, 03:04" in words(app)
    assert "Scroll sideways to see all columns." in words(app)


def test_the_measures_shown_are_chosen_and_stand_in_the_address(kept: Kept) -> None:
    app = see(measures="outcome,no_such_measure")
    assert app.multiselect[0].value == ["outcome"]
    app.multiselect[0].set_value(["outcome", "urgent"]).run()
    assert "Urgent caught" in words(app) and "outcome,urgent" in app.query_params["measures"]


def test_a_run_that_is_not_there_or_not_whole_says_what_to_do(settings: Settings, kept: Kept) -> None:
    spoil(settings)
    assert "No run called ../old is kept here" in words(see(run="../old"))
    assert "another version made it" in words(see(run="old"))
    assert "is being made now" in words(see(run="halted", case="bruise"))


def test_a_damaged_run_is_told_in_one_line(kept: Kept) -> None:
    (kept[0].path / "passages.jsonl").write_text("")
    assert "do not fit together. Run the evaluation again" in words(see(run=kept[0].name))


def test_a_run_shows_gates_kinds_spread_and_times(kept: Kept) -> None:
    app = see(run=kept[1].name)
    text = words(app)
    for heading in (
        "Gates",
        "By kind of question",
        "Open cases and those kept aside",
        "How the scores spread",
    ):
        assert heading in text
    assert "Time to an answer" in text and "Missed" in text
    assert text.index("Result") < text.index("Reached"), "which a phone shows first"
    goals = re.search(r"\d+ of \d+ goals? missed", text)
    assert goals and text.index(goals.group()) < text.index(
        "Every measure" if "Every measure" in text else "Goals"
    )
    assert re.search(r"\d+ cases? falls? short", text) and 'href="#goals"' in html(app)
    assert f'href="{address(kept[1].name, part="cases")}"' in html(app).replace("&amp;", "&")
    assert f'href="{address(kept[1].name, part="cases", kind="fact")}"' in html(app).replace("&amp;", "&")
    app = see(run=kept[1].name, part="figures")
    assert "Every measure" in words(app) and "share of the facts a good answer must hold" in words(app)


def test_cases_are_listed_without_those_kept_aside_until_asked_for(kept: Kept) -> None:
    app = see(run=kept[1].name, part="cases")
    text = words(app)
    assert "1 case. 1 more fit and are kept aside" in text and "Where was the mark?" in text
    assert "Which speak of dads?" not in text
    app.checkbox[0].set_value(True).run()
    assert "Which speak of dads?" in words(app) and "kept" not in app.query_params


def test_filters_come_from_the_address_and_go_with_each_link(kept: Kept) -> None:
    app = see(run=kept[1].name, part="cases", came="any", kind="unanswerable", got="nonsense")
    assert "Anything on school?" in words(app) and "Where was the mark?" not in words(app)
    link = address(kept[1].name, "none", came="any", kind="unanswerable")
    assert f'href="{link}"' in html(app).replace("&amp;", "&")
    app.text_input[0].set_value("nothing like it").run()
    assert "No case fits" in words(app)


def chosen(app: AppTest, part: str) -> AppTest:
    """The run with another part of it shown."""
    app.button_group(key="evaluation_part").set_value(part).run()
    assert not app.exception
    return app


def test_the_filters_stay_while_another_part_or_another_page_is_looked_at(kept: Kept) -> None:
    app = by_menu(start(), "evaluation")
    app.query_params["run"] = kept[1].name
    chosen(app.run(), "cases")
    app.selectbox(key="evaluation_came").set_value("any")
    app.selectbox(key="evaluation_kind").set_value("unanswerable").run()
    app.checkbox(key="evaluation_kept").set_value(True).run()
    chosen(chosen(app, "summary"), "cases")
    assert app.selectbox(key="evaluation_came").value == "any"
    assert app.selectbox(key="evaluation_kind").value == "unanswerable"
    assert app.checkbox(key="evaluation_kept").value is True
    left = dict(app.query_params)
    assert left == {"run": kept[1].name, "part": "cases", "came": "any", "kind": "unanswerable"}
    by_menu(by_menu(app, "about"), "evaluation")
    assert dict(app.query_params) == left and app.selectbox(key="evaluation_kind").value == "unanswerable"
    app.query_params.clear()  # the menu pressed on the page itself
    assert "2 January 2026, 03:04" in words(app.run()) and not app.selectbox


def test_details_of_a_person_are_looked_for_among_cases_and_stay_out_of_the_address(kept: Kept) -> None:
    app = see(run=kept[1].name, part="cases", came="any", find=PERSONAL)
    assert app.text_input[0].value == PERSONAL and "No case fits" in words(app)
    assert "they are looked for here and stay out of the address" in words(app)
    assert "find" not in app.query_params
    app.text_input[0].set_value("where was").run()
    assert app.query_params["find"] == "where was" and "find=where+was" in html(app)
    app.text_input[0].set_value(PERSONAL).run()
    assert "find" not in app.query_params and "Example" not in html(app)
    assert "find" not in chosen(app, "summary").query_params


def test_a_case_shows_why_it_falls_short_its_passages_and_the_way_to_ask(kept: Kept) -> None:
    app = see(run=kept[1].name, case="bruise", came="any")
    text = words(app)
    assert "Missing: temple." in text and "Wanted: answered. It was: not found." in text
    assert "Found at rank 1" in text and "holds evidence item 1" in text
    assert "<mark>" in html(app) and 'href="/?q=Where+was+the+mark%3F"' in html(app)
    assert "/reviews?review=a" in html(app) and "came=any" in html(app)


def test_a_follow_up_is_asked_again_as_it_was_understood_or_said_to_be_asked_alone(kept: Kept) -> None:
    result = opened(kept[1].path).result("bruise")
    assert result and result.attempt
    case = result.located.case.model_copy(update={"history": ("What of the harbour review?",)})
    alone = replace(result, located=replace(result.located, case=case))
    drawn = asked(alone)
    assert 'href="/?q=Where+was+the+mark%3F"' in drawn and "may be understood otherwise" in drawn
    whole = replace(result.attempt.answer, understood="Where was the mark in the harbour review?")
    drawn = asked(replace(alone, attempt=replace(result.attempt, answer=whole)))
    assert 'href="/?q=Where+was+the+mark+in+the+harbour+review%3F"' in drawn
    assert "as it was understood" in drawn and "may be understood otherwise" not in drawn
    assert "understood" not in asked(result)


def test_the_answer_is_drawn_and_an_urgent_one_has_its_number(kept: Kept) -> None:
    assert "What the reviews say" in words(see(run=kept[0].name, case="bruise"))
    assert 'href="tel:999"' in html(see(run=kept[0].name, case="now"))


def test_a_case_kept_aside_is_shown_only_when_asked_for_all_the_same(kept: Kept) -> None:
    app = see(run=kept[1].name, case="which")
    assert "This case is kept aside" in words(app) and "Which speak of dads?" not in words(app)
    app.button[0].click().run()
    assert "Which speak of dads?" in words(app)
    assert "This case is kept aside" in words(see(run=kept[1].name, case="which"))
    assert "No such case" in words(see(run=kept[1].name, case="nonsense"))


def test_a_score_is_marked_with_a_reason_and_the_mark_is_removed(kept: Kept) -> None:
    app = see(run=kept[1].name, case="bruise")
    app.radio[0].set_value("dispute")
    button(app, "FormSubmitter").click().run()
    assert "say in a few words why" in words(app) and marks_of(kept[1]) == ()
    app.radio[0].set_value("dispute")
    app.text_input[0].set_value("It *is* said")
    button(app, "FormSubmitter").click().run()
    assert not app.exception
    (made,) = marks_of(kept[1])
    assert (made.case, made.verdict, made.why) == ("bruise", "dispute", "It *is* said")
    assert "It *is* said" in words(app)
    assert "1 verdict marked, 1 disputed" in words(see(run=kept[1].name))
    button(app, "unmark-").click().run()
    assert marks_of(kept[1]) == () and "Nobody has marked" in words(app)


def test_a_mark_that_cannot_be_written_is_told(kept: Kept) -> None:
    (kept[1].path / "marks.jsonl").mkdir()
    app = see(run=kept[0].name, case="bruise")
    (kept[0].path / "marks.jsonl").symlink_to(kept[0].path / "nowhere" / "marks.jsonl")
    app.text_input[0].set_value("right")
    button(app, "FormSubmitter").click().run()
    assert "The mark cannot be written" in words(app)


def test_two_runs_are_compared_and_kept_cases_are_only_counted(kept: Kept) -> None:
    app = see(run=kept[1].name, against=kept[0].name)
    text = words(app)
    assert "Two runs compared" in text and "Cases that went wrong" in text
    assert "Not sure" in text and "Where was the mark?" in text
    assert "Which speak of dads?" not in text and "1 of them kept aside" in text
    app = see(run=kept[1].name)
    button(app, "evaluation_compare").click().run()
    assert "Two runs compared" in words(app)


def test_what_a_gold_file_says_and_a_run_is_called_is_text(settings: Settings, tmp_path: Path) -> None:
    texts = [text for text in HOSTILE if text.strip()][: A_PAGE - 1]
    cases = [
        Case(id=f"h{n}", kind="unanswerable", question=text, expect="answered", split="open", note=text)
        for n, text in enumerate(texts)
    ]
    folder = run(settings, Wanted(write(tmp_path, cases)), Refuses(cases)).folder
    listed = html(see(run=folder.name, part="cases", came="any"))
    for text in texts:
        assert safe(text) in listed
    shown = html(see(run=folder.name, case="h0"))
    assert safe(texts[0]) in shown
    assert all("<script" not in drawn and "<img" not in drawn for drawn in (listed, shown))
    assert "<script" not in html(see(run="<script>alert(1)</script>"))


def test_bold_loses_its_asterisks_to_the_eye_only() -> None:
    assert prose("**Now:** <b>") == (
        '<span class="marks">**</span><span class="bold">Now:</span><span class="marks">**</span> &lt;b&gt;'
    )


@pytest.mark.parametrize(
    ("measure", "value", "told"),
    [
        ("vital_facts", 0.998, "0.998"),
        ("vital_facts", 1.0, "1.00"),
        ("words", 61.7, "62"),
        ("outcome", None, "no score"),
    ],
)
def test_a_figure_short_of_one_is_never_rounded_up_to_it(
    measure: str, value: float | None, told: str
) -> None:
    assert figure(measure, value) == told
