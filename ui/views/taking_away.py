"""Where an answer, a conversation or a table is taken away as a file; the file is made when its button is pressed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from assistant.actions import ActionsOfAll, actions_of_all
from assistant.exports.forms import FORMS, Taken, about, export, file_name
from assistant.exports.plain import with_citations
from assistant.matrix import Matrix
from assistant.records import Message
from assistant.uk_time import clock
from assistant.withdrawn import Of, matrix_without_withdrawn, without_withdrawn
from ingest.errors import ReviewsError
from ingest.settings import Settings
from ui import resources
from ui.drawing import frame
from ui.drawing.markup import tag
from ui.drawing.show import show

_ORDER = ("docx", "md", "xlsx", "csv")
_COMES_ALONG = (
    "With what was asked, each quote and where it stands, what was not found, dates, and a line to check before "
    "you rely on it. To print, use Print in your browser: buttons stay off the paper."
)
_AsOf = Callable[[Of], Taken]
"""Gives what is taken away as things stand when it is called: what was withdrawn by then is not quoted."""


@st.fragment  # type: ignore[untyped-decorator]
def draw(message: Message) -> None:
    """The text and the files of one answer; nothing where nothing was searched and nobody is to be called."""
    given = message.answer
    if given is None or given.outcome in ("declined", "clarify"):
        return
    # What a fragment draws stands one below the other unless it says otherwise, wherever the fragment itself stands.
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"taking-{message.id}"):
        if given.outcome != "urgent" and (given.citations or given.contacts):
            _copy(message)
        _closed(partial(_message, message), about(message), f"take-{message.id}", "Take it away")


def _copy(message: Message) -> None:
    """The answer as plain text, with Streamlit's own control to copy it; made as things stand when it is opened."""
    with st.popover(
        "Copy with citations", type="tertiary", key=f"copy-{message.id}", on_change="rerun"
    ) as opened:
        if not opened.open:
            return
        try:
            now = _message(message, resources.withdrawn()).answer
        except ReviewsError as error:
            show(frame.warning(str(error)))
            return
        if now:
            show(tag("p", "Press the copy sign at the top right of the text.", class_="small"))
            st.code(with_citations(now), language=None, wrap_lines=True, height=320, width=640)


def draw_conversation(messages: Sequence[Message]) -> None:
    """The files of a whole conversation; nothing while it is no more than one answer."""
    if sum(message.answer is not None for message in messages) > 1:
        whole = tuple(messages)
        _files(
            partial(_conversation, whole), about(whole), "take-conversation", "Take this conversation away"
        )


def draw_matrix(matrix: Matrix) -> None:
    """The files of a matrix: all its pages, in the order shown; nothing while it has no rows."""
    if matrix.rows:
        made = partial(matrix_without_withdrawn, matrix)
        _files(made, about(matrix), "take-matrix", "Take this table away")


def draw_actions(review_ids: Sequence[str], only: str = "") -> None:
    """The files of the recommendations of some reviews, all their pages; ``only``: what chose them, in one line."""
    if review_ids:
        made = partial(_actions, tuple(review_ids), only)
        _files(made, about(ActionsOfAll(only=only)), "take-actions", "Take these recommendations away")


@st.fragment  # type: ignore[untyped-decorator]
def _files(made: _AsOf, named: str, key: str, name: str) -> None:
    """The files of something that is no single answer, in a part of the page that runs by itself."""
    _closed(made, named, key, name)


def _closed(made: _AsOf, named: str, key: str, name: str) -> None:
    """A closed place with a button for each form; what is in it is drawn only when it is opened."""
    with st.popover(name, type="tertiary", key=key, on_change="rerun") as opened:
        if not opened.open:
            return
        show(tag("p", _COMES_ALONG, class_="small"))
        settings = resources.settings()
        with st.container(horizontal=True, gap="small"):
            for ending in _ORDER:
                st.download_button(
                    f"{FORMS[ending].name} (.{ending})",
                    partial(_file, made, ending, resources.withdrawn, settings),
                    file_name(named, ending, clock(settings)),
                    FORMS[ending].mime,
                    key=f"{key}-{ending}",
                    on_click="ignore",
                )


def _file(made: _AsOf, ending: str, withdrawn: Callable[[], Of], settings: Settings) -> bytes:
    """The file as things stand when the button is pressed."""
    try:
        return export(made(withdrawn()), ending, clock(settings))
    except ReviewsError:
        raise
    except Exception as error:
        # It is logged, and the message of an unforeseen error may hold what was asked.
        raise RuntimeError(f"{type(error).__name__} while a file was made") from None


def _message(message: Message, of: Of) -> Message:
    return replace(message, answer=without_withdrawn(message.answer, of)) if message.answer else message


def _conversation(messages: tuple[Message, ...], of: Of) -> tuple[Message, ...]:
    return tuple(_message(one, of) for one in messages)


def _actions(review_ids: tuple[str, ...], only: str, of: Of) -> ActionsOfAll:
    return actions_of_all(resources.assistant().index, review_ids, only, of)
