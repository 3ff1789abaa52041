"""The record of a review, its file, what reading the file met, and the files of the whole collection."""

from collections.abc import Sequence

from assistant.gate import FileCheck, Hazard
from ingest.nouns import Dated, Review
from ingest.rows import FileRecord
from ui.drawing import review_links as links
from ui.drawing import words
from ui.drawing.markup import Markup, join, tag
from ui.words import counted, title_words, type_words

NOT_STATED = "not stated"
_DATES = {"briefing": "Date of the briefing", "review": "Date of the review", "event": "Date of the incident"}
_RECORDS = {
    "catalogue": "in the catalogue of the collection",
    "sidecar": "in a file beside it",
    "front matter": "at the head of its own text",
    "": "none: title and type were inferred",
}
STATUS = {
    "failed": "Could not be read",
    "unread": "Not read",
    "superseded": "Left aside",
    "duplicate": "Left aside",
    "withdrawn": "Withdrawn",
    "read": "Read",
}


def record(review: Review, passages: int) -> Markup:
    """Everything the record of a review holds."""
    rows = (
        ("Title", title_words(review.title, review.standing)),
        ("Publisher", review.publisher),
        ("Type", type_words(review.review_type, review.standing)),
        ("Wording", words.standing(review.standing)),
        *((_DATES[dated.of], _date(dated)) for dated in review.dates),
        ("Ages", "; ".join(review.ages)),
        ("Harm", "; ".join(review.injuries)),
        ("Keywords", ", ".join(review.themes)),
        ("Agencies", ", ".join(review.agencies)),
        ("Also known as", "; ".join(review.aliases)),
        ("Licence", review.licence),
        ("To be credited as", review.attribution),
        ("Record", _RECORDS[review.record]),
        ("Passages searched", str(passages)),
        ("Id", review.id),
    )
    notes = tag("ul", *(tag("li", note) for note in review.notes))
    return join(
        tag("h2", "Record"),
        _list(rows),
        join(tag("h3", "Notes of whoever made the record"), notes) if review.notes else "",
    )


def _date(dated: Dated) -> str:
    if not dated.value:
        return f"{NOT_STATED}. {dated.note}".strip()
    known = "inferred" if dated.known == "inferred" else "stated"
    return f"{words.day(dated.value)} ({known}). {dated.note}".strip()


def _list(rows: Sequence[tuple[str, str]]) -> Markup:
    shown = (tag("div", tag("dt", name), tag("dd", value or NOT_STATED)) for name, value in rows)
    return tag("div", tag("dl", *shown), class_="about record")


def file(checked: FileCheck | None, review: Review) -> Markup:
    """The file of a review: what it is, what its record misses, and what reading it met."""
    if checked is None:
        return join(
            tag("h2", "File"),
            tag(
                "p", f"{review.file} is no longer in the folder. Run: reviews ingest", class_="inset warning"
            ),
        )
    if checked.withdrawn or checked.reason:
        said = f"could not be read: {checked.reason}" if checked.reason else "is withdrawn"
        return join(tag("h2", "File"), tag("p", f"{checked.file} {said}", class_="inset warning"))
    rows = (
        ("File", checked.file),
        ("Format", checked.form),
        ("Length", f"{checked.characters:,} characters"),
        ("Pages", str(checked.pages) if checked.pages else "the format has none"),
        ("Checksum when indexed", review.sha256),
        ("Record used", checked.record),
        ("The record does not tell", ", ".join(checked.missing) or "nothing is missing"),
    )
    new = checked.new
    seen = tuple(hazard for hazard in checked.hazards if hazard.acknowledged)
    met = tuple(hazard for hazard in checked.hazards if hazard.handled and not hazard.acknowledged)
    return join(
        tag("h2", "File"),
        _list(rows),
        tag("h2", "What to know about this text"),
        tag("p", "Nothing was noted when the file was looked through.") if not checked.hazards else "",
        _hazards("To be looked at by a person", new, review.id),
        _hazards("Looked at by a person", seen, review.id),
        _hazards("Dealt with when the file is read", met, review.id),
    )


def _hazards(name: str, hazards: Sequence[Hazard], review_id: str) -> Markup:
    if not hazards:
        return Markup()
    return join(tag("h3", name), tag("ul", *(_hazard(one, review_id) for one in hazards), class_="hazards"))


def _hazard(hazard: Hazard, review_id: str) -> Markup:
    after = f": {hazard.handled}" if hazard.handled else ""
    after = f" (by {hazard.acknowledged})" if hazard.acknowledged else after
    page = f" Page {hazard.page}." if hazard.page else ""
    place = Markup()
    if hazard.start is not None:
        at = links.reader(review_id, at=hazard.start)
        place = join(" ", links.link("Show the place", at, unseen=f"of: {hazard.what}"))
    return tag("li", f"{hazard.what}{after}.{page}", place)


def files(held: Sequence[FileRecord], changed: Sequence[str]) -> Markup:
    """What became of every file of the folder, those that were not read first.

    Args:
        held: the files, in the order in which they are to be shown.
        changed: files that are new, gone or other than when they were indexed.
    """
    columns = ("File", "What became of it", "Why")
    return join(
        _changed(changed),
        tag(
            "table",
            tag("caption", "Files of the collection"),
            tag("thead", tag("tr", *(tag("th", column, scope="col") for column in columns))),
            tag("tbody", *(_file(one) for one in held)),
            class_="files",
        ),
    )


def counts(held: Sequence[FileRecord]) -> Markup:
    """How many files were read, and how many were not, in a sentence."""
    read = sum(one.status == "read" for one in held)
    failed = sum(one.status == "failed" for one in held)
    aside = sum(one.status in ("superseded", "duplicate", "unread", "withdrawn") for one in held)
    return tag(
        "p",
        f"{counted(len(held), 'file')} in the folder: {read} read, {failed} could not be read, {aside} left out on "
        "purpose. Only files that were read are searched.",
        role="status",
    )


def _changed(changed: Sequence[str]) -> Markup:
    if not changed:
        return Markup()
    named = ", ".join(changed[:6]) + (f" and {len(changed) - 6} more" if len(changed) > 6 else "")
    said = f"Changed since the reviews were indexed: {named}. Run: reviews ingest"
    return tag("p", tag("strong", "Warning. "), said, class_="inset warning", role="status")


def _file(one: FileRecord) -> Markup:
    # Why a review was withdrawn is for whoever runs this to tell.
    why = "" if one.status == "withdrawn" else one.reason
    name: str = one.file
    if one.status == "read" and one.review_id:
        name = links.link(one.file, links.reader(one.review_id, see="record"), unseen="(its record)")
    status = STATUS[one.status]
    return tag(
        "tr",
        tag("th", name, scope="row"),
        tag("td", tag("strong", status) if one.status == "failed" else status),
        tag("td", why),
    )
