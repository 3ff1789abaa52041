"""A gold case made of feedback: in one press; what is right is said by a person, then or later."""

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from assistant.compose import readable
from assistant.feedback import LONGEST_WORDS, Feedback
from assistant.kept_words import words_to_keep
from assistant.nouns import Outcome, Reason
from assistant.records import Message
from assistant.still_kept import GOLD
from ingest.errors import ReviewsError
from ui import resources
from ui import session_conversations as tab
from ui.drawing import making_gold as drawing
from ui.drawing.feedback import fault as fault_line
from ui.drawing.markup import option
from ui.drawing.show import show
from ui.gold_filled import can_be_filled, filled, left_open, quotes_left
from ui.words import FEEDBACK

if TYPE_CHECKING:
    from eval.cases import Case
    from eval.judged import Judgement
    from ingest.index import Index

_EXPECTED: dict[Outcome, str] = {
    "answered": "An answer with quotes",
    "partly": "An answer to a part of it, which says what is missing",
    "not_found": "Nothing found: no review held answers it",
    "clarify": "A question back, because it can mean several things",
    "declined": "Declined",
    "urgent": "Treated as urgent, with numbers to call",
}
_DECLINED: dict[Reason, str] = {
    "case_advice": "It asks for advice on one child",
    "identity": "It asks who somebody is",
    "blame": "It asks who was at fault",
    "injection": "It instructs instead of asking",
    "out_of_scope": "It asks for something else",
}
_DIFFICULTIES = ("easy", "medium", "hard")


def draw(one: Feedback) -> None:
    """One press, which writes what is known; and a form in which each part is chosen."""
    from eval.drafting import is_to_complete

    if one.gold:
        if not is_to_complete(one.gold, _file()):
            show(drawing.made(one.gold))
            return
        show(drawing.to_complete(one.gold))
        named = f"Say what is right, and complete {one.gold}"
    else:
        _in_one_press(one)
        named = "Choose each part of the test question yourself"
    opened = st.expander(named, key=f"gold-{one.id}", on_change="rerun")
    if not opened.open:
        return
    with opened:
        index, fault = resources.index()
        if index is None:
            show(fault_line(fault))
            return
        show(drawing.before_making(one, str(_file())))
        expect = st.radio(
            "What should have come of it?",
            list(_EXPECTED),
            index=None,  # none is chosen for the reader, least of all what was found wanting
            format_func=lambda outcome: _EXPECTED[outcome],
            key=f"expect-{one.id}",
        )
        if expect is None:
            return
        with st.form(f"making-{one.id}", border=False):
            judgement = _fields(one, expect, index)
            pressed = st.form_submit_button("Write it", type="primary")
        if pressed:
            try:
                _write(one, judgement, index)
            except ReviewsError as error:
                show(fault_line(str(error)))
                return
            st.rerun()


def _in_one_press(one: Feedback) -> None:
    answer = one.message.answer
    assert answer is not None
    whole = can_be_filled(one)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        pressed = st.button("Make a test question of it", key=f"gold-now-{one.id}", width="content")
        with st.container():
            if whole:
                show(drawing.will_be_written(_EXPECTED[answer.outcome], quotes_left(one), one.citation))
            else:
                show(drawing.will_be_left_open(one.reason))
    if not pressed:
        return
    try:
        if whole:
            index, fault = resources.index()
            if index is None:
                show(fault_line(fault))
                return
            _write(one, filled(one), index)
        else:
            _keep(one, left_open(one, _asked(one)))
    except ReviewsError as error:
        show(fault_line(str(error)))
        return
    st.rerun()


def _fields(one: Feedback, expect: Outcome, index: "Index") -> "Judgement":
    from eval.judged import ANSWERING, Judgement

    reason: Reason | None = None
    quotes: list[int] = []
    review, said = "", ""
    if expect == "declined":
        reason = st.selectbox("Why declined?", list(_DECLINED), format_func=lambda name: _DECLINED[name])
    if expect in ANSWERING:
        quotes = _quotes(one)
        review, said = _missing(index)
    why = st.text_area(
        "Why is that right? One sentence, without names or details of anyone",
        key=f"why-{one.id}",
        max_chars=LONGEST_WORDS,
        height=80,
    )
    hard = st.selectbox("How hard is the question?", _DIFFICULTIES, index=1, key=f"hard-{one.id}")
    return Judgement(expect, why, reason, tuple(quotes), review, said, hard)


def _quotes(one: Feedback) -> list[int]:
    """The citations that belong in a right answer: at first none, for what was given was found wanting."""
    cited = {c.n: c for c in one.message.answer.citations if not c.withdrawn} if one.message.answer else {}
    if not cited:
        return []
    chosen: list[int] = st.multiselect(
        "Quotes that belong in a right answer",
        list(cited),
        placeholder="Choose quotes",
        format_func=lambda n: option(f"{n}{_doubt(one, n)}: {readable(cited[n].quote)}", 60),
        key=f"quotes-{one.id}",
    )
    return chosen


def _doubt(one: Feedback, n: int) -> str:
    """Stands behind the number of the quote that the feedback is on."""
    return f" ({FEEDBACK[one.reason].lower()}, the reader says)" if n == one.citation else ""


def _missing(index: "Index") -> tuple[str, str]:
    titles = {name: held.shown_title for name, held in index.reviews.items()}
    review = st.selectbox(
        "A review that should have been quoted and was not (optional)",
        ("", *sorted(titles, key=lambda name: titles[name])),
        format_func=lambda name: option(titles[name]) if name else "None",
    )
    said = st.text_area("What it says, copied to the letter", max_chars=LONGEST_WORDS, height=80)
    return review, said


def _file() -> Path:
    """The file of one's own test questions."""
    return Path(resources.settings().data.expanduser(), GOLD)


def _write(one: Feedback, judgement: "Judgement", index: "Index") -> None:
    from eval.judged import judged

    words_to_keep(judgement.why, LONGEST_WORDS, resources.public_numbers())
    _keep(one, judged(_asked(one), judgement, index))


def _asked(one: Feedback) -> tuple[Message, ...]:
    from eval.judged import asked_with

    return asked_with(one.message, resources.records().upto(one.message.id))


def _keep(one: Feedback, case: "Case") -> None:
    """Write the case, in place of the one that was left to complete if there is one."""
    from eval.drafting import append, complete, holds

    file = _file()
    # Two readers may find the same answer wanting.
    name = one.gold or (f"{case.id}-{one.id}" if holds(case.id, file) else case.id)
    case = case.model_copy(update={"id": name})
    line = complete(case, file) if one.gold else append(case, file)
    resources.feedback().made_gold(one.id, case.id)
    tab.note_written(case.id, line, str(file))


def draw_written() -> None:
    """Say where the case that was just made was written, and how it is run."""
    from eval.drafting import is_to_complete

    if (made := tab.take_written()) is None:
        return
    case, line, file = made
    show(drawing.written(case, line, file, is_to_complete(case, Path(file))))
