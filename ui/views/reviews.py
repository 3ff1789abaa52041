"""The reviews that are held: the list of them, or one of them to be read when the address names it."""

import streamlit as st

from ui import session_reviews as session
from ui.drawing import frame
from ui.drawing.show import show
from ui.views import reviews_list, reviews_reader

show(frame.at_risk_first())
session.take_address()
named = st.query_params.get("review")
if named:
    reviews_reader.draw(named)
else:
    reviews_list.draw()
