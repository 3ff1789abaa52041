"""Every page but Ask, which has a list beside it, begins at the same left edge."""

from typing import Any

import pytest

from tests.browser_kit import Chat, go

pytestmark = pytest.mark.browser


def test_pages_begin_at_the_same_left_edge(chat: Chat, tab: Any) -> None:
    tab.set_viewport_size({"width": 1280, "height": 800})
    edges = {}
    for page in ("matrix", "reviews", "draft", "feedback", "evaluation", "about"):
        go(tab, f"{chat.url}/{page}")
        edges[page] = round(tab.locator("h1").first.bounding_box()["x"])
    assert len(set(edges.values())) == 1, edges
