"""What stands around the text of a review: its head, the passage that was opened, why a text is not shown."""

from collections.abc import Sequence

from assistant.reading_matter import Section, screen_before
from ingest.nouns import Review
from ui.drawing import review_cards, words
from ui.drawing import review_links as links
from ui.drawing.frame import go_to_asked, warning
from ui.drawing.markup import Markup, join, tag
from ui.drawing.review_text import name_of
from ui.words import title_words

CHANGED = (
    "The file has changed since it was indexed. Its text is shown as it is now, without the kinds of statement. "
    "Run: reviews ingest"
)


def way_back(back: str) -> Markup:
    """The link to the list, as it was narrowed."""
    return tag(
        "nav", links.link("All reviews", links.listed(back), class_="back"), aria_label="Way back", id="top"
    )


def heading(review: Review, of_record: bool, back: str) -> Markup:
    """The title of a review, its facts, whose words its text is in, and the ways to its text and its record."""
    text, record = links.reader(review.id, back=back), links.reader(review.id, back=back, see="record")
    return tag(
        "header",
        tag("h1", title_words(review.title, review.standing)),
        review_cards.source_line(review),
        tag(
            "p",
            tag("strong", words.standing(review.standing)),
            ". A review says what was learned at its date. Check today's local procedure.",
            class_="whose",
        ),
        tag(
            "p",
            tag("strong", "Text") if not of_record else links.link("Text", text),
            tag("strong", "Record and file") if of_record else links.link("Record and file", record),
            *review_cards.asking(review),
            class_="actions",
        ),
        class_="reader-head",
    )


def withdrawn(date: str, headed: bool = False) -> Markup:
    """That a review was withdrawn; nothing of it is shown."""
    said = f"This review was withdrawn on {words.day(date)}. Its text is not shown, searched or quoted."
    return join(
        "" if headed else tag("h1", "Review withdrawn"),
        warning(said),
        tag(
            "p", "Answers that quoted it say “withdrawn” in place of the quotes. Do not rely on copies of it."
        ),
    )


def unknown(review_id: str) -> Markup:
    """That there is no such review, and what to do."""
    return join(
        tag("h1", "Review not found"),
        tag(
            "p",
            f"There is no review “{review_id[:100]}” in this collection. It may have been replaced or have got another "
            "id. Look for it in the list of all reviews.",
            class_="inset",
        ),
    )


def unreadable(review: Review, error: Exception) -> Markup:
    """That the file cannot be read now."""
    reason = getattr(error, "strerror", None) or str(error)
    return warning(f"The file {review.file} cannot be read now, so its text is not shown: {reason}")


def not_placed() -> Markup:
    """That a passage cannot be shown at its place."""
    return warning(
        "The passage asked for cannot be placed in this text: the file has changed, or the address is not whole. "
        "Nothing is highlighted. The text is below."
    )


def passage(first: Section, page: int | None, text: Markup, section: str, whole: bool) -> Markup:
    """A passage in the text around it.

    Args:
        first: the section it begins in.
        page: the page it begins on, where pages are known.
        text: the drawn text.
        section: where the section is read from its beginning.
        whole: whether the drawn text is all of the section.
    """
    part = "" if whole else "Only the text around the passage is shown. "
    return tag(
        "section",
        tag("h2", "The passage in its section", class_="asked", tabindex="-1"),
        tag("p", f"{_stands_in(first, page)}. {part}", class_="small"),
        text,
        tag("p", links.link("Read the whole text from this section on", section), class_="actions"),
        class_="opened-passage",
    )


def go_to_passage(first: Section, page: int | None, start: int) -> Markup:
    """What goes to the passage that was opened, and says where it stands; ``start``: where it begins."""
    return go_to_asked(str(start), f"The passage is open: {_stands_in(first, page)}.")


def _stands_in(section: Section, page: int | None) -> str:
    return f"{name_of(section)}, page {page}" if page else name_of(section)


def legend() -> Markup:
    """How to read what stands beside the text."""
    return tag(
        "p",
        "Words beside the text say which kind of statement follows. “Inferred” means that this was read from the "
        "wording and not from a heading.",
        class_="small",
    )


def turning(
    sections: Sequence[Section], here: Sequence[Section], review_id: str, find: str, back: str
) -> Markup:
    """Which sections of a text are shown, with the ways to those before and after; nothing where all are."""
    if len(here) == len(sections):
        return Markup()
    before = screen_before(sections, here[0])
    after = next((one for one in sections if one.start >= here[-1].end), None)

    def way(text: str, to: Section) -> Markup:
        return links.link(text, links.reader(review_id, find=find, section=to.number, back=back))

    first, last = here[0].number, here[-1].number
    shown = f"Section {first}" if first == last else f"Sections {first} to {last}"
    return tag(
        "p",
        tag("span", f"{shown} of {len(sections)} of this text"),
        way("Text before", before) if before else "",
        way("Text after", after) if after else "",
        class_="actions turning",
    )
