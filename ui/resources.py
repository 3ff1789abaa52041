"""What all tabs share: the settings, the assistant, the records, and the texts that quotes are shown in."""

from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

import streamlit as st

from assistant.feedback import FeedbackRecords
from assistant.held_filters import Offer, offered
from assistant.nouns import Citation, Contact
from assistant.records import Records, open_records
from assistant.under_way import UnderWay
from assistant.withdrawn import Of
from ingest.at_work import at_work_since
from ingest.errors import ReviewsError
from ingest.nouns import KINDS, Review
from ingest.settings import Settings, load_settings
from ingest.withdrawn import Tombstone, load
from ui import session
from ui.drawing.source import Place, place
from ui.state_of_index import amiss

if TYPE_CHECKING:
    from assistant.across import Across
    from assistant.assistant import Assistant
    from assistant.claims.reader import ClaimReader
    from assistant.drafts.check import DraftChecker
    from assistant.gate import FileCheck
    from ingest.index import Index

_CHANGED = (
    "The file has changed since this answer was given: the text at this place is no longer the quote. "
    "Nothing is highlighted."
)
_WITHDRAWN = "This review was withdrawn. Do not rely on this quote."
_GONE = "This review is no longer among those searched here. It may have been withdrawn or replaced."
_UNREADABLE = "The file of this quote cannot be read now. Nothing is highlighted."


@st.cache_resource(show_spinner=False)  # type: ignore[untyped-decorator]
def settings() -> Settings:
    """The settings, read once."""
    return load_settings()


@st.cache_resource(show_spinner=False)  # type: ignore[untyped-decorator]
def assistant() -> "Assistant":
    """The assistant, opened once for all tabs.

    Raises:
        ReviewsError: a setting, the catalogue or the register is at fault.
    """
    from assistant.assistant import open_assistant

    opened = open_assistant(settings())
    with suppress(ReviewsError):  # whoever needs the index meets it again
        # Opened here, where Streamlit lets in one thread only: two at once, and Chroma may hang.
        _ = opened.index
    return opened


@st.cache_resource(show_spinner=False)  # type: ignore[untyped-decorator]
def across() -> "Across":
    """What asks every review, with the columns that it keeps, for all tabs.

    Raises:
        ReviewsError: the assistant cannot be opened.
    """
    from assistant.across import Across

    return Across(assistant())


def records() -> Records:
    """The record of conversations, as this browser sees it.

    Raises:
        ReviewsError: it cannot be opened.
    """
    held: Records = everybodys_records()
    return held.of(session.reader())


@st.cache_resource(show_spinner=False)  # type: ignore[untyped-decorator]
def everybodys_records() -> Records:
    """The record of conversations, opened once.

    Raises:
        ReviewsError: it cannot be opened.
    """
    return open_records(settings().data, withdrawn=withdrawn, keep_days=settings().keep_days)


@st.cache_resource(show_spinner=False)  # type: ignore[untyped-decorator]
def feedback() -> FeedbackRecords:
    """The feedback kept with the conversations.

    Raises:
        ReviewsError: the record of conversations cannot be opened.
    """
    return FeedbackRecords(everybodys_records(), public_numbers())


def public_numbers() -> tuple[str, ...]:
    """The phone numbers of the register, which are nobody's personal details; none where it cannot be read."""
    from assistant.contacts import load_register

    try:
        return load_register(settings().contacts).numbers
    except ReviewsError:
        return ()


def withdrawn() -> Of:
    """Looks up whether a review is withdrawn now.

    Raises:
        ReviewsError: what is withdrawn cannot be read.
    """
    return load(settings().data).of_answers(settings().corpus)


def index() -> "tuple[Index | None, str]":
    """The index, or why there is none."""
    try:
        return assistant().index, ""
    except ReviewsError as error:
        return None, str(error)


def index_warnings() -> tuple[str, ...]:
    """What a reader should know of the index: that there is none, that it is being made, damaged or behind."""
    return amiss(*index(), settings())


def being_indexed() -> bool:
    """Whether the reviews are being indexed now, by whatever process."""
    return at_work_since(settings().index_folder) is not None


@st.cache_resource(show_spinner=False)  # type: ignore[untyped-decorator]
def under_way() -> UnderWay:
    """The questions on their way, of all tabs."""
    return UnderWay()


def offers() -> tuple[Offer, ...]:
    """The limits that a question may be put under; none where there is no index."""
    held, _ = index()
    return _offers(held.fingerprint, held) if held else ()


@st.cache_data(show_spinner=False, max_entries=4)  # type: ignore[untyped-decorator]
def _offers(fingerprint: str, _held: "Index") -> tuple[Offer, ...]:
    return offered(_held.reviews.values(), (kind for kind in KINDS if _held.all_passage_ids(kinds=(kind,))))


