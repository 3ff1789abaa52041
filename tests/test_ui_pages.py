"""The pages, run by Streamlit's own test runner with an assistant that answers from a list."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner_utils.exceptions import StopException
from streamlit.testing.v1 import AppTest

from assistant.nouns import Answer, Event, Statement, Turn
from assistant.records import open_records
from ingest.errors import ReviewsError
from ingest.settings import Settings
from tests import ui_kit
from tests.ui_kit import ANSWERS, FILE, FINDING, RECOMMENDATION, FakeAssistant, answered
from ui import resources

APP = Path(__file__).parent.parent / "ui" / "app.py"
ABOUT = Path(__file__).parent.parent / "ui" / "views" / "about.py"


@pytest.fixture(autouse=True)
def _clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    ui_kit.lay_out_corpus(tmp_path / "corpus")
    monkeypatch.setenv("REVIEWS_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("REVIEWS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("REVIEWS_HOME", str(tmp_path / "home"))
    st.cache_resource.clear()
    st.cache_data.clear()
    yield
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeAssistant:
    assistant = FakeAssistant()
    monkeypatch.setattr(resources, "assistant", lambda: assistant)
    return assistant


def start(page: Path = APP) -> AppTest:
    app = AppTest.from_file(str(page), default_timeout=30).run()
    assert not app.exception
    return app


def ask(app: AppTest, question: str) -> AppTest:
    app.chat_input[0].set_value(question).run()
    assert not app.exception
    return app


def html(app: AppTest) -> str:
    return "\n".join(element.value for element in app.html if "scroll-margin" not in element.value)


def words(app: AppTest) -> str:
    bare = re.sub(r"<script>.*?</script>|<style>.*?</style>", "", html(app), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", bare)))


def button(app: AppTest, key: str):  # type: ignore[no-untyped-def]
    return next(b for b in app.button if (b.key or "").startswith(key))


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


def test_an_answer_shows_quotes_with_all_that_is_known_of_them(fake: FakeAssistant) -> None:
    app = ask(start(), "answered")
    text, drawn = words(app), html(app)
    assert "I searched for: answered (bruising)" in text
    assert drawn.count("<summary>Show quote") == 2
    assert "[1] Recommendation Our summary, not the publisher's words" in text
    assert "[2] Finding (inferred) Our summary, not the publisher's words" in text
    for known in (
        "Harbour Safeguarding Children Partnership",
        "rapid review",
        "briefing of June 2021 (inferred)",
    ):
        assert known in text
    assert FINDING in text, "$ and -- stay as they are"


def test_the_highlight_is_the_quote_inside_its_whole_section(fake: FakeAssistant) -> None:
    drawn = html(ask(start(), "answered"))
    marks = re.findall(r"<mark>(.*?)</mark>", drawn, flags=re.DOTALL)
    assert [unescape(re.sub(r"<[^>]+>", "", mark)) for mark in marks] == [RECOMMENDATION, FINDING]
    section = re.search(r'<div class="source".*?</div>', drawn, flags=re.DOTALL)
    assert section and "2. Ask the second question." in section.group()
    assert "Harbour baby review" not in section.group()


def test_a_changed_file_is_said_and_nothing_is_highlighted(fake: FakeAssistant, tmp_path: Path) -> None:
    app = ask(start(), "answered")
    file = tmp_path / "corpus" / FILE
    file.write_text(file.read_text().replace("Findings", "Findings of the review"))
    app.run()
    assert "<mark>" not in html(app)
    assert words(app).count("The file has changed since this answer was given") == 2
    assert RECOMMENDATION in words(app)


def test_a_missing_file_is_said_and_the_stored_quote_stays(fake: FakeAssistant, tmp_path: Path) -> None:
    app = ask(start(), "answered")
    (tmp_path / "corpus" / FILE).unlink()
    app.run()
    assert "<mark>" not in html(app)
    assert "cannot be read now" in words(app) and RECOMMENDATION in words(app)


def test_a_review_that_is_gone_or_withdrawn_is_said_beside_its_quotes(fake: FakeAssistant) -> None:
    held = ui_kit.citation(1, ui_kit.PASSAGES[1])
    assert (
        resources.locate(replace(held, withdrawn=True))
        == "This review was withdrawn. Do not rely on this quote."
    )
    gone = resources.locate(replace(held, review_id="gone"))
    assert isinstance(gone, str) and gone.startswith("This review is no longer among those searched here")


def test_without_an_index_only_the_text_around_a_quote_is_shown(fake: FakeAssistant) -> None:
    app = ask(start(), "answered")
    fake.has_index = False
    app.run()
    assert "Only the text around the quote is shown." in words(app)
    assert html(app).count("<mark>") == 2


def test_a_stored_file_name_cannot_lead_out_of_the_corpus(
    fake: FakeAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret.md").write_text(ui_kit.TEXT)
    sly = replace(ui_kit.citation(1, ui_kit.PASSAGES[1]), file="../secret.md")
    monkeypatch.setattr(ui_kit, "ANSWERS", {"sly": answered("sly", citations=(sly,), statements=())})
    assert resources.locate(sly) == "The file of this quote cannot be read now. Nothing is highlighted."


@pytest.mark.parametrize("name", ["urgent", "urgent personal"])
def test_an_urgent_answer_puts_999_first(fake: FakeAssistant, name: str) -> None:
    app = ask(start(), name)
    drawn = html(app)
    panel = drawn[drawn.index('role="alert"') :]
    assert panel.index('href="tel:999"') < panel.index("</h3>")
    assert "Urgent" in words(app)
    assert "I searched for" not in words(app) and "How this was answered" not in words(app)


def test_urgent_numbers_can_be_pressed_and_doubtful_ones_say_so(fake: FakeAssistant) -> None:
    app = ask(start(), "urgent")
    drawn, text = html(app), words(app)
    assert 'href="tel:+441632960123"' in drawn
    assert "Doubtful number. Two numbers." in text and "Number checked 1 September 2026." in text
    assert "No number held for Inland" in text
    assert 'href="tel:"' not in drawn
    assert text.index("In danger now?") < text.index("Referrals") < text.index("Do not wait for this page")


def test_a_long_question_does_not_push_999_off_the_page(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "There is a baby here and this goes on. " * 60
    monkeypatch.setattr(ui_kit, "ANSWERS", {long: replace(ANSWERS["urgent"], question=long)})
    drawn = html(ask(start(), long))
    before = drawn[drawn.index("<h2") : drawn.index('role="alert"')]
    heading = before[: before.index("</h2>")]
    assert len(heading) < 250 and heading.endswith("…")
    assert "<summary>Show the whole question</summary>" in before and long.strip() in before


def test_a_blocked_urgent_question_is_not_shown_and_not_kept(fake: FakeAssistant, tmp_path: Path) -> None:
    app = ask(start(), "urgent personal")
    assert "Question not kept" in words(app) and "urgent personal" not in words(app)
    kept = b"".join(p.read_bytes() for p in (tmp_path / "data").iterdir())
    assert b"urgent personal" not in kept


def test_not_found_says_so_and_calls_the_nearest_passage_related(fake: FakeAssistant) -> None:
    app = ask(start(), "not_found")
    text = words(app)
    assert "No passage in these reviews answers this" in text
    assert "I searched for: not_found (bruising)" in text
    assert "Related, not an answer" in text
    assert 'class="statement related"' in html(app)


def test_a_partial_answer_says_what_is_missing(fake: FakeAssistant) -> None:
    text = words(ask(start(), "partly"))
    assert "What the reviews say, in part" in text
    assert "Not found in these reviews: what was done about housing" in text


def test_a_choice_is_pressed_and_asked(fake: FakeAssistant) -> None:
    app = ask(start(), "clarify")
    first = button(app, "choice-")
    assert first.label == r"The \*Harbour\* baby"
    first.click().run()
    assert not app.exception
    assert "You asked: answered" in words(app)


@pytest.mark.parametrize("name", ["blame", "personal"])
def test_a_declined_question_gets_a_short_reason(fake: FakeAssistant, name: str) -> None:
    text = words(ask(start(), name))
    assert "I cannot answer this" in text
    assert "How this was answered" not in text
    assert ("Question not kept" in text) == (name == "personal")


def test_which_reviews_get_a_row_each(fake: FakeAssistant) -> None:
    app = ask(start(), "which")
    drawn = re.sub(r"<[^>]+>", "|", html(app))
    assert re.search(r"\|Harbour baby review\|+Says something \(quotes 1 and 2\)\|", drawn)
    assert re.search(r"\|Inland toddler review\|+No mention found\|", drawn)
    assert re.search(r"\|scan.pdf\|+Could not be read\|", drawn)
    assert "Not searched, because these files could not be read: scan.pdf" in words(app)


def test_a_note_shows_its_date_and_source(fake: FakeAssistant) -> None:
    assert "The Panel said otherwise. (1 September 2022, the national Panel)" in words(ask(start(), "noted"))


def test_a_written_statement_is_not_drawn_as_a_quote(fake: FakeAssistant) -> None:
    app = ask(start(), "written")
    text = words(app)
    assert "Two points were made. [1][2]" in text and "Only partly shown by its quotes" in text
    assert "The language model stopped early." in text
    assert "<blockquote><p>Two points" not in html(app)
    assert RECOMMENDATION in text and text.count("Our summary, not the publisher's words") >= 2


def test_how_it_was_answered_can_be_opened(fake: FakeAssistant) -> None:
    text = words(ask(start(), "answered"))
    assert "How this was answered" in text and "No language model was used" in text
    assert "3 passages were considered" in text and "search 12 ms, total 16 ms" in text
    assert "kinds: recommendation" in text


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
    assert "It cannot be brought back" in words(app)
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
    assert words(app).count("Run: reviews ingest") == 2


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


def test_a_question_interrupted_half_way_is_kept_and_can_be_asked_again(fake: FakeAssistant) -> None:
    class Stopped(FakeAssistant):
        def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
            yield next(super().stream(question, history))
            raise StopException  # as Streamlit does when the reader presses something else

    app = start()
    fake.__class__ = Stopped
    ask(app, "answered")
    fake.__class__ = FakeAssistant
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


def test_hostile_text_in_an_answer_and_a_question_stays_text(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    evil = "<img src=x onerror=alert(1)> ![i](https://evil.example) :red[x] $5"
    bad = answered(
        evil,
        searched_for=evil,
        statements=(Statement(evil, "note"), Statement(evil, "answer", (1,))),
        citations=(replace(ui_kit.citation(1, ui_kit.PASSAGES[0]), title=evil, publisher=evil, quote=evil),),
        missing=(evil,),
        not_searched=(evil,),
        outcome="partly",
    )
    monkeypatch.setattr(ui_kit, "ANSWERS", {**ANSWERS, evil: bad})
    app = ask(start(), evil)
    assert "<img" not in html(app)
    assert words(app).count("![i](https://evil.example) :red[x] $5") >= 7
    assert all("![i]" not in b.label and ":red[" not in b.label for b in app.button)


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
    assert "are sent to models.example" in words(start(ABOUT))


def test_the_about_page_stands_without_an_index_and_without_a_register(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake.has_index = False
    monkeypatch.setenv("REVIEWS_CONTACTS", str(tmp_path / "none.toml"))
    text = words(start(ABOUT))
    assert "Run: reviews ingest" in text and "none.toml" in text


def test_the_settings_used_are_those_of_the_environment(tmp_path: Path) -> None:
    assert resources.settings() == Settings(
        corpus=tmp_path / "corpus", data=tmp_path / "data", home=tmp_path / "home"
    )
