"""What stands in the list of conversations beside its buttons: how long they are kept, what deleting takes away."""

from ui.drawing.markup import Markup, join, tag
from ui.words import counted


def heading() -> Markup:
    """Heads the list."""
    return tag("h2", "Conversations", class_="list-title")


def found(count: int) -> Markup:
    """How many a search found."""
    if not count:
        text = "No conversation has all these words. Try fewer, or clear the search."
        return tag("p", text, class_="small", role="status")
    return tag("p", f"{counted(count, 'conversation')} found.", class_="small", role="status")


def kept_for(keep_days: int) -> str:
    """How long conversations are kept, in words that go after "Kept": until when, or until deleted."""
    if not keep_days:
        return "until you delete them"
    return f"for {counted(keep_days, 'day')} after their last question, or until you delete them"


def kept(keep_days: int) -> Markup:
    """Where conversations are kept and how long."""
    return tag("p", f"Kept on this computer only, {kept_for(keep_days)}.", class_="small")


def sure(what: str, feedback: int, test_questions: bool = False) -> Markup:
    """What is about to be deleted, and how many items of feedback go with it.

    ``test_questions``: some of them were made into test questions, which stay.
    """
    items = "1 item of feedback" if feedback == 1 else f"{feedback:,} items of feedback"
    return join(
        tag("p", f"{what} This cannot be undone."),
        tag("p", f"{items} will go too. Feedback that was sent to be kept stays.") if feedback else "",
        tag(
            "p",
            "A test question made of such feedback stays, with the question in it, in the file gold.jsonl until "
            "somebody deletes it there.",
        )
        if test_questions
        else "",
    )


def fault(text: str) -> Markup:
    """Why something was not done, with the next step in it."""
    return tag("p", tag("strong", "Not saved. "), text, class_="inset warning", role="alert")


def done(text: str) -> Markup:
    """A line that says what was just done."""
    return tag("p", text, class_="small", role="status")
