"""The one place where markup meets Streamlit."""

import streamlit as st

from ui.drawing.markup import Markup


def show(drawn: Markup, runs_script: bool = False) -> None:
    """Put markup on the page; where there is none, nothing. Plain strings are refused: they are not escaped.

    Args:
        drawn: what ``tag`` and ``join`` made.
        runs_script: whether the script in it is run; only for the constant one in ``frame``.
    """
    if not isinstance(drawn, Markup):
        raise TypeError("Only Markup goes to the page")
    if drawn:
        st.html(drawn, unsafe_allow_javascript=runs_script)
