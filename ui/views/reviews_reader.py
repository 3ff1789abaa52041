"""One review: its text to be read and searched, or its record with what is to be known of its file."""

from typing import TYPE_CHECKING

import streamlit as st

from assistant.reading_matter import (
    Matter,
    Places,
    Section,
    around,
    matter,
    piece_at,
    placed,
    places,
    screen,
    section_at,
)
from ingest.errors import ReviewsError
from ingest.nouns import Passage, Review
from ui import resources
from ui import session_reviews as session
from ui.drawing import frame, review_cards, review_record, review_text
from ui.drawing import review_links as links
from ui.drawing import review_reader as drawing
from ui.drawing.markup import Markup, join, tag
from ui.drawing.review_text import Marks
from ui.drawing.show import show
from ui.views import searching

if TYPE_CHECKING:
    from ingest.index import Index

_STOPPED = (
    "so they were not looked for. Look for the subject instead, such as bruising or missed appointments."
)


def draw(review_id: str) -> None:
    """Draw a review, or why it is not shown."""
    with st.container(key="reviews-reader"):
        back = st.query_params.get("back", "")
        show(drawing.way_back(back))
        index, fault = resources.index()
        tombstone = resources.tombstone_of(review_id)
        if isinstance(tombstone, str):
            show(join(tag("h1", "Review"), frame.warning(tombstone)))
        elif tombstone is not None:
            show(drawing.withdrawn(tombstone.date))
        elif index is None:
            show(tag("h1", "Review"))
            for warning in resources.index_warnings() or (fault,):
                show(frame.warning(warning))
        elif (review := index.reviews.get(review_id)) is None:
            show(drawing.unknown(review_id))
        else:
            _review(index, review, back)


def _review(index: "Index", review: Review, back: str) -> None:
    see = st.query_params.get("see", "")
    show(drawing.heading(review, see == "record", back))
    for warning in resources.index_warnings():
        show(frame.warning(warning))
    passages = index.review_passages(review.id)
    if see == "record":
        show(review_record.record(review, len(passages)))
        try:
            with st.spinner("Looking through the file"):
                checked = resources.checked_file(review.file)
            show(review_record.file(checked, review))
        except (ReviewsError, OSError) as error:
            show(frame.warning(str(error)))
        return
    try:
        text = resources.text_of(review.file)
    except (ReviewsError, OSError) as error:
        show(drawing.unreadable(review, error))
        return
    if (barred := resources.barred(review, text)) is not None:
        show(drawing.withdrawn(barred.date, headed=True))
        return
    _text(review, matter(text, passages), passages, back)


def _text(review: Review, held: Matter, passages: tuple[Passage, ...], back: str) -> None:
    if not held.fits:
        show(frame.warning(drawing.CHANGED))
    span, astray = _span(held, passages)
    # What was opened stands above the field, so that a phone shows it without scrolling.
    above = st.container() if span else None
    find = _find()
    begin = held.sections[0].start if held.sections else 0
    found = places(held.text, find, begin) if find else Places((), 0)
    if astray:
        show(drawing.not_placed())
    if span is not None and above is not None:
        with above:
            _passage(review, held, span, found, find, back)
        if find:
            show(review_text.steps(found.spans, span, review.id, find, back))
            show(review_text.found(held.text, found, held.sections, review.id, find, back, closed=True))
        show(review_text.contents(held.sections, (), review.id, find, back))
        return
    if find:
        show(review_text.found(held.text, found, held.sections, review.id, find, back))
    _sections(review, held, found, find, back)


def _find() -> str:
    """The words to be found, which the address says too; none where they were stopped, which is told."""
    st.text_input(
        "Find in this review",
        key=session.key("find"),
        max_chars=session.LONGEST["find"],
        on_change=session.leave_passage,
    )
    words = session.looked_for()
    stopped = searching.stopped(words, _STOPPED) if words else Markup()
    find = "" if stopped else words
    session.write_reader(find)
    show(stopped)
    return find


def _span(held: Matter, passages: tuple[Passage, ...]) -> tuple[tuple[int, int] | None, bool]:
    """The span that the address asks for, and whether it asks for one that cannot be placed."""
    if "start" not in st.query_params and "at" not in st.query_params:
        return None, False
    span = _asked(held)
    if span is None or not placed(held, passages, *span) or not _sections_of(held, span):
        return None, True
    return span, False


def _sections_of(held: Matter, span: tuple[int, int]) -> tuple[Section, ...]:
    """The sections that a span lies in; none where an end of it lies in none."""
    first, last = section_at(held.sections, span[0]), section_at(held.sections, span[1] - 1)
    return held.sections[first.number - 1 : last.number] if first and last else ()


def _asked(held: Matter) -> tuple[int, int] | None:
    """The span that the address asks for, or that of the piece at the position it asks for."""
    position = st.query_params.get("at", "")
    if position.isascii() and position.isdigit() and len(position) < 10:
        piece = piece_at(held.sections, int(position))
        return (piece.start, piece.end) if piece else None
    given = [st.query_params.get(name, "") for name in ("start", "end")]
    if not all(one.isascii() and one.isdigit() and len(one) < 10 for one in given):
        return None
    return int(given[0]), int(given[1])


def _passage(
    review: Review, held: Matter, span: tuple[int, int], found: Places, find: str, back: str
) -> None:
    """A passage in the text around it, and what goes to it."""
    shown = _sections_of(held, span)
    first, last = shown[0], shown[-1]
    marks = Marks(span, tuple(one for one in found.spans if one != span))
    part = around(held, *span)
    piece = piece_at(shown, span[0])
    page = piece.page if piece else None
    show(
        drawing.passage(
            first,
            page,
            review_text.text(held, shown, marks, part),
            links.reader(review.id, find=find, section=first.number, back=back),
            whole=part == (first.start, last.end),
        )
    )
    show(drawing.go_to_passage(first, page, span[0]), runs_script=True)


def _sections(review: Review, held: Matter, found: Places, find: str, back: str) -> None:
    """The text, all of it or a screen at a time, under its contents."""
    if not held.sections:
        show(tag("p", "No text was found in this file.", class_="inset warning"))
        return
    asked = st.query_params.get("section", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 8 else None
    here = screen(held.sections, number)
    ways = drawing.turning(held.sections, here, review.id, find, back)
    show(  # at once, so that no entry of the contents leads to what is not there yet
        join(
            review_text.contents(held.sections, here, review.id, find, back),
            ways,
            drawing.legend() if held.fits else "",
            review_text.text(held, here, Marks(found=found.spans)),
            ways,
            review_cards.ways_on(review),
        )
    )
