"""Check a draft: a paper pasted or uploaded, checked sentence by sentence, with what the reviews say beside it."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from assistant.drafts.nouns import Checked, DraftReport
from assistant.drafts.told import SORTS, sorted_out
from assistant.drafts.withdrawn import without_withdrawn_reviews
from ingest.errors import ReviewsError
from ui import resources, session_draft
from ui.drawing import draft, frame
from ui.drawing.show import show
from ui.session_draft import HeldDraft
from ui.views import checking_draft

_FORMATS = ["docx", "pdf", "md", "txt"]
_MOST_BELOW = 16  # elements that another stage of the page may have drawn below
_MOST_TYPED = 500_000  # characters; what is longer comes as a file
_PART = 150  # sentences drawn at once
_EVERYTHING = "all"


def _form(can_check: bool) -> None:
    show(draft.before_checking())
    faults = st.container()
    with st.form("draft-form", border=False, enter_to_submit=False):
        typed = st.text_area(
            "Paste your draft",
            height=260,
            max_chars=_MOST_TYPED,
            key=session_draft.TEXT,
            disabled=not can_check,
        )
        most = resources.settings().limits.max_bytes // 1_000_000
        file = st.file_uploader(
            f"Or choose a file: Word, PDF, Markdown or text, up to {most} MB",
            type=_FORMATS,
            max_upload_size=max(1, most),
            key=session_draft.FILE,
            disabled=not can_check,
        )
        sent = st.form_submit_button("Check the draft", type="primary", disabled=not can_check)
    if not sent:
        return
    given = (file.name, file.getvalue()) if file else None
    with faults, st.spinner("Reading the draft"):
        wrong = checking_draft.take_in(str(typed or ""), given)
    if wrong:
        with faults:
            show(draft.fault(wrong))
    else:
        st.rerun()


def _asked_about(held: HeldDraft) -> None:
    show(draft.personal(held.personal))
    with st.container(horizontal=True, gap="small"):
        _away(held, first=True)  # what is to be done with names is to take them out
        st.button("Check it as it is", key="draft-confirm", on_click=session_draft.go_on)
    if session_draft.take_just_come():
        show(draft.come_to(held, draft.PERSONAL), runs_script=True)


def _away(held: HeldDraft, first: bool = False) -> None:
    """The ways back to an empty form, or to the text that was pasted; ``first``: the one to be taken by most."""
    chief: Literal["primary", "secondary"] = "primary" if first else "secondary"
    if held.typed is not None:
        st.button("Change the draft", key="draft-change", type=chief, on_click=session_draft.change)
        chief = "secondary"
    st.button("Clear it and check another", key="draft-clear", type=chief, on_click=session_draft.forget)


def _checking(held: HeldDraft) -> None:
    with st.container(key="draft-progress"):
        progress = st.empty()
        st.button("Stop", key="draft-stop", on_click=session_draft.stop)
    rows = st.container(gap=None, key="draft-rows")
    for _ in range(_MOST_BELOW):
        st.empty()  # in the place of what stood there, which would be shown until this long run has ended
    with rows:
        checking_draft.run(held, progress, most_drawn=_PART)
    held.just_come = True
    st.rerun()


def _found(held: HeldDraft) -> None:
    if held.fault:
        show(draft.fault(held.fault))
    if held.checker is None:
        with st.container(horizontal=True, gap="small"):
            st.button("Try again", key="draft-again", type="primary", on_click=session_draft.go_on)
            _away(held)
        return
    try:
        found = without_withdrawn_reviews(held.found, resources.withdrawn())
    except ReviewsError as error:
        show(frame.warning(str(error)))
        return
    report = held.checker.report(held.draft, found, held.seconds)
    _told(held, report)
    if found:
        _list(found)
    if any(one.verdict is not None for one in found):
        checking_draft.take_away(report, held.original)
    if found:
        show(draft.foot(report))
    if session_draft.take_just_come():
        show(draft.come_to(held, draft.said_of(report)), runs_script=True)


def _told(held: HeldDraft, report: DraftReport) -> None:
    """The counts, and what may be done next."""
    index, _ = resources.index()
    changed = index is not None and index.fingerprint != report.corpus_fingerprint
    if changed:
        show(draft.changed())
    show(draft.headline(report, held.stage == "stopped"))
    with st.container(horizontal=True, gap="small"):
        if changed:
            st.button("Check it again", key="draft-begin", type="primary", on_click=session_draft.begin_again)
        elif held.stage == "stopped":
            st.button("Go on checking", key="draft-go-on", type="primary", on_click=session_draft.go_on)
        _away(held)


def _list(found: Sequence[Checked]) -> None:
    """The draft with its verdicts, or its sentences of one sort."""
    numbers = sorted_out(found)
    sorts = {name: (words, is_so) for name, words, is_so in SORTS if numbers[name]}
    show(draft.list_title())
    session_draft.keep_shown_in((_EVERYTHING, *sorts))
    shown = st.pills(
        "Show",
        [_EVERYTHING, *sorts],
        default="look" if "look" in sorts else _EVERYTHING,
        required=True,
        format_func=lambda name: (
            f"{sorts[name][0]} ({numbers[name]})" if name in sorts else "The whole draft"
        ),
        key=session_draft.SHOWN,
    )
    some = list(found)
    if shown in sorts:
        some = [one for one in found if sorts[shown][1](one) and one.sentence.form != "heading"]
    part = _part(len(some), shown)
    show(draft.rows(some[part : part + _PART], apart=shown in sorts))


def _part(count: int, shown: str) -> int:
    """Where the part of a long list begins that is shown, from 0."""
    starts = range(0, count, _PART)
    if len(starts) < 2:
        return 0
    return int(
        st.selectbox(
            "Part of the draft",
            starts,
            format_func=lambda start: f"Sentences {start + 1} to {min(count, start + _PART)} of {count}",
            key=f"{session_draft.PART}-{shown}",
        )
    )


def _page() -> None:
    held = session_draft.held()
    show(draft.title(short=held is not None))
    warnings = resources.index_warnings()
    refused = checking_draft.refusal()
    for warning in (*warnings, *([refused] if refused else [])):
        show(frame.warning(warning))
    index, _ = resources.index()
    if held is None:
        _form(can_check=index is not None and not refused)
    elif held.stage == "asked_about":
        _asked_about(held)
    elif held.stage == "checking":
        _checking(held)
    else:
        _found(held)


_page()
