"""A gold case made of feedback: what should have come of the question is said by a person, then it is written."""

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from assistant.compose import readable
from assistant.feedback import LONGEST_WORDS, Feedback
from assistant.kept_words import words_to_keep
from assistant.nouns import Outcome, Reason
from assistant.still_kept import GOLD
from ingest.errors import ReviewsError
from ui import resources
from ui import session_conversations as tab
from ui.drawing import feedback as drawing
from ui.drawing.markup import option
from ui.drawing.show import show
from ui.gold_filled import can_be_filled, filled, quotes_left
from ui.words import FEEDBACK

if TYPE_CHECKING:
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
    """A form in which each part is chosen; above it one press, where the rest of the answer is right as it stands."""
    filled_in = can_be_filled(one)
    if filled_in:
        _in_one_press(one)
    of = f"gold-{one.id}"
    named = "Choose each part of the test question yourself" if filled_in else "Make a test question of it"
    opened = st.expander(named, key=of, on_change="rerun")
    if not opened.open:
        return
    with opened:
        index, fault = resources.index()
        if index is None:
            show(drawing.fault(fault))
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
                show(drawing.fault(str(error)))
                return
            st.rerun()


def _in_one_press(one: Feedback) -> None:
    answer = one.message.answer
    assert answer is not None
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        pressed = st.button("Make a test question of it", key=f"gold-now-{one.id}", width="content")
        with st.container():
            show(drawing.will_be_written(_EXPECTED[answer.outcome], quotes_left(one), one.citation))
    if not pressed:
        return
    try:
        index, fault = resources.index()
        if index is None:
            show(drawing.fault(fault))
            return
        _write(one, filled(one), index)
    except ReviewsError as error:
        show(drawing.fault(str(error)))
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
    from eval.drafting import append
    from eval.judged import asked_with, judged

    words_to_keep(judgement.why, LONGEST_WORDS, resources.public_numbers())
    messages = asked_with(one.message, resources.records().upto(one.message.id))
    case = judged(messages, judgement, index)
    file = _file()
    line = append(case, file)
    resources.feedback().made_gold(one.id, case.id)
    tab.note_written(case.id, line, str(file))


def draw_written() -> None:
    """Say where the case that was just made was written, and how it is run."""
    if (made := tab.take_written()) is None:
        return
    case, line, file = made
    show(drawing.written(case, line, file))
