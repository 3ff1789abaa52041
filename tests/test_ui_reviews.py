"""The pages of reviews under Streamlit's test runner: each state says what is happening and what to do."""

import re

import pytest

from assistant.assistant import open_assistant
from assistant.timeline import Year
from ingest.errors import IndexMissing
from ingest.settings import Settings
from ingest.withdrawn import Tombstone, add, now
from tests.reviews_app import HENRY, PERSONAL, opened, typed
from tests.ui_app import by_menu, html, start, words
from ui import resources
from ui.drawing import review_timeline

pytest_plugins = ("tests.reviews_app",)


def test_the_list_shows_a_card_for_each_review_with_what_is_not_told(held: Settings) -> None:
    app = opened()
    assert html(app).count("<article") == 5
    assert "5 of 5 reviews" in words(app)
    assert "Recommendations not told" in words(app)
    assert "Our summary, not the publisher's words" in words(app)
    assert f"/reviews?review={HENRY}" in html(app)
    assert "/matrix?q=" in html(app) and "/?q=" in html(app)


def test_a_choice_narrows_the_list_and_is_written_into_the_address(held: Settings) -> None:
    app = opened()
    app.multiselect(key="reviews-type").set_value(["rapid review"]).run()
    assert html(app).count("<article") == 1
    assert app.query_params["type"] == "rapid review"
    assert f"back={'type%3Drapid%2Breview'}" in html(app)
    app.button(key="reviews-clear").click().run()
    assert html(app).count("<article") == 5


def test_an_address_opens_the_list_as_it_was_narrowed(held: Settings) -> None:
    app = opened(kind=["recommendation"], order="title", words="bruising", nonsense="x")
    assert html(app).count("<article") == 1
    assert "Child H (Henry)" in words(app)
    assert app.text_input(key="reviews-words").value == "bruising"
    assert "nonsense" not in app.query_params


def test_going_back_to_another_address_wins_over_what_was_chosen(held: Settings) -> None:
    app = opened()
    app.multiselect(key="reviews-type").set_value(["rapid review"]).run()
    app.query_params.clear()
    app.run()
    assert html(app).count("<article") == 5


def test_a_search_shows_the_sentence_it_found_with_its_place(held: Settings) -> None:
    app = typed(opened(), "reviews-words", "toxicology")
    assert "1 of 5 reviews" in words(app)
    assert "Found in its record and in its text" in words(app)
    assert "a toxicology test done swiftly" in words(app)
    assert "start=" in html(app)


def test_a_search_that_nothing_is_left_of_says_what_to_do(held: Settings) -> None:
    app = opened(type="rapid review", words="toxicology")
    assert "No review found" in words(app)
    assert "does not mean that no review says it" in words(app)


def test_a_search_without_the_words_says_that_it_shows_the_nearest(held: Settings) -> None:
    app = typed(opened(), "reviews-words", "the partner as a hidden man")
    assert "These are nearest in meaning" in words(app) and "<article" in html(app)


@pytest.mark.parametrize("searched", ["zebra crossing", "volcano", "parking permits"])
def test_a_search_for_words_that_stand_nowhere_shows_no_review(held: Settings, searched: str) -> None:
    app = typed(opened(type=["rapid review"]), "reviews-words", searched)
    assert "No review found" in words(app) and "<article" not in html(app)
    assert "Use fewer or other words" in words(app)  # no choice is at fault


def test_details_of_a_person_are_not_searched_for_and_stay_out_of_the_address(held: Settings) -> None:
    app = typed(opened(), "reviews-words", PERSONAL)
    assert "they were not searched for" in words(app)
    assert "words" not in app.query_params
    assert "Smith" not in html(app)
    for view in ("timeline", "files"):
        app.session_state["reviews-view"] = view
        app.run()
        assert "words" not in app.query_params and "Smith" not in html(app)


def test_an_urgent_message_in_the_search_is_met_with_999(held: Settings) -> None:
    app = typed(opened(), "reviews-words", "baby not breathing help now")
    assert 'href="tel:999"' in html(app)
    assert "words" not in app.query_params


def test_years_without_a_review_are_told_between_those_that_have_one() -> None:
    held = [Year(2023, ()), Year(2021, ()), Year(2017, ()), Year(None, ())]
    drawn = re.sub(r"<[^>]+>", " ", review_timeline.years(held, "date of the review"))
    assert re.search(r"2023\s+0\s+2022\s+none\s+2021\s+0\s+2018 to 2020\s+none\s+2017", drawn)


def test_the_timeline_tells_how_each_date_is_known(held: Settings) -> None:
    app = opened(view="timeline", dates="event")
    text = words(app)
    assert "Reviews by year, by the date of the incident" in text
    assert "inferred" in text and "Date not stated" in text
    assert html(app).count('scope="rowgroup"') == 4


def test_files_are_listed_with_what_became_of_them(held: Settings) -> None:
    app = opened(view="files")
    assert "5 files in the folder: 5 read, 0 could not be read" in words(app)
    assert f"/reviews?review={HENRY}&amp;see=record" in html(app)


def test_choices_survive_a_look_at_the_files(held: Settings) -> None:
    app = opened(type="rapid review")
    app.session_state["reviews-view"] = "files"
    app.run()
    app.session_state["reviews-view"] = "cards"
    app.run()
    assert html(app).count("<article") == 1


def test_the_menu_leads_back_to_the_list_as_it_was_narrowed_and_to_the_review_that_was_read(
    held: Settings,
) -> None:
    app = by_menu(start(), "reviews")
    app.multiselect(key="reviews-type").set_value(["rapid review"]).run()
    left = dict(typed(app, "reviews-words", "bruising").query_params)
    assert left == {"type": "rapid review", "words": "bruising"}
    by_menu(by_menu(app, "about"), "reviews")
    assert dict(app.query_params) == left
    assert app.text_input(key="reviews-words").value == "bruising"
    assert app.multiselect(key="reviews-type").value == ["rapid review"]
    app.query_params.clear()
    app.query_params["review"] = HENRY
    typed(app.run(), "reviews-find", "safety plan")
    assert "“safety plan” stands in" in words(by_menu(by_menu(app, "about"), "reviews"))
    app.query_params.clear()  # the menu pressed on the page itself
    assert html(app.run()).count("<article") == 5


def test_a_withdrawn_review_is_told_and_nothing_of_it_is_shown(
    held: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = open_assistant(held)
    monkeypatch.setattr(resources, "assistant", lambda: own)
    file = held.corpus / f"{HENRY}.md"
    add(
        held.data,
        Tombstone(
            HENRY,
            "Child H (Henry) learning briefing",
            file.name,
            str(held.corpus),
            "digest",
            "",
            "",
            "secret why",
            "x",
            now(),
        ),
    )
    app = opened(review=HENRY)
    assert "This review was withdrawn on" in words(app)
    assert "Henry" not in words(app) and "secret why" not in words(app)
    listed = opened()
    assert html(listed).count("<article") == 4 and "Henry" not in words(listed)
    assert "secret why" not in words(opened(view="files"))


class NoIndex:
    """An assistant without an index."""

    @property
    def index(self) -> None:
        raise IndexMissing("No index yet for reviews", "Run: reviews ingest")


@pytest.mark.parametrize("query", [{}, {"review": HENRY}])
def test_without_an_index_the_page_says_what_to_do(
    held: Settings, monkeypatch: pytest.MonkeyPatch, query: dict[str, str]
) -> None:
    monkeypatch.setattr(resources, "assistant", NoIndex)
    assert "No index yet for reviews. Run: reviews ingest" in words(opened(**query))
