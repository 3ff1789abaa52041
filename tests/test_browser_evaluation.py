"""The Evaluation page in a real Chromium: from the runs to a failed case, its passages, and its question on the Ask page."""

from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from eval.runs.folder import RunFolder
from tests.browser_kit import Chat, ask
from tests.runs_kit import made

__all__ = ["made"]
pytestmark = pytest.mark.browser


def test_an_evaluator_goes_from_a_run_to_a_failed_case_and_asks_its_question_again(
    page: Any, chat: Chat, made: tuple[RunFolder, RunFolder]
) -> None:
    for run in made:
        copytree(run.path, Path(chat.data) / "runs" / run.name, dirs_exist_ok=True)
    page.get_by_role("link", name="Evaluation", exact=True).first.click()
    page.locator(f'a[href*="{made[1].name}"]').first.click()
    page.get_by_role("heading", name="Gates").wait_for(timeout=30_000)
    page.get_by_test_id("stButtonGroup").get_by_text("Cases", exact=True).click()
    page.get_by_text("Where was the mark?").first.wait_for(timeout=30_000)
    page.locator('a[href*="case="]').first.click()
    page.get_by_role("heading", name="The answer that was given").wait_for(timeout=30_000)
    page.get_by_role("link", name="Ask this question").click()
    box = page.get_by_test_id("stChatInputTextArea")
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stChatInputTextArea]')?.value === 'Where was the mark?'",
        timeout=30_000,
    )
    ask(page, box.input_value())
    assert [one.question for one in chat.kept(page)] == ["Where was the mark?"]
