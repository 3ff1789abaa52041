"""The page under Streamlit's own test runner: fixtures, and ways to read what was drawn."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests import ui_kit
from tests.ui_kit import FakeAssistant
from ui import resources

APP = Path(__file__).parent.parent / "ui" / "app.py"
ABOUT = Path(__file__).parent.parent / "ui" / "views" / "about.py"


@pytest.fixture
def invented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The invented corpus, with folders of its own for everything else."""
    ui_kit.lay_out_corpus(tmp_path / "corpus")
    monkeypatch.setenv("REVIEWS_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("REVIEWS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("REVIEWS_HOME", str(tmp_path / "home"))
    st.cache_resource.clear()
    st.cache_data.clear()
    yield
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture
def fake(invented: None, monkeypatch: pytest.MonkeyPatch) -> FakeAssistant:
    """The assistant that answers from a list, in place of the real one."""
    assistant = FakeAssistant()
    monkeypatch.setattr(resources, "assistant", lambda: assistant)
    return assistant


def start(page: Path = APP) -> AppTest:
    """A page after its first run."""
    app = AppTest.from_file(str(page), default_timeout=30).run()
    assert not app.exception
    return app


def ask(app: AppTest, question: str) -> AppTest:
    """Type a question and let the page run."""
    app.chat_input[0].set_value(question).run()
    assert not app.exception
    return app


def by_menu(app: AppTest, page: str) -> AppTest:
    """The whole app after its menu led to a page, such as ``reviews``: without anything in its address."""
    app.query_params.clear()
    app.switch_page(f"views/{page}.py").run()
    assert not app.exception
    return app


def opened(app: AppTest, key: str) -> AppTest:
    """The page with what stands behind a button opened, such as the limits: what is in it is drawn only then."""
    app.session_state[key] = True
    app.run()
    assert not app.exception
    return app


def html(app: AppTest) -> str:
    """All that was drawn as HTML, without the style."""
    return "\n".join(element.value for element in app.html if "scroll-margin" not in element.value)


def words(app: AppTest) -> str:
    """All that is read on the page, in one line."""
    bare = re.sub(r"<script>.*?</script>|<style>.*?</style>", "", html(app), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", bare)))


def button(app: AppTest, key: str):  # type: ignore[no-untyped-def]
    """The first button whose key begins so."""
    return next(b for b in app.button if (b.key or "").startswith(key))
