"""The two doors to the page: ``tag`` for HTML and ``label`` for Streamlit's labels, which read Markdown.

Texts of reviews, questions and file names are somebody else's. They go to the page as HTML text and never
as Markdown: Markdown would load an image, follow a directive, set ``$5`` in type for formulas, and turn
``--`` into a dash inside an exact quote.
"""

import re
from html import escape

from assistant.unseen import visible

__all__ = ["Markup", "join", "label", "new_tab", "safe", "tag", "visible"]
_JOINER = "\N{WORD JOINER}"  # no width, and no Markdown rule reads across it
_MARKDOWN = re.compile(r"[!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~]")
_READ_AFTER_ESCAPES = re.compile(r"(?<=[:@])(?=\S)|(?<=[-<>=~])(?=[-<>=])|(?<=[wW])(?=\.)")


class Markup(str):
    """HTML made here. Only ``tag`` and ``join`` make it; any other string is escaped on its way in."""

    __slots__ = ()


def safe(text: str) -> Markup:
    """Any text, ready for HTML; what is Markup already stays as it is."""
    return text if isinstance(text, Markup) else Markup(escape(visible(text), quote=True))


def join(*parts: str, between: str = "") -> Markup:
    """Parts one after the other; empty ones are left out."""
    return Markup(safe(between).join(safe(part) for part in parts if part))


def tag(name: str, *children: str, **attributes: str | bool | None) -> Markup:
    """An element. ``aria_label`` becomes ``aria-label``, ``class_`` ``class``; None and False vanish."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{safe(str(value))}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return Markup(f"<{name}{written}>{join(*children)}</{name}>")


def new_tab(text: str, address: str, *, unseen: str = "", class_: str | None = None) -> Markup:
    """A link that leaves this page as it is: a new tab opens, and a screen reader is told so.

    Args:
        text: what is read and pressed.
        address: where it leads.
        unseen: read out after the text, where the text alone says too little.
        class_: the name by which it is given its looks.
    """
    told = tag("span", f"{unseen} (opens in a new tab)", class_="unseen")
    return tag("a", text, told, href=address, target="_blank", rel="noopener", class_=class_)


def label(text: str, longest: int = 200) -> str:
    """Text for a widget's label, in one line, of which Streamlit's Markdown reads nothing.

    Backslashes stop Markdown itself. Streamlit reads emoji and icon names, links without brackets and
    arrows only after that, in the finished text; a joiner of no width stops those.
    """
    line = " ".join(visible(text).split())
    if len(line) > longest:
        line = line[: longest - 1].rstrip() + "…"
    parted = _READ_AFTER_ESCAPES.sub(_JOINER, line)
    return _MARKDOWN.sub(lambda found: "\\" + found.group(), parted)


def option(text: str, longest: int = 80) -> str:
    """Text for an entry of a list to choose from, in one line: Streamlit shows those as they are."""
    line = " ".join(visible(text).split())
    return f"{line[: longest - 1].rstrip()}…" if len(line) > longest else line
