"""What every page says alike: whom to call, and what is amiss with the reviews."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui_app import fake as fake
from tests.ui_app import html, start, words
from tests.ui_app import invented as invented
from tests.ui_kit import FILE, HARBOUR, FakeAssistant

VIEWS = Path(__file__).parent.parent / "ui" / "views"
PAGES = ("ask", "matrix", "reviews", "draft", "feedback", "evaluation", "about")


@pytest.mark.parametrize("name", PAGES)
def test_the_number_to_call_stands_at_the_head_of_the_page(fake: FakeAssistant, name: str) -> None:
    drawn = html(start(VIEWS / f"{name}.py"))
    assert "If a child is at risk now, call" in drawn[:1500]
    assert 'href="tel:999"' in drawn[:1500]


def test_the_number_to_call_stands_above_a_review_that_is_read(fake: FakeAssistant) -> None:
    app = AppTest.from_file(str(VIEWS / "reviews.py"), default_timeout=30)
    app.query_params["review"] = HARBOUR.id
    assert "If a child is at risk now, call" in words(app.run())[:200]


@pytest.mark.parametrize("name", [name for name in PAGES if name != "feedback"])
def test_an_empty_folder_is_told_in_the_same_words_on_every_page(
    fake: FakeAssistant, tmp_path: Path, name: str
) -> None:
    fake.has_index = False
    (tmp_path / "corpus" / FILE).unlink()
    text = words(start(VIEWS / f"{name}.py"))
    assert (
        text.count("There are no reviews here yet") == 1
        and "Put reviews there, then run: reviews ingest" in text
    )
    assert "Until then the Ask page answers urgent questions only" in text
    assert "A run asks every gold question" not in text


def test_about_tells_of_files_that_are_not_indexed_yet(fake: FakeAssistant, tmp_path: Path) -> None:
    assert "Every file in the folder of reviews was read." in words(start(VIEWS / "about.py"))
    (tmp_path / "corpus" / "new.md").write_text("# Another", encoding="utf-8")
    text = words(start(VIEWS / "about.py"))
    assert "The reviews have changed since they were indexed (new.md). Run: reviews ingest" in text
    assert "Every file in the folder of reviews was read." not in text
    assert "New or changed since, and not searched as it is now: new.md" in text
