"""One question and what came of it, with all that a reader can do with it."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from assistant.held_filters import Again, ways_to_ask_again
from assistant.in_words import limits
from assistant.nouns import Answer
from assistant.records import Message
from assistant.since import since
from ui import resources, session_ask
from ui.drawing import answer as drawn
from ui.drawing import frame, urgent
from ui.drawing.how import how_answered
from ui.drawing.markup import Markup, join, label
from ui.drawing.show import show
from ui.views import taking_away, telling


def draw(message: Message, newest: bool, told: telling.Told) -> None:
    """Draw it.

    Args:
        message: as it stands now.
        newest: whether it is the last: that one can be changed and asked again in its place.
        told: what readers told of the answers before.
    """
    head, given = frame.question(message), message.answer
    if given is not None and message.fault:
        head = join(head, frame.warning(f"This answer is shown but not kept. {message.fault}"))
    if given is None:
        _unanswered(message, head)
    elif given.outcome == "urgent":
        _urgent(message, given, head)
    else:
        _answered(message, given, newest, head)
    telling.draw(message, told)


def _unanswered(message: Message, head: Markup) -> None:
    show(join(head, frame.unanswered(message)))
    if message.question:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(
                "Ask it again", key=f"again-{message.id}", on_click=session_ask.ask, args=(message.question,)
            )
            _edit(message)
        _change_as_asked(message)


def _urgent(message: Message, given: Answer, head: Markup) -> None:
    show(head)
    with st.container(key=f"urgent-{message.id}"):
        show(urgent.emergency(given))
        if any(not choice.folded for choice in given.choices):
            show(urgent.which_area())
            with st.container(horizontal=True, gap="small"):
                _choices(message, width="content")
        show(urgent.whom_to_call(given))
        if any(choice.folded for choice in given.choices):
            with st.expander("When the child is safe: what reviews have said"):
                _choices(message, folded=True)
    taking_away.draw(message)


def _answered(message: Message, given: Answer, newest: bool, head: Markup) -> None:
    """What stands together is shown as one element: each takes its time, in every run of the page."""
    held, _ = resources.index()
    ways = ways_to_ask_again(given, held.reviews) if newest and held and given.outcome != "declined" else ()
    head = join(head, drawn.searched(given, bound=not ways))
    if newest:
        show(head)
        _change(message, given, ways)
        head = Markup()
    news = frame.since(since(given, held.fingerprint, held.reviews)) if held else Markup()
    most, place = session_ask.shown(message.id, drawn.FIRST), f"m{message.id}"
    above = join(head, news, drawn.said(given, resources.locate, place, most))
    below, how = drawn.further(given, place, most), how_answered(message)
    if drawn.left(given, most):
        show(above)
        _more(message, given, most)
        above = Markup()
    if given.choices:
        show(join(above, below))
        _choices(message)
        show(how)
    else:
        show(join(above, below, how))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"actions-{message.id}"):
        taking_away.draw(message)
        _edit(message)
    _change_as_asked(message)


def _more(message: Message, given: Answer, most: int) -> None:
    """The way to more quotes of a long answer: all at once would be more than a browser draws or a reader reads."""
    show(drawn.more(given, most))
    further = min(drawn.MORE, drawn.left(given, most))
    st.button(
        f"Show {further} more quotes" if further > 1 else "Show one more quote",
        key=f"more-{message.id}",
        on_click=session_ask.show_more,
        args=(message.id, most + further),
    )


def _change(message: Message, given: Answer, ways: Sequence[Again]) -> None:
    """The question as it was understood, to be changed and asked again, and its limits, to be asked without."""
    asked = given.understood or given.question
    if not asked or given.outcome == "declined":
        return
    if given.understood:
        _form(message.id, asked, "Understood as this. Change it if you meant something else")
    with st.container(horizontal=True, vertical_alignment="center", key=f"asked-{message.id}"):
        if given.searched_for and not given.understood:
            with st.popover("Change what was searched for", type="tertiary", key=f"change-{message.id}"):
                _form(message.id, asked, "Question to search for")
        for number, again in enumerate(ways):
            told = limits({again.without: again.values}, {})
            st.button(
                f"Only {label(told, 60)}",
                key=f"without-{message.id}-{number}",
                icon=":material/close:",
                icon_position="right",
                help=f"Take this limit off and ask again: {label(told)}",
                on_click=session_ask.ask,
                args=(again.question, again.filters),
            )


def _form(message: int, question: str, told: str) -> None:
    with (
        st.form(f"understood-{message}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        st.text_input(
            told,
            value=question,
            key=session_ask.edited(message),
            max_chars=session_ask.LONGEST_QUESTION,
            width=460,
        )
        _ask_this_instead(session_ask.edited(message))


def _edit(message: Message) -> None:
    """The way to change the question: the last control before the field that it opens, so that Tab goes there."""
    if message.question:
        st.button(
            "Edit and ask again",
            type="tertiary",
            key=f"edit-{message.id}",
            on_click=session_ask.change,
            args=(message.id,),
        )


def _change_as_asked(message: Message) -> None:
    """The question as it was asked, to be changed and asked anew, where the reader wants to."""
    if not message.question or not session_ask.is_changed(message.id):
        return
    field = session_ask.edited(message.id, as_asked=True)
    with st.form(f"changed-{message.id}", border=False):
        st.text_area(
            "Change the question, then ask it",
            value=message.question[: session_ask.LONGEST_QUESTION],
            key=field,
            height="content",
            max_chars=session_ask.LONGEST_QUESTION,
        )
        _ask_this_instead(field)


def _ask_this_instead(field: str) -> None:
    st.form_submit_button("Ask this instead", on_click=session_ask.ask_edited, args=(field,))


def _choices(
    message: Message, width: Literal["stretch", "content"] = "stretch", folded: bool = False
) -> None:
    for number, choice in enumerate(message.answer.choices if message.answer else ()):
        if choice.folded != folded:
            continue
        st.button(
            label(choice.label),
            key=f"choice-{message.id}-{number}",
            on_click=session_ask.ask,
            args=(choice.question,),
            width=width,
            wrap=True,
        )
