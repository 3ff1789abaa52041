"""Addresses of the pages that a review is read and asked about on, and the links to them."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from ingest.nouns import Review
from ui.drawing.markup import Markup, tag

LIST = "/reviews"


def reader(
    review_id: str,
    span: tuple[int, int] | None = None,
    *,
    at: int | None = None,
    find: str = "",
    section: int | None = None,
    back: str = "",
    see: str = "",
) -> str:
    """Where a review is read.

    Args:
        review_id: which review.
        span: start and end of a passage to be shown highlighted, in its canonical text.
        at: a position in that text, to be shown with the paragraph or list item that holds it highlighted.
        find: words to be found in it.
        section: the number of the section to begin with.
        back: the query of the list that the reader came from, for the way back.
        see: "record" for its record and its file in place of its text.
    """
    query: dict[str, str] = {"review": review_id}
    if span:
        query |= {"start": str(span[0]), "end": str(span[1])}
    if at is not None:
        query["at"] = str(at)
    for name, value in (("find", find), ("section", str(section or "")), ("see", see), ("back", back)):
        if value:
            query[name] = value
    return f"{LIST}?{urlencode(query)}"


def listed(query: str) -> str:
    """Where the list is, as it was narrowed; ``query`` is what ``list_query`` made."""
    return f"{LIST}?{query}" if query else LIST


def list_query(chosen: Mapping[str, Sequence[str]]) -> str:
    """What narrows and orders the list, as the query of its address; the same choice gives the same query."""
    return urlencode([(name, value) for name in sorted(chosen) for value in chosen[name]])


def ask(review: Review) -> str:
    """Where a question about the review is filled in, to be sent by whoever reads it."""
    question = f"What is the learning in {review.title} ({review.publisher_short})?"
    return f"/?{urlencode({'q': question})}"


def which(theme: str, filters: Mapping[str, Sequence[str]] | None = None) -> str:
    """Where every review is put beside the others on a theme, within limits."""
    said = {"q": (theme,), **(filters or {})}
    return f"/matrix?{urlencode(said, doseq=True)}" if theme else "/matrix"


def link(text: str, address: str, class_: str | None = None, unseen: str = "") -> Markup:
    """A link that opens in this tab; ``unseen`` is read out after its text, where the text alone says too little."""
    return tag(
        "a",
        text,
        tag("span", f" {unseen}", class_="unseen") if unseen else "",
        href=address,
        target="_self",
        class_=class_,
    )
