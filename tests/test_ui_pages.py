"""How the pages go on: asking, conversations, faults, and the About page."""

import shutil
from pathlib import Path

import pytest

from assistant.contacts import load_register
from assistant.nouns import Answer
from assistant.records import open_records
from ingest.errors import ReviewsError
from ingest.settings import SHIPPED_CORPUS, Settings
from tests.ui_app import ABOUT, ask, button, html, start, words
from tests.ui_kit import FILE, FakeAssistant
from ui import resources

pytest_plugins = ("tests.ui_app",)


def test_the_first_page_says_what_it_is_and_offers_three_questions(fake: FakeAssistant) -> None:
    app = start()
    text = words(app)
    assert "Quotes from published child-safeguarding reviews" in text
    assert "Not advice on a child, and not a procedure" in text
    assert 'href="tel:999"' in html(app)
    assert "Do not type names or other personal details" in text
    assert [b.key for b in app.button if b.key and b.key.startswith("first-")] == [
        "first-0",
        "first-1",
        "first-2",
    ]
    assert "1 review is searched here, as indexed on 21 November 2026" in text


def test_a_first_question_is_pressed_and_answered(fake: FakeAssistant) -> None:
    app = start()
    button(app, "first-0").click().run()
    assert "You asked: answered" in words(app)
    assert not [b for b in app.button if (b.key or "").startswith("first-")]


def test_a_choice_is_pressed_and_asked(fake: FakeAssistant) -> None:
    app = ask(start(), "clarify")
    first = button(app, "choice-")
    assert first.label == r"The \*Harbour\* baby"
    first.click().run()
    assert not app.exception
    assert "You asked: answered" in words(app)


def test_the_conversation_goes_on_and_hands_its_history_over(fake: FakeAssistant) -> None:
    app = start()
    for question in ("answered", "blame", "not_found"):
        ask(app, question)
    assert [h.split("</span>")[1].split("<")[0] for h in html(app).split("<h2") if "You asked" in h] == [
        "answered",
        "blame",
        "not_found",
    ]
    assert [(t.question, t.blocked) for t in fake.history[-1]] == [("answered", False), ("blame", True)]


def test_answers_are_drawn_from_the_records_and_not_asked_for_again(fake: FakeAssistant) -> None:
    app = ask(start(), "answered")
    asked = len(fake.history)
    app.run()
    app.run()
    assert len(fake.history) == asked
    assert "You asked: answered" in words(app)


def test_the_page_goes_to_a_new_answer_once(fake: FakeAssistant) -> None:
    app = ask(start(), "answered")
    assert "scrollIntoView" in html(app)
    app.run()
    assert "scrollIntoView" not in html(app)


def test_conversations_are_listed_opened_and_begun_anew(fake: FakeAssistant) -> None:
    app = ask(start(), "answered")
    app.button(key="new").click().run()
    assert "You asked" not in words(app)
    ask(app, "which")
    opened = [b for b in app.button if (b.key or "").startswith("open-")]
    assert [b.label for b in opened] == ["**which**", "answered"]
    opened[1].click().run()
    assert "You asked: answered" in words(app)


def test_a_conversation_is_deleted_only_after_a_second_press(fake: FakeAssistant, tmp_path: Path) -> None:
    app = ask(start(), "answered")
    button(app, "delete-").click().run()
    assert "This cannot be undone" in words(app)
    assert len(resources.records().conversations()) == 1
    app.button(key="confirm-yes").click().run()
    assert not app.exception
    assert resources.records().conversations() == ()


def test_without_an_index_the_page_says_what_to_do_and_urgent_questions_are_answered(
    fake: FakeAssistant,
) -> None:
    fake.has_index = False
    app = start()
    assert "There is no index of this folder yet. Run: reviews ingest" in words(app)
    assert not [b for b in app.button if (b.key or "").startswith("first-")]
    ask(app, "urgent")
    assert 'href="tel:999"' in html(app) and "Urgent" in words(app)
    ask(app, "answered")
    assert html(app).count("Run: <code>reviews ingest</code>") == 2


def test_an_index_behind_the_corpus_is_said(fake: FakeAssistant) -> None:
    assert "have changed since they were indexed" not in words(start())
    fake.behind = True
    assert f"The reviews have changed since they were indexed ({FILE}). Run: reviews ingest" in words(start())