@st.cache_resource(show_spinner=False)  # type: ignore[untyped-decorator]
def _claim_reader() -> "ClaimReader":
    from assistant.claims.reader import ClaimReader

    return ClaimReader(settings().home.expanduser() / "models")


def draft_checker() -> "DraftChecker":
    """A new checker for one draft, over the index in use. What it remembers of the draft goes with it.

    Raises:
        ReviewsError: there is no index to use, or settings would send the draft to another machine.
    """
    from assistant.drafts.opening import checker_of_one_draft, stays_here

    stays_here(settings())
    opened = assistant()
    return checker_of_one_draft(opened.index, opened.embedder(), _claim_reader())


def kinds_held(held: "Index") -> dict[str, frozenset[str]]:
    """For each kind of statement the ids of the reviews that have it."""
    return cast("dict[str, frozenset[str]]", _kinds_held(held.fingerprint, held))


@st.cache_data(show_spinner=False, max_entries=4)  # type: ignore[untyped-decorator]
def _kinds_held(fingerprint: str, _held: "Index") -> dict[str, frozenset[str]]:
    from assistant.browsing import reviews_of_kind

    return reviews_of_kind(_held)


def text_of(file: str) -> str:
    """The canonical text of a file of the corpus folder, as it is now.

    Raises:
        ReviewsError: it is gone, cannot be read or lies outside the folder.
        OSError: it is gone or cannot be looked at.
    """
    folder = settings().corpus.expanduser().resolve()
    path = (folder / file).resolve()
    if not path.is_relative_to(folder):
        raise ReviewsError("This file is not in the folder of the reviews", "Ask whoever runs this page")
    state = path.stat()
    return cast(str, _text(str(path), state.st_mtime_ns, state.st_size))


def tombstone_of(review_id: str) -> Tombstone | str | None:
    """The tombstone of a review that is withdrawn, None of any other; a text says why that cannot be told."""
    try:
        return withdrawn()(review_id)
    except ReviewsError as error:
        return str(error)


def barred(review: Review, text: str) -> Tombstone | None:
    """The tombstone that stands for a review or for a text like this one, under whatever name it lies.

    Raises:
        ReviewsError: what is withdrawn cannot be read.
    """
    return load(settings().data).over(review, settings().corpus, text)


def checked_file(file: str) -> "FileCheck | None":
    """What is to be known of a file before it is relied on; None where the folder has none of that name.

    Raises:
        ReviewsError: the folder, its catalogue or the register of contacts cannot be read.
    """
    from assistant.contacts import load_register
    from assistant.gate import check_corpus

    held = settings()
    register = load_register(held.contacts)
    return next(iter(check_corpus(held, register, only=file)), None)


def register() -> tuple[tuple[Contact, ...], str]:
    """Every contact of the register of urgent contacts, and what is wrong with it if anything is."""
    from assistant.contacts import load_register

    try:
        held = load_register(settings().contacts)
    except ReviewsError as error:
        return (), str(error)
    national = held.urgent((), datetime.now())
    return (*national, *held.of_areas([area.name for area in held.areas])), ""


def destinations() -> tuple[str, ...]:
    """What is sent away and where to, a line each; none unless someone set it."""
    from assistant.written.mode import host_of

    held, sent = settings(), []
    if held.embedding_base_url:
        host = urlsplit(held.embedding_base_url).netloc or held.embedding_base_url
        sent.append(f"each question that is not stopped, to {host}, which turns it into a vector")
    if held.writes and held.model:
        with suppress(ReviewsError):  # an address that cannot be used is sent nothing
            sent.append(
                f"each question that the reviews answer, with the passages found, to {host_of(held)}, where the model "
                f"{held.model} writes the answer"
            )
    return tuple(sent)


@st.cache_data(show_spinner=False, max_entries=64)  # type: ignore[untyped-decorator]
def _text(path: str, modified_ns: int, size: int) -> str:
    from ingest.read import canonical

    return canonical(Path(path), settings().limits)


def locate(citation: Citation) -> Place | str:
    """The section that a quote stands in, as the file is now, or in plain words why it is not shown."""
    if citation.withdrawn:
        return _WITHDRAWN
    held, _ = index()
    if held is not None and citation.review_id not in held.reviews:
        return _GONE
    try:
        state = (settings().corpus.expanduser() / citation.file).stat()
        fingerprint = held.fingerprint if held else ""
        return _placed(citation, fingerprint, state.st_mtime_ns, state.st_size) or _CHANGED
    except (OSError, ReviewsError):
        return _UNREADABLE


@lru_cache(maxsize=256)
def _placed(citation: Citation, fingerprint: str, modified_ns: int, size: int) -> Place | None:
    """Where a quote stands, as long as its file and the index are the same: a page asks for each in every run."""
    held, _ = index()
    return place(citation, text_of(citation.file), held.review_passages(citation.review_id) if held else ())
