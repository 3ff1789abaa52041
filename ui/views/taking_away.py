"""Where an answer, a conversation or a matrix is taken away as a file; the file is made when its button is pressed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from assistant.exports.forms import FORMS, Taken, export, file_name
from assistant.matrix import Matrix
from assistant.records import Message
from assistant.withdrawn import Of, without_withdrawn
from ingest.errors import ReviewsError
from ui import resources
from ui.drawing.markup import tag
from ui.drawing.show import show

_ORDER = ("docx", "md", "xlsx", "csv")
_COMES_ALONG = (
    "With the question, each quote and where it stands, what was not found, dates, and a line to check before "
    "you rely on it. To print, use Print in your browser: buttons stay off the paper."
)


def draw(message: Message) -> None:
    """The files of one answer; nothing where nothing was searched and nobody is to be called."""
    if message.answer is not None and message.answer.outcome not in ("declined", "clarify"):
        _files(message, f"take-{message.id}", "Take it away")


def draw_conversation(messages: Sequence[Message]) -> None:
    """The files of a whole conversation; nothing while it is no more than one answer."""
    if sum(message.answer is not None for message in messages) > 1:
        _files(tuple(messages), "take-conversation", "Take this conversation away")


def draw_matrix(matrix: Matrix) -> None:
    """The files of a matrix; nothing while it has no rows."""
    if matrix.rows:
        _files(matrix, "take-matrix", "Take this table away")


@st.fragment  # type: ignore[untyped-decorator]
def _files(taken: Taken, key: str, name: str) -> None:
    """A closed place with a button for each form; what is in it is drawn only when it is opened."""
    with st.popover(name, type="tertiary", key=key, on_change="rerun") as opened:
        if not opened.open:
            return
        show(tag("p", _COMES_ALONG, class_="small"))
        with st.container(horizontal=True, gap="small"):
            for ending in _ORDER:
                st.download_button(
                    f"{FORMS[ending].name} (.{ending})",
                    _made(taken, ending, resources.withdrawn),
                    file_name(taken, ending, datetime.now(UTC)),
                    FORMS[ending].mime,
                    key=f"{key}-{ending}",
                    on_click="ignore",
                )


def _made(taken: Taken, ending: str, withdrawn: Callable[[], Of]) -> Callable[[], bytes]:
    """Makes the file as things stand when the button is pressed: what was withdrawn since is not quoted."""

    def made() -> bytes:
        try:
            return export(_as_of_now(taken, withdrawn()), ending, datetime.now(UTC))
        except ReviewsError:
            raise
        except Exception as error:
            # It is logged, and the message of an unforeseen error may hold what was asked.
            raise RuntimeError(f"{type(error).__name__} while a file was made") from None

    return made


def _as_of_now(taken: Taken, of: Of) -> Taken:
    if isinstance(taken, Matrix):
        return replace(
            taken, rows=tuple(row for row in taken.rows if not (row.review_id and of(row.review_id)))
        )
    if isinstance(taken, Message):
        return replace(taken, answer=without_withdrawn(taken.answer, of)) if taken.answer else taken
    return tuple(
        replace(one, answer=without_withdrawn(one.answer, of)) if one.answer else one for one in taken
    )