def test_an_unforeseen_fault_is_one_plain_line(fake: FakeAssistant, caplog: pytest.LogCaptureFixture) -> None:
    fake.fault = RuntimeError("secret question text")
    app = ask(start(), "answered")
    assert "Something went wrong in this program" in words(app)
    assert "secret question text" not in words(app) + caplog.text
    assert "RuntimeError" in caplog.text
    fake.fault = None
    button(app, "again-").click().run()
    assert "What the reviews say" in words(app)


def test_a_question_that_a_killed_server_left_is_kept_and_can_be_asked_again(fake: FakeAssistant) -> None:
    app = start()
    here = app.session_state["conversation"]
    left = resources.records().begin_message(here)
    resources.records().keep_question(left, "answered")
    app.run()
    assert "You asked: answered" in words(app)
    assert "This question was interrupted before it was answered" in words(app)
    button(app, "again-").click().run()
    assert "What the reviews say" in words(app)


def test_when_records_cannot_be_kept_answers_are_shown_all_the_same(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ReviewsError("The record of conversations cannot be used", "Check the disk")

    monkeypatch.setattr(resources, "records", broken)
    app = ask(start(), "urgent")
    assert "Answers are shown but not kept" in words(app)
    assert 'href="tel:999"' in html(app)
    for question in ("answered", "clarify", "urgent", "clarify"):
        ask(app, question)
    assert words(app).count("You asked: urgent") == 2 and words(app).count("You asked: clarify") == 2


def test_when_the_disk_fails_in_the_middle_the_answer_is_shown_once(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Full:
        def __init__(self) -> None:
            self._kept = open_records(tmp_path / "other")
            self.warning = ""

        def finish(self, message: int, answer: Answer) -> None:
            raise ReviewsError("The disk is full", "Make room")

        def __getattr__(self, name: str) -> object:
            return getattr(self._kept, name)

    full = Full()
    monkeypatch.setattr(resources, "records", lambda: full)
    app = ask(start(), "answered")
    text = words(app)
    assert text.count("You asked: answered") == 1
    assert "The disk is full" in text
    assert "What the reviews say" in text


def test_a_damaged_record_is_said(fake: FakeAssistant, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "records.sqlite").write_bytes(b"not a database" * 50)
    app = start()
    assert "The record of earlier conversations was damaged" in words(app)


def test_the_about_page_says_what_it_is_for_and_what_leaves_the_machine(fake: FakeAssistant) -> None:
    text = words(start(ABOUT))
    for part in (
        "What it is for",
        "What it is not for",
        "Reviews that are searched",
        "What leaves this computer",
    ):
        assert part in text
    assert "Nothing. Questions are searched and answered here" in text
    assert "Harbour baby review" in text and "briefing of June 2021 (inferred)" in text
    assert "Our summary, not the publisher's words" in text
    assert "999" in text and "Doubtful number." in text and "not yet checked by a person" in text


def test_the_about_page_names_a_host_that_questions_are_sent_to(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVIEWS_EMBEDDING_BASE_URL", "https://models.example/v1")
    assert "each question that is not stopped, to models.example" in words(start(ABOUT))


def test_the_about_page_says_what_goes_to_the_model_that_writes(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVIEWS_MODEL", "small-model")
    monkeypatch.setenv("OPENAI_BASE_URL", "https://writer.example:8443/v1")
    text = words(start(ABOUT))
    assert "never leave" in text
    assert "with the passages found, to writer.example:8443, where the model small-model writes" in text
    monkeypatch.setenv("OPENAI_BASE_URL", "https://user:secret@writer.example:8443/v1")
    assert "secret" not in words(start(ABOUT))  # an address that is refused is sent nothing, and not shown


def test_the_about_page_stands_without_an_index_and_without_a_register(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake.has_index = False
    monkeypatch.setenv("REVIEWS_CONTACTS", str(tmp_path / "none.toml"))
    text = words(start(ABOUT))
    assert "Run: reviews ingest" in text and "none.toml" in text


def test_the_settings_used_are_those_of_the_environment(invented: None, tmp_path: Path) -> None:
    assert resources.settings() == Settings(
        corpus=tmp_path / "corpus", data=tmp_path / "data", home=tmp_path / "home"
    )


def test_a_register_in_the_home_folder_is_read_for_the_pages_too(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copy(SHIPPED_CORPUS / "contacts.toml", tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("REVIEWS_CONTACTS", "~/contacts.toml")
    assert resources.public_numbers() == load_register(SHIPPED_CORPUS / "contacts.toml").numbers
    contacts, fault = resources.register()
    assert contacts and not fault
