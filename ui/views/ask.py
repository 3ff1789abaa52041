"""The chat: a question, its answer in exact quotes, and the conversation so far. Drawn from records only."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.records import Message
from ingest.errors import ReviewsError
from ui import resources, session, session_ask
from ui.drawing import frame
from ui.drawing.markup import label
from ui.drawing.show import show
from ui.views import asking, elsewhere, limits, message, sidebar, taking_away, telling

_UNKNOWN = (
    "The conversation of this address is not kept for this browser: it was deleted, its days were over, or it is "
    "another reader's. What you ask stands in a new one."
)
_LOOKS_AGAIN = 4  # seconds between two looks at whether the reviews are indexed now
_A_DAY = 86_400  # seconds


def _page() -> None:
    session_ask.fill_from_address()
    if session.take_address(_is_kept):
        session.notice(_UNKNOWN)
    expected = asking.is_on_its_way()
    progress = _question_box(closed=expected)
    status = asking.first_word(progress) if expected else None
    warnings: list[str] = []
    kept = _kept(warnings)
    elsewhere.notice(kept)
    going = asking.begin(kept)
    if (going is None) != (status is None):
        st.rerun()  # it ended, or another tab began one, while this was read
    session.write_address(kept=bool(going or any(one.id > 0 for one in kept)))
    head, past, now = st.container(), st.container(), st.container()
    asked, rest = now.empty(), st.empty()  # what stands below is gone at once when a question comes
    if going:
        asking.show_question(going, asked)
    messages = tuple(one for one in kept if going is None or one.id != going.message.id)
    sidebar.draw()
    with head:
        show(frame.title(short=bool(messages or going)))
        for warning in (*session.notices(), *warnings, *resources.index_warnings()):
            show(frame.warning(warning))
    told = telling.told_of(messages)
    with past:
        for one in messages:
            message.draw(one, one is messages[-1] and going is None, told)
    if going and status:
        with now:
            asking.follow(going, status, asked)
        st.rerun()
    with rest.container():
        _around(messages)
    session.notices_were_drawn()


def _is_kept(conversation: str) -> bool:
    """Whether the records hold it for this reader; not where they cannot be read, which is told further down."""
    try:
        return resources.records().holds(conversation)
    except ReviewsError:
        return False


def _question_box(closed: bool) -> DeltaGenerator:
    """The box with what stands by it; gives the place for what is told of a question on its way.

    Args:
        closed: whether it takes nothing now. Streamlit's own way to close it while a question is answered gives it the
            keyboard's focus afterwards, at times when the page has gone to the question already.
    """
    too_long = session_ask.put_back_too_long()
    with st.bottom:
        progress = st.container()
        short = session.is_asked()
        drawn = limits.draw(frame.before_typing(short=True) if short else None)
        above = st.container()
        if not (short and drawn):
            show(frame.before_typing(short))
        # Without a limit of its own: the box would refuse a longer paste in silence.
        st.chat_input(
            "Ask what the reviews say",
            key=session_ask.BOX,
            disabled=closed,
            on_submit=_take_typed,
        )
    if too_long:
        with above:
            show(frame.warning(too_long))
    if session_ask.filled():
        with above:
            show(frame.filled())
    return progress


def _take_typed() -> None:
    """Put what was typed, under those of its limits that still hold."""
    limits.drop_unheld()
    session_ask.take_typed()


def _kept(warnings: list[str]) -> tuple[Message, ...]:
    """The messages of this conversation; where the records fail, those of this tab and a warning."""
    try:
        records = resources.records()
        if records.warning:
            warnings.append(records.warning)
        unkept = session.unkept()
        shown = {one.id for one in unkept}
        stored = records.messages(session.conversation())
        return (*(one for one in stored if one.id not in shown), *records.as_of_now(unkept))
    except ReviewsError as error:
        warnings.append(f"{error}. Answers are shown but not kept.")
        return session.unkept()


def _around(messages: tuple[Message, ...]) -> None:
    """What stands around the messages: questions to begin with, the foot, and the way to a new answer."""
    index, _ = resources.index()
    if not messages:
        _first_questions()
    taking_away.draw_conversation(messages)
    if index:
        show(frame.footer(index))
    elif resources.being_indexed():
        _look_again()
    if messages and session.take_answered():
        show(frame.go_to_newest(messages[-1]), runs_script=True)
    _draws_anew_on_return()


def _first_questions() -> None:
    try:
        suggestions = resources.assistant().suggestions(3)
    except ReviewsError:
        return
    if suggestions:
        show(frame.first_questions())
    for number, suggestion in enumerate(suggestions):
        st.button(
            label(suggestion),
            key=f"first-{number}",
            on_click=session_ask.ask,
            args=(suggestion,),
            width="stretch",
        )


@st.fragment(run_every=_LOOKS_AGAIN)  # type: ignore[untyped-decorator]
def _look_again() -> None:
    """Draw the page anew once the reviews are indexed."""
    if not resources.being_indexed():
        st.rerun()


@st.fragment(run_every=_A_DAY)  # type: ignore[untyped-decorator]
def _draws_anew_on_return() -> None:
    """Nothing; but Streamlit draws a page anew that lost its server and has it back only where a part runs by itself.

    Else the new server would know nothing of the buttons on the page, and drop what is pressed first.
    """


_page()
