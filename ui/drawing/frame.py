"""What stands around the answers: the title, what this is and is not, the question, the foot of the page."""

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.in_words import why_unanswered
from assistant.records import Message
from assistant.replies import pressed_area
from assistant.since import Since
from ui.drawing import words
from ui.drawing.markup import Markup, join, tag
from ui.drawing.urgent import call
from ui.words import OUTCOME, counted

if TYPE_CHECKING:
    from ingest.index import Index

_HERE = Path(__file__).parent
_LONGEST_HEADING = 160  # characters
_NOT_KEPT = "Question not kept"
_COMMAND = re.compile(r"(?<=[Rr]un: )(reviews [a-z]+(?: --[a-z]+)?)")

# Goes to what was asked for when it has come: the newest question when its answer is there, or a passage that was
# opened. By sight where it stands below earlier ones, by keyboard and screen reader always; and says that it is there.
# What Streamlit moves or draws in the moment after would leave the reader elsewhere: it is looked at again.
# What says so is put on the page empty and filled later, because screen readers tell of changes only. The only script
# this project adds to the page: it holds no text of anybody's, and the server allows this one by its hash.
GO_TO_NEWEST = """
requestAnimationFrame(() => setTimeout(() => {
  const asked = document.querySelectorAll("h2.asked");
  const newest = asked[asked.length - 1];
  if (!newest) return;
  newest.focus({ preventScroll: true });
  const isSeen = () => {
    const place = newest.getBoundingClientRect();
    return place.top >= 0 && place.top < innerHeight * 0.75;
  };
  if (asked.length > 1 || !isSeen()) newest.scrollIntoView({ block: "start" });
  for (const later of [150, 350]) setTimeout(() => {
    if (newest === document.activeElement && !isSeen()) newest.scrollIntoView({ block: "start" });
  }, later);
  const said = document.getElementById("said") || document.body.appendChild(document.createElement("div"));
  Object.assign(said, { id: "said", className: "unseen", role: "status", textContent: "" });
  const answer = document.querySelector("[data-said]");
  setTimeout(() => { said.textContent = answer ? answer.dataset.said : ""; }, 400);
}, 60));
"""


def at_risk() -> Markup:
    """The number to call, as it stands in the head of every page."""
    return tag("strong", "If a child is at risk now, call ", call("999", "999"), ".")


def at_risk_first() -> Markup:
    """The number to call as a line of its own, above a page whose head does not have it."""
    return tag("p", at_risk(), class_="small at-risk")


def title(short: bool) -> Markup:
    """The page's title, with what this is and is not."""
    return tag(
        "header",
        tag("h1", "Ask the Reviews"),
        tag(
            "p",
            "Quotes from published child-safeguarding reviews. Not advice on a child, and not a procedure. ",
            at_risk(),
            class_="lead",
        ),
        class_="short" if short else None,
    )


@lru_cache(maxsize=3)
def style(theme: Literal["light", "dark"] | None) -> Markup:
    """The look of every page, in one element, for each is sent anew in every run of a page.

    Args:
        theme: sets the colours of what Streamlit draws outside its app, such as dialogs; None while it is unknown.
    """
    sheets = [sheet.read_text(encoding="utf-8") for sheet in sorted(_HERE.glob("*.css"))]
    scheme = f":root {{ color-scheme: {theme}; }}" if theme in ("light", "dark") else ""
    return Markup("<style>" + "\n".join([*sheets, scheme]) + "</style>")  # our own files: nothing to escape


def before_typing(short: bool = False) -> Markup:
    """The warning that stands by the question field at all times; in short once something is asked."""
    if short:
        return tag("p", tag("strong", "No names or personal details."), class_="before-typing short")
    return tag(
        "p",
        tag("strong", "Do not type names or other personal details."),
        " Ask about reviews, not about a child you know.",
        class_="before-typing",
    )


