"""Tables and figures of the Evaluation page: every number with its n, and no score told apart from nought."""

from collections.abc import Sequence

from eval.runs.nouns import Manifest
from eval.scoring.meanings import COUNTED, MEANINGS
from eval.scoring.measures import Summary
from ui.drawing import words
from ui.drawing.markup import Markup, join, tag
from ui.words import counted

NONE = "no score"
_FIT = 3  # columns that a phone shows side by side
_LONG = 40  # characters of a cell that is a sentence


def table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], seen: bool = True) -> Markup:
    """A table in a stretch that scrolls by itself where the page is too narrow for it.

    Args:
        head: the column headings; the first cell of each row is its heading.
        seen: whether the caption is shown as well as read out.
    """
    return tag(
        "div",
        tag("p", "Scroll sideways to see all columns.", class_="scrolls") if len(head) > _FIT else "",
        tag(
            "table",
            tag("caption", caption, class_=None if seen else "unseen"),
            tag("thead", tag("tr", *(tag("th", cell, scope="col") for cell in head))),
            tag("tbody", *(_row(row) for row in rows)),
        ),
        class_="wide",
        role="region",
        tabindex="0",
        aria_label=caption,
    )


def _row(cells: Sequence[str]) -> Markup:
    return tag("tr", tag("th", cells[0], scope="row"), *map(_cell, cells[1:]))


def _cell(text: str) -> Markup:
    """A cell; a sentence gets room enough to be read where the table scrolls."""
    long = not isinstance(text, Markup) and len(text) > _LONG
    return tag("td", text, class_="long" if long else None)


def heading(measure: str) -> str:
    """What people call a measure, with a capital."""
    told = MEANINGS[measure][0] if measure in MEANINGS else measure.replace("_", " ")
    return told if told[1:2].isupper() else told[:1].upper() + told[1:]


def figure(measure: str, value: float | None) -> str:
    """A score or mean in figures; one short of 1 is never rounded up to it."""
    if value is None:
        return NONE
    if measure in COUNTED:
        return f"{value:.2f}" if measure in ("seconds", "statements") else f"{value:.0f}"
    rounded = f"{value:.2f}"
    if rounded in ("0.00", "1.00", "-0.00") and value not in (0.0, 1.0):
        return f"{value:.4f}".rstrip("0")
    return rounded


def summed(measure: str, summary: Summary | None) -> Markup:
    """A mean with its interval and the number of cases that have a score."""
    if summary is None or summary.mean is None:
        return tag("span", NONE, class_="none")
    between = Markup()
    if summary.low is not None and summary.high is not None:
        between = tag(
            "span", f"{figure(measure, summary.low)} to {figure(measure, summary.high)}", class_="of"
        )
    n = tag("span", counted(summary.n, "case"), class_="of")
    return join(tag("strong", figure(measure, summary.mean)), between, n)


def moment(made: str) -> str:
    """When a run was made: the day and the time, as they are written in it."""
    time = made[11:16]
    return f"{words.day(made)}, {time}" if time else words.day(made)


def mode(manifest: Manifest) -> str:
    """How its answers were made, with the model where one wrote them."""
    return "quotes" if manifest.mode == "quotes" else f"written by {manifest.model}"


def chosen(manifest: Manifest) -> str:
    """Which cases it asked, in words."""
    held = manifest.chosen
    parts = ["cases of your own" if manifest.own_gold else ""]
    parts += (
        [f"only those {'kept aside' if held['split'] == 'kept' else 'open'}"] if held.get("split") else []
    )
    kinds = held.get("kinds") or ()
    parts += [f"only {', '.join(str(kind).replace('_', ' ') for kind in kinds)}"] if kinds else []
    return "; ".join(filter(None, parts)) or "all"


def link(text: str, address: str, **more: str) -> Markup:
    """A link that stays in the tab."""
    return tag("a", text, href=address, target="_self", **more)
