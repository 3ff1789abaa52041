"""Walks through the pages, to every state that a press or a question brings, with a look at each."""

import re
from typing import Any

from tests.axe_kit import Seen, open_all
from tests.browser_kit import QUESTION, ask, go, move, settled

DRAFT = (
    "The Child H review found that some agencies were working in isolation. "
    "It says “Some agencies were working in harmony”. We recommend that the board asks why."
)
PERSONAL_DRAFT = "The mother’s name is Jane Invented, and her number is 07700 900123."


def look_at_answers(page: Any, url: str, conversation: str, seen: Seen) -> None:
    """The Ask page with answers of every kind, with a new one, and with a dialog."""
    go(page, url)
    page.locator(f".st-key-open-{conversation} button").click()
    page.locator("h2.asked").nth(13).wait_for()
    settled(page)
    open_all(page)
    seen.look(page, "Ask with answers of every kind")
    page.get_by_role("button", name="New conversation").click()
    page.locator("h2.asked").first.wait_for(state="detached")
    ask(page, QUESTION)
    page.locator("details.citation mark").first.wait_for(state="attached", timeout=60_000)
    settled(page)
    open_all(page)
    seen.look(page, "Ask with an answer just given")
    page.get_by_role("button", name="Delete").first.click()
    page.get_by_role("dialog").wait_for()
    settled(page)
    seen.look(page, "Ask with a dialog")


def look_at_personal_data(page: Any, url: str, pages: dict[str, str], seen: Seen) -> None:
    """A question that may hold personal details, and a draft that does: asked about before anything is looked up."""
    go(page, url)
    ask(page, PERSONAL_DRAFT)
    settled(page)
    seen.look(page, "Ask with a question that is not kept")
    go(page, url + pages["Check a draft"])
    page.get_by_label("Paste your draft").fill(PERSONAL_DRAFT)
    page.get_by_role("button", name="Check the draft").click()
    page.get_by_role("button", name="Check it as it is").wait_for()
    settled(page)
    seen.look(page, "Check a draft that may hold personal details")


def look_at_feedback(page: Any, url: str, pages: dict[str, str], seen: Seen) -> None:
    """Feedback as it is given on an answer and on one quote, and as it is worked through."""
    go(page, url)
    ask(page, QUESTION)
    settled(page)
    page.locator("summary", has_text="Tell us about this answer").click()
    send = page.get_by_role("button", name="Send feedback")
    send.wait_for()
    settled(page)
    seen.look(page, "Feedback on an answer")
    send.click()
    page.get_by_text("Choose what is wrong").wait_for()
    settled(page)
    seen.look(page, "Feedback on an answer without what is wrong")
    page.get_by_text("Unsafe", exact=True).click()
    page.get_by_role("combobox", name="Where?").click()
    page.get_by_role("option").nth(1).wait_for()
    seen.look(page, "Feedback with its list of quotes open")
    page.get_by_role("option").nth(1).click()
    page.get_by_role("option").first.wait_for(state="detached")
    seen.look(page, "Feedback on one quote")
    send.click()
    page.get_by_text("Thank you.").wait_for()
    settled(page)
    seen.look(page, "Feedback that was sent")
    move(page, url + pages["Feedback"], "Feedback")
    page.locator(
        "summary", has_text=re.compile("Choose each part of the test question|Make a test question of it")
    ).first.click()
    page.get_by_text("An answer with quotes", exact=True).first.click()
    page.get_by_role("combobox", name="Quotes that belong in a right answer").wait_for()
    settled(page)
    open_all(page)
    seen.look(page, "Feedback, an item with all its forms open")


def look_at_tables(page: Any, url: str, pages: dict[str, str], seen: Seen) -> None:
    """What opens on a press, a table of three themes, and recommendations beside actions."""
    go(page, url)
    page.get_by_role("button", name="Limit the search").click()
    page.get_by_test_id("stPopoverBody").wait_for()
    seen.look(page, "Ask with its limits open")
    go(page, f"{url}{pages['Which review said what']}?q=bruising")
    page.get_by_role("button", name="Change what is asked").click()
    page.get_by_test_id("stPopoverBody").wait_for()
    for theme in ("escalation", "imaging"):
        page.get_by_role("button", name=theme).first.click()
        page.locator("tr.counts").get_by_text(f"{theme}:").wait_for(state="attached")
    settled(page)
    seen.look(page, "Which review said what with what is asked open")
    page.keyboard.press("Escape")
    seen.look(page, "Which review said what of three themes")
    page.locator("td.says > button[popovertarget]").first.click()
    page.locator(".passages:popover-open").wait_for()
    seen.look(page, "Which review said what with a cell open")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Filter and sort").click()
    page.get_by_test_id("stPopoverBody").wait_for()
    seen.look(page, "Which review said what with its filters open")
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Recommendations and actions taken").click()
    page.locator("table.beside-actions").first.wait_for()
    settled(page)
    seen.look(page, "Recommendations beside actions taken")


def look_at_a_draft(page: Any, url: str, pages: dict[str, str], seen: Seen) -> None:
    """A draft that was checked, every passage open."""
    go(page, url + pages["Check a draft"])
    page.get_by_label("Paste your draft").fill(DRAFT)
    page.get_by_role("button", name="Check the draft").click()
    page.get_by_text("“harmony” stands for “isolation”").first.wait_for()
    settled(page)
    open_all(page)
    seen.look(page, "Check a draft when it was checked")


def look_at_runs(page: Any, at: str, before: str, after: str, failed: str, seen: Seen) -> None:
    """The runs, one of them down to a case, two of them compared, and a case that falls short.

    Args:
        page: a tab.
        at: the address of the Evaluation page.
        before: the name of an earlier run.
        after: the name of a later one.
        failed: the id of a case that falls short in the later one.
        seen: what was found so far.
    """
    move(page, at, "Evaluation")
    for step in ("runs", "a run", "a case"):
        seen.look(page, f"Evaluation, {step}")
        if step != "a case":
            page.locator("[data-testid=stMain] table tbody a").first.click()
            settled(page)
    for step, query, heading in (
        ("two runs compared", f"run={after}&against={before}", "Two runs compared"),
        ("a case that falls short", f"run={after}&case={failed}", "The answer that was given"),
    ):
        move(page, f"{at}?{query}", "Evaluation")
        page.get_by_role("heading", name=heading).wait_for()
        open_all(page)
        seen.look(page, f"Evaluation, {step}")


def look_at_warnings(page: Any, url: str, told: str, name: str, seen: Seen) -> None:
    """The Ask page when it warns of its index, before anything is asked and with an urgent answer."""
    go(page, url)
    page.locator(".inset.warning", has_text=told).wait_for()
    seen.look(page, f"Ask with {name}")
    ask(page, "A baby is not breathing, what do I do now?")
    settled(page)
    seen.look(page, f"Ask with {name} and an urgent answer")
