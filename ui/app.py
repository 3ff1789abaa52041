"""The chat page's frame: its title, its style and its two pages."""

from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent

st.set_page_config(page_title="Ask the Reviews", layout="centered", initial_sidebar_state="auto")
for style in sorted((_HERE / "drawing").glob("*.css")):
    st.html(style)

st.navigation(
    [
        st.Page(_HERE / "views" / "ask.py", title="Ask", default=True),
        st.Page(_HERE / "views" / "matrix.py", title="Which review said what", url_path="matrix"),
        st.Page(_HERE / "views" / "about.py", title="About", url_path="about"),
    ],
    position="top",
).run()
