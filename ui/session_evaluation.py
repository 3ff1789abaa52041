"""What the Evaluation page is asked to show: it stands in the page's address, so that every view can be linked to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast, get_args
from urllib.parse import urlencode

import streamlit as st

from eval.viewing.cases import Came, Sought
from ui.address import take, write

PAGE = "/evaluation"
PARTS = ("summary", "cases", "figures")
# The keys of the fields in a tab, by what they set.
CAME, KIND, GOT, FAILED, FIND, KEPT = (
    f"evaluation_{name}" for name in ("came", "kind", "got", "failed", "find", "kept")
)
PART, MEASURES, AGAINST = "evaluation_part", "evaluation_measures", "evaluation_against"
_PAGE, _SEEN, _FAULT = "evaluation_page", "evaluation_seen_though_kept", "evaluation_fault"
_HERE, _LET_THROUGH = "evaluation", "evaluation_words_let_through"
FILTERS = ("came", "kind", "got", "failed", "find", "page")  # parts of the address that the way back needs
_FIELDS: Mapping[str, str] = {"came": CAME, "kind": KIND, "got": GOT, "failed": FAILED, "find": FIND}


@dataclass(frozen=True, slots=True)
class Where:
    """What the address asks for: a run, a case of it, a run to compare with; empty texts mean none."""

    run: str = ""
    case: str = ""
    against: str = ""


def where() -> Where:
    """What the address asks for."""
    asked = st.query_params
    return Where(asked.get("run", ""), asked.get("case", ""), asked.get("against", ""))


def address(run: str = "", case: str = "", against: str = "", **more: str) -> str:
    """The address of a view of this page; what is empty is left out."""
    asked = {"run": run, "case": case, "against": against, **more}
    written = urlencode({name: value for name, value in asked.items() if value})
    return f"{PAGE}?{written}" if written else PAGE


def take_address() -> None:
    """Take what the address says into the fields, where that is new; else they keep what they have."""
    said = take(_HERE)
    if said is None:
        for key in (
            *_FIELDS.values(),
            KEPT,
            PART,
            MEASURES,
        ):  # what is set anew outlives a run without its field
            if key in st.session_state:
                st.session_state[key] = st.session_state[key]
        return
    for name, key in (*_FIELDS.items(), ("part", PART)):
        st.session_state.pop(key, None)
        if value := said.get(name, ("",))[0]:
            st.session_state[key] = value
    st.session_state.pop(MEASURES, None)
    if named := said.get("measures", ("",))[0]:
        st.session_state[MEASURES] = named.split(",")
    page = said.get("page", ("",))[0]
    go_to(int(page[:6]) if page.isascii() and page.isdigit() else 1)


def begin(kinds: Sequence[str], outcomes: Sequence[str], measures: Sequence[str]) -> None:
    """Leave in the fields of the cases only what they offer."""
    for key, offered in ((CAME, get_args(Came)), (KIND, kinds), (GOT, outcomes), (FAILED, measures)):
        if st.session_state.get(key) not in (None, "", *offered):
            del st.session_state[key]


def begin_parts() -> None:
    """Open the part of a run that was named, if there is such a part."""
    if st.session_state.get(PART) not in PARTS:
        st.session_state[PART] = PARTS[0]


def part() -> str:
    """The part of a run that is shown."""
    return str(st.session_state.get(PART) or PARTS[0])


def begin_measures(offered: Sequence[str], usual: Sequence[str]) -> None:
    """Leave of the measures named those offered, which may be none by choice; the usual ones where none was named."""
    named = cast("list[str] | None", st.session_state.get(MEASURES))
    kept = [name for name in named or () if name in offered]
    st.session_state[MEASURES] = kept if kept or named == [] else list(usual)


def measures() -> tuple[str, ...]:
    """The measures shown over the runs."""
    return tuple(cast("list[str]", st.session_state.get(MEASURES, [])))


def sought() -> Sought:
    """The cases that the fields ask for."""
    state = st.session_state
    return Sought(
        came=cast(Came, state.get(CAME, "short")),
        kind=str(state.get(KIND, "")),
        got=str(state.get(GOT, "")),
        failed=str(state.get(FAILED, "")),
        find=str(state.get(FIND, "")),
        kept=bool(state.get(KEPT, False)),
        page=int(state.get(_PAGE, 1)),
    )


def let_through(words: str) -> None:
    """Remember that these words to be found may stand in the address."""
    st.session_state[_LET_THROUGH] = words


def filters() -> dict[str, str]:
    """The filters as parts of an address: those set, and of words to be found only those let through.

    That cases kept aside are listed is never among them.
    """
    asked, usual = sought(), Sought()
    parts = {
        name: str(getattr(asked, name)) for name in _FIELDS if getattr(asked, name) != getattr(usual, name)
    }
    if asked.find != st.session_state.get(_LET_THROUGH):
        parts.pop("find", None)
    return parts | ({"page": str(asked.page)} if asked.page > 1 else {})


def go_to(page: int) -> None:
    """Show another page of the cases."""
    st.session_state[_PAGE] = page


def from_the_first() -> None:
    """Begin with the first page again, for the filters have changed."""
    st.session_state[_PAGE] = 1


def remember(**parts: str) -> None:
    """Write into the address what is shown now, so that a reload or a link shows it again."""
    write(_HERE, {name: (value,) for name, value in parts.items() if value})


def compare(run: str) -> None:
    """Hold a run against the one that is chosen."""
    if against := st.session_state.get(AGAINST):
        remember(run=run, against=str(against))


def may_see(run: str, case: str) -> bool:
    """Whether a case kept aside was asked for all the same in this tab."""
    return bool(st.session_state.get(KEPT)) or (run, case) in st.session_state.get(_SEEN, ())


def see(run: str, case: str) -> None:
    """Show a case kept aside all the same, in this tab."""
    st.session_state[_SEEN] = (*st.session_state.get(_SEEN, ()), (run, case))


def note_fault(told: str) -> None:
    """Remember what went wrong, to be told in the run that follows."""
    st.session_state[_FAULT] = told


def take_fault() -> str:
    """What went wrong, once; empty where nothing did."""
    return str(st.session_state.pop(_FAULT, ""))
