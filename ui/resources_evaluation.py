"""What all tabs share of the evaluation: the runs that are kept, one of them, and two against each other."""

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from ingest.errors import ReviewsError
from ui.resources import settings

if TYPE_CHECKING:
    from eval.runs.comparing import Difference
    from eval.viewing.opened import OpenedRun
    from eval.viewing.runs import Overview, Seen


@st.cache_resource(show_spinner=False)  # type: ignore[untyped-decorator]
def _seen_runs() -> "Seen":
    from eval.viewing.runs import Seen

    return Seen()


def evaluations() -> "Overview":
    """The runs of the evaluation that are kept, the latest first."""
    from eval.run import runs_folder
    from eval.viewing.runs import overview

    return overview(runs_folder(settings()), _seen_runs())


def evaluation(name: str) -> "OpenedRun":
    """One finished run, by a name of ``evaluations``; a few are kept open as long as their files stay as they are.

    Raises:
        ReviewsError: it is damaged or not finished.
    """
    opened: OpenedRun = _evaluation(*_run_as_it_is(name))
    return opened


def compared(before: str, after: str) -> "Difference":
    """A finished run held against an earlier one, both by a name of ``evaluations``.

    Raises:
        ReviewsError: one is damaged or not finished, or they share no case.
    """
    difference: Difference = _compared(_run_as_it_is(before), _run_as_it_is(after))
    return difference


def _run_as_it_is(name: str) -> tuple[str, tuple[int, ...]]:
    """The folder of a run, and the state of its files."""
    from eval.run import runs_folder

    folder = runs_folder(settings()) / name
    try:
        state = tuple((folder / file).stat().st_mtime_ns for file in ("asked.jsonl", "summary.json"))
    except OSError as error:
        raise ReviewsError(
            f"The run {name} cannot be read: {error.strerror}", "See: reviews eval runs"
        ) from None
    return str(folder), state


@st.cache_resource(show_spinner=False, max_entries=4)  # type: ignore[untyped-decorator]
def _evaluation(folder: str, state: tuple[int, ...]) -> "OpenedRun":
    from eval.viewing.opened import opened

    return opened(Path(folder))


@st.cache_resource(show_spinner=False, max_entries=8)  # type: ignore[untyped-decorator]
def _compared(before: tuple[str, tuple[int, ...]], after: tuple[str, tuple[int, ...]]) -> "Difference":
    from eval.runs.comparing import compared as held_against
    from eval.runs.folder import open_run

    return held_against(open_run(Path(before[0])), open_run(Path(after[0])))