def filled() -> Markup:
    """Told while the box holds a question that the reader did not type."""
    return tag(
        "p",
        "The question is in the box. Change it if you like, then press Enter to ask it.",
        class_="filled",
        role="status",
    )


def since(told: Since) -> Markup:
    """That reviews quoted have changed since the answer was given; nothing where none has."""
    parts = [f"Changed since this answer was given: {_named(told.changed)}."] if told.changed else []
    parts += [f"No longer searched here: {_named(told.gone)}."] if told.gone else []
    if not parts:
        return Markup()
    last = "The quotes are shown as they were. Ask again for what the reviews say now."
    return tag("p", tag("strong", "Note. "), " ".join([*parts, last]), class_="inset warning")


def _named(titles: tuple[str, ...]) -> str:
    return ", ".join(f"“{title}”" for title in titles)


def first_questions() -> Markup:
    """Heads the questions to press on an empty page."""
    return tag("h2", "Questions to start with", class_="first")


def warning(text: str) -> Markup:
    """A line that something is amiss, with the next step in it."""
    return tag("p", tag("strong", "Warning. "), commands(text), class_="inset warning", role="status")


def commands(text: str) -> Markup:
    """A line of ours in which a command to run stands as one, in its own letters and never broken in two."""
    return join(
        *(tag("code", part) if number % 2 else part for number, part in enumerate(_COMMAND.split(text)))
    )


def question(message: Message) -> Markup:
    """The question as a heading, or why it is not kept; a long one is cut, lest it push 999 off the page."""
    if message.question is None:
        why = ": it may hold personal details" if message.answer is not None else ""
        return tag("h2", f"{_NOT_KEPT}{why}", class_="asked unkept", tabindex="-1")
    asked = message.question
    if area := pressed_area(asked):
        return tag("h2", f"You chose: {area}", class_="asked", tabindex="-1")
    long = len(asked) > _LONGEST_HEADING
    heading = f"{asked[:_LONGEST_HEADING].strip()}…" if long else asked
    return join(
        tag("h2", tag("span", "You asked: ", class_="unseen"), heading, class_="asked", tabindex="-1"),
        tag(
            "details",
            tag("summary", "Show the whole question"),
            tag("div", tag("p", asked, class_="exact"), class_="opened"),
        )
        if long
        else "",
    )


def unanswered(message: Message) -> Markup:
    """Why a question has no answer."""
    return tag("p", commands(why_unanswered(message)), class_="inset warning")


def go_to_newest(message: Message) -> Markup:
    """What goes to the newest question and says what came of it."""
    return go_to_asked(str(message.id), _said(message))


def go_to_asked(what: str, said: str) -> Markup:
    """The script, once for each thing: the browser runs it again only when something about it differs.

    Args:
        what: which of the things of its page it is.
        said: what a screen reader says of it.
    """
    return join(
        tag("span", hidden=True, data_come_to=what, data_said=said),
        Markup(f"<script>{GO_TO_NEWEST}</script>"),
    )


def _said(message: Message) -> str:
    """What a screen reader says when an answer has come."""
    if message.answer is None:
        return "Your question was not answered."
    quotes = len(message.answer.citations)
    shown = f" {counted(quotes, 'quote')} below your question." if quotes else ""
    return f"{OUTCOME[message.answer.outcome]}.{shown}"


def footer(index: "Index") -> Markup:
    """The short disclaimer with the state of the collection."""
    count = len(index.reviews)
    reviews = "1 review is" if count == 1 else f"{count} reviews are"
    return tag(
        "footer",
        tag(
            "p",
            f"{reviews} searched here, as indexed on {words.day(str(index.built_at))}. A review says what "
            "was learned then: check today's local procedure. Not finding something here does not mean that "
            "no review says it.",
        ),
    )


def paragraphs(*texts: str) -> Markup:
    """Plain paragraphs."""
    return join(*(tag("p", text) for text in texts))
