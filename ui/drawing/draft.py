"""The page on which a draft is checked, in parts: what it is, what was found, and the draft with its verdicts beside it."""

from collections.abc import Sequence
from itertools import groupby

from assistant.drafts.nouns import Checked, Credit, DraftReport
from assistant.drafts.personal import Personal
from assistant.drafts.told import (
    BESIDES,
    CAVEAT,
    SORTS,
    besides,
    place,
    reason,
    sort_of,
    sorted_out,
    verdict,
)
from assistant.in_words import day
from ui.drawing.draft_passages import passages
from ui.drawing.frame import at_risk, go_to_asked, warning
from ui.drawing.markup import Markup, join, tag
from ui.words import counted, some

SIGNS = {
    "supported": "✓",
    "partly": "◐",
    "not_shown": "?",
    "nothing_found": "○",
    "contradicted": "≠",
    "elsewhere": "→",
    "misquoted": "”",
    "withdrawn": "✕",
    "look": "!",
    "not_checked": "–",
}
_NOTHING = tag(
    "p",
    "No sentence names, quotes or retells a review that is held here, as far as rules can tell. "
    "To have a sentence checked, name the review in it.",
)
PERSONAL = "This draft may hold personal details"
_TOLD_OF_NONE = ("contradicted", "not_shown")  # sorts whose nought a reader looks for
_MOST_PLACES = 8  # where personal details may stand, before only their number is told


def title(short: bool) -> Markup:
    """The page's title and what it is for; ``short`` while a draft is at hand."""
    return tag(
        "header",
        tag("h1", "Check a draft"),
        tag(
            "p",
            "See which sentences of your own paper the reviews bear out, and whether its quotes are exact. ",
            at_risk(),
            class_="lead",
        ),
        class_="draft-page short" if short else "draft-page",
    )


def before_checking() -> Markup:
    """What is checked, and what becomes of the draft, told before one is taken in."""
    return tag(
        "div",
        tag(
            "p",
            tag("strong", "Take out names and other personal details first"),
            " if you can. If any seem to be in it, you are asked before anything is looked up.",
        ),
        tag(
            "p",
            tag("strong", "Your draft stays on this computer, is not kept, and no language model reads it."),
        ),
        tag(
            "details",
            tag("summary", "What is checked, and what becomes of your draft"),
            tag(
                "div",
                tag(
                    "p",
                    "Each sentence that names a review, goes on from one, quotes, cites or retells is compared, by "
                    "rules, with the passages that bear on it. Questions, your own recommendations and how you went "
                    "about it are left aside.",
                ),
                tag(
                    "p",
                    "The draft is held in memory for this tab alone. It is written to no record and no log. It goes "
                    "when you clear it, and within minutes after you close or reload the tab. A file lies in a closed "
                    "temporary folder for the seconds that it takes to read it.",
                ),
                class_="opened",
            ),
        ),
        class_="draft-before",
    )


def fault(text: str) -> Markup:
    """Why nothing was checked, with the next step."""
    return tag("p", tag("strong", "Not checked. "), text, class_="inset warning", role="alert")


def personal(found: Sequence[Personal]) -> Markup:
    """That a draft may hold personal details: the kinds and the places, never the words."""
    return tag(
        "div",
        tag("h2", PERSONAL, class_="asked", tabindex="-1"),
        tag("p", "Nothing has been looked up yet. These places look as if they tell who a person is:"),
        tag("ul", *(tag("li", tag("strong", f"A {one.kind}"), f": {_places(one.places)}") for one in found)),
        tag(
            "p",
            "A paper on reviews seldom needs them. The check itself stays on this computer and keeps nothing, "
            "but whoever you send the paper to will see them.",
        ),
        class_="inset warning",
    )


def _places(places: tuple[str, ...]) -> str:
    more = len(places) - _MOST_PLACES
    named = ", ".join(one.lower() for one in places[:_MOST_PLACES])
    return f"{named} and {more} more places" if more > 0 else named


def headline(report: DraftReport, stopped: bool) -> Markup:
    """How much of the draft needs a look, as a heading, and the counts."""
    numbers = sorted_out(report.sentences)
    checked = sum(one.verdict is not None for one in report.sentences)
    heading = said_of(report)
    return tag(
        "div",
        tag("h2", heading, class_="asked", tabindex="-1"),
        tag("p", f"In {report.draft.name}", class_="small") if report.draft.format in ("docx", "pdf") else "",
        _stopped(report) if stopped else "",
        _counts(numbers) if checked else _NOTHING if report.whole else "",
        class_="draft-found",
    )


def come_to(held: object, told: str) -> Markup:
    """What goes to the heading of what has come and says it; once for each draft and stage."""
    return go_to_asked(f"draft-{id(held)}-{told}", told)


