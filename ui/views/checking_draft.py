"""A draft on its way: read, looked through for personal details, checked sentence by sentence, taken away."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import PurePath

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.drafts.exporting import EXPORTS, exported
from assistant.drafts.nouns import DraftReport
from assistant.drafts.opening import stays_here
from assistant.drafts.personal import personal_details
from assistant.drafts.reading import read_typed, read_upload
from assistant.drafts.withdrawn import without_withdrawn_reviews
from assistant.drafts.word import draft_word
from assistant.withdrawn import Of
from ingest.errors import ReviewsError
from ingest.readers import Limits
from ui import resources, session_draft
from ui.drawing import draft
from ui.drawing.markup import label
from ui.drawing.show import show
from ui.session_draft import HeldDraft
from ui.unforeseen import BROKEN, log_without_its_words

_NOT_YOURS = "Comments could not be put into your own file. This is a new one with its text."
_FORMS = {".docx": "Word, with comments", ".md": "Markdown", ".csv": "Table (CSV)"}


def refusal() -> str:
    """Why no draft may be checked as this copy is set; nothing where one may."""
    try:
        stays_here(resources.settings())
    except ReviewsError as error:
        return str(error)
    return ""


def take_in(typed: str, file: tuple[str, bytes] | None) -> str:
    """Read a draft and hold it in this tab; returns why that cannot be done, or nothing.

    Args:
        typed: the text that was pasted.
        file: the name and the bytes of the file that was uploaded.
    """
    if bool(typed.strip()) == bool(file):
        return "Give the text or a file, not both." if file else "Paste a text, or choose a file."
    limits = resources.settings().limits
    try:
        if file is None:
            read = read_typed(typed.encode("utf-8", "replace"), limits, "The pasted text")
            _hold(HeldDraft(read, typed=typed))
        else:
            read = read_upload(*file, limits)
            _hold(HeldDraft(read, original=file[1] if read.format == "docx" else None))
    except ReviewsError as error:
        return str(error)
    except Exception as error:
        log_without_its_words(error, "reading a draft")
        return BROKEN
    return ""


def _hold(held: HeldDraft) -> None:
    held.personal = personal_details(held.draft, resources.public_numbers())
    session_draft.hold(held)


def run(held: HeldDraft, progress: DeltaGenerator, most_drawn: int) -> None:
    """Check what is left of a draft, and draw each sentence as it comes.

    Whatever the reader presses ends this run between two sentences; the run that follows goes on from there.
    """
    with held.going:
        for one in held.found[:most_drawn]:
            show(draft.row(one))
        try:
            held.checker = held.checker or resources.draft_checker()
            _told(held, progress)
            begun = time.monotonic()
            for one in held.checker.each(held.draft, len(held.found)):
                held.found.append(one)
                held.seconds += time.monotonic() - begun
                _told(held, progress)
                if len(held.found) <= most_drawn:
                    show(draft.row(one))
                begun = time.monotonic()
            held.stage = "done"
        except ReviewsError as error:
            held.stage, held.fault = "stopped", str(error)
        except Exception as error:
            log_without_its_words(error, "checking a draft")
            held.stage, held.fault = "stopped", BROKEN


def _told(held: HeldDraft, progress: DeltaGenerator) -> None:
    done, of = len(held.found), len(held.draft.sentences)
    progress.progress(done / of if of else 1.0, text=f"Checked {done} of {of} sentences and headings")


def take_away(report: DraftReport, original: bytes | None) -> None:
    """The buttons that hand the checked draft over as a file, made when one is pressed."""
    show(draft.take_away_title(original is not None))
    limits = resources.settings().limits
    stem = PurePath(report.draft.name).stem if report.draft.format in ("docx", "pdf") else "draft"
    with st.container(horizontal=True, gap="small", key="draft-exports"):
        for suffix, kind in EXPORTS.items():
            st.download_button(
                label(_FORMS[suffix]),
                data=partial(_made, report, suffix, original, limits, resources.withdrawn),
                file_name=f"{stem}-checked{suffix}",
                mime=kind,
                key=f"draft-export{suffix}",
                on_click="ignore",
            )


def _made(
    report: DraftReport, suffix: str, original: bytes | None, limits: Limits, withdrawn: Callable[[], Of]
) -> bytes:
    """The file as things stand when the button is pressed: what was withdrawn since is not quoted.

    What goes wrong here Streamlit would log with its message, so that nothing of the draft may be in it.
    """
    of = withdrawn()
    try:
        now = replace(report, sentences=without_withdrawn_reviews(report.sentences, of))
        try:
            return exported(now, suffix, original, limits)
        except ReviewsError:
            return draft_word(now, None, limits, _NOT_YOURS)
    except Exception as error:
        log_without_its_words(error, "writing a checked draft")
    raise ReviewsError("The file could not be made", "Take another form of it")
