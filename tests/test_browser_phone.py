"""The pages on a telephone: what is to be pressed or read is in sight."""

from typing import Any

import pytest

from tests.browser_kit import QUESTION, ask

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


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
