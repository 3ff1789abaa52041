"""The chat page's frame: its title, its style and its pages."""

from pathlib import Path

import streamlit as st

from ui import address, resources
from ui.drawing import frame, on_paper
from ui.drawing.show import show

_HERE = Path(__file__).parent

st.set_page_config(layout="centered", initial_sidebar_state="auto")
show(frame.style(st.context.theme.type))

page = st.navigation(
    [
        st.Page(_HERE / "views" / "ask.py", title="Ask", default=True),
        st.Page(_HERE / "views" / "matrix.py", title="Which review said what", url_path="matrix"),
        st.Page(_HERE / "views" / "reviews.py", title="Reviews", url_path="reviews"),
        st.Page(_HERE / "views" / "draft.py", title="Check a draft", url_path="draft"),
        st.Page(_HERE / "views" / "feedback.py", title="Feedback", url_path="feedback"),
        st.Page(_HERE / "views" / "evaluation.py", title="Evaluation", url_path="evaluation"),
        st.Page(_HERE / "views" / "about.py", title="About", url_path="about"),
    ],
    position="top",
)
st.set_page_config(page_title=f"{page.title} – Ask the Reviews")
address.note_page(page.url_path)
page.run()
show(on_paper.foot(resources.index()[0]))
