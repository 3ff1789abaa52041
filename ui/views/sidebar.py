"""The list of conversations: a new one, an earlier one found, named or opened, and away with one or with all."""

from collections.abc import Callable

import streamlit as st

from assistant.records import LONGEST_NAME, Conversation, Records
from ingest.errors import ReviewsError
from ui import resources, session, session_ask
from ui import session_conversations as tab
from ui.drawing import conversations as drawing
from ui.drawing import words
from ui.drawing.markup import label
from ui.drawing.show import show
from ui.words import counted

_LATEST = 20
_AT_ONCE = 100  # how many more are listed by one press: each is two buttons
_NO_TITLE = "Question not kept"


def draw() -> None:
    """Draw the list in the sidebar; nothing but the new-conversation button when the records fail."""
    with st.sidebar:
        st.button("New conversation", key="new", on_click=session_ask.begin_anew, width="stretch")
        if told := tab.take_told():
            show(drawing.done(told))
        try:
            records = resources.records()
            held = records.count()
            search = tab.search() if held else ""
            found = records.count(search) if search else held
            listed = records.conversations(search, tab.listed(_LATEST))
        except ReviewsError:
            return
        if not held:
            return
        show(drawing.heading())
        st.text_input("Search in questions and answers", key=tab.SEARCH, max_chars=100)
        if search:
            show(drawing.found(found))
            st.button("Clear the search", key="clear", type="tertiary", on_click=tab.clear_search)
        for conversation in listed:
            _row(conversation)
        if len(listed) < found:
            _more(len(listed), found)
        show(drawing.kept(records.keep_days))
        if st.button("Delete all conversations", key="delete-all", type="tertiary"):
            feedback = resources.feedback()
            gold = bool(feedback.going_with(reader=records.reader, gold=True))
            _confirm_all(held, feedback.going_with(reader=records.reader), gold)


def _more(listed: int, found: int) -> None:
    most = min(found, listed + _AT_ONCE)
    text = f"Show all {found:,}" if most == found else f"Show {most - listed} more of {found:,}"
    st.button(text, key="all", type="tertiary", on_click=tab.list_more, args=(most,))


def _row(conversation: Conversation) -> None:
    here = conversation.id == session.conversation()
    title = conversation.title or _NO_TITLE
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", wrap=here, key=f"row-{conversation.id}"
    ):
        st.button(
            f"**{label(title, 70)}**" if here else label(title, 70),
            key=f"open-{conversation.id}",
            type="tertiary",
            on_click=session.open_conversation,
            args=(conversation.id,),
            width="stretch",
            wrap=True,
        )
        if here and st.button(
            "Rename",
            key=f"rename-{conversation.id}",
            type="tertiary",
            on_click=tab.clear_fault,
            args=(_name(conversation.id),),
        ):
            _rename(conversation)
        if st.button(
            "Delete", key=f"delete-{conversation.id}", type="tertiary", help=f"Delete: {label(title, 70)}"
        ):
            feedback = resources.feedback()
            gold = bool(feedback.going_with(conversation.id, gold=True))
            _confirm(conversation, title, feedback.going_with(conversation.id), gold)


@st.dialog("Name this conversation")  # type: ignore[untyped-decorator]
def _rename(conversation: Conversation) -> None:
    key = _name(conversation.id)
    with st.form("rename", border=False):
        st.text_input(
            "A name without names or details of anyone. Leave it empty to show the first question.",
            value=(conversation.title or "")[:LONGEST_NAME],
            key=key,
            max_chars=LONGEST_NAME,
        )
        pressed = st.form_submit_button(
            "Save the name", type="primary", on_click=_save_name, args=(conversation.id, key)
        )
    if fault := tab.fault(key):
        show(drawing.fault(fault))
    elif pressed:
        st.rerun()


def _name(conversation_id: str) -> str:
    """The key of the field for a conversation's name."""
    return f"name-{conversation_id}"


def _save_name(conversation_id: str, key: str) -> None:
    try:
        resources.records().rename(conversation_id, tab.typed(key), resources.public_numbers())
        tab.clear_fault(key)
    except ReviewsError as error:
        tab.note_fault(key, str(error))


@st.dialog("Delete this conversation?")  # type: ignore[untyped-decorator]
def _confirm(conversation: Conversation, title: str, feedback: int, gold: bool) -> None:
    show(drawing.sure(f"“{title}”, last used on {words.day(conversation.touched)}.", feedback, gold))
    with st.container(horizontal=True):
        if st.button("Keep it", key="confirm-no", type="primary"):
            st.rerun()
        if st.button("Delete it", key="confirm-yes", on_click=_delete, args=(conversation.id,)):
            st.rerun()


@st.dialog("Delete all conversations?")  # type: ignore[untyped-decorator]
def _confirm_all(count: int, feedback: int, gold: bool) -> None:
    show(drawing.sure(f"{counted(count, 'conversation')} will be deleted, in every tab.", feedback, gold))
    with st.container(horizontal=True):
        pressed = f"Delete all {count:,}" if count > 1 else "Delete it"
        if st.button("Keep them", key="confirm-none", type="primary"):
            st.rerun()
        if st.button(pressed, key="confirm-all", on_click=_delete_all):
            st.rerun()


def _delete(conversation_id: str) -> None:
    _away(conversation_id, lambda records: records.delete(conversation_id))


def _delete_all() -> None:
    def delete(records: Records) -> None:
        tab.note_told(f"{counted(records.delete_all(), 'conversation')} deleted.")

    _away(session.conversation(), delete)


def _away(conversation_id: str, delete: Callable[[Records], None]) -> None:
    try:
        delete(resources.records())
    except ReviewsError as error:
        tab.note_told(str(error))
        return
    tab.forget_shown(conversation_id)
    if conversation_id == session.conversation():
        session.open_conversation()
