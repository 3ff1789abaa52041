"""Feedback, drawn: under the answer that it is on, and on the page of all that was given."""

from collections.abc import Sequence

from assistant.compose import readable
from assistant.feedback import Feedback, Tally
from assistant.nouns import Answer, Citation
from ui.drawing import urgent, words
from ui.drawing.answer import answer
from ui.drawing.citation import Locate, beside, opener, quoted, source_line
from ui.drawing.frame import warning
from ui.drawing.markup import Markup, join, tag
from ui.words import FEEDBACK, counted, title_words

_LONGEST_HEADING = 160  # characters


def not_kept() -> Markup:
    """Why there is nothing to press under an answer that is shown but not kept."""
    return tag("p", "This answer is not kept, so it cannot take feedback.", class_="small telling")


def before_telling(keep_days: int) -> Markup:
    """What is kept of feedback and who reads it; stands by the button that sends it."""
    after = f" or {counted(keep_days, 'day')} old" if keep_days else ""
    return tag(
        "div",
        tag(
            "p",
            "What you send is kept on this computer with a copy of the question and the answer, for whoever "
            "looks after the reviews. ",
            tag("strong", "Anyone who opens the Feedback page on this computer can read it. "),
            f"Without the tick it goes when the conversation is deleted{after}.",
        ),
        tag("p", tag("strong", "Nobody watches for it. "), "If a child is at risk now, call ", _nines(), "."),
        class_="before-telling",
    )


def fault(text: str) -> Markup:
    """Why something was not done, with the next step in it."""
    return tag("p", tag("strong", "Not kept. "), text, class_="inset warning", role="alert")


def sent(given: Sequence[Feedback], just: int | None, urgent: bool = False) -> Markup:
    """What was told of an answer before; ``just``: what was sent a moment ago, with thanks."""
    if not given:
        return Markup()
    return join(
        _in_danger() if urgent else "",
        *(_sent(one, one.id == just) for one in given),
    )


def _sent(one: Feedback, thanks: bool) -> Markup:
    said = f"{FEEDBACK[one.reason]}, {_on(one)}. {'Open' if one.state == 'open' else 'Closed'}."
    return tag(
        "p",
        tag("strong", "Thank you. ") if thanks else "",
        tag("a", f"Feedback {one.id}", href=f"/feedback?number={one.id}", target="_self"),
        f": {said}",
        tag("span", " Reply: ", tag("q", one.reply)) if one.reply else "",
        class_="small telling",
        role="status" if thanks else None,
    )


def _in_danger() -> Markup:
    return tag(
        "p",
        tag("strong", "Your words read as if a child may be in danger. "),
        "Nobody watches for them here. Call ",
        _nines(),
        ", or your safeguarding lead.",
        class_="inset warning",
        role="alert",
    )


def _nines() -> Markup:
    return urgent.call("999", "999")


def heading() -> Markup:
    """The title of the page of all feedback, with what it is for."""
    return tag(
        "header",
        tag("h1", "Feedback"),
        tag(
            "p",
            "What readers said was wrong with answers and quotes. Reply and close it, or make a test question "
            "of it, which can be asked and scored whenever you like.",
            class_="lead",
        ),
        class_="feedback-page",
    )


def none_yet() -> Markup:
    """The page where no feedback was given."""
    return tag(
        "div",
        tag("h2", "No feedback yet", class_="first"),
        tag(
            "p",
            "Under each answer is “Tell us about this answer”. What is sent there is listed here. ",
            tag("a", "Go to Ask", href="/", target="_self"),
        ),
    )


def waiting(tallies: Sequence[Tally]) -> Markup:
    """How many are open, how many of these are unsafe, and how many are closed."""
    open_ones = sum(tally.count for tally in tallies if tally.state == "open")
    unsafe = sum(tally.count for tally in tallies if tally.state == "open" and tally.reason == "unsafe")
    closed = sum(tally.count for tally in tallies) - open_ones
    told = f"{open_ones:,} open, {unsafe:,} of them unsafe" if unsafe else f"{open_ones:,} open"
    return tag("p", tag("strong", told), f", {closed:,} closed.")


