"""The parts of the About page that say how far to trust this: what writes, how it was measured, who can use it."""

from collections.abc import Sequence

from assistant.nouns import Contact
from eval.latest import Measured
from ingest.rows import FileRecord
from ui.drawing import words
from ui.drawing.frame import paragraphs
from ui.drawing.markup import Markup, join, tag
from ui.words import counted

_UNREAD = ("failed", "unread")
_MEASURES = {
    "outcome": "It did the right thing: answered, asked back, or said that nothing was found",
    "recall_5": "The passage that answers was among the first five found",
    "vital_facts": "The facts that matter most stood in the answer",
    "right_refusal": "It said so when the reviews hold no answer",
    "wrong_refusal": "It said that nothing was found although a review says it (the lower the better)",
}
_MOST_NAMED = 6  # files
_MODES = {"quotes": "in exact quotes", "written": "written by a model"}


def contents(sections: Sequence[tuple[str, str]]) -> Markup:
    """Links to the sections of the page: the id and the words of each."""
    links = (tag("li", tag("a", said, href=f"#{name}", target="_self")) for name, said in sections)
    return tag("nav", tag("ul", *links, class_="contents"), aria_label="On this page", class_="about")


def answering(model: str, host: str) -> Markup:
    """Which model writes the answers, if any, and how the reviews are searched."""
    if model:
        writes = (
            f"Answers are written by the language model {model} at {host}. It is given the passages found, and each "
            "of its sentences is checked against them by rule. What does not pass is left out. A check by rule can "
            "miss a change of sense, so read the quote before you rely on a sentence."
        )
    else:
        writes = "No language model is used. Every answer is made of exact quotes, put together by rule."
    return tag(
        "section",
        tag("h2", "Which model is used", id="model"),
        paragraphs(
            writes,
            "To find passages close in meaning, a small model (all-MiniLM-L6-v2) turns text into numbers. It writes "
            "nothing.",
        ),
        class_="about",
    )


def not_read(files: Sequence[FileRecord], changed: Sequence[str] = ()) -> Markup:
    """Files of the folder that are not searched, with the reason of each; ``changed``: those other than when indexed."""
    left = [record for record in files if record.status in _UNREAD]
    if not left and changed:
        return tag(
            "p",
            f"Every file that was in the folder of reviews when it was indexed was read. New or changed since, and not "
            f"searched as it is now: {', '.join(changed[:_MOST_NAMED])}"
            f"{f' and {len(changed) - _MOST_NAMED} more' if len(changed) > _MOST_NAMED else ''}.",
            class_="about",
        )
    if not left:
        return tag("p", "Every file in the folder of reviews was read.", class_="about")
    rows = (
        tag("tr", tag("th", one.file, scope="row"), tag("td", one.reason or "not stated")) for one in left
    )
    return tag(
        "div",
        tag("h3", "Files that are not searched"),
        tag("p", "Nothing that these files say is in any answer."),
        tag(
            "table",
            tag("caption", "Files that are not searched, and why", class_="unseen"),
            tag("thead", tag("tr", tag("th", "File", scope="col"), tag("th", "Why", scope="col"))),
            tag("tbody", *rows),
        ),
        class_="about",
    )


def measured(newest: Measured | None, shipped: Measured | None) -> Markup:
    """How the answers were measured, with the latest figures."""
    return tag(
        "section",
        tag("h2", "How it was measured", id="measured"),
        paragraphs(
            "Questions were written down with the facts and passages that a right answer needs. Some have no answer "
            "in the reviews, or should not be answered. Each is asked, and what comes back is scored by rule.",
            "Most of these questions were open to tuning, so figures over all of them look better than those that README "
            "gives, on the questions kept aside. A gate is what must not get worse, and a goal is what is aimed at.",
        ),
        _figures("The latest run here of all the questions", newest) if newest else "",
        _figures("The figures that this version was shipped with", shipped) if shipped else "",
        ""
        if newest
        else tag(
            "p", "No run of all the questions is kept here yet. To measure this copy, run: reviews eval"
        ),
        tag(
            "p",
            "A figure is a share of the questions it applies to. It does not tell whether your answer is right.",
        ),
        class_="about",
    )


