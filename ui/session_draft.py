"""The draft that a browser tab checks. It is held here and nowhere else, and goes with the tab."""

import threading
from dataclasses import dataclass, field
from typing import Literal, cast

import streamlit as st

from assistant.drafts.check import DraftChecker
from assistant.drafts.nouns import Checked, Draft
from assistant.drafts.personal import Personal

TEXT, FILE, SHOWN, PART = "draft_text", "draft_file", "draft_sort_shown", "draft_part_shown"
"""Keys of the field for text, of the one for a file, of the sort of sentences shown, and, with that behind it, of the part of a long draft."""
_HELD = "draft_held"

Stage = Literal["asked_about", "checking", "stopped", "done"]


@dataclass(slots=True)
class HeldDraft:
    """A draft with what was found so far.

    ``original`` is the Word file it was read from, ``typed`` the text it was pasted as; None where it came otherwise.
    ``just_come``: what is shown of it now was not shown before, and reading goes on there.
    ``going`` is held by the run of the page that checks it, so that two in a row never check a sentence twice.
    """

    draft: Draft
    personal: tuple[Personal, ...] = ()
    original: bytes | None = None
    typed: str | None = None
    stage: Stage = "checking"
    checker: DraftChecker | None = None
    found: list[Checked] = field(default_factory=list)
    seconds: float = 0.0
    fault: str = ""
    just_come: bool = False
    going: threading.Lock = field(default_factory=threading.Lock)


def held() -> HeldDraft | None:
    """The draft of this tab, if it has one."""
    return cast("HeldDraft | None", st.session_state.get(_HELD))


def hold(one: HeldDraft) -> None:
    """Take a draft in, to be checked from its beginning; with personal details in it, it is asked about first."""
    one.stage = "asked_about" if one.personal else "checking"
    one.just_come = True
    st.session_state[_HELD] = one


def take_just_come() -> bool:
    """Whether what is shown of the draft has just come, once."""
    one = held()
    come = one is not None and one.just_come
    if one is not None:
        one.just_come = False
    return come


def forget() -> None:
    """Let go of the draft and of all that was found."""
    for key in (_HELD, SHOWN, TEXT, FILE):
        st.session_state.pop(key, None)


def change() -> None:
    """Let go of it, and put the text that was pasted back into its field."""
    one = held()
    forget()
    if one is not None and one.typed is not None:
        st.session_state[TEXT] = one.typed


def keep_shown_in(sorts: tuple[str, ...]) -> None:
    """Show the whole draft again where there is no sentence left of the sort that was shown."""
    if st.session_state.get(SHOWN) not in sorts:
        st.session_state.pop(SHOWN, None)


def go_on() -> None:
    """Check the draft, or what is left of it; after a fault with a checker opened anew.

    A withdrawal may have taken the index away that was in use.
    """
    if (one := held()) is not None:
        one.checker = None if one.fault else one.checker
        one.stage, one.fault = "checking", ""


def begin_again() -> None:
    """Check the draft from its beginning, against the reviews as they are now."""
    if (one := held()) is not None:
        one.found, one.seconds, one.checker = [], 0.0, None
        go_on()


def stop() -> None:
    """Check no further."""
    if (one := held()) is not None and one.stage == "checking":
        one.stage = "stopped"
