"""The pages of reviews under Streamlit's test runner, over the shipped reviews; for use as a plugin of tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from conftest import Corpus
from streamlit.testing.v1 import AppTest

from ingest.settings import Settings
from ui import resources

PAGE = Path(__file__).parent.parent / "ui" / "views" / "reviews.py"
HENRY = "nyscp-child-h-scr"
PERSONAL = "Sarah Smith born 3/4/2020 of 12 High Street"


@pytest.fixture
def held(shipped: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """The shipped reviews with their index, and records of their own."""
    settings = shipped.settings.model_copy(update={"data": tmp_path / "data"})
    st.cache_resource.clear()
    st.cache_data.clear()
    monkeypatch.setattr(resources, "settings", lambda: settings)
    monkeypatch.setattr(resources, "assistant", lambda: shipped.assistant)
    yield settings
    st.cache_resource.clear()
    st.cache_data.clear()


def opened(**query: str | list[str]) -> AppTest:
    """The page at an address, after its first run."""
    app = AppTest.from_file(str(PAGE), default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def typed(app: AppTest, key: str, text: str) -> AppTest:
    app.text_input(key=key).set_value(text).run()
    assert not app.exception
    return app
