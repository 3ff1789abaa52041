"""The chat: a question, its answer in exact quotes, and the conversation so far. Drawn from records only."""

from typing import Literal

import streamlit as st

from assistant.records import Message
from ingest.errors import ReviewsError
from ui import resources, session
from ui.drawing import frame, urgent
from ui.drawing.answer import answer
from ui.drawing.how import how_answered
from ui.drawing.markup import label
from ui.drawing.show import show
from ui.views import asking, sidebar

_LONGEST_QUESTION = 4_000


def _kept(warnings: list[str]) -> tuple[Message, ...]:
    try:
        records = resources.records()
        if records.warning:
            warnings.append(records.warning)
        unkept = session.unkept()
        shown = {message.id for message in unkept}
        stored = records.messages(session.conversation())
        return (*(message for message in stored if message.id not in shown), *records.as_of_now(unkept))
    except ReviewsError as error:
        warnings.append(f"{error}. Answers are shown but not kept.")
        return session.unkept()


def _draw(message: Message, newest: bool) -> None:
    show(frame.question(message))
    if message.answer is not None and message.fault:
        show(frame.warning(f"This answer is shown but not kept. {message.fault}"))
    if message.answer is None:
        show(frame.unanswered(message))
        if newest and message.question:
            st.button(
                "Ask it again", key=f"again-{message.id}", on_click=session.ask, args=(message.question,)
            )
    elif message.answer.outcome == "urgent":
        with st.container(key=f"urgent-{message.id}"):
            show(urgent.emergency(message.answer))
            if any(not choice.folded for choice in message.answer.choices):
                show(urgent.which_area())
                with st.container(horizontal=True, gap="small"):
                    _choices(message, width="content")
            show(urgent.whom_to_call(message.answer))
            if any(choice.folded for choice in message.answer.choices):
                with st.expander("When the child is safe: what reviews have said"):
                    _choices(message, folded=True)
    else:
        show(answer(message.answer, resources.locate))
        if newest and message.answer.understood:
            _understood(message.id, message.answer.understood)
        _choices(message)
        show(how_answered(message))


def _understood(message: int, question: str) -> None:
    """The question that a follow-up was taken for, to be changed and asked again."""
    with st.form(f"understood-{message}", border=False):
        st.text_input(
            "Your question was understood as this. If that is not what you meant, change it and ask again.",
            value=question,
            key=session.edited(message),
            max_chars=_LONGEST_QUESTION,
        )
        st.form_submit_button("Ask this instead", on_click=session.ask_edited, args=(message,))


def _choices(
    message: Message, width: Literal["stretch", "content"] = "stretch", folded: bool = False
) -> None:
    for number, choice in enumerate(message.answer.choices if message.answer else ()):
        if choice.folded != folded:
            continue
        st.button(
            label(choice.label),
            key=f"choice-{message.id}-{number}",
            on_click=session.ask,
            args=(choice.question,),
            width=width,
            wrap=True,
        )


def _first_questions() -> None:
    try:
        suggestions = resources.assistant().suggestions(3)
    except ReviewsError:
        return
    show(frame.first_questions())
    for number, suggestion in enumerate(suggestions):
        st.button(
            label(suggestion),
            key=f"first-{number}",
            on_click=session.ask,
            args=(suggestion,),
            width="stretch",
        )


def _page() -> None:
    warnings: list[str] = []
    messages = _kept(warnings)
    warnings += resources.index_warnings()
    index, _ = resources.index()
    sidebar.draw()
    with st.bottom:
        progress = st.container()
        show(frame.before_typing())
        typed = st.chat_input("Ask what the reviews say", max_chars=_LONGEST_QUESTION, submit_mode="disable")
    question = typed or session.take_question()
    show(frame.title(short=bool(messages or question)))
    for warning in warnings:
        show(frame.warning(warning))
    for message in messages:
        _draw(message, newest=message is messages[-1] and not question)
    if question:
        asking.run(question, messages, progress)
        st.rerun()
    if not messages:
        _first_questions()
    if index:
        show(frame.footer(index))
    if messages and session.take_answered():
        show(frame.go_to_newest(messages[-1]), runs_script=True)


_page()
