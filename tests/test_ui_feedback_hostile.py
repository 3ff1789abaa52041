"""Feedback that tries to be more than text, on every page of its list."""

import re
from collections.abc import Sequence
from contextlib import suppress

from ingest.errors import ReviewsError
from tests.hostile import HOSTILE
from tests.test_ui_feedback import PAGE, give
from tests.ui_app import html, start
from tests.ui_kit import PASSAGES, FakeAssistant, answered, citation
from ui import resources

pytest_plugins = ("tests.ui_app",)


def keep(texts: Sequence[str]) -> int:
    """An answer whose question and quotes try to be more than text; its number."""
    records = resources.records()
    message = records.begin_message("c-hostile")
    bad = (citation(n, PASSAGES[0], title=text, quote=text) for n, text in enumerate(texts, 1))
    records.finish(message, answered(texts[0], citations=tuple(bad)))
    return message


def test_hostile_words_replies_and_answers_stay_text_on_every_page(fake: FakeAssistant) -> None:
    for first in range(0, len(HOSTILE), 10):
        texts = HOSTILE[first : first + 10]
        message = keep(texts)
        for number, text in enumerate(texts, 1):
            with suppress(ReviewsError):  # it reads like somebody's details
                resources.feedback().close(give(message, citation=number, said=text), text)
    held = {f"Feedback {one.id}" for one in resources.feedback().held()}
    app, drawn = start(PAGE), ""
    app.button_group(key="feedback-state").set_value("All").run()
    for number in range(1, -(-len(held) // 10) + 1):
        app.pagination(key="page_of_feedback").set_value(number).run()
        assert not app.exception
        drawn += html(app)
    assert held == set(re.findall(r"Feedback \d+", drawn)) and len(held) > 0.8 * len(HOSTILE)
    for unwanted in (
        "<script",
        "<img",
        "<svg",
        "<iframe",
        "<style",
        "<h1>Gone",
        "javascript:alert(1)'>press</a>",
    ):
        assert unwanted not in drawn
