"""The pages on a telephone: what is to be pressed or read is in sight."""

from typing import Any

import pytest

from tests.browser_kit import QUESTION, Chat, ask, settled

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
PASSAGE = "/reviews?review=nyscp-child-h-scr&start=2567&end=2691"


def test_the_sign_that_copies_an_answer_is_seen_before_anything_is_pointed_at(page: Any) -> None:
    page.set_viewport_size(PHONE)
    ask(page, QUESTION)
    page.get_by_role("button", name="Copy with citations").click()
    held = page.get_by_test_id("stCode")
    held.wait_for()
    page.mouse.move(0, 0)
    sign = held.get_by_role("button", name="Copy to clipboard")
    sign.wait_for()  # which takes what is see-through for seen
    through = "e => { let o = 1; for (; e; e = e.parentElement) o *= getComputedStyle(e).opacity; return o; }"
    assert sign.evaluate(through) == 1


def test_the_first_quote_is_on_the_first_screen_and_what_can_be_done_stands_in_one_row(page: Any) -> None:
    page.set_viewport_size(PHONE)
    ask(page, "Which reviews mention bruising?")
    settled(page)
    box = page.get_by_test_id("stBottomBlockContainer").bounding_box()
    assert page.locator("blockquote").first.bounding_box()["y"] + 24 < box["y"]
    page.set_viewport_size({"width": 1280, "height": 800})
    names = ("Copy with citations", "Take it away", "Edit and ask again")
    places = [page.get_by_role("button", name=name).bounding_box() for name in names]
    assert max(one["y"] for one in places) - min(one["y"] for one in places) < 6
    assert [one["x"] for one in places] == sorted(one["x"] for one in places)
    assert places[2]["x"] - places[0]["x"] < 440
    page.set_viewport_size(PHONE)
    page.wait_for_timeout(300)
    copy, take, _ = [page.get_by_role("button", name=name).bounding_box() for name in names]
    assert abs(copy["y"] - take["y"]) < 6 and take["x"] > copy["x"]


def test_a_passage_opened_in_its_review_is_on_the_first_screen(tab: Any, chat: Chat) -> None:
    tab.set_viewport_size(PHONE)
    tab.goto(f"{chat.url}{PASSAGE}")
    marked = tab.locator(
        "mark.passage"
    ).last  # the first holds the asterisks of bold alone, which take no room
    marked.wait_for()
    settled(tab)
    place = marked.bounding_box()
    assert place["y"] >= 0 and place["y"] + place["height"] <= PHONE["height"]


def test_a_quote_far_down_in_its_section_is_a_press_away(page: Any) -> None:
    page.set_viewport_size(PHONE)
    ask(page, QUESTION)
    opened = page.locator("details.citation").last
    opened.locator("summary").click()
    opened.get_by_role("link", name="Go to the quote").click()
    page.wait_for_function(
        "mark => { const top = mark.getBoundingClientRect().top; return top > 0 && top < innerHeight / 2; }",
        arg=opened.locator("mark").element_handle(),
    )
    first = page.locator("details.citation").first
    first.locator("summary").click()
    assert (
        first.locator("mark").is_visible() and not first.get_by_role("link", name="Go to the quote").count()
    )
