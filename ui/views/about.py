"""What this is for and not for, which reviews are held, whom it tells to call, and what it sends: nothing."""

import streamlit as st

from ui import resources
from ui.drawing import about

index, fault = resources.index()
register, register_fault = resources.register()
st.html(about.purpose())
st.html(about.reviews(index, fault))
st.html(about.register(register, register_fault))
st.html(about.privacy(resources.destinations()))
