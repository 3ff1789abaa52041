"""What is shown where a gold case is made of feedback: what one press writes, where it stands, what is left to complete."""

import shlex
from collections.abc import Sequence

from assistant.feedback import Feedback, Reason
from ui.drawing import words
from ui.drawing.markup import Markup, join, tag


def made(case: str) -> Markup:
    """That a gold case was made of one."""
    return tag("p", f"Made into the test question {case}.", class_="small")


def to_complete(case: str) -> Markup:
    """That a gold case was made of one, and that somebody has still to say what is right."""
    return tag(
        "p",
        f"Made into the test question {case}, which is still to complete: what should have come of it is not said yet.",
        class_="small",
    )


def _command(text: str) -> Markup:
    return tag("code", text)


def before_making(one: Feedback, file: str) -> Markup:
    """The question that a gold case is made of, and what will be done with it."""
    return join(
        tag("p", "The question: ", tag("q", one.message.question or "")),
        tag(
            "p",
            "It goes into a file of your own test questions, which stays when the feedback or its conversation is "
            "deleted. It is asked when that file is named, and the answer is held against what you say here: ",
            _command(command_of(file)),
            ". A plain ",
            _command("reviews eval"),
            " asks the questions that came with this version, and not yours.",
        ),
    )


def will_be_written(outcome: str, quotes: Sequence[int], doubted: int | None) -> Markup:
    """What one press makes of the answer and the feedback."""
    named = words.listed(tuple(quotes))
    left_out = f", without quote {doubted}" if doubted else ""
    said = f"{outcome}{f', with {named}' if named else ''}{left_out}, and this feedback as the reason."
    return tag("p", f"Written at once: {said[:1].lower()}{said[1:]}", class_="small")


def will_be_left_open(reason: Reason) -> Markup:
    """What one press makes of feedback that tells that the answer is wrong, and not what is right."""
    quotes = "the quotes of the answer" if reason == "review_missing" else "no quote of the answer"
    return tag(
        "p",
        f"Written at once: the question, this feedback and {quotes}. What should have come of it, you say after that.",
        class_="small",
    )


def command_of(file: str, case: str = "") -> str:
    """The command that asks and scores a file of one's own test questions, or one of them."""
    return f"reviews eval --gold {shlex.quote(file)}{f' --case {case}' if case else ''}"


def written(case: str, line: int, file: str, to_complete: bool) -> Markup:
    """Where a gold case was written, and how it is run; or that somebody has to complete it first."""
    place = tag("p", tag("strong", f"Written as {case}"), f", line {line} of ", _command(file), ".")
    if to_complete:
        told = (
            "No run asks it until it is complete: say what is right under this feedback, or edit that line."
        )
        return tag("div", place, tag("p", told), class_="inset done", role="status")
    return tag(
        "div",
        place,
        tag("p", "To have it asked and scored, run: ", _command(command_of(file, case))),
        tag(
            "p",
            "To change it, edit that line: “expect” is the outcome, “facts” and “evidence” the quotes, “note” the "
            "reason. Whether it still fits the reviews is told by ",
            _command(f"{command_of(file)} --check"),
            ".",
        ),
        tag("p", "It stays there until somebody deletes that line, also when the feedback is gone."),
        class_="inset done",
        role="status",
    )
