"""The page on which a draft is checked: every stage of it, and nothing of a draft left behind."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
import streamlit as st
from draft_kit import FakeChecker
from streamlit.runtime.scriptrunner import StopException
from streamlit.testing.v1 import AppTest

from assistant.drafts.nouns import Checked, Draft
from ingest.errors import IndexDamaged
from ingest.withdrawn import Tombstone, Tombstones
from tests.test_ui_markup import HOSTILE, read
from tests.ui_app import button, html, start, words
from tests.ui_app import fake as fake
from tests.ui_app import invented as invented
from tests.ui_kit import FINDING, HARBOUR, FakeAssistant
from ui import resources
from ui.drawing.frame import GO_TO_NEWEST

PAGE = Path(__file__).parent.parent / "ui" / "views" / "draft.py"
TEXT = "# A paper\n\nOne was found. Two was not. Three was quoted.\n\nFour is ours.\n"
VERDICTS = ("supported", "not_shown", "partly", None)


@pytest.fixture
def checker(fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch) -> FakeChecker:
    """A checker that gives four verdicts in turn."""
    held = FakeChecker(VERDICTS)
    monkeypatch.setattr(resources, "draft_checker", lambda: held)
    return held


def check(app: AppTest, text: str) -> AppTest:
    """Paste a text and let the page run to its end."""
    app.text_area[0].set_value(text)
    button(app, "FormSubmitter").click().run()
    assert not app.exception
    return app


def test_the_form_says_what_becomes_of_a_draft(checker: FakeChecker) -> None:
    text = words(start(PAGE))
    assert "Your draft stays on this computer, is not kept, and no language model reads it" in text
    assert "Take out names" in text and "written to no record and no log" in text


def whole(app: AppTest) -> AppTest:
    """The whole draft, of which at first the sentences that need a look are shown."""
    app.button_group[0].set_value("all").run()
    assert not app.exception
    return app


def test_what_needs_a_look_is_shown_first_and_nought_is_counted_only_of_what_readers_look_for(
    checker: FakeChecker,
) -> None:
    app = check(start(PAGE), TEXT)
    text = words(app)
    assert "Two was not." in text and "Three was quoted." in text and "One was found." not in text
    tally = html(app).partition('class="tally"')[2].partition("</dl>")[0]
    assert tally.count("<dd>") == 5 and tally.count("<dd>0</dd>") == 1
    assert "The review says otherwise</dt><dd>0</dd>" in tally
    assert text.index("Your draft, sentence by sentence") < text.index("Take it away")


def test_the_draft_is_read_in_order_with_its_verdicts_and_passages(checker: FakeChecker) -> None:
    app = whole(check(start(PAGE), TEXT))
    text = words(app)
    assert "2 of 3 checked sentences need a look" in text
    order = ["A paper", "One was found.", "Two was not.", "Three was quoted.", "Four is ours."]
    places = [text.index(said) for said in order]
    assert places == sorted(places)
    assert "Supported One was found." in text and "Not shown → Another review says it Two was not." in text
    assert "More plainly said in Harbour baby review" in text and "“ever” is not in the review" in text
    assert "The author’s own words." in text and FINDING in text
    assert "Our summary, not the publisher's words" in text
    assert 'href="/reviews?review=harbour-baby&amp;start=' in html(app)


def test_the_sentences_of_one_verdict_can_be_seen_apart_with_their_places(checker: FakeChecker) -> None:
    app = check(start(PAGE), TEXT)
    app.button_group[0].set_value("not_shown").run()
    text = words(app)
    assert "Line 3, under “A paper” Two was not." in text and "One was found." not in text


@pytest.mark.parametrize("text", ["", " \n "])
def test_nothing_given_is_one_line(checker: FakeChecker, text: str) -> None:
    assert "Not checked. Paste a text, or choose a file." in words(check(start(PAGE), text))


def test_a_text_and_a_file_at_once_is_one_line(checker: FakeChecker) -> None:
    app = start(PAGE)
    app.file_uploader[0].set_value(("a.txt", b"One was found.", "text/plain"))
    assert "Give the text or a file, not both." in words(check(app, TEXT))


def test_a_file_that_cannot_be_read_is_one_line_and_the_form_stays(checker: FakeChecker) -> None:
    app = start(PAGE)
    app.file_uploader[0].set_value(("a.docx", b"%PDF-1.7", "application/pdf"))
    app = check(app, "")
    assert "Not checked. a.docx: this is a PDF. Let its name end in .pdf" in words(app)
    assert app.text_area


def test_a_word_file_is_told_that_it_comes_back_as_it_was(checker: FakeChecker) -> None:
    held, raw = docx.Document(), io.BytesIO()
    held.add_paragraph("One was found.")
    held.save(raw)
    app = start(PAGE)
    app.file_uploader[0].set_value(("paper.docx", raw.getvalue(), "application/docx"))
    text = words(check(app, ""))
    assert "In paper.docx" in text and "The Word file is your own, as it was" in text


def test_personal_details_are_asked_about_before_anything_is_looked_up(
    checker: FakeChecker, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[bool] = []
    monkeypatch.setattr(resources, "draft_checker", lambda: opened.append(True) or checker)
    app = check(start(PAGE), "Jane Smith was born on 3 May 2019.")
    text = words(app)
    assert "may hold personal details" in text and "A name : line 1" in text and "Jane" not in text
    assert opened == []
    button(app, "draft-change").click().run()
    assert app.text_area[0].value == "Jane Smith was born on 3 May 2019."
    app = check(app, "Jane Smith was born on 3 May 2019.")
    button(app, "draft-confirm").click().run()
    assert "1 sentence checked, and none needs a look" in words(app) and opened == [True]


def test_whatever_is_pressed_in_the_middle_no_sentence_is_lost_or_checked_twice(checker: FakeChecker) -> None:
    class Pressed(FakeChecker):
        def each(self, draft: Draft, done: int = 0) -> Iterator[Checked]:
            yield from list(super().each(draft, done))[:2]
            raise StopException  # as Streamlit does when the reader presses something

    app = start(PAGE)
    checker.__class__ = Pressed
    check(app, TEXT)
    checker.__class__ = FakeChecker
    app.run()
    text = words(whole(app))
    assert "2 of 3 checked sentences need a look" in text and text.count("One was found.") == 1


def test_a_stopped_check_says_how_far_it_came_and_goes_on_from_there(checker: FakeChecker) -> None:
    class Pressed(FakeChecker):
        def each(self, draft: Draft, done: int = 0) -> Iterator[Checked]:
            yield from list(super().each(draft, done))[:2]
            raise StopException

    app = start(PAGE)
    checker.__class__ = Pressed
    check(app, TEXT)
    checker.__class__ = FakeChecker
    button(app, "draft-stop").click().run()
    assert "Stopped after 2 of 5 sentences and headings. The rest was not looked at." in words(app)
    button(app, "draft-go-on").click().run()
    assert "2 of 3 checked sentences need a look" in words(app) and "Stopped" not in words(app)


def test_a_fault_in_the_middle_is_one_line_and_what_was_found_stays(checker: FakeChecker) -> None:
    checker.fault = (3, IndexDamaged("The index was taken away", "Try again"))
    app = check(start(PAGE), TEXT)
    text = words(app)
    assert "The index was taken away. Try again" in text and "Two was not." in text
    checker.fault = None
    button(app, "draft-go-on").click().run()
    assert "2 of 3 checked sentences need a look" in words(app)


def test_an_unforeseen_fault_tells_and_logs_nothing_of_the_draft(
    checker: FakeChecker, caplog: pytest.LogCaptureFixture
) -> None:
    checker.fault = (0, ValueError("One was found."))
    app = check(start(PAGE), TEXT)
    assert "Something went wrong in this program" in words(app)
    assert "ValueError" in caplog.text and "One was found" not in caplog.text + words(app)
    checker.fault = None
    button(app, "draft-go-on").click().run()
    assert "2 of 3 checked sentences need a look" in words(app)


def test_without_an_index_it_says_what_to_do_and_takes_nothing_in(fake: FakeAssistant) -> None:
    fake.has_index = False
    app = start(PAGE)
    assert "Run: reviews ingest" in words(app) and app.text_area[0].disabled


def test_a_draft_is_not_taken_in_where_it_would_be_sent_away(
    checker: FakeChecker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVIEWS_EMBEDDING_BASE_URL", "https://models.example/v1")
    app = start(PAGE)
    assert "A draft never leaves this machine" in words(app) and app.text_area[0].disabled


def test_a_draft_that_says_nothing_of_a_review_is_told_so(checker: FakeChecker) -> None:
    checker.verdicts = (None,)
    text = words(check(start(PAGE), TEXT))
    assert "Nothing to check was found" in text and "name the review in it" in text


def test_nothing_of_a_draft_is_kept_or_seen_in_another_tab_and_clearing_it_leaves_an_empty_form(
    checker: FakeChecker, tmp_path: Path
) -> None:
    app = check(start(PAGE), TEXT)
    assert "Three was quoted" not in words(start(PAGE))
    held = [path for folder in ("data", "home") for path in (tmp_path / folder).rglob("*") if path.is_file()]
    assert not [path for path in held if b"Three was quoted" in path.read_bytes()]
    button(app, "draft-clear").click().run()
    assert app.text_area[0].value == "" and "Three was quoted" not in words(app)


def test_what_tries_to_be_more_than_text_is_text(checker: FakeChecker) -> None:
    app = check(start(PAGE), "\n\n".join(f"Said {said}" for said in HOSTILE))
    assert html(app).count(f"<script>{GO_TO_NEWEST}</script>") == 1  # our own, which goes to the headline
    found = read(html(app).replace(f"<script>{GO_TO_NEWEST}</script>", ""))
    assert not {"script", "img", "svg", "iframe", "style", "b"} & set(found.tags)
    targets = {value for name, value in found.attributes if name == "href"}
    assert targets and all(target and target.startswith(("tel:", "/reviews?")) for target in targets)
    assert not [name for name, _ in found.attributes if name.startswith("on")]


def test_the_name_of_a_file_is_text_too(checker: FakeChecker) -> None:
    app = start(PAGE)
    app.file_uploader[0].set_value(("<b>![x](y).docx", b"%PDF-1.7", "application/pdf"))
    assert "<b>![x](y).docx: this is a PDF" in words(check(app, ""))


def test_a_review_withdrawn_after_the_check_is_quoted_no_more(
    checker: FakeChecker, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = whole(check(start(PAGE), TEXT))
    assert FINDING in words(app)
    monkeypatch.setattr(
        resources, "withdrawn", lambda: lambda review: stone if review == HARBOUR.id else None
    )
    stone = Tombstone(HARBOUR.id, "t", "f", "c", "digest", "0", "0", "asked to", "me", "2026-11-28T10:00:00")
    text = words(app.run())
    assert FINDING not in text and "withdrawn on 28 November 2026" in text and "/reviews?" not in html(app)
    assert "Withdrawn (3)" in app.button_group[0].options and "Nothing found 0" not in text.replace("○", "")


def test_a_file_taken_after_a_withdrawal_does_not_quote_the_review_though_the_page_was_left_open(
    checker: FakeChecker, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(st, "download_button", lambda _, data, key, **__: files.update({key: data}))
    quoted = "and nobody asked why"
    check(start(PAGE), TEXT)
    assert quoted in files["draft-export.csv"]().decode() and quoted in files["draft-export.md"]().decode()
    stone = Tombstone(HARBOUR.id, "t", "f", "c", "digest", "0", "0", "asked to", "me", "2026-11-28T10:00:00")
    monkeypatch.setattr("ui.resources.load", lambda folder: Tombstones((stone,)))
    for made in files.values():
        assert quoted not in made().decode("utf-8", "replace")
    comments = docx.Document(io.BytesIO(files["draft-export.docx"]())).comments
    assert quoted not in " ".join(comment.text for comment in comments)


def test_where_the_reviews_have_changed_since_the_check_it_says_so_and_checks_again(
    checker: FakeChecker,
) -> None:
    checker.fingerprint = "0" * 64
    app = check(start(PAGE), TEXT)
    assert "The reviews have changed since this draft was checked" in words(app)
    checker.fingerprint, checker.verdicts = "f" * 64, ("supported",)
    button(app, "draft-begin").click().run()
    text = words(app)
    assert "4 sentences checked, and none needs a look" in text and "have changed" not in text


def test_a_long_draft_is_drawn_in_parts(checker: FakeChecker) -> None:
    app = check(start(PAGE), " ".join(f"Bruise {number} was found." for number in range(160)))
    whole(app)
    assert "Bruise 149 was" in words(app) and "Bruise 150 was" not in words(app)
    app.selectbox[0].set_value(150).run()
    assert "Bruise 150 was" in words(app) and "Bruise 149 was" not in words(app)
