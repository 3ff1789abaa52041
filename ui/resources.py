"""What all tabs share: the settings, the assistant, the records, and the texts that quotes are shown in."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st

from assistant.nouns import Citation, Contact
from assistant.records import Records, open_records
from assistant.withdrawn import Of
from ingest.errors import ReviewsError
from ingest.settings import Settings, load_settings
from ingest.withdrawn import load
from ui.drawing.source import Place, place

if TYPE_CHECKING:
    from assistant.across import Across
    from assistant.assistant import Assistant
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


@st.cache_resource(show_spinner=False)  # type: ignore[untyped-decorator]
def records() -> Records:
    """The record of conversations, opened once.

    Raises:
        ReviewsError: it cannot be opened.
    """
    return open_records(settings().data, withdrawn=withdrawn)


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
    """What a reader should know of the index: that there is none, that it is damaged or behind the corpus."""
    from ingest.plan import changed_files

    held, fault = index()
    if held is None:
        return (fault,)
    changed = changed_files(settings().corpus.expanduser(), held.files)
    if not changed:
        return (held.warning,) if held.warning else ()
    more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
    behind = f"The reviews have changed since they were indexed ({changed[0]}{more}). Run: reviews ingest"
    return tuple(text for text in (held.warning, behind) if text)


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
    folder = settings().corpus.expanduser().resolve()
    path = (folder / citation.file).resolve()
    try:
        if not path.is_relative_to(folder):
            return _UNREADABLE
        state = path.stat()
        text = _text(str(path), state.st_mtime_ns, state.st_size)
    except (OSError, ReviewsError):
        return _UNREADABLE
    return place(citation, text, held.review_passages(citation.review_id) if held else ()) or _CHANGED
