"""The text of a review as it is read: its contents, its sections with the kinds of statement, its highlights."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.reading_matter import Matter, Piece, Places, Section
from ingest.structure import clean_heading
from ui.drawing import review_links as links
from ui.drawing import words
from ui.drawing.markup import Markup, join, tag
from ui.drawing.source import layers as unseen_marks
from ui.words import counted, kind_words

_HASHES = re.compile(r"\s*#{1,6}\s+")
_LEADS = re.compile(r"(?m)^[ \t]*(?:#{1,6}|[-*+])[ \t]+")
_AROUND = 60  # characters on each side of what was found, in the list of places
MOST_OPEN = 20  # sections that are listed without being asked for
NO_HEADING = "Text without a heading"


@dataclass(frozen=True, slots=True)
class Marks:
    """What is highlighted: the passage that was opened, and what was found. Spans of the whole text."""

    passage: tuple[int, int] | None = None
    found: tuple[tuple[int, int], ...] = ()


def name_of(section: Section) -> str:
    """A section's heading in one line, with which part of it this is."""
    return _with_part(words.section(section.heading) if section.heading else NO_HEADING, section)


def short_name(section: Section) -> str:
    """A section's own heading, without those it stands under, with which part of it this is."""
    return _with_part(section.heading[-1] if section.heading else NO_HEADING, section)


def _with_part(name: str, section: Section) -> str:
    name += ", continued" if section.again else ""
    return f"{name}, part {section.part} of {section.parts}" if section.parts > 1 else name


def contents(
    sections: Sequence[Section], here: Sequence[Section], review_id: str, find: str, back: str
) -> Markup:
    """The table of contents; of sections that are on the page the link leads to their place on it."""
    on_page = {section.number for section in here}
    items = []
    for section in sections:
        if section.number in on_page:
            entry = tag("a", short_name(section), href=f"#section-{section.number}")
        else:
            entry = links.link(
                short_name(section), links.reader(review_id, find=find, section=section.number, back=back)
            )
        page = tag("span", f" page {section.page}", class_="small") if section.page else ""
        items.append(tag("li", entry, page, class_="under-another" if len(section.heading) > 1 else None))
    listed = tag("ol", *items)
    if len(items) > MOST_OPEN:
        listed = tag("details", tag("summary", f"Show the {len(items)} sections of this text"), listed)
    return tag("nav", tag("h2", "Contents"), listed, aria_label="Contents", class_="contents")


def text(held: Matter, shown: Sequence[Section], marks: Marks, span: tuple[int, int] | None = None) -> Markup:
    """Sections of the text, every character as it stands in the file; blank lines become space.

    Args:
        held: the text.
        shown: the sections to draw.
        marks: what is highlighted in them.
        span: draws of the sections only what lies in it.
    """
    return tag(
        "div",
        *(_section(held.text, section, marks, span or (section.start, section.end)) for section in shown),
        class_="matter",
    )


def _section(source: str, section: Section, marks: Marks, span: tuple[int, int]) -> Markup:
    rows: list[Markup] = []
    at = max(section.start, span[0])
    told: tuple[str, int | None] = ("", None)
    headed = False
    for piece in section.pieces:
        if piece.start < span[0] or piece.start >= span[1]:
            continue
        lead = source.rfind("\n", at, piece.start) + 1 or at  # the bullet belongs to its point
        between = list(_between(source, at, lead, section, marks))
        headed = headed or any(row.startswith("<h3") for row in between)
        beside = (", then ".join(kind_words(*one) for one in piece.kinds), piece.page)
        rows += between
        rows.append(_piece(source, lead, piece, marks, beside, told))
        at, told = piece.end, beside
    if section.end <= span[1]:
        rows += _between(source, at, section.end, section, marks)
    headed = headed or (not section.heading and section.parts == 1)
    heading = "" if headed else tag("h3", name_of(section), class_="given")
    return tag("section", heading, *rows, id=f"section-{section.number}", aria_label=name_of(section))


def _between(source: str, start: int, end: int, section: Section, marks: Marks) -> Iterator[Markup]:
    """What stands between two pieces, a line at a time: headings, and what belongs to no passage."""
    at = start
    for line in source[start:end].splitlines(keepends=True):
        if line.strip():
            cleaned = clean_heading(line)
            if _HASHES.match(line) or cleaned in section.heading:
                hashes = _HASHES.match(line)
                begin = at + (hashes.end() if hashes else 0)
                yield tag("h3", _marked(source, begin, at + len(line.rstrip()), marks))
            else:
                yield tag("p", _marked(source, at, at + len(line.rstrip()), marks), class_="loose exact")
        at += len(line)


