"""The Ask page: limits, changing and asking again, and questions that are on their way while something else happens."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.records import open_records
from ingest.index import ingest_lock
from tests.ui_app import APP, ask, button, html, opened, start, words
from tests.ui_kit import FILE, HARBOUR, FakeAssistant, FakeIndex
from ui import resources, session_ask
from ui.views.limits import CONTROL

pytest_plugins = ("tests.ui_app",)
INLAND = replace(HARBOUR, id="inland", review_type="serious case review", themes=("*housing*",))
KINDS = ["finding", "recommendation"]


def test_a_limit_is_chosen_shown_as_a_chip_and_bound_to_the_question(fake: FakeAssistant) -> None:
    assert not start().pills, "what is closed is not drawn"
    app = opened(start(), CONTROL)
    pills = app.pills(key="limit-kind")
    assert pills.options == ["finding", "recommendation"]
    pills.set_value(["recommendation"]).run()
    assert button(app, "chip-kind-").label == "Only recommendation"
    ask(app, "answered")
    assert fake.filters == [{"kind": ("recommendation",)}]


def test_a_chip_takes_its_limit_off_and_the_field_follows(fake: FakeAssistant) -> None:
    app = opened(start(), CONTROL)
    app.pills(key="limit-kind").set_value(KINDS).run()
    button(app, "chip-kind-finding").click().run()
    assert app.pills(key="limit-kind").value == ["recommendation"]
    app.pills(key="limit-kind").set_value(KINDS).run()
    button(app, "limits-clear").click().run()
    assert app.pills(key="limit-kind").value == []
    assert not [b for b in app.button if (b.key or "").startswith("chip-")]
    ask(app, "answered")
    assert fake.filters == [{}]


def test_a_limit_that_no_review_holds_any_more_comes_off(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = FakeIndex(reviews={HARBOUR.id: HARBOUR, INLAND.id: INLAND}, fingerprint="a" * 64)
    monkeypatch.setattr(FakeAssistant, "index", held)
    app = opened(start(), CONTROL)
    assert app.pills(key="limit-theme").options == ["\\*housing\\*"], "a theme is text, and no Markdown"
    app.pills(key="limit-theme").set_value(["*housing*"]).run()
    monkeypatch.setattr(FakeAssistant, "index", FakeIndex())
    ask(app, "answered")
    assert fake.filters == [{}]


def test_an_answer_is_asked_for_again_without_a_limit_it_was_bound_to(fake: FakeAssistant) -> None:
    app = opened(start(), CONTROL)
    app.pills(key="limit-kind").set_value(["finding"]).run()
    ask(app, "limited")
    again = button(app, "without-")
    assert again.label == "Only rapid reviews" and again.help.startswith("Take this limit off and ask again")
    assert "Only: " not in words(app), "said once, by the chip"
    again.click().run()
    assert fake.filters[-1] == {} and words(app).count("You asked: limited") == 2


def test_a_question_in_the_address_fills_the_box_and_is_not_asked(fake: FakeAssistant) -> None:
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_file(str(APP), default_timeout=30)
    app.query_params["q"] = "answered"
    app.run()
    assert not app.exception and fake.history == []
    assert "The question is in the box" in words(app)
    assert "q" not in app.query_params, "a reload would fill it again"
    ask(app, "answered")
    assert "The question is in the box" not in words(app)


def test_an_earlier_question_is_changed_at_its_place_and_asked_as_it_was_changed(fake: FakeAssistant) -> None:
    app = ask(ask(start(), "answered"), "which")
    button(app, "edit-1").click().run()
    (field,) = app.text_area
    assert field.value == "answered" and len(fake.history) == 2
    field.set_value("clarify")
    button(app, "FormSubmitter:changed-1").click().run()
    assert len(fake.history) == 3 and "You asked: clarify" in words(app)
    assert not app.text_area, "what is asked is not being changed any more"


def test_pressed_again_the_question_is_left_as_it_is(fake: FakeAssistant) -> None:
    app = ask(start(), "answered")
    button(app, "edit-1").click().run()
    assert len(app.text_area) == 1
    button(app, "edit-1").click().run()
    assert not app.text_area and len(fake.history) == 1


def test_what_was_searched_for_is_changed_in_one_place(fake: FakeAssistant) -> None:
    app = ask(start(), "answered")
    assert [field.value for field in app.main.text_input] == ["answered"]
    app.text_input[0].set_value("which")
    button(app, "FormSubmitter:understood-").click().run()
    assert "You asked: which" in words(app) and len(fake.history) == 2


def test_an_answer_can_be_copied_with_its_citations_as_things_stand_when_it_is_opened(
    fake: FakeAssistant,
) -> None:
    app = ask(start(), "answered")
    assert not app.code
    number = button(app, "edit-").key.removeprefix("edit-")
    (code,) = opened(app, f"copy-{number}").code
    assert "[1]" in code.value and HARBOUR.publisher in code.value
    declined = ask(start(), "blame")
    number = button(declined, "edit-").key.removeprefix("edit-")
    assert not opened(declined, f"copy-{number}").code


def test_a_button_pressed_twice_asks_once(fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_ask, "_ONE_PRESS", 60.0)  # a busy machine is slower than a hand
    app = ask(start(), "clarify")
    button(app, "choice-").click().run()
    button(app, "choice-").click().run()
    assert len(fake.history) == 2 and words(app).count("You asked: answered") == 1
    monkeypatch.setattr(session_ask, "_ONE_PRESS", 0.0)
    button(app, "choice-").click().run()
    assert len(fake.history) == 3, "later it is another press"


def test_a_page_drawn_in_the_middle_of_an_answer_joins_it_and_loses_nothing(fake: FakeAssistant) -> None:
    app, fake.waits = start(), threading.Event()
    here = app.session_state["conversation"]
    stream = lambda: fake.stream("answered")  # noqa: E731
    going = resources.under_way().begin(here, "answered", {}, resources.records, stream)
    threading.Timer(0.6, fake.waits.set).start()
    app.run()
    assert going.done and len(fake.history) == 1
    assert words(app).count("You asked: answered") == 1 and "What the reviews say" in words(app)
    assert not [b for b in app.button if b.key == "stop"]


def test_another_question_put_meanwhile_in_a_second_tab_waits_and_is_answered_too(
    fake: FakeAssistant,
) -> None:
    first, second = ask(start(), "clarify"), start()
    here = first.session_state["conversation"]
    second.session_state["conversation"] = here
    fake.waits = threading.Event()
    resources.under_way().begin(here, "which", {}, resources.records, lambda: fake.stream("which"))
    threading.Timer(0.6, fake.waits.set).start()
    ask(second, "answered")
    asked = [message.question for message in resources.records().messages(here)]
    assert asked == ["clarify", "which", "answered"]
    assert [turn.question for turn in fake.history[-1]] == ["clarify", "which"]
    first.run()
    assert words(first).count("You asked: ") == 3


def test_a_question_is_stopped_and_can_be_asked_again(fake: FakeAssistant) -> None:
    app, fake.waits = start(), threading.Event()
    here = app.session_state["conversation"]
    threading.Timer(0.6, resources.under_way().stop, (here,)).start()
    ask(app, "answered")
    fake.waits.set()
    assert "You stopped this question before it was answered" in words(app)
    fake.waits = None
    button(app, "again-").click().run()
    assert "What the reviews say" in words(app) and len(resources.records().messages(here)) == 2


def test_an_answer_stays_as_it_was_and_says_that_its_review_has_changed(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    app = ask(start(), "answered")
    before = resources.records().messages(app.session_state["conversation"])
    changed = FakeIndex({HARBOUR.id: replace(HARBOUR, sha256="1" * 64)}, fingerprint="1" * 64)
    monkeypatch.setattr(FakeAssistant, "index", changed)
    app.run()
    assert f"Changed since this answer was given: “{HARBOUR.title}”." in words(app)
    opened = open_records(tmp_path / "data")  # as another process would
    assert opened.messages(app.session_state["conversation"]) == before
    opened.close()


def test_a_number_leads_to_its_passage_and_the_passage_to_the_whole_document_and_back(
    fake: FakeAssistant,
) -> None:
    drawn = html(ask(start(), "which"))
    for n in (1, 2):
        assert f'href="#m1-{n - 1}-quote-{n}"' in drawn and f'<mark id="m1-{n - 1}-quote-{n}"' in drawn
        assert drawn.count(f'id="m1-{n - 1}-number-{n}"') == 1
        assert f'href="#m1-{n - 1}-number-{n}"' in drawn
    assert 'href="/reviews?review=harbour-baby&amp;start=' in drawn


def test_the_whole_document_is_not_offered_where_the_quote_is_no_longer_at_its_place(
    fake: FakeAssistant, tmp_path: Path
) -> None:
    app = ask(start(), "answered")
    (tmp_path / "corpus" / FILE).write_text("Something else.", encoding="utf-8")
    app.run()
    assert 'href="/reviews' not in html(app) and 'id="m1-0-quote-1"' in html(app)


def test_while_the_reviews_are_indexed_the_page_says_so_and_looks_again(fake: FakeAssistant) -> None:
    fake.has_index = False
    with ingest_lock(resources.settings().index_folder):
        assert "The reviews are being indexed now, since" in words(start())
    assert "being indexed" not in words(start())


def test_an_index_behind_the_corpus_that_is_being_renewed_asks_for_no_command(fake: FakeAssistant) -> None:
    fake.behind = True
    with ingest_lock(resources.settings().index_folder):
        text = words(start())
    assert "They are being indexed now" in text and "Run: reviews ingest" not in text


def test_an_empty_corpus_says_where_reviews_go(fake: FakeAssistant, tmp_path: Path) -> None:
    fake.has_index = False
    (tmp_path / "corpus" / FILE).unlink()
    text = words(start())
    assert "There are no reviews here yet" in text and "run: reviews ingest" in text
    assert str(tmp_path / "corpus") in text
    asked = words(ask(start(), "What was learned of bruises?"))
    assert asked.count("There are no reviews here yet") == 2 and "no index" not in asked.casefold()


def test_written_mode_without_a_model_is_said(fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIEWS_MODE", "written")
    assert "no model is named. Exact quotes are given instead" in words(start())


def test_a_question_that_is_too_long_is_not_asked_and_stays_in_the_box_with_the_reason(
    fake: FakeAssistant,
) -> None:
    app = start()
    pasted = "what of bruises " * 300
    app.chat_input[0].set_value(pasted).run()
    assert "Not asked: the question has 4,800 characters, and at most 4,000 are read" in words(app)
    assert app.chat_input[0].proto.max_chars == 0 and app.chat_input[0].proto.value == pasted
    assert fake.history == [] and "Not asked" not in words(ask(app, "answered"))
