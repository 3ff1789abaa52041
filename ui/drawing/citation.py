"""A numbered quote: its words, whose words they are, and the control that opens it in its section."""

from collections.abc import Callable

from assistant.nouns import Citation
from ui.drawing import words
from ui.drawing.markup import Markup, join, tag
from ui.drawing.review_links import link, reader
from ui.drawing.source import Place, highlighted, prose
from ui.words import NOT_RECORDED, title_words, type_words

# Where a citation stands now, or the reason, in plain words, why that cannot be shown.
Locate = Callable[[Citation], Place | str]
_IN_SIGHT = 300  # characters before a quote that leave it on the first screen of a phone


def quoted(citation: Citation, text: str, flag: str = "") -> Markup:
    """A quote as a statement of an answer; ``text`` is its wording without Markdown marks."""
    return tag("blockquote", tag("p", tag("strong", flag, class_="flag") if flag else "", text))


def number(n: int, place: str, back: bool = True) -> Markup:
    """The number of a quote, which leads to its passage and opens it.

    Args:
        n: the number.
        place: what the names of places in its statement begin with.
        back: whether the way back from the passage leads here; to one place on the page only.
    """
    return tag(
        "a",
        tag("span", "Quote ", class_="unseen"),
        f"[{n}]",
        href=f"#{place}-quote-{n}",
        target="_self",
        class_="number",
        id=f"{place}-number-{n}" if back else None,
    )


def beside(citation: Citation, place: str = "") -> Markup:
    """The line that goes with every quote: its number, its kind and whose words it is in.

    With a ``place``, the number leads to the passage.
    """
    return tag(
        "p",
        number(citation.n, place) if place else tag("span", f"[{citation.n}]", class_="number"),
        tag("span", words.kind(citation)),
        tag("span", words.standing(citation.standing), class_=f"standing {citation.standing}"),
        class_="beside",
    )


def opener(citation: Citation, locate: Locate, place: str = "a", with_quote: bool = False) -> Markup:
    """The control that opens the passage, drawn closed: the browser opens it by click, Enter or space.

    A quote that can no longer be placed says so at once, outside what opens. What opens has a name, so that a
    number leads into it: the browser then opens it by itself.
    """
    placed = locate(citation)
    held = isinstance(placed, Place)
    section = f": {words.section(citation.section)}" if citation.section else ""
    does = f"Show quote {citation.n} in its section" if held else f"Show where quote {citation.n} came from"
    return join(
        tag("p", placed, class_="inset warning") if isinstance(placed, str) else "",
        tag(
            "details",
            tag("summary", does, tag("span", section, class_="where")),
            tag(
                "div",
                beside(citation) if with_quote else "",
                _exact(citation) if with_quote or not held else "",
                _passage(citation, placed, f"{place}-quote-{citation.n}")
                if isinstance(placed, Place)
                else "",
                provenance(citation),
                _onward(citation, place, placed if isinstance(placed, Place) else None),
                class_="opened",
                id=None if held else f"{place}-quote-{citation.n}",
                tabindex=None if held else "-1",
            ),
            class_="citation",
        ),
    )


def _onward(citation: Citation, place: str, placed: Place | None) -> Markup:
    """The way to the whole document at this place, where it is still there, and the way back."""
    moved = placed.moved if placed else 0
    whole = link(
        "Open the whole document at this place",
        reader(citation.review_id, (citation.start + moved, citation.end + moved)),
    )
    back = tag("a", f"Back to number {citation.n}", href=f"#{place}-number-{citation.n}", target="_self")
    return tag("p", whole if placed else "", back, class_="onward")


def _exact(citation: Citation) -> Markup:
    return tag("blockquote", tag("p", prose(citation.quote), class_="exact"))


def provenance(citation: Citation) -> Markup:
    """Everything that is known of where a quote comes from."""
    rows = (
        ("Review", title_words(citation.title, citation.standing)),
        ("Publisher", citation.publisher),
        ("Type", type_words(citation.review_type, citation.standing)),
        ("Date", words.dated(citation.date)),
        ("Section", words.section(citation.section)),
        ("Page", str(citation.page) if citation.page else ""),
        ("Kind of statement", words.kind(citation)),
        ("Wording", words.standing(citation.standing)),
        ("File", citation.file),
    )
    return tag("dl", *(tag("div", tag("dt", name), tag("dd", value)) for name, value in rows if value))


def source_line(citation: Citation) -> Markup:
    """Publisher, type and date in one line, to stand under the review's title."""
    parts = (
        citation.publisher,
        f"type {NOT_RECORDED}"
        if citation.review_type == NOT_RECORDED
        else type_words(citation.review_type, citation.standing),
        words.dated(citation.date),
    )
    return tag("p", *(tag("span", part) for part in parts if part), class_="source-line")


def _passage(citation: Citation, placed: Place, name_of_quote: str) -> Markup:
    name = words.section(citation.section)
    to_quote = tag("a", "Go to the quote", href=f"#{name_of_quote}", target="_self")
    return join(
        "" if placed.whole else tag("p", "Only the text around the quote is shown.", class_="inset"),
        tag("p", to_quote, class_="onward") if placed.start > _IN_SIGHT else "",
        tag(
            "div",
            highlighted(placed, name_of_quote),
            class_="source",
            role="region",
            tabindex="0",
            aria_label=f"Section {name}, with quote {citation.n} highlighted",
        ),
    )