def said_of(report: DraftReport) -> str:
    """The headline in words."""
    checked = sum(one.verdict is not None for one in report.sentences)
    return _heading(checked, sorted_out(report.sentences)["look"], report.whole)


def _heading(checked: int, look: int, whole: bool) -> str:
    if not checked:
        return "Nothing to check was found" if whole else "Nothing is checked yet"
    if not look:
        return f"{counted(checked, 'sentence')} checked, and none needs a look"
    return f"{look} of {counted(checked, 'checked sentence')} {'needs' if look == 1 else 'need'} a look"


def _counts(numbers: dict[str, int]) -> Markup:
    told = [
        _count(name, words, numbers[name])
        for name, words, _ in SORTS
        if name not in BESIDES and (numbers[name] or name in _TOLD_OF_NONE)
    ]
    return tag("dl", *told, class_="tally")


def _stopped(report: DraftReport) -> Markup:
    said = f"Stopped after {len(report.sentences)} of {len(report.draft.sentences)} sentences and headings. "
    return tag("p", said, "The rest was not looked at.", class_="inset warning", role="status")


def _count(name: str, words: str, number: int) -> Markup:
    return tag(
        "div",
        tag("dt", _sign(name), words),
        tag("dd", str(number)),
    )


def _sign(name: str) -> Markup:
    return tag("span", SIGNS[name], class_="sign", aria_hidden="true")


def changed() -> Markup:
    """That the reviews are others now than those it was checked against."""
    return warning("The reviews have changed since this draft was checked. Check it again.")


def take_away_title(own: bool) -> Markup:
    """Heads the buttons that hand the checked draft over."""
    said = (
        "The Word file is your own, as it was, with a comment on each sentence that was checked."
        if own
        else "The Word file holds the text, with a comment on each sentence that was checked."
    )
    return join(tag("h2", "Take it away", class_="draft-section"), tag("p", said, class_="draft-take"))


def list_title() -> Markup:
    """Heads the draft itself."""
    return tag("h2", "Your draft, sentence by sentence", class_="draft-section")


def foot(report: DraftReport) -> Markup:
    """What it was checked against, and that a person must read it."""
    lost = report.not_searched
    unread = f" Not searched, because they could not be read: {some(lost)}." if lost else ""
    return tag(
        "footer",
        tag("p", f"Checked against the reviews as indexed on {day(report.as_of)}.{unread}"),
        tag("p", CAVEAT),
    )


def rows(found: Sequence[Checked], apart: bool = False) -> Markup:
    """Sentences in the order of the draft, each with its verdict beside it.

    ``apart``: only some of the draft's are shown, so that each tells the heading it stands under.
    """
    blocks = groupby(found, key=lambda one: one.sentence.block)
    return join(*(row(one, apart, n == 0) for _, block in blocks for n, one in enumerate(block)))


def row(one: Checked, apart: bool = False, opens: bool = True) -> Markup:
    """One sentence with its verdict, why it is so, and the passages that bear on it."""
    said = one.sentence
    if said.form == "heading":
        return tag("h3", said.text, class_="draft-heading")
    kind = sort_of(one)
    under = f", under “{said.section[-1]}”" if said.section and apart else ""
    return tag(
        "div",
        tag(
            "div",
            _told(
                kind,
                verdict(one),
                reason(one) if one.verdict is None else "",
            ),
            *(_told(name, words) for name, words in besides(one)),
            class_="verdict",
        ),
        tag(
            "div",
            tag("p", f"{place(said)}{under}", class_="small place") if apart else "",
            tag("p", " ".join(said.text.split()), class_=f"sentence {said.form}"),
            _why(one) if one.verdict is not None else "",
            class_="said",
        ),
        class_=f"draft-row {kind}{' opens' if opens else ''}{'' if one.stands else ' look'}",
    )


def _told(sort: str, words: str, why: str = "") -> Markup:
    return tag(
        "p", _sign(sort), tag("span", words, tag("span", why, class_="small") if why else ""), class_="told"
    )


def _why(one: Checked) -> Markup:
    """What a reader needs at once where something is amiss; the passages open under it."""
    if one.stands:
        return passages(one)
    right = one.right_review
    return join(
        _credit(one, right)
        if right and not one.withdrawn
        else tag("p", reason(one), class_="why")
        if one.why
        else "",
        *(tag("p", differs, class_="why differs") for each in one.quotations for differs in each.differs),
        passages(one),
    )


def _credit(one: Checked, right: Credit) -> Markup:
    """The review that the draft credits, and the one that says it more plainly."""
    credited = "; ".join(each.shown_title for each in one.credited)
    return tag(
        "p",
        *(("Credited to ", tag("strong", credited), ". ") if credited else ()),
        "More plainly said in ",
        tag("strong", right.review.shown_title),
        ".",
        class_="why",
    )