def none_found() -> Markup:
    """The list where nothing fits what was chosen."""
    return tag("p", "None fits. Choose another state or another reason.", class_="inset", role="status")


def count(found: int, first: int, last: int) -> Markup:
    """Which of those that fit are shown."""
    told = counted(found, "item") + (f", {first} to {last} shown" if found > last - first + 1 else "")
    return tag("p", f"{told}. Unsafe first, then the latest.", class_="small", role="status")


def item(one: Feedback, locate: Locate) -> Markup:
    """One feedback: what was said, of what, and the answer as it was when it was given."""
    asked = one.message.question or "Question not kept"
    cut = f"{asked[:_LONGEST_HEADING].strip()}…" if len(asked) > _LONGEST_HEADING else asked
    facts = (
        f"Feedback {one.id}",
        words.day(one.given),
        "open" if one.state == "open" else "closed",
        "stays without its conversation" if one.outlives else "goes with its conversation",
    )
    return tag(
        "div",
        tag(
            "p",
            tag("strong", FEEDBACK[one.reason], class_=f"flag {one.reason}"),
            tag("span", _on(one)),
            class_="told-of",
        ),
        tag("h2", tag("span", "Asked: ", class_="unseen"), cut),
        tag("p", *(tag("span", fact) for fact in facts), class_="source-line"),
        tag("div", tag("h3", "The reader's words"), tag("p", one.words, class_="exact"), class_="readers")
        if one.words
        else "",
        _cited(one, locate),
        _answer(one, locate),
        class_="feedback",
    )


def _on(one: Feedback) -> str:
    return f"on quote {one.citation}" if one.citation else "on the whole answer"


def _cited(one: Feedback, locate: Locate) -> Markup:
    cited = one.cited
    if cited is None:
        return Markup()
    return tag(
        "div",
        tag("h3", title_words(cited.title, cited.standing)),
        source_line(cited),
        _quote(cited, locate),
        class_="of-quote",
    )


def _quote(cited: Citation, locate: Locate) -> Markup:
    return tag(
        "div", quoted(cited, readable(cited.quote)), beside(cited), opener(cited, locate), class_="statement"
    )


def _answer(one: Feedback, locate: Locate) -> Markup:
    given = one.message.answer
    if given is None:
        return warning(one.message.fault)
    drawn = _urgent(given) if given.outcome == "urgent" else answer(given, locate)
    return tag(
        "details",
        tag("summary", "Show the whole answer as it was given"),
        tag("div", drawn, class_="opened"),
        class_="how",
    )


def _urgent(given: Answer) -> Markup:
    """An urgent answer told again: without its alarm, which is for whoever asked."""
    first = [tag("p", statement.text) for statement in given.statements[:1]]
    return join(tag("h3", "In danger now? Call ", _nines()), *first, urgent.whom_to_call(given))


def replied(one: Feedback) -> Markup:
    """The reply that one was closed with."""
    if not one.replied:
        return Markup()
    said = tag("p", one.reply, class_="exact") if one.reply else tag("p", "Closed without a reply.")
    return tag("div", tag("h3", f"Reply of {words.day(one.replied)}"), said, class_="readers")


def sure(one: Feedback) -> Markup:
    """What is about to be deleted, and what stays."""
    return join(
        tag("p", f"Feedback {one.id}: {FEEDBACK[one.reason]}, {_on(one)}. This cannot be undone."),
        tag(
            "p",
            "The reader's words, your reply and this copy of the question and the answer go. The answer itself stays "
            "in its conversation, if that is still kept.",
        ),
        tag("p", f"The test question {one.gold} that was made of it stays in the file gold.jsonl.")
        if one.gold
        else "",
    )


def done(text: str) -> Markup:
    """A line that says what was just done."""
    return tag("p", text, class_="inset done", role="status")
