"""Words typed to search with: they pass the guard, as a question does, before anything is made of them."""

from ui import resources
from ui.drawing import frame
from ui.drawing.markup import Markup, tag
from ui.drawing.urgent import call


def stopped(words: str, done: str) -> Markup:
    """Why words may not stand in an address; empty where they may.

    Args:
        words: what was typed.
        done: what is done with words that may be details of a person, which follows "details of a person,".

    Raises:
        ReviewsError: a setting, the catalogue or the register is at fault.
    """
    verdict = resources.assistant().guard(words)
    if verdict.outcome == "urgent":
        said = tag(
            "strong", "If a child is in danger now, do not search here. Call ", call("999", "999"), "."
        )
        return tag("p", said, class_="inset warning", role="alert")
    if verdict.outcome == "declined" and verdict.reason in ("personal_data", "identity"):
        return frame.warning(f"These words may be details of a person, {done}")
    return Markup()