def _figures(heading: str, held: Measured) -> Markup:
    mode = _MODES.get(held.mode, held.mode)
    told = f"{words.day(held.made)}: {counted(held.cases, 'question')}, answered {mode}."
    rows = (
        tag(
            "tr",
            tag("th", _MEASURES[one.measure], scope="row"),
            tag("td", _share(one.mean)),
            tag("td", f"{one.n:,}"),
        )
        for one in held.figures
    )
    names = (tag("th", name, scope="col") for name in ("What was measured", "Share", "Questions"))
    return join(
        tag("h3", heading),
        tag("p", told),
        tag(
            "table",
            tag("caption", heading, class_="unseen"),
            tag("thead", tag("tr", *names)),
            tag("tbody", *rows),
            class_="figures",
        ),
    )


def _share(mean: float) -> str:
    return f"{100 * mean:.0f} %"


def checked(held: Sequence[Contact]) -> Markup:
    """How many numbers of the register a person has checked, and when."""
    numbers = [contact for contact in held if contact.number]
    dates = sorted(contact.checked for contact in numbers if contact.checked)
    if not numbers:
        return Markup()
    if not dates:
        return tag("p", tag("strong", "No number has been checked by a person yet."), class_="inset warning")
    between = (
        words.day(dates[0]) if dates[0] == dates[-1] else f"{words.day(dates[0])} to {words.day(dates[-1])}"
    )
    return tag("p", f"{len(dates)} of {counted(len(numbers), 'number')} checked by a person, {between}.")


def kept_besides() -> Markup:
    """How long everything but conversations is kept."""
    return tag(
        "ul",
        tag("li", "What you ask or type is in no log."),
        tag("li", "A paper of yours that is checked here is not stored."),
        tag("li", "The index holds the text of the reviews. It can be deleted and made again at any time."),
        tag(
            "li",
            "A withdrawn review is taken out of the index, and is quoted nowhere any more. Its title, its file's name, and "
            "who withdrew it, when and why are kept. Answers, feedback, test questions and runs that quoted it before "
            "still hold its words, out of sight, until they are deleted. Whoever withdraws it is told how many there are.",
        ),
        tag(
            "li",
            "A test question made of feedback holds the question and quotes. It stays in the file gold.jsonl until "
            "somebody deletes it there, also when the feedback and the conversation are gone.",
        ),
        tag("li", "Runs of the evaluation stay until somebody deletes them."),
        class_="about",
    )


def if_it_says() -> Markup:
    """What messages mean that are not in our words."""
    return tag(
        "section",
        tag("h2", "If the page says…", id="says"),
        tag("h3", "“Connection error … Are you connected to the internet?” or “Is Streamlit still running?”"),
        paragraphs(
            "These are the words of Streamlit, which draws the pages. You do not need the internet. The page has lost the "
            "program on this computer that answers it: that was closed, or the computer slept.",
            "Start it again with: reviews chat. Do not type “streamlit run”, whatever the message says. You can leave this "
            "page open: it comes back by itself within seconds, in the same conversation, and what you typed stays in "
            "the box. If a press of a button does nothing just then, press it again.",
            "Nothing that was answered is lost. A question that was being answered when the program stopped stands in "
            "its conversation as interrupted, with a button to ask it again. It is never asked again without you. The check "
            "of a draft is kept nowhere: make it again.",
        ),
        class_="about",
    )


def accessibility() -> Markup:
    """What was done so that everyone can use the page, what is known to be short, and what helps."""
    return tag(
        "section",
        tag("h2", "Accessibility", id="accessibility"),
        paragraphs(
            "These pages are meant to meet the Web Content Accessibility Guidelines (WCAG) 2.2, level AA. You can "
            "use them with a keyboard alone, zoom in to 400 %, and choose a light or a dark page in the menu at the "
            "top right. When an answer comes, a screen reader says so and goes on at your question. Where you open a "
            "passage in its review, it goes on at the passage. After “Edit and ask again” press Tab once to come to the "
            "text.",
            "Before a release, a program looks for barriers on each page in both colours, and a test does the main "
            "job by keyboard. A program finds some barriers only. People who use a screen reader, magnifier or voice "
            "control have not tried these pages yet, so we do not say that the pages meet the guidelines in full.",
            "Known limits: a page that you open in a new tab may not keep your choice of colours, and then follows "
            "your system. The menu and the boxes you type in are drawn by Streamlit, and are as good as it makes them. What "
            "opens over the page, such as “Copy with citations” or “Limit the search”, comes last on the page for Tab. "
            "Escape closes it and leads back.",
            "If something does not work for you, tell whoever runs this copy, and say which page and what you use. "
            "They can send you an answer as text.",
        ),
        class_="about",
    )