def _piece(
    source: str,
    start: int,
    piece: Piece,
    marks: Marks,
    beside: tuple[str, int | None],
    told: tuple[str, int | None],
) -> Markup:
    kind, page = beside
    margin = (
        tag("span", f"Page {page}", class_="page") if page and page != told[1] else "",
        tag("span", kind, class_="kind") if kind and kind != told[0] else "",
    )
    return tag(
        "div",
        tag("p", *margin, class_="margin") if any(margin) else "",
        tag("p", _marked(source, start, piece.end, marks), class_="exact"),
        class_="piece",
    )


def _marked(source: str, start: int, end: int, marks: Marks) -> Markup:
    """A slice of the text with highlights. Characters stay as they are; the asterisks of bold are made small."""
    layers: list[tuple[int, int, str]] = [
        (max(first, start), min(last, end), name)
        for first, last, name in (
            *(((*marks.passage, "passage"),) if marks.passage else ()),
            *((*one, "hit") for one in _within(marks.found, start, end)),
        )
        if first < end and last > start
    ]
    layers += [(start + first, start + last, name) for first, last, name in unseen_marks(source[start:end])]
    cuts = sorted({start, end, *(cut for first, last, _ in layers for cut in (first, last))})
    parts = []
    for first, last in pairwise(cuts):
        names = {name for a, b, name in layers if a <= first and last <= b}
        part: str = source[first:last]
        for name in ("bold", "marks", "point"):
            part = tag("span", part, class_=name) if name in names else part
        if "passage" in names or "hit" in names:
            begins = any(first == a for a, _, name in layers if name in ("passage", "hit"))
            kind = "passage" if "passage" in names else "hit"
            part = tag("mark", part, class_=f"{kind} begins" if begins else kind)
        parts.append(part)
    return join(*parts)


def _within(spans: Sequence[tuple[int, int]], start: int, end: int) -> Iterable[tuple[int, int]]:
    """Of sorted spans those that touch a stretch."""
    first = max(0, bisect_right(spans, (start, start)) - 1)
    for span in spans[first:]:
        if span[0] >= end:
            return
        yield span


def found(
    source: str,
    places: Places,
    sections: Sequence[Section],
    review_id: str,
    find: str,
    back: str,
    closed: bool = False,
) -> Markup:
    """The places where words were found, each a link to it; ``closed``: to be opened before they are seen."""
    if not places.count:
        return tag(
            "p",
            f"No mention found of “{find}” in this text, as a phrase. Try one word of it. The review may use "
            "other words for the same thing.",
            class_="inset",
            role="status",
        )
    shown = len(places.spans)
    more = f" The first {shown} are listed." if places.count > shown else ""
    items = []
    for start, end in places.spans:
        section = next((one for one in reversed(sections) if one.start <= start), None)
        place = links.reader(review_id, (start, end), find=find, back=back)
        name = tag("span", f" {short_name(section)}", class_="small") if section else ""
        items.append(tag("li", links.link(_snippet(source, start, end), place), name))
    return tag(
        "details",
        tag("summary", f"“{find}” stands in {counted(places.count, 'place')}"),
        tag("div", tag("p", more) if more else "", tag("ol", *items), class_="opened"),
        class_="places",
        open=shown <= 12 and not closed,
    )


def _snippet(source: str, start: int, end: int) -> Markup:
    before, after = source[max(0, start - _AROUND) : start], source[end : end + _AROUND]
    return join(
        "… " if start > _AROUND else "",
        _line(before.partition(" ")[2] if start > _AROUND else before),
        tag("mark", " ".join(source[start:end].split()), class_="hit"),
        _line(after.rpartition(" ")[0] if end + _AROUND < len(source) else after),
        " …" if end + _AROUND < len(source) else "",
    )


def _line(text: str) -> str:
    """A stretch in one line, without the marks of bold, headings and lists, with a space at an end where one stood."""
    line = " ".join(_LEADS.sub("", text.replace("**", "")).split())
    return f"{' ' if text[:1].isspace() else ''}{line}{' ' if line and text[-1:].isspace() else ''}"


def steps(
    spans: Sequence[tuple[int, int]], here: tuple[int, int], review_id: str, find: str, back: str
) -> Markup:
    """Which of the places found is shown, with links to the one before and the one after."""
    if here not in spans:
        return Markup()
    place = spans.index(here)
    before = spans[place - 1] if place else None
    after = spans[place + 1] if place + 1 < len(spans) else None
    return tag(
        "p",
        tag("span", f"Place {place + 1} of {len(spans)} for “{find}”"),
        links.link("Previous place", links.reader(review_id, before, find=find, back=back)) if before else "",
        links.link("Next place", links.reader(review_id, after, find=find, back=back)) if after else "",
        class_="actions",
    )
