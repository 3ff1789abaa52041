"""One review as it is read under Streamlit's test runner: its passage, the words looked for in it, its record."""

from pathlib import Path

import pytest

from ingest.settings import Settings
from tests.reviews_app import HENRY, PERSONAL, opened, typed
from tests.ui_app import html, words
from tests.ui_kit import TEXT
from ui import resources

pytest_plugins = ("tests.reviews_app",)


def test_a_review_is_read_under_its_contents(held: Settings) -> None:
    app = opened(review=HENRY)
    assert html(app).count("<h1") == 1
    assert 'href="#section-6"' in html(app) and 'id="section-6"' in html(app)
    assert "Words beside the text say which kind of statement follows" in words(app)


def test_a_passage_is_shown_first_and_highlighted(held: Settings) -> None:
    text = resources.text_of(f"{HENRY}.md")
    quote = "A formal report should follow every Child Protection Medical"
    start = text.index(quote)
    app = opened(review=HENRY, start=str(start), end=str(start + len(quote)))
    drawn = html(app)
    assert f'<mark class="passage begins">{quote}</mark>' in drawn
    assert drawn.index("The passage in its section") < drawn.index("Contents")


@pytest.mark.parametrize("span", [("999999", "1000000"), ("x", "9"), ("50", "10"), ("0", "2")])
def test_a_passage_that_cannot_be_placed_is_said_and_nothing_is_highlighted(
    held: Settings, span: tuple[str, str]
) -> None:
    app = opened(review=HENRY, start=span[0], end=span[1])
    assert "cannot be placed in this text" in words(app)
    assert "<mark" not in html(app)
    assert "Contents" in words(app)


def test_words_are_found_in_a_review_and_nothing_is_told_as_no_mention(held: Settings) -> None:
    app = typed(opened(review=HENRY), "reviews-find", "safety plan")
    assert "“safety plan” stands in" in words(app)
    assert app.query_params["find"] == "safety plan"
    assert "No mention found of “zebra”" in words(typed(app, "reviews-find", "zebra"))


def test_details_of_a_person_are_not_looked_for_in_a_review_and_stay_out_of_the_address(
    held: Settings,
) -> None:
    app = typed(opened(review=HENRY), "reviews-find", PERSONAL)
    assert "they were not looked for" in words(app) and "No mention found" not in words(app)
    assert dict(app.query_params) == {"review": HENRY} and "Smith" not in html(app)
    assert app.text_input(key="reviews-find").value == PERSONAL
    assert "find" not in opened(review=HENRY, find=PERSONAL).query_params
    app = typed(app, "reviews-find", "baby not breathing help now")
    assert "do not search here" in words(app) and "find" not in app.query_params
    assert typed(app, "reviews-find", "safety plan").query_params["find"] == "safety plan"


def test_looking_for_words_leaves_the_passage_that_was_read(held: Settings) -> None:
    app = opened(review=HENRY, at="900", back="order=title")
    assert "The passage in its section" in words(app)
    app = typed(app, "reviews-find", "safety plan")
    assert "“safety plan” stands in" in words(app)
    assert set(app.query_params) == {"review", "back", "find"}


def test_the_record_tells_dates_notes_and_hazards(held: Settings) -> None:
    text = words(opened(review=HENRY, see="record"))
    assert "Date of the incident not stated" in text
    assert "telephone number that the register doubts: 0300 121 3 121" in text
    assert "update behind a recommendation" in text
    assert "No dates are given anywhere in the original" in text


def test_an_unknown_review_is_said(held: Settings) -> None:
    app = opened(review="<b>none</b>")
    assert "There is no review “<b>none</b>” in this collection" in words(app).replace("&lt;", "<")
    assert "<b>" not in html(app)


def test_a_file_that_changed_is_read_without_highlights(
    held: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "changed"
    folder.mkdir()
    (folder / f"{HENRY}.md").write_text(TEXT, encoding="utf-8")
    settings = held.model_copy(update={"corpus": folder})
    monkeypatch.setattr(resources, "settings", lambda: settings)
    app = opened(review=HENRY, start="100", end="200")
    assert "The file has changed since it was indexed" in words(app)
    assert "cannot be placed" in words(app) and "<mark" not in html(app)
    (folder / f"{HENRY}.md").unlink()
    assert "cannot be read now, so its text is not shown" in words(opened(review=HENRY))
