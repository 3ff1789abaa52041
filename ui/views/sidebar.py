"""The list of conversations: a new one, an earlier one, and away with one."""

import streamlit as st

from assistant.records import KEEP_DAYS, Conversation
from ingest.errors import ReviewsError
from ui import resources, session
from ui.drawing import words
from ui.drawing.markup import label, tag
from ui.drawing.show import show

_LATEST = 20


def draw() -> None:
    """Draw the list in the sidebar; nothing but the new-conversation button when the records fail."""
    with st.sidebar:
        st.button("New conversation", key="new", on_click=session.open_conversation, width="stretch")
        try:
            conversations = resources.records().conversations()
        except ReviewsError:
            return
        if not conversations:
            return
        show(tag("h2", "Conversations", class_="list-title"))
        shown = conversations if session.all_conversations() else conversations[:_LATEST]
        for conversation in shown:
            _row(conversation)
        if len(shown) < len(conversations):
            text = f"Show all {len(conversations)}"
            st.button(text, key="all", type="tertiary", on_click=session.show_all_conversations)
        show(tag("p", f"Kept on this computer only, for {KEEP_DAYS} days.", class_="small"))


def _row(conversation: Conversation) -> None:
    here = conversation.id == session.conversation()
    title = conversation.title or "Question not kept"
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", wrap=False, key=f"row-{conversation.id}"
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
        if st.button(
            "Delete", key=f"delete-{conversation.id}", type="tertiary", help=f"Delete: {label(title, 70)}"
        ):
            _confirm(conversation, title)


@st.dialog("Delete this conversation?")  # type: ignore[untyped-decorator]
def _confirm(conversation: Conversation, title: str) -> None:
    show(tag("p", f"“{title}”, last used on {words.day(conversation.touched)}. It cannot be brought back."))
    with st.container(horizontal=True):
        if st.button(
            "Delete it", key="confirm-yes", type="primary", on_click=_delete, args=(conversation.id,)
        ):
            st.rerun()
        if st.button("Keep it", key="confirm-no"):
            st.rerun()


def _delete(conversation_id: str) -> None:
    resources.records().delete(conversation_id)
    if conversation_id == session.conversation():
        session.open_conversation()
