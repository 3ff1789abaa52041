"""The list of reviews: search, facets, order and pages; as cards, by year, or as files."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from assistant.browsing import Found, Match, facets, find, narrowed, ordered
from assistant.cards import Extract, card, nearest_sentence
from assistant.facets import Facet
from assistant.nouns import Hit
from assistant.timeline import timeline
from assistant.words import stems
from ingest.errors import ReviewsError
from ingest.nouns import Review
from ui import resources
from ui import session_reviews as session
from ui.drawing import frame, review_cards, review_record, review_timeline, words
from ui.drawing.markup import Markup, label, tag, visible
from ui.drawing.review_links import list_query
from ui.drawing.show import show
from ui.views import searching
from ui.words import KIND, STANDING, counted

if TYPE_CHECKING:
    from ingest.index import Index

PAGE_SIZE = {"cards": 10, "timeline": 50, "files": 50}
_FACETS = {
    "publisher": "Publisher",
    "type": "Type of review",
    "year": "Year of the review, or of what it is about",
    "age": "Age of a child",
    "theme": "Keyword",
    "standing": "Whose words",
    "kind": "Has statements of this kind",
}
_ORDERS = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "title": "Title",
    "publisher": "Publisher",
    "passages": "Most text first",
}
_VIEWS = {"cards": "Cards", "timeline": "Timeline", "files": "Files"}
_DATES = {
    "shown": "date shown with its quotes",
    "briefing": "date of the briefing",
    "review": "date of the review",
    "event": "date of the incident",
}
_HOW = {
    "record": "Found in its record",
    "both": "Found in its record and in its text",
    "text": "Found in its text",
    "meaning": "Near in meaning; not all of these words were found in it",
}
_STOPPED = (
    "so they were not searched for. Search for the subject instead, such as bruising or missed appointments."
)


def draw() -> None:
    """Draw the list, or why there is none."""
    index, fault = resources.index()
    with st.container(key="reviews-page"):
        if index is None:
            show(tag("h1", "Reviews"))
            for warning in resources.index_warnings() or (fault,):
                show(frame.warning(warning))
            return
        show(review_cards.heading(len(index.reviews), words.day(str(index.built_at))))
        for warning in resources.index_warnings():
            show(frame.warning(warning))
        of_kind = resources.kinds_held(index)
        held = facets(index.reviews, of_kind)
        session.fill({facet.name: [value for value, _ in facet.values] for facet in held})
        _show_as()
        if session.view() == "files":
            session.write_address()
            _files(index)
            return
        _choices(held)
        _order()
        found = _search(index)
        left = narrowed(index.reviews, session.chosen(), of_kind)
        _reviews(index, left, found)


def _choices(held: Sequence[Facet]) -> None:
    """What the list is searched for and narrowed to."""
    st.text_input(
        "Search titles, publishers, keywords and the whole text",
        key=session.key("words"),
        max_chars=session.LONGEST["words"],
        on_change=session.first_page,
    )
    number = sum(len(values) for values in session.chosen().values())
    name = f"Narrow the list ({counted(number, 'choice')})" if number else "Narrow the list"
    with st.expander(name, expanded=bool(number)):
        columns = st.columns(2)
        for place, facet in enumerate(facet for facet in held if facet.values):
            with columns[place % 2]:
                _facet(facet)
        if number:
            st.button("Take all choices away", key="reviews-clear", on_click=session.clear)


def _show_as() -> None:
    st.segmented_control(
        "Show as",
        session.VIEWS,
        format_func=_VIEWS.__getitem__,
        key=session.key("view"),
        on_change=session.first_page,
        required=True,
    )


def _order() -> None:
    """What cards are ordered by, or which dates make the timeline."""
    name, said = ("dates", _DATES) if session.view() == "timeline" else ("order", _ORDERS)
    st.selectbox(
        "Years by" if name == "dates" else "Order",
        tuple(said),
        format_func=said.__getitem__,
        key=session.key(name),
        on_change=session.first_page,
        width=380,
    )


def _facet(facet: Facet) -> None:
    numbers = dict(facet.values)
    said: Mapping[str, str] = {"standing": STANDING, "kind": KIND}.get(facet.name, {})

    def with_number(value: str) -> str:
        return f"{visible(said.get(value, value))} ({numbers[value]})"

    st.multiselect(
        _FACETS[facet.name],
        [value for value, _ in facet.values],
        format_func=with_number,
        key=session.key(facet.name),
        on_change=session.first_page,
        placeholder="Any",
    )


def _search(index: "Index") -> Found | None:
    """What a search found; None where nothing is searched for or the search was stopped."""
    text = session.searched()
    stopped = searching.stopped(text, _STOPPED) if text else Markup()
    if not stopped:
        session.let_through(text)
    session.write_address()
    if stopped:
        show(stopped)
    if stopped or not text:
        return None

    def nearest(words_searched: str, count: int) -> Sequence[Hit]:
        """Passages with one of the words at least, or one that says the same: by its vector alone something is always near."""
        hits: Sequence[Hit] = resources.assistant().search(words_searched, (), count)[1]
        return [hit for hit in hits if hit.found_by.keys() - {"dense"}]

    try:
        return find(text, index, nearest)
    except ReviewsError as error:
        show(frame.warning(str(error)))
        return None


def _reviews(index: "Index", left: Sequence[Review], found: Found | None) -> None:
    """The reviews that are left, as cards in pages or by year."""
    if found is not None:
        by_id = {review.id: review for review in left}
        left = [by_id[match.review_id] for match in found.matches if match.review_id in by_id]
    near = found is not None and any(match.how == "meaning" for match in found.matches)
    if not left:
        too_narrow = bool(session.chosen()) and (found is None or bool(found.matches))
        show(review_cards.nothing(session.searched() if found else "", too_narrow))
        return
    if near:
        show(review_cards.only_near(session.searched()))
    total = len(index.reviews)
    if session.view() == "timeline":
        _timeline(left, total)
        return
    # What is near in meaning stays in that order; all else takes the order that was chosen.
    in_order = left if near else ordered(left, session.order(), index.passages_by_review())
    start, end = _pages(len(in_order), "cards", f"{len(left)} of {counted(total, 'review')}")
    drawn = [_card(index, review, found) for review in in_order[start:end]]
    show(tag("div", *drawn, class_="cards"))
    if len(drawn) > 1:
        show(tag("p", tag("a", "Back to the top of the list", href="#top")))


def _card(index: "Index", review: Review, found: Found | None) -> Markup:
    shown, back = card(review, index.review_passages(review.id)), list_query(session.state())
    match = next((one for one in found.matches if one.review_id == review.id), None) if found else None
    if found is None or match is None:
        return review_cards.card(shown, back)
    sentence = _sentence(index, match, found)
    how = "both" if match.how == "record" and sentence else match.how
    return review_cards.card(shown, back, sentence, _HOW[how])


def _sentence(index: "Index", match: Match, found: Found) -> Extract | None:
    if match.passage_id is None:
        return None
    return nearest_sentence(index.passages([match.passage_id])[0], found.stems, stems)


def _timeline(left: Sequence[Review], total: int) -> None:
    of = session.dates()
    years = timeline(left, None if of == "shown" else of)  # type: ignore[arg-type]
    show(review_timeline.years(years, _DATES[of]))
    entries = [entry for year in years for entry in year.entries]
    start, end = _pages(len(entries), "timeline", f"{len(left)} of {counted(total, 'review')}")
    shown = {entry.review.id for entry in entries[start:end]}
    here = timeline(
        [review for review in left if review.id in shown],
        None if of == "shown" else of,  # type: ignore[arg-type]
    )
    show(review_timeline.reviews(here, list_query(session.state())))


def _files(index: "Index") -> None:
    from ingest.plan import changed_files

    rank = {"failed": 0, "unread": 1, "superseded": 2, "duplicate": 2, "withdrawn": 3, "read": 4}
    held = sorted(index.files, key=lambda one: (rank[one.status], one.file))
    show(review_record.counts(held))
    start, end = _pages(len(held), "files", "")
    changed = changed_files(resources.settings().corpus.expanduser(), index.files)
    show(review_record.files(held[start:end], changed))


def _pages(count: int, view: str, said: str) -> tuple[int, int]:
    """The first and last of the entries on this page, after how many there are and the ways to other pages."""
    size = PAGE_SIZE[view]
    last = max(1, -(-count // size))
    page = min(session.page(), last)
    place = f"page {page} of {last}" if last > 1 else ""
    text = ", ".join(part for part in (said, place) if part)
    with st.container(horizontal=True, vertical_alignment="center", key="reviews-pages"):
        if text:
            show(tag("p", text[:1].upper() + text[1:], role="status", class_="counted"))
        if last > 1:
            for name, number in (("Previous page", page - 1), ("Next page", page + 1)):
                st.button(
                    label(name),
                    key=f"reviews-{'next' if number > page else 'previous'}",
                    disabled=not 1 <= number <= last,
                    on_click=session.turn,
                    args=(number,),
                )
    return (page - 1) * size, page * size
